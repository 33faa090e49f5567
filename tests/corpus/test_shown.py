"""How corpus, matrix and topic model show themselves in a notebook."""

import re

import numpy as np
import pandas as pd

from analysis.corpus import TopicModel
from analysis.corpus.shown import LONGEST, MOST_NAMED


def rows(html: str) -> dict[str, str]:
    return dict(re.findall(r'<th scope="row"[^>]*>(.*?)</th><td[^>]*>(.*?)</td>', html))


def test_corpus_tells_its_size_cities_and_years(corpus):
    shown = rows(corpus._repr_html_())
    assert shown["文本 Documents"] == "6"
    assert shown["城市 Cities"] == "3（丙州市、乙州市、甲州市）"
    assert shown["年份 Years"] == "2021–2022"
    assert shown["句子 Sentences"] == str(len(corpus.sentences())) == "9"
    assert shown["段落 Paragraphs"] == "8"
    assert shown["汉字 Han characters"] == str(corpus.n_han.sum())
    assert "<code>segmenter</code> jieba" in corpus._repr_html_()


def test_matrix_tells_units_and_commonest_terms(dtm):
    shown = rows(dtm._repr_html_())
    assert shown["计数单位 Unit"] == "文本 Document"
    assert shown["单位 Units"] == "6"
    assert shown["词 Terms"] == str(len(dtm.terms))
    assert shown["计入的词次 Tokens counted"] == str(dtm.counts.sum())
    assert shown["最常见的词 Most frequent terms"].startswith("创新 4、改革 4、港口 4、芯片 4、茶叶 3、")


def test_grouped_matrix_names_its_groups(dtm):
    shown = rows(dtm.group("city")._repr_html_())
    assert shown["计数单位 Unit"] == "city"
    assert shown["单位 Units"] == "3（丙州市、乙州市、甲州市）"
    assert "城市 Cities" not in shown


def test_topic_model_tells_topics_and_stability(dtm):
    terms = pd.DataFrame(np.full((2, 3), 1 / 3), index=[1, 2], columns=["甲", "乙", "丙"])
    shares = pd.DataFrame(np.full((6, 2), 0.5), index=dtm.units.index, columns=[1, 2])
    model = TopicModel(terms, shares, dtm.units, dtm.sizes, {"engine": "gensim", "seed": 1})
    shown = rows(model._repr_html_())
    assert shown["主题 Topics"] == "2"
    assert shown["单位 Units"] == "6"
    assert "稳定性 Stability" not in shown, "fitted once: nothing is known of it"
    steady = TopicModel(terms, shares, dtm.units, dtm.sizes, stability=pd.Series([0.5, 0.75], index=[1, 2]))
    assert rows(steady._repr_html_())["稳定性 Stability"] == "0.50–0.75"
    assert "<details>" not in steady._repr_html_(), "there are no settings to tell"


def test_hostile_and_long_names_stay_text_and_short(corpus_of):
    cities = ["<script>alert(1)</script>", "甲" * 200, *(f"城{i:02}市" for i in range(MOST_NAMED))]
    corpus = corpus_of(["港口贸易。"] * len(cities), cities)
    html = corpus._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "甲" * LONGEST not in html
    assert rows(html)["城市 Cities"].startswith(f"{MOST_NAMED + 2}（")
    assert rows(html)["城市 Cities"].endswith("……）")
    assert len(html) < 4000


def test_no_walls_of_text(corpus_of):
    corpus = corpus_of(["港口贸易兴旺，改革创新。" * 400] * 30, [f"城{i:02}市" for i in range(30)])
    assert len(corpus._repr_html_()) < 4000
