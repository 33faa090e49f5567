"""The folder of entries: what their names are made of, how they are written, read, counted and removed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
import pandas as pd

from ..errors import OutputError
from .codec import Damaged, Unpackable, pack, unpack

VARIABLE = "KOUJING_CACHE"
"""The environment variable that names the folder; without it nothing is cached."""

PACKAGE = Path(__file__).parents[1]
GROUND = ("cache", "corpus", "lexicon", "errors.py", "stats.py")
LIBRARIES = (
    "koujing", "ahocorasick_rs", "chardet", "gensim", "jieba", "lxml", "lxml_html_clean", "matplotlib",
    "numpy", "opencc", "openpyxl", "pandas", "pillow", "pyarrow", "pylopdf-fonts-zh-cn", "pypdfium2",
    "python-docx", "rjieba", "scikit-learn", "scipy", "selectolax", "tomotopy", "trafilatura",
)  # fmt: skip
NAME = re.compile(r"[0-9a-f]{64}\.entry(\.[^.]+\.tmp)?")

T = TypeVar("T")


class Contents(NamedTuple):
    """What a cache holds."""

    folder: Path
    n_entries: int
    n_bytes: int


def cached(
    step: str,
    made_of: Sequence[object],
    compute: Callable[[], T],
    rooms: Sequence[str] = (),
    kinds: Sequence[type] = (),
    folder: str | Path | None = None,
) -> T:
    """Return what `compute` returns, from the cache where it has been computed before.

    Parameters
    ----------
    step : str
        What is computed.
    made_of : sequence
        All that the result depends on, besides the code, the data files and the libraries: see `digest`.
    compute : callable
        Computes it.
    rooms : sequence of str
        Modules and folders of the package whose source the result depends on, besides those of the ground
        floor.
    kinds : sequence of type
        Dataclasses and named tuples that stand in the result.
    folder : path, optional
        The cache; by default the one that the environment names.

    Returns
    -------
    object
        An entry that is missing, cut off, changed or unreadable is computed anew; a folder that cannot be
        written to keeps nothing. Neither changes the result.
    """
    named = folder or os.environ.get(VARIABLE)
    if not named:
        return compute()
    name = digest([step, _versions(), _sources((*GROUND, *rooms)), *made_of])
    path = Path(named) / name[:2] / f"{name}.entry"
    try:
        found: T = unpack(path.read_bytes(), kinds)
    except (OSError, Damaged):
        result = compute()
        with contextlib.suppress(OSError, Unpackable):
            _write(path, pack(result, kinds))
        return result
    return found


@contextlib.contextmanager
def kept_in(folder: Path | None) -> Iterator[None]:
    """Keep results in this folder for a while, also those of processes that are begun; with None nowhere."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(folder or "")
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before


def digest(parts: Sequence[object]) -> str:
    """Return the SHA-256 of values, in hexadecimal digits.

    Parameters
    ----------
    parts : sequence
        Text, bytes, arrays, frames, mappings in their order, sequences of these, or what says with its `repr`
        all that it is.
    """
    whole = hashlib.sha256()
    for part in parts:
        kind, data = _told(part)
        whole.update(f"{kind} {len(data)}\n".encode())
        whole.update(data)
    return whole.hexdigest()


def _told(part: Any) -> tuple[str, bytes]:
    """Return what kind of value a part is, and all that it holds."""
    if isinstance(part, str):
        return "str", part.encode("utf-8", "surrogatepass")
    if isinstance(part, bytes):
        return "bytes", part
    if isinstance(part, np.ndarray) and not part.dtype.hasobject:
        return f"array {part.dtype.str} {part.shape}", np.ascontiguousarray(part).tobytes()
    if isinstance(part, np.ndarray):
        return f"objects {part.shape}", digest(part.ravel().tolist()).encode()
    if isinstance(part, pd.DataFrame):
        columns = [(name, str(part[name].dtype), part[name].tolist()) for name in part]
        return "frame", digest([part.index.tolist(), *columns, part.attrs]).encode()
    if isinstance(part, pd.Series):
        return "series", digest([part.name, str(part.dtype), part.index.tolist(), part.tolist()]).encode()
    if isinstance(part, dict):
        return "dict", digest(list(part.items())).encode()
    if isinstance(part, list | tuple):
        return type(part).__name__, digest(part).encode()
    return type(part).__name__, repr(part).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=1)
def _versions() -> tuple[str, ...]:
    """Return what the last bits of a number may depend on: Python, the machine, the libraries."""
    found = [platform.python_version(), platform.machine(), sys.platform]
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} -")
    return tuple(found)


def made_with(rooms: Sequence[str]) -> str:
    """Return the hash of the code of rooms, the data files and the versions of the libraries."""
    return digest([_versions(), _sources((*GROUND, *rooms))])


@lru_cache(maxsize=64)
def _sources(rooms: Sequence[str]) -> str:
    """Return the hash of the source of rooms, and of the data files."""
    files = [path for path in (PACKAGE / "data").iterdir() if path.is_file()]
    for room in rooms:
        place = PACKAGE / room
        files += place.rglob("*.py") if place.is_dir() else [place]
    named = sorted((path.relative_to(PACKAGE).as_posix(), path) for path in files)
    return digest([part for name, path in named for part in (name, path.read_bytes())])


def _write(path: Path, data: bytes) -> None:
    """Write an entry beside its place and move it there, so that no one ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(draft, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(draft)
        raise


def default_folder() -> Path:
    """Return the folder for caches of this user: `koujing` below what the system has for such things."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        given = os.environ.get("XDG_CACHE_HOME", "")
        base = Path(given) if os.path.isabs(given) else home / ".cache"
    return base / "koujing"


def contents(folder: Path) -> Contents:
    """Return how many entries a cache holds, and their size in bytes."""
    sizes = []
    for path in _entries(folder):
        with contextlib.suppress(OSError):
            sizes.append(path.stat().st_size)
    return Contents(folder, len(sizes), sum(sizes))


def clear(folder: Path) -> Contents:
    """Remove the entries of a cache, and nothing else that may lie there; return what was removed.

    Raises
    ------
    OutputError
        When an entry cannot be removed.
    """
    before = contents(folder)
    for path in _entries(folder):
        try:
            path.unlink(missing_ok=True)
        except OSError as fault:
            raise OutputError(f"{path}: cannot be removed ({fault.strerror}).") from None
    with contextlib.suppress(OSError):
        for place in [*sorted(folder.iterdir()), folder]:
            with contextlib.suppress(OSError):
                place.rmdir()
    return before


def _entries(folder: Path) -> list[Path]:
    try:
        return [path for path in sorted(folder.glob("[0-9a-f][0-9a-f]/*")) if NAME.fullmatch(path.name)]
    except OSError:
        return []
