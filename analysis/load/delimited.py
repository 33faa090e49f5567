"""Parses delimited tables (CSV, TSV), including those with unclosed quotes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .items import Message, Unreadable, message

DELIMITERS = (",", "\t", ";", "|", "，", "^", "\x01")
LONGEST_CELL, LONGEST_STREAMED = 1 << 27, 1 << 24
"""Most characters of a cell in a table that is held whole, and in one that is read row by row."""

SWALLOWED = 2
"""Fewest cells a row must have for lines inside a quoted cell to be distinguished from separate rows."""


class Grid(NamedTuple):
    """The cells of a table, row by row, and the warnings about it."""

    rows: list[list[str]]
    warnings: tuple[Message, ...] = ()


def delimiter_of(text: str) -> str:
    """Return the delimiter of a table: the mark that occurs equally often in its first lines.

    Parameters
    ----------
    text : str
        The table; its first line, or one soon after it, is its header.
    """
    lines = [line for line in text[:20_000].split("\n")[:12] if line.strip()]

    def weight(mark: str) -> tuple[int, int]:
        counts = [len(next(csv.reader([line], delimiter=mark), [])) - 1 for line in lines]
        most = max(counts, default=0)
        return (sum(count == counts[0] for count in counts) if counts and counts[0] else 0), most

    head = max(DELIMITERS, key=lambda mark: (lines[0].count(mark) if lines else 0, mark == ","))
    first = lines[0].count(head) if lines else 0
    if first:
        rivals = [mark for mark in DELIMITERS if lines[0].count(mark) == first]
        return max(rivals, key=lambda mark: (weight(mark)[0], -DELIMITERS.index(mark)))
    return max(DELIMITERS, key=weight)


def read_grid(text: str, delimiter: str = "") -> Grid:
    """Return the cells of a delimited table.

    A quoted cell that never closes would swallow the rows below it. Where the lines inside a quoted cell are
    rows of their own, or the table ends within one, the quote is treated as literal and the rows stay
    whole; each such row is reported.

    Parameters
    ----------
    text : str
        The table, with line feeds as line breaks.
    delimiter : str
        The character between its cells; recognised if empty.

    Raises
    ------
    Unreadable
        When a cell is too long.
    """
    csv.field_size_limit(LONGEST_CELL)
    delimiter = delimiter or delimiter_of(text)
    try:
        rows = list(_logical(text, delimiter))
    except csv.Error as fault:
        raise Unreadable("bad_table", fault=str(fault)) from None
    width = len(rows[0][1]) if rows else 0
    if not any(_swallows(raw, delimiter, width, is_open) for raw, _, _, is_open in rows):
        return Grid([cells for _, cells, _, _ in rows])
    return _mended(rows, delimiter, width)


def stream_rows(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """Yield the rows of a delimited table that is not held whole, with the same care for unclosed quotes.

    Parameters
    ----------
    lines : iterable of str
        The table, with line feeds as line breaks.
    delimiter : str
        The character between its cells.

    Raises
    ------
    Unreadable
        When a cell is too long.
    """
    csv.field_size_limit(LONGEST_STREAMED)
    width = 0
    try:
        for raw, cells, _, is_open in _logical(lines, delimiter):
            width = width or len(cells)
            if _swallows(raw, delimiter, width, is_open):
                yield from _released(raw, delimiter, width)
            else:
                yield cells
    except csv.Error as fault:
        raise Unreadable("bad_table", fault=str(fault)) from None


def _logical(text: str | Iterable[str], delimiter: str) -> Iterator[tuple[str, list[str], int, bool]]:
    """Yield each row: its source, its cells, its first line, and whether the table ends within its quotes."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text) if isinstance(text, str) else text:
            taken.append(line)
            yield line

    reader = csv.reader(lines(), delimiter=delimiter, strict=False)
    number = 1
    for cells in reader:
        raw = "".join(taken)
        is_open = "\n" in raw.rstrip("\n") and bool(cells) and cells[-1].endswith("\n")
        yield raw, cells, number, is_open
        number += len(taken)
        taken.clear()


def _swallows(raw: str, delimiter: str, width: int, is_open: bool) -> bool:
    """Return whether a row has swallowed others: its quotes end in another one, or with the table."""
    inner = raw.rstrip("\n").split("\n")[1:]
    if not inner:
        return False
    if is_open and raw.count('"') % 2:
        return True
    if width < SWALLOWED:
        return False
    # The quote that would close the cell opens one of a row below: a delimiter before it, a text behind it.
    closed = "\n".join(inner).replace('""', "__")
    at = closed.find('"')
    before, after = closed[max(at - 1, 0) : max(at, 0)], closed[at + 1 : at + 2]
    if at < 0 or before not in (delimiter, "\n", "") or after in (delimiter, "\n", ""):
        return False
    return any(len(next(csv.reader([line], delimiter=delimiter), [])) == width for line in inner)


def _mended(rows: list[tuple[str, list[str], int, bool]], delimiter: str, width: int) -> Grid:
    kept: list[list[str]] = []
    at: list[int] = []
    for raw, cells, number, is_open in rows:
        if not _swallows(raw, delimiter, width, is_open):
            kept.append(cells)
            continue
        at.append(number)
        kept += _released(raw, delimiter, width)
    said = message("unclosed_quote", count=len(at), line=at[0])
    return Grid(kept, (said,))


def _released(raw: str, delimiter: str, width: int) -> list[list[str]]:
    """Return a row whose quote never closes, and the rows it had swallowed."""
    first, rest = raw.split("\n", 1)
    kept = [[cell.strip('"') for cell in first.split(delimiter)]]
    for more in _mended_rest(rest, delimiter, width):
        if len(more) == width:
            kept.append(more)
        elif any(cell.strip() for cell in more):  # a further line of the cell that was left open
            kept[-1][-1] += "\n" + delimiter.join(more).rstrip('"')
    return kept


def _mended_rest(text: str, delimiter: str, width: int) -> Iterator[list[str]]:
    rows = list(_logical(text, delimiter))
    for raw, cells, _, is_open in rows:
        if _swallows(raw, delimiter, width, is_open):
            first, rest = raw.split("\n", 1)
            yield [cell.strip('"') for cell in first.split(delimiter)]
            yield from _mended_rest(rest, delimiter, width)
        else:
            yield cells
