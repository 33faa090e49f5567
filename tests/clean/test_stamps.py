"""Stamps that data bases put on every page."""

import pytest

from analysis.clean.records import read_lines
from analysis.clean.stamps import remove_stamps

STAMP = "China Academic Journal Electronic Publishing House. All rights reserved."
HEAD = "今年各区都要修路，各镇都要铺石"


@pytest.mark.parametrize(
    "stamp",
    [
        f"(C)1994-2023 {STAMP}    http://www.cnki.net",
        f"©1994-2019 {STAMP}",
        f"?1994-2016 {STAMP} http: //www.cnki.net",
        "中国知网  https://www.cnki.net",
        "维普资讯 http://www.cqvip.com",
        "万方数据",
    ],
)
def test_a_stamp_goes_and_the_sentence_goes_on(stamp: str) -> None:
    lines, entries = remove_stamps(read_lines(f"{HEAD}\n{stamp}\n、点灯，年底完成。\n{stamp}"))
    assert [line.text for line in lines] == [HEAD, "、点灯，年底完成。"]
    assert [line.goes_on for line in lines] == [False, True]
    assert [(entry.rule, entry.first_line) for entry in entries] == [
        ("chrome: footer", 2),
        ("chrome: footer", 4),
    ]


def test_a_stamp_within_a_line_goes_alone() -> None:
    lines, entries = remove_stamps(read_lines(f"{HEAD}(C)1994-2023 {STAMP} http://www.cnki.net、点灯。"))
    assert [line.text for line in lines] == [f"{HEAD}、点灯。"]
    assert [entry.action for entry in entries] == ["changed"]


def test_paragraphs_and_words_about_data_bases_stay() -> None:
    text = f"{HEAD}。\n万方数据\n　　各村都要改厕。\n万方数据共收录论文三篇，见www.cnki.net。"
    lines, _ = remove_stamps(read_lines(text))
    assert [(line.text, line.goes_on) for line in lines] == [
        (f"{HEAD}。", False), ("各村都要改厕。", False), ("万方数据共收录论文三篇，见www.cnki.net。", False),
    ]  # fmt: skip


def test_times_in_live_records_go() -> None:
    text = "[主持人 某某]：[10:01] 大家好。\n[10:03] 全县修路三百里。\n局长：[10:05] 会议从[9:00]开始。"
    outcome = remove_stamps(read_lines(text))
    assert [line.text for line in outcome.lines] == [
        "[主持人 某某]：大家好。",
        "全县修路三百里。",
        "局长：会议从[9:00]开始。",
    ]
    assert len(outcome.entries) == 3
    once = read_lines("[09:00] 开馆\n[14:30] 讲解开始\n[16:00] 闭馆")
    assert remove_stamps(once).lines == once
