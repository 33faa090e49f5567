"""The permutation test against every division, against scipy's t of each division, and where nothing is."""

from itertools import combinations
from threading import Barrier

import numpy as np
import pytest
from scipy import sparse
from scipy.stats import ttest_ind

from analysis import stats
from analysis.keywords import permutation, welch
from analysis.keywords.permutation import Compared, permutation_test

NONE = np.zeros(0, dtype=int)


def bursty(rng, n_documents=40, n_terms=300):
    """Documents whose words come in bursts: each document has its own rate of each word."""
    return rng.poisson(rng.gamma(0.4, 5, size=(n_documents, n_terms)))


def group(rows, n_terms, left_out=NONE):
    columns = np.setdiff1d(np.arange(n_terms), left_out)
    return Compared(np.asarray(rows), columns, np.asarray(left_out))


def welch_t(counts, sizes, rows):
    """Return Welch's t of the residuals of each term, and scipy's, which knows no least variance."""
    rate = counts.sum(axis=0) / sizes.sum()
    residuals = counts - rate * sizes[:, None]
    mine = np.isin(np.arange(len(sizes)), rows)
    sides = residuals[mine], residuals[~mine]
    error = sum(np.maximum(side.var(axis=0, ddof=1), rate * sizes.mean()) / len(side) for side in sides)
    t = (sides[0].mean(axis=0) - sides[1].mean(axis=0)) / np.sqrt(error)
    return np.abs(t), np.abs(ttest_ind(*sides, equal_var=False).statistic)


def test_p_agrees_with_every_division():
    values = np.random.default_rng(3).poisson(4, size=10)
    means = {chosen: abs(values[list(chosen)].mean() - np.delete(values, chosen).mean())
             for chosen in combinations(range(10), 5)}  # fmt: skip
    observed = means[0, 1, 2, 3, 4]
    exact = np.mean([value >= observed - 1e-9 for value in means.values()])
    counts, chosen = sparse.csr_array(values[:, None]), [group(range(5), 1)]
    assert permutation_test(counts, np.full(10, 100), chosen, 4999, 1)[0].p[0] == pytest.approx(
        exact, abs=0.11
    )
    values[:5] += 9  # now no division but its mirror image sets them as far apart: 2 of 252
    counts = sparse.csr_array(values[:, None])
    assert permutation_test(counts, np.full(10, 100), chosen, 4999, 1)[0].p[0] == pytest.approx(
        2 / 252, abs=0.004
    )


def test_p_agrees_with_scipy_in_each_division(rng):
    counts = rng.poisson(rng.gamma(0.5, 20, size=(14, 12))) + 1
    counts[:6, 3] += 60
    sizes = rng.integers(4000, 6000, size=14)
    found = permutation_test(sparse.csr_array(counts), sizes, [group(range(6), 12)], 999, 8)[0]
    drawn = permutation._random(6, 14, 999, 8)
    true = welch_t(counts, sizes, np.arange(6))[0]
    others, plain = (np.array(t) for t in zip(*(welch_t(counts, sizes, rows) for rows in drawn), strict=True))
    assert (others < plain * 1.000001).all()
    assert 0.5 < np.isclose(others, plain).mean() < 1
    as_far = (np.floor(others / 0.02 + 5e-7) >= np.floor(true / 0.02 + 5e-7)).astype(int)
    looks = [199, 399, 599, 799, 999]
    stops = [next((m for m in looks if term[:m].sum() >= 20), 999) for term in as_far.T]
    expected = [(term[:m].sum() + 1) / (m + 1) for term, m in zip(as_far.T, stops, strict=True)]
    assert found.p == pytest.approx(expected)
    assert found.p[3] < 0.01 < found.p.max()
    assert len(set(stops)) > 2


def test_division_has_each_document_once_and_any_of_them():
    drawn = permutation._random(4, 9, 2000, 0)
    assert drawn.shape == (2000, 4)
    assert (np.diff(drawn, axis=1) > 0).all()
    often = np.bincount(drawn.ravel(), minlength=9)
    assert often.sum() == 8000
    assert np.abs(often - 8000 / 9).max() < 100  # 4.5 standard deviations


def test_nothing_is_found_where_nothing_is():
    rng = np.random.default_rng(5)
    counts = sparse.csr_array(bursty(rng, 30, 200))
    sizes = np.full(30, 2000)
    any_found = any_token_level = 0
    for seed in range(60):
        is_target = rng.permutation(30) < 12
        found = permutation_test(counts, sizes, [group(np.flatnonzero(is_target), 200)], 99, seed)[0]
        any_found += bool((found.q < 0.05).any())
        sums = [
            np.asarray(counts[np.flatnonzero(side)].sum(axis=0)).ravel() for side in (is_target, ~is_target)
        ]
        any_token_level += bool((stats.g2(*sums, 24_000, 36_000) > 15.13).any())
    assert any_found <= 8  # 3 expected; 9 or more has a chance of 0.003
    assert any_token_level == 60


