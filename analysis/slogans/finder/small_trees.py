"""Trees of up to sixteen leaves, all of whose questions are asked at once: bits tell which leaves are left.

References
----------
Lucchese et al. (2015), QuickScorer: a fast algorithm to rank documents with additive ensembles of regression
trees, SIGIR 2015, 73-82.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

MOST_LEAVES = 16
ALL = np.uint16(0xFFFF)
CHUNK = 256
"""Rows looked at together: their answers fit the CPU cache."""

FloatRows = npt.NDArray[np.float32]

_PLACE = np.zeros(1 << MOST_LEAVES, dtype=np.uint8)
"""The place of the lowest bit of each number."""
for _place in reversed(range(MOST_LEAVES)):
    _PLACE[1 << _place :: 1 << (_place + 1)] = _place


class SmallTrees:
    """Trees as `Forest` stores them, laid out so that no path is walked.

    Parameters
    ----------
    roots, feature, number, jump : ndarray
        See `Forest`; no tree may have more than `MOST_LEAVES` leaves.
    """

    def __init__(
        self, roots: npt.NDArray[Any], feature: npt.NDArray[Any], number: FloatRows, jump: npt.NDArray[Any]
    ) -> None:
        trees = [_leaves_below(root, feature, jump) for root in roots.tolist()]
        width = max(len(asked) for asked, _ in trees) or 1
        self._asked = np.zeros((len(trees), width), dtype=np.intp)
        self._limits = np.zeros((len(trees), width), dtype=np.float32)
        # Where a value is above the limit of a node, the leaves on the other side of it are out.
        self._left = np.full((len(trees), width), ALL, dtype=np.uint16)
        self._values = np.zeros((len(trees), MOST_LEAVES), dtype=np.float32)
        for tree, (asked, leaves) in enumerate(trees):
            nodes = list(asked)
            self._asked[tree, : len(nodes)] = feature[nodes]
            self._limits[tree, : len(nodes)] = number[nodes]
            self._left[tree, : len(nodes)] = [0xFFFF & ~bits for bits in asked.values()]
            self._values[tree, : len(leaves)] = number[leaves]

    def values(self, rows: FloatRows, first: int, until: int | None) -> FloatRows:
        """Return the value of the leaf in which each row ends, for the trees from `first` up to `until`."""
        trees = slice(first, until)
        asked, limits, left = self._asked[trees], self._limits[trees], self._left[trees]
        found = np.empty((len(rows), len(asked)), dtype=np.float32)
        of_tree = np.arange(len(asked))[:, None] * MOST_LEAVES
        values = self._values[trees].ravel()
        for at in range(0, len(rows), CHUNK):
            cells = np.ascontiguousarray(rows[at : at + CHUNK].T)
            above = cells.take(asked.ravel(), axis=0) > limits.reshape(-1, 1)
            # 1 less 1 has no bit, 0 less 1 all of them: a node only counts where a value is above its limit.
            out = (above.astype(np.uint16) - np.uint16(1)) | left.reshape(-1, 1)
            kept = np.bitwise_and.reduce(out.reshape(*asked.shape, above.shape[1]), axis=1)
            found[at : at + CHUNK] = values.take(of_tree + _PLACE.take(kept)).T
        return found


def _leaves_below(
    root: int, feature: npt.NDArray[Any], jump: npt.NDArray[Any]
) -> tuple[dict[int, int], list[int]]:
    """Return the inner nodes of a tree, each with the bits of the leaves below its limit, and its leaves."""
    asked: dict[int, int] = {}
    leaves: list[int] = []

    def go(node: int) -> None:
        if feature[node] < 0:
            leaves.append(node)
            return
        begin = len(leaves)
        asked[node] = 0
        go(node + 1)
        asked[node] = (1 << len(leaves)) - (1 << begin)
        go(node + int(jump[node]))

    go(root)
    return asked, leaves
