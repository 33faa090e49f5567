"""Rates of terms in groups: counted by hand, without the names of the groups."""

import pandas as pd
import pytest

from analysis.errors import KoujingError
from analysis.keywords import keyness_by, term_rates
from analysis.keywords.term_rates import N_FREQUENT


def test_counts_and_rates_of_terms(dtm):
    rates = term_rates(dtm, keyness_by(dtm, min_n=1))
    assert list(rates.columns) == ["term", "group", "n", "size", "rate_per_10k"]
    port = rates[rates["term"] == "港口"]
    assert port[["group", "n"]].to_numpy().tolist() == [["甲州市", 4]]
    assert port["size"].item() == dtm.group("city").sizes[2]
    assert port["rate_per_10k"].item() == pytest.approx(4 / port["size"].item() * 10_000)
    reform = rates[rates["term"] == "改革"]
    assert reform.set_index("group")["n"].to_dict() == {"丙州市": 1, "乙州市": 2, "甲州市": 1}
    assert (rates["n"] > 0).all(), "no row stands for no occurrence"
    assert rates.equals(rates.sort_values(["term", "group"], ignore_index=True))


def test_each_count_is_that_of_the_matrix(dtm):
    rates = term_rates(dtm, keyness_by(dtm, min_n=1))
    grouped = dtm.group("city").to_frame()
    assert len(dtm.terms) < N_FREQUENT, "all terms are compared"
    wanted = grouped.sum().sum()
    assert rates["n"].sum() == wanted


def test_names_of_the_groups_are_left_out(corpus_of):
    from analysis.counts import count_terms

    dtm = count_terms(corpus_of(["柳州港口建设柳州", "中山港口建设中山"], ["柳州市", "中山市"]))
    terms = set(term_rates(dtm, keyness_by(dtm, min_n=1))["term"])
    assert "港口" in terms
    assert not {"柳州", "中山"} & terms


def test_what_is_no_matrix_is_refused(dtm):
    with pytest.raises(KoujingError):
        term_rates(pd.DataFrame(), keyness_by(dtm))
    with pytest.raises(KoujingError):
        term_rates(dtm, pd.DataFrame({"term": []}))
