"""Writing results: tables that no spreadsheet will take for formulas, files that are whole or not there."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutralise(value: object) -> object:
    """Return text that a spreadsheet would run as a formula with an apostrophe before it, else as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file beside its place and move it there, so that it is never half-written.

    Parameters
    ----------
    path : Path
        Where the file is to be; its folder is made when missing.
    content : str or bytes
        Text is written as UTF-8.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def write_table(path: Path, table: pd.DataFrame) -> None:
    """Write a frame as CSV in UTF-8 with a byte order mark, which spreadsheets need to read Chinese.

    Parameters
    ----------
    path : Path
        The file.
    table : DataFrame
        Text cells that begin like a formula get an apostrophe; missing values stay empty; floats are written
        with ten significant digits.
    """
    safe = table.rename(columns=str).map(neutralise)
    write_whole(path, "\ufeff" + safe.to_csv(index=False, float_format="%.10g", lineterminator="\n"))
