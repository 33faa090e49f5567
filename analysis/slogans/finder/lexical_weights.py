"""The lexical weights: the sum of a weight for each character and pair of a run by its position.

The trees of the classifier use how alike and how common limbs are, but no single word. These weights
cover 强链, the character that 补链 shares with it, what precedes the run, the mark between the limbs.
Their sum is one more feature for the trees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from operator import add

import numpy as np
import numpy.typing as npt

from .candidates import Candidate, common_edges
from .character_statistics import MEMORY
from .segments import END
from .spelled import Sets, Spelled

NOTHING = repeat(0.0)
"""What a string that has no weight counts."""

LIMB_PLACES = ("first", "last", "head", "tail", "length", "in", "inner")
CONTEXT_PLACES = (
    "shared first", "shared head", "shared last", "shared tail", "before", "after", "closing", "mark before",
    "mark after", "mark",
)  # fmt: skip


def limb_terms(limb: str) -> Iterator[tuple[str, float]]:
    """Yield the terms of a limb that carry a weight, `place string`, and how much each counts."""
    yield f"first {limb[0]}", 1.0
    yield f"last {limb[-1]}", 1.0
    yield f"head {limb[:2]}", 1.0
    yield f"tail {limb[-2:]}", 1.0
    yield f"length {len(limb)}", 1.0
    share = 2 / len(limb)
    for char in limb:
        yield f"in {char}", share
    for at in range(1, len(limb) - 2):
        yield f"inner {limb[at : at + 2]}", 1.0


def context_terms(text: str, item: Candidate, shared: tuple[int, int]) -> Iterator[tuple[str, str]]:
    """Yield the terms of a run that carry a weight: what all limbs share, and their context.

    Parameters
    ----------
    text : str
        The text searched.
    item : Candidate
        The run.
    shared : (int, int)
        How many characters all its limbs begin with, and end with.

    Yields
    ------
    (str, str)
        The place, one of `CONTEXT_PLACES`, and the string.
    """
    spans, limbs = item.spans, item.limbs
    opening, closing = shared
    if opening:
        yield "shared first", limbs[0][0]
    if opening > 1:
        yield "shared head", limbs[0][:2]
    if closing:
        yield "shared last", limbs[0][-1]
    if closing > 1:
        yield "shared tail", limbs[0][-2:]
    start, end = spans[0][0], spans[-1][1]
    yield "before", item.lead[-2:]
    yield "after", item.tail[:2]
    yield "closing", item.tail[-2:]
    yield "mark before", text[max(start - 1, 0) : start].strip(END)
    yield "mark after", text[end : end + 1].strip(END)
    yield "mark", text[spans[0][1] : spans[1][0]][:1]


def lexical_terms(text: str, item: Candidate) -> dict[str, float]:
    """Return all terms of a run and how much each counts; those of its limbs count as their mean."""
    found: dict[str, float] = defaultdict(float)
    for limb in item.limbs:
        for term, share in limb_terms(limb):
            found[term] += share / len(item.limbs)
    for place, string in context_terms(text, item, common_edges(item.limbs)):
        found[f"{place} {string}"] += 1
    return found


class LexicalWeights:
    """The weights; `score` adds them up for many runs.

    Parameters
    ----------
    base : float
        The score of a run without known terms.
    weights : mapping of str to float
        By term, as `lexical_terms` names them.
    """

    def __init__(self, base: float, weights: Mapping[str, float]) -> None:
        self.base = base
        self.weights = weights
        self._of: dict[str, dict[str, float]] = {place: {} for place in (*LIMB_PLACES, *CONTEXT_PLACES)}
        for term, weight in weights.items():
            place, _, string = term.partition(" ")
            second, _, rest = string.partition(" ")
            if f"{place} {second}" in self._of:
                place, string = f"{place} {second}", rest
            if place in self._of:
                self._of[place][string] = weight
        self._of_limbs = [self._of[place] for place in LIMB_PLACES]
        self._known: dict[str, float] = {}

    def score(self, text: str, items: Sequence[Candidate]) -> npt.NDArray[np.float64]:
        """Return how strongly each run's words indicate a slogan: about 0 for a list, 1 for a slogan."""
        if len(self._known) > MEMORY:
            self._known.clear()
        if not items:
            return np.empty(0)
        n_limbs = np.array([len(item.limbs) for item in items])
        spelled = Spelled([limb for item in items for limb in item.limbs])
        first = Spelled([item.limbs[0] for item in items])
        edges = Sets(first, spelled, np.cumsum(n_limbs) - n_limbs, n_limbs).common_edges()
        of = self._of
        return np.array(
            [
                self.base
                + sum(map(self._limb, item.limbs)) / len(item.limbs)
                + sum([of[place].get(term, 0.0) for place, term in context_terms(text, item, shared)])
                for item, shared in zip(
                    items, zip(*(edge.tolist() for edge in edges), strict=True), strict=True
                )
            ]
        )

    def _add_up(self, limb: str) -> float:
        # Equivalent to summing over limb_terms, without building their names.
        first, last, head, tail, length, inside, inner = self._of_limbs
        return (
            first.get(limb[0], 0.0)
            + last.get(limb[-1], 0.0)
            + head.get(limb[:2], 0.0)
            + tail.get(limb[-2:], 0.0)
            + length.get(str(len(limb)), 0.0)
            + 2 / len(limb) * sum(map(inside.get, limb, NOTHING))
            + sum(map(inner.get, map(add, limb[1:-2], limb[2:-1]), NOTHING))
        )

    def _limb(self, limb: str) -> float:
        known = self._known.get(limb)
        if known is None:
            known = self._known[limb] = self._add_up(limb)
        return known
