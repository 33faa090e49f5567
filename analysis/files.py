"""Writing results: files that are complete or absent, tables that no spreadsheet takes for formulas."""

from __future__ import annotations

import contextlib
import csv
import errno
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from .errors import OutputError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    import pandas as pd

FORMULA = ("=", "+", "-", "@", "\t", "\r")

DRAFT, PART = ".koujing-draft-", ".koujing-part-"
"""Prefix of the names of unfinished folders and files."""

MARKER = ".koujing"
"""A file that lists what was written beside and below it, so that no later run reads results as texts."""


@contextmanager
def whole(path: Path, mode: int = 0o666) -> Iterator[Path]:
    """Provide a draft path next to a file's destination, and move it there on success.

    Parameters
    ----------
    path : Path
        Destination of the file; its folder is created if missing.
    mode : int
        Permissions of the file, subject to the user's umask.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{PART}{token_hex(6)}")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
    try:
        yield draft
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file atomically.

    Parameters
    ----------
    path : Path
        Destination of the file; its folder is created if missing.
    content : str or bytes
        Text is written as UTF-8, lone surrogates as `?`.
    """
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    with whole(path) as draft:
        draft.write_bytes(data)


def write_table(path: Path, table: pd.DataFrame, typed: bool = False) -> None:
    """Write a frame as CSV in UTF-8 with a byte order mark, which spreadsheets need to read Chinese.

    Parameters
    ----------
    path : Path
        The file.
    table : DataFrame
        Text cells and column names that look like a formula get an apostrophe in front; missing values stay
        empty; floats are written with ten significant digits.
    typed : bool
        Whether a hidden file beside it records the column types, which CSV cannot: see `types_file`.
    """
    lines = io.StringIO("\ufeff")
    lines.seek(1)
    rows = csv.writer(lines, lineterminator="\n")
    rows.writerow([neutralise(str(name)) for name in table.columns])
    rows.writerows(zip(*(_written(table.iloc[:, at]) for at in range(table.shape[1])), strict=True))
    write_whole(path, lines.getvalue())
    if typed:
        types = [column_type(table.iloc[:, at]) for at in range(table.shape[1])]
        write_whole(types_file(path), json.dumps(types))


def _written(column: pd.Series[Any]) -> list[object]:
    """Return the cells of a column as they are written: pandas' own way takes four times as long."""
    kind = column.dtype.kind
    cells = (column.astype("str") if kind in "mM" else column).tolist()
    missing = column.isna().tolist()
    if kind == "f":
        return ["" if gone else f"{cell:.10g}" for cell, gone in zip(cells, missing, strict=True)]
    texts = {cell: neutralise(cell) for cell in {cell for cell in cells if isinstance(cell, str)}}
    return [
        "" if gone else texts[cell] if isinstance(cell, str) else cell
        for cell, gone in zip(cells, missing, strict=True)
    ]


def types_file(path: Path) -> Path:
    """Return the path of the file that records the column types of a CSV file."""
    return path.with_name(f".{path.stem}.types")


def column_type(values: pd.Series[Any]) -> str:
    """Return `number`, `bool` or `text`."""
    from pandas.api.types import infer_dtype  # the command starts in half the time without pandas

    kind = infer_dtype(values, skipna=True)
    if kind == "boolean":
        return "bool"
    return "number" if kind in ("integer", "floating", "mixed-integer-float") else "text"


def neutralise(value: object) -> object:
    """Put an apostrophe before text that a spreadsheet would run as a formula; return other values as is.

    Lone surrogates, which UTF-8 cannot encode, become `?`.
    """
    if not isinstance(value, str):
        return value
    text = value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    return f"'{text}" if text.startswith(FORMULA) else text


@contextmanager
def staged(place: Path) -> Iterator[Path]:
    """Provide a draft folder, and move what was written there to `place` on success.

    After an error or an interruption the draft is removed and `place` unchanged, even when one of its files
    cannot be replaced (because it is open in a spreadsheet, say). What a killed run left behind is removed by
    the next run, which first restores anything partly replaced. The file `.koujing` in `place` lists what was
    written there.

    Parameters
    ----------
    place : Path
        Destination folder of the files; its parents are created if missing.

    Raises
    ------
    OutputError
        When disk space or write permission is lacking, or `place` is a file.
    """
    refuse_file(place)
    try:
        # Inside an existing folder: it may be a mount point whose parent is not writable.
        beside = place if place.is_dir() else place.parent
        beside.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(beside)
        with tempfile.TemporaryDirectory(dir=beside, prefix=DRAFT, ignore_cleanup_errors=True) as name:
            own = Path(name)
            with _owned(own):
                draft = own / "new"
                draft.mkdir()
                yield draft
                _mark(draft, place)
                names = [p.relative_to(draft).as_posix() for p in draft.rglob("*") if p.is_file()]
                added = (name for name in names if not (place / name).exists())
                write_whole(own / "added", "".join(f"{name}\n" for name in added))
                _move(draft, place, own / "old")
    except UnicodeEncodeError as fault:
        raise OutputError(
            f"{place}: names of files cannot be written in this locale ({fault.encoding}); set PYTHONUTF8=1."
        ) from None
    except OSError as fault:
        raise not_written(place, fault) from None


