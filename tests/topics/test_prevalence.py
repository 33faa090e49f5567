"""Shares of topics in groups, contrasts and trends: hand-worked means, intervals, and what has none."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t, ttest_ind
from statsmodels.api import WLS, add_constant

from analysis.corpus import TopicModel
from analysis.errors import ChoiceError, InputError
from analysis.stats import ratio_df, share_interval
from analysis.topics import top_terms, topic_contrast, topic_prevalence, topic_trend

TERMS = pd.DataFrame([[1.0], [1.0]], index=[1, 2])


@pytest.fixture
def hand():
    """Three documents of 甲 (the first of two units), one of 乙."""
    units = pd.DataFrame({"doc_id": ["a", "a", "b", "d", "c"], "city": ["甲", "甲", "甲", "甲", "乙"]})
    shares = pd.DataFrame([[1.0, 0.0], [0.5, 0.5], [0.0, 1.0], [0.5, 0.5], [0.2, 0.8]], columns=[1, 2])
    return TopicModel(TERMS, shares, units, np.array([10, 20, 10, 40, 5]))


def test_prevalence_of_the_planted_topics(model):
    table = topic_prevalence(model)
    assert list(table.columns) == ["topic", "group", "n_documents", "size", "prevalence", "low", "high"]
    assert np.allclose(table.groupby("group")["prevalence"].sum(), 1)
    third = top_terms(model, 1).set_index("topic")["term"].str.startswith("t2")
    of_third = table[table["topic"] == third.idxmax()].set_index("group")
    assert of_third.loc["甲市", "prevalence"] < 0.02
    assert 0.2 < of_third.loc["乙市", "prevalence"] < 0.47
    assert (table["low"] <= table["prevalence"]).all()
    assert (table["prevalence"] <= table["high"]).all()


def test_prevalence_is_a_token_weighted_mean_over_documents(hand):
    table = topic_prevalence(hand).set_index(["topic", "group"])
    assert table.loc[(1, "甲"), "prevalence"] == pytest.approx((10 * 1 + 20 * 0.5 + 40 * 0.5) / 80)
    assert table.loc[(1, "甲"), "n_documents"] == 3
    assert table.loc[(2, "乙"), "prevalence"] == pytest.approx(0.8)
    assert table.loc[(2, "乙"), ["low", "high"]].isna().all()
    # Residuals of the three documents: 20 - 15, 0 - 5 and 20 - 20. They have 30, 10 and 40 tokens, weights
    # of 3/8, 1/8 and 4/8, whose squares sum to 26/64: of their variances 42/64, 74/64 and 26/64 are left.
    variance = (25 / (42 / 64) + 25 / (74 / 64)) / 80**2
    k = t.ppf(0.975, ratio_df([30, 10, 40])) ** 2 * variance / 0.25
    half = np.sqrt(k * 0.25 + k**2 / 4)
    bounds = [(0.5 + k / 2 - half) / (1 + k), (0.5 + k / 2 + half) / (1 + k)]
    assert table.loc[(1, "甲"), ["low", "high"]].tolist() == pytest.approx(bounds)


def test_refits_widen_the_interval(hand):
    even, odd = hand.unit_topics * 0 + [0.5, 0.5], hand.unit_topics * 0 + [0.3, 0.7]
    once = TopicModel(TERMS, even, hand.units, hand.sizes)
    twice = TopicModel(TERMS, even, hand.units, hand.sizes, refits=(odd,))
    narrow, wide = (topic_prevalence(m).set_index(["topic", "group"]).loc[(1, "甲")] for m in (once, twice))
    assert (narrow["low"], narrow["high"]) == pytest.approx((0.5, 0.5))
    # All documents are alike: what is left is 3 / 2 of the variance of 0.5 and 0.3.
    low, high = share_interval(0.5, 1.5 * 0.02, ratio_df([30, 10, 40]))
    assert (wide["low"], wide["high"]) == pytest.approx((float(low), float(high)))


def test_order_of_documents_does_not_matter(model):
    order = np.random.default_rng(0).permutation(len(model.units))
    turned = TopicModel(
        model.topic_terms, model.unit_topics.iloc[order], model.units.iloc[order], model.sizes[order],
        refits=tuple(refit.iloc[order] for refit in model.refits),
    )  # fmt: skip
    pd.testing.assert_frame_equal(topic_prevalence(turned), topic_prevalence(model))
    pd.testing.assert_frame_equal(topic_trend(turned), topic_trend(model))


def test_contrast_is_the_difference_and_turns_its_sign(model):
    one, two = topic_contrast(model, "甲市", "乙市"), topic_contrast(model, "乙市", "甲市")
    prevalence = topic_prevalence(model).pivot(index="topic", columns="group", values="prevalence")
    expected = (prevalence["甲市"] - prevalence["乙市"]).loc[one["topic"]]
    assert one["difference"].to_numpy() == pytest.approx(expected.to_numpy())
    assert one["difference"].abs().is_monotonic_decreasing
    assert two["difference"].to_numpy() == pytest.approx(-one["difference"].to_numpy())
    assert ((one["low"] <= one["difference"]) & (one["difference"] <= one["high"])).all()


def test_contrast_with_one_document_has_no_interval(hand):
    table = topic_contrast(hand, "甲", "乙")
    assert table.loc[table["topic"] == 1, "difference"].item() == pytest.approx(0.5 - 0.2)
    assert table[["low", "high"]].isna().all(axis=None)
    with pytest.raises(ChoiceError, match="`other` parameter of `topic_contrast` must be one of '乙', '甲'"):
        topic_contrast(hand, "甲", "丙")


def test_contrast_is_welchs():
    shares, cities = [0.1, 0.3, 0.5, 0.2, 0.9, 0.7, 0.4], list("甲甲甲乙乙乙乙")
    units = pd.DataFrame({"doc_id": [f"d{i}" for i in range(7)], "city": cities})
    frame = pd.DataFrame({1: shares, 2: 1 - np.array(shares)})
    found = topic_contrast(TopicModel(TERMS, frame, units, np.full(7, 10)), "甲", "乙")
    oracle = ttest_ind(shares[:3], shares[3:], equal_var=False).confidence_interval(0.95)
    row = found[found["topic"] == 1].iloc[0]
    assert (row["low"], row["high"]) == pytest.approx((oracle.low, oracle.high))


def yearly(shares, years, sizes=None):
    units = pd.DataFrame({"doc_id": [f"d{i}" for i in range(len(years))], "city": "甲", "year": years})
    frame = pd.DataFrame({1: shares, 2: 1 - np.array(shares)})
    weights = np.full(len(years), 10) if sizes is None else np.array(sizes)
    return TopicModel(TERMS, frame, units.astype({"year": "Int64"}), weights)


def test_slope_of_an_exact_line():
    table = topic_trend(yearly([0.1, 0.2, 0.3, 0.4, 0.5], [2001, 2002, 2003, 2004, 2005])).set_index("topic")
    assert table["slope"].tolist() == pytest.approx([0.1, -0.1])
    assert table.loc[1, ["low", "high"]].tolist() == pytest.approx([0.1, 0.1])
    assert table.loc[1, ["n_documents", "n_years", "first_year", "last_year"]].tolist() == [5, 5, 2001, 2005]


def test_slope_is_weighted_by_tokens():
    years, shares, sizes = [2001, 2002, 2004, 2004, 2007], [0.1, 0.5, 0.2, 0.9, 0.3], [5, 50, 7, 20, 9]
    table = topic_trend(yearly(shares, years, sizes))
    fitted = WLS(shares, add_constant(years), weights=sizes).fit(cov_type="HC3", use_t=True)
    assert table["slope"].iloc[0] == pytest.approx(fitted.params[1])
    assert table[["low", "high"]].iloc[0].tolist() == pytest.approx(fitted.conf_int()[1].tolist())


def test_trends_that_are_undefined():
    one_year = topic_trend(yearly([0.1, 0.2], [2001, 2001]))
    assert one_year[["slope", "low", "high"]].isna().all(axis=None)
    three = topic_trend(yearly([0.1, 0.2, 0.4], [2001, 2002, 2003]), within="city")
    assert three["slope"].notna().all()
    assert three["low"].isna().all()
    assert three["group"].unique().tolist() == ["甲"]
    with pytest.raises(InputError, match="No document has a year"):
        topic_trend(yearly([0.1, 0.2], [pd.NA, pd.NA]))
