"""The renderer: a page of parts, its tables and figures, the same bytes for the same parts."""

import re

import numpy as np
import pandas as pd
import pytest

from analysis.compare import distances, farthest, mds_map, shift, similarity_order
from analysis.corpus import DocTermMatrix
from analysis.counts import count_terms, group_sizes
from analysis.report.chart import Chart
from analysis.report.context import context_of
from analysis.report.parts import Findings, Section, Table, Told, link, walk
from analysis.report.render import page_html, write_page
from analysis.report.scripts import content_hash
from analysis.report.sections.corpus import header
from analysis.report.sections.similarity import pairs_parts, similarity_section


@pytest.fixture
def made(corpus, dtm):
    context = context_of(corpus)
    apart = distances(dtm)
    sentences = Told("关键词不同。", "keywords"), Told("甲在2021 年很近。", "similarity")
    found = Section("findings", context, (Findings(sentences),))
    near = similarity_section(
        context, apart, similarity_order(apart), mds_map(apart), shift(dtm, *farthest(apart))
    )
    return header(context, corpus, notes=["为演示而写。"], date="2026-01-31"), found, near


def test_a_page_is_written_with_its_tables_and_the_figures_asked_for(made, corpus, tmp_path):
    page = write_page(tmp_path / "a", made, corpus, ("svg", "png"))
    names = sorted(path.relative_to(tmp_path / "a").as_posix() for path in (tmp_path / "a").rglob("[!.]*.*"))
    tables = [part.name for part in walk(made[2]) if isinstance(part, Table)]
    charts = [part.name for part in walk(made[2]) if isinstance(part, Chart)]
    assert tables == ["distances", "shift"]
    assert names == sorted(
        ["compare_cities.html", *(f"tables/{name}.csv" for name in tables)]
        + [f"figures/{name}.{kind}" for name in charts for kind in ("svg", "png")]
    )
    again = write_page(tmp_path / "b", made, corpus, ("svg", "png"))
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert page.read_text(encoding="utf-8") == again.read_text(encoding="utf-8") == page_html(made, corpus)
    write_page(tmp_path / "c", made, corpus)
    assert not (tmp_path / "c" / "figures").exists(), "none is asked for"


def test_every_link_leads_to_its_sentences(made, corpus, unpacked):
    html = page_html(made, corpus)
    stored = unpacked(html)
    keys = set(re.findall(r'data-key="([^"]+)"', html))
    assert len(keys) > 5
    assert all(stored.places(key) for key in keys)


def test_only_the_script_and_the_style_of_the_page_hold(made, corpus):
    html = page_html(made, corpus)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1]
    [script] = re.findall(r"<script>(.*?)</script>", html, re.S)
    assert f"script-src '{content_hash(script)}'" in policy
    assert policy.startswith("default-src 'none'")
    [style] = re.findall(r"<style>(.*?)</style>", html, re.S)
    assert f"style-src '{content_hash(style)}';" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<[^>]+ (style|on\w+)=", re.sub(r"<(script|style).*?</\1>", "", html, flags=re.S))
    assert not {"http:", "https:", "'unsafe-eval'", "*"} & set(re.split("[ ;]+", policy))


def test_findings_lead_to_the_sections_there_are(made, corpus):
    html = page_html(made, corpus)
    assert re.findall(r'class="basis" href="#(\w+)"', html) == ["similarity"]
    assert "甲在 2021 年很近。" in html, "a year stands apart from the words around it"
    assert re.findall(r'class="basis" href="#(\w+)"', made[1]._repr_html_()) == ["keywords", "similarity"]


def test_the_head_tells_size_day_and_notes(made, corpus):
    html = page_html(made, corpus)
    assert "<title>城市政策文本比较报告</title>" in html
    assert "3 个城市的 6 篇文本" in html
    assert '<time datetime="2026-01-31">报告日期：2026 年 1 月 31 日</time>' in html
    assert '<p class="notice"><strong>说明</strong> 为演示而写。</p>' in html
    assert '<a href="#similarity">相似程度</a>' in html


def test_a_title_of_the_users_own_stays_text(corpus):
    head = header(context_of(corpus), corpus, title="</title><b>{n}")
    html = page_html([head], corpus)
    assert "<title>&lt;/title&gt;&lt;b&gt;{n}</title>" in html


def test_evidence_cannot_close_its_script(documents, unpacked):
    from analysis.segmentation import segment

    corpus = segment(documents.iloc[:1].assign(text="</script><script>alert(1)</script>改革", title="<b>"))
    table = Table("t", pd.DataFrame({"term": [link("terms", "改革", term="改革")]}))
    html = page_html([Section("keywords", context_of(corpus), (table,))], corpus)
    assert html.count("<script") == 4
    assert "</script>" in unpacked(html).texts[0]


def test_two_groups_that_do_not_differ_have_no_shift(corpus):
    units = pd.DataFrame({"city": ["甲州市", "乙州市"]}, index=["a", "b"])
    same = DocTermMatrix([[3, 1], [3, 1]], units, ("港口", "改革"), [9, 9])
    apart = distances(same)
    made = similarity_section(
        context_of(corpus), apart, similarity_order(apart), None, shift(same, "甲州市", "乙州市")
    )
    assert "shift" not in {getattr(part, "name", "") for part in walk(made)}


def test_pairs_that_chance_was_not_drawn_for_are_not_said_to_exceed_it():
    apart = pd.DataFrame(
        [
            ("丙市", "甲市", 0.9, 0.5, 0.6, 0.4),
            ("乙市", "甲市", 0.5, 0.5, 0.6, 0.0),
            ("丙市", "乙市", 0.99, *[np.nan] * 3),
        ],
        columns=["group", "other", "distance", "expected", "noise", "excess"],
    )
    said, table = pairs_parts(apart)
    assert (said.values["n"], said.values["n_beyond"]) == (2, 1)
    told = table.body.set_index(["group", "other"])["beyond"]
    assert told.to_dict() == {("乙市", "甲市"): "no", ("丙市", "甲市"): "yes", ("丙市", "乙市"): ""}


def test_sizes_of_groups(corpus):
    sizes = group_sizes(corpus, count_terms(corpus))
    assert sizes["group"].tolist() == ["丙州市", "乙州市", "甲州市"]
    assert sizes["n_documents"].tolist() == [2, 2, 2]
    assert sizes["years"].tolist() == ["2021–2022"] * 3
    assert sizes["n_han"].sum() == corpus.n_han.sum()
    assert sizes["n_words"].sum() == count_terms(corpus).sizes.sum()


def test_a_section_in_english_says_so_in_its_alternative_texts(corpus, dtm):
    apart = distances(dtm)
    section = similarity_section(context_of(corpus, "city", "en"), apart, similarity_order(apart))
    assert '<p class="chart-alt">Heatmap of the distances between 3 groups' in section._repr_html_()
