"""Charts in a browser, worked as a reader works them: pointed at, clicked, by keyboard, ordered, saved."""

import csv
import io
import json
import math
import re
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from analysis.report.chart import Chart
from analysis.report.parts import said
from analysis.stats import g2, log_ratio


@pytest.fixture(scope="session")
def address(sample_report) -> str:
    return sample_report.as_uri()


def table(sample_report, name):
    return pd.read_csv(sample_report.parent / "tables" / f"{name}.csv", encoding="utf-8-sig")


def rates_of(sample_report):
    rates = table(sample_report, "slogan_rates")
    return rates[(rates["kind"] == "all") & (rates["family"] == "all")].sort_values(
        "rate_per_10k", ascending=False
    )


def names_down(figure):
    """Return the names at the rows of the first panel."""
    return figure.locator("[data-part='y-axis tick label']").first.locator("text").all_text_contents()


def test_pointing_tells_value_interval_and_count(chart, sample_report):
    page, figure = chart("slogans")
    first = rates_of(sample_report).iloc[0]
    figure.locator(".mark").first.hover()
    told = figure.locator(".chart-tip").inner_text()
    assert first["group"] in told
    assert f"{first['rate_per_10k']:.1f} ({first['low']:.1f} – {first['high']:.1f})" in told
    assert re.search(rf"次数 {first['n']}\b", told)
    page.tab.mouse.move(2, 2)
    assert not figure.locator(".chart-tip").is_visible()
    assert page.complaints == []


def test_a_click_opens_the_sentences_of_a_mark(chart, sample_report):
    page, figure = chart("slogans")
    first = rates_of(sample_report).iloc[0]
    figure.locator(".mark").first.click()
    page.tab.locator("dialog#sentences[open]").wait_for()
    assert first["group"] in page.tab.locator("#sentences-title").inner_text()
    assert str(first["n"]) in page.tab.locator("#sentences-count").inner_text()
    assert page.tab.locator("#sentences-list mark").count() > 0


def test_the_keyboard_reaches_every_mark_and_opens_it(chart):
    page, figure = chart("slogans")
    marks = figure.locator(".mark")
    assert figure.locator(".mark[tabindex='0']").count() == 1, "one stop for the whole chart"
    figure.locator(".mark[tabindex='0']").focus()
    reached = [page.tab.evaluate("document.activeElement.getAttribute('aria-label')")]
    for _ in range(marks.count() - 1):
        page.tab.keyboard.press("ArrowDown")
        reached.append(page.tab.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert reached == [mark.get_attribute("aria-label") for mark in marks.all()]
    assert len(set(reached)) == 6
    assert figure.locator(".chart-tip").is_visible(), "what has the focus is told"
    page.tab.keyboard.press("Home")
    page.tab.keyboard.press("Enter")
    page.tab.locator("dialog#sentences[open]").wait_for()


def test_order_by_value_name_and_province(chart, sample_report):
    _, figure = chart("slogans")
    assert names_down(figure) == rates_of(sample_report)["group"].tolist()
    figure.locator("select").first.select_option("name")
    by_name = names_down(figure)
    assert sorted(by_name) == sorted(rates_of(sample_report)["group"])
    assert by_name != rates_of(sample_report)["group"].tolist()
    figure.locator("select").first.select_option("province")
    assert names_down(figure) != by_name


def test_the_filter_dims_the_others(chart):
    page, figure = chart("slogans")
    page.tab.select_option("nav.contents select", "青岛市")
    bright = figure.locator(".mark:not(.dim)")
    assert bright.count() == 1
    assert "青岛市" in bright.get_attribute("aria-label")
    page.tab.select_option("nav.contents select", "")
    assert figure.locator(".mark.dim").count() == 0


def saved(page, figure, kind):
    with page.tab.expect_download() as download:
        figure.get_by_role("button", name=re.compile(kind)).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_a_chart_is_saved_as_its_rows(chart, sample_report):
    page, figure = chart("slogans")
    name, content = saved(page, figure, "CSV")
    assert name == "slogans.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    wanted = rates_of(sample_report).set_index("group")
    assert {row["group"]: int(row["n"]) for row in rows} == wanted["n"].to_dict()
    for row in rows:
        assert float(row["rate_per_10k"]) == pytest.approx(wanted.loc[row["group"], "rate_per_10k"], rel=1e-5)


def test_a_chart_is_saved_as_a_picture_with_its_text(chart, sample_report):
    page, figure = chart("attention", color_scheme="dark")
    name, content = saved(page, figure, "SVG")
    svg = content.decode("utf-8")
    assert name == "attention.svg"
    assert svg.startswith("<svg")
    assert "var(" not in svg
    assert "<script" not in svg
    for theme in ("营商环境", "青岛市"):
        assert f">{theme}<" in svg, "text stays text"
    assert 'fill="#ffffff"' in svg, "on white, though the page is dark"
    assert svg == saved(page, figure, "SVG")[1].decode("utf-8")
    name, content = saved(page, figure, "PNG")
    assert (name, content[:8]) == ("attention.png", b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(content[16:20], "big") == 2 * int(re.search(r'width="(\d+)"', svg)[1])
    assert page.complaints == []


@pytest.mark.parametrize("width", [390, 1280])
def test_charts_fit_the_window_and_are_drawn_anew(opened, address, width):
    page = opened(address, viewport={"width": width, "height": 900})
    page.tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    for figure in page.tab.locator("figure.chart").all():
        figure.scroll_into_view_if_needed()
        figure.locator("svg").first.wait_for()
        box = figure.bounding_box()
        widths = figure.locator("svg").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().right)"
        )
        assert max(widths) <= box["x"] + box["width"] + 1, figure.get_attribute("id")
    assert page.tab.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert page.complaints == []
    assert page.asked == []
    page.tab.set_viewport_size({"width": 700, "height": 900})
    page.tab.locator("#fig-slogans").scroll_into_view_if_needed()
    page.tab.wait_for_function(
        "document.querySelector('#fig-slogans svg').getBoundingClientRect().width > 500"
    )


