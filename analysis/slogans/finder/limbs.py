"""One row of numbers for each limb ever looked at, so that many limbs are gathered from a table at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .characters import (
    CHAR_FIRST,
    CHAR_LAST,
    CLOSES,
    FIRST,
    INNER,
    LAST,
    LOG_N,
    MEMORY,
    N_CODES,
    OPENS,
    Evidence,
    evidence,
)
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
        self._particles = _marks(PARTICLES)
        self._marked = {
            name: _marks(getattr(words, name)) for name in ("slots", "categories", "verbs", "states")
        }
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

    def demands(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return how much texts of Han characters sound like a clause, 0 for less than two characters."""
        demands = np.zeros(len(texts), dtype=np.float32)
        heard = [k for k, text in enumerate(texts) if len(text) > 1]
        if heard:
            demands[heard] = _demands(self._evidence, _letters(self._evidence, [texts[k] for k in heard]))
        return demands

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
        self.numbers[start : self._used], self.vectors[start : self._used] = self._look_up(limbs)
        self._row_of.update(zip(limbs, range(start, self._used), strict=True))

    def _look_up(self, limbs: Sequence[str]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int32]]:
        """Return numbers, one column a name of `NUMBERS`, and the rows of the vectors of limbs."""
        table, words = self._evidence, self._words
        letters = _letters(table, limbs)
        codes, starts, ends, char, pair = letters
        lengths = ends - starts
        chars, pairs = table.chars.numbers, table.pairs.numbers
        first, second, before_last, last = (char[at] for at in (starts, starts + 1, ends - 2, ends - 1))
        head, tail = pair[starts], pair[ends - 2]
        weights = _edge_weights(table, letters)
        third = np.where(lengths > 2, starts + 2, starts + 1)
        bonds = [
            pairs[both, LOG_N] + table.log_total - chars[a, LOG_N] - chars[b, LOG_N]
            for both, a, b in (
                (head, first, second),
                (pair[third - 1], second, char[third]),
                (tail, before_last, last),
            )
        ]
        particle = self._particles[codes]
        known = [table.pieces.get(limb, (0.0, 0.0)) for limb in limbs]
        policy, laws = np.array(known).T
        columns = (
            _demands(table, letters), pairs[head, OPENS], pairs[tail, CLOSES],
            bonds[0], np.where(lengths > 2, bonds[1], 0.0), bonds[2],
            *weights, policy, laws, policy + laws > 0,
            list(map(table.tail_known, limbs)),
            *(self._marked[name][codes[ends - 1]] for name in ("slots", "categories")),
            self._marked["verbs"][codes[starts]], [limb[:2] in words.verbs for limb in limbs],
            self._marked["states"][codes[ends - 1]],
            [limb[-2:] in words.kinds for limb in limbs], [limb[-2:] in words.abstract for limb in limbs],
            [len(set(limb)) < len(limb) for limb in limbs],
            np.add.reduceat(codes == ord("的"), starts) > 0,
            particle[starts], np.add.reduceat(particle, starts) > particle[starts],
        )  # fmt: skip
        vectors = [
            table.pairs.rows[head],
            table.pairs.rows[tail],
            table.chars.rows[first],
            table.chars.rows[last],
        ]
        return np.stack(columns, axis=1), np.stack(vectors, axis=1)


class _Letters(NamedTuple):
    """Texts of two or more Han characters, one after the other.

    Their code points, where each begins and ends, and the entries of characters and of pairs in the tables.
    """

    codes: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    chars: npt.NDArray[np.int32]
    pairs: npt.NDArray[np.int32]


def _letters(table: Evidence, texts: Sequence[str]) -> _Letters:
    codes = np.frombuffer("".join(texts).encode("utf-16-le"), dtype=np.uint16).astype(np.int64)
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    ends = np.cumsum(lengths)
    return _Letters(codes, ends - lengths, ends, table.chars_at(codes), table.pairs_at(codes))


def _edge_weights(table: Evidence, letters: _Letters) -> list[npt.NDArray[np.float64]]:
    """Return the weights of each text's first character and pair and of its last ones."""
    chars, pairs = table.chars.numbers, table.pairs.numbers
    starts, ends = letters.starts, letters.ends
    return [
        chars[letters.chars[starts], CHAR_FIRST], pairs[letters.pairs[starts], FIRST],
        chars[letters.chars[ends - 1], CHAR_LAST], pairs[letters.pairs[ends - 2], LAST],
    ]  # fmt: skip


def _demands(table: Evidence, letters: _Letters) -> npt.NDArray[np.float64]:
    """Return how much each text sounds like a clause: its edges' weights and those of the pairs inside."""
    first, head, last, tail = _edge_weights(table, letters)
    inner = _inner_sums(table.pairs.numbers[letters.pairs, INNER], letters.starts, letters.ends)
    return np.asarray(first + head + last + tail + inner)


def _inner_sums(
    weights: npt.NDArray[np.float64], starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Return the sums of the weights of the pairs of each limb but its first and its last one."""
    sums = np.zeros(len(starts))
    some = ends - starts > 3
    if some.any():
        bounds = np.stack([starts[some] + 1, ends[some] - 2], axis=1).ravel()
        sums[some] = np.add.reduceat(weights, bounds)[::2]
    return sums


def _marks(chars: Iterable[str]) -> npt.NDArray[np.int64]:
    """Return for each code point whether its character is among `chars`; words among them are passed over."""
    marks = np.zeros(N_CODES, dtype=np.int64)
    marks[[ord(char) for char in chars if len(char) == 1]] = 1
    return marks


@cache
def limb_table() -> LimbTable:
    """Return the table of this process."""
    return LimbTable(evidence(), slot_words())
