"""Reads tables with a text column: CSV, TSV, JSON, JSONL. One row is one text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..form import RECOGNISED, TableForm
from ..items import Content, Message, Unreadable, message
from ..text import Decoded
from .columns import LOOKED_AT, columns_of
from .delimited import Grid, read_grid
from .feet import FOOTER
from .headers import HEADER_ROWS, is_header, named_row, records_of
from .json_rows import lifted, records_in
from .json_values import loose_value
from .printed import line_value
from .prose_rows import texts_in_column
from .rows import items_of

SENTENCE = 6
"""Shortest line (characters) that is a sentence which goes on with the text of the row above."""


def read_csv(decoded: Decoded, form: TableForm = RECOGNISED) -> Content:
    """Return the rows of a delimited table (commas, semicolons, tabs, bars).

    Parameters
    ----------
    decoded : Decoded
        The table.
    form : TableForm
        How it is laid out.

    Raises
    ------
    Unreadable
        When it has no column of texts, or no row with a text.
    """
    grid = read_grid(decoded.text, form.mark)
    rows, long = _whole_rows(grid, form)
    texts, told = texts_in_column(rows, form)
    if texts:
        return Content(tuple(texts), "csv", decoded.encoding, decoded.warnings + grid.warnings + told)
    items, warnings = items_of(records_of(rows, form), form)
    return Content(items, "csv", decoded.encoding, decoded.warnings + grid.warnings + long + warnings)


def _whole_rows(grid: Grid, form: TableForm) -> tuple[list[list[str]], tuple[Message, ...]]:
    """Return rows as long as the header: what a comma inside a last cell of text cut off is put back."""
    rows = grid.rows[max(form.header_row - 1, 0) :]
    first = next((i for i, row in enumerate(rows) if any(row)), 0)
    named = named_row(rows[:HEADER_ROWS], form)
    top = first if named is None else named
    names = [name.strip() for name in rows[top]] if rows else []
    width = len(names)
    text = form.text_column or columns_of(names).get("text")
    rows, broken = _unbroken(rows, top) if names and text == names[-1] else (rows, ())
    long = [i for i, row in enumerate(rows) if i > top and len(row) > width and any(row[width:])]
    if not long:
        return rows, broken
    said = (
        *broken,
        message("long_rows", count=len(long), line=long[0] + 1),
    )
    if text != names[-1]:
        return rows, said
    return [
        [*row[: width - 1], grid.delimiter.join(row[width - 1 :])] if len(row) > width else row
        for row in rows
    ], said


def _unbroken(rows: list[list[str]], top: int) -> tuple[list[list[str]], tuple[Message, ...]]:
    """Return rows with lines that have no delimiter added to the text in the last cell above."""
    width = len(rows[top])
    kept: list[list[str]] = []
    broken: list[int] = []
    for i, row in enumerate(rows):
        above = kept[-1] if i > top + 1 and kept else []
        is_line = len(row) == 1 and len(row[0].strip()) >= SENTENCE and "。" in row[0]
        if width > 1 and is_line and len(above) == width and above[-1].strip() and not FOOTER.match(row[0]):
            kept[-1] = [*above[:-1], f"{above[-1]}\n{row[0]}"]
            broken.append(i + 1)
        else:
            kept.append(row)
    said = (message("broken_rows", count=len(broken), line=broken[0]),) if broken else ()
    return kept, said


def is_stated_table(text: str, form: TableForm) -> bool:
    """Return whether a file that is not recognised as a table is one of the form that the user states.

    It has a header with the columns, or the delimiter as often on each of its first lines.

    Parameters
    ----------
    text : str
        The file.
    form : TableForm
        How tables are laid out.
    """
    if not (form.delimiter or form.header_row or form.text_column):
        return False
    rows = read_grid(text[:20_000], form.mark).rows[max(form.header_row - 1, 0) :][:HEADER_ROWS]
    widths = {len(row) for row in rows if any(map(str.strip, row))}
    is_even = bool(form.delimiter) and len(rows) > 1 and len(widths) == 1 and 1 not in widths
    return is_even or any(len(row) > 1 and is_header(row, form) for row in rows)


def csv_rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a delimited table as dictionaries; names of columns are stripped.

    Raises
    ------
    Unreadable
        When a cell is too long.
    """
    rows = read_grid(text).rows
    names = [name.strip().lstrip("\ufeff") for name in rows[0]] if rows else []
    return [dict(zip(names, row, strict=False)) for row in rows[1:] if any(cell.strip() for cell in row)]


