"""What raw text tells about a limb: which characters open and close clauses, and which sound like a demand.

`data/slogan_bigrams.tsv`, `slogan_chars.tsv` and `slogan_pieces.tsv` were counted from raw texts, without any
annotation:

- how often a pair of characters stands at the beginning and at the end of the pieces between marks;
- weights that tell clauses (加强城市风貌整体管控) from items of lists that end in 等 (信息传输);
- in how many policy texts, and in how many laws, a whole limb stands between marks;
- a short vector of the characters before and after a pair, so that 优化 is near 完善 and far from 公司.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ...lexicon import DATA, read_lines

UNSEEN_EDGE = -4.0
RARE = 3
SMOOTH = 5
MEMORY = 200_000
FloatArray = npt.NDArray[np.float64]
Entry = tuple[tuple[float, ...], int]


class _Numbers(NamedTuple):
    """A table as arrays: its entries' numbers and the rows of their vectors; entry 0 is the unknown one."""

    numbers: FloatArray
    rows: npt.NDArray[np.int32]


LOG_N, OPENS, CLOSES, FIRST, LAST, INNER = range(6)
"""Columns of the numbers of pairs; those of characters are `LOG_N`, weight as first, weight as last."""
CHAR_FIRST, CHAR_LAST = 1, 2
N_CODES = 0xA000
NOTHING = (None,) * 4
LONGEST_PIECE = 7
"""Characters of the longest limbs in `slogan_pieces.tsv`."""


