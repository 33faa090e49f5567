"""Reads and checks the files of `analysis/data/`, and a user's own files that override them.

Every reader names file, line and fault when something is wrong with a file.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pandas as pd

from .errors import DataFileError

DATA = Path(__file__).parent / "data"


def file_hash(path: Path) -> str:
    """Return the first 12 hexadecimal digits of the SHA-256 of a file, to name it in settings."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def read_lines(path: Path) -> list[tuple[int, str]]:
    """Return the numbered lines of a UTF-8 list, without comments (`#`) and blank lines.

    Raises
    ------
    DataFileError
        When the file is missing or is not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataFileError(f"{path}: no such file.") from None
    except UnicodeDecodeError as fault:
        raise DataFileError(f"{path}: not UTF-8 (byte {fault.start}); save it as UTF-8.") from None
    numbered = ((number, line.split("#", 1)[0].strip()) for number, line in enumerate(text.splitlines(), 1))
    return [(number, line) for number, line in numbered if line]


@cache
def places() -> pd.DataFrame:
    """Return the administrative divisions of China.

    Returns
    -------
    DataFrame
        `code, name, level, city, province`: six-digit code, full name, level (`province`, `city`, `county`),
        and the names of the city and province the place belongs to (missing where there is none).
    """
    path = DATA / "places.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    columns = ["code", "name", "level", "city", "province"]
    if list(table.columns) != columns:
        raise DataFileError(f"{path}: line 1: the columns must be {','.join(columns)}.")
    return table.replace("", pd.NA)