def refuse_file(place: Path) -> None:
    """Raise `OutputError` if what is to be a folder of results is a file."""
    if place.exists() and not place.is_dir():
        raise not_written(place, FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)))


def refuse_others(place: Path) -> None:
    """Raise `OutputError` if what is to be a folder of counts holds something else, such as texts.

    It would be read as counts from then on, and what else is in it not be read at all. Hidden files do not
    count: they are those of an interrupted run, or of the system.
    """
    if not place.is_dir() or is_counted(place):
        return
    others = sorted(one.name for one in place.iterdir() if not one.name.startswith("."))
    if others:
        raise OutputError(
            f"{place}: holds other files ({', '.join(others[:3])}); choose a new folder, or an empty one, "
            "with --out."
        )


def not_written(place: Path, fault: OSError) -> OutputError:
    """Return the error that says that results cannot be written, from that of the system."""
    named = Path(os.fsdecode(fault.filename or place))
    return OutputError(
        f"{named if place in named.parents else place}: cannot be written ({fault.strerror or fault}); "
        "close it where it is open, or choose another --out."
    )


@contextmanager
def _owned(draft: Path) -> Iterator[None]:
    """Hold a lock in a draft, which the system releases no matter how the process ends."""
    if fcntl is None:
        yield
        return
    # Locked before it gets its name: under that name it is never seen unlocked while its owner is alive.
    with (draft / "lock.new").open("wb") as file:
        with contextlib.suppress(OSError):  # not every file system supports locks: then nothing is removed
            fcntl.flock(file, fcntl.LOCK_EX)
            os.replace(draft / "lock.new", draft / "lock")
        yield


def _remove_abandoned(folder: Path) -> None:
    """Remove the drafts of processes that no longer run."""
    if fcntl is None:
        return
    for draft in folder.glob(f"{DRAFT}*"):
        with contextlib.suppress(OSError), (draft / "lock").open("rb+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _take_back(draft)
            shutil.rmtree(draft, ignore_errors=True)


def _take_back(draft: Path) -> None:
    """Undo the moves that a killed process had made out of its draft."""
    place, plan = draft.parent, draft / "added"
    for name in plan.read_text(encoding="utf-8").splitlines() if plan.is_file() else ():
        if not (draft / "new" / name).exists():
            (place / name).unlink(missing_ok=True)
    for path in (draft / "old").rglob("*"):
        if path.is_file():
            os.replace(path, place / path.relative_to(draft / "old"))


def _mark(draft: Path, place: Path) -> None:
    """List in a draft what it holds, and what earlier runs wrote to its destination that is still there."""
    names = {path.relative_to(draft).as_posix() for path in draft.rglob("*") if path.is_file()}
    names |= {name for name in written_here(place) if (place / name).is_file()}
    write_whole(draft / MARKER, "".join(f"{name}\n" for name in sorted(names)))


def written_here(folder: Path) -> set[str]:
    """Return the files below a folder that were written as results, as paths relative to it."""
    try:
        return set((folder / MARKER).read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return set()


def is_counted(folder: Path) -> bool:
    """Return whether a folder holds the results of `koujing count`."""
    return os.path.isfile(folder / "settings.json") and os.path.isdir(folder / "counts")


def written_below(base: Path, paths: Iterable[Path]) -> set[Path]:
    """Return which files below a folder were written as results.

    Parameters
    ----------
    base : Path
        The folder. When it holds results itself, its `texts/` are output of `koujing clean` meant to be read.
    paths : iterable of Path
        The files.
    """
    folders: set[Path] = set()
    for path in paths:
        passed: list[Path] = []
        for above in path.parents:
            if above in folders or above == base:
                folders.update((*passed, above))
                break
            passed.append(above)
    return {
        above / name
        for above in folders
        for name in written_here(above)
        if above != base or not name.startswith("texts/")
    }


def _move(draft: Path, place: Path, old: Path) -> None:
    """Move the files of a draft to their destination, all or none."""
    undo: list[tuple[Path, Path | None]] = []
    try:
        for path in sorted(path for path in draft.rglob("*") if path.is_file()):
            target, kept = place / path.relative_to(draft), old / path.relative_to(draft)
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
            if target.exists():
                kept.parent.mkdir(parents=True, exist_ok=True)
                _replace(target, kept)
            undo.append((target, kept if kept.exists() else None))
            _replace(path, target)
    except BaseException:
        for target, before in reversed(undo):
            if before is None:
                target.unlink(missing_ok=True)
            else:
                _replace(before, target)
        raise


def _replace(path: Path, target: Path) -> None:
    """Move a file, even to a folder on another file system."""
    try:
        os.replace(path, target)
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        with whole(target) as copy:
            shutil.copyfile(path, copy)
        path.unlink()
