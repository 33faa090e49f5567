"""The header of a table: which row it is, or that there is none, and the place of each column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from ..attribution.dates import parse_year
from ..attribution.places import place_named
from ..form import RECOGNISED, TableForm
from ..items import Unreadable
from .blocks import called_alike, one_below_the_other, tables_below
from .cells import cell_text
from .columns import HAN, columns_of, plain_name
from .filled import explains, upright
from .shapes import without_bands

HEADER_ROWS = 12
"""Number of filled rows searched for the header: titles and notes may precede it."""

LONGEST_NAME = 30
FEWEST_IN_TEXT = 30
"""Fewest Chinese characters of a cell that is a text, not the name of a column."""


def records_of(rows: Sequence[Sequence[Any]], form: TableForm = RECOGNISED) -> list[dict[str, Any]]:
    """Return the rows below the header of a table as cells by name; lines above the header are skipped.

    The header is that of the leading rows that names a column of texts and most others we know, else the
    first that is filled. Where that is itself a row with a text, the table has no header, and its columns are
    numbered. Of two columns with one name the filled one counts. A header repeated below is an empty row, and
    so is a band over all columns, whose place or year is that of the rows below it where they state none.
    Tables side by side, or below each other, are one.

    Parameters
    ----------
    rows : sequence of sequence
        The cells, row by row; from the header on, where `form` states its row.
    form : TableForm
        How the table is laid out.

    Raises
    ------
    Unreadable
        When two columns that differ have one name, and it is one that says what they hold.
    """
    filled = [list(row) for row in rows if any(cell_text(cell).strip() for cell in row)]
    if form.header_row or form.text_column:
        return _records(filled, form)
    filled = one_below_the_other(filled)
    found: list[dict[str, Any]] = []
    for start, end in tables_below(filled, is_header):
        records = _records(upright(filled[start:end]), form)
        first = next(filter(None, found), None)
        found += records if first is None else [{}, *called_alike(records, [*first])]
    return found


def _records(filled: list[list[Any]], form: TableForm) -> list[dict[str, Any]]:
    """Return the rows of one table as cells by name."""
    filled = in_one_header(filled, form)
    if not filled:
        return []
    top = header_at(filled, form)
    names = names_in(filled, top)
    body = list(without_heads(filled[top + 1 :], filled[: top + 1]))
    places = distinct_names(names, body)
    return [
        {**(told if row else {}), **{name: row[i] for name, i in places.items() if i < len(row)}}
        for row, told in without_bands(names, body)
    ]


def names_in(filled: Sequence[Sequence[Any]], top: int) -> list[str]:
    """Return the names of the columns; without a header `city` and `year` by their look, else numbers.

    Parameters
    ----------
    filled : sequence of sequence
        Its rows that hold something.
    top : int
        Which of them is the header, from `header_at`.
    """
    if top >= 0:
        named = [cell_text(cell).strip().lstrip("\ufeff") for cell in filled[top]]
        below = filled[top + 1] if top + 1 < len(filled) else ()
        if named and not named[0] and below and HAN.search(cell_text(below[0])):
            named[0] = "id"  # labels of rows, which programs write without a name above them
        return named
    columns = zip_longest(*filled[:HEADER_ROWS], fillvalue="")
    names: list[str] = []
    for number, column in enumerate(columns, 1):
        cells = [text for cell in column if (text := cell_text(cell).strip())]
        kinds: dict[str, Callable[[str], object]] = {"city": place_named, "year": _is_year}
        is_a = (kind for kind, fits in kinds.items() if cells and all(map(fits, cells)) and kind not in names)
        names.append(next(is_a, f"column {number}"))
    return names


def _is_year(cell: str) -> bool:
    return bool(parse_year(cell)) and re.fullmatch(r"\d{4}(?:\.0)?年?度?", cell) is not None


def header_at(filled: Sequence[Sequence[Any]], form: TableForm = RECOGNISED) -> int:
    """Return which of the filled rows of a table is its header; -1 if it has none.

    Parameters
    ----------
    filled : sequence of sequence
        Its rows that hold something; from the header on, where `form` states its row.
    form : TableForm
        How the table is laid out.
    """
    leading = filled[:HEADER_ROWS]
    if form.header_row:
        return 0
    widths = [sum(bool(cell_text(cell).strip()) for cell in row) for row in leading]
    widest = next((i for i, width in enumerate(widths) if width * 2 > max(widths)), 0)
    top = named_row(leading, form)
    if top is None and not widest and not form.text_column:
        longest = max(len(HAN.findall(cell_text(cell))) for cell in filled[0])
        return -1 if longest >= FEWEST_IN_TEXT else 0
    return widest if top is None else top


def in_one_header(filled: list[list[Any]], form: TableForm = RECOGNISED) -> list[list[Any]]:
    """Return the rows of a table with a header of two rows made one: the lower names where there are some.

    The lower one stands below merged names (`地区` above `省` and `市`) and has none of the column of texts.

    Parameters
    ----------
    filled : list of list
        Its rows that hold something.
    form : TableForm
        How the table is laid out.
    """
    top = named_row(filled[:HEADER_ROWS], form)
    if top is None or top + 1 >= len(filled) or form.header_row:
        return filled
    upper = [cell_text(cell).strip() for cell in filled[top]]
    lower = [cell_text(cell).strip() for cell in filled[top + 1]]
    names = [name for name in lower if name]
    text = columns_of(upper, loosely=True).get("text", form.text_column)
    is_lower = len(names) > 1 and len(columns_of(names)) == len(names) and text in upper
    if not is_lower or (upper.index(text) < len(lower) and lower[upper.index(text)]):
        return filled
    both = [under or over for over, under in zip_longest(upper, lower, fillvalue="")]
    return [*filled[:top], both, *filled[top + 2 :]]


def without_heads(rows: Iterable[Sequence[Any]], heads: Sequence[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """Yield the rows of a table, an empty one in place of those that repeat or explain its header.

    Parameters
    ----------
    rows : iterable of sequence
        The rows below the header.
    heads : sequence of sequence
        The header, and the rows above it.
    """
    known = {tuple(row) for row in map(_cells, heads) if len(row) > 1}
    explaining = bool(heads)
    for row in rows:
        explaining = explaining and explains(row, heads[-1])
        yield () if explaining or (known and tuple(_cells(row)) in known) else row


def _cells(row: Sequence[Any]) -> list[str]:
    return [text for cell in row if (text := cell_text(cell).strip())]


def named_row(leading: Sequence[Sequence[Any]], form: TableForm = RECOGNISED) -> int | None:
    """Return which of the leading rows names most of the columns we know, a column of texts among them.

    Parameters
    ----------
    leading : sequence of sequence
        The first rows of a table.
    form : TableForm
        How the table is laid out.
    """
    found = {
        i: len(columns_of(name for cell in row if len(name := cell_text(cell).strip()) <= LONGEST_NAME))
        for i, row in enumerate(leading)
        if is_header(row, form)
    }
    return max(found, key=lambda i: (found[i], -i), default=None)


def is_header(row: Sequence[Any], form: TableForm = RECOGNISED) -> bool:
    """Return whether a row names a column of texts, or the one that is asked for."""
    names = [cell_text(cell).strip() for cell in row]
    if form.text_column:
        return plain_name(form.text_column) in map(plain_name, names)
    known = columns_of((name for name in names if 0 < len(name) <= LONGEST_NAME), loosely=True)
    return "text" in known and (len(names) == 1 or len(set(names)) > 1)


def distinct_names(names: Sequence[str], body: Sequence[Sequence[Any]]) -> dict[str, int]:
    """Return the place of each column by its name; of two with one name, the filled one.

    Parameters
    ----------
    names : sequence of str
        The header.
    body : sequence of sequence
        The rows below it.

    Raises
    ------
    Unreadable
        When two columns that differ have one name, and it is one that says what they hold.
    """
    places: dict[str, int] = {}
    for i, name in enumerate(names):
        if not name:
            continue
        if name in places:
            first = places[name]
            pairs = [(cell_text(r[first]), cell_text(r[i])) for r in body if len(r) > max(first, i)]
            if all(not a for a, _ in pairs):
                places[name] = i
            elif any(b and a != b for a, b in pairs):
                if columns_of([name]):
                    raise Unreadable("equal_names", name=name)
                places[f"{name} ({i + 1})"] = i
        else:
            places[name] = i
    return places
