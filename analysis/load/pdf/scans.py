"""The text layer that a scanner lays over a picture of a page: tilted, uneven, with specks and blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from ..items import library
from .marks import Glyph, Segment

SPECK = re.compile(r"[、，。.,·'`’‘．:：;；\-\s]+")
SMALL = 0.75
"""Largest size of a speck that a scanner takes for a mark, as a share of the page's letters."""

NEAR_EDGE, FURTHER = 1.6, 1.6
"""Within how many times its size from the right edge a line is full, and what multiple of the usual distance
between lines parts paragraphs."""

INVISIBLE, SAMPLE = 3, 10
"""The mode in which PDFium draws text that is not to be seen, and every how manieth character is asked."""

RUN, TILTED = 8, 0.004
"""Least length of a run of characters that shows how a page is tilted, in multiples of their size, and the
least slope of its lines."""

CLOSE = 0.9
"""Narrower gaps, in multiples of the size, are no blanks between Chinese characters."""

_WIDE = re.compile(r"[㐀-鿿，。、；：！？“”‘’《》（）0-9.%％]")


def is_invisible(layer: Any) -> bool:
    """Return whether most characters of a page are laid unseen over a picture of it.

    Parameters
    ----------
    layer : pypdfium2 text page
        The page.
    """
    raw = library("pypdfium2.raw")
    objects = [raw.FPDFText_GetTextObject(layer, i) for i in range(0, layer.count_chars(), SAMPLE)]
    modes = [raw.FPDFTextObj_GetTextRenderMode(one) for one in objects if one]
    return modes.count(INVISIBLE) * 2 > len(modes)


def straightened(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the characters of a page on level lines, if these fall or rise.

    Parameters
    ----------
    glyphs : sequence of Glyph
        The characters in the order of the layer, which is that of the lines.
    """
    slope = _slope(glyphs)
    return [one._replace(base=one.base - slope * one.left) for one in glyphs] if slope else list(glyphs)


def without_blanks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the characters of an unseen layer without the narrow blanks that it has between words.

    Parameters
    ----------
    glyphs : sequence of Glyph
        The characters in the order of the layer.
    """
    kept: list[Glyph] = []
    for i, one in enumerate(glyphs):
        if one.character.isspace() and kept:
            after = next((other for other in glyphs[i + 1 : i + 4] if not other.character.isspace()), None)
            before = kept[-1]
            if (
                after is not None
                and _WIDE.match(before.character)
                and _WIDE.match(after.character)
                and -before.size < after.left - before.right < CLOSE * one.size
            ):
                continue
        kept.append(one)
    return kept


def _slope(glyphs: Sequence[Glyph]) -> float:
    """Return by how much the lines of a page rise from left to right, as a share; 0 if they are level."""
    inked = [one for one in glyphs if not one.character.isspace()]
    found: list[tuple[float, float]] = []
    start = 0
    for i, one in enumerate(inked, 1):
        after = inked[i] if i < len(inked) else None
        goes_on = after is not None and after.left > one.left and abs(after.base - one.base) < 0.5 * one.size
        if goes_on:
            continue
        run = one.left - inked[start].left
        if run >= RUN * one.size:
            found.append(((one.base - inked[start].base) / run, run))
        start = i
    if len(found) < 2:
        return 0.0
    slope = median(rise for rise, _ in found)
    return slope if abs(slope) >= TILTED else 0.0


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