def test_two_groups_are_compared_as_the_formulas_have_it(chart):
    page, figure = chart("terms")
    ours = page.tab.evaluate(
        "[koujing.charts.g2(12, 3, 4000, 9000), koujing.charts.logRatio(12, 0, 4000, 9000)]"
    )
    assert ours[0] == pytest.approx(float(g2(12, 3, 4000, 9000)), rel=1e-9)
    assert ours[1] == pytest.approx(float(log_ratio(12, 0, 4000, 9000)), rel=1e-9)
    figure.locator("select").nth(0).select_option("青岛市")
    figure.locator("select").nth(1).select_option("泉州市")
    titles = figure.locator(".chart-panel-title").all_inner_texts()
    assert titles == ["青岛市", "泉州市"]
    first = figure.locator(".chart-lists li").first
    term, a, b = re.fullmatch(r"(\S+) (\d+) : (\d+)", first.inner_text()).groups()
    data = json.loads(figure.locator("script.chart-data").text_content())
    columns = data["columns"]
    counts = {
        (columns["term"]["words"][t], columns["group"]["words"][g]): n
        for t, g, n in zip(columns["term"]["at"], columns["group"]["at"], columns["n"], strict=True)
    }
    assert int(a) == counts[term, "青岛市"]
    assert int(b) == counts.get((term, "泉州市"), 0)
    first.locator("button").click()
    page.tab.locator("dialog#sentences[open]").wait_for()
    assert a in page.tab.locator("#sentences-count").inner_text()


def test_a_word_that_only_the_others_use_opens_their_sentences(chart):
    page, figure = chart("terms")
    figure.locator("select").nth(1).select_option("")
    others = figure.locator(".chart-lists ol").nth(1).locator("li").filter(has_text=re.compile(r" 0 : "))
    term, b = re.fullmatch(r"(\S+) 0 : (\d+)", others.first.inner_text()).groups()
    others.first.locator("button").click()
    page.tab.locator("dialog#sentences[open]").wait_for()
    assert b in page.tab.locator("#sentences-count").inner_text()
    assert term in page.tab.locator("#sentences mark").first.inner_text()


def test_lambda_reorders_the_terms_and_a_topic_is_followed(chart):
    page, figure = chart("topic_terms")
    by_probability = names_down(figure)
    figure.locator("input[type=range]").fill("0")
    assert names_down(figure) != by_probability
    figure.locator("select").first.select_option(index=1)
    assert figure.locator(".chart-panel").count() == 1
    data = json.loads(figure.locator("script.chart-data").text_content())["columns"]
    own = [
        (math.log(lift), data["term"]["words"][at])
        for topic, lift, at in zip(data["topic"], data["lift"], data["term"]["at"], strict=True)
        if topic == data["topic"][0]
    ]
    best = sorted(own, key=lambda pair: (-pair[0], pair[1]))
    assert names_down(figure)[0] == best[0][1], "λ of 0 orders by lift"
    page.tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    other = page.tab.locator("#fig-topic_map")
    other.scroll_into_view_if_needed()
    other.locator(".mark").first.wait_for()
    assert other.locator(".mark:not(.dim)").count() == 1


