"""Keyness: columns, hand counts, the gate, and a test that finds what is there and nothing else."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis import stats
from analysis.corpus import DocTermMatrix
from analysis.counts import count_terms
from analysis.errors import ChoiceError, InputError
from analysis.keywords import KEYNESS_COLUMNS, keyness, keyness_by


def matrix(counts, labels, sizes=None):
    counts = np.asarray(counts)
    units = pd.DataFrame({"city": labels}, index=[f"d{i}" for i in range(len(labels))])
    terms = tuple(f"词{j:03d}" for j in range(counts.shape[1]))
    return DocTermMatrix(counts, units, terms, counts.sum(axis=1) if sizes is None else sizes)


def bursty(rng, n_documents=40, n_terms=300):
    """Documents whose words come in bursts: each document has its own rate of each word."""
    rates = rng.gamma(0.4, 5, size=(n_documents, n_terms))
    return rng.poisson(rates)


def test_hand_counts(dtm):
    table = keyness(dtm, "甲州市", min_n=1, names=True).set_index("term")
    row = table.loc["港口"]
    others = dtm.sizes.sum() - 10
    assert (row["n_target"], row["n_reference"], row["size_target"], row["size_reference"]) == (
        4,
        0,
        10,
        others,
    )
    assert (row["n_documents_target"], row["n_documents_reference"]) == (2, 0)
    assert row["rate_target"] == pytest.approx(4000)
    assert row["rate_reference"] == 0
    assert row["log_ratio"] == pytest.approx(np.log2((4 / 10) / (0.5 / others)))
    assert row["g2"] == pytest.approx(stats.g2(4, 0, 10, others))
    # 3 of the 4 in a document of 6 words, 1 in one of 4.
    assert row["dispersion_dp"] == pytest.approx((abs(3 / 4 - 6 / 10) + abs(1 / 4 - 4 / 10)) / 2)
    assert table.index[0] == "港口"


def test_few_documents_have_no_p_and_say_so(dtm):
    table = keyness(dtm, "甲州市", min_n=1)
    assert table["p_permutation"].isna().all()
    assert table["q"].isna().all()
    assert table.attrs["note"].startswith("No p or q: the target has 2 and the reference 4 documents")
    by = keyness_by(dtm, min_n=1)
    assert by["q"].isna().all()
    assert by.attrs["note"].startswith("No p or q for any group: fewer than 5 documents on a side")
    assert table[["log_ratio", "log_ratio_low", "g2"]].notna().all().all()


@pytest.mark.parametrize(("n_target", "tested"), [(4, False), (5, True), (16, False)])
def test_the_gate_is_at_five_documents_a_side(rng, n_target, tested):
    table = keyness(
        matrix(bursty(rng, 20, 30), ["甲"] * n_target + ["乙"] * (20 - n_target)), "甲", n_permutations=49
    )
    assert table["q"].notna().all() == tested
    assert table["q"].isna().all() != tested
    assert ("49 random permutations of 20 documents (seed 1)" in table.attrs["note"]) == tested


def test_groups_without_a_test_are_named(rng):
    labels = ["甲"] * 4 + ["乙"] * 8 + ["丙"] * 8
    table = keyness_by(matrix(bursty(rng, 20, 30), labels), n_permutations=49)
    assert table.groupby("group")["q"].apply(lambda q: q.notna().all()).to_dict() == {
        "甲": False,
        "乙": True,
        "丙": True,
    }
    assert table.attrs["note"].startswith("No p or q for 甲: ")
    assert "Else p and q rest on 49 random permutations" in table.attrs["note"]


def test_columns_are_those_promised():
    assert KEYNESS_COLUMNS == (
        "term", "n_target", "n_reference", "size_target", "size_reference", "rate_target", "rate_reference",
        "n_documents_target", "n_documents_reference", "log_ratio", "log_ratio_low", "log_ratio_high",
        "g2", "log_odds_z", "dispersion_dp", "p_permutation", "q",
    )  # fmt: skip


@pytest.mark.parametrize("rank_by", ["g2", "log_ratio", "log_odds_z"])
def test_any_measure_can_give_the_order(rng, rank_by):
    table = keyness(matrix(bursty(rng, 12, 40), list("甲乙") * 6), "甲", rank_by=rank_by, n_permutations=9)
    assert table[rank_by].is_monotonic_decreasing
    assert table["term"].is_unique


def test_paragraphs_are_not_taken_for_documents(corpus):
    with pytest.raises(InputError, match=r"count documents: count_terms\(corpus\)"):
        keyness(count_terms(corpus, unit="paragraph"), "甲州市")


def test_columns_never_depend_on_options(dtm, rng):
    tested = keyness(matrix(bursty(rng, 12, 9), list("甲乙") * 6), "甲", n_permutations=9)
    empty = keyness(dtm, "甲州市", min_n=1000)
    for table in (
        tested,
        empty,
        keyness(dtm, "甲州市", "乙州市", rank_by="g2"),
        keyness(dtm, 2021, by="year"),
    ):
        assert tuple(table.columns) == KEYNESS_COLUMNS
        pd.testing.assert_series_equal(table.dtypes, tested.dtypes)
    assert len(empty) == 0
    assert tuple(keyness_by(dtm.select(["港口"]), "city").columns) == ("group", *KEYNESS_COLUMNS)


def test_what_a_group_never_uses_is_listed_where_chance_would_hardly_leave_it_out():
    # Of two equal groups one has none of T with chance 2^-T: below .0005 from 11 on.
    counts = sparse.csr_array([[0, 0, 5], [10, 11, 5]])
    units = pd.DataFrame({"city": ["甲州市", "乙州市"]}, index=["a", "b"])
    dtm = DocTermMatrix(counts, units, ("港口", "工业", "发展"), np.array([500, 500]))
    table = keyness_by(dtm)
    mine = table[table["group"] == "甲州市"].set_index("term")
    assert sorted(mine.index) == ["发展", "工业"]
    row, alone = mine.loc["工业"], keyness(dtm, "甲州市").set_index("term").loc["工业"]
    assert row[["n_target", "n_reference", "n_documents_target"]].tolist() == [0, 11, 0]
    assert np.isnan(row["dispersion_dp"])
    assert row["log_ratio"] == alone["log_ratio"] < 0
    assert row["log_ratio_high"] == alone["log_ratio_high"]
    assert table[table["group"] == "乙州市"]["term"].tolist() == ["工业", "港口", "发展"]


def test_single_group_has_nothing_to_be_compared_with(dtm):
    alone = matrix([[1, 2], [3, 4]], ["甲", "甲"])
    empty = keyness_by(alone)
    assert len(empty) == 0
    assert tuple(empty.columns) == ("group", *KEYNESS_COLUMNS)
    with pytest.raises(InputError, match="no document is left to compare '甲' with"):
        keyness(alone, "甲")


def test_pair_and_groups_taken_as_one(dtm):
    pair = keyness(dtm, "甲州市", "乙州市", min_n=1, names=True).set_index("term")
    assert pair.loc["茶叶", "n_reference"] == 3
    assert "芯片" not in pair.index
    both = keyness(dtm, ["甲州市", "乙州市"], "丙州市", min_n=1).set_index("term")
    assert both.loc["茶叶", "n_target"] == 3
    swapped = keyness(dtm, "丙州市", ["甲州市", "乙州市"], min_n=1).set_index("term")
    for column in ("log_ratio", "log_odds_z"):
        assert both[column].sort_index().to_numpy() == pytest.approx(-swapped[column].sort_index().to_numpy())


def test_reference_corpus_adds_its_own_terms(dtm):
    units = pd.DataFrame({"city": ["别处"]}, index=["z"])
    elsewhere = DocTermMatrix([[5, 2]], units, ("港口", "煤炭"), [50])
    table = keyness(dtm, "甲州市", elsewhere, min_n=1, names=True).set_index("term")
    assert (table.loc["港口", "n_target"], table.loc["港口", "n_reference"]) == (4, 5)
    assert (table.loc["煤炭", "n_target"], table.loc["煤炭", "n_reference"]) == (0, 2)
    assert set(table["size_reference"]) == {50}


def test_own_names_are_left_out_unless_asked_for():
    counts = DocTermMatrix(
        [[5, 5], [5, 5]],
        pd.DataFrame({"city": ["柳州市", "中山市"]}, index=["a", "b"]),
        ("柳州", "螺蛳粉"),
        [20, 20],
    )
    assert keyness(counts, "柳州市")["term"].tolist() == ["螺蛳粉"]
    assert set(keyness(counts, "柳州市", names=True)["term"]) == {"柳州", "螺蛳粉"}
    assert set(keyness(counts, "中山市")["term"]) == {"柳州", "螺蛳粉"}


def test_groups_have_the_dispersion_of_each_alone(rng):
    places = ["柳州市", "青岛市", "兰州市"]
    counts = bursty(rng, 24, 40)
    units = pd.DataFrame({"city": places * 8}, index=[f"d{i}" for i in range(24)])
    terms = tuple(sorted(["柳州港", "青岛港", "兰州港", *(f"词{j:03d}" for j in range(37))]))
    dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1) + rng.integers(1, 90, 24))
    table = keyness_by(dtm, n_permutations=0)
    for place in places:
        mine = table[(table["group"] == place) & (table["n_target"] > 0)].set_index("term")
        alone = keyness(dtm, place, n_permutations=0).set_index("term").loc[mine.index]
        assert len(mine) > 30
        assert place[:2] + "港" not in mine.index
        assert mine["dispersion_dp"].tolist() == alone["dispersion_dp"].tolist()


def test_errors_name_the_fault(dtm):
    with pytest.raises(
        InputError, match="no document has '丁州市' in `city`; there are '丙州市', '乙州市', '甲州市'"
    ):
        keyness(dtm, "丁州市")
    with pytest.raises(InputError, match="'甲州市' is both target and reference"):
        keyness(dtm, "甲州市", ["甲州市", "乙州市"])
    with pytest.raises(ChoiceError, match="`rank_by` parameter of `keyness`"):
        keyness(dtm, "甲州市", rank_by="magic")


def test_without_divisions_there_is_no_p_and_the_note_says_so(rng):
    dtm = matrix(bursty(rng, 12, 9), list("甲乙") * 6)
    for table in (keyness(dtm, "甲", n_permutations=0), keyness_by(dtm, n_permutations=0)):
        assert table[["p_permutation", "q"]].isna().all(axis=None)
        assert table["g2"].notna().all()
        assert table.attrs["note"].startswith("No p or q: no random permutations")
    with pytest.raises(ChoiceError, match="must be a whole number of at least 0; not -1"):
        keyness_by(dtm, n_permutations=-1)


def test_default_order_prefers_what_is_spread(rng):
    counts = np.ones((12, 3), dtype=int)
    counts[:6, 0] = 10  # in every document of the target
    counts[0, 1], counts[1:6, 1] = 60, 0  # as often, in one
    table = keyness(matrix(counts, ["甲"] * 6 + ["乙"] * 6, sizes=[500] * 12), "甲", n_permutations=99)
    assert table["term"].tolist()[:2] == ["词000", "词001"]
    by_term = table.set_index("term")
    assert by_term.loc["词000", "n_target"] == by_term.loc["词001", "n_target"]
    assert by_term.loc["词000", "p_permutation"] < 0.05 < by_term.loc["词001", "p_permutation"]


def test_planted_differences_are_found(rng):
    counts = bursty(rng)
    counts[:20, :10] += rng.poisson(8, size=(20, 10))
    table = keyness(matrix(counts, ["甲"] * 20 + ["乙"] * 20, sizes=[2000] * 40), "甲", n_permutations=499)
    found = set(table.loc[table["q"] < 0.05, "term"])
    planted = {f"词{j:03d}" for j in range(10)}
    assert len(found & planted) >= 9
    assert len(found - planted) <= 2


def test_input_is_not_changed(dtm):
    before = dtm.counts.toarray().copy()
    keyness(dtm, "甲州市", min_n=1)
    assert np.array_equal(before, dtm.counts.toarray())
