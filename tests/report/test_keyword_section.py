"""Keywords, keyness and attention in the report: every number and every term opens its sentences."""

import re

import numpy as np
import pandas as pd
import pytest

from analysis.figures import attention_dots
from analysis.keywords import attention, keyness_by, tf_idf, theme_hits
from analysis.lexicon import messages, themes
from analysis.report import context_of, keyword_section
from analysis.report.chart import Chart
from analysis.report.parts import Data, Section, Table, walk
from analysis.report.render import evidence_of
from analysis.report.sections.keywords import attention_parts, keyness_parts, standing_parts

LEXICON = {"港": ["港口", "航线"], "改": ["改革", "创新"], "无": ["港口贸"]}


@pytest.fixture
def section_of():
    def made(corpus, lexicon=LEXICON, lang="zh"):
        context, hits = context_of(corpus, "city", lang), theme_hits(corpus, lexicon)
        parts = attention_parts(context, attention(corpus, lexicon), hits)
        return Section("keywords", context, tuple(parts), {"themes": hits})

    return made


def opened(section, corpus):
    return evidence_of([section], corpus, section.context)


def shown_at(stored, key):
    """What stands at the places of a link, the sentence around it, and the number of its paragraph."""
    sentences = stored.sentences
    rows = stored.found[stored.found["key"] == key].itertuples()
    return [
        (text[row.start : row.end], text, sentences["paragraph"][row.sentence])
        for row in rows
        for text in [sentences["text"][row.sentence]]
    ]


def buttons(section):
    return set(re.findall(r'data-key="([^"]+)"', section._repr_html_()))


def tables(section):
    return {part.name: part for part in walk(section) if isinstance(part, Table | Data)}


def test_every_count_of_a_theme_opens_its_sentences(corpus, section_of):
    section = section_of(corpus)
    stored, keys = opened(section, corpus), buttons(section)
    assert {"themes:theme=港|group=甲州市", "themes:theme=改|group=乙州市", "themes:theme=港|term=港口",
            "themes:theme=改|term=改革", "themes:theme=无|term=港口贸"} <= keys  # fmt: skip
    assert keys == set(stored.counts)
    assert stored.counts["themes:theme=港|group=甲州市"] == 5
    assert {said for said, _, _ in shown_at(stored, "themes:theme=港|group=甲州市")} == {"港口", "航线"}
    assert "themes:theme=港|group=乙州市" not in keys


def test_a_part_of_a_word_opens_its_sentence_where_it_stands(corpus_of, section_of):
    corpus = corpus_of(["别的话。\n巩固脱贫攻坚成果。优化营商环境。"], ["甲市"])
    section = section_of(corpus, {"乡村": ["脱贫攻坚"], "环境": ["优化营商环境"]})
    stored = opened(section, corpus)
    assert len(stored.counts) == 4
    for key, sentence, term in [
        ("themes:theme=乡村|term=脱贫攻坚", "巩固脱贫攻坚成果。", "脱贫攻坚"),
        ("themes:theme=环境|group=甲市", "优化营商环境。", "优化营商环境"),
    ]:
        assert shown_at(stored, key) == [(term, sentence, 1)]


def test_the_page_says_how_terms_are_counted(corpus, section_of):
    assert "不受分词影响" in section_of(corpus)._repr_html_()
    assert "regardless of how it was segmented" in section_of(corpus, lang="en")._repr_html_()


def test_themes_are_written_without_links(corpus, section_of):
    written = tables(section_of(corpus))
    assert written["themes"].frame.loc[0, "frequent"] == "港口 4、航线 1"
    assert len(written["attention"].frame) == 9
    assert written["theme_hits"].frame["theme"].value_counts().to_dict() == {"港": 5, "改": 8, "无": 2}


def test_every_keyword_and_key_term_opens_its_sentences(corpus, dtm):
    key_terms, found = keyness_by(dtm, min_n=1), attention(corpus, LEXICON)
    section = keyword_section(
        context_of(corpus), WORDS, tf_idf(dtm), key_terms, found, theme_hits(corpus, LEXICON)
    )
    keys = opened(section, corpus).counts
    shown = tables(section)["keywords"].shown
    assert len(shown) > 10
    assert all(keys[cell.key] == n for cell, n in zip(shown["term"], shown["n"], strict=True))
    shown = tables(section)["keyness"].shown
    assert all(keys[cell.key] == n for cell, n in zip(shown["term"], shown["n_target"], strict=True))


