"""Tables of a Word document: their cells, tables of texts, and forms that nobody has filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..items import Item, Message
from ..tables.columns import FEWEST_HAN, HAN
from ..tables.headers import records_of
from ..tables.pipes import are_texts
from ..tables.rows import items_of
from .numbering import WORD
from .word_runs import MC, paragraph_text

LAID_IN = frozenset(
    (WORD + "sdt", WORD + "sdtContent", WORD + "customXml", WORD + "ins", WORD + "moveTo", WORD + "smartTag",
     MC + "AlternateContent", MC + "Choice")
)  # fmt: skip

UNFILLED = re.compile(
    r"(?:[\s_＿□☐:：（）()]|盖章|签[字名章]|公章|负责人(?=.{0,4}签)|\d{2}(?=\s*年)|20(?=\s+年)|年|月|日)*"
)
"""What stands in the fields of a form before anyone fills them in."""

FEWEST_BLANK = 4
"""Fewest cells of a form without anything in them."""


def cells_of(table: Any) -> Iterator[list[Any]]:
    """Yield the cells of each row of a table that was not struck out.

    Parameters
    ----------
    table : lxml element
        A `w:tbl`.
    """
    for row in _within(table, "tr"):
        deleted = row.find(WORD + "trPr")
        if deleted is None or deleted.find(WORD + "del") is None:
            yield list(_within(row, "tc"))


def _within(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, none of a table inside it."""
    for child in parent:
        if child.tag == WORD + tag:
            yield child
        elif child.tag in LAID_IN:
            yield from _within(child, tag)


def records(
    body: Any, lines_of: Callable[[Any], list[str]], lines: Sequence[str]
) -> tuple[tuple[Item, ...], tuple[Message, ...]]:
    """Return the rows of the tables of a document as texts, if it is nothing but such tables; else none.

    Parameters
    ----------
    body : lxml element
        The body.
    lines_of : callable
        Returns the lines of a cell.
    lines : sequence of str
        The lines of the document.
    """
    tables = [child for child in body if child.tag == WORD + "tbl"]
    if not tables or not any(len(HAN.findall(line)) >= FEWEST_HAN for line in lines):
        return (), ()
    beside = [text for child in body if child.tag == WORD + "p" and (text := paragraph_text(child).strip())]
    rows = [row for table in tables for row in _grid(table, lines_of)]
    if not are_texts(rows, beside):
        return (), ()
    return items_of(records_of(rows))


def _grid(table: Any, lines_of: Callable[[Any], list[str]]) -> Iterator[list[str]]:
    """Yield the rows of a table as texts, cells merged with those above or before them repeated or empty."""
    above: list[str] = []
    for cells in cells_of(table):
        row: list[str] = []
        for cell in cells:
            text = "\n".join(line for line in lines_of(cell) if line.strip())
            at = len(row)
            if _goes_on(cell) and at < len(above) and len(HAN.findall(above[at])) < FEWEST_HAN:
                text = above[at]
            row += [text, *[""] * (_span(cell) - 1)]
        above = row
        yield row


def _goes_on(cell: Any) -> bool:
    """Return whether a cell is merged with the one above it."""
    merged = cell.find(f"{WORD}tcPr/{WORD}vMerge")
    return merged is not None and merged.get(WORD + "val") != "restart"


def _span(cell: Any) -> int:
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    told = "" if span is None else span.get(WORD + "val") or ""
    return min(int(told), 64) if told.isdecimal() and int(told) else 1


def is_blank_form(body: Any, lines: Sequence[str]) -> bool:
    """Return whether a document is a form to be filled in: half of its cells empty, no line a sentence.

    Parameters
    ----------
    body : lxml element
        The body.
    lines : sequence of str
        Its lines.
    """
    if any("。" in line for line in lines):
        return False
    cells = [
        cell
        for table in body.iter(WORD + "tbl")
        for row in cells_of(table)
        for cell in row
        if not _goes_on(cell)
    ]
    blank = sum(all(UNFILLED.fullmatch(paragraph_text(p)) for p in cell.iter(WORD + "p")) for cell in cells)
    return (
        blank >= FEWEST_BLANK
        and 2 * blank >= len(cells)
        and not any(True for _ in body.iter(WORD + "drawing"))
    )