def test_cities_stand_in_their_provinces(chart, sample_report):
    _, figure = chart("places")
    attention = table(sample_report, "attention")
    first = attention[attention["theme"] == attention["theme"].iloc[0]]
    assert figure.locator(".mark").count() == 2 * len(first), "in the tiles, and beside them in order"
    labels = [mark.get_attribute("aria-label") for mark in figure.locator(".mark").all()]
    for row in first.itertuples():
        assert any(row.group in label and f"{row.rate_per_10k:.1f}" in label for label in labels)
    figure.locator("select").first.select_option("slogans")
    rates = rates_of(sample_report)
    labels = "\n".join(mark.get_attribute("aria-label") for mark in figure.locator(".mark").all())
    assert all(f"{rate:.1f}" in labels for rate in rates["rate_per_10k"])


def test_without_script_the_chart_is_told_in_words(opened, address):
    tab = opened(address, java_script_enabled=False).tab
    assert tab.locator("figure.chart svg").count() == 0
    assert all(len(words) > 15 for words in tab.locator("figure.chart .chart-alt").all_text_contents())


def test_charts_show_themselves_in_a_notebook(opened, tmp_path):
    rates = pd.DataFrame({"group": ["甲市", "乙市"], "n": [3, 5], "rate_per_10k": [1.5, 2.5]})
    encoding = {"x": "rate_per_10k", "y": "group", "color": "group", "n": "n"}
    outputs = [
        Chart(name, "ranks", rates, encoding, said("words for those who do not see it"))._repr_html_()
        for name in ("first", "second")
    ]
    file = tmp_path / "cells.html"
    file.write_text("<!doctype html><meta charset=utf-8>" + "".join(f"<div>{one}</div>" for one in outputs))
    page = opened(file.as_uri())
    for name in ("first", "second"):
        figure = page.tab.locator(f"#fig-{name}")
        figure.locator(".mark").first.wait_for()
        assert names_down(figure) == ["乙市", "甲市"]
        assert figure.locator(".mark").first.get_attribute("role") == "img", "nothing to open here"
    assert page.complaints == []
    assert page.asked == []


def test_many_groups_are_folded_and_the_chosen_one_stays(opened, tmp_path):
    names = [f"城{i:02}市" for i in range(90)]
    rates = pd.DataFrame({"group": names, "n": 1, "rate_per_10k": [90.0 - i for i in range(90)]})
    chart = Chart(
        "many", "ranks", rates, {"x": "rate_per_10k", "y": "group", "color": "group"}, said("words")
    )
    file = tmp_path / "cells.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{chart._repr_html_()}")
    page = opened(file.as_uri())
    figure = page.tab.locator("#fig-many")
    figure.locator(".mark").first.wait_for()
    assert figure.locator(".mark").count() == 16, "the first ten and the last six"
    assert names_down(figure)[10] == "……其间 74 个"
    page.tab.evaluate("() => { koujing.filter = '城40市'; koujing.charts.views[0].draw(); }")
    assert "城40市" in names_down(figure)
    figure.get_by_role("button", name="全部显示（90）").click()
    assert figure.locator(".mark").count() == 90
    figure.get_by_role("button", name="收起").click()
    assert figure.locator(".mark").count() == 17


def test_of_many_panels_the_first_are_drawn_and_a_long_interval_ends_at_the_edge(opened, tmp_path):
    names = [f"城{i:02}市" for i in range(14)]
    values = {"term": "港口", "rate_per_10k": [2.0] * 13 + [4.0], "low": 1.0, "high": [3.0] * 13 + [400.0]}
    encoding = {"x": "rate_per_10k", "low": "low", "high": "high", "y": "term", "panel": "group"}
    chart = Chart(
        "many", "ranks", pd.DataFrame({"group": names, **values}), encoding, said("words"),
        settings={"first": [names[13], names[5], names[9], names[0]]},
    )  # fmt: skip
    file = tmp_path / "cells.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{chart._repr_html_()}")
    figure = opened(file.as_uri(), viewport={"width": 1280, "height": 900}).tab.locator("#fig-many")
    figure.locator(".mark").first.wait_for()
    titles = figure.locator(".chart-panel-title").all_inner_texts()
    assert titles[:4] == ["城13市", "城05市", "城09市", "城00市"]
    texts = [panel.locator("text").all_text_contents() for panel in figure.locator("svg").all()]
    assert ["›" in told for told in texts] == [True] + [False] * (len(titles) - 1)
    assert "10" in texts[0], "4 and one and a half times as much: not 400"
    assert "100" not in texts[0]


