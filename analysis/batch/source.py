"""Tables read a piece at a time: JSON and delimited text, plain or gzipped, and Parquet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from ..load.columns import known_names
from ..load.form import RECOGNISED, TableForm
from ..load.items import MEBIBYTE, Bounds, Message, Unreadable, message
from ..load.json_rows import one_each
from ..load.rows import named_columns
from ..load.walk import check_ordinary, find_files, refused, source_names
from ..load.worker import call_apart
from .lines import is_text_table, json_lines

PARQUET = ".parquet"

LEAST_BY_CONTENT = 16
"""Rows of a piece from which on its end depends on what its lines say."""

LARGEST_PIECE = 8 * MEBIBYTE
"""Bytes of lines at which a piece ends, and above which a single line is parsed in a worker: a list of empty
lists takes some twenty times its length in memory."""

MOST_COLUMNS = 10_000
"""Maximum number of columns of a table."""


@dataclass(frozen=True)
class Table:
    """A file of rows.

    Attributes
    ----------
    path : str
        Its path.
    source : str
        Its path relative to the folder read.
    columns : dict of str to str
        Our column names to those of the table.
    n_rows : int
        Number of its lines or rows, including unusable ones.
    stated : dict of str to str
        The values that the list of texts states for the whole table.
    further : tuple of str
        Its other columns.
    form : TableForm
        How it is laid out.
    """

    path: str
    source: str
    columns: dict[str, str]
    n_rows: int
    stated: dict[str, str] = field(default_factory=dict)
    further: tuple[str, ...] = ()
    form: TableForm = RECOGNISED


@dataclass(frozen=True)
class Piece:
    """A run of adjacent rows of a table, the unit of work.

    Attributes
    ----------
    number : int
        Its position among all pieces, from 0.
    table : Table
        Where the rows come from.
    first : int
        Rows of the table before it (lines, for JSON).
    lines : tuple of bytes
        The rows as lines of JSON, for all but Parquet: such tables can only be read from the beginning.
    row_group, skipped, n_rows : int
        For Parquet, the row group, the number of its rows to skip, and the number to read.
    """

    number: int
    table: Table
    first: int
    lines: tuple[bytes, ...] = ()
    row_group: int = -1
    skipped: int = 0
    n_rows: int = 0


class Records(NamedTuple):
    """The rows of a piece, and its lines (numbered within it, from 1) that are not rows, with reasons."""

    rows: list[dict[str, Any]]
    faults: list[tuple[int, Message]]


def find_tables(
    place: Path, form_of: Callable[[str], TableForm] = lambda source: RECOGNISED
) -> tuple[list[Table], list[tuple[str, Message]]]:
    """Return the tables of a folder, or the one named, and the files that are not tables, with reasons.

    Every table is scanned once for its columns and its number of rows.

    Parameters
    ----------
    place : Path
        A table, or a folder of tables.
    form_of : callable
        Returns how the table of a source is laid out.

    Raises
    ------
    InputError
        When there is nothing at `place`.
    """
    base = place if place.is_dir() else place.parent
    tables, others = [], []
    paths = find_files(place)
    for path, source in zip(paths, source_names(paths, base), strict=True):
        try:
            check_ordinary(path)
            size = path.stat().st_size
            tables.append(
                call_apart(_survey, path, source, form_of(source), size=size, bounds=Bounds(ocr=""))
            )
        except Unreadable as fault:
            others.append((source, fault.reason))
        except OSError as fault:
            others.append((source, refused(fault).reason))
    return tables, others


def pieces(tables: Iterable[Table], size: int) -> Iterator[Piece]:
    """Yield the rows of tables in pieces, in order.

    Parameters
    ----------
    tables : iterable of Table
        Tables.
    size : int
        Maximum rows of a piece.
    """
    number = 0
    for table in tables:
        for piece in _parquet_pieces(table, size) if _is_parquet(table.path) else _line_pieces(table, size):
            yield Piece(number, *piece)
            number += 1


def records_of(piece: Piece) -> Records:
    """Return the rows of a piece; if they cannot be read, each is a fault, and the run goes on."""
    if piece.row_group < 0:
        return _records_of_lines(piece.lines, piece.first)
    size = max(piece.n_rows, 1) * MEBIBYTE
    try:
        return Records(call_apart(_parquet_rows, piece, size=size, bounds=Bounds(ocr="")), [])
    except Unreadable as fault:
        return Records([], [(number, fault.reason) for number in range(1, piece.n_rows + 1)])


def _records_of_lines(lines: tuple[bytes, ...], first: int) -> Records:
    size = sum(map(len, lines))
    if size <= LARGEST_PIECE:
        return _parsed(lines, first)
    try:
        return call_apart(_parsed, lines, first, size=size, bounds=Bounds(ocr=""))
    except Unreadable as fault:
        if len(lines) == 1:
            return Records([], [(1, fault.reason)])
    rows: list[dict[str, Any]] = []
    faults: list[tuple[int, Message]] = []
    for number, line in enumerate(lines):
        one = _records_of_lines((line,), first + number)
        rows += one.rows
        faults += [(number + at, reason) for at, reason in one.faults]
    return Records(rows, faults)


def _parquet_rows(piece: Piece) -> list[dict[str, Any]]:
    with _parquet(Path(piece.table.path)) as file:
        names = sorted({*piece.table.columns.values(), *piece.table.further})
        # Chunks of equal size let this piece be reached without keeping the ones before it.
        chunks = file.iter_batches(
            batch_size=max(piece.skipped, piece.n_rows), row_groups=[piece.row_group], columns=names
        )
        rows: list[dict[str, Any]] = []
        to_pass, wanted = piece.skipped, piece.n_rows
        for chunk in chunks:
            mine = chunk.slice(to_pass, wanted - len(rows))
            to_pass = max(to_pass - len(chunk), 0)
            rows += mine.to_pandas(ignore_metadata=True).to_dict("records")
            if len(rows) == wanted:
                break
    return rows


def _survey(path: Path, source: str, form: TableForm) -> Table:
    if _is_parquet(path):
        with _parquet(path) as file:
            names, n_rows = _parquet_names(file), file.metadata.num_rows
    elif is_text_table(path):
        found: dict[str, None] = {}
        n_rows = 0
        for line in json_lines(path, form):
            n_rows += 1
            for row in _parsed((line,), n_rows - 1).rows:
                found.update(dict.fromkeys(map(str, row)))
            if len(found) > MOST_COLUMNS:
                break
        names = list(found)
    else:
        raise Unreadable("no_batch_table")
    if not n_rows:
        raise Unreadable("empty_table")
    if len(names) > MOST_COLUMNS:
        raise Unreadable("many_columns", bound=MOST_COLUMNS)
    columns = named_columns(names, form)
    if "text" not in columns:
        shown = ", ".join(names)[:200] or "-"
        raise Unreadable("no_text_column", found=shown, known=", ".join(known_names("text")))
    used = {*columns.values()}
    others = tuple(name for name in names if name not in used)
    return Table(str(path), source, columns, n_rows, further=others, form=form)


def _is_parquet(path: str | Path) -> bool:
    return str(path).lower().endswith(PARQUET)


def _line_pieces(table: Table, size: int) -> Iterator[tuple[Table, int, tuple[bytes, ...]]]:
    lines = json_lines(Path(table.path), table.form)
    first = 0
    piece: list[bytes] = []
    held = 0
    for line in lines:
        if piece and (_is_full(piece, size) or held + len(line) > LARGEST_PIECE):
            yield table, first, tuple(piece)
            first, piece, held = first + len(piece), [], 0
        piece.append(line)
        held += len(line)
    if piece:
        yield table, first, tuple(piece)


def _is_full(piece: list[bytes], size: int) -> bool:
    """Return whether a piece ends with its last line.

    Where it ends is said by the lines themselves, one in a quarter of `size`, once there is half a piece:
    behind a row that was inserted, pieces are soon the same as before, and what is kept of them is found.
    """
    if len(piece) >= size or size < LEAST_BY_CONTENT:
        return len(piece) >= size
    return len(piece) >= size // 2 and crc32(piece[-1]) % (size // 4) == 0


def _parsed(lines: Iterable[bytes], first: int) -> Records:
    rows: list[dict[str, Any]] = []
    faults: list[tuple[int, Message]] = []
    for number, line in enumerate(lines, 1):
        try:
            text = line.decode("utf-8-sig" if number + first == 1 else "utf-8")
            value = json.loads(text, object_pairs_hook=one_each) if text.strip() else ()
        except UnicodeDecodeError:
            faults.append((number, message("line_not_utf8")))
            continue
        except Unreadable as error:
            faults.append((number, error.reason))
            continue
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            rows.append(value)
        elif value != ():
            faults.append((number, message("line_not_json")))
    return Records(rows, faults)


@contextmanager
def _parquet(path: Path) -> Iterator[Any]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise Unreadable("needs_pyarrow") from None
    try:
        with pq.ParquetFile(path, pre_buffer=False) as file:
            yield file
    except pa.ArrowException as fault:
        raise Unreadable("damaged", format="parquet", fault=type(fault).__name__) from None


def _parquet_names(file: Any) -> list[str]:
    """Return the columns of a file, without those that pandas uses as row labels."""
    schema = file.schema_arrow
    labels = (schema.pandas_metadata or {}).get("index_columns", [])
    return [name for name in schema.names if name not in labels]


def _parquet_pieces(table: Table, size: int) -> Iterator[tuple[Table, int, tuple[bytes, ...], int, int, int]]:
    with _parquet(Path(table.path)) as file:
        held = [file.metadata.row_group(k).num_rows for k in range(file.metadata.num_row_groups)]
    first = 0
    for row_group, n_rows in enumerate(held):
        for skipped in range(0, n_rows, size):
            yield table, first + skipped, (), row_group, skipped, min(size, n_rows - skipped)
        first += n_rows
