"""Columns of a page whose lines do not stand at equal heights, as those of newspapers, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from .marks import Segment

FEWEST_LINES, LONG = 6, 7
"""Fewest lines of such a column, and their least usual length (characters)."""

LEVEL = 0.3
"""Up to what share of the lines of such a page stand at the height of another one."""

CROSSED = 0.06
"""Up to what share of the lines may cross a gutter: headlines and captions."""

GUTTER = 0.7
"""Least width of a gutter, in multiples of the size of the letters."""

Band = tuple[float, float]


def uneven_columns(rows: Sequence[Sequence[Segment]]) -> list[list[Segment]]:
    """Return the lines of a page in columns, column by column, an empty list for any other page.

    What crosses a gutter parts the columns it stands over: what is above it is read before it.

    Parameters
    ----------
    rows : sequence of sequence of Segment
        The lines of the page from top to bottom.
    """
    parts = [part for row in rows for part in row]
    if len(parts) < 2 * FEWEST_LINES or sum(len(row) > 1 for row in rows) > LEVEL * len(rows):
        return []
    bands = _bands(parts)
    if len(bands) < 2:
        return []
    columns = [[part for part in parts if _over(part, bands) == [band]] for band in bands]
    full = all(
        len(lines) >= FEWEST_LINES and median(len(one.text) for one in lines) >= LONG for lines in columns
    )
    if not full or not all(_stand_beside(a, b) for a, b in pairwise(columns)):
        return []
    return [group for group in _ordered(parts, bands) if group]


def _bands(parts: Sequence[Segment]) -> list[Band]:
    """Return the stretches from left to right in which columns stand, parted by gutters."""
    size = median(part.size for part in parts)
    first, last = int(min(part.left for part in parts)), int(max(part.right for part in parts)) + 1
    covered = [0] * (last - first + 1)
    for part in parts:
        for x in range(int(part.left) - first, int(part.right) - first + 1):
            covered[x] += 1
    most = CROSSED * len(parts)
    bands: list[Band] = []
    start: int | None = None
    for x, count in enumerate([*covered, 0]):
        if count > most and start is None:
            start = x
        elif count <= most and start is not None:
            bands.append((first + start, first + x))
            start = None
    parted = bands[:1]
    for band in bands[1:]:
        if band[0] - parted[-1][1] < GUTTER * size:
            parted[-1] = (parted[-1][0], band[1])
        else:
            parted.append(band)
    return parted


def _over(part: Segment, bands: Sequence[Band]) -> list[Band]:
    """Return over which bands a line stands."""
    found = [(a, b) for a, b in bands if min(part.right, b) - max(part.left, a) > part.size / 2]
    return found or [min(bands, key=lambda band: abs(band[0] - part.left))]


def _stand_beside(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """Return whether two columns stand beside each other for most of the height of one."""
    spans = [(min(one.base for one in side), max(one.base for one in side)) for side in (left, right)]
    (low, high), (other_low, other_high) = spans
    shared = min(high, other_high) - max(low, other_low)
    return shared >= 0.5 * min(high - low, other_high - other_low)


def _ordered(parts: Sequence[Segment], bands: Sequence[Band]) -> list[list[Segment]]:
    if not bands:
        return []
    over = {id(part): _over(part, bands) for part in parts}
    across = [part for part in parts if len(over[id(part)]) > 1]
    if not across:
        return [
            sorted((one for one in parts if over[id(one)] == [band]), key=lambda one: -one.base)
            for band in bands
        ]
    head = max(across, key=lambda one: one.base)
    first, last = (bands.index(over[id(head)][i]) for i in (0, -1))
    inner = bands[first : last + 1]

    def within(some: Sequence[Band], above: bool | None = None) -> list[list[Segment]]:
        chosen = [
            one
            for one in parts
            if one is not head
            and over[id(one)][0] in some
            and (above is None or (one.base > head.base) == above)
        ]
        return _ordered(chosen, some)

    return [
        *within(bands[:first]),
        *within(inner, True),
        [head],
        *within(inner, False),
        *within(bands[last + 1 :]),
    ]
