"""Small multiples over the years: a panel each, years without a use are 0, one year draws nothing."""

import pandas as pd

from analysis.counts import count_terms
from analysis.keywords import attention, term_rates
from analysis.report.chart_data import chart_data
from analysis.report.charts.years import MOST, year_lines
from analysis.report.context import context_of
from analysis.report.parts import walk
from analysis.report.sections.keywords import year_parts

THEMES = {"海": ["港口", "航线"], "茶": ["茶叶"]}


def drawn(parts):
    return {part.name: part for one in parts for part in walk(one) if part.is_chart}


def test_themes_and_terms_by_year(corpus, dtm):
    context = context_of(corpus)
    assert context.years == (2021, 2022)
    words = pd.DataFrame(
        {"term": ["芯片", "采摘", "港口"], "kind": ["term", "term", "avoided"], "n": [5, 1, 4]}
    )
    keys = pd.DataFrame({"group": ["2021", "2022"], "term": ["采摘", "芯片"]})
    charts = drawn(
        year_parts(context, words, attention(corpus, THEMES, "year"), term_rates(dtm, keys, "year"))
    )
    assert list(charts) == ["themes_by_year", "terms_by_year"]
    sea = charts["themes_by_year"].frame.set_index(["theme", "year"])["n"]
    assert sea.to_dict() == {("海", 2021): 4, ("海", 2022): 1, ("茶", 2021): 2, ("茶", 2022): 1}
    terms = charts["terms_by_year"].frame
    assert terms[["term", "year", "n"]].values.tolist() == [
        ["芯片", 2021, 3], ["芯片", 2022, 1], ["采摘", 2021, 1], ["采摘", 2022, 0],
    ]  # fmt: skip
    assert terms["rate_per_10k"].iloc[3] == 0, "a term that a year does not use is not left out"
    size = count_terms(corpus).group("year").sizes[0]
    assert terms["rate_per_10k"].iloc[0] == 10_000 * 3 / size
    told = chart_data(charts["terms_by_year"], context)
    assert (told["kind"], told["encoding"]["panel"]) == ("lines", "term")


def test_one_year_draws_nothing_and_many_panels_are_cut(corpus):
    context = context_of(corpus)
    frame = pd.DataFrame({"group": ["2021", None], "theme": "a", "rate_per_10k": 1.0})
    assert year_lines(context, "one", frame, "theme") is None
    many = pd.DataFrame(
        [(str(year), f"t{i:02}", 1.0 + i) for i in range(MOST + 5) for year in (2021, 2022)],
        columns=["group", "theme", "rate_per_10k"],
    )
    chart = year_lines(context, "many", many, "theme")
    assert chart is not None
    assert chart.frame["theme"].nunique() == MOST
    assert chart.frame["year"].tolist()[:2] == [2021, 2022]
