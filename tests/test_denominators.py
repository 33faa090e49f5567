"""What each rate is a rate of: all word tokens, stop words among them, or all Han characters, by hand."""

import re

import numpy as np
import pandas as pd
import pytest

from analysis import attention, diversity, find_slogans, kwic, positions, shift, slogan_rates, tf_idf
from analysis import dispersion as dispersion_of
from analysis.counts import count_terms
from analysis.keywords import keyness, keyness_by
from analysis.stats import rate_interval

THEMES = {"港": ["港口", "航线"], "茶": ["茶叶", "旅游"]}


@pytest.fixture(scope="session")
def words(texts) -> pd.Series:
    """Word tokens of each city, counted in the texts as they are written down; 的 is one, 2022 is none."""
    found = {doc_id: (city, len(re.findall("[一-鿿]+", text))) for doc_id, (city, _, text) in texts.items()}
    return pd.DataFrame(found, index=["city", "n"]).T.groupby("city")["n"].sum().astype(int)


@pytest.fixture(scope="session")
def han(texts) -> pd.Series:
    """Han characters of each city."""
    found = {doc_id: (city, len(re.findall("[一-鿿]", text))) for doc_id, (city, _, text) in texts.items()}
    return pd.DataFrame(found, index=["city", "n"]).T.groupby("city")["n"].sum().astype(int)


def test_the_toy_corpus_tells_words_from_counted_terms(dtm, words):
    assert words.to_dict() == {"丙州市": 10, "乙州市": 11, "甲州市": 10}
    assert dtm.group("city").counts.sum(axis=1).tolist() == [10, 9, 10]
    assert dtm.group("city").sizes.tolist() == words.tolist()


def per_10k(table: pd.DataFrame, size: str, n: str = "n", rate: str = "rate_per_10k") -> None:
    assert len(table)
    np.testing.assert_allclose(table[rate], table[n] / table[size] * 10_000)


def test_rates_of_groups_are_of_all_their_words(corpus, dtm, words):
    for table in (tf_idf(dtm), attention(corpus, THEMES), attention(dtm, THEMES)):
        assert table["size"].tolist() == table["group"].map(words).tolist()
        per_10k(table, "size")
    tea = attention(corpus, THEMES).set_index(["theme", "group"]).loc[("茶", "乙州市")]
    assert (tea["n"], tea["size"], tea["rate_per_10k"]) == (5, 11, pytest.approx(5 / 11 * 10_000))


def test_rates_of_all_documents_are_of_all_words(dtm, words):
    table = dispersion_of(dtm, min_n=1)
    assert set(table["size"]) == {words.sum()}
    per_10k(table, "size")


def test_rates_of_two_sides_are_of_the_words_of_each(dtm, words):
    for table in (keyness(dtm, "乙州市", min_n=1), keyness_by(dtm, min_n=1)):
        target = table["group"].map(words) if "group" in table else words["乙州市"]
        assert (table["size_target"] == target).all()
        assert (table["size_target"] + table["size_reference"] == words.sum()).all()
        for side in ("target", "reference"):
            per_10k(table, f"size_{side}", f"n_{side}", f"rate_{side}")
    moved = shift(dtm, "甲州市", "乙州市")
    np.testing.assert_allclose(moved["rate_a"], moved["n_a"] / words["甲州市"] * 10_000)
    np.testing.assert_allclose(moved["rate_b"], moved["n_b"] / words["乙州市"] * 10_000)


def test_grouping_and_leaving_terms_out_change_no_denominator(corpus, dtm, words):
    for made in (dtm.select(["港口"]), dtm.trim(min_n=3), count_terms(corpus, min_length=1)):
        assert made.group("city").sizes.tolist() == words.tolist()
    paragraphs = count_terms(corpus, unit="paragraph")
    assert paragraphs.sizes.sum() == words.sum()


def test_words_are_counted_alike_everywhere(corpus, words):
    assert diversity(corpus, window=2)["n_words"].sum() == words.sum()
    at = positions(corpus, "港口")
    assert at.groupby("group")["n_words"].first().to_dict() == words.to_dict()
    assert len(kwic(corpus, "港口")) == at["doc_id"].notna().sum()


RUN = "转方式、调结构、增动能"


@pytest.fixture(scope="session")
def same(corpus_of):
    """Six times the same text in one city, and once in another."""
    return corpus_of([f"改革创新，{RUN}，港口的贸易。"] * 7, ["甲市"] * 6 + ["乙市"])


def test_slogans_are_counted_by_han_characters(corpus, han, same):
    rates = slogan_rates(find_slogans(same), same)
    assert rates["size"].tolist() == rates["group"].map({"甲市": 6 * 18, "乙市": 18}).tolist()
    per_10k(rates, "size")
    none = slogan_rates(find_slogans(corpus), corpus)
    assert none.set_index("group")["size"].groupby("group").first().to_dict() == han.to_dict()


def test_intervals_are_in_the_unit_of_the_rates(same):
    """The six documents of 甲市 are alike, with a sixth of the events each; a single one has no bounds."""
    for table in (attention(same, THEMES), attention(count_terms(same), THEMES),
                  slogan_rates(find_slogans(same), same)):  # fmt: skip
        drawn = table[table["interval"] == "score"]
        assert set(drawn["group"]) == {"甲市"}
        assert (drawn["n"] > 0).any()
        each = np.tile(drawn["n"].to_numpy(dtype=float) / 6, (6, 1))
        low, high = rate_interval(each, np.full(6, drawn["size"].iloc[0] / 6 / 10_000))
        assert drawn["size"].nunique() == 1
        np.testing.assert_allclose(drawn["low"].to_numpy(dtype=float), low)
        np.testing.assert_allclose(drawn["high"].to_numpy(dtype=float), high)
        assert (drawn["low"] <= drawn["rate_per_10k"]).all()
        assert (drawn["high"] > drawn["rate_per_10k"]).all()
        assert table.loc[table["group"] == "乙市", ["low", "high", "interval"]].isna().all(axis=None)
