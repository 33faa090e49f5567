"""The entries of a cache as files: counted, removed, and kept within a limit."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError, OutputError
from ..files import PART

LIMIT = "KOUJING_CACHE_SIZE"
"""The environment variable that says how large the folder may be: `2GB`; if unset, without limit."""

NAME = re.compile(rf"[0-9a-f]{{64}}\.entry(\.[^.]+\.tmp)?|{re.escape(PART)}\w+")
SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)B?", re.IGNORECASE)


class Contents(NamedTuple):
    """What a cache holds."""

    folder: Path
    n_entries: int
    n_bytes: int


def contents(folder: Path) -> Contents:
    """Return the number of entries in a cache and their size in bytes."""
    sizes = []
    for path in _entries(folder):
        with contextlib.suppress(OSError):
            sizes.append(path.stat().st_size)
    return Contents(folder, len(sizes), sum(sizes))


def clear(folder: Path) -> Contents:
    """Remove the entries of a cache, but no other files in its folder; return what was removed.

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


def limit() -> int | None:
    """Return how many bytes a cache may hold, as the environment says; None without a limit.

    Raises
    ------
    InputError
        When what it says is not a size.

    Examples
    --------
    >>> import os
    >>> from unittest.mock import patch
    >>> from analysis.cache.entries import limit
    >>> with patch.dict(os.environ, KOUJING_CACHE_SIZE="1.5 GB"):
    ...     limit()
    1500000000
    """
    told = os.environ.get(LIMIT, "").strip()
    if not told:
        return None
    found = SIZE.fullmatch(told)
    if found is None:
        raise InputError(f"{LIMIT}: {told!r} is not a size; write it as 500MB or 2GB.")
    return int(float(found[1]) * 1000 ** " KMGT".index(found[2].upper() or " "))


def trim(folder: Path, most: int) -> Contents:
    """Remove the entries used longest ago until no more than `most` bytes are left; return what was removed.

    An entry that cannot be removed stays.
    """
    found = []
    for path in _entries(folder):
        with contextlib.suppress(OSError):
            state = path.stat()
            found.append((state.st_mtime_ns, path.name, state.st_size, path))
    left = sum(size for _, _, size, _ in found)
    n_entries = n_bytes = 0
    for _, _, size, path in sorted(found):
        if left - n_bytes <= most:
            break
        with contextlib.suppress(OSError):
            path.unlink()
            n_entries, n_bytes = n_entries + 1, n_bytes + size
    return Contents(folder, n_entries, n_bytes)
