"""The lexical weights: the sum of a weight for each character and pair of a run by its position.

The trees of the classifier use how alike and how common limbs are, but no single word. These weights
cover 强链, the character that 补链 shares with it, what precedes the run, the mark between the limbs.
Their sum is one more feature for the trees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from .candidates import Candidate, common_edges
from .character_statistics import MEMORY
from .proposals import han_of
from .segments import END

LIMB_PLACES = ("first", "last", "head", "tail", "length", "in", "inner")


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


def context_terms(text: str, item: Candidate) -> Iterator[str]:
    """Yield the terms of a run that carry a weight: what all limbs share, and their context."""
    window, spans, limbs = item.window, item.spans, item.limbs
    opening, closing = common_edges(limbs)
    if opening:
        yield f"shared first {limbs[0][0]}"
    if opening > 1:
        yield f"shared head {limbs[0][:2]}"
    if closing:
        yield f"shared last {limbs[0][-1]}"
    if closing > 1:
        yield f"shared tail {limbs[0][-2:]}"
    start, end = spans[0][0], spans[-1][1]
    tail = han_of(text[end : window.chain[window.last].end])
    yield f"before {han_of(text[window.chain[window.first].start : start])[-2:]}"
    yield f"after {tail[:2]}"
    yield f"closing {tail[-2:]}"
    yield f"mark before {text[max(start - 1, 0) : start].strip(END)}"
    yield f"mark after {text[end : end + 1].strip(END)}"
    yield f"mark {text[spans[0][1] : spans[1][0]][:1]}"


def lexical_terms(text: str, item: Candidate) -> dict[str, float]:
    """Return all terms of a run and how much each counts; those of its limbs count as their mean."""
    found: dict[str, float] = defaultdict(float)
    for limb in item.limbs:
        for term, share in limb_terms(limb):
            found[term] += share / len(item.limbs)
    for term in context_terms(text, item):
        found[term] += 1
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
        self._of_limbs: dict[str, dict[str, float]] = {place: {} for place in LIMB_PLACES}
        for term, weight in weights.items():
            place, _, string = term.partition(" ")
            if place in self._of_limbs:
                self._of_limbs[place][string] = weight
        self._known: dict[str, float] = {}

    def score(self, text: str, items: Sequence[Candidate]) -> npt.NDArray[np.float64]:
        """Return how strongly each run's words indicate a slogan: about 0 for a list, 1 for a slogan."""
        if len(self._known) > MEMORY:
            self._known.clear()
        get = self.weights.get
        return np.array(
            [
                self.base
                + sum(map(self._limb, item.limbs)) / len(item.limbs)
                + sum(get(term, 0.0) for term in context_terms(text, item))
                for item in items
            ]
        )

    def _add_up(self, limb: str) -> float:
        # Equivalent to summing over limb_terms, without building their names.
        first, last, head, tail, length, inside, inner = self._of_limbs.values()
        return (
            first.get(limb[0], 0.0)
            + last.get(limb[-1], 0.0)
            + head.get(limb[:2], 0.0)
            + tail.get(limb[-2:], 0.0)
            + length.get(str(len(limb)), 0.0)
            + 2 / len(limb) * sum(inside.get(char, 0.0) for char in limb)
            + sum(inner.get(limb[at : at + 2], 0.0) for at in range(1, len(limb) - 2))
        )

    def _limb(self, limb: str) -> float:
        known = self._known.get(limb)
        if known is None:
            known = self._known[limb] = self._add_up(limb)
        return known
