"""Formulas against scipy, statsmodels, published examples and hand counts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2_contingency, fisher_exact
from statsmodels.stats.proportion import proportion_confint

from analysis import stats

TABLES = [(3, 10, 1000, 5000), (0, 4, 1000, 5000), (100, 2, 1000, 5000), (7, 7, 100, 100), (12, 0, 40, 9000)]


@pytest.mark.parametrize("table", TABLES)
def test_g2_is_scipys(table):
    n, other, size, size_other = table
    cells = [[n, size - n], [other, size_other - other]]
    expected = chi2_contingency(cells, lambda_="log-likelihood", correction=False).statistic
    assert stats.g2([n], [other], size, size_other)[0] == pytest.approx(expected, abs=1e-9)


def test_g2_takes_all_four_cells():
    # The toy table of quanteda's tests, 7 of 10 and 2 of 9 words: 4.535; over two cells alone it would be
    # 2.440.
    two_cells = 2 * (7 * np.log(7 / (10 * 9 / 19)) + 2 * np.log(2 / (9 * 9 / 19)))
    assert two_cells == pytest.approx(2.440, abs=5e-4)
    assert stats.g2(7, 2, 10, 9) == pytest.approx(4.535, abs=5e-4)


# Worked figures of Rayson and Garside's (2000) measure, which leaves out the cells of all other words: the
# example of Lancaster's log-likelihood calculator, to two decimals, and verb forms of learners and natives in
# a million words each, rounded, from Rayson's letter to the Corpora list (18 January 2002).
RAYSON = [
    (52, 57, 50_000, 75_000, 2.65, 2),
    (348, 99, 1_000_000, 1_000_000, 147, 0),
    (15, 14, 1_000_000, 1_000_000, 0, 0),
    (9, 32, 1_000_000, 1_000_000, 14, 0),
    (21, 25, 1_000_000, 1_000_000, 0, 0),
    (392, 170, 1_000_000, 1_000_000, 90, 0),
]


@pytest.mark.parametrize(("n", "other", "size", "size_other", "published", "decimals"), RAYSON)
def test_g2_against_rayson_and_garside(n, other, size, size_other, published, decimals):
    share = (n + other) / (size + size_other)
    two_cells = 2 * (n * np.log(n / (size * share)) + other * np.log(other / (size_other * share)))
    assert round(two_cells, decimals) == published
    # In corpora of this size the other two cells add less than a thousandth.
    assert stats.g2(n, other, size, size_other) == pytest.approx(two_cells, rel=1e-3)


def test_undefined_is_missing():
    assert np.isnan(stats.g2([1], [1], 0, 10)).all()
    assert np.isnan(stats.g2([5], [1], 3, 10)).all()
    assert np.isnan(stats.log_ratio([0], [0], 5, 5)).all()
    assert np.isnan(stats.log_odds_z([0], [0], 5, 5)).all()
    assert np.isnan(stats.log_ratio_interval([0], [0], 5, 5)).all()


def test_log_ratio_by_hand():
    assert stats.log_ratio([8], [2], 100, 100)[0] == pytest.approx(2)
    assert stats.log_ratio([8], [2], 200, 100)[0] == pytest.approx(1)
    assert stats.log_ratio([0], [4], 100, 100)[0] == pytest.approx(-3)  # 0.5 against 4


@pytest.mark.parametrize(("n", "other"), [(3, 10), (100, 2), (7, 7)])
@pytest.mark.parametrize("n_tests", [1, 50])
def test_interval_is_clopper_and_pearsons(n, other, n_tests):
    size, size_other = 1000, 4000
    low, high = stats.log_ratio_interval([n], [other], size, size_other, n_tests=n_tests)
    exact = binomtest(n, n + other).proportion_ci(1 - 0.05 / n_tests, method="exact")
    again = proportion_confint(n, n + other, 0.05 / n_tests, method="beta")
    assert (exact.low, exact.high) == pytest.approx(again)
    expected = [np.log2(share / (1 - share) * size_other / size) for share in (exact.low, exact.high)]
    assert [low[0], high[0]] == pytest.approx(expected)


def test_interval_is_open_where_a_count_is_zero():
    low, high = stats.log_ratio_interval([0, 4], [4, 0], 100, 100)
    assert low[0] == -np.inf
    assert high[1] == np.inf
    assert np.isfinite([high[0], low[1]]).all()


def test_interval_excludes_one_where_the_exact_test_does():
    low, _ = stats.log_ratio_interval([9], [1], 100_000, 100_000)
    assert low[0] > 0
    assert fisher_exact([[9, 99_991], [1, 99_999]], alternative="greater").pvalue < 0.025


def test_log_odds_by_hand():
    # Counts 4 and 1 of 10 and 10 words; prior 5 of 20: 9 and 6 of 30 words.
    odds = np.log(9 / 21) - np.log(6 / 24)
    assert stats.log_odds_z([4], [1], 10, 10)[0] == pytest.approx(odds / np.sqrt(1 / 9 + 1 / 6))


counts = st.integers(0, 50)


@given(counts, counts, st.integers(60, 500), st.integers(60, 500))
def test_swapping_sides_turns_the_sign(n, other, size, size_other):
    forth = (n, other, size, size_other)
    back = (other, n, size_other, size)
    for formula in (stats.log_ratio, stats.log_odds_z):
        assert formula(*forth) == pytest.approx(-formula(*back), nan_ok=True)
    assert stats.g2(*forth) == pytest.approx(stats.g2(*back), abs=1e-8)
    low, high = stats.log_ratio_interval(*forth)
    low_back, high_back = stats.log_ratio_interval(*back)
    assert low == pytest.approx(-high_back, nan_ok=True, abs=1e-9)
    assert high == pytest.approx(-low_back, nan_ok=True, abs=1e-9)
    if n and other:
        assert low <= stats.log_ratio(*forth) <= high


def test_dispersion_of_gries_example():
    # Gries (2008), sec. 2: five parts of 9, 10, 10, 10, 11 letters; he gives 0.18 for "a".
    parts = ["bamnibeup", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxat"]
    counts = np.array([[part.count(letter) for letter in "abx"] for part in parts])
    assert counts[:, 0].tolist() == [1, 2, 3, 4, 5]
    assert stats.dispersion_dp(counts, [9, 10, 10, 10, 11]) == pytest.approx([0.18, 0.02, 0.78])


def test_dispersion_of_lijffijts_example():
    # Lijffijt and Gries (2012), table 1: three equal parts with 2/3, 1/3 and none of the occurrences.
    assert stats.dispersion_dp(np.array([[2], [1], [0]]), [5, 5, 5])[0] == pytest.approx(1 / 3)


def test_dispersion_of_one_part_is_undefined():
    assert np.isnan(stats.dispersion_dp(np.array([[3, 1]]), [10])).all()
    assert np.isnan(stats.dispersion_dp(np.array([[0], [0]]), [10, 10])).all()
