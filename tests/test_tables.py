"""Tables escape what documents say, and format numbers for reading."""

import math

import pandas as pd
import pytest

from analysis.tables import Html, cells, evidence_link, format_value, html_table, interval, translate


def test_everything_is_escaped_but_our_own_html():
    frame = pd.DataFrame({"term": ["<script>alert(1)</script>"], "n": [3]})
    html = html_table(frame, caption="<b>")
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<caption>&lt;b&gt;</caption>" in html
    linked = html_table(pd.DataFrame({"term": cells([evidence_link('a"<b', "词<")])}))
    assert '<button type="button" class="ev" data-key="a&quot;&lt;b">词&lt;</button>' in linked


@pytest.mark.parametrize(
    ("value", "column", "text"),
    [
        (1234567, "n", "1,234,567"), (0.1234, "prevalence", "12.3%"), (2.345, "rate_per_10k", "2.3"),
        (2021, "year", "2021"),
        (math.nan, "n", ""), (None, "term", ""), (pd.NA, "n", ""), (0.5, "other_thing", "0.50"),
        ("=x", "term", "=x"),
    ],
)  # fmt: skip
def test_values(value, column, text):
    assert format_value(value, column) == text


def test_headings_in_both_languages():
    frame = pd.DataFrame({"group": ["甲"], "n": [1]})
    assert '<th scope="col">组</th><th scope="col" class=num>次数</th>' in html_table(frame)
    assert '<th scope="col">City</th>' in html_table(frame, lang="en", labels={"group": "City"})


def test_long_tables_can_be_filtered():
    assert "data-filter" in html_table(pd.DataFrame({"n": range(16)}))
    assert "data-filter" not in html_table(pd.DataFrame({"n": range(15)}))


def test_intervals():
    assert interval(1.23, 4.56) == "1.2–4.6"
    assert interval(0.1, 0.25, percent=True) == "10.0%–25.0%"
    assert interval(math.nan, 1) == ""


def test_translation_leaves_the_unknown_alone():
    assert translate(["skipped", "别的", None], "zh") == ["已跳过", "别的", None]


def test_cells_stay_html():
    assert isinstance(cells([Html("<b>x</b>")]).iloc[0], Html)
