"""Distances against scipy and cases known by thought."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.spatial.distance import cosine, jensenshannon

from analysis.compare import (
    alike_within,
    axis_terms,
    chance,
    distances,
    farthest,
    mds_map,
    shift,
    similarity_order,
)
from analysis.compare.maps import MAX_STRESS
from analysis.corpus import DocTermMatrix
from analysis.errors import ChoiceError, InputError

DISTANCE_COLUMNS = ["group", "other", "measure", "distance", "expected", "noise", "excess"]


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


def city_documents(rng, spread):
    """Twelve documents of two cities, each with its own bent of strength `spread`."""
    rates = np.stack([rng.gamma(2, 5, 30) * (1 + spread * (np.arange(30) % 2 == side)) for side in (0, 1)])
    counts = np.stack([rng.poisson(rates[i // 6]) for i in range(12)])
    units = pd.DataFrame({"city": ["甲市"] * 6 + ["乙市"] * 6})
    return DocTermMatrix(counts, units, tuple(f"t{i:02d}" for i in range(30)), counts.sum(axis=1))


def test_a_group_has_no_chance_distance_to_itself(rng, dtm):
    table = distances(city_documents(rng, 1.0)).set_index(["group", "other"])
    assert table.loc[("甲市", "乙市"), "excess"] > 0
    assert np.isnan(table.loc[("甲市", "甲市"), "excess"])
    assert list(distances(dtm).columns) == DISTANCE_COLUMNS
    again = distances(city_documents(np.random.default_rng(20), 1.0)).set_index(["group", "other"])
    pd.testing.assert_frame_equal(table, again)


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
    even = frame(1 - np.eye(12), list("abcdefghijkl"))
    table = mds_map(even, max_stress=1)
    assert table["stress"].iloc[0] > MAX_STRESS
    assert mds_map(even).empty
    assert len(mds_map(frame([[0, 1], [1, 0]], list("ab")))) == 0
    assert list(mds_map(frame([[0, 1], [1, 0]], list("ab"))).columns) == list(table.columns)


def paragraphs(rng, source, sizes, subjects=0.0):
    """Paragraphs of some sizes, each with a subject of its own of the given weight."""
    mixed = [(1 - subjects) * source + subjects * rng.dirichlet(np.full(len(source), 0.05)) for _ in sizes]
    return [rng.multinomial(size, share) for size, share in zip(sizes, mixed, strict=True)]


def in_paragraphs(*cities):
    rows = np.array([row for city in cities for row in city])
    names = [f"{i:02d}市" for i, city in enumerate(cities) for _ in city]
    units = pd.DataFrame({"city": names, "doc_id": names}, index=[f"p{i}" for i in range(len(rows))])
    terms = tuple(f"t{i:03d}" for i in range(rows.shape[1]))
    return DocTermMatrix(rows, units, terms, rows.sum(axis=1), "paragraph")


def test_farthest_pair_is_the_one_farthest_beyond_chance():
    # The short text is farthest by its distance alone; its words are a sample of the first text's.
    rng = np.random.default_rng(3)
    source = rng.dirichlet(np.full(400, 0.5))
    other = rng.dirichlet(np.full(400, 0.5)) * 0.3 + source * 0.7
    sizes = ([200] * 100, [200] * 100, [6] * 10)
    texts = [paragraphs(rng, p, n) for n, p in zip(sizes, (source, other, source), strict=True)]
    table = distances(in_paragraphs(*texts))
    pairs = table[table["group"] < table["other"]].set_index(["group", "other"])
    assert set(pairs["distance"].idxmax()) != {"00市", "01市"}
    assert farthest(table) == ("00市", "01市")
    assert pairs.loc[("00市", "02市"), "distance"] < pairs.loc[("00市", "02市"), "noise"]
    assert pairs.loc[("00市", "01市"), "distance"] > pairs.loc[("00市", "01市"), "noise"]
    assert farthest(table[table["group"] == table["other"]]) is None
    short = table[table["group"].isin(["02市", "00市"]) & table["other"].isin(["02市", "00市"])]
    assert farthest(short) is None
    cosines = distances(in_paragraphs(*texts), measure="cosine").set_index(["group", "other"])
    assert cosines.loc[("00市", "01市"), "distance"] > cosines.loc[("00市", "01市"), "noise"]


@pytest.mark.parametrize("subjects", [0.0, 0.5])
def test_groups_of_one_source_lie_where_they_are_expected(subjects):
    # Paragraphs with subjects of their own are no difference between cities.
    rng = np.random.default_rng(5)
    source = rng.dirichlet(np.full(300, 0.3))
    cities = [paragraphs(rng, source, [50] * n, subjects) for n in (10, 15, 25, 40) * 4]
    table = distances(in_paragraphs(*cities))
    pairs = table[table["group"] < table["other"]]
    assert abs(pairs["excess"].mean()) < 0.01
    assert (pairs["distance"] > pairs["noise"]).mean() < 0.09
    assert (pairs["distance"] - pairs["expected"]).to_numpy() == pytest.approx(pairs["excess"].to_numpy())


def test_documents_are_exchanged_where_there_are_enough_else_paragraphs():
    rng = np.random.default_rng(2)
    source = rng.dirichlet(np.full(50, 0.5))
    # Every document has a subject of its own, its paragraphs do not.
    texts = [[row for _ in range(6) for row in paragraphs(rng, rng.dirichlet(source * 30), [40] * 8)]
             for _ in range(2)]  # fmt: skip
    whole = in_paragraphs(*texts)
    named = DocTermMatrix(whole.counts, whole.units.assign(doc_id=np.repeat(range(12), 8)), whole.terms,
                          whole.sizes, "paragraph")  # fmt: skip
    by_paragraph, by_document = distances(whole).iloc[1], distances(named).iloc[1]
    assert by_paragraph["distance"] == by_document["distance"]
    assert by_document["expected"] > by_paragraph["expected"] + 0.01


def test_halves_of_a_text_are_as_far_apart_as_scipy_says():
    rng = np.random.default_rng(4)
    rates = np.concatenate([np.geomspace(0.02, 9, 60), np.zeros(3)])
    counts, chosen = rng.poisson(rates, (12, 63)), rng.integers(0, 2, (7, 12))
    halves = [(counts[half > 0].sum(axis=0), counts[half == 0].sum(axis=0)) for half in chosen]
    found = sparse.csr_array(counts)
    expected = [jensenshannon(one, two, base=2) for one, two in halves]
    assert chance.jensen_shannon(found, chosen) == pytest.approx(np.array(expected), rel=1e-12)
    assert chance.cosine(found, chosen) == pytest.approx(np.array([cosine(one, two) for one, two in halves]))


def test_too_few_blocks_say_nothing_of_chance(dtm):
    assert distances(dtm)[["expected", "noise", "excess"]].isna().all(axis=None)


def test_cities_of_one_province_are_more_alike():
    apart = 1 - np.eye(6)
    for block in (slice(0, 3), slice(3, 6)):
        apart[block, block] = 0.5 * (1 - np.eye(3))
    clusters = dict(zip("abcdef", "xxxyyy", strict=True))
    row = alike_within(frame(apart, list("abcdef")), clusters, n_permutations=1999).iloc[0]
    assert (row["n_within"], row["n_between"]) == (6, 9)
    assert (row["within"], row["between"], row["difference"]) == pytest.approx((0.5, 1, -0.5))
    assert row["p"] == pytest.approx(2 * 36 / 720, abs=0.02)  # as many of all orders keep the halves
    assert np.isnan(alike_within(frame(apart, list("abcdef")), dict.fromkeys("abcdef", "x"))["p"].item())
    some = alike_within(frame(apart, list("abcdef")), {"a": "x", "b": "x", "d": "y"}).iloc[0]
    assert (some["n_within"], some["n_between"]) == (1, 2)


def test_terms_behind_the_axes():
    counts = np.array([[9, 8, 1, 0, 5], [8, 9, 0, 1, 5], [1, 0, 9, 8, 5], [0, 1, 8, 9, 5]])
    table = axis_terms(matrix(counts), min_n=1, n=2)
    first = table[table["axis"] == 1]
    ends = first.groupby("end")["term"].agg(set)
    assert {frozenset(terms) for terms in ends} == {frozenset("ab"), frozenset("cd")}
    assert (np.sign(first["coordinate"]) == first["end"].map({"+": 1, "-": -1})).all()
    assert first["contribution"].sum() == pytest.approx(1)
    positive = first[first["end"] == "+"].iloc[0]
    assert set(positive["groups"].split("、")) in ({"0市", "1市"}, {"2市", "3市"})
    assert first["inertia"].iloc[0] > 0.9
    assert axis_terms(matrix([[1, 2]])).empty
    assert set(axis_terms(matrix(counts[[0, 2]]), min_n=1)["axis"]) == {1}


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
    with pytest.raises(InputError, match="both are"):
        shift(dtm, "甲州市", "甲州市")
    with pytest.raises(InputError, match="no document has '丁州市'"):
        shift(dtm, "甲州市", "丁州市")


def test_bundles_of_documents_are_exchanged_where_there_are_very_many(monkeypatch):
    rng = np.random.default_rng(4)
    city = np.repeat(["青岛市", "兰州市", "遵义市"], 80)
    rates = np.full((240, 30), 3.0)
    rates[city == "青岛市", :6] = 9
    counts = rng.poisson(rates)
    units = pd.DataFrame({"city": city, "year": 2020}, index=[f"d{n:03}" for n in range(240)])
    dtm = DocTermMatrix(counts, units, tuple("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕"),
                        counts.sum(axis=1))  # fmt: skip
    alone = distances(dtm).set_index(["group", "other"])
    monkeypatch.setattr("analysis.stats.bundles.MANY", 60)
    together = distances(dtm).set_index(["group", "other"])
    assert (together["distance"] == alone["distance"]).all()
    assert not (together["expected"].dropna() == alone["expected"].dropna()).any()
    near = ("兰州市", "遵义市")
    assert together["expected"][near] == pytest.approx(alone["expected"][near], rel=0.1)
    assert together["excess"][near] < together["noise"][near] - together["expected"][near]
    assert together["distance"]["青岛市", "兰州市"] > together["noise"]["青岛市", "兰州市"]
    pd.testing.assert_frame_equal(
        distances(dtm, n_jobs=3).set_index(["group", "other"]), together, check_exact=True
    )
