"""Tables in pieces, the units of work: where one ends is said by its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

from ..items import MEBIBYTE, Bounds, Message, Unreadable
from ..worker import call_apart
from .lines import Records, json_lines, parsed
from .source import Table

LEAST_BY_CONTENT = 16
"""Rows of a piece from which on its end depends on what its lines say."""

ENOUGH = 2 * MEBIBYTE
"""Bytes of lines that make a piece: with fewer much time goes to what is done once for each piece."""

LARGEST_PIECE = 8 * MEBIBYTE
"""Bytes that no piece of several lines or files exceeds, and above which one line is parsed in a worker: a
list of empty lists takes some twenty times its length in memory."""


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
        The rows as lines of JSON.
    fault : Message, optional
        Why the table could not be read on.
    """

    number: int
    table: Table
    first: int
    lines: tuple[bytes, ...] = ()
    fault: Message | None = None

    @property
    def n_lines(self) -> int:
        """Number of its lines, rows or files."""
        return len(self.lines or self.table.files)


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
        kind = _file_pieces if table.files else _line_pieces
        for piece in kind(table, size):
            yield replace(piece, number=number)
            number += 1


def records_of(piece: Piece) -> Records:
    """Return the rows of a piece; lines that cannot be read are faults, and the run goes on."""
    if piece.fault:
        return Records([], [(1, piece.fault)])
    return _records_of_lines(piece.lines)


def _records_of_lines(lines: tuple[bytes, ...]) -> Records:
    size = sum(map(len, lines))
    if size <= LARGEST_PIECE:
        return parsed(lines)
    try:
        return call_apart(parsed, lines, size=size, bounds=Bounds(ocr=""))
    except Unreadable as fault:
        if len(lines) == 1:
            return Records([], [(1, fault.reason)])
    rows: list[dict[str, Any]] = []
    faults: list[tuple[int, Message]] = []
    for number, line in enumerate(lines):
        one = _records_of_lines((line,))
        rows += one.rows
        faults += [(number + at, reason) for at, reason in one.faults]
    return Records(rows, faults)


def _file_pieces(table: Table, size: int) -> Iterator[Piece]:
    some: list[tuple[str, str]] = []
    held = 0
    for path, source in table.files:
        own = Path(path).stat().st_size
        if some and (_is_full([name.encode() for _, name in some], 0, size) or held + own > LARGEST_PIECE):
            yield Piece(0, replace(table, files=tuple(some)), 0)
            some, held = [], 0
        some.append((path, source))
        held += own
    yield Piece(0, replace(table, files=tuple(some)), 0)


def _line_pieces(table: Table, size: int) -> Iterator[Piece]:
    first = 0
    piece: list[bytes] = []
    held = 0
    fault: Message | None = None
    try:
        for line in json_lines(Path(table.path), table.form):
            if piece and (_is_full(piece, held, size) or held + len(line) > LARGEST_PIECE):
                yield Piece(0, table, first, tuple(piece))
                first, piece, held = first + len(piece), [], 0
            piece.append(line)
            held += len(line)
    except Unreadable as stopped:  # it was changed since it was looked through
        fault = stopped.reason
    if piece:
        yield Piece(0, table, first, tuple(piece))
    if fault:
        yield Piece(0, table, first + len(piece), fault=fault)


def _is_full(piece: list[bytes], held: int, size: int) -> bool:
    """Return whether a piece ends with its last line.

    Where it ends is said by the lines themselves, one in a quarter of a piece, once there is half a piece:
    behind a row that was inserted, pieces are soon the same as before, and what is kept of them is found.
    """
    share = max(len(piece) / size, held / ENOUGH)
    if share >= 1 or size < LEAST_BY_CONTENT:
        return share >= 1
    return share >= 0.5 and crc32(piece[-1]) < 4 * max(1 / size, len(piece[-1]) / ENOUGH) * 2**32
