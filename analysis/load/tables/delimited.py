"""Parses delimited tables (CSV, TSV), including those with unclosed quotes."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from ..items import Message, Unreadable, message
from .backslashes import is_escaped, unescaped
from .delimiters import delimiter_of

LONGEST_CELL, LONGEST_STREAMED = 1 << 27, 1 << 24
"""Most characters of a cell in a table that is held whole, and in one that is read row by row."""

NARROW = "\x1f"
"""Stands for a delimiter of several characters: ASCII's own mark between units."""

SEEN_AHEAD = 1_000
"""Lines from which is seen how a table that is read row by row escapes its quotation marks."""

SWALLOWED = 2
"""Fewest cells a row must have for lines inside a quoted cell to be distinguished from separate rows."""


_ESCAPED = re.compile(r'\\"(?![,;\t|\n]|$)')
"""A quotation mark that a program escaped with a backslash; at the end of a cell, the cell ends in one."""


class Grid(NamedTuple):
    """The cells of a table, row by row, the warnings about it, and what stands between its cells."""

    rows: list[list[str]]
    warnings: tuple[Message, ...] = ()
    delimiter: str = ","


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
        The character, or the few characters, between its cells; recognised if empty.

    Raises
    ------
    Unreadable
        When a cell is too long.
    """
    csv.field_size_limit(LONGEST_CELL)
    delimiter = delimiter or delimiter_of(text)
    rows: list[list[str]] = []
    mended: list[int] = []
    try:
        escaped = is_escaped(text, delimiter)
        for cells, unclosed in _narrowed(io.StringIO(unescaped(text) if escaped else text), delimiter):
            rows.append(cells)
            if unclosed:
                mended.append(unclosed)
    except csv.Error as fault:
        raise Unreadable("bad_table", fault=str(fault)) from None
    said: tuple[Message, ...] = ()
    said += (message("unclosed_quote", count=len(mended), line=mended[0]),) if mended else ()
    said += (message("escaped_quotes"),) if escaped else ()
    return Grid(rows, said, delimiter)


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
    source = iter(lines)
    ahead = [*islice(source, SEEN_AHEAD)]
    lines = chain(ahead, source)
    try:
        if is_escaped("".join(ahead), delimiter):
            lines = map(unescaped, lines)
        for cells, _ in _narrowed(lines, delimiter):
            yield cells
    except csv.Error as fault:
        raise Unreadable("bad_table", fault=str(fault)) from None


def _narrowed(lines: Iterable[str], delimiter: str) -> Iterator[tuple[list[str], int]]:
    """Yield what `_rows` does, whatever the length of the delimiter: the parser knows single characters."""
    if len(delimiter) < 2:
        yield from _rows(lines, delimiter)
        return
    for cells, unclosed in _rows((line.replace(delimiter, NARROW) for line in lines), NARROW):
        yield [cell.replace(NARROW, delimiter) for cell in cells], unclosed


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[tuple[list[str], int]]:
    """Yield each row, and its line where its quote never closes (else 0).

    The lines that such a row had swallowed are read again. Those among them that are no rows of their own
    are further lines of its last cell.
    """
    ahead: deque[str] = deque()
    source = iter(lines)
    held: tuple[list[str], int] | None = None
    number, width, inside = 1, 0, 0
    while True:
        taken: list[str] = []
        literal: list[int] = []
        lines_of = _taking(ahead, source, taken, delimiter, width, literal)
        cells = next(csv.reader(lines_of, delimiter=delimiter), None)
        if cells is None:
            break
        raw = "".join(taken)
        width = width or len(cells)
        is_open = len(taken) > 1 and bool(cells) and cells[-1].endswith("\n")
        unclosed = number if _swallows(raw, delimiter, width, is_open) else 0
        if unclosed:
            cells = [cell.strip('"') for cell in taken[0].rstrip("\n").split(delimiter)]
            ahead.extendleft(reversed(taken[1:]))
            inside = max(inside, len(taken))
            del taken[1:]
        elif inside and held and len(cells) != width:
            held[0][-1] += "\n" + delimiter.join(cells).rstrip('"') if any(map(str.strip, cells)) else ""
            cells = None
        elif literal:
            unclosed = number + literal[0]
        number += len(taken)
        inside = max(0, inside - len(taken))
        if cells is not None:
            if held:
                yield held
            held = cells, unclosed
    if held:
        yield held


def _taking(
    ahead: deque[str],
    source: Iterator[str],
    taken: list[str],
    delimiter: str,
    width: int,
    literal: list[int],
) -> Iterator[str]:
    """Yield the lines of one row for the parser, and note them in `taken` as they are.

    `literal` takes the places of those with a mark that opens no cell.
    """
    quoted = False
    while (line := ahead.popleft() if ahead else next(source, None)) is not None:
        taken.append(line)
        if '\\"' in line:
            line = _ESCAPED.sub('""', line)
        if '"' in line and not quoted and delimiter + '"' in line:
            closed = _closed(line, delimiter, width)
            if closed != line:
                literal.append(len(taken) - 1)
                line = closed
        if '"' in line:
            line, quoted = _doubled(line, delimiter, quoted)
        yield line


def _closed(line: str, delimiter: str, width: int) -> str:
    """Return a line without the mark that opens a cell and never closes (`,"十四五”规划,"正文…`).

    The next mark opens the last cell; cells between them only show if the one opened has its mark of closing.
    """
    mark = re.escape(delimiter)
    found = re.match(
        rf'(?P<before>(?:[^"\n]*{mark})?)"(?P<cell>[^"{mark}\n]*)(?P<rest>[^"\n]*){mark}"(?=[^"{mark}\s])',
        line,
    )
    if not found:
        return line
    is_half = found["cell"].count("”") > found["cell"].count("“")
    between = found["rest"].count(delimiter)
    if found["before"].count(delimiter) + between + 2 != width or (between and not is_half):
        return line
    return f"{found['before']}{'“' * is_half}{line[found.start('cell') :]}"


def _doubled(line: str, delimiter: str, quoted: bool) -> tuple[str, bool]:
    """Return a line with the single quotation marks inside its quoted cells doubled, and whether one is open.

    Texts are often written between quotation marks without doubling their own (`"推进"一网通办"改革"`). Such
    a mark stands between characters, and the one that closes the cell is still to come.
    """
    parts, kept, at = [], 0, 0
    bare = line.rstrip("\n")
    last = len(bare) - 1 if bare.endswith('"') else line.rfind(f'"{delimiter}')
    while (at := line.find('"', at)) >= 0:
        before, after = line[at - 1 : at] if at else "", line[at + 1 : at + 2]
        if not quoted:
            quoted = before in ("", delimiter)
        elif after == '"':
            at += 1
        elif after not in ("", delimiter) and not after.isspace() and _is_inner(before, after, at < last):
            parts += [line[kept:at], '""']
            kept = at + 1
        else:
            quoted = False
        at += 1
    return "".join([*parts, line[kept:]]), quoted


def _is_inner(before: str, after: str, closes_later: bool) -> bool:
    """Return whether a mark stands in a Chinese text: on one side of it, if its cell is closed further on."""
    enough = any if closes_later else all
    return enough(not character.isascii() for character in (before, after))


def _swallows(raw: str, delimiter: str, width: int, is_open: bool) -> bool:
    """Return whether a row has swallowed others: its quotes end in another one, or with the table."""
    inner = raw.rstrip("\n").split("\n")[1:]
    if not inner:
        return False
    holds_rows = width >= SWALLOWED and not raw.rstrip().endswith('"')
    holds_rows = holds_rows and any(line.count(delimiter) + 1 == width for line in inner)
    if is_open and (raw.count('"') % 2 or holds_rows):
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
