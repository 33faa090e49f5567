"""Heads and feet of pages within the sentences of wrapped lines."""

import pytest

from analysis.clean.page_turns import without_turns
from analysis.clean.records import read_lines

TITLE = "甲县修路护路办法"
LINES = [
    "　　全县修通村道三百里，路灯都亮了，夜里",
    "出门不再摸黑，孩子上学也不再蹚水过河，去",
    "年入冬前各村又把水渠清了一遍。",
    "　　开春以后，田里的用水足了，又修好了公",
    "路，撂荒的地都复了耕，各乡镇还都把村口",
    "的老井修好，添了路灯。",
    "　　今年再修村道一百里，把剩下的村子都通",
    "上公路，把老人孩子出门的事办好，办得让人",
    "放心。",
    "　　护路的人由各村推选，每月巡路两次，塌",
    "方落石当日清走，清不走的报县里，县里三日",
    "内派人。",
    "　　沟渠每年清两次，春耕之前一次，入冬之",
    "前一次，工钱由县里出，名册在村口贴着，谁",
    "都可以看。",
]


def after(*lines: str) -> list[str]:
    return [line.text for line in without_turns(read_lines("\n".join(lines))).lines]


def with_turns(turn: list[str], *places: int) -> list[str]:
    lines = [TITLE, *LINES]
    for at in reversed(places):
        lines[at:at] = turn
    return lines


@pytest.mark.parametrize(
    "turn",
    [
        ["2", "甲县文件"],
        ["——甲县修路护路办法"],
        ["甲县修路护路办法"],
        ["甲县研究室      参阅"],
        ["https://www.example.gov.cn/art/1.html", "1/2", "2022/3/5 10:21"],
    ],
)
def test_what_stands_within_a_sentence_goes_if_it_is_of_a_page(turn: list[str]) -> None:
    lines = with_turns(turn, 5)
    if turn[-1] == "甲县文件":
        lines = with_turns(turn, 5, 14)
        lines[16] = "3"
    assert after(*lines) == [line.strip() for line in (TITLE, *LINES)]


def test_lines_go_on_below_what_was_between_them_and_a_foot_goes_at_the_end() -> None:
    lines = [*with_turns(["甲县文件"], 5), "甲县文件"]
    kept = without_turns(read_lines("\n".join(lines))).lines
    assert [line.text for line in kept] == [line.strip() for line in (TITLE, *LINES)]
    assert [line.text for line in kept if line.goes_on] == [LINES[4]]


@pytest.mark.parametrize(
    "turn",
    [["护路"], ["县里定下"], ["牵头单位：县水利局"], ["专栏2 护路"], ["、清渠护路"]],
)
def test_the_end_of_a_sentence_without_a_mark_headings_and_labels_stay(turn: list[str]) -> None:
    for places in ((5,), (5, 14)):
        lines = with_turns(turn, *places)
        assert after(*lines) == [line.strip() for line in lines]


@pytest.mark.parametrize(
    "turn",
    [["2021-03-05 09:00 开幕式"], ["http://www.example.gov.cn/1"], ["82"], ["甲县护路"]],
)
def test_hours_addresses_and_numbers_of_a_text_stay(turn: list[str]) -> None:
    lines = [TITLE, *LINES]
    lines[14:14] = ["71"] if turn == ["82"] else []
    lines[5:5] = turn
    assert after(*lines) == [line.strip() for line in lines]


def test_numbers_that_count_pages_are_left_to_their_own_rule() -> None:
    lines = [TITLE, *LINES]
    for number, at in ((3, 14), (2, 8), (1, 5)):
        lines.insert(at, str(number))
    assert sum(text.isdigit() for text in after(*lines)) == 3


@pytest.mark.parametrize(
    "title", ["甲县修路护路和沟渠清淤管理办法", "甲县交通运输局修路护路和沟渠清淤管理办法"]
)
def test_a_title_as_wide_as_the_text_or_wider_goes_from_within_a_sentence_that_no_pair_betrays(title) -> None:
    lines = [title, "　　（一）路", *LINES]
    lines[9:9] = [title]
    assert after(*lines) == [title, "（一）路", *(line.strip() for line in LINES)]


def test_lines_that_are_not_wrapped_stay() -> None:
    lines = ["修路，", "2", "点灯，", "2", "清渠。"] * 4
    assert after(*lines) == lines
