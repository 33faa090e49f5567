"""Reads tables with a text column: CSV, TSV, JSON, JSONL, Excel, Parquet. One row is one text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from .. import lexicon
from ..lexicon import DOCUMENT_COLUMNS, OF_CLEANING
from .items import Content, Item, Message, Unreadable, message, trim_lines, unify_breaks
from .text import Decoded

LONGEST_CELL = 1 << 27

RESERVED = frozenset({*DOCUMENT_COLUMNS, *OF_CLEANING, "doc_id", "file"})
"""Names that columns of the user's own cannot have."""


def read_csv(decoded: Decoded) -> Content:
    """Return the rows of a comma, semicolon or tab separated table.

    Raises
    ------
    Unreadable
        When it has no column of texts, or no row with a text.
    """
    table = csv_rows(decoded.text)
    items, warnings = items_of(table)
    return Content(items, "csv", decoded.encoding, decoded.warnings + warnings)


def csv_rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a delimited table as dictionaries; names of columns are stripped.

    Raises
    ------
    Unreadable
        When quotes are left open or a cell is too long.
    """
    head = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=head.count)
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=False))
    except csv.Error as fault:
        raise Unreadable("bad_table", fault=str(fault)) from None
    if not rows:
        return []
    names = [name.strip().lstrip("\ufeff") for name in rows[0]]
    return [dict(zip(names, row, strict=False)) for row in rows[1:] if any(cell.strip() for cell in row)]


def read_json(decoded: Decoded) -> Content:
    """Return the objects of a JSON array, or of a file with one JSON object a line.

    Raises
    ------
    Unreadable
        When it is no JSON, or no object has a text.
    """
    warnings = decoded.warnings
    faults: list[int] = []
    rows = _json_value(decoded.text)
    kind = "json" if rows else "jsonl"
    if rows is None:
        rows, faults = _json_lines(decoded.text)
    if faults:
        warnings += (message("bad_json_lines", count=len(faults), line=faults[0]),)
    items, more = items_of(rows)
    return Content(items, kind, decoded.encoding, warnings + more)


def _json_value(text: str) -> list[dict[str, Any]] | None:
    """Return the objects of a file that is one JSON value, or None when it is not one."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    rows = value if isinstance(value, list) else [value]
    return [row for row in rows if isinstance(row, dict)]


def _json_lines(text: str) -> tuple[list[dict[str, Any]], list[int]]:
    rows: list[dict[str, Any]] = []
    faults: list[int] = []
    for number, line in enumerate(_lines(text), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            rows.append(value)
        else:
            faults.append(number)
    if not rows:
        raise Unreadable("bad_json")
    return rows, faults


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text one at a time: a list of them would be a copy of it."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def items_of(rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[Item, ...], tuple[Message, ...]]:
    """Return one item per row that has a text, and warnings.

    Parameters
    ----------
    rows : sequence of mapping
        Cells by name of column.

    Raises
    ------
    Unreadable
        When no column is known to hold texts, or no row has one.
    """
    if not rows:
        raise Unreadable("empty_table")
    names = columns_of(name for row in rows for name in row)
    if "text" not in names:
        found = ", ".join(dict.fromkeys(str(name) for row in rows[:50] for name in row)) or "-"
        raise Unreadable("no_text_column", found=found[:200], known=", ".join(known_names("text")))
    items = row_items(rows, names)
    if not items:
        raise Unreadable("empty_table")
    empty = len(rows) - len(items)
    return tuple(items), ((message("empty_rows", count=empty),) if empty else ())


def row_items(rows: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> list[Item]:
    """Return one item per row that has a text.

    Parameters
    ----------
    rows : iterable of mapping
        Cells by name of column.
    names : mapping
        Which column holds what, as of `columns_of`; `text` among them.
    """
    items = []
    used = {*names.values()}
    for number, row in enumerate(rows, 1):
        text, _ = trim_lines(unify_breaks(cell_text(row.get(names["text"]))))
        stated = {key: cell_text(row.get(name)).strip() for key, name in names.items() if key != "text"}
        stated = {key: value for key, value in stated.items() if value}
        if text:
            items.append(
                Item(text, number, stated, tuple(sorted(names)), "table", further=further(row, used))
            )
    return items


def further(row: Mapping[str, Any], used: Collection[str]) -> dict[str, str]:
    """Return what a row has in columns that are none of ours: the user's own variables.

    Parameters
    ----------
    row : mapping
        Cells by name of column.
    used : collection of str
        The columns that are read as ours.
    """
    cells = {
        further_name(str(name)): cell_text(cell).strip()
        for name, cell in row.items()
        if str(name) not in used
    }
    return {name: cell for name, cell in cells.items() if name and cell}


def further_name(name: str) -> str:
    """Return what a further column is called in the documents: `text_given`, if it is called like ours."""
    return f"{name}_given" if name in RESERVED else name


def columns_of(names: Iterable[str]) -> dict[str, str]:
    """Return which column of a table holds what: our name to the table's, by `data/columns.csv`."""
    present = {str(name).strip().lower(): str(name) for name in reversed(list(dict.fromkeys(names)))}
    chosen: dict[str, str] = {}
    for column, name in lexicon.column_names():
        if column not in chosen and name in present:
            chosen[column] = present[name]
    return chosen


def known_names(column: str) -> list[str]:
    """Return the names under which `column` is known, in order of preference."""
    return [name for known, name in lexicon.column_names() if known == column]


def cell_text(value: object) -> str:
    """Return a cell as text; missing values as the empty text, halves of characters as damaged ones."""
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # JSON may name half of an emoji that was cut in two; no file could be written with it.
    return lexicon.SURROGATE.sub("\ufffd", str(value))
