"""Attention and shift in the report: every number and every term opens its sentences."""

import json
import re

import pandas as pd
import pytest

from analysis.compare import distances, farthest, mds_map, shift, similarity_order
from analysis.corpus import DocTermMatrix
from analysis.figures import attention_dots
from analysis.keywords import attention, keyness_by, theme_hits
from analysis.lexicon import messages, themes
from analysis.report import Page, attention_section, similarity_section
from analysis.report.sections.keywords import _open, keyness_part

LEXICON = {"港": ["港口", "航线"], "改": ["改革", "创新"], "无": ["港口贸"]}


@pytest.fixture
def page(corpus):
    return Page(corpus)


def opened(page):
    return json.loads(page.evidence.to_json())


def buttons(html):
    return set(re.findall(r'data-key="([^"]+)"', html))


def section(page, lexicon=LEXICON):
    return attention_section(page, attention(page.corpus, lexicon), theme_hits(page.corpus, lexicon)).data


def test_every_count_of_a_theme_opens_its_sentences(page):
    html = section(page)
    stored = opened(page)
    keys = buttons(html)
    assert {"a:港|甲州市", "a:改|乙州市", "w:港|港口", "w:港|航线", "w:改|改革", "w:无|港口贸"} <= keys
    assert keys <= set(stored["keys"])
    n, hits = stored["keys"]["a:港|甲州市"]
    assert n == 5
    shown = [stored["sentences"][s][2][a:b] for s, a, b in hits]
    assert sorted(set(shown)) == ["港口", "航线"]
    assert "a:港|乙州市" not in keys


def test_a_part_of_a_word_opens_its_sentence_where_it_stands(corpus_of):
    page = Page(corpus_of(["别的话。\n巩固脱贫攻坚成果。优化营商环境。"], ["甲市"]))
    html = section(page, {"乡村": ["脱贫攻坚"], "环境": ["优化营商环境"]})
    stored = opened(page)
    assert {"w:乡村|脱贫攻坚", "w:环境|优化营商环境", "a:乡村|甲市", "a:环境|甲市"} == buttons(html)
    for key, sentence, term in [
        ("w:乡村|脱贫攻坚", "巩固脱贫攻坚成果。", "脱贫攻坚"),
        ("a:环境|甲市", "优化营商环境。", "优化营商环境"),
    ]:
        n, [(number, start, end)] = stored["keys"][key]
        _, line, text = stored["sentences"][number]
        assert (n, line, text, text[start:end]) == (1, 2, sentence, term)


def test_the_page_says_how_terms_are_counted(corpus):
    assert "不受分词影响" in section(Page(corpus))
    assert "however it was segmented" in section(Page(corpus, lang="en"))


def test_themes_are_written_without_markup(corpus, tmp_path):
    section(Page(corpus, out=tmp_path))
    table = pd.read_csv(tmp_path / "tables" / "themes.csv")
    assert table.loc[0, "frequent"] == "港口 4、航线 1"
    assert len(pd.read_csv(tmp_path / "tables" / "attention.csv")) == 9
    hits = pd.read_csv(tmp_path / "tables" / "theme_hits.csv")
    assert hits["theme"].value_counts().to_dict() == {"港": 5, "改": 8, "无": 2}


def test_terms_that_set_two_groups_apart_open_their_sentences(page, dtm):
    apart = distances(dtm)
    differing = shift(dtm, *farthest(apart))
    html = similarity_section(page, apart, similarity_order(apart), mds_map(apart), differing).data
    assert 'id="fig-shift"' in html
    assert 'id="fig-map"' in html
    keys = buttons(html)
    assert len(keys) == min(20, len(differing))
    assert keys <= set(opened(page)["keys"])


def test_two_groups_that_do_not_differ_have_no_shift(page):
    units = pd.DataFrame({"city": ["甲州市", "乙州市"]}, index=["a", "b"])
    same = DocTermMatrix([[3, 1], [3, 1]], units, ("港口", "改革"), [9, 9])
    apart = distances(same)
    html = similarity_section(
        page, apart, similarity_order(apart), None, shift(same, "甲州市", "乙州市")
    ).data
    assert "fig-shift" not in html


def test_without_a_test_the_page_says_so_and_shows_no_q(page, dtm):
    html = keyness_part(page, keyness_by(dtm, min_n=1)).data
    assert "不足五篇" in html
    assert '<th scope="col" class=num>q</th>' not in html


def test_an_end_near_zero_keeps_its_side():
    assert _open(-0.02, float("inf")) == "−0.02 … ∞"
    assert _open(0.04, 7.71) == "0.04 … 7.7"
    assert _open(-float("inf"), -1.25) == "−∞ … −1.2"


def test_attention_of_no_term_can_be_drawn(dtm):
    assert attention_dots(attention(dtm, {"空": ["没有"]})).get_xlim()[1] > 0


def test_an_english_page_names_the_themes_of_the_project_in_english(corpus):
    named = messages("en")["values"]
    assert all(named[theme].isascii() for theme in themes())
    lexicon = {"产业": ["港口", "茶叶"], "我的": ["芯片"]}
    found = attention(corpus, lexicon)
    assert [tick.get_text() for tick in attention_dots(found, lang="en").get_yticklabels()] == [
        "industry",
        "我的",
    ]
    html = section(Page(corpus, lang="en"), lexicon)
    assert "<td>industry</td>" in html
    assert "<td>我的</td>" in html
