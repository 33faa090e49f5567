"""Two pages on a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from .marks import PAGE_NUMBER, Glyph, Segment

LANDSCAPE = 1.15
"""How much wider than high a sheet with two pages is, at least."""

GUTTER = 0.04
"""Least width of the space between them, in the middle of the sheet, as a share of the sheet's."""

HEAD = 0.78
"""Largest size of a running head, as a share of the letters of its page."""

FEWEST_ROWS, LONG = 3, 10
"""Fewest lines of a page on a sheet, and their least length (characters) in the middle: cells are shorter."""


def halves(glyphs: Sequence[Glyph], width: float, height: float) -> list[list[Glyph]]:
    """Return the characters of the two pages on a sheet, an empty list for any other page.

    Parameters
    ----------
    glyphs : sequence of Glyph
        The characters of the sheet.
    width, height : float
        Its size in points.
    """
    inked = [glyph for glyph in glyphs if not glyph.character.isspace()]
    if width < LANDSCAPE * height or not inked:
        return []
    spans = sorted((glyph.left, glyph.right) for glyph in inked)
    edge = spans[0][1]
    for left, right in spans:
        if edge <= width / 2 <= left:
            break
        edge = max(edge, right)
    else:
        return []
    if left - edge < GUTTER * width:
        return []
    sides = [[one for one in glyphs if (one.left < width / 2) == is_left] for is_left in (True, False)]
    return sides if all(map(_is_page, sides)) else []


def _is_page(glyphs: Sequence[Glyph]) -> bool:
    """Return whether characters are a page of text or a title, and not a column of cells."""
    rows: dict[int, int] = {}
    size = median(glyph.size for glyph in glyphs)
    for glyph in glyphs:
        at = round(glyph.base / max(size, 1))
        rows[at] = rows.get(at, 0) + (not glyph.character.isspace())
    return len(rows) < FEWEST_ROWS or median(rows.values()) >= LONG


def without_number(rows: list[list[Segment]]) -> list[list[Segment]]:
    """Return the lines of one page on a sheet without its number at the foot or the head."""
    for at in (-1, 0):
        if rows and len(rows[at]) == 1 and PAGE_NUMBER.fullmatch(rows[at][0].text):
            return rows[:-1] if at else rows[1:]
    return rows


def without_head(rows: list[list[Segment]]) -> tuple[list[list[Segment]], tuple[str, ...]]:
    """Return the lines of one page on a sheet without its running head, and this.

    Parameters
    ----------
    rows : list of list of Segment
        The lines from top to bottom, more than three.
    """
    if len(rows) <= FEWEST_ROWS:
        return rows, ()
    if max(part.size for part in rows[0]) > HEAD * median(row[0].size for row in rows[1:]):
        return rows, ()
    return rows[1:], (" ".join(part.text for part in rows[0]),)
