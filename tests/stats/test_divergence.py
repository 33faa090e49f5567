"""The divergence that chance alone makes, by hand and against simulated sets of one source."""

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon

from analysis.stats import expected_divergence


def test_by_hand():
    # Two terms, each twice in sets of two words: the first set has 0, 1 or 2 of a term with chances of 1/4,
    # 1/2 and 1/4. A term all on one side adds 1/2 to the divergence, one on either side nothing.
    mean, variance = expected_divergence([1, 1], [1, 1])
    assert mean == pytest.approx(2 * 0.5 * 0.5)
    assert variance == pytest.approx(2 * 0.25 * 0.25)


def test_an_empty_set_is_undefined():
    assert np.isnan(expected_divergence([0, 0], [1, 1])).all()


@pytest.mark.parametrize("size", [100, 600, 5000])
def test_mean_and_spread_of_simulated_sets(size):
    rng = np.random.default_rng(size)
    pool = rng.multinomial(size + 3000, rng.dirichlet(np.full(200, 0.4)))
    found = []
    for _ in range(400):
        first = rng.multivariate_hypergeometric(pool, size, method="marginals")
        found.append(jensenshannon(first, pool - first, base=2) ** 2)
    mean, variance = expected_divergence(first, pool - first)
    assert mean == pytest.approx(np.mean(found), rel=0.03)
    assert np.sqrt(variance) == pytest.approx(np.std(found), rel=0.25)
