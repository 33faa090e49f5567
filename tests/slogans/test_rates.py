"""Rates of all hits, of the sure ones, and corrected for measured errors: by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis.errors import KindError
from analysis.slogans import HIT_TYPES, RATE_TYPES, measured_quality, slogan_rates
from analysis.stats import product_interval, rate_interval

QUALITY = {
    "correction": {
        "slogan": {"factor": 0.5, "low": 0.4, "high": 0.6},
        "numeric": {"factor": 1.2, "low": 1.1, "high": 1.3},
    }
}


def placed(corpus_of, counts, sure, kind="other"):
    """Texts of 1,000 characters of 甲市 with so many hits each, so many of them sure."""
    corpus = corpus_of(["好" * 1000] * len(counts), ["甲市"] * len(counts))
    rows = [
        {"doc_id": f"d{at}", "kind": kind, "family": "f", "variant": f"{at}-{k}", "form": "adjacent",
         "tier": "sure" if k < n_sure else "likely"}
        for at, (n, n_sure) in enumerate(zip(counts, sure, strict=True)) for k in range(n)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(HIT_TYPES)), corpus


def rows_of(table):
    return table.set_index(["kind", "family"])


def test_sure_hits_have_their_own_number_rate_and_interval(corpus_of):
    table = slogan_rates(*placed(corpus_of, [4, 6, 8], [1, 2, 3]), quality=QUALITY)
    assert list(table.columns) == list(RATE_TYPES)
    for key in (("all", "all"), ("other", "all"), ("other", "f")):
        row = rows_of(table).loc[key]
        assert (row["n"], row["n_sure"]) == (18, 6)
        assert (row["rate_per_10k"], row["sure_per_10k"]) == (60, 20)
        low, high = rate_interval([1, 2, 3], [0.1] * 3)
        assert (row["sure_low"], row["sure_high"]) == (pytest.approx(low), pytest.approx(high))


def test_a_layer_is_corrected_by_precision_over_recall(corpus_of):
    row = rows_of(slogan_rates(*placed(corpus_of, [4, 6, 8], [1, 2, 3]), quality=QUALITY)).loc[("all", "all")]
    assert row["corrected_per_10k"] == 30
    low, high = product_interval(60, (row["low"], row["high"]), 0.5, (0.4, 0.6))
    assert (row["corrected_low"], row["corrected_high"]) == (pytest.approx(low), pytest.approx(high))
    assert row["corrected_high"] / 30 > row["high"] / 60, "the doubt about the factor is included"


def test_each_layer_has_its_own_factor_and_kinds_have_none(corpus_of):
    hits, corpus = placed(corpus_of, [4, 6, 8], [1, 2, 3], kind="numeric")
    rows = rows_of(slogan_rates(hits, corpus, quality=QUALITY))
    assert rows.loc[("numeric", "all"), "corrected_per_10k"] == pytest.approx(72)
    assert np.isnan(rows.loc[("numeric", "f"), "corrected_per_10k"])
    assert rows.loc[("all", "all"), ["corrected_per_10k", "corrected_low"]].tolist() == [0, 0]
    kinds = rows_of(slogan_rates(*placed(corpus_of, [4, 6, 8], [1, 2, 3]), quality=QUALITY))
    assert kinds.loc[("other", "all"), ["corrected_per_10k", "corrected_low", "corrected_high"]].isna().all()


def test_a_group_without_sure_hits_has_the_rate_0_with_an_upper_bound(corpus_of):
    row = rows_of(slogan_rates(*placed(corpus_of, [4, 6, 8], [0, 0, 0]), quality=QUALITY)).loc[("all", "all")]
    assert (row["n_sure"], row["sure_per_10k"], row["sure_low"]) == (0, 0, 0)
    assert row["sure_high"] > 0


def test_two_documents_give_corrected_rates_without_an_interval(corpus_of):
    row = rows_of(slogan_rates(*placed(corpus_of, [4, 6], [1, 2]), quality=QUALITY)).loc[("all", "all")]
    assert row["corrected_per_10k"] == 25
    assert row[["corrected_low", "corrected_high", "sure_low"]].isna().all()


def test_without_measurements_nothing_is_corrected(corpus_of):
    table = slogan_rates(*placed(corpus_of, [4, 6, 8], [1, 2, 3]), quality={})
    assert table[["corrected_per_10k", "corrected_low", "corrected_high"]].isna().all(axis=None)
    assert table["rate_per_10k"].notna().all()


def test_a_group_without_characters_has_no_rates(corpus_of):
    hits, _ = placed(corpus_of, [1], [1])
    table = slogan_rates(hits, corpus_of(["abc"], ["甲市"]), quality=QUALITY)
    assert table[["rate_per_10k", "sure_per_10k", "corrected_per_10k"]].isna().all(axis=None)


def test_the_factors_measured_for_this_version_are_used_by_default(corpus_of):
    hits, corpus = placed(corpus_of, [4, 6, 8], [1, 2, 3])
    factor = measured_quality()["correction"]["slogan"]["factor"]
    row = rows_of(slogan_rates(hits, corpus)).loc[("all", "all")]
    assert row["corrected_per_10k"] == pytest.approx(60 * factor)
    for measured in measured_quality()["correction"].values():
        assert 0 < measured["low"] < measured["factor"] < measured["high"]
        assert measured["factor"] == pytest.approx(measured["precision"] / measured["recall"], abs=0.005)


def test_hits_without_tiers_are_refused(corpus_of):
    hits, corpus = placed(corpus_of, [1], [1])
    with pytest.raises(KindError, match="tier"):
        slogan_rates(hits.drop(columns="tier"), corpus)
