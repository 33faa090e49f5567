"""Running heads and feet of pages that stand within a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from .records import Line
from .shapes import is_labelled, is_loose
from .surroundings import NUMBERED

FEWEST_RUNNING, FEWEST_NUMBERED, LONGEST_RUNNING = 3, 2, 70
"""How often a line must stand at the edge of a page to be its running head, how often one with a number in
it, and its length (characters)."""


def between(lines: Sequence[Line], families: Sequence[str | None]) -> list[int]:
    """Return the places of running heads and feet of pages that stand within a text.

    Lines of one shape (digits are alike) that stand, each time, beside a place where furniture or a page
    number was: what a browser prints, or a converter leaves, at every turn of the page.

    Parameters
    ----------
    lines : sequence of Line
        All lines of a text.
    families : sequence of str or None
        The family of furniture that each belongs to, None for lines of the text.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if len(line.text) <= LONGEST_RUNNING:
            places[_shape(line.text)].append(i)
    turns = {-1, len(lines)} | {i for i, family in enumerate(families) if family}
    turns.update(i for i in range(1, len(lines)) if _is_after_hole(lines[i - 1], lines[i]))
    found: set[int] = set()
    repeated = [where for where in places.values() if len(where) >= FEWEST_NUMBERED]
    for _ in range(2):  # the second line of a head stands beside the first
        for where in repeated:
            text = lines[where[0]].text
            fewest = FEWEST_NUMBERED if re.search(r"\d", text) else FEWEST_RUNNING
            if len(where) >= fewest and all(turns & {i - 1, i, i + 1} for i in where) and _may_run(text):
                found.update(where)
        turns |= found
    return [i for i in sorted(found) if families[i] is None]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", "".join(text.split()))


def _is_after_hole(above: Line, below: Line) -> bool:
    """Return whether a line that was removed stood between two others."""
    return below.first - above.last - 1 - below.gap > 0


def _may_run(text: str) -> bool:
    return is_loose(text) and not (NUMBERED.match(text) or is_labelled(text) or text[-1] in ":：！？，、")
