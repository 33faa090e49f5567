"""Further measures of keyness against scipy and by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, mannwhitneyu, norm, permutation_test
from scipy.stats.contingency import odds_ratio as scipy_odds_ratio

from analysis import keyness, keyness_measures, stats
from analysis.corpus import DocTermMatrix
from analysis.keywords.measures import MEASURE_COLUMNS, rank_sum_test


def test_columns_and_counts(dtm):
    table = keyness_measures(dtm, "甲州市", min_n=1)
    assert tuple(table.columns) == MEASURE_COLUMNS
    port = table.set_index("term").loc["港口"]
    assert port[["n_target", "n_reference", "n_documents_target", "documents_target"]].tolist() == [
        4,
        0,
        2,
        2,
    ]
    assert (port["percent_diff"], port["odds_ratio"]) == (np.inf, np.inf)
    # Documents with the term: 2 of 2, 0 of 4.
    assert port["g2_documents"] == pytest.approx(float(stats.g2(2, 0, 2, 4)))
    assert port["superiority"] == 1
    same = keyness(dtm, "甲州市", min_n=1, rank_by="term")
    mine = table.sort_values("term", ignore_index=True)
    for column in ("term", "n_target", "n_documents_reference", "g2", "log_ratio"):
        assert mine[column].tolist() == same[column].tolist()
    assert table[["p_rank_sum", "q_rank_sum"]].isna().all(axis=None)  # two documents on one side


@given(st.integers(1, 50), st.integers(1, 50), st.integers(100, 900), st.integers(100, 900))
def test_measures_of_words_agree_with_scipy(a, b, size, other):
    cells = [[a, b], [size - a, other - b]]
    assert float(stats.chi2(a, b, size, other)) == pytest.approx(
        chi2_contingency(cells, correction=False).statistic
    )
    g2 = chi2_contingency(cells, lambda_="log-likelihood", correction=False).statistic
    assert float(stats.bic(a, b, size, other)) == pytest.approx(g2 - np.log(size + other), abs=1e-8)
    sample = scipy_odds_ratio(cells, kind="sample").statistic
    assert float(stats.odds_ratio(a, b, size, other)) == pytest.approx(sample)
    assert float(stats.percent_diff(a, b, size, other)) == pytest.approx(
        (a / size - b / other) / (b / other) * 100
    )


def test_what_is_undefined_is_missing():
    assert np.isnan(
        [stats.chi2(0, 0, 9, 9), stats.percent_diff(0, 0, 9, 9), stats.odds_ratio(0, 0, 9, 9)]
    ).all()
    assert np.isnan([stats.chi2(1, 0, 9, 0), stats.bic(1, 0, 9, 0), stats.percent_diff(1, 0, 9, 0)]).all()
    assert (float(stats.percent_diff(0, 3, 9, 9)), float(stats.odds_ratio(0, 3, 9, 9))) == (-100, 0)
    assert np.isnan(stats.rank_sum(np.full((4, 1), 2.5), np.arange(4) < 2)[0][0])


@given(st.lists(st.integers(0, 4), min_size=6, max_size=30), st.integers(2, 4))
def test_rank_sum_agrees_with_scipy(counts, n):
    is_target = np.arange(len(counts)) < n
    rates = np.array(counts) / 100
    z, superiority = stats.rank_sum(
        stats.document_ranks(np.array(counts)[:, None], [100] * len(counts)), is_target
    )
    sides = rates[is_target], rates[~is_target]
    with np.errstate(all="ignore"):
        oracle = mannwhitneyu(*sides, method="asymptotic", use_continuity=False)
    assert float(superiority[0]) == pytest.approx(oracle.statistic / (n * (len(counts) - n)))
    if len(set(counts)) > 1:
        assert 2 * norm.sf(abs(z[0])) == pytest.approx(oracle.pvalue)


def test_p_is_that_of_permuted_documents():
    counts = np.array([[5, 4, 6, 3, 7, 1, 2, 0, 3, 2, 1]]).T
    units = pd.DataFrame({"city": ["甲"] * 5 + ["乙"] * 6})
    dtm = DocTermMatrix(counts, units, ("港口",), [100] * 11)
    row = keyness_measures(dtm, "甲", n_permutations=4_999).iloc[0]
    exact = permutation_test(
        (counts[:5, 0], counts[5:, 0]),
        lambda x, y, axis: abs(mannwhitneyu(x, y, axis=axis, method="asymptotic").statistic - 15),
        vectorized=True, alternative="greater",
    )  # fmt: skip
    assert row["p_rank_sum"] == pytest.approx(exact.pvalue, abs=0.006)


def test_terms_that_only_some_documents_of_both_sides_use_are_no_discoveries():
    rng = np.random.default_rng(3)
    counts = rng.poisson(rng.gamma(0.2, 3, size=(30, 400)))
    units = pd.DataFrame({"city": ["甲", "乙"] * 15})
    dtm = DocTermMatrix(counts, units, tuple(f"t{i:03d}" for i in range(400)), counts.sum(axis=1) + 9)
    assert keyness_measures(dtm, "甲", n_permutations=199)["q_rank_sum"].min() > 0.05
    counts[::2, :5] += 20
    found = keyness_measures(
        DocTermMatrix(counts, units, dtm.terms, dtm.sizes + 100 * (np.arange(30) % 2 == 0)),
        "甲",
        n_permutations=199,
    ).set_index("term")["q_rank_sum"]
    assert (found[["t000", "t001", "t002", "t003", "t004"]] < 0.05).all()


def test_documents_without_words_have_no_rank():
    counts = np.array([[5], [4], [0], [1]])
    found = rank_sum_test(DocTermMatrix(counts, pd.DataFrame(index=range(4)), ("港口",), [9] * 4).counts,
                          np.array([10, 10, 0, 10]), np.array([True, True, False, False]), 0, 0)  # fmt: skip
    assert found["superiority"].tolist() == [1]
    assert np.isnan(found["p_rank_sum"]).all()