def test_p_is_uniform_where_it_matters():
    rng = np.random.default_rng(11)
    counts, sizes = sparse.csr_array(bursty(rng, 24, 3000)), np.full(24, 20_000)
    p = permutation_test(counts, sizes, [group(range(10), 3000)], 999, 1)[0].p
    for level in (0.01, 0.05, 0.1):  # four standard deviations of 3,000 independent terms
        assert (p <= level).mean() < level + 4 * np.sqrt(level * (1 - level) / 3000)
    assert 0.4 < p.mean() < 0.6


def test_blocks_pieces_and_seed(monkeypatch, rng):
    counts, sizes = sparse.csr_array(bursty(rng, 12, 25)), rng.integers(800, 1000, size=12)
    asked = [group(range(6), 25, [2, 8, 24]), group([7, 9, 11], 25, [0])]
    whole = permutation_test(counts, sizes, asked, 299, 4)
    monkeypatch.setattr(welch, "BLOCK", 7)
    monkeypatch.setattr(welch, "CELLS", 60)
    pieces = (counts[:, some] for some in (slice(0, 9), slice(9, 10), slice(10, 25)))
    for parts in (
        permutation_test(counts, sizes, asked, 299, 4),
        permutation_test(pieces, sizes, asked, 299, 4),
    ):
        assert all(
            np.array_equal(a.p, b.p) and np.array_equal(a.q, b.q) for a, b in zip(whole, parts, strict=True)
        )
    assert not np.array_equal(whole[0].p, permutation_test(counts, sizes, asked, 299, 5)[0].p)


def test_a_group_is_judged_alike_alone_and_among_others(rng):
    counts, sizes = sparse.csr_array(bursty(rng, 20, 40)), np.full(20, 900)
    asked = [group(range(6), 40), group(range(6, 12), 40), group(range(12, 20), 40), group(range(14), 40)]
    together = permutation_test(counts, sizes, asked, 299, 4)
    for one, among in zip(asked, together, strict=True):
        alone = permutation_test(counts, sizes, [one], 299, 4)[0]
        assert np.array_equal(alone.p, among.p)
        assert np.array_equal(alone.q, among.q)
    rest = permutation_test(counts, sizes, [group(range(6, 20), 40)], 299, 4)[
        0
    ]  # the other side of the first
    assert np.array_equal(rest.p, together[0].p)
    assert np.array_equal(rest.q, together[0].q)


def test_threads_share_the_sizes_of_groups_and_change_nothing(monkeypatch, rng):
    counts, sizes = sparse.csr_array(bursty(rng, 20, 40)), rng.integers(800, 1000, size=20)
    asked = [group(range(n), 40) for n in (5, 7, 9, 5, 8)]
    alone = permutation_test(counts, sizes, asked, 299, 4)
    met, add = Barrier(2, timeout=20), permutation._SameSize.add

    def together(self, block):
        met.wait()  # breaks unless another size is worked on at the same time
        add(self, block)

    monkeypatch.setattr(permutation._SameSize, "add", together)
    for one, other in zip(alone, permutation_test(counts, sizes, asked, 299, 4, n_jobs=2), strict=True):
        assert np.array_equal(one.p, other.p)
        assert np.array_equal(one.q, other.q)


def test_terms_left_out_do_not_count(rng):
    counts, sizes = bursty(rng, 16, 60), np.full(16, 900)
    counts[:7, :20] += 30  # would make the others' q small
    without = permutation_test(
        sparse.csr_array(counts[:, 20:]), sizes, [group(range(7), 40)], 299, 4
    )[0]  # fmt: skip
    left_out = permutation_test(
        sparse.csr_array(counts), sizes, [group(range(7), 60, np.arange(20))], 299, 4
    )[0]  # fmt: skip
    assert np.array_equal(without.p, left_out.p)
    assert np.array_equal(without.q, left_out.q)
    everything = permutation_test(sparse.csr_array(counts), sizes, [group(range(7), 60)], 299, 4)[0]
    assert (everything.q[20:] <= left_out.q).all()
    assert (everything.q[20:] < left_out.q).any()


def test_only_wanted_terms_are_reported(rng):
    counts, sizes = sparse.csr_array(bursty(rng, 16, 30)), np.full(16, 900)
    every = permutation_test(counts, sizes, [group(range(7), 30)], 299, 4)[0]
    some = permutation_test(counts, sizes, [Compared(np.arange(7), np.array([3, 28]), NONE)], 299, 4)[0]
    assert np.array_equal(some.p, every.p[[3, 28]])
    assert np.array_equal(some.q, every.q[[3, 28]])
    assert permutation_test(counts[:, :0], sizes, [Compared(np.arange(7), NONE, NONE)], 9)[0].p.size == 0
