"""Distances against scipy and cases known by thought."""

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import cosine, jensenshannon

from analysis.compare import distances, similarity_order
from analysis.corpus import DocTermMatrix
from analysis.errors import ChoiceError


def matrix(counts):
    counts = np.array(counts)
    units = pd.DataFrame({"city": [f"{i}市" for i in range(len(counts))]})
    return DocTermMatrix(counts, units, tuple("abcdefg"[: counts.shape[1]]), counts.sum(axis=1))


def test_same_as_scipy(dtm):
    table = distances(dtm).set_index(["group", "other"])["distance"]
    counts = dtm.group("city").counts.toarray()
    assert table["丙州市", "甲州市"] == pytest.approx(jensenshannon(counts[0], counts[2], base=2))
    table = distances(dtm, measure="cosine").set_index(["group", "other"])["distance"]
    assert table["丙州市", "甲州市"] == pytest.approx(cosine(counts[0], counts[2]))


def test_same_and_nothing_in_common():
    table = distances(matrix([[1, 1, 0], [2, 2, 0], [0, 0, 5]])).pivot(
        index="group", columns="other", values="distance"
    )
    assert table.loc["0市", "1市"] == pytest.approx(0, abs=1e-7)
    assert table.loc["0市", "2市"] == pytest.approx(1)
    assert np.allclose(table, table.T)
    assert np.allclose(np.diag(table), 0)


def test_group_without_terms_is_undefined():
    table = distances(matrix([[1, 2], [0, 0], [2, 1]])).set_index(["group", "other"])["distance"]
    assert np.isnan(table["0市", "1市"])
    assert np.isnan(table["1市", "1市"])
    assert table["0市", "2市"] > 0


def test_unknown_measure(dtm):
    with pytest.raises(ChoiceError, match="must be one of 'jensen-shannon', 'cosine'; not 'euclid'"):
        distances(dtm, measure="euclid")


def test_order_puts_like_with_like():
    table = distances(matrix([[9, 1, 0], [0, 1, 9], [8, 2, 0], [0, 2, 8], [0, 0, 0]]))
    order = similarity_order(table)
    assert {frozenset(order[:2]), frozenset(order[2:4])} == {
        frozenset({"0市", "2市"}),
        frozenset({"1市", "3市"}),
    }
    assert order[4] == "4市"
    assert similarity_order(distances(matrix([[1, 2]]))) == ["0市"]
