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

import numpy as np
import numpy.typing as npt

from ..lexicon import DATA, read_lines

UNSEEN_EDGE = -4.0
RARE = 3


@dataclass(frozen=True, slots=True)
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


class Evidence:
    """The tables, read once; `facts` answers for a limb, `bond` for two neighbouring characters."""

    def __init__(self) -> None:
        self.char_vectors, chars = _read("slogan_chars.tsv", 3)
        self.pair_vectors, pairs = _read("slogan_bigrams.tsv", 6)
        self.n_char = {char: row[0] for char, (row, _) in chars.items()}
        self.char_row = {char: at for char, (_, at) in chars.items() if at}
        self.pair_row = {pair: at for pair, (_, at) in pairs.items() if at}
        self.n_pair = {pair: row[0] for pair, (row, _) in pairs.items()}
        self.edges = {pair: (row[1], row[2]) for pair, (row, _) in pairs.items() if row[0] > 0}
        self.first = {char: row[1] for char, (row, _) in chars.items()}
        self.last = {char: row[2] for char, (row, _) in chars.items()}
        self.first_pair = {pair: row[3] for pair, (row, _) in pairs.items()}
        self.last_pair = {pair: row[4] for pair, (row, _) in pairs.items()}
        self.inner_pair = {pair: row[5] for pair, (row, _) in pairs.items()}
        self.pieces = {
            piece: (math.log1p(float(policy)), math.log1p(float(laws)))
            for piece, policy, laws in (row.split("\t") for _, row in read_lines(DATA / "slogan_pieces.tsv"))
        }
        self.n_total = sum(self.n_char.values())
        self._known: dict[str, Facts] = {}

    def facts(self, limb: str) -> Facts:
        """Return the evidence about a limb of two or more Han characters."""
        known = self._known.get(limb)
        if known is None:
            if len(self._known) > 200_000:
                self._known.clear()
            known = self._known[limb] = self._look_up(limb)
        return known

    def demand(self, limb: str) -> float:
        """Return how much a limb sounds like a clause (positive) rather than an item of a list (negative)."""
        return self.facts(limb).demand if len(limb) > 1 else 0.0

    def tail_known(self, limb: str) -> float:
        """Return how well known the longest known ending or beginning of a limb is, two characters aside."""
        parts = (limb[2:], limb[1:], limb[:-2], limb[:-1])
        return max(sum(self.pieces.get(part, (0.0, 0.0))) for part in parts)

    def bond(self, left: str, right: str) -> float:
        """Return the pointwise mutual information of two neighbouring characters (natural logarithm)."""
        n_left, n_right = self.n_char.get(left, 0) + 5, self.n_char.get(right, 0) + 5
        n_both = self.n_pair.get(left + right, 0) or RARE
        return math.log(n_both * self.n_total / n_left / n_right)

    def opens(self, pair: str) -> float:
        """Return the log share of a pair's occurrences that open a piece."""
        return self.edges.get(pair, (UNSEEN_EDGE, UNSEEN_EDGE))[0]

    def closes(self, pair: str) -> float:
        """Return the log share of a pair's occurrences that close a piece."""
        return self.edges.get(pair, (UNSEEN_EDGE, UNSEEN_EDGE))[1]

    def _look_up(self, limb: str) -> Facts:
        head, tail = limb[:2], limb[-2:]
        weights = (
            self.first.get(limb[0], 0.0),
            self.first_pair.get(head, 0.0),
            self.last.get(limb[-1], 0.0),
            self.last_pair.get(tail, 0.0),
        )
        inner = sum(self.inner_pair.get(limb[a : a + 2], 0.0) for a in range(1, len(limb) - 2))
        in_policy, in_laws = self.pieces.get(limb, (0.0, 0.0))
        return Facts(
            demand=sum(weights) + inner,
            opens=self.opens(head),
            closes=self.closes(tail),
            bond_first=self.bond(limb[0], limb[1]),
            bond_second=self.bond(limb[1], limb[2]) if len(limb) > 2 else 0.0,
            bond_last=self.bond(limb[-2], limb[-1]),
            weights=weights,
            in_policy=in_policy,
            in_laws=in_laws,
            opener=self.pair_row.get(head, 0),
            closer=self.pair_row.get(tail, 0),
            head=self.char_row.get(limb[0], 0),
            tail=self.char_row.get(limb[-1], 0),
        )


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
