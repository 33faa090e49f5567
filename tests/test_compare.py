"""Distances against scipy and cases known by thought."""

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import cosine, jensenshannon

from analysis.compare import distances, farthest, mds_map, shift, similarity_order
from analysis.corpus import DocTermMatrix
from analysis.errors import ChoiceError, InputError


def matrix(counts):
    counts = np.array(counts)
    units = pd.DataFrame({"city": [f"{i}市" for i in range(len(counts))]})
    return DocTermMatrix(counts, units, tuple("abcdefg"[: counts.shape[1]]), counts.sum(axis=1))


def test_same_as_scipy(dtm):
    table = distances(dtm).set_index(["group", "other"])["distance"]
    counts = dtm.group("city").counts.toarray()
    assert table["丙州市", "甲州市"] == pytest.approx(jensenshannon(counts[0], counts[2], base=2))
    table = distances(dtm, measure="cosine").set_index(["group", "other"])["distance"]
    assert table["丙州市", "甲州市"] == pytest.approx(cosine(counts[0], counts[2]))


def test_same_and_nothing_in_common():
    table = distances(matrix([[1, 1, 0], [2, 2, 0], [0, 0, 5]])).pivot(
        index="group", columns="other", values="distance"
    )
    assert table.loc["0市", "1市"] == pytest.approx(0, abs=1e-7)
    assert table.loc["0市", "2市"] == pytest.approx(1)
    assert np.allclose(table, table.T)
    assert np.allclose(np.diag(table), 0)


def test_group_without_terms_is_undefined():
    table = distances(matrix([[1, 2], [0, 0], [2, 1]])).set_index(["group", "other"])["distance"]
    assert np.isnan(table["0市", "1市"])
    assert np.isnan(table["1市", "1市"])
    assert table["0市", "2市"] > 0


def test_unknown_measure(dtm):
    with pytest.raises(ChoiceError, match="must be one of 'jensen-shannon', 'cosine'; not 'euclid'"):
        distances(dtm, measure="euclid")


def test_order_puts_like_with_like():
    table = distances(matrix([[9, 1, 0], [0, 1, 9], [8, 2, 0], [0, 2, 8], [0, 0, 0]]))
    order = similarity_order(table)
    assert {frozenset(order[:2]), frozenset(order[2:4])} == {
        frozenset({"0市", "2市"}),
        frozenset({"1市", "3市"}),
    }
    assert order[4] == "4市"
    assert similarity_order(distances(matrix([[1, 2]]))) == ["0市"]


def city_documents(rng, spread, fixed=None):
    """Twelve documents of two cities, each with its own bent of strength `spread`."""
    source = rng if fixed is None else np.random.default_rng(fixed)
    rates = np.stack([source.gamma(2, 5, 30) * (1 + spread * (np.arange(30) % 2 == side)) for side in (0, 1)])
    counts = np.stack([rng.poisson(rates[i // 6]) for i in range(12)])
    units = pd.DataFrame({"city": ["甲市"] * 6 + ["乙市"] * 6})
    return DocTermMatrix(counts, units, tuple(f"t{i:02d}" for i in range(30)), counts.sum(axis=1))


def test_intervals_hold_the_distance_and_need_five_documents(rng, dtm):
    dtm_few = distances(dtm)
    assert dtm_few[["low", "high"]].isna().all().all()
    table = distances(city_documents(rng, 1.0)).set_index(["group", "other"])
    row = table.loc[("甲市", "乙市")]
    assert row["low"] < row["distance"] < row["high"]
    assert np.isnan(table.loc[("甲市", "甲市"), "low"])
    assert list(dtm_few.columns) == ["group", "other", "measure", "distance", "low", "high"]
    again = distances(city_documents(np.random.default_rng(20), 1.0)).set_index(["group", "other"])
    pd.testing.assert_frame_equal(table, again)


def test_intervals_are_as_wide_as_new_documents_would_vary():
    drawn = [city_documents(np.random.default_rng(seed), 1.0, fixed=7) for seed in range(40)]
    spread = np.std([distances(one, n_resamples=0)["distance"].iat[1] for one in drawn])
    tables = [distances(one).iloc[1] for one in drawn[:10]]
    wide = np.mean([row["high"] - row["low"] for row in tables])
    assert 2.5 * spread < wide < 6 * spread  # 3.9 in theory


def frame(grid, names):
    rows = [(a, b, grid[i][j]) for i, a in enumerate(names) for j, b in enumerate(names)]
    return pd.DataFrame(rows, columns=["group", "other", "distance"])


def test_map_of_points_in_a_plane_is_exact():
    points = np.array([[0, 0], [0.4, 0], [0, 0.3], [0.2, 0.5]])
    grid = np.linalg.norm(points[:, None] - points[None], axis=2)
    table = mds_map(frame(grid, list("甲乙丙丁")))
    found = table.set_index("group").loc[list("甲乙丙丁"), ["x", "y"]].to_numpy()
    assert np.linalg.norm(found[:, None] - found[None], axis=2) == pytest.approx(grid, abs=1e-4)
    assert table["stress"].iloc[0] == pytest.approx(0, abs=1e-3)


def test_map_that_cannot_be_exact_says_so():
    table = mds_map(frame(1 - np.eye(6), list("abcdef")))
    assert table["stress"].iloc[0] > 0.15
    assert len(mds_map(frame([[0, 1], [1, 0]], list("ab")))) == 0
    assert list(mds_map(frame([[0, 1], [1, 0]], list("ab"))).columns) == list(table.columns)


def test_farthest_pair(dtm):
    table = distances(dtm)
    a, b = farthest(table)
    apart = table.set_index(["group", "other"])["distance"]
    assert apart[a, b] == apart.max()
    assert a < b
    assert farthest(table[table["group"] == table["other"]]) is None


def test_own_names_make_no_shift():
    units = pd.DataFrame({"city": ["柳州市", "中山市"]}, index=["a", "b"])
    counts = DocTermMatrix([[5, 0, 2], [0, 4, 1]], units, ("柳州", "中山", "港口"), [9, 9])
    assert shift(counts, "柳州市", "中山市")["term"].tolist() == ["港口"]
    assert set(shift(counts, "柳州市", "中山市", names=True)["term"]) == {"柳州", "中山", "港口"}


def test_shift_sums_to_the_divergence(dtm):
    table = shift(dtm, "甲州市", "丙州市")
    assert table["share"].sum() == pytest.approx(1)
    assert set(zip(table["a"], table["b"], strict=True)) == {("甲州市", "丙州市")}
    assert not table.attrs
    assert (table["share"] >= -1e-12).all()
    top = table.set_index("term")
    assert top.loc["芯片", "group"] == "丙州市"
    assert (top.loc["芯片", "n_a"], top.loc["芯片", "n_b"]) == (0, 4)
    # p = 0 and q = 4 / n: the term adds q ln 2 to the two halves, of which JSD is the mean.
    counts = dtm.group("city").counts.toarray()
    divergence = jensenshannon(counts[0], counts[2]) ** 2
    q = 4 / dtm.group("city").counts.toarray()[0].sum()
    assert top.loc["芯片", "share"] == pytest.approx(q * np.log(2) / 2 / divergence)
    assert shift(dtm, "甲州市", "甲州市")["share"].isna().all()
    with pytest.raises(InputError, match="no document has '丁州市'"):
        shift(dtm, "甲州市", "丁州市")
