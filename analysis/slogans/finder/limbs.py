"""The features of limbs, one row for each limb seen, so that many are looked up at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import filterfalse
from typing import Any

import numpy as np
import numpy.typing as npt

from .character_statistics import (
    CLOSES,
    LOG_N,
    MEMORY,
    N_CODES,
    OPENS,
    CharacterStatistics,
    character_statistics,
)
from .clause_score import clause_scores, edge_weights, letters_of
from .words import SlotWords, slot_words

PARTICLES = frozenset("的有不以为之而更与能可要无必敢让把向对在从好")
LIMB_FEATURES = (
    "clause_score", "opens", "closes", "bond_first", "bond_second", "bond_last", "weight_first",
    "weight_head", "weight_last", "weight_tail", "in_policy", "in_laws", "attested", "attested_within",
    "slot", "category", "verb_first", "verb_head", "state", "kind", "abstract", "repeated", "has_de",
    "particle_first", "particle_inside",
)  # fmt: skip
"""Names of a limb's features, in the column order of `LimbTable.numbers`."""
FIRST_SIZE = 1024


class LimbTable:
    """The features named in `LIMB_FEATURES` of every limb asked for; grows as needed."""

    def __init__(self, table: CharacterStatistics, words: SlotWords) -> None:
        self._statistics = table
        self._particles = _marked(PARTICLES)
        self._marked = {
            name: _marked(getattr(words, name)) for name in ("slots", "categories", "verbs", "states")
        }
        self._pairs = {name: _pairs(getattr(words, name)) for name in ("verbs", "kinds", "abstract")}
        self._row_of: dict[str, int] = {}
        self._used = 1
        self.numbers = np.zeros((FIRST_SIZE, len(LIMB_FEATURES)), dtype=np.float32)

    def rows(self, limbs: Sequence[str]) -> npt.NDArray[np.int32]:
        """Return the rows of limbs (Han characters only); texts of one character or none have row 0.

        Rows are valid until `shed` is called. The table may grow here, so read `numbers` afterwards.
        """
        known = self._row_of
        if new := list(filterfalse(known.__contains__, dict.fromkeys(limbs))):
            self._add([limb for limb in new if len(limb) > 1])
            known.update((limb, 0) for limb in new if len(limb) < 2)
        return np.fromiter(map(known.__getitem__, limbs), dtype=np.int32, count=len(limbs))

    def clause_scores(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the clause scores of texts of Han characters, 0 for fewer than two characters."""
        scores = np.zeros(len(texts), dtype=np.float32)
        scored = [k for k, text in enumerate(texts) if len(text) > 1]
        if scored:
            letters = letters_of(self._statistics, [texts[k] for k in scored])
            scores[scored] = clause_scores(self._statistics, letters)
        return scores

    def shed(self) -> None:
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
        for column, values in enumerate(self._features(limbs)):
            self.numbers[start : self._used, column] = values
        self._row_of.update(zip(limbs, range(start, self._used), strict=True))

    def _features(self, limbs: Sequence[str]) -> list[npt.NDArray[Any]]:
        """Return the features of limbs, one array for each name in `LIMB_FEATURES`."""
        table = self._statistics
        letters = letters_of(table, limbs)
        codes, starts, ends, char, pair = letters
        lengths = ends - starts
        first, second, before_last, last = (char[at] for at in (starts, starts + 1, ends - 2, ends - 1))
        head, tail = pair[starts], pair[ends - 2]
        third = np.where(lengths > 2, starts + 2, starts + 1)
        bond_first, bond_second, bond_last = (
            table.pairs[both, LOG_N] + table.log_total - table.chars[a, LOG_N] - table.chars[b, LOG_N]
            for both, a, b in (
                (head, first, second),
                (pair[third - 1], second, char[third]),
                (tail, before_last, last),
            )
        )
        weight_first, weight_head, weight_last, weight_tail = edge_weights(table, letters)
        particle = self._particles[codes]
        policy, laws = table.attested(limbs).T
        of_code = self._marked
        first_two, last_two = (codes[at] << 16 | codes[at + 1] for at in (starts, ends - 2))
        columns = {
            "clause_score": clause_scores(table, letters),
            "opens": table.pairs[head, OPENS],
            "closes": table.pairs[tail, CLOSES],
            "bond_first": bond_first,
            "bond_second": np.where(lengths > 2, bond_second, 0.0),
            "bond_last": bond_last,
            "weight_first": weight_first,
            "weight_head": weight_head,
            "weight_last": weight_last,
            "weight_tail": weight_tail,
            "in_policy": policy,
            "in_laws": laws,
            "attested": policy + laws > 0,
            "attested_within": table.attested_within(limbs),
            "slot": of_code["slots"][codes[ends - 1]],
            "category": of_code["categories"][codes[ends - 1]],
            "verb_first": of_code["verbs"][codes[starts]],
            "verb_head": _among(first_two, self._pairs["verbs"]),
            "state": of_code["states"][codes[ends - 1]],
            "kind": _among(last_two, self._pairs["kinds"]),
            "abstract": _among(last_two, self._pairs["abstract"]),
            "repeated": np.fromiter(map(len, map(set, limbs)), np.int64, len(limbs)) < lengths,
            "has_de": np.add.reduceat(codes == ord("的"), starts) > 0,
            "particle_first": particle[starts],
            "particle_inside": np.add.reduceat(particle, starts) > particle[starts],
        }
        return [columns[name] for name in LIMB_FEATURES]


def column(*names: str) -> list[int]:
    """Return the columns of `LimbTable.numbers` that hold the features of these names."""
    return [LIMB_FEATURES.index(name) for name in names]


def _pairs(words: Iterable[str]) -> npt.NDArray[np.int64]:
    """Return the words of two characters as numbers, sorted; others are ignored."""
    return np.array(sorted(ord(word[0]) << 16 | ord(word[1]) for word in words if len(word) == 2))


def _among(numbers: npt.NDArray[np.int64], known: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return which numbers are among sorted ones."""
    return np.asarray(known[np.minimum(np.searchsorted(known, numbers), len(known) - 1)] == numbers)


def _marked(chars: Iterable[str]) -> npt.NDArray[np.int64]:
    """Return for each code point whether its character is in `chars`; longer words in it are ignored."""
    marked = np.zeros(N_CODES, dtype=np.int64)
    marked[[ord(char) for char in chars if len(char) == 1]] = 1
    return marked


@cache
def limb_table() -> LimbTable:
    """Return the table of this process."""
    return LimbTable(character_statistics(), slot_words())
