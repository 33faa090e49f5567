"""Two pages on a sheet, and the text layer of a scanner with its specks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from .marks import PAGE_NUMBER, Glyph, Segment

LANDSCAPE = 1.15
"""How much wider than high a sheet with two pages is, at least."""

GUTTER = 0.04
"""Least width of the space between them, in the middle of the sheet, as a share of the sheet's."""

FEWEST_ROWS, LONG = 3, 10
"""Fewest lines of a page on a sheet, and their least length (characters) in the middle: cells are shorter."""

SPECK = re.compile(r"[、，。.,·'`’‘．:：;；\-\s]+")
SMALL = 0.75
"""Largest size of a speck that a scanner takes for a mark, as a share of the page's letters."""

NEAR_EDGE, FURTHER = 1.6, 1.6
"""Within how many times its size from the right edge a line is full, and what multiple of the usual distance
between lines parts paragraphs."""


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


def without_specks(rows: list[list[Segment]]) -> list[list[Segment]]:
    """Return the lines of a page without those that are small marks alone."""
    sizes = [part.size for row in rows for part in row for _ in part.text]
    least = SMALL * median(sizes) if sizes else 0
    return [row for row in rows if not all(part.size <= least and SPECK.fullmatch(part.text) for part in row)]


def whole_paragraphs(rows: Sequence[Segment]) -> list[str]:
    """Return the paragraphs of a page whose lines are broken where they are full, by their edges.

    Parameters
    ----------
    rows : sequence of Segment
        The lines from top to bottom, one segment each.
    """
    if not rows:
        return []
    size = median(row.size for row in rows)
    edge, end = min(row.left for row in rows), max(row.right for row in rows)
    usual = median([a.base - b.base for a, b in pairwise(rows)] or [0.0])
    indented = [row.left - edge > 1.2 * size for row in rows]
    lines = ["\u3000\u3000" * indented[0] + rows[0].text]
    for i, (above, row) in enumerate(pairwise(rows), 1):
        is_full = above.right >= end - NEAR_EDGE * size and above.base - row.base <= FURTHER * usual
        ends = above.text.endswith(("。", "！", "？")) and not any(indented)
        if is_full and not indented[i] and not ends:
            lines[-1] += row.text
        else:
            lines.append("\u3000\u3000" * indented[i] + row.text)
    return lines
