"""The folder of entries: how they are named, written and read."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache, partial
from importlib.metadata import PackageNotFoundError, distribution, version
from inspect import signature
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from ..files import whole
from .codec import Damaged, Unpackable, pack, unpack
from .entries import limit, trim

VARIABLE = "KOUJING_CACHE"
"""The environment variable that names the folder; if unset, nothing is cached."""

PLAIN = frozenset({type(None), bool, int, float, str})
"""Types of the members of long lists, which are told in one go."""

PACKAGE = Path(__file__).parents[1]
LIBRARIES = (
    "koujing", "ahocorasick_rs", "chardet", "gensim", "ipykernel", "jieba", "jinja2", "lxml",
    "lxml_html_clean", "matplotlib", "nbclient", "nbformat",
    "numpy", "opencc", "openpyxl", "pandas", "pillow", "pyarrow", "pylopdf-fonts-zh-cn", "pypdfium2",
    "rjieba", "scikit-learn", "scipy", "selectolax", "tomotopy", "trafilatura",
)  # fmt: skip

_VERSION = re.compile(r"^Version: *(\S+)", re.MULTILINE)

T = TypeVar("T")


def cached(
    call: partial[T],
    kinds: Sequence[type] = (),
    folder: str | Path | None = None,
    beside: Mapping[str, Any] | None = None,
) -> T:
    """Return the result of a call, from the cache if it was made before.

    Parameters
    ----------
    call : partial
        A module-level function with all its arguments, which name the entry: see `key`.
    kinds : sequence of type
        Dataclasses and named tuples that may occur in the result.
    folder : path, optional
        The cache; by default the one named by the environment.
    beside : mapping, optional
        Further arguments by name, which the result does not depend on: they name no entry.

    Returns
    -------
    object
        An entry that is missing, truncated, altered, unreadable or of another call is recomputed; if the
        folder is not writable, nothing is stored. Neither changes the result.

    Examples
    --------
    >>> from functools import partial
    >>> from statistics import mean
    >>> from analysis.cache import cached
    >>> cached(partial(mean, [1, 2, 6]))
    3
    """
    named = folder or os.environ.get(VARIABLE)
    further = beside or {}
    if not named:
        return call(**further)
    name = key(call)
    path = Path(named) / name[:2] / f"{name}.entry"
    try:
        found: T = unpack(path.read_bytes(), name, kinds)
    except (OSError, Damaged):
        result = call(**further)
        with contextlib.suppress(OSError, Unpackable):
            _write(path, pack(result, name, kinds))
        return result
    with contextlib.suppress(OSError):
        os.utime(path)  # of entries in a cache with a limit, those used last stay
    return found


def key(call: partial[Any]) -> str:
    """Return the name of a call's result, in 64 hexadecimal digits.

    It is a hash of the function's name, all its arguments by name, including defaults (of a path: the content
    of the file), all code and data of the package, and the versions of the libraries. So no argument can be
    forgotten, and functions that depend on more than their arguments are refused.

    Raises
    ------
    TypeError
        When the function or an argument cannot be identified by its content.
    """
    given = signature(call.func).bind(*call.args, **call.keywords)
    given.apply_defaults()
    return digest([made_with(), call.func, given.arguments])


@contextlib.contextmanager
def kept_in(folder: Path | None) -> Iterator[None]:
    """Within this context, cache results in a folder, also in child processes; nowhere if None.

    Afterwards the entries used longest ago leave, if the folder has a limit (see `limit`).

    Raises
    ------
    InputError
        When the limit is not a size.
    """
    most, before = limit(), os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(folder or "")
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before
        if folder is not None and most is not None:
            trim(folder, most)


def digest(parts: Sequence[object]) -> str:
    """Return the SHA-256 of values, in hexadecimal digits.

    Parameters
    ----------
    parts : sequence
        Strings, bytes, numbers, arrays, frames, mappings in their order, sequences, sets, dataclasses,
        module-level functions and calls of them, and anything else whose `repr` describes it fully. A path
        is represented by the content of its file.

    Raises
    ------
    TypeError
        When the `repr` of a value is only its address in memory.
    """
    whole = hashlib.sha256()
    for part in parts:
        kind, data = _told(part)
        whole.update(f"{kind} {len(data)}\n".encode())
        whole.update(data)
    return whole.hexdigest()


def _told(part: Any) -> tuple[str, bytes | memoryview]:
    """Return the kind of a value and its content."""
    if isinstance(part, str):
        return "str", part.encode("utf-8", "surrogatepass")
    if isinstance(part, bytes):
        return "bytes", part
    if isinstance(part, np.ndarray) and not part.dtype.hasobject:
        # Its own memory, not a copy: arrays may be large.
        cells = np.ascontiguousarray(part).reshape(-1).view(np.uint8)
        return f"array {part.dtype.str} {part.shape}", cells.data
    if isinstance(part, Path):
        return "path", part.read_bytes() if part.is_file() else repr(part).encode("utf-8", "surrogatepass")
    if isinstance(part, partial):
        return "call", digest([part.func, part.args, part.keywords]).encode()
    if callable(part) and hasattr(part, "__qualname__"):
        if "<" in part.__qualname__:
            raise TypeError(
                f"{part.__qualname__} is not a module-level function: what it depends on cannot be seen."
            )
        return "function", f"{part.__module__}.{part.__qualname__}".encode()
    kind = type(part).__name__
    if isinstance(part, list | tuple) and PLAIN.issuperset(map(type, part)):
        return f"plain {kind}", json.dumps(part, ensure_ascii=False).encode("utf-8", "surrogatepass")
    held = _held(part)
    if held is not None:
        return kind, digest(held).encode()
    if repr(part) == object.__repr__(part):
        raise TypeError(f"{kind} does not describe its content, so it cannot name a cache entry.")
    return kind, repr(part).encode("utf-8", "surrogatepass")


def _held(part: Any) -> list[Any] | None:
    """Return the parts of a container value, or None."""
    if isinstance(part, np.ndarray):
        return [part.shape, *part.ravel().tolist()]
    pd, sparse = sys.modules.get("pandas"), sys.modules.get("scipy.sparse")  # if there is any frame or matrix
    if pd and isinstance(part, pd.DataFrame):
        columns = [(name, str(part[name].dtype), part[name].tolist()) for name in part]
        return [part.index.tolist(), columns, part.attrs]
    if pd and isinstance(part, pd.Series):
        return [part.name, str(part.dtype), part.index.tolist(), part.tolist()]
    if sparse and isinstance(part, sparse.csr_array):
        return [part.shape, part.indptr, part.indices, part.data]
    if is_dataclass(part):
        return [getattr(part, field.name) for field in fields(part)]
    if isinstance(part, Mapping):
        return list(part.items())
    if isinstance(part, set | frozenset):
        return sorted(digest([item]) for item in part)
    return list(part) if isinstance(part, list | tuple) else None


def _versions() -> tuple[str, ...]:
    """Return everything the last bits of a number may depend on: Python, the machine, the libraries."""
    found = [platform.python_version(), platform.machine(), sys.platform]
    for name in LIBRARIES:
        try:
            found.append(f"{name} {_version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} -")
    return tuple(found)


def _version(name: str) -> str:
    """Return the version of a library, without reading all that is told of it as a mail."""
    told = _VERSION.search(distribution(name).read_text("METADATA") or "")
    return told[1] if told else version(name)


@lru_cache(maxsize=1)
def made_with() -> str:
    """Return the hash of what is not in any call: code and data of the package, versions of libraries."""
    return digest([_versions(), _sources()])


def _sources() -> str:
    """Return the hash of every file of the package."""
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    named = sorted((path.relative_to(PACKAGE).as_posix(), path) for path in files)
    return digest([part for name, path in named for part in (name, path.read_bytes())])


def _write(path: Path, data: bytes) -> None:
    """Write an entry atomically, readable by its user only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with whole(path, mode=0o600) as draft:
        draft.write_bytes(data)


def default_folder() -> Path:
    """Return this user's cache folder: `koujing` in the system's usual place for caches."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        given = os.environ.get("XDG_CACHE_HOME", "")
        base = Path(given) if os.path.isabs(given) else home / ".cache"
    return base / "koujing"
