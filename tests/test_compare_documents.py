"""The likeness of documents: against scipy's cosine, and cases known by thought."""

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import cosine

from analysis import documents_alike
from analysis.compare.documents import FEWEST_PAIRS
from analysis.corpus import DocTermMatrix


def matrix(counts, cities, terms=None):
    counts = np.array(counts)
    units = pd.DataFrame({"city": cities}, index=[f"d{i}" for i in range(len(counts))])
    terms = terms or [f"词{i}" for i in range(counts.shape[1])]
    return DocTermMatrix(counts, units, tuple(terms), counts.sum(axis=1))


RNG = np.random.default_rng(4)
MIXED = RNG.poisson(1.0, size=(12, 30))


def test_means_are_those_of_scipys_cosine_of_the_weighted_counts():
    cities = ["甲市"] * 6 + ["乙市"] * 6
    found = documents_alike(matrix(MIXED, cities)).iloc[0]
    spread = (MIXED > 0).sum(axis=0)
    weighted = np.log1p(MIXED) * np.where(spread > 1, np.log(12 / np.maximum(spread, 1)), 0)
    pairs = [(i, j) for i in range(12) for j in range(i)]
    likeness = {pair: 1 - cosine(*weighted[list(pair)]) for pair in pairs}
    within = [value for (i, j), value in likeness.items() if cities[i] == cities[j]]
    between = [value for (i, j), value in likeness.items() if cities[i] != cities[j]]
    assert (found["n_within"], found["n_between"]) == (30, 36)
    assert found[["within", "between"]].tolist() == pytest.approx([np.mean(within), np.mean(between)])
    assert found["difference"] == pytest.approx(np.mean(within) - np.mean(between))


def test_documents_of_one_voice_are_told_from_documents_on_one_matter_each():
    voice = np.kron(np.eye(3, dtype=int), np.full((4, 10), 3)) + RNG.poisson(0.5, size=(12, 30))
    cities = ["甲市"] * 4 + ["乙市"] * 4 + ["丙市"] * 4
    assert documents_alike(matrix(voice, cities))["p"].iloc[0] == 0.005
    turned = ["甲市", "乙市", "丙市"] * 4
    assert documents_alike(matrix(voice, turned))["p"].iloc[0] > 0.5


def test_groups_drawn_at_random_are_told_to_be_alike_as_seldom_as_said():
    cities = ["甲市"] * 6 + ["乙市"] * 6
    rng = np.random.default_rng(1)
    low = sum(
        documents_alike(matrix(rng.poisson(1.0, size=(12, 30)), cities), n_permutations=99)["p"].iloc[0]
        <= 0.05
        for _ in range(200)
    )
    assert 2 <= low <= 19, "5 % of 200, three standard errors to either side"


def test_names_of_the_groups_are_no_likeness():
    counts = np.hstack([MIXED, np.repeat([[9, 0], [0, 9]], 6, axis=0)])
    terms = [*(f"词{i}" for i in range(30)), "柳州", "成都"]
    cities = ["柳州市"] * 6 + ["成都市"] * 6
    named = documents_alike(matrix(counts, cities, terms))
    pd.testing.assert_frame_equal(named, documents_alike(matrix(MIXED, cities)))


def test_with_few_pairs_nothing_is_said():
    found = documents_alike(matrix(MIXED, [f"{i // 2}市" for i in range(12)])).iloc[0]
    assert found["n_within"] == 6 < FEWEST_PAIRS
    assert np.isnan(found[["within", "between", "difference", "p"]].astype(float)).all()
    one = documents_alike(matrix(MIXED, ["甲市"] * 12)).iloc[0]
    assert one["n_between"] == 0
    assert np.isnan(one["p"])


def test_where_all_pairs_are_equally_alike_nothing_is_said():
    """Every term stands in every document, so that all weigh nothing; or all share one term alone."""
    cities = ["甲市"] * 6 + ["乙市"] * 6
    counts = np.arange(1, 61).reshape(12, 5)
    for same in (counts, np.tile([[1, 2, 0, 3, 0], [2, 4, 0, 6, 0]], (6, 1))):
        found = documents_alike(matrix(same, cities)).iloc[0]
        assert (found["n_within"], found["n_between"]) == (30, 36)
        assert np.isnan(found[["within", "between", "difference", "p"]].astype(float)).all()


def test_documents_left_out_or_without_a_group_are_not_compared():
    cities = ["甲市"] * 6 + ["乙市"] * 5 + [None]
    found = documents_alike(matrix(MIXED, cities), without=["d0"]).iloc[0]
    assert (found["n_within"], found["n_between"]) == (20, 25)
