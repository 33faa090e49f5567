"""The history of a law below its title goes; what merely looks like it stays."""

from __future__ import annotations

import pytest

from analysis import clean_documents, read_texts
from analysis.clean.passage import remove_passage
from analysis.clean.records import read_lines

ARTICLES = ["第一章　总则", "第一条　为了保护城市绿地，制定本条例。", "第二条　本条例适用于本市。"]


def kept(*lines: str) -> list[str]:
    return [line.text for line in remove_passage(read_lines("\n".join(lines))).lines]


@pytest.mark.parametrize(
    "history",
    [
        ["2010年7月30日 甲市第三届人民代表大会常务委员会第九次会议通过", "2011年1月1日 施行"],
        ["（2015年3月2日甲市人民政府令第12号公布　自2015年5月1日起施行）"],
        ["(2015年3月2日甲市人民政府令第12号公布，根据2019年6月1日", "甲市人民政府令第30号修订)"],
        ["（1995年3月2日甲市人民政府发布）"],
        ["2001年5月31日 甲省第九届人民代表大会常务委员会第二十六次会议批准　根据"],
        ["二〇一二年五月四日甲市第三届人民代表大会常务委员会第四次会议批准"],
        ["2014年1月8日甲省第二届人民代表大会常务委员会第三次会议《关于修改〈甲省", "绿化条例〉的决定》修正"],
        ["2014年1月8日", "甲省第二届人民代表大会常务委员会第三次会议批准"][1:],
    ],
)
def test_who_passed_a_law_and_when_goes(history: list[str]) -> None:
    assert kept("甲市绿地条例", *history, *ARTICLES) == ["甲市绿地条例", *ARTICLES]


@pytest.mark.parametrize(
    "line",
    [
        "2023年5月4日，甲市召开会议，审议绿地条例。",
        "2023年5月4日，甲市人大常委会召开会议。代表们提出了意见。",
        "《甲市绿地办法》已经2023年5月4日市政府第3次常务会议审议通过，现予公布，自2023年7月1日起施行。",
        "2023年5月4日",
        "2020年1月全体村民会议讨论记录",
        "一九八二年三月分田到户实施",
        "甲市人民政府",
        "甲政发〔2023〕5号",
    ],
)
def test_what_is_said_above_the_articles_stays(line: str) -> None:
    assert kept("甲市绿地办法", line, *ARTICLES) == ["甲市绿地办法", line, *ARTICLES]


def test_nothing_is_taken_where_there_are_no_articles_or_below_the_first() -> None:
    passed = "2010年7月30日 甲市第三届人民代表大会常务委员会第九次会议通过"
    assert kept("甲市绿地条例", passed, "绿地要保护。") == ["甲市绿地条例", passed, "绿地要保护。"]
    assert kept("甲市绿地条例", *ARTICLES, passed)[-1] == passed


def test_a_bracket_that_nothing_closes_takes_nothing_with_it() -> None:
    passed = "（2015年3月2日甲市人民政府令第12号公布"
    said = ["为了保护绿地", "市政府决定了以下各条", "各区照此办理，不得有误", "望各区知悉"]
    assert kept("甲市绿地办法", passed, *said, *ARTICLES) == ["甲市绿地办法", *said, *ARTICLES]


def test_it_is_logged_and_the_year_of_the_law_is_kept() -> None:
    text = "\n".join(["甲市绿地条例", "（2015年3月2日甲市人民政府令第12号公布）", *ARTICLES])
    cleaned = clean_documents(read_texts([text], year=2015))
    assert cleaned.log[["rule", "action", "first_line"]].to_numpy().tolist() == [["passage", "removed", 2]]
    assert cleaned.documents["text"].str.contains("令第12号").sum() == 0
    assert cleaned.documents["year"].tolist() == [2015]
