"""One row of numbers for each limb ever looked at, so that many limbs are gathered from a table at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from .evidence import MEMORY, Evidence, Facts, evidence
from .words import SlotWords, slot_words

PARTICLES = frozenset("的有不以为之而更与能可要无必敢让把向对在从好")
NUMBERS = (
    "demand", "opens", "closes", "bond_first", "bond_second", "bond_last", "weight_first", "weight_head",
    "weight_last", "weight_tail", "in_policy", "in_laws", "known", "part_known", "slot", "category",
    "verb_first", "verb_head", "state", "kind", "abstract", "repeated", "has_of", "particle_first",
    "particle_inside",
)  # fmt: skip
WIDTH = len(NUMBERS)
DEMAND, BOND_FIRST, BOND_LAST, POLICY, LAWS, SLOT = 0, 3, 5, 10, 11, 14
FIRST_SIZE = 1024


class LimbTable:
    """The numbers named in `NUMBERS` and the vectors' rows of every limb asked for; grows as needed."""

    def __init__(self, table: Evidence, words: SlotWords) -> None:
        self._evidence, self._words = table, words
        self._row_of: dict[str, int] = {}
        self._used = 1
        self.numbers = np.zeros((FIRST_SIZE, WIDTH), dtype=np.float32)
        self.vectors = np.zeros((FIRST_SIZE, 4), dtype=np.int32)

    def rows(self, limbs: Sequence[str]) -> npt.NDArray[np.int32]:
        """Return the rows of limbs (Han characters only); texts of one character or none have row 0.

        Rows hold until `forget` is called. The table may grow here: look into `numbers` afterwards.
        """
        known = self._row_of
        if new := [limb for limb in dict.fromkeys(limbs) if limb not in known]:
            self._add([limb for limb in new if len(limb) > 1])
            known.update((limb, 0) for limb in new if len(limb) < 2)
        return np.array([known[limb] for limb in limbs], dtype=np.int32)

    def forget(self) -> None:
        """Empty the table when it has grown large; called between texts."""
        if len(self._row_of) > MEMORY:
            self._row_of.clear()
            self._used = 1

    def _add(self, limbs: Sequence[str]) -> None:
        if not limbs:
            return
        start = self._used
        self._used += len(limbs)
        while self._used > len(self.numbers):
            self.numbers = np.vstack([self.numbers, np.zeros_like(self.numbers)])
            self.vectors = np.vstack([self.vectors, np.zeros_like(self.vectors)])
        looked_up = [self._evidence.look_up(limb) for limb in limbs]
        self.vectors[start : self._used] = [(f.opener, f.closer, f.head, f.tail) for f in looked_up]
        self.numbers[start : self._used] = list(map(self._numbers, limbs, looked_up))
        self._row_of.update(zip(limbs, range(start, self._used), strict=True))

    def _numbers(self, limb: str, facts: Facts) -> tuple[float, ...]:
        words, first, last, tail = self._words, limb[0], limb[-1], limb[-2:]
        return (
            facts.demand, facts.opens, facts.closes, facts.bond_first, facts.bond_second, facts.bond_last,
            *facts.weights, facts.in_policy, facts.in_laws, facts.in_policy + facts.in_laws > 0,
            self._evidence.tail_known(limb), last in words.slots, last in words.categories,
            first in words.verbs, limb[:2] in words.verbs, last in words.states, tail in words.kinds,
            tail in words.abstract, len(set(limb)) < len(limb), "的" in limb, first in PARTICLES,
            not PARTICLES.isdisjoint(limb[1:]),
        )  # fmt: skip


@cache
def limb_table() -> LimbTable:
    """Return the table of this process."""
    return LimbTable(evidence(), slot_words())
