"""The rows of a table on the page of a PDF, its wrapped cells whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from .marks import Segment

ROW_GAP = 1.35
"""Multiple of the smallest line spacing of a table that separates its rows."""


def cells_of(block: Sequence[Sequence[Segment]]) -> list[str] | None:
    """Return the rows of a table, with the lines of each cell joined, or None if no columns align."""
    columns = _columns(block)
    if len(columns) < 2 or len(block) < 2:
        return None
    steps = [above[0].base - below[0].base for above, below in pairwise(block)]
    least = min(step for step in steps)
    rows: list[list[Sequence[Segment]]] = [[block[0]]]
    for step, line in zip(steps, block[1:], strict=True):
        if step <= ROW_GAP * least and max(steps) > ROW_GAP * least:
            rows[-1].append(line)
        else:
            rows.append([line])
    out = []
    for row in rows:
        cells = [""] * len(columns)
        for line in row:
            for segment in line:
                at = min(range(len(columns)), key=lambda i: abs(columns[i] - segment.left))
                cells[at] += segment.text
        out.append("\t".join(cells).strip("\t"))
    return out


def _columns(block: Sequence[Sequence[Segment]]) -> list[float]:
    """Return the left edges of the columns of a table, from left to right."""
    starts: list[list[float]] = []
    for left, size in sorted((segment.left, segment.size) for row in block for segment in row):
        if starts and left - starts[-1][-1] <= 2 * size:
            starts[-1].append(left)
        else:
            starts.append([left])
    return [median(group) for group in starts]
