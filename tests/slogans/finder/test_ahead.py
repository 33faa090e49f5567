"""Texts searched together have the runs that each has alone."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.slogans.finder import ahead as module
from analysis.slogans.finder.ahead import Ahead
from analysis.slogans.finder.lexical_weights import context_terms
from analysis.slogans.finder.model import slogan_model
from analysis.slogans.finder.parallel import BETWEEN, parallel_runs, parallel_runs_of
from analysis.slogans.finder.search import candidates_of

TEXTS = [
    "转方式、调结构、增动能",
    "等级评定、资格审查、考核验收，打通堵点、痛点、难点",
    "",
    "努力实现水清、岸绿、景美",
    "等",
    "寻难点/聚痛点/破堵点",
    "一是强链、补链、延链。",
]


def alone(texts):
    return [parallel_runs(text) for text in texts]


def test_texts_searched_together_have_the_runs_of_each():
    assert parallel_runs_of(TEXTS) == alone(TEXTS)
    assert parallel_runs_of(TEXTS[::-1]) == alone(TEXTS[::-1])
    assert sum(map(len, alone(TEXTS))) >= 3
    assert parallel_runs_of([]) == []


@given(st.lists(st.text("转方式调结构增动能、，。等“”的和堵点痛难五三\n\x1e", max_size=40), max_size=6))
def test_any_texts(texts):
    assert parallel_runs_of(texts) == alone(texts)


def test_edges_of_a_text_are_no_marks():
    def terms(text, skipped):
        [item] = [
            i for i in candidates_of(text, slogan_model()) if i.limbs[0] == "转方式" and len(i.limbs) == 3
        ]
        return [term for term in context_terms(text, item, (0, 0)) if term[0].startswith("mark")]

    one = "转方式、调结构、增动能"
    assert (
        terms(one, 0)
        == terms(BETWEEN.join(["水清", one, "岸绿"]), 4)
        == [("mark before", ""), ("mark after", ""), ("mark", "、")]
    )


def test_texts_may_be_asked_for_in_any_order_and_each_is_searched_once(monkeypatch):
    searched = []
    monkeypatch.setattr(
        module, "parallel_runs_of", lambda texts: searched.append(len(texts)) or parallel_runs_of(texts)
    )
    monkeypatch.setattr(module, "TOGETHER", 20)
    order = list(range(len(TEXTS)))
    random.Random(1).shuffle(order)
    found = Ahead(TEXTS)
    got = {number: found.of(number)[1] for number in order}
    monkeypatch.setattr(module, "with_commas", lambda text: text)
    assert [got[number] for number in range(5)] == alone(TEXTS[:5])
    assert sum(searched) == len(TEXTS)


def test_a_text_in_which_the_search_fails_does_not_stop_the_others(monkeypatch):
    def failing(texts):
        if any("出错" in text for text in texts):
            raise IndexError
        return parallel_runs_of(texts)

    monkeypatch.setattr(module, "parallel_runs_of", failing)
    found = Ahead([TEXTS[0], "出错", TEXTS[3]])
    assert found.of(0) == (TEXTS[0], parallel_runs(TEXTS[0]))
    with pytest.raises(IndexError):
        found.of(1)
    assert found.of(2)[1] == parallel_runs(TEXTS[3])
