"""Yields a table as lines of JSON, one object a row, whatever its format and encoding."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from ..form import TableForm
from ..items import MEBIBYTE, Message, Unreadable, message
from ..tables.columns import columns_of
from ..tables.databases import kind_of_file, table_of
from ..tables.delimited import stream_rows
from ..tables.delimiters import delimiter_of
from ..tables.headers import HEADER_ROWS, distinct_names, header_at, in_one_header, names_in, without_heads
from ..tables.json_rows import lifted, records_in
from ..tables.json_values import json_value
from ..tables.printed import line_value
from ..text import decode
from .joined import joined_rows
from .parquet_rows import parquet_rows

JSON_LINES, JSON, DELIMITED, PARQUET = (".jsonl", ".ndjson"), (".json",), (".csv", ".tsv"), ".parquet"
LONGEST_LINE = 64 * MEBIBYTE
"""Maximum bytes of a line, and of a table that is one JSON value; gzip can pack endless ones."""

SAMPLE = MEBIBYTE
COMPARED = 200
"""Rows in which columns of one name are compared."""


class Records(NamedTuple):
    """Rows of a table, and lines (numbered from 1) that are not rows, with reasons."""

    rows: list[dict[str, Any]]
    faults: list[tuple[int, Message]]


def is_table(path: Path) -> bool:
    """Return whether a file is a table: text or Parquet by its name, a database by what it begins with."""
    name = path.name.lower()
    return (
        name.endswith(PARQUET)
        or name.removesuffix(".gz").endswith((*JSON_LINES, *JSON, *DELIMITED))
        or kind_of_file(path) is not None
    )


def json_lines(path: Path, form: TableForm) -> Iterator[bytes]:
    """Yield the rows of a table as JSON objects in UTF-8, one a line; those of one document as one.

    A line of a JSON-lines file that is no object is yielded as it is, so that every line has its number.

    Parameters
    ----------
    path : Path
        A table: JSON lines or an array of objects, delimited text, possibly gzipped, Parquet, or a database.
    form : TableForm
        How it is laid out.

    Raises
    ------
    Unreadable
        When it is damaged, in no encoding known, or a line or a cell is too long.
    """
    read = partial(_json_lines, path, form)
    yield from joined_rows(read, form) if form.document_by else read()


def _json_lines(path: Path, form: TableForm) -> Iterator[bytes]:
    if database := kind_of_file(path):
        with table_of(path, database, form.table, only=True) as table:
            yield from map(_row, table.rows)
        return
    if path.name.lower().endswith(PARQUET):
        yield from map(_row, parquet_rows(path))
        return
    name = path.name.lower().removesuffix(".gz")
    try:
        if name.endswith(DELIMITED):
            yield from _delimited(path, form)
            return
        with _opened(path) as file:
            sample = file.read(SAMPLE)
        encoding = _encoding(sample)
        if name.endswith(JSON) or sample.decode(encoding, "replace").lstrip("\ufeff \r\n\t")[:1] == "[":
            yield from _of_one_value(path, encoding, form)
        elif encoding.startswith("utf-8"):
            yield from _lines(path)
        else:
            with _text(path, encoding) as text:
                yield from (line.encode("utf-8", "replace") for line in text)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise Unreadable("cut_off") from None


def _opened(path: Path) -> IO[bytes]:
    return gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb")  # type: ignore[return-value]


def _text(path: Path, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(_opened(path), encoding=encoding, errors="replace", newline=None)


def _lines(path: Path) -> Iterator[bytes]:
    with _opened(path) as file:
        while line := file.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE:
                raise Unreadable("too_large", size=len(line) // MEBIBYTE, bound=LONGEST_LINE // MEBIBYTE)
            yield line


def _encoding(sample: bytes) -> str:
    """Return the encoding of a file by its beginning: UTF-8 if any line with more than ASCII is."""
    if sample.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    lines = [
        line for line in sample.split(b"\n")[: -1 if len(sample) == SAMPLE else None] if not line.isascii()
    ]
    if not lines or any(_is_utf8(line) for line in lines):
        return "utf-8"
    return decode(sample[: sample.rfind(b"\n") + 1] or sample).encoding


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _of_one_value(path: Path, encoding: str, form: TableForm) -> Iterator[bytes]:
    """Yield the records of a JSON value; of a file that is none, its lines."""
    with _opened(path) as file:
        data = file.read(LONGEST_LINE + 1)
    if len(data) > LONGEST_LINE:
        raise Unreadable("too_large", size=len(data) // MEBIBYTE, bound=LONGEST_LINE // MEBIBYTE)
    text = data.decode(encoding, "replace")
    value = json_value(text)
    if value is None:
        yield from (line.encode("utf-8", "replace") for line in text.splitlines(keepends=True))
    else:
        yield from map(_row, records_in(value, form.text_column))


def names_and_rows(path: Path, form: TableForm) -> tuple[list[str], int] | None:
    """Return the columns of a delimited table and its number of rows; None for others.

    Of tables whose rows are to be joined nothing is said either.

    Parameters
    ----------
    path : Path
        The table.
    form : TableForm
        How it is laid out.

    Raises
    ------
    Unreadable
        As `json_lines` does.
    """
    if (
        form.document_by
        or kind_of_file(path)
        or not path.name.lower().removesuffix(".gz").endswith(DELIMITED)
    ):
        return None
    try:
        names, rows = _cells(path, form)
        return list(names), sum(1 for _ in rows)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise Unreadable("cut_off") from None


def _delimited(path: Path, form: TableForm) -> Iterator[bytes]:
    names, rows = _cells(path, form)
    for row in rows:
        yield _row({name: row[i] for name, i in names.items() if i < len(row)})


def _cells(path: Path, form: TableForm) -> tuple[dict[str, int], Iterator[Sequence[str]]]:
    """Return the place of each column of a delimited table, and the cells of its rows."""
    with _opened(path) as file:
        sample = file.read(SAMPLE)
    encoding = _encoding(sample)
    delimiter = form.mark or delimiter_of(sample.decode(encoding, "replace"))
    rows = _filled(path, encoding, delimiter, form)
    leading = in_one_header(list(islice(rows, HEADER_ROWS + COMPARED)), form)
    if not leading:
        return {}, iter(())
    top = header_at(leading, form)
    names = names_in(leading, top)
    ends_in_text = bool(names) and names[-1] == (form.text_column or columns_of(names).get("text"))

    def whole(row: list[str]) -> list[str]:
        if ends_in_text and len(row) > len(names):  # commas in an unquoted text
            return [*row[: len(names) - 1], delimiter.join(row[len(names) - 1 :])]
        return row

    body = without_heads(map(whole, chain(leading[top + 1 :], rows)), leading[: top + 1])
    return distinct_names(names, leading[top + 1 :]), body


def _filled(path: Path, encoding: str, delimiter: str, form: TableForm) -> Iterator[list[str]]:
    """Yield the rows of a delimited table that have a cell with something in it."""
    with _text(path, encoding) as text:
        rows = stream_rows(text, delimiter)
        for _ in range(form.header_row - 1):
            next(rows, None)
        yield from (row for row in rows if any(cell.strip() for cell in row))


def _row(cells: dict[str, Any]) -> bytes:
    return json.dumps(cells, ensure_ascii=False, default=str).encode("utf-8", "replace")


def parsed(lines: Iterable[bytes]) -> Records:
    """Return the rows that lines of JSON hold."""
    rows: list[dict[str, Any]] = []
    faults: list[tuple[int, Message]] = []
    for number, line in enumerate(lines, 1):
        try:
            text = line.decode("utf-8-sig")  # files put together have a mark within, too
            value = line_value(text) if text.strip() else ()
        except UnicodeDecodeError:
            faults.append((number, message("line_not_utf8")))
            continue
        except Unreadable as error:
            faults.append((number, error.reason))
            continue
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            rows.append(lifted(value))
        elif value != ():
            faults.append((number, message("line_not_json")))
    return Records(rows, faults)
