"""The clause score: whether a string of Han characters looks like a clause (above 0) or a list item (below).

It adds up the weights of the first and last character and pair and of the pairs in between. They were fitted
by logistic regression on raw text: stretches between commas against items of lists that end in 等.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .character_statistics import CHAR_FIRST, CHAR_LAST, FIRST, INNER, LAST, CharacterStatistics


class Letters(NamedTuple):
    """Texts of two or more Han characters, concatenated.

    Attributes
    ----------
    codes : ndarray of int64
        Their code points.
    starts, ends : ndarray of int64
        Where in `codes` each text begins and ends.
    chars, pairs : ndarray of int32
        The rows of characters and of pairs in the tables of `CharacterStatistics`.
    """

    codes: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    chars: npt.NDArray[np.int32]
    pairs: npt.NDArray[np.int32]


def letters_of(table: CharacterStatistics, texts: Sequence[str]) -> Letters:
    """Return texts of two or more common Han characters as arrays."""
    codes = np.frombuffer("".join(texts).encode("utf-16-le"), dtype=np.uint16).astype(np.int64)
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    ends = np.cumsum(lengths)
    return Letters(codes, ends - lengths, ends, table.chars_at(codes), table.pairs_at(codes))


def edge_weights(table: CharacterStatistics, letters: Letters) -> list[npt.NDArray[np.float64]]:
    """Return the weights of each text's first character, first pair, last character and last pair."""
    starts, ends = letters.starts, letters.ends
    return [
        table.chars[letters.chars[starts], CHAR_FIRST], table.pairs[letters.pairs[starts], FIRST],
        table.chars[letters.chars[ends - 1], CHAR_LAST], table.pairs[letters.pairs[ends - 2], LAST],
    ]  # fmt: skip


def clause_scores(table: CharacterStatistics, letters: Letters) -> npt.NDArray[np.float64]:
    """Return the clause score of each text."""
    first, head, last, tail = edge_weights(table, letters)
    inner = _inner_sums(table.pairs[letters.pairs, INNER], letters.starts, letters.ends)
    return np.asarray(first + head + last + tail + inner)


def _inner_sums(
    weights: npt.NDArray[np.float64], starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Return the sum of the weights of each text's pairs, excluding the first and the last pair."""
    sums = np.zeros(len(starts))
    some = ends - starts > 3
    if some.any():
        bounds = np.stack([starts[some] + 1, ends[some] - 2], axis=1).ravel()
        sums[some] = np.add.reduceat(weights, bounds)[::2]
    return sums
