"""Attention and shift in the report: every number and every term opens its sentences."""

import json
import re

import pandas as pd
import pytest

from analysis.compare import distances, farthest, mds_map, shift, similarity_order
from analysis.corpus import DocTermMatrix
from analysis.figures import attention_dots
from analysis.keywords import attention, keyness_by
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


def test_every_count_of_a_theme_opens_its_sentences(page, dtm):
    html = attention_section(page, attention(dtm, LEXICON), LEXICON, dtm).data
    stored = opened(page)
    keys = buttons(html)
    assert {"a:港|甲州市", "a:改|乙州市", "t:港口", "t:航线", "t:改革", "t:创新"} <= keys
    assert keys <= set(stored["keys"])
    n, hits = stored["keys"]["a:港|甲州市"]
    assert n == 5
    shown = [stored["sentences"][s][2][a:b] for s, a, b in hits]
    assert sorted(set(shown)) == ["港口", "航线"]
    assert "a:港|乙州市" not in keys


def test_terms_that_are_cut_are_named_and_no_others(page, dtm):
    # 港口贸 stands in the texts and is no token; 火箭 does not stand there at all, 旅 within 旅游 only.
    lexicon = {**LEXICON, "无": ["港口贸", "火箭", "旅"]}
    html = attention_section(page, attention(dtm, lexicon), lexicon, dtm).data
    note = next(line for line in html.split("</p>") if "港口贸" in line)
    assert "火箭" not in note
    assert "旅" not in note


def test_themes_are_written_without_markup(corpus, dtm, tmp_path):
    attention_section(Page(corpus, out=tmp_path), attention(dtm, LEXICON), LEXICON, dtm)
    table = pd.read_csv(tmp_path / "tables" / "themes.csv")
    assert table.loc[0, "frequent"] == "港口 4、航线 1"
    assert len(pd.read_csv(tmp_path / "tables" / "attention.csv")) == 9


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


def test_an_english_page_names_the_themes_of_the_project_in_english(dtm, corpus):
    named = messages("en")["values"]
    assert all(named[theme].isascii() for theme in themes())
    lexicon = {"产业": ["港口", "茶叶"], "我的": ["芯片"]}
    found = attention(dtm, lexicon)
    assert [tick.get_text() for tick in attention_dots(found, lang="en").get_yticklabels()] == [
        "industry",
        "我的",
    ]
    html = attention_section(Page(corpus, lang="en"), found, lexicon, dtm).data
    assert "<td>industry</td>" in html
    assert "<td>我的</td>" in html
