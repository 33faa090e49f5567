"""The characters of a PDF page: their places, directions and colours."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from ..items import library
from .marks import Glyph

FAINT, WHITE = 185, 250
"""Lightness (0 to 255) from which on characters belong to watermarks, and that of white."""

TURNED = 0.9
"""Share of the upright characters in one other direction that makes a page a rotated one."""


def glyphs_of(layer: Any, turn: float = 0.0) -> list[Glyph]:
    """Return the characters of a page in the order of its text layer.

    Parameters
    ----------
    layer : pypdfium2 text page
        The page.
    turn : float
        Direction of its lines (degrees, clockwise), as which places and angles are told.
    """
    raw = library("pypdfium2.raw")
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    colour = [ctypes.c_uint() for _ in range(4)]
    along, across = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    found = []
    for i in range(layer.count_chars()):
        code = raw.FPDFText_GetUnicode(layer, i)
        if code in (0, 10, 13, 0xFFFE) or 0xD800 <= code <= 0xDFFF or raw.FPDFText_IsGenerated(layer, i) == 1:
            continue
        raw.FPDFText_GetCharOrigin(layer, i, x, y)
        raw.FPDFText_GetLooseCharBox(layer, i, box)
        angle = (math.degrees(raw.FPDFText_GetCharAngle(layer, i)) - turn) % 360
        ends = [box.left * along - box.bottom * across, box.right * along - box.top * across]
        sides = [box.left * across + box.bottom * along, box.right * across + box.top * along]
        size = abs(sides[1] - sides[0]) if angle < 3 else raw.FPDFText_GetFontSize(layer, i)
        raw.FPDFText_GetFillColor(layer, i, *colour)
        base = x.value * across + y.value * along
        parts = [one.value for one in colour]
        marked = (_is_faint(parts), _lightness(parts) >= WHITE)
        found.append(Glyph(chr(code), min(ends), max(ends), base, max(size, 1.0), angle, *marked))
    return found


def turn_of(glyphs: Sequence[Glyph]) -> int:
    """Return the direction (90, 180 or 270 degrees) in which nearly all lines of a page run, 0 for any other.

    Parameters
    ----------
    glyphs : sequence of Glyph
        Its characters as they are placed.
    """
    turns = Counter(
        round(glyph.angle / 90) * 90 % 360
        for glyph in glyphs
        if min(glyph.angle % 90, 90 - glyph.angle % 90) < 3
    )
    turn, n = turns.most_common(1)[0] if turns else (0, 0)
    return turn if n >= TURNED * turns.total() else 0


def without_unseen(glyphs: Sequence[Glyph], page: Any) -> list[Glyph]:
    """Return the characters without white ones on white paper, which no reader sees, where these are few.

    Parameters
    ----------
    glyphs : sequence of Glyph
        Its characters as they are placed.
    page : pypdfium2 page
        The page.
    """
    if not 0 < sum(glyph.is_white for glyph in glyphs) * 2 < len(glyphs):
        return list(glyphs)
    below = [drawn.get_bounds() for drawn in page.get_objects() if _covers(drawn)]

    def is_seen(glyph: Glyph) -> bool:
        middle, height = (glyph.left + glyph.right) / 2, glyph.base + glyph.size / 4
        return any(left <= middle <= right and low <= height <= top for left, low, right, top in below)

    return [glyph for glyph in glyphs if not glyph.is_white or is_seen(glyph)]


def _covers(drawn: Any) -> bool:
    """Return whether an object may be what white letters stand on: no text, and no path filled white."""
    raw = library("pypdfium2.raw")
    if drawn.type == raw.FPDF_PAGEOBJ_TEXT:
        return False
    colour = [ctypes.c_uint() for _ in range(4)]
    is_filled = raw.FPDFPageObj_GetFillColor(drawn, *colour)
    is_path = drawn.type == raw.FPDF_PAGEOBJ_PATH
    return not is_path or not is_filled or _lightness([one.value for one in colour]) < WHITE


def _lightness(colour: Sequence[int]) -> float:
    red, green, blue, alpha = colour
    return 255 - (255 - (0.3 * red + 0.59 * green + 0.11 * blue)) * alpha / 255


def _is_faint(colour: Sequence[int]) -> bool:
    """Return whether a colour is that of watermarks: pale, but not white, in which headlines may be set."""
    red, green, blue, alpha = colour
    return FAINT <= _lightness(colour) < WHITE and (
        alpha < 255 or max(red, green, blue) - min(red, green, blue) < 60
    )
