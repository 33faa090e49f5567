"""Writing results: tables that no spreadsheet will take for formulas, files that are whole or not there."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from ..errors import OutputError

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


@contextmanager
def staged(place: Path) -> Iterator[Path]:
    """Give a draft folder, and move what was written there to `place` when all went well.

    After a fault or an interruption the draft is gone and `place` is as it was, also when one of its files
    cannot be replaced (because it is open in a spreadsheet, say).

    Parameters
    ----------
    place : Path
        The folder where the files are to be; its parents are made when missing.

    Raises
    ------
    OutputError
        When there is no space or no permission to write.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=f".{place.name}-") as name:
            draft = Path(name) / "new"
            draft.mkdir()
            yield draft
            _move(draft, place, Path(name) / "old")
    except OSError as fault:
        named = Path(str(fault.filename or place))
        raise OutputError(
            f"{named if place in named.parents else place}: cannot be written ({fault.strerror or fault}); "
            "close it where it is open, or choose another --out."
        ) from None


def _move(draft: Path, place: Path, old: Path) -> None:
    """Move the files of a draft to their place, all or none."""
    undo: list[tuple[Path, Path | None]] = []
    try:
        for path in sorted(path for path in draft.rglob("*") if path.is_file()):
            target, kept = place / path.relative_to(draft), old / path.relative_to(draft)
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
            if target.exists():
                kept.parent.mkdir(parents=True, exist_ok=True)
                os.replace(target, kept)
            undo.append((target, kept if kept.exists() else None))
            os.replace(path, target)
    except BaseException:
        for target, before in reversed(undo):
            if before is None:
                target.unlink(missing_ok=True)
            else:
                os.replace(before, target)
        raise


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
