import pytest

from analysis.load.attribution.page import read_page
from analysis.load.attribution.sessions import place_in_session, session_day


@pytest.mark.parametrize(
    ("line", "day", "city"),
    [
        ("（在2023年1月10日召开的盘锦市第九届人民代表大会第二次会议上）", "2023-01-10", "盘锦市"),
        ("——2019年1月5日在柳州市第十四届人民代表大会上", "2019-01-05", "柳州市"),
        ("（二 ○ 二 一 年 二 月 十 日 柳州市第十五届人民代表大会第八次会议）", "2021-02-10", None),
        ("2021年1月20日　　本溪市人民政府市长　钱五", "2021-01-20", None),
        ("中共通化市委常委、市人民政府市长 郑八", None, "通化市"),
        ("中共通化市委常委、市人民政府市长郑八出席", None, None),
        ("2021年1月20日，市长钱五到村里看路", None, None),
        ("2020年1月7日在南通市\n第十五届人民代表大会第四次会议上", None, "南通市"),
        ("本期嘉宾：崇左市医疗保障局局长 农某", None, "崇左市"),
        ("嘉宾：北京市社会科学院研究员张某", None, None),
        ("柳州市怎样节水\n嘉宾：桂林市水利局局长 农某", None, None),
    ],
)
def test_heads_of_reports(line: str, day: str | None, city: str | None) -> None:
    assert session_day(["政府工作报告", line]) == day
    assert place_in_session(f"政府工作报告\n{line}").city == city


def test_a_title_that_goes_on_below_the_meeting_is_whole() -> None:
    lines = ["在铁岭市第八届人民代表大会第五次会议上的", "政府工作报告", "（2022年1月6日）"]
    assert read_page(lines).title == "".join(lines[:2])


@pytest.mark.parametrize(
    "head", ["甲市人民政府令\n第9号", "甲 市 人 民 政 府 令\n第 9 号", "甲市人大常务委员会公告第9号"]
)
def test_the_rule_that_a_decree_publishes_is_the_title(head: str) -> None:
    rule = "甲市粮食收购办法"
    lines = [*head.split("\n"), f"《{rule}》已经审议通过，现予公布。", "市长　王某"]
    assert read_page([*lines, rule, "第一条 为了规范收购，制定本办法。"]).title == rule
    assert read_page([*lines, "第一条 为了规范收购，制定本办法。"]).title != rule


def test_a_day_behind_a_bare_label_of_posting_is_that_of_the_text() -> None:
    lines = [
        "甲市粮食收购办法",
        "报名时间：2021-07-01 发布：2021-05-28",
        "为了规范收购，制定本办法，自印发之日起施行，望遵照执行。",
    ]
    assert read_page(lines).date == "2021-05-28"
    lines[1] = "来源：甲报 2021-05-28 结果发布：2022-01-01"
    assert read_page(lines).date == "2021-05-28"
