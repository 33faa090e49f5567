"""Cards: what was tested stands apart from what only these texts show; themes with rank and interval."""

import pandas as pd
import pytest

from analysis.report.context import Context
from analysis.report.parts import Cards
from analysis.report.sections.cities import _topics, city_section
from analysis.slogans import Slogans
from analysis.topics import Topics

GROUPS = ("丙市", "乙市", "甲市")
CONTEXT = Context("city", "en", GROUPS, pd.Series(GROUPS, index=["c", "b", "a"], dtype=object))
SIZES = pd.DataFrame({"group": GROUPS, "n_documents": 4, "n_han": 5000, "years": "2022"})
WORDS = pd.DataFrame(
    [("甲市", "term", "港口", 0.01), ("甲市", "term", "航运", 0.2), ("乙市", "term", "河谷", float("nan"))],
    columns=["group", "kind", "term", "p"],
)
ATTENDED = pd.DataFrame(
    [
        ("产业", "甲市", 30, 5000, 60.0, 40.0, 90.0),
        ("产业", "乙市", 10, 5000, 20.0, 9.0, 44.0),
        ("产业", "丙市", 5, 5000, 10.0, 4.0, 25.0),
        ("安全", "丙市", 2, 5000, 4.0, 1.0, 16.0),
        ("安全", "甲市", 0, 5000, 0.0, 0.0, 7.0),
        ("安全", "乙市", 0, 5000, 0.0, 0.0, 7.0),
    ],
    columns=["theme", "group", "n", "size", "rate_per_10k", "low", "high"],
)


@pytest.fixture(scope="module")
def cards():
    from analysis import count_terms, find_slogans, fit_or_explain, read_texts, segment, slogan_summary

    corpus = segment(
        read_texts(["甲市建港口。", "乙市治河谷。", "丙市办工厂。"], city=["甲市", "乙市", "丙市"])
    )
    slogans: Slogans = slogan_summary(find_slogans(corpus), corpus, "city", None)
    topics: Topics = fit_or_explain(count_terms(corpus, unit="paragraph"), corpus, "city", 8, 1)
    typical = pd.DataFrame(columns=["group", "rank", "doc_id", "line", "n_terms", "terms", "text"])
    section = city_section(CONTEXT, SIZES, WORDS, topics, slogans, typical, corpus, ATTENDED)
    (found,) = [part for part in section.parts if isinstance(part, Cards)]
    return {card.group: dict(card.rows) for card in found.cards}


def terms(row):
    return [part.text for part in row]


def test_only_tested_terms_are_said_to_be_used_more(cards):
    assert terms(cards["甲市"]["key_terms"]) == ["港口"]
    assert terms(cards["甲市"]["more_here"]) == ["航运"]
    assert cards["乙市"]["key_terms"] == ()
    assert terms(cards["乙市"]["more_here"]) == ["河谷"]
    assert cards["丙市"]["key_terms"][0].key == "cities.no_key_terms"
    assert cards["丙市"]["more_here"] == ()


def test_themes_of_the_first_third_have_rank_and_interval(cards):
    (told,) = cards["甲市"]["themes"]
    assert (told.values["rank"], told.values["n"], told.values["rate"]) == (1, 3, "60.0")
    assert "40.0" in told.values["interval"]
    assert cards["乙市"]["themes"] == cards["丙市"]["themes"] == ()


def test_two_mentions_make_no_rank(cards):
    """Only 丙市 speaks of 安全, but twice."""
    assert cards["丙市"]["themes"] == ()


def test_only_topics_with_their_part_of_the_words_are_told():
    shares = pd.DataFrame(
        [("甲市", 1, 0.7), ("甲市", 2, 0.25), ("甲市", 3, 0.004), ("甲市", 4, 0.046)],
        columns=["group", "topic", "prevalence"],
    ).assign(low=float("nan"), high=float("nan"))
    topics = Topics(None, pd.DataFrame(), shares, {1: "港口", 2: "工业", 3: "农业", 4: "医疗"})
    assert [told.values["topic"] for told in _topics(CONTEXT, topics, shares)] == ["港口", "工业"]
