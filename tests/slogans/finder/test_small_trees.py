"""Trees whose questions are asked at once, against those whose paths are walked."""

import numpy as np
import pytest

from analysis.slogans.finder.forest import Forest
from analysis.slogans.finder.model import slogan_model
from analysis.slogans.finder.small_trees import CHUNK, SmallTrees

FORESTS = ("prefilter", "first", "last")


@pytest.mark.parametrize("name", FORESTS)
def test_all_at_once_is_the_same_as_walking(name):
    forest: Forest = getattr(slogan_model(), name)
    seed = np.random.default_rng(8)
    limits = forest.number[forest.feature >= 0]
    # Values at the limits, just beside them, and far from them.
    cells = np.concatenate([limits, np.nextafter(limits, np.float32(9)), limits - 1, [np.float32(0)]])
    rows = seed.choice(cells, (CHUNK + 5, len(forest.features))).astype(np.float32)
    for first, until in ((0, None), (0, 15), (15, None)):
        walked = forest._sums(rows, forest.roots[first:until])
        assert forest.sums(rows, first, until).tolist() == walked.tolist()


def test_a_tree_by_hand():
    # x0 <= 1: 10; else x1 <= 5: 20, else 30. A second tree is a single leaf.
    feature, jump = np.array([0, -1, 1, -1, -1, -1]), np.array([2, 0, 2, 0, 0, 0])
    number = np.array([1, 10, 5, 20, 30, 7], dtype=np.float32)
    trees = SmallTrees(np.array([0, 5]), feature, number, jump)
    rows = np.array([[1, 9], [2, 5], [2, 6]], dtype=np.float32)
    assert trees.values(rows, 0, None).tolist() == [[10, 7], [20, 7], [30, 7]]
    assert trees.values(rows, 1, None).tolist() == [[7], [7], [7]]


def test_trees_with_many_leaves_are_walked():
    assert slogan_model().classifier._small is None
    assert all(getattr(slogan_model(), name)._small is not None for name in FORESTS)
