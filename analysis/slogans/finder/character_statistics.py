"""Evidence from raw text about a limb: which characters open and close clauses, and which limbs are attested.

`data/slogan_bigrams.tsv`, `slogan_chars.tsv` and `slogan_pieces.tsv` were counted from raw texts, without any
annotation:

- how often a pair of characters occurs at the beginning and at the end of stretches between marks;
- weights that tell clauses (加强城市风貌整体管控) from items of lists that end in 等 (信息传输);
- in how many policy texts, and in how many laws, a whole limb occurs between marks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from operator import add

import numpy as np
import numpy.typing as npt

from ...lexicon import DATA, read_lines

UNSEEN_EDGE = -4.0
RARE = 3
SMOOTH = 5
MEMORY = 200_000
FloatArray = npt.NDArray[np.float64]

LOG_N, OPENS, CLOSES, FIRST, LAST, INNER = range(6)
"""Columns of the pair statistics; those of characters are `LOG_N`, weight as first, weight as last."""
CHAR_FIRST, CHAR_LAST = 1, 2
N_CODES = 0xA000
LONGEST_PIECE = 7
"""Length in characters of the longest limbs in `slogan_pieces.tsv`."""


class CharacterStatistics:
    """The tables, for looking up single strings or, as arrays, many at once.

    Attributes
    ----------
    chars, pairs : ndarray of float64
        One row per entry: of characters (columns `LOG_N`, `CHAR_FIRST`, `CHAR_LAST`), of pairs (`LOG_N` to
        `INNER`). Row 0 is for entries that are not in the table.
    pieces : ndarray of float64
        The same for whole limbs: log(1 + n) of the policy texts, and of the laws, that attest them.
    """

    def __init__(self) -> None:
        chars = _read("slogan_chars.tsv", 3)
        pairs = _read("slogan_bigrams.tsv", 6)
        self.log_total = math.log(sum(cells[0] for cells in chars.values()))
        self._char_at = {char: k for k, char in enumerate(chars, start=1)}
        self._pair_at = {pair: k for k, pair in enumerate(pairs, start=1)}
        self.chars: FloatArray = np.array([NO_CHAR, *(_char(*cells) for cells in chars.values())])
        self.pairs: FloatArray = np.array([NO_PAIR, *(_pair(*cells) for cells in pairs.values())])
        self._char_lists: list[list[float]] = self.chars.tolist()
        self._pair_lists: list[list[float]] = self.pairs.tolist()
        self._char_of_code = np.zeros(N_CODES, dtype=np.int32)
        self._char_of_code[[ord(char) for char in self._char_at]] = list(self._char_at.values())
        codes = np.array([ord(pair[0]) << 16 | ord(pair[1]) for pair in self._pair_at], dtype=np.int64)
        order = np.argsort(codes)
        self._codes, self._at_code = codes[order], (order + 1).astype(np.int32)
        pieces = [row.split("\t") for _, row in read_lines(DATA / "slogan_pieces.tsv")]
        self._piece_at = {piece: k for k, (piece, _, _) in enumerate(pieces, start=1)}
        logs = [(math.log1p(float(policy)), math.log1p(float(laws))) for _, policy, laws in pieces]
        self.pieces: FloatArray = np.array([(0.0, 0.0), *logs])
        self._total = self.pieces.sum(axis=1)

    def chars_at(self, codes: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
        """Return the rows of `chars` for code points of common Han characters."""
        return self._char_of_code[codes]

    def pairs_at(self, codes: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
        """Return the row of `pairs` for each code point and the next, one fewer than the code points."""
        wanted = codes[:-1] << 16 | codes[1:]
        at = np.minimum(np.searchsorted(self._codes, wanted), len(self._codes) - 1)
        return np.where(self._codes[at] == wanted, self._at_code[at], 0)

    def attested(self, limbs: Sequence[str]) -> FloatArray:
        """Return the rows of `pieces` that are about limbs, one after the other."""
        return np.asarray(self.pieces[_rows(self._piece_at, limbs, len(limbs))])

    def attested_within(self, limbs: Sequence[str]) -> FloatArray:
        """Return the highest attestation of each limb without its first or last one or two characters."""
        highest = np.zeros(len(limbs))
        short = [k for k, limb in enumerate(limbs) if len(limb) <= LONGEST_PIECE + 2]
        some = [limbs[k] for k in short]
        for part in (slice(2, None), slice(1, None), slice(None, -2), slice(None, -1)):
            total = self._total[_rows(self._piece_at, [limb[part] for limb in some], len(some))]
            highest[short] = np.maximum(highest[short], total)
        return highest

    def bond(self, left: str, right: str) -> float:
        """Return the pointwise mutual information of two neighbouring characters (natural logarithm)."""
        return (
            self._pair(left + right)[LOG_N]
            + self.log_total
            - self._char(left)[LOG_N]
            - self._char(right)[LOG_N]
        )

    def bonds(self, lefts: Sequence[str], rights: Sequence[str]) -> FloatArray:
        """Return the same for many pairs; the value where a character is missing is arbitrary."""
        n = len(lefts)
        both = self.pairs[_rows(self._pair_at, map(add, lefts, rights), n), LOG_N]
        first = self.chars[_rows(self._char_at, lefts, n), LOG_N]
        second = self.chars[_rows(self._char_at, rights, n), LOG_N]
        return np.asarray(both + self.log_total - first - second)

    def log_frequency(self, pairs: Sequence[str]) -> float:
        """Return the mean log frequency of pairs of characters."""
        return sum(self._pair(pair)[LOG_N] for pair in pairs) / len(pairs)

    def edges(self, pairs: Sequence[str], column: int) -> FloatArray:
        """Return the log share of each pair's occurrences that open or close a stretch: `OPENS`, `CLOSES`."""
        return np.asarray(self.pairs[_rows(self._pair_at, pairs, len(pairs)), column])

    def _pair(self, pair: str) -> list[float]:
        return self._pair_lists[self._pair_at.get(pair, 0)]

    def _char(self, char: str) -> list[float]:
        return self._char_lists[self._char_at.get(char, 0)]


def _rows(places: Mapping[str, int], strings: Iterable[str], n: int) -> npt.NDArray[np.int64]:
    """Return the row of each of `n` strings in a table, 0 where it has none."""
    return np.fromiter(map(places.get, strings, repeat(0)), dtype=np.int64, count=n)


def _pair(n: float, opens: float, closes: float, *weights: float) -> tuple[float, ...]:
    return (math.log(n or RARE), *((opens, closes) if n else (UNSEEN_EDGE, UNSEEN_EDGE)), *weights)


def _char(n: float, *weights: float) -> tuple[float, ...]:
    return (math.log(n + SMOOTH), *weights)


NO_PAIR = _pair(0, 0, 0, 0.0, 0.0, 0.0)
NO_CHAR = _char(0, 0.0, 0.0)


@cache
def character_statistics() -> CharacterStatistics:
    """Return the tables, read once."""
    return CharacterStatistics()


def _read(name: str, n_cells: int) -> dict[str, tuple[float, ...]]:
    """Return the numbers of each entry of a table; empty or missing cells are 0."""
    rows: dict[str, tuple[float, ...]] = {}
    for _, line in read_lines(DATA / name):
        entry, *cells = line.split("\t")
        rows[entry] = tuple([float(cell) if cell else 0.0 for cell in cells] + [0.0] * (n_cells - len(cells)))
    return rows