def test_hostile_names_stay_text_in_tips_and_files(opened, tmp_path):
    bad = ["<img src=x onerror=alert(1)>", '=HYPERLINK("http://x")', "</script><script>alert(2)</script>"]
    bad += ["constructor", "__proto__", "\u202e甲市", "{n}"]
    n = len(bad)
    rates = pd.DataFrame(
        {"group": bad, "n": range(1, n + 1), "rate_per_10k": [float(n - i) for i in range(n)]}
    )
    encoding = {"x": "rate_per_10k", "y": "group", "n": "n", "color": "group"}
    chart = Chart("bad", "ranks", rates, encoding, said("words"), names={"group": {bad[0]: bad[0]}})
    file = tmp_path / "cells.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{chart._repr_html_()}")
    page = opened(file.as_uri())
    figure = page.tab.locator("#fig-bad")
    figure.locator(".mark").first.hover()
    assert bad[0] in figure.locator(".chart-tip").inner_text()
    assert page.tab.locator("img").count() == 0
    text = saved(page, figure, "CSV")[1].decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(text))][2] == "'" + bad[1], "no formula in a spreadsheet"
    svg = saved(page, figure, "SVG")[1].decode("utf-8")
    assert "<img" not in svg
    assert "<script" not in svg
    assert page.complaints == []


BAD = [
    "<svg onload=alert(1)>", "</style><style>*{display:none}", "</text></svg><img src=x onerror=alert(1)>",
    "<!--", "]]>", "&lt;b&gt;", "javascript:alert(1)", "\"><iframe srcdoc='<script>alert(1)</script>'>",
    "'-alert(1)-'", "${alert(1)}", "{{7*7}}", "+1+1", "@SUM(A1)", "-2+3", "\t=1+1", "\r\n=1+1",
    "=cmd|' /C calc'!A0", "a\x00b", "a\x0bb\x1b", "\u2028乙市\u2029", "\u202e\u2066甲", "toString",
    "hasOwnProperty", "长" * 400, "url(https://example.com/x)", "../../x", "%3Cscript%3E", "\u200b\ufeff",
    "👩‍👩‍👧‍👦", "a,b;c|d",
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "encoding"),
    [
        ("ranks", {"x": "rate_per_10k", "y": "group", "n": "n", "choose": "kind", "color": "kind"}),
        ("ranks", {"x": "rate_per_10k", "y": "kind", "n": "n", "panel": "group", "color": "group"}),
        ("grid", {"x": "kind", "y": "group", "color": "rate_per_10k", "n": "n"}),
        ("points", {"x": "rate_per_10k", "y": "n", "text": "group", "color": "group"}),
        ("lines", {"x": "n", "y": "rate_per_10k", "panel": "group"}),
    ],
)
def test_thirty_hostile_names_are_text_in_every_kind_of_chart(opened, tmp_path, kind, encoding):
    n = len(BAD)
    values = {"n": range(1, n + 1), "rate_per_10k": [float(n - i) for i in range(n)]}
    rates = pd.DataFrame({"group": BAD, "kind": BAD[::-1], **values})
    chart = Chart("bad", kind, rates, encoding, said("words"), names={"group": {BAD[0]: BAD[0]}})
    file = tmp_path / "cells.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{chart._repr_html_()}", encoding="utf-8")
    page = opened(file.as_uri())
    figure = page.tab.locator("#fig-bad")
    figure.locator(".mark").first.wait_for()
    for i in (0, -1):
        figure.locator(".mark").nth(i).evaluate("mark => mark.focus()")
        assert figure.locator(".chart-tip").is_visible()
    assert page.tab.locator("img, iframe, [onload], [onerror], style ~ style").count() == 0
    assert saved(page, figure, "PNG")[1].startswith(b"\x89PNG")
    name, svg = saved(page, figure, "SVG")
    assert re.fullmatch(r"bad\.svg", name)
    tags = {one.tag.rpartition("}")[2] for one in ElementTree.fromstring(svg).iter()}
    assert tags <= {"svg", "g", "rect", "text", "tspan", "path", "line", "circle", "title"}
    rows = list(csv.reader(io.StringIO(saved(page, figure, "CSV")[1].decode("utf-8-sig"), newline="")))
    assert len(rows) == n + 1
    cells = [cell for row in rows[1:] for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+@\t\r") or re.match(r"-(?![\d.])", cell)]
    assert page.complaints == []
    assert page.asked == []
