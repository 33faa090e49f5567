import pytest

from analysis.load.attribution.page import read_page
from analysis.load.attribution.sessions import place_in_session, session_day


@pytest.mark.parametrize(
    ("line", "day", "city"),
    [
        ("（在2023年1月10日召开的盘锦市第九届人民代表大会第二次会议上）", "2023-01-10", "盘锦市"),
        ("——2019年1月5日在柳州市第十四届人民代表大会上", "2019-01-05", "柳州市"),
        ("2021年1月20日　　本溪市人民政府市长　钱五", "2021-01-20", None),
        ("中共通化市委常委、市人民政府市长 郑八", None, "通化市"),
        ("中共通化市委常委、市人民政府市长郑八出席", None, None),
        ("2021年1月20日，市长钱五到村里看路", None, None),
    ],
)
def test_heads_of_reports(line: str, day: str | None, city: str | None) -> None:
    assert session_day(["政府工作报告", line]) == day
    assert place_in_session(f"政府工作报告\n{line}").city == city


def test_a_title_that_goes_on_below_the_meeting_is_whole() -> None:
    lines = ["在铁岭市第八届人民代表大会第五次会议上的", "政府工作报告", "（2022年1月6日）"]
    assert read_page(lines).title == "".join(lines[:2])
