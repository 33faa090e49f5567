"""Bundles of documents: of one label and size each, with the sums of their documents."""

import numpy as np

from analysis.extremes import change_tests, extremes_test
from analysis.stats.bundles import bundles_of

LABELS = np.array([0, 1, 0, 0, 1, 0, 2, 1, 0, 0])


def test_few_documents_are_each_alone():
    found = bundles_of(LABELS)
    assert found.of.tolist() == list(range(10))
    values = np.arange(20.0).reshape(10, 2)
    assert found.summed(values) is values


def test_neighbours_of_one_label_are_together(monkeypatch):
    monkeypatch.setattr("analysis.stats.bundles.MANY", 5)
    found = bundles_of(LABELS)
    # Two at a time: documents 0 and 2, 3 and 5, 8 and 9 of label 0; 1 and 4, then 7 alone, of label 1.
    assert found.of.tolist() == [0, 3, 0, 1, 3, 1, 5, 4, 2, 2]
    assert found.sizes.tolist() == [2, 2, 2, 2, 1, 1]
    assert found.summed(np.arange(10.0)[:, None]).ravel().tolist() == [2, 8, 17, 5, 7, 6]
    labels = LABELS[found.first]
    turns = np.array([found.permuted(labels, np.random.default_rng(seed)) for seed in range(40)])
    assert {tuple(sorted(turn[:4])) for turn in turns} == {(0, 0, 0, 1)}
    assert {tuple(sorted(turn[4:])) for turn in turns} == {(1, 2)}
    assert len({tuple(turn) for turn in turns}) == 8


def test_bundles_change_what_is_exchanged_and_not_what_was_seen(monkeypatch):
    rng = np.random.default_rng(5)
    groups, sizes = np.repeat([0, 1, 2], [70, 81, 90]), rng.integers(80, 120, 241)
    counts = rng.poisson(np.where((groups == 1)[:, None], [9.0, 5.0], [5.0, 5.0]))
    years = np.tile(np.arange(2001, 2011), 25)[:241]
    alone = extremes_test(counts, sizes, groups)
    monkeypatch.setattr("analysis.stats.bundles.MANY", 60)
    monkeypatch.setattr("analysis.extremes.AT_ONCE", 300)
    together = extremes_test(counts, sizes, groups)
    np.testing.assert_allclose(together.z, alone.z, rtol=1e-9)
    assert (together.p[1, 0], alone.p[1, 0]) == (0.001, 0.001)
    assert together.p[:, 1].min() > 0.05
    given = counts[:, ::-1] + (years - 2000)[:, None] * [1, 0], sizes, years, []
    rising = change_tests(*given, strata=groups)[0]
    assert rising.z[0, 0] > 5
    assert rising.p[0, 0] == 0.001
    breaks = change_tests(counts * (years > 2005)[:, None], sizes, years, [2004, 2006, 2008])[1]
    assert breaks.z.argmax() in (2, 3)


def test_of_equal_groups_one_in_twenty_stands_out_in_bundles_too(monkeypatch):
    monkeypatch.setattr("analysis.stats.bundles.MANY", 40)
    rng = np.random.default_rng(8)
    groups = np.repeat([0, 1, 2], 40)
    runs = [
        extremes_test(rng.poisson(4.0, (120, 1)), np.full(120, 50), groups, 199, seed) for seed in range(300)
    ]
    share = np.mean([found.p.min() <= 0.05 for found in runs])
    assert 0.02 <= share <= 0.085
