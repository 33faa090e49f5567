"""Footnotes on the pages of a PDF: their raised marks in the text, and the notes at the foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from ..attribution.dates import numeral

SMALL, RAISED = 0.78, 0.12
"""Largest size of a mark, and how far above the baseline it stands at least (shares of its line's size)."""

NOTE = 0.88
"""Largest size of the letters of a footnote, as a share of those of the page."""

PAGE_NUMBER = re.compile(
    r"[\s\-—–·~(（〔\[【]*(?:第\s*|[Pp]age\s*|[Pp]\.?\s*)?(?P<number>\d{1,4}|(?<=第)[一二三四五六七八九十]{1,3}(?=页))\s*(?:页|/\s*\d{1,4}|of\s*\d{1,4})?(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
    r"[\s\-—–·~)）〕\]】]*"
)
_MARK = re.compile(r"[\d\[\]〔〕()（）*①-⑳]+")
_SQUARE = re.compile(r"(?:米|里|尺|寸|m|M|\d)$")
_NUMBERED = re.compile(r"\s*(?:[\[〔【（(]?\d{1,3}[\]〕】）)]?|[①-⑳*＊]|注\s?\d{0,2}[:：])\s*\S")
_HAN = re.compile(r"[㐀-鿿]")


def counted(number: str) -> int:
    """Return the number of a page, in digits or in words."""
    return int(number) if number.isdecimal() else numeral(number)


class Glyph(NamedTuple):
    """A character on a page: its edges, baseline, size, direction (degrees), whether it is pale, or white."""

    character: str
    left: float
    right: float
    base: float
    size: float
    angle: float
    is_faint: bool = False
    is_white: bool = False


class Segment(NamedTuple):
    """A run of characters on one line without a wide gap."""

    text: str
    left: float
    right: float
    base: float
    size: float


def without_raised(line: Sequence[Glyph]) -> list[Glyph]:
    """Return the characters of a line without the small raised numbers that are marks of footnotes.

    Parameters
    ----------
    line : sequence of Glyph
        Its characters from left to right.
    """
    letters = [one for one in line if _HAN.match(one.character)]
    if len(letters) < 3:
        return list(line)
    size, base = median(one.size for one in letters), median(one.base for one in letters)
    kept: list[Glyph] = []
    before = ""
    for one in line:
        is_mark = one.size <= SMALL * size and one.base >= base + RAISED * size
        is_power = one.character in "23" and _SQUARE.search(before) is not None
        if is_mark and _MARK.fullmatch(one.character) and before and not is_power:
            continue
        kept.append(one)
        before = one.character
    return kept


def is_marks_above(line: Sequence[Glyph], below: Sequence[Glyph]) -> bool:
    """Return whether the characters of a line are the marks of footnotes raised above the line below.

    Parameters
    ----------
    line, below : sequence of Glyph
        The characters of two lines that follow each other.
    """
    letters = [one for one in below if _HAN.match(one.character)]
    inked = [one for one in line if not one.character.isspace()]
    if not inked or len(letters) < 3:
        return False
    size, base = median(one.size for one in letters), median(one.base for one in letters)
    return all(
        one.size <= SMALL * size
        and base + RAISED * size <= one.base <= base + size
        and _MARK.fullmatch(one.character)
        and min(other.left for other in letters) < one.left
        for one in inked
    )


def without_notes(rows: list[list[Segment]]) -> tuple[list[list[Segment]], tuple[str, ...], str]:
    """Return the lines of a page without the footnotes at its foot, these, and the end of a note before.

    Notes are the last lines, page numbers aside, in letters smaller than the page's, the first one numbered;
    what stands above it as small may be the end of the last note of the page before.

    Parameters
    ----------
    rows : list of list of Segment
        The lines of the page.
    """
    sizes = [part.size for row in rows for part in row for _ in part.text]
    if not sizes:
        return rows, (), ""
    most = NOTE * median(sizes)
    end = len(rows)
    while end and all(PAGE_NUMBER.fullmatch(part.text) for part in rows[end - 1]):
        end -= 1
    start = end
    while start and all(part.size <= most for part in rows[start - 1]):
        start -= 1
    first = start
    while start < end and not _NUMBERED.match(rows[start][0].text):
        start += 1
    rest = "\n".join("".join(part.text for part in row) for row in rows[first:start])
    if first == 0 or not (start < end or rest):
        return rows, (), ""
    notes: list[str] = []
    for row in rows[start:end]:
        words = " ".join(part.text for part in row)
        if notes and not _NUMBERED.match(words):
            notes[-1] += words
        else:
            notes.append(words)
    return rows[:first] + rows[end:], tuple(notes), rest
