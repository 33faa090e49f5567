"""Permutation tests of what stands out: against exact enumeration, and how often they err."""

from itertools import permutations

import numpy as np
import pytest

from analysis.extremes import change_tests, extremes_test


def exact(counts, sizes, groups):
    """Return the exact adjusted p of every cell, from all orders of the documents."""
    n_groups = max(groups) + 1
    expected = sizes[:, None] * counts.sum(axis=0) / sizes.sum()
    residual = np.sqrt(counts + 0.375) - np.sqrt(expected + 0.375)
    rows = []
    for order in permutations(groups):
        member = np.array([[g == mine for mine in order] for g in range(n_groups)], float)
        rows.append(member @ (residual - residual.mean(axis=0)))
    all_orders = np.array(rows)
    z = (all_orders - all_orders.mean(axis=0)) / all_orders.std(axis=0)
    largest = np.abs(z).reshape(len(z), -1).max(axis=1)
    true = np.array([tuple(order) == tuple(groups) for order in permutations(groups)]).argmax()
    return z[true], (largest[:, None, None] >= np.abs(z[true]) - 1e-9).mean(axis=0)


def test_agrees_with_all_permutations():
    counts = np.array([[9.0, 1], [7, 5], [9, 2], [1, 6], [2, 1], [1, 1]])
    sizes = np.full(6, 100.0)
    groups = [0, 0, 0, 1, 1, 1]
    z, p = exact(counts, sizes, groups)
    found = extremes_test(counts, sizes, groups, 4999)
    np.testing.assert_allclose(found.z, z, atol=0.08)
    np.testing.assert_allclose(found.p, p, atol=0.03)


def test_one_document_a_group_says_nothing():
    found = extremes_test(np.array([[50.0], [0]]), [100, 100], [0, 1])
    assert (found.p == 1).all()


def test_same_seed_same_p_and_another_seed_another():
    rng = np.random.default_rng(3)
    counts, groups = rng.poisson(5, (12, 4)), np.repeat([0, 1, 2], 4)
    first = extremes_test(counts, np.full(12, 100), groups, 99, seed=1)
    np.testing.assert_array_equal(first.p, extremes_test(counts, np.full(12, 100), groups, 99, seed=1).p)
    assert (first.p != extremes_test(counts, np.full(12, 100), groups, 99, seed=2).p).any()


def test_threads_change_nothing():
    counts, exposure, group = np.arange(60).reshape(20, 3) % 7, np.full(20, 50), np.arange(20) % 4
    alone, together = (extremes_test(counts, exposure, group, 99, 3, n_jobs) for n_jobs in (1, 3))
    assert alone.p.tolist() == together.p.tolist()
    assert alone.z.tolist() == together.z.tolist()


@pytest.mark.parametrize("spread", [0.0, 1.0])
def test_names_something_in_at_most_one_of_twenty_when_there_is_nothing(spread):
    rng, named = np.random.default_rng(11), 0
    for turn in range(200):
        sizes = rng.integers(500, 3000, 20)
        rates = rng.gamma(1 / spread, spread * 0.01, (20, 6)) if spread else np.full((20, 6), 0.01)
        counts = rng.poisson(rates * sizes[:, None])
        named += (extremes_test(counts, sizes, np.repeat(range(4), 5), 199, seed=turn).p <= 0.05).any()
    assert named <= 19  # 10 expected; more than 19 has probability .004


def test_finds_twice_the_rate_in_one_of_four_groups():
    rng = np.random.default_rng(5)
    rates = np.full((40, 6), 0.01)
    rates[:10, 2] *= 2
    found = extremes_test(rng.poisson(rates * 2000), np.full(40, 2000), np.repeat(range(4), 10))
    assert np.argwhere(found.p <= 0.05).tolist() == [[0, 2]]
    assert found.z[0, 2] > 0


def test_own_exposure_of_each_measure():
    counts = np.tile([[4.0, 2.0]], (10, 1))
    sizes = np.tile([[100.0, 50.0]], (10, 1))
    sizes[:5, 1] = 10
    found = extremes_test(counts, sizes, np.repeat([0, 1], 5))
    assert found.p[0, 0] == 1
    assert found.p[0, 1] < 0.02
    assert found.z[0, 1] > 0


def test_group_without_exposure_is_undefined():
    found = extremes_test(np.zeros((4, 1)), np.zeros(4), [0, 0, 1, 1])
    assert np.isnan(found.p).all()


def test_trend():
    years = np.arange(2005, 2025)
    counts = np.stack([np.arange(20) + 5, np.full(20, 10), 25 - np.arange(20)], axis=1)
    found, none = change_tests(counts, np.full(20, 1000), years, [])
    assert none.z.shape == (0, 3)
    assert found.p.shape == (1, 3)
    assert found.p[0, 0] < 0.01 > found.p[0, 2]
    assert found.p[0, 1] == 1
    assert found.z[0, 0] > 0 > found.z[0, 2]


def test_break_is_found_where_the_level_changes():
    years = np.arange(2001, 2021)
    counts = np.stack([np.where(years < 2012, 5, 25), np.full(20, 10)], axis=1)
    found = change_tests(counts, np.full(20, 1000), years, [2005, 2012, 2017])[1]
    assert found.p.shape == (3, 2)
    assert found.z[:, 0].argmax() == 1
    assert found.p[1, 0] < 0.01
    assert (found.p[:, 1] == 1).all()


def test_what_differs_between_strata_only_is_no_trend_and_no_break():
    years, strata = np.tile(np.arange(2001, 2011), 2), np.repeat([0, 1], 10)
    counts = np.where(strata == 0, 5, 60)[:, None]
    later = years + 10 * strata
    given = counts, np.full(20, 1000), later
    assert [found.p[0, 0] < 0.01 for found in change_tests(*given, [2011])] == [True, True]
    assert [found.p[0, 0] for found in change_tests(*given, [2006], strata=strata)] == [1, 1]


def test_times_are_permuted_within_strata():
    from analysis.stats.bundles import permuted_within

    strata = np.array([1, 0, 1, 0, 1])
    times = np.array([10, 1, 20, 2, 30])
    orders = permuted_within(times, strata, 50, np.random.default_rng(3))
    assert orders[0].tolist() == times.tolist()
    assert {tuple(sorted(row[strata == 1])) for row in orders} == {(10, 20, 30)}
    assert {tuple(sorted(row[strata == 0])) for row in orders} == {(1, 2)}
    assert len({tuple(row) for row in orders}) > 5
