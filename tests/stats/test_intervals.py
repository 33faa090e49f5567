"""Intervals over documents: hand counts, statsmodels as oracle, and how often they hold the truth."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import t, ttest_ind
from statsmodels.api import GLM, WLS, add_constant, families
from statsmodels.stats.proportion import proportion_confint

from analysis import stats

Z2 = 1.959963984540054**2


def test_variance_of_a_ratio_by_hand():
    # 4 in 20 words: residuals 3 - 2 and 1 - 2; 2 / 1 x 2 / 400.
    assert stats.ratio_variance([3, 1], [10, 10]) == pytest.approx(0.01)
    assert np.isnan(stats.ratio_variance([3], [10]))
    assert stats.ratio_variance(np.array([[3, 0], [1, 0]]), [10, 10]).tolist() == pytest.approx([0.01, 0])


def test_a_document_longer_than_others_counts_for_what_it_is():
    """Oracle: the variance as a quadratic form of independent ratios that vary alike, with its matrices."""
    sizes = np.array([1.0, 2, 3, 4, 10])
    ratios = np.array([0.2, 0.5, 0.1, 0.4, 0.3])
    weights = sizes / sizes.sum()
    residual = np.eye(5) - np.outer(np.ones(5), weights)
    form = residual.T @ np.diag(weights**2 / np.diag(residual @ residual.T)) @ residual
    assert stats.ratio_variance(ratios * sizes, sizes) == pytest.approx(ratios @ form @ ratios)
    assert np.trace(form) == pytest.approx((weights**2).sum())  # unbiased


def test_degrees_of_freedom_are_those_of_the_documents_there_are_in_effect():
    assert stats.ratio_df([1, 2, 3, 4, 10]) == pytest.approx(400 / 130 - 1)
    assert stats.ratio_df([1, 2, 3, 4, 10, 0]) == pytest.approx(400 / 130 - 1)
    assert stats.ratio_df(np.full(7, 3)) == pytest.approx(6)
    assert stats.ratio_df([0.1, 0.1]) == pytest.approx(1)
    assert np.isnan([stats.ratio_df([3, 0]), stats.ratio_df([1, 1, 8]), stats.ratio_df([0, 0])]).all()


def test_one_document_that_is_nearly_all_has_no_interval():
    assert np.isnan(stats.rate_interval([3, 1, 40], [1, 1, 20])).all()
    assert not np.isnan(stats.rate_interval([3, 1, 40], [5, 5, 20])).any()


def test_few_documents_are_moderated_by_independence():
    # The variance of the count is 4 / 3 x 32, the count 16: a design effect of 8 / 3 with 3 degrees of
    # freedom; 1 counts for 10 / (1 + 4) of them.
    low, high = stats.rate_interval([0, 4, 8, 4], np.ones(4))
    width = t.ppf(0.975, 5) ** 2 * (3 * 8 / 3 + 2) / 5
    for bound in (low, high):
        assert (16 - 4 * bound) ** 2 == pytest.approx(width * 4 * bound)


def test_events_at_most_one_a_document_vary_as_presence_does():
    # Three of six: a design effect of 6 / 5 x 1.5 / 3 with 5 degrees of freedom; 1 - 3 / 6.5 counts for
    # 10 / 1.5 of them.
    low, high = stats.rate_interval([1, 0, 1, 0, 1, 0], np.ones(6))
    prior_df, independent = 10 / 1.5, 1 - 3 / 6.5
    width = t.ppf(0.975, 5 + prior_df) ** 2 * (5 * 0.6 + prior_df * independent) / (5 + prior_df)
    for bound in (low, high):
        assert (3 - 6 * bound) ** 2 == pytest.approx(width * 6 * bound)


def test_many_even_documents_are_more_certain_than_independent_events():
    poisson = 4 - Z2 / 80 * (np.sqrt(1 + 4 * 160 / Z2) - 1)
    low, _ = stats.rate_interval([4] * 40, np.ones(40))
    assert 4 > low > poisson


def test_design_effect_of_documents_of_one_size_is_pearsons_dispersion():
    counts = np.array([0.0, 4, 8, 5, 1])
    fitted = GLM(counts, np.ones(5), family=families.Poisson()).fit(scale="X2")
    assert stats.ratio_variance(counts, np.ones(5)) * 25 / counts.sum() == pytest.approx(fitted.scale)


def test_no_hit_is_no_certainty():
    low, high = stats.rate_interval(np.zeros((5, 2)), [2] * 5)
    assert low.tolist() == [0, 0]
    assert high.tolist() == pytest.approx([t.ppf(0.975, 4 + 10) ** 2 / 10] * 2)


@pytest.mark.parametrize("counts", [[], [3], [3, 1], [3, 1, 0]])
def test_too_few_documents_have_no_interval(counts):
    sizes = [10, 10, 0][: len(counts)]
    assert np.isnan(stats.rate_interval(counts, sizes)).all()


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 100)), min_size=3, max_size=9))
def test_an_interval_holds_its_rate_and_follows_the_unit(pairs):
    counts, sizes = np.array(pairs, dtype=float).T
    assume(not np.isnan(stats.ratio_df(sizes)))
    low, high = stats.rate_interval(counts, sizes)
    assert 0 <= low <= counts.sum() / sizes.sum() * (1 + 1e-9)
    assert high >= counts.sum() / sizes.sum()
    scaled = stats.rate_interval(counts, sizes / 10)
    assert np.array(scaled) == pytest.approx(np.array([low, high]) * 10, rel=1e-6, abs=1e-9)


def test_share_of_independent_trials_is_wilsons():
    oracle = proportion_confint(7, 40, method="wilson")
    share = 7 / 40
    assert stats.share_interval(share, share * (1 - share) / 40, np.inf) == pytest.approx(oracle)


def test_coverage_of_bursty_counts():
    """In 2,000 samples of five documents whose rates vary by half of their mean; 19 of 20 are wanted."""
    rng = np.random.default_rng(0)
    hits = 0
    for mean in (0.3, 3, 30):
        sizes = rng.lognormal(0, 0.5, size=(2000, 5))
        counts = rng.poisson(mean * sizes * rng.gamma(4, 1 / 4, size=sizes.shape))
        bounds = [stats.rate_interval(n, size) for n, size in zip(counts, sizes, strict=True)]
        share = np.mean([low <= mean <= high for low, high in bounds])
        assert 0.91 < share < 0.99
        hits += share
    assert 0.93 < hits / 3 < 0.98


@pytest.mark.parametrize("n", [3, 12])
def test_coverage_where_lengths_differ_tenfold(n):
    """In 2,000 samples; with n - 1 degrees of freedom and the variance for equal sizes, .85 and .88 hold.

    Where there are in effect fewer than two documents, there is no interval.
    """
    rng = np.random.default_rng(1)
    sizes = rng.lognormal(0, 1, size=(2000, n))
    shares = rng.beta(4, 8, size=sizes.shape)
    held = []
    for p, size in zip(shares, sizes, strict=True):
        share = p @ size / size.sum()
        low, high = stats.share_interval(share, stats.ratio_variance(p * size, size), stats.ratio_df(size))
        if not np.isnan(low):
            held.append(low <= 1 / 3 <= high)
    assert 0.93 < np.mean(held) < 0.98


def test_degrees_of_freedom_of_two_groups_of_other_sizes_are_scipys():
    one, two = [1.0, 4.0, 2.0, 8.0, 5.0], [3.0, 3.5, 9.0]
    expected = ttest_ind(one, two, equal_var=False).df
    found = stats.welch_df(np.var(one, ddof=1) / 5, np.var(two, ddof=1) / 3, 4, 2)
    assert found == pytest.approx(expected)


def test_slopes_and_their_variances_are_those_of_a_weighted_regression_with_hc3():
    times, weights = np.array([2018.0, 2019, 2019, 2020, 2022, 2023]), np.array([9.0, 40, 5, 20, 11, 60])
    shares = np.array([[0.1, 0.5], [0.2, 0.4], [0.4, 0.1], [0.2, 0.6], [0.3, 0.2], [0.5, 0.3]])
    slopes, variances = stats.slope_of(shares, times, weights)
    for kind in (0, 1):
        fit = WLS(shares[:, kind], add_constant(times - 2020), weights=weights).fit(cov_type="HC3")
        assert slopes[kind] == pytest.approx(fit.params[1])
        assert variances[kind] == pytest.approx(fit.bse[1] ** 2)


def test_a_product_is_as_uncertain_as_both_of_its_parts_together():
    low, high = stats.product_interval(10.0, (5.0, 20.0), 1.0, (0.5, 2.0))
    assert np.log(10 / low) == pytest.approx(np.sqrt(2) * np.log(2))
    assert np.log(high / 10) == pytest.approx(np.sqrt(2) * np.log(2))


def test_a_certain_factor_scales_the_interval():
    low, high = stats.product_interval([10.0, 4.0], ([5.0, 1.0], [15.0, 9.0]), 0.5, (0.5, 0.5))
    assert low == pytest.approx([2.5, 0.5])
    assert high == pytest.approx([7.5, 4.5])


def test_a_product_of_zero_has_an_upper_bound_and_an_unknown_one_none():
    low, high = stats.product_interval(
        [0.0, 3.0, np.nan], ([0.0, np.nan, 1.0], [2.0, np.nan, 2.0]), 2.0, (1.0, 3.0)
    )
    assert (low[0], high[0]) == (0, 6)
    assert np.isnan([low[1:], high[1:]]).all()


def test_ratio_of_rates_is_turned_round_when_the_groups_are():
    ours, theirs = (
        ([[9, 0, 3], [7, 0, 5], [12, 0, 2]], [10, 9, 12]),
        ([[2, 4, 0], [1, 5, 0], [2, 6, 0]], [9, 8, 9]),
    )
    low, high = stats.rate_ratio_interval(*ours, *theirs)
    back = stats.rate_ratio_interval(*theirs, *ours)
    assert low == pytest.approx(-back[1])
    assert high == pytest.approx(-back[0])
    ratio = np.log2((28 / 31) / (5 / 26))
    assert low[0] < ratio < high[0]
    assert low[0] > 0
    assert (low[1], high[2]) == (-np.inf, np.inf)
    assert high[1] < np.inf
    assert low[2] > -np.inf


def test_ratio_of_rates_needs_three_documents_and_an_event():
    assert np.isnan(stats.rate_ratio_interval([1, 2], [5, 5], [1, 2, 3], [5, 5, 5])).all()
    assert np.isnan(stats.rate_ratio_interval([0, 0, 0], [5, 5, 5], [0, 0, 0], [5, 5, 5])).all()
