"""The characters of a PDF page as lines, from top to bottom, and the runs of which a line consists."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from .margins import without_line_numbers
from .marks import Glyph, Segment, is_marks_above, without_raised

GAP = 1.2
"""Minimum width of a gap, in multiples of the font size, that separates columns or cells."""

UNEVEN_GAP = 1.8
"""The same in the layer of a scanner, whose places are not exact."""

FILLER = "\u2060"
"""Stands for each mark of a footnote at the end of its line, whose width shows where the line was broken;
cleaning removes it."""


def rows_of(glyphs: Sequence[Glyph], gap: float = GAP) -> tuple[list[list[Segment]], int]:
    """Return the lines of a page from top to bottom, each as its segments from left to right.

    Raised numbers, which are marks of footnotes, are left out; their number is returned too.
    """
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: -one.base):
        if lines and lines[-1][0].base - glyph.base <= 0.4 * min(glyph.size, lines[-1][0].size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    rows = []
    for i in range(len(lines) - 1):
        if is_marks_above(lines[i], lines[i + 1]):
            lines[i + 1] = lines[i] + lines[i + 1]
            lines[i] = []
    ordered_lines, n_raised = without_line_numbers(
        [sorted(line, key=lambda one: one.left) for line in lines if line]
    )
    for ordered in ordered_lines:
        kept = without_raised(ordered)
        n_marks = len(ordered) - len(kept)
        n_raised += n_marks
        segments = _segments(kept, gap)
        if segments:
            last = segments[-1]
            rows.append([*segments[:-1], last._replace(text=last.text + FILLER * n_marks)])
    return rows, n_raised


def _segments(line: Sequence[Glyph], gap: float) -> list[Segment]:
    parts: list[list[Glyph]] = []
    for glyph in line:
        if glyph.character.isspace():
            if parts and glyph.left - parts[-1][-1].right < gap * glyph.size:
                parts[-1].append(glyph)
            continue
        wide = parts and glyph.left - _ink_end(parts[-1]) > gap * glyph.size
        if parts and not wide:
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
    return [
        Segment(
            "".join(one.character for one in part).strip(),
            part[0].left,
            _ink_end(part),
            part[0].base,
            median(one.size for one in part),
        )
        for part in parts
    ]


def _ink_end(part: Sequence[Glyph]) -> float:
    return max((one.right for one in part if not one.character.isspace()), default=part[0].left)
