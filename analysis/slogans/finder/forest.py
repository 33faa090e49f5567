"""Decision trees stored as plain numbers: readable, without pickled code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from .small_trees import MOST_LEAVES, SmallTrees

CHUNK = 512
"""Rows that ask their questions together: their places fit the CPU cache."""

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Forest:
    """Decision trees: the sum of their leaf values is divided by `divisor` and added to `base`.

    Attributes
    ----------
    features : tuple of str
        Names of the input columns, in order.
    roots : ndarray of int32
        The root node of each tree.
    feature, number, jump : ndarrays of int32, float32, int32
        One entry per node: the column it tests (-1 in a leaf), the threshold (in a leaf, its value), and how
        many nodes to skip forward when the column is above the threshold; otherwise the next node follows.
    base, divisor : float
        See above.
    """

    features: tuple[str, ...]
    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int32]
    number: npt.NDArray[np.float32]
    jump: npt.NDArray[np.int32]
    base: float
    divisor: float

    @cached_property
    def _asked(self) -> npt.NDArray[np.intp]:
        """The column that each node tests, as numpy takes places: it would convert others at each step."""
        return self.feature.astype(np.intp)

    @cached_property
    def _below(self) -> npt.NDArray[np.intp]:
        """Where to go from each node: to the next one, or to the one that `jump` says."""
        here = np.arange(len(self.jump), dtype=np.intp)
        return np.stack([here + 1, here + self.jump], axis=1).ravel()

    @cached_property
    def _small(self) -> SmallTrees | None:
        """The same trees for asking all at once, where all are small."""
        n_leaves = np.add.reduceat(self.feature < 0, self.roots) if len(self.roots) else np.zeros(1)
        is_small = (np.diff(self.roots) > 0).all() and n_leaves.max() <= MOST_LEAVES
        return SmallTrees(self.roots, self.feature, self.number, self.jump) if is_small else None

    def predict(self, rows: npt.NDArray[np.float32]) -> FloatArray:
        """Return the forest's value for each of the rows."""
        return self.base + self.sums(rows) / self.divisor

    def sums(self, rows: npt.NDArray[np.float32], first: int = 0, until: int | None = None) -> FloatArray:
        """Return for each row the sum of the values of the trees from `first` up to but excluding `until`."""
        if self._small is not None:
            return np.asarray(self._small.values(rows, first, until).sum(axis=1, dtype=np.float64))
        roots = self.roots[first:until]
        parts = [self._sums(rows[a : a + CHUNK], roots) for a in range(0, len(rows), CHUNK)]
        return np.concatenate(parts) if parts else np.empty(0)

    def _sums(self, rows: npt.NDArray[np.float32], roots: npt.NDArray[np.int32]) -> FloatArray:
        n, n_trees = len(rows), len(roots)
        cells = np.ascontiguousarray(rows).ravel()
        feature, below = self._asked, self._below
        node = np.tile(roots.astype(np.intp), n)
        base = np.repeat(np.arange(n, dtype=np.intp) * rows.shape[1], n_trees)
        active = np.arange(n * n_trees, dtype=np.intp)
        at = node
        while len(active):
            asked = feature.take(at)
            inside = np.flatnonzero(asked >= 0)
            if len(inside) < len(asked):
                active, at, asked, base = (values.take(inside) for values in (active, at, asked, base))
            above = cells.take(base + asked) > self.number.take(at)
            at = below.take(2 * at + above)
            node[active] = at
        return np.asarray(self.number.take(node).reshape(n, n_trees).sum(axis=1, dtype=np.float64))


def forest_of(table: Mapping[str, Any], features: Sequence[str]) -> Forest:
    """Return the forest that a JSON table describes.

    Parameters
    ----------
    table : mapping
        The attributes of `Forest` as lists.
    features : sequence of str
        Names of the features as computed here.

    Raises
    ------
    ValueError
        When the table has other features or another order of them, or its nodes do not form trees.
    """
    named = list(table["features"])
    for at, (there, here) in enumerate(zip(named, features, strict=False), start=1):
        if there != here:
            raise ValueError(f"its feature {at} is {there!r}, not {here!r}")
    if len(named) != len(features):
        raise ValueError(f"it has {len(named)} features, not {len(features)}")
    forest = Forest(
        features=tuple(named),
        roots=np.array(table["roots"], dtype=np.int32),
        feature=np.array(table["feature"], dtype=np.int32),
        number=np.array(table["number"], dtype=np.float32),
        jump=np.array(table["jump"], dtype=np.int32),
        base=float(table["base"]),
        divisor=float(table["divisor"]),
    )
    if not _is_whole(forest):
        raise ValueError("its nodes do not hang together")
    return forest


def _is_whole(forest: Forest) -> bool:
    """Return whether every path through the trees ends in a leaf and tests existing columns."""
    n_nodes = len(forest.feature)
    if not n_nodes == len(forest.number) == len(forest.jump) > 0:
        return False
    inside = np.flatnonzero(forest.feature >= 0)
    jump = forest.jump[inside]
    return bool(
        forest.feature.max() < len(forest.features)
        and (jump > 0).all()
        and (inside + np.maximum(jump, 1) < n_nodes).all()
        and ((forest.roots >= 0) & (forest.roots < n_nodes)).all()
    )
