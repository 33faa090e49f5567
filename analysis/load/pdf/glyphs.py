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
        is_faint = _is_faint([one.value for one in colour])
        found.append(Glyph(chr(code), min(ends), max(ends), base, max(size, 1.0), angle, is_faint))
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


def _is_faint(colour: Sequence[int]) -> bool:
    """Return whether a colour is that of watermarks: pale, but not white, in which headlines may be set."""
    red, green, blue, alpha = colour
    light = 255 - (255 - (0.3 * red + 0.59 * green + 0.11 * blue)) * alpha / 255
    return FAINT <= light < WHITE and (alpha < 255 or max(red, green, blue) - min(red, green, blue) < 60)