class Evidence:
    """The tables, read once, for single strings and, as arrays, for many at once.

    Attributes
    ----------
    char_vectors, pair_vectors : ndarray of float32
        One row an entry that has a vector; row 0 is zero.
    chars, pairs : _Numbers
        Numbers of characters (columns `LOG_N`, `CHAR_FIRST`, `CHAR_LAST`), of pairs (`LOG_N` to `INNER`).
    pieces : dict of str to (float, float)
        Whole limbs: logarithms of one more than the policy texts, and the laws, they stand in.
    total : dict of str to float
        The sum of both.
    """

    def __init__(self) -> None:
        self.char_vectors, chars = _read("slogan_chars.tsv", 3)
        self.pair_vectors, pairs = _read("slogan_bigrams.tsv", 6)
        self.log_total = math.log(sum(numbers[0] for numbers, _ in chars.values()))
        self._char_at = {char: k for k, char in enumerate(chars, start=1)}
        self._pair_at = {pair: k for k, pair in enumerate(pairs, start=1)}
        self.chars = _numbers([NO_CHAR, *(_char(*numbers) for numbers, _ in chars.values())], chars)
        self.pairs = _numbers([NO_PAIR, *(_pair(*numbers) for numbers, _ in pairs.values())], pairs)
        self._char_lists: list[list[float]] = self.chars.numbers.tolist()
        self._pair_lists: list[list[float]] = self.pairs.numbers.tolist()
        self._char_of_code = np.zeros(N_CODES, dtype=np.int32)
        self._char_of_code[[ord(char) for char in self._char_at]] = list(self._char_at.values())
        codes = np.array([ord(pair[0]) << 16 | ord(pair[1]) for pair in self._pair_at], dtype=np.int64)
        order = np.argsort(codes)
        self._codes, self._at_code = codes[order], (order + 1).astype(np.int32)
        self.pieces = {
            piece: (math.log1p(float(policy)), math.log1p(float(laws)))
            for piece, policy, laws in (row.split("\t") for _, row in read_lines(DATA / "slogan_pieces.tsv"))
        }
        self.total = {piece: sum(logs) for piece, logs in self.pieces.items()}

    def chars_at(self, codes: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
        """Return the entries of `chars` for code points of common Han characters."""
        return self._char_of_code[codes]

    def pairs_at(self, codes: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
        """Return the entries of `pairs` for each code point and the next one, one fewer than code points."""
        wanted = codes[:-1] << 16 | codes[1:]
        at = np.minimum(np.searchsorted(self._codes, wanted), len(self._codes) - 1)
        return np.where(self._codes[at] == wanted, self._at_code[at], 0)

    def tail_known(self, limb: str) -> float:
        """Return how well known the longest known ending or beginning of a limb is, two characters aside."""
        if len(limb) > LONGEST_PIECE + 2:
            return 0.0
        get = self.total.get
        known = get(limb[2:]), get(limb[1:]), get(limb[:-2]), get(limb[:-1])
        return 0.0 if known == NOTHING else max(total or 0.0 for total in known)

    def bond(self, left: str, right: str) -> float:
        """Return the pointwise mutual information of two neighbouring characters (natural logarithm)."""
        return (
            self._pair(left + right)[LOG_N]
            + self.log_total
            - self._char(left)[LOG_N]
            - self._char(right)[LOG_N]
        )

    def bonds(self, pairs: Sequence[str]) -> FloatArray:
        """Return the same for many pairs, each given as a string of two; others get any value."""
        at, code = self._pair_at.get, self._char_at.get
        both = self.pairs.numbers[[at(pair, 0) for pair in pairs], LOG_N]
        first = self.chars.numbers[[code(pair[:1], 0) for pair in pairs], LOG_N]
        second = self.chars.numbers[[code(pair[1:], 0) for pair in pairs], LOG_N]
        return np.asarray(both + self.log_total - first - second)

    def edges(self, pairs: Sequence[str], column: int) -> FloatArray:
        """Return the log shares of pairs' occurrences that open (`OPENS`) or close (`CLOSES`) a piece."""
        at = self._pair_at.get
        return np.asarray(self.pairs.numbers[[at(pair, 0) for pair in pairs], column])

    def pair_row(self, pair: str) -> int:
        """Return the row of a pair's vector, 0 when it is unknown."""
        return int(self.pairs.rows[self._pair_at.get(pair, 0)])

    def _pair(self, pair: str) -> list[float]:
        return self._pair_lists[self._pair_at.get(pair, 0)]

    def _char(self, char: str) -> list[float]:
        return self._char_lists[self._char_at.get(char, 0)]


def _pair(n: float, opens: float, closes: float, *weights: float) -> tuple[float, ...]:
    return (math.log(n or RARE), *((opens, closes) if n else (UNSEEN_EDGE, UNSEEN_EDGE)), *weights)


def _char(n: float, *weights: float) -> tuple[float, ...]:
    return (math.log(n + SMOOTH), *weights)


NO_PAIR = _pair(0, 0, 0, 0.0, 0.0, 0.0)
NO_CHAR = _char(0, 0.0, 0.0)


def _numbers(numbers: list[tuple[float, ...]], entries: dict[str, Entry]) -> _Numbers:
    rows = [0, *(row for _, row in entries.values())]
    return _Numbers(np.array(numbers, dtype=np.float64), np.array(rows, dtype=np.int32))


@cache
def evidence() -> Evidence:
    """Return the tables of evidence, read once."""
    return Evidence()


def _read(name: str, n_scalars: int) -> tuple[npt.NDArray[np.float32], dict[str, Entry]]:
    """Return the vectors (row 0 is zero: unknown) and, by entry, its numbers and the row of its vector."""
    rows: dict[str, Entry] = {}
    vectors: list[list[float]] = []
    for _, line in read_lines(DATA / name):
        entry, *cells = line.split("\t")
        cells += [""] * (n_scalars - len(cells))
        numbers = tuple(float(cell or 0) for cell in cells[:n_scalars])
        vector = [int(cell) / 100 for cell in cells[n_scalars:]]
        if vector:
            vectors.append(vector)
        rows[entry] = (numbers, len(vectors) if vector else 0)
    width = len(vectors[0])
    return np.array([[0.0] * width, *vectors], dtype=np.float32), rows
