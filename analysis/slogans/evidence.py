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
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..lexicon import DATA, read_lines

UNSEEN_EDGE = -4.0
RARE = 3
SMOOTH = 5
MEMORY = 200_000


@dataclass(slots=True)
class Facts:
    """Evidence about one limb; `opener`, `closer`, `head`, `tail` are rows of the vectors."""

    demand: float
    opens: float
    closes: float
    bond_first: float
    bond_second: float
    bond_last: float
    weights: tuple[float, float, float, float]
    in_policy: float
    in_laws: float
    opener: int
    closer: int
    head: int
    tail: int


class _Pair(NamedTuple):
    """A row of `slogan_bigrams.tsv`: logarithm of its count, log shares, weights, row of its vector."""

    log_n: float
    opens: float
    closes: float
    first: float
    last: float
    inner: float
    row: int


class _Char(NamedTuple):
    """A row of `slogan_chars.tsv`: logarithm of its count, weights, row of its vector."""

    log_n: float
    first: float
    last: float
    row: int


NO_PAIR = _Pair(math.log(RARE), UNSEEN_EDGE, UNSEEN_EDGE, 0.0, 0.0, 0.0, 0)
NO_CHAR = _Char(math.log(SMOOTH), 0.0, 0.0, 0)


class Evidence:
    """The tables, read once; `facts` answers for a limb, `bond` for two neighbouring characters."""

    def __init__(self) -> None:
        self.char_vectors, chars = _read("slogan_chars.tsv", 3)
        self.pair_vectors, pairs = _read("slogan_bigrams.tsv", 6)
        self.log_total = math.log(sum(numbers[0] for numbers, _ in chars.values()))
        self.chars = {
            char: _Char(math.log(n + SMOOTH), first, last, row)
            for char, ((n, first, last), row) in chars.items()
        }
        self.pairs = {pair: _pair(numbers, row) for pair, (numbers, row) in pairs.items()}
        self.pieces = {
            piece: (math.log1p(float(policy)), math.log1p(float(laws)))
            for piece, policy, laws in (row.split("\t") for _, row in read_lines(DATA / "slogan_pieces.tsv"))
        }
        self.total = {piece: sum(logs) for piece, logs in self.pieces.items()}
        self._known: dict[str, Facts] = {}

    def facts(self, limb: str) -> Facts:
        """Return the evidence about a limb of two or more Han characters."""
        known = self._known.get(limb)
        if known is None:
            if len(self._known) > MEMORY:
                self._known.clear()
            known = self._known[limb] = self.look_up(limb)
        return known

    def demand(self, limb: str) -> float:
        """Return how much a limb sounds like a clause (positive) rather than an item of a list (negative)."""
        return self.facts(limb).demand if len(limb) > 1 else 0.0

    def tail_known(self, limb: str) -> float:
        """Return how well known the longest known ending or beginning of a limb is, two characters aside."""
        get = self.total.get
        return max(get(limb[2:], 0.0), get(limb[1:], 0.0), get(limb[:-2], 0.0), get(limb[:-1], 0.0))

    def bond(self, left: str, right: str) -> float:
        """Return the pointwise mutual information of two neighbouring characters (natural logarithm)."""
        both = self.pairs.get(left + right, NO_PAIR).log_n
        return both + self.log_total - self._log_n(left) - self._log_n(right)

    def opens(self, pair: str) -> float:
        """Return the log share of a pair's occurrences that open a piece."""
        return self.pairs.get(pair, NO_PAIR).opens

    def closes(self, pair: str) -> float:
        """Return the log share of a pair's occurrences that close a piece."""
        return self.pairs.get(pair, NO_PAIR).closes

    def pair_row(self, pair: str) -> int:
        """Return the row of a pair's vector, 0 when it is unknown."""
        return self.pairs.get(pair, NO_PAIR).row

    def _log_n(self, char: str) -> float:
        return self.chars.get(char, NO_CHAR).log_n

    def look_up(self, limb: str) -> Facts:
        """Return the evidence about a limb, worked out anew."""
        pair, char, base = self.pairs.get, self.chars.get, self.log_total
        head, tail = pair(limb[:2], NO_PAIR), pair(limb[-2:], NO_PAIR)
        first, last = char(limb[0], NO_CHAR), char(limb[-1], NO_CHAR)
        second, before_last = char(limb[1], NO_CHAR), char(limb[-2], NO_CHAR)
        demand = first.first + head.first + last.last + tail.last
        for at in range(1, len(limb) - 2):
            demand += pair(limb[at : at + 2], NO_PAIR).inner
        in_policy, in_laws = self.pieces.get(limb, (0.0, 0.0))
        return Facts(
            demand,
            head.opens,
            tail.closes,
            head.log_n + base - first.log_n - second.log_n,
            self.bond(limb[1], limb[2]) if len(limb) > 2 else 0.0,
            tail.log_n + base - before_last.log_n - last.log_n,
            (first.first, head.first, last.last, tail.last),
            in_policy,
            in_laws,
            head.row,
            tail.row,
            first.row,
            last.row,
        )


def _pair(numbers: tuple[float, ...], row: int) -> _Pair:
    n, opens, closes, first, last, inner = numbers
    if not n:
        opens = closes = UNSEEN_EDGE
    return _Pair(math.log(n or RARE), opens, closes, first, last, inner, row)


@cache
def evidence() -> Evidence:
    """Return the tables of evidence, read once."""
    return Evidence()


def _read(
    name: str, n_scalars: int
) -> tuple[npt.NDArray[np.float32], dict[str, tuple[tuple[float, ...], int]]]:
    """Return the vectors (row 0 is zero: unknown) and, by entry, its numbers and the row of its vector."""
    rows: dict[str, tuple[tuple[float, ...], int]] = {}
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
