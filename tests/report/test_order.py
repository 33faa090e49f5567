"""The order of groups on the page: that of the official codes, where tables are sorted by group."""

from __future__ import annotations

import pandas as pd

from analysis.lexicon import official_order
from analysis.report.chart import Chart
from analysis.report.chart_data import chart_data
from analysis.report.context import Context
from analysis.report.parts import note

GROUPS = ("北京市", "南宁市", "柳州市", "成都市", "甲市")


def test_places_are_in_the_order_of_their_codes_and_unknown_ones_last():
    assert official_order(sorted(GROUPS)) == GROUPS
    assert official_order(["贵州省", "广西壮族自治区", "河北省"]) == ("河北省", "广西壮族自治区", "贵州省")


def context():
    return Context(groups=GROUPS, provinces={"柳州市": "广西壮族自治区", "北京市": "北京市"})


def test_a_table_by_group_is_in_their_order_and_each_group_keeps_that_of_its_rows():
    frame = pd.DataFrame({"group": sorted([*GROUPS, "柳州市"]), "n": range(6)})
    shown = context().in_order(frame, ("group", "n"))
    assert shown["group"].tolist() == ["北京市", "南宁市", "柳州市", "柳州市", "成都市", "甲市"]
    assert shown.loc[shown["group"] == "柳州市", "n"].tolist() == [3, 4]


def test_a_table_of_every_theme_in_every_group():
    frame = pd.DataFrame({"theme": list("aaabbb"), "group": sorted(GROUPS[:3]) * 2, "n": range(6)})
    shown = context().in_order(frame, ("theme", "group", "n"))
    assert shown["theme"].tolist() == list("aaabbb")
    assert shown["group"].tolist() == [*GROUPS[:3]] * 2


def test_tables_in_another_order_keep_it():
    by_value = pd.DataFrame({"group": ["柳州市", "北京市", "成都市"], "n": [9, 5, 2]})
    assert context().in_order(by_value, ("group", "n")).equals(by_value)
    some = pd.DataFrame({"term": list("abc"), "group": sorted(GROUPS[:3])})
    assert context().in_order(some, ("term", "group")).equals(some)
    unknown = pd.DataFrame({"group": [None, "北京市"], "n": [1, 2]})
    assert context().in_order(unknown, ("group", "n")).equals(unknown)


def test_charts_have_the_groups_and_their_provinces_in_order():
    frame = pd.DataFrame({"group": sorted(GROUPS), "rate": [1.0, 2, 3, 4, 5]})
    data = chart_data(
        Chart("rates", "ranks", frame, {"x": "rate", "y": "group"}, note("figures.rate_alt")), context()
    )
    assert data["columns"]["group"]["words"] == list(GROUPS)
    assert data["order"] == ["北京市", "广西壮族自治区"]