def read_json(decoded: Decoded, form: TableForm = RECOGNISED) -> Content:
    """Return the records of a JSON file, or of one with a JSON object a line.

    Parameters
    ----------
    decoded : Decoded
        The file.
    form : TableForm
        How it is laid out; names of columns are keys.

    Raises
    ------
    Unreadable
        When it is no JSON, or no record has a text.
    """
    rows, kind, faults, is_loose = json_records(decoded.text, form)
    warnings = decoded.warnings + ((message("loose_json"),) if is_loose else ())
    if faults:
        warnings += (message("bad_json_lines", count=len(faults), line=faults[0]),)
    try:
        items, more = items_of(rows, form)
    except Unreadable:
        if any({"cells", "nbformat"} <= set(row) for row in rows[:1]):
            raise Unreadable("jupyter") from None
        told = _server_error(rows)
        if told:
            raise Unreadable("error_page", phrase=told) from None
        raise
    return Content(items, kind, decoded.encoding, warnings + more)


def json_records(
    text: str, form: TableForm = RECOGNISED
) -> tuple[list[dict[str, Any]], str, list[int], bool]:
    """Return the records of a JSON file, whether it is `json` or `jsonl`, and its lines that are no records.

    Last, whether it is JSON only without its comments and the like.

    Parameters
    ----------
    text : str
        The file.
    form : TableForm
        How it is laid out.

    Raises
    ------
    Unreadable
        When it is no JSON.
    """
    value, is_loose = loose_value(text)
    if value is None:
        rows, faults = _json_lines(text, form)
        return rows, "jsonl", faults, False
    rows = records_in(value, form.text_column)
    return rows, "json" if rows else "jsonl", [], is_loose


def _server_error(rows: list[dict[str, Any]]) -> str:
    """Return what a server says in place of a text (`{"code": 500, "msg": ...}`), else an empty string."""
    if len(rows) != 1:
        return ""
    said = {str(name).lower(): value for name, value in rows[0].items()}
    if not any(name in said for name in ("code", "status", "errcode", "errno", "success", "error")):
        return ""
    words = (said.get(name) for name in ("msg", "message", "errmsg", "error", "detail"))
    return next((word.strip()[:40] for word in words if isinstance(word, str) and word.strip()), "")


def _json_lines(text: str, form: TableForm) -> tuple[list[dict[str, Any]], list[int]]:
    rows: list[dict[str, Any]] = []
    faults: list[int] = []
    cells: dict[int, list[Any]] = {}
    for number, line in enumerate(_lines(text), 1):
        if not line.strip():
            continue
        value = line_value(line)
        if isinstance(value, dict):
            rows.append(value)
        elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            rows += value
        elif isinstance(value, (list, tuple)):
            cells[number] = [*value]
        else:
            faults.append(number)
    if rows:
        told = [lifted(row) for row in rows]
        # The answers of a service, a line each, hold their records within.
        within = [] if any(map(_has_text, told[:LOOKED_AT])) else records_in(rows, form.text_column)
        return within or told, sorted([*faults, *cells])
    if not cells:
        raise Unreadable("bad_json")
    return records_of([*cells.values()], form), faults


def _has_text(row: dict[str, Any]) -> bool:
    return "text" in columns_of(row)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text one at a time: a list of them would be a copy of it."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]
