"""The concordance with a search box, with ipywidgets and without."""

import re

import pytest

import analysis.explore
from analysis import explore_kwic
from analysis.explore import MOST


def text(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", html)


def test_searches_again_when_another_word_is_typed(corpus):
    box = explore_kwic(corpus, "港口", lang="zh")
    (search, regex), table = box.children[0].children, box.children[1]
    assert "共 4 处，见于 2 篇文本。" in table.value
    assert table.value.count("<mark>港口</mark>") == 4
    search.value = "茶叶"
    assert "共 3 处，见于 2 篇文本。" in table.value
    assert "乙州市 · 2021 · 乙1.txt · 1" in table.value
    search.value = "茶叶|芯片"
    assert "没有找到“茶叶|芯片”。" in table.value
    regex.value = True
    assert "共 7 处，见于 4 篇文本。" in table.value
    search.value = "("
    assert "is not a valid regular expression" in table.value
    search.value = ""
    assert "<mark>" not in table.value


def test_only_the_first_hits_are_shown(corpus_of):
    corpus = corpus_of(["港口。" * 60], ["甲州市"])
    table = explore_kwic(corpus, "港口", lang="en").children[1].value
    assert "Hits: 60, in documents: 1. The first 50 are shown." in table
    assert table.count("<mark>") == MOST


def test_texts_are_escaped(corpus_of):
    corpus = corpus_of(["港口<img src=x onerror=alert(1)>贸易。"], ["<b>甲</b>州市"])
    table = explore_kwic(corpus, "<img").children[1].value
    assert "<img" not in table
    assert "<b>" not in table
    assert "&lt;img" in table
    missing = explore_kwic(corpus, "<script>").children[1].value
    assert "<script" not in missing


def test_without_widgets_a_table_and_a_hint(corpus, monkeypatch):
    monkeypatch.setattr(analysis.explore, "find_spec", lambda name: None)
    shown = explore_kwic(corpus, "港口", lang="en").data
    assert "pip install ipywidgets" in shown
    assert shown.count("<mark>港口</mark>") == 4


def test_missing_city_and_year_leave_no_gap(corpus_of):
    corpus = corpus_of(["港口。"], [None])
    assert "0.txt · 1<" in explore_kwic(corpus, "港口").children[1].value


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_labels_speak_one_language(corpus, lang):
    box = explore_kwic(corpus, lang=lang)
    search, regex = box.children[0].children
    labels = search.description + search.placeholder + regex.description + text(box.children[1].value)
    assert bool(re.search("[一-鿿]", labels)) == (lang == "zh")
