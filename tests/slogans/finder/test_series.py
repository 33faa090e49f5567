"""Series of one kind of thing, which are no slogans."""

import pytest

from analysis.slogans import parallel_runs
from analysis.slogans.finder.series import is_series


@pytest.mark.parametrize(
    ("limbs", "series"),
    [
        ("春季、夏季、秋季、冬季", True), ("春、夏、秋、冬", True),
        ("一季度、二季度、三季度", True), ("上季度、本季度", True),
        ("张书记、李主任、王科长", True), ("欧市长、张副市长、李局长", False),  # 欧 is not in the list
        ("城东、城南、城西、城北", True), ("东部、中部、西部", True),
        ("东部、西部、城北", False), ("东进、南拓、西联、北优", False),
        ("张书铭、李晓萱、王珂", True), ("曾凡宸、马骁、赵梓萌参加", True), ("蔺书铭、鄢晓萱、王珂", False),
        ("高耗能、高耗水、高耗材", False), ("安商、亲商、常商", False), ("严标准、高要求、常检查", False),
        ("唐风、宋韵、明月", False), ("毛巾干、水缸满", False), ("华灯亮、夜市旺", False),
        ("春播、夏管、秋收、冬藏", False), ("难点、痛点、堵点", False),
    ],
)  # fmt: skip
def test_series(limbs, series):
    assert is_series(limbs.split("、")) == series


@pytest.mark.parametrize(
    "limbs",
    ["张书记、李主任、王科长", "城东、城南、城西、城北", "一季度、二季度、三季度", "张书铭、李晓萱、王珂"],
)
def test_they_are_not_found_where_a_slogan_is(limbs):
    text = "会议听取了{}的情况汇报，要求各有关单位抓紧办理。"
    assert parallel_runs(text.format(limbs)) == []
    assert len(parallel_runs(text.format("难点、痛点、堵点"))) == 1
