"""Candidates: series of limbs with both ends decided, which the classifier scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .windows import Option, Window


class Candidate(NamedTuple):
    """A window whose ends are decided.

    Attributes
    ----------
    window : Window
        Where it comes from.
    first, last : Option
        How its outer limbs are cut.
    spans : tuple of (int, int)
        Offsets of its limbs.
    limbs : list of str
        Their Han characters.
    confidence : (float, float)
        How sure the cuts of the first and of the last limb are, from 0 to 1.
    """

    window: Window
    first: Option
    last: Option
    spans: tuple[tuple[int, int], ...]
    limbs: list[str]
    confidence: tuple[float, float]


def candidate(window: Window, first: Option, last: Option, confidence: tuple[float, float]) -> Candidate:
    """Return the candidate that a window makes when its ends are cut so."""
    inner = [(piece.start, piece.end) for piece in window.chain[window.first + 1 : window.last]]
    spans = ((first.start, first.end), *inner, (last.start, last.end))
    return Candidate(window, first, last, spans, [first.plain, *window.inner, last.plain], confidence)


def common_edges(limbs: Sequence[str]) -> tuple[int, int]:
    """Return how many characters all limbs have in common at the beginning and at the end."""
    # What the first and the last in sorting order have in common at the beginning, all have.
    reverse = [limb[::-1] for limb in limbs]
    return common_prefix(min(limbs), max(limbs)), common_prefix(min(reverse), max(reverse))


def common_prefix(one: str, other: str) -> int:
    """Return how many characters two texts have in common at the beginning."""
    n = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        n += 1
    return n
