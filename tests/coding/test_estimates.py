"""Estimates from counts: hand counts, quantiles of distributions drawn, coverage counted over all samples."""

import numpy as np
import pytest
from scipy.stats import multinomial

from analysis.coding.estimates import UNKNOWN, Estimate, alone, corrected, estimated


def of_one_stratum(missed, wrong, n, size=1e9):
    return estimated(*(np.array([float(value)]) for value in (missed, wrong, n, n, size)))


def test_a_share_of_two_strata_by_hand():
    found = estimated(*np.array([[1.0, 2.0], [1.0, 0.0], [4.0, 4.0], [4.0, 4.0], [40.0, 10.0]]))
    assert (found.plus, found.minus) == pytest.approx((0.8 / 4 + 0.2 * 2 / 4, 0.8 / 4))
    # Of +1, -1, 0, 0 the variance is 2/3, of +1, +1, 0, 0 it is 1/3; a tenth and four tenths are coded.
    variance = 0.64 * (2 / 3) / 4 * 0.9 + 0.04 * (1 / 3) / 4 * 0.6
    assert found.effective == pytest.approx((0.5 - 0.1**2) / variance)
    assert found.freedom == 6


def test_the_interval_is_that_of_the_distribution_drawn():
    low, high = corrected(Estimate(0.03, 0.05, 120.0, 10**9), 0.4)[1:]
    drawn = np.random.default_rng(1).dirichlet([4.1, 6.5, 110.9], 200_000)
    assert (low, high) == pytest.approx(
        0.4 + np.quantile(drawn[:, 0] - drawn[:, 1], [0.025, 0.975]), abs=0.001
    )


def test_turned_round_the_interval_is_turned_round():
    _, low, high = corrected(Estimate(0.03, 0.01, 90.0, 80), 0.5)
    assert corrected(Estimate(0.01, 0.03, 90.0, 80), 0.5)[1:] == pytest.approx((1 - high, 1 - low), abs=1e-4)


def test_where_nothing_is_left_open_or_known():
    assert corrected(of_one_stratum(1, 0, 10, 10), 0.3) == pytest.approx((0.4, 0.4, 0.4))
    assert alone(of_one_stratum(1, 0, 10, 10)) == pytest.approx((0.1, 0.1, 0.1))
    assert np.isnan(corrected(of_one_stratum(1, 0, 1), 0.3)[1:]).all()
    assert np.isnan([*alone(UNKNOWN), *corrected(UNKNOWN, 0.3)]).all()
    assert alone(of_one_stratum(0, 0, 30))[1] == 0
    assert alone(of_one_stratum(30, 0, 30))[2] == 1


N = 40


@pytest.fixture(scope="module")
def all_samples():
    """Every sample of 40 units with up to 25 errors: units missed and found wrongly, and the interval."""
    return np.array([
        (missed, wrong, *corrected(of_one_stratum(missed, wrong, N), 0.5)[1:])
        for missed in range(26) for wrong in range(26 - missed)
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("missed", "wrong", "between"),
    [
        (0.05, 0.05, (0.93, 0.975)), (0.02, 0.08, (0.93, 0.975)), (0.1, 0.1, (0.93, 0.975)),
        (0.15, 0.02, (0.93, 0.975)), (0.0, 0.12, (0.93, 0.975)), (0.04, 0.04, (0.93, 0.975)),
        # Fewer than three errors a sample: wide, as many samples look like those of a machine without any.
        (0.02, 0.02, (0.97, 1)), (0.005, 0.01, (0.97, 1)),
    ],
)  # fmt: skip
def test_coverage_counted_over_all_samples(all_samples, missed, wrong, between):
    counts = np.column_stack([all_samples[:, :2], N - all_samples[:, :2].sum(axis=1)])
    chances = multinomial.pmf(counts, N, [missed, wrong, 1 - missed - wrong])
    true = 0.5 + missed - wrong
    holds = (all_samples[:, 2] <= true) & (true <= all_samples[:, 3])
    assert between[0] <= float(chances @ holds) <= between[1]
