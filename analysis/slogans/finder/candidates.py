"""Candidates: series of limbs with both ends fixed, which the classifier scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .proposals import han_of
from .windows import Option, Window


class Candidate(NamedTuple):
    """A window whose ends are fixed.

    Attributes
    ----------
    window : Window
        The window it comes from.
    first, last : Option
        How its outer limbs are cut.
    spans : tuple of (int, int)
        Offsets of its limbs.
    limbs : list of str
        Their Han characters.
    confidence : (float, float)
        Confidence in the cuts of the first and the last limb, from 0 to 1.
    lead, tail : str
        The Han characters cut off before the first limb, and after the last one.
    """

    window: Window
    first: Option
    last: Option
    spans: tuple[tuple[int, int], ...]
    limbs: list[str]
    confidence: tuple[float, float]
    lead: str
    tail: str


def candidate(
    text: str, window: Window, first: Option, last: Option, confidence: tuple[float, float]
) -> Candidate:
    """Return the candidate that results from cutting the ends of a window this way."""
    inner = [(piece.start, piece.end) for piece in window.chain[window.first + 1 : window.last]]
    spans = ((first.start, first.end), *inner, (last.start, last.end))
    limbs = [first.plain, *window.inner, last.plain]
    lead = text[window.chain[window.first].start : first.start]
    tail = text[last.end : window.chain[window.last].end]
    return Candidate(
        window, first, last, spans, limbs, confidence, lead and han_of(lead), tail and han_of(tail)
    )


def common_edges(limbs: Sequence[str]) -> tuple[int, int]:
    """Return the lengths of the prefix and the suffix common to all limbs."""
    # A prefix shared by the first and the last in sort order is shared by all.
    reverse = [limb[::-1] for limb in limbs]
    return common_prefix(min(limbs), max(limbs)), common_prefix(min(reverse), max(reverse))


def common_prefix(one: str, other: str) -> int:
    """Return the length of the common prefix of two texts."""
    n = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        n += 1
    return n
