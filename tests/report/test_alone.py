"""Pages of one group, or of texts without slogans: no chart of one dot, no words of comparison."""

import pandas as pd
import pytest

from analysis import (
    attention,
    count_terms,
    find_slogans,
    keyness_by,
    read_texts,
    segment,
    slogan_summary,
    tf_idf,
    theme_hits,
)
from analysis.report import context_of, header, keyword_section, reuse_section, reused_texts, slogan_section
from analysis.report.parts import Note, Table, walk
from analysis.slogans import verdict_table

TEXT = "港口扩建，港口加快建设，航运发展。干部寻难点、聚痛点、破堵点。让获得感、幸福感、安全感更足。"
WORDS = pd.DataFrame(columns=["kind"])


@pytest.fixture(scope="module")
def corpus():
    return segment(read_texts([TEXT], city="青岛市"))


def slogans_of(corpus):
    hits = find_slogans(corpus)
    return slogan_section(context_of(corpus), slogan_summary(hits, corpus), verdict_table(hits))


def notes(section):
    return [part.key for part in section.opening if isinstance(part, Note)]


def charts(parts):
    return [part.name for part in parts if part.is_chart]


def test_the_words_of_one_group_are_ranked_by_how_often_they_occur(corpus):
    dtm = count_terms(corpus)
    context, attended, hits = context_of(corpus), attention(corpus), theme_hits(corpus)
    section = keyword_section(context, WORDS, tf_idf(dtm), keyness_by(dtm, min_n=1), attended, hits)
    (chart,) = [part for part in section.opening if part.is_chart]
    assert chart.name == "keywords"
    assert chart.frame[["term", "n"]].iloc[0].tolist() == ["港口", 2]
    assert "加快" not in {*chart.frame["term"]}, "it says how, not what"
    assert "其余" not in context_of(corpus).intro("keywords")


def test_the_slogans_of_one_group_are_listed_not_drawn(corpus):
    section = slogans_of(corpus)
    assert charts(section.opening) == []
    (table,) = [part for part in section.opening if isinstance(part, Table)]
    assert table.name == "slogan_formulas"
    assert len(table.body) == 2
    assert "slogan_profile" not in {part.name for part in walk(section) if isinstance(part, Table)}


def test_texts_without_slogans_say_so(corpus):
    section = slogans_of(segment(read_texts(["港口扩建。", "治理黄河。"], city=["青岛市", "兰州市"])))
    assert charts(section.parts) == []
    assert notes(section)[0] == "notes.slogan_none"
    assert "notes.slogan_none" not in notes(slogans_of(corpus))


def test_where_nothing_stands_elsewhere_the_table_of_shares_is_folded(corpus):
    section = reuse_section(context_of(corpus), reused_texts(corpus, None), corpus)
    (shares,) = [part for part in section.parts if isinstance(part, Table) and part.name == "reuse_shares"]
    assert shares.fold
    assert section.parts[0].key == "notes.reuse_none"


@pytest.mark.parametrize(
    ("n", "said"), [(1, "本报告只有 1 个城市的一篇文本"), (2, "本报告只有 1 个城市的 2 篇文本")]
)
def test_nothing_is_said_to_be_compared(n, said):
    corpus = segment(read_texts([TEXT] * n, city="青岛市"))
    assert said in header(context_of(corpus), corpus)._repr_html_()
