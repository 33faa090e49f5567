"""Scaling and correspondence against hand-made shapes and the definition by chi-squared."""

import numpy as np
import pytest
from scipy.spatial.distance import pdist, squareform
from scipy.stats import chi2_contingency

from analysis import stats


def test_classical_scaling_recovers_a_rectangle():
    corners = np.array([[0.0, 0], [4, 0], [4, 3], [0, 3]])
    apart = squareform(pdist(corners))
    places, roots = stats.classical_scaling(apart)
    assert squareform(pdist(places)) == pytest.approx(apart)
    assert np.ptp(places, axis=0) == pytest.approx([4, 3])
    assert roots[:2] == pytest.approx([4 * 2**2, 4 * 1.5**2])
    assert roots[2:] == pytest.approx(0, abs=1e-12)


# Smoking among the staff of a firm (Greenacre's example; rows: five ranks, columns: none to heavy).
SMOKING = np.array([[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]])


def test_correspondence_of_greenacres_example():
    rows, columns, inertia = stats.correspondence(SMOKING)
    assert inertia == pytest.approx([0.878, 0.118], abs=5e-4)
    assert np.abs(rows[:, 0]) == pytest.approx([0.066, 0.259, 0.381, 0.233, 0.201], abs=5e-4)
    assert np.abs(columns[:, 0]) == pytest.approx([0.393, 0.099, 0.196, 0.294], abs=5e-4)


def test_correspondence_keeps_chi_squared_distances_and_inertia():
    rows, columns, inertia = stats.correspondence(SMOKING, n_axes=3)
    profiles = SMOKING / SMOKING.sum(axis=1, keepdims=True)
    weights = SMOKING.sum() / SMOKING.sum(axis=0)
    assert pdist(rows) == pytest.approx(pdist(profiles * np.sqrt(weights)))
    total = chi2_contingency(SMOKING).statistic / SMOKING.sum()
    masses = SMOKING.sum(axis=1) / SMOKING.sum()
    assert (masses @ rows**2).tolist() == pytest.approx((inertia * total).tolist())
    assert inertia.sum() == pytest.approx(1)
    assert (columns[np.abs(columns).argmax(axis=0), range(3)] > 0).all()


def test_rows_and_columns_without_a_count_stay_at_zero():
    rows, columns, _ = stats.correspondence([[3, 0, 1], [0, 0, 0], [1, 0, 5]], n_axes=1)
    assert rows[1].tolist() == columns[1].tolist() == [0]
    assert np.isfinite(rows).all()
    assert np.isfinite(columns).all()
