"""Findings say what the results say, and nothing where there is nothing to say."""

import numpy as np
import pandas as pd
import pytest

from analysis.report.findings import (
    MOST_GROUPS,
    distance_findings,
    keyword_findings,
    slogan_findings,
    topic_findings,
)
from analysis.report.words import family_label


def rates(*rows):
    columns = ["group", "kind", "family", "n", "rate_per_10k", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


NONE = pd.DataFrame(columns=["theme", "group", "n", "rate_per_10k", "low", "high"])


def test_keywords_of_few_groups():
    table = pd.DataFrame({"group": ["甲", "甲", "乙"], "term": ["港口", "航运", "茶叶"]})
    assert keyword_findings(table, None, NONE, "city", "zh") == [
        "各城市最突出的词——乙：茶叶；甲：港口、航运。"
    ]
    assert keyword_findings(table, None, NONE, "city", "en") == [
        "What stands out: 乙 (茶叶); 甲 (港口, 航运)."
    ]
    years = table.replace({"甲": "2021", "乙": "2020"})
    assert keyword_findings(years, None, NONE, "year", "zh") == [
        "各年份最突出的词——2020 年：茶叶；2021 年：港口、航运。"
    ]


def test_of_many_groups_the_surest_terms_are_named():
    many = pd.DataFrame({"group": [f"{i}" for i in range(MOST_GROUPS + 1)], "term": "词"})
    columns = ["group", "term", "n_target", "log_ratio_low"]
    rows = [
        ("甲", "港口", 9, 4.0),
        ("甲", "航运", 9, 3.9),
        ("乙", "茶叶", 7, 1.0),
        ("丙", "少", 2, 5.0),
        ("丁", "无", 9, -1.0),
    ]
    key_terms = pd.DataFrame(rows, columns=columns)
    assert keyword_findings(many, key_terms, NONE, "city", "zh") == [
        "与其余城市相比差别最大、也最可靠的词：甲的“港口”（9 次，使用率至少是其余文本的 16 倍）、"
        "乙的“茶叶”（7 次，使用率至少是其余文本的 2.0 倍）。"
    ]
    assert keyword_findings(many, key_terms.iloc[3:], NONE, "city", "zh") == []


def test_theme_whose_intervals_part_most():
    rows = [
        ("水", "甲", 40, 40.0, 30.0, 50.0), ("水", "乙", 10, 10.0, 5.0, 15.0),
        ("火", "甲", 90, 90.0, 70.0, 99.0), ("火", "乙", 50, 50.0, 40.0, 60.0),
        ("土", "甲", 3, 9.0, 8.0, 10.0), ("土", "乙", 1, 1.0, 0.1, 1.0),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=NONE.columns)
    found = keyword_findings(pd.DataFrame(columns=["group", "term"]), None, table, "city", "zh")
    assert found == ["各议题中，“水”一类的词差别最大：甲每万词 40 次（95% 区间 30—50），乙 10 次（5—15）。"]
    near = table[table["theme"] == "土"].assign(n=9, low=0.5)
    assert keyword_findings(near.iloc[:0].rename(columns={"theme": "term"}), None, near, "city", "zh") == []


def test_slogans_whose_intervals_part():
    table = rates(
        ("甲", "all", "all", 9, 12.0, 8.0, 16.0), ("乙", "all", "all", 1, 2.0, 0.5, 4.0),
        ("甲", "slot nouns", "X点", 9, 12.0, 8.0, 16.0), ("乙", "verb-object", "X点", 1, 2.0, 0.5, 4.0),
    )  # fmt: skip
    first, second = slogan_findings(table, "city", "zh")
    assert first == "口号用得最密的是甲：每万汉字 12.0 处（95% 区间 8.0—16.0），共 9 处；最疏的是乙，2.0 处。"
    assert second == "最常见的口号族是“X点”，共 10 处，2 个城市都用过。"


def test_slogans_whose_intervals_overlap_prove_nothing():
    table = rates(("甲", "all", "all", 9, 12.0, 3.0, 16.0), ("乙", "all", "all", 6, 9.0, 2.0, 14.0))
    assert "不足以作结论" in slogan_findings(table, "city", "zh")[0]
    assert slogan_findings(table, "city", "en")[0].endswith("so this difference proves nothing yet.")


def test_few_slogans_give_no_order_of_groups():
    table = rates(
        ("甲", "all", "all", 2, 1.7, 0.2, 6.2),
        ("乙", "all", "all", 0, 0.0, 0.0, 2.0),
        ("甲", "slot nouns", "X感", 2, 1.7, 0.2, 6.2),
    )
    assert slogan_findings(table, "city", "zh") == ["只有甲用过“X感”（2 处）。"]


def test_no_slogans():
    assert slogan_findings(rates(("甲", "all", "all", 0, 0.0, 0.0, 1.0)), "city", "zh") == ["没有找到口号。"]


def test_topic_with_the_widest_spread():
    table = pd.DataFrame(
        [(1, "甲", 0.5), (1, "乙", 0.4), (2, "甲", 0.1), (2, "乙", 0.6)],
        columns=["topic", "group", "prevalence"],
    ).assign(low=np.nan, high=np.nan)
    labels = {1: "1 工业", 2: "2 旅游"}
    assert topic_findings(table, labels, "city", "zh") == [
        "谈“旅游”这一主题最多的是乙，占 60%；最少的是甲，占 10%。"
    ]
    assert topic_findings(table[table["group"] == "甲"], labels, "city", "zh") == []
    assert topic_findings(table, {}, "city", "zh") == []


def test_topic_whose_intervals_part_comes_first_and_others_prove_nothing():
    rows = [
        (1, "甲", 0.5, 0.45, 0.55), (1, "乙", 0.4, 0.35, 0.44),
        (2, "甲", 0.1, 0.0, 0.5), (2, "乙", 0.6, 0.3, 0.9),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["topic", "group", "prevalence", "low", "high"])
    assert topic_findings(table, {1: "1 工业", 2: "2 旅游"}, "city", "zh") == [
        "谈“工业”这一主题最多的是甲，占 50%；最少的是乙，占 40%。"
    ]
    assert topic_findings(table, {2: "2 旅游"}, "city", "zh")[0].endswith("不足以作结论。")


@pytest.mark.parametrize("n_groups", [1, 2])
def test_distances_need_three_groups(n_groups):
    rows = [(f"{a}", f"{b}", 0.5) for a in range(n_groups) for b in range(n_groups)]
    assert distance_findings(pd.DataFrame(rows, columns=["group", "other", "distance"]), "city", "zh") == []


def test_nearest_and_farthest():
    rows = [
        ("甲", "乙", 0.2),
        ("乙", "甲", 0.2),
        ("丙", "甲", 0.9),
        ("甲", "丙", 0.9),
        ("丙", "乙", 0.4),
        ("乙", "丙", 0.4),
    ]
    table = pd.DataFrame(rows, columns=["group", "other", "distance"])
    assert distance_findings(table, "city", "zh") == [
        "用词最接近的是乙与甲（距离 0.20，0 为完全相同），最疏远的是丙与甲（0.90）。"
    ]
    assert distance_findings(table.assign(distance=table["distance"] / 100 + 0.8), "city", "zh") == []


@pytest.mark.parametrize(
    ("family", "zh", "en"),
    [
        ("verb-object 3", "动宾式（3 字）", "verb-object, 3 characters"),
        ("other 6-7", "其他并列（6-7 字）", "other parallel runs, 6-7 characters"),
        ("X点", "X点", "X点"),
        ("frame", "套式", "frame"),
        ("国家 5", "国家 5", "国家 5"),
    ],
)
def test_names_of_families(family, zh, en):
    assert family_label(family, "zh") == zh
    assert family_label(family, "en") == en


def test_family_known_only_by_its_form_is_no_finding():
    table = rates(("甲", "all", "all", 3, 1.0, 0.5, 2.0), ("甲", "other", "other 6", 3, 1.0, 0.5, 2.0))
    assert slogan_findings(table, "city", "zh") == []
