import pytest

from analysis.lexicon import byline, names_source


@pytest.mark.parametrize(
    ("line", "day", "source"),
    [
        ("阅读：12次　发布于2011年05月22日　撰稿：法规科", "2011年05月22日", "法规科"),
        ("2018.01.01 上午11:38|分享到：", "2018.01.01", None),
        ("〔2019-09-18〕 21时37分 · 文章出处：宜昌广电", "2019-09-18", "宜昌广电"),
        ("字号：大 中 小 · Time　2014 年 8 月 4 日", "2014 年 8 月 4 日", None),
        ("【来源】甲市统计局　录入日期： 2015- 03-07T16:37:17", "2015- 03-07", "甲市统计局"),
        ("发布：20180619 | 打印 | 稿源：乙市新闻网", "20180619", "乙市新闻网"),
        ("2008-10-22\t编辑：李某", "2008-10-22", None),
        ("收藏|点击率：33次|(2012/4/9) 周五", "2012/4/9", None),
    ],
)
def test_a_line_that_says_when_a_page_was_posted(line: str, day: str, source: str | None) -> None:
    assert byline(line) == (day, source, True)


@pytest.mark.parametrize("line", ["2020-03-04", "（2020年3月4日）", "甲市统计局 2020年3月4日"])
def test_a_day_alone_may_be_that_of_a_signature(line: str) -> None:
    said = byline(line)
    assert said is not None
    assert not said.is_sure


@pytest.mark.parametrize(
    "line",
    [
        "2020年1月8日在市第五届人民代表大会上",
        "全市农村工作会议 2021-03-05",
        "2021-03-05 关于做好工作的通知",
        "时间：2021年3月5日　地点：市会议中心",
        "报名时间：2021-03-05",
        "2021-03-05 09:00 市会议中心",
        "2021年3月5日 14:30 报名截止",
        "2021年3月5日某市疫情通报",
        "某市统计局2021年3月5日新闻发布",
        "2021年3月5日某市新闻",
        "2021年3月5日—12日",
        "自2021年3月5日起施行",
        "2021-03-05至2021-04-05",
        "2021年3月5日，市政府发布了公告，来源：本网",
    ],
)
def test_days_of_events_and_of_sentences_are_none(line: str) -> None:
    assert byline(line) is None


def test_a_label_of_a_source_and_its_value() -> None:
    assert names_source("来源于：甲市统计局")
    assert names_source("【供稿】:法规科")
    assert not names_source("资金来源：市财政")
    assert not names_source("来源：")