WORDS = pd.DataFrame(
    {
        "group": ["甲州市", "乙州市"], "term": ["港口", "港口"], "kind": ["term", "avoided"],
        "direction": ["more", "less"], "n": [4, 0], "n_other": [0, 4], "rate": [900.0, 0.0],
        "rate_other": [0.0, 450.0], "n_documents": [2, 0], "documents": [2, 2], "n_groups_other": [0, 1],
        "groups_other": [2, 2], "log_ratio": [4.0, -3.0], "low": [1.0, -np.inf], "high": [np.inf, -0.5],
        "bound": [1.0, 0.5], "p": [np.nan, np.nan], "rank": [1, 1],
        "basis": ["joint", "joint"],
    }
)  # fmt: skip
"""As `headline_terms` returns them."""


def test_what_stands_out_heads_the_section_and_what_is_avoided_follows(corpus, dtm):
    key_terms, found = keyness_by(dtm, min_n=1), attention(corpus, LEXICON)
    section = keyword_section(
        context_of(corpus), WORDS, tf_idf(dtm), key_terms, found, theme_hits(corpus, LEXICON)
    )
    order = [part.name for part in walk(section) if isinstance(part, Table)]
    assert order == ["standing_out_terms", "avoided_terms", "themes", "attention", "keyness", "keywords"]
    written = tables(section)
    assert written["keywords"].fold
    more, less = (written[name].shown.iloc[0] for name in ("standing_out_terms", "avoided_terms"))
    assert (more["term"].key, more["n_documents"]) == ("terms:term=港口|group=甲州市", "2 / 2")
    assert (less["term"].key, less["n_groups"]) == ("terms:term=港口", "1 / 2")
    assert "p（校正后）" not in section._repr_html_(), "nothing was tested"


def test_what_only_its_own_interval_speaks_for_comes_after_what_is_avoided(corpus):
    rows = [WORDS.iloc[[1]].assign(kind="seldom", basis="alone", term=f"词{i}", rank=i) for i in range(1, 6)]
    parts = standing_parts(context_of(corpus), pd.concat([*rows, WORDS]))
    shown = next(part for part in parts if isinstance(part, Table) and part.name == "avoided_terms")
    assert shown.frame["term"].tolist() == ["港口", "词1", "词2", "词3", "词4"]
    assert "该词单独的区间" in shown._repr_html_()


def test_that_nothing_stands_out_is_said(corpus):
    html = "".join(part._repr_html_() for part in standing_parts(context_of(corpus), WORDS.head(0)))
    assert "没有哪个城市的用词" in html


def test_of_many_groups_those_that_differ_most_are_drawn_first(corpus):
    rows = [WORDS.iloc[[0]].assign(group=f"城{i:02}市", bound=i % 7) for i in range(13)]
    parts = standing_parts(context_of(corpus), pd.concat(rows, ignore_index=True))
    (chart,) = [part for part in parts if isinstance(part, Chart)]
    assert chart.settings["first"] == ["城06市", "城05市", "城12市", "城04市"]
    assert "图中先列用词差别最大的几个城市" in "".join(part._repr_html_() for part in parts)


def test_groups_without_such_terms_are_named(corpus):
    html = "".join(part._repr_html_() for part in standing_parts(context_of(corpus), WORDS))
    assert "图中没有列出的丙州市、乙州市，没有明显多用的词。" in html


def test_without_a_test_the_page_says_so_and_shows_no_q(corpus, dtm):
    parts = keyness_parts(context_of(corpus), keyness_by(dtm, min_n=1))
    html = "".join(part._repr_html_() for part in parts)
    assert "不足五篇" in html
    assert '<th scope="col" class="num">q</th>' not in html


def test_attention_of_no_term_can_be_drawn(dtm):
    assert attention_dots(attention(dtm, {"空": ["没有"]})).get_xlim()[1] > 0


def test_an_english_page_names_the_themes_of_the_project_in_english(corpus, section_of):
    named = messages("en")["values"]
    assert all(named[theme].isascii() for theme in themes())
    lexicon = {"产业": ["港口", "茶叶"], "我的": ["芯片"]}
    found = attention(corpus, lexicon)
    assert [tick.get_text() for tick in attention_dots(found, lang="en").get_yticklabels()] == [
        "industry",
        "我的",
    ]
    html = section_of(corpus, lexicon, "en")._repr_html_()
    assert "<td>industry</td>" in html
    assert "<td>我的</td>" in html


def test_groups_with_too_few_words_are_named_apart(corpus):
    html = "".join(part._repr_html_() for part in standing_parts(context_of(corpus), WORDS, {"乙州市"}))
    assert "图中没有列出的丙州市，没有明显多用的词。" in html
    assert "下列城市全部文本不足 300 词，太少，不列多用和少用的词：乙州市。" in html
