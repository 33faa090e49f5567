from collections.abc import Callable
from pathlib import Path

import pytest

from analysis import read_folder
from analysis.load.attribution.page import read_page

TITLE = "关于修好村道的若干措施"
BODY = "为了把村道修到户，各县要逐段验收，年底前完成三百里，所需的钱列入预算，专款专用。"
MENUS = [
    *[
        "首页",
        "要闻动态",
        "政务公开",
        "政务服务",
        "互动交流",
        "走进某市",
        "搜索",
        "无障碍",
        "当前位置",
        "正文",
    ]
]


@pytest.mark.parametrize("day", ["2023-03-01", "2023年3月1日", "2023/3/1"])
@pytest.mark.parametrize(
    "line",
    [
        "[发布日期]：{} [信息来源]：本网",
        "[{}]",
        "【{}】",
        "{} | 青岛广电",
        "{}（阅读100）",
        "{} 09:00:00　青岛新闻网",
        "发布：{}",
        "作者：admin {}",
        "admin 发表于 {}",
        "发表于{}",
        "Published: {}",
        "{} 星期三",
        "市府办 {}",
        "{} 10:21 来源：市政府办公室 阅读：128",
    ],
)
def test_the_day_of_posting_below_the_title(line: str, day: str) -> None:
    page = read_page([TITLE, line.format(day), BODY])
    assert (page.title, page.date) == (TITLE, "2023-03-01")


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("2023-03-01 10:21 来源： 青岛市人民政府办公室 阅读：128", "青岛市人民政府办公室"),
        ("2023-03-01 09:00:00　威海新闻网", "威海新闻网"),
    ],
)
def test_title_day_and_source_below_the_menus_of_a_copied_page(line: str, publisher: str) -> None:
    page = read_page([*MENUS, TITLE, line, BODY])
    assert (page.title, page.date, page.publisher) == (TITLE, "2023-03-01", publisher)


@pytest.mark.parametrize("lines", [
    ["2024年5月6日 星期一", TITLE, BODY],
    ["今天是2024年5月6日 星期一", TITLE, BODY],
    [TITLE, "成立时间：2023-03-01", BODY],
    [TITLE, "报名时间：2023-03-01", BODY],
    [TITLE, "公示时间：2023-03-01", BODY],
    [TITLE, "当前时间：2023-03-01", BODY],
    [TITLE, "废止日期：2023-03-01", BODY],
    [TITLE, "开标时间：2023-03-01", BODY],
    [TITLE, "施工时间：2023-03-01", BODY],
    [TITLE, "征求意见时间：2023-03-01", BODY],
    [TITLE, "时间：2023-03-01至2023-03-09", BODY],
    [TITLE, "2023年3月1日召开的会议", BODY],
    [TITLE, "2023-03-01 09:00 青岛新闻网", "2022-03-01 09:00 青岛新闻网", BODY],
])  # fmt: skip
def test_other_days_are_not_those_of_posting(lines: list[str]) -> None:
    assert read_page(lines).date is None


@pytest.mark.parametrize(
    "label", ["发布", "成文", "公开", "印发", "录入", "更新", "签发", "发稿", "出版", "通过", "审核", ""]
)
def test_days_behind_their_label(label: str) -> None:
    assert read_page([TITLE, f"{label}时间：2023-03-01", BODY]).date == "2023-03-01"


@pytest.mark.parametrize(
    ("title", "first", "city"),
    [
        ("扬州市关于修好村道的若干措施", "扬州市要把村道修到户。", "扬州市"),
        ("扬州修好村道有了若干措施", "扬州市要把村道修到户。", "扬州市"),
        ("关于修好村道的若干措施", "扬州市要把村道修到户。", "南京市"),
        ("扬州市关于修好村道的若干措施", "各县要把村道修到户。", "南京市"),
    ],
)
def test_a_paper_gives_way_to_the_city_of_title_and_text(
    title: str, first: str, city: str, put: Callable[..., Path], tmp_path: Path
) -> None:
    put("1.txt", f"{title}\n2021-06-03 09:00:00　南京新闻网\n{first}{BODY}")
    assert list(read_folder(tmp_path).documents["city"]) == [city]


def test_the_headline_stands_below_the_line_of_the_day_where_only_menus_are_above() -> None:
    page = read_page(
        ["首页", "领导之窗", "网站地图", "人气：7　发布于2020-03-04　供稿：青岛市统计局", TITLE, BODY]
    )
    assert (page.title, page.date, page.publisher) == (TITLE, "2020-03-04", "青岛市统计局")


def test_the_day_below_more_menus_than_a_head_has_lines() -> None:
    menus = [f"栏目{number}" for number in range(60)]
    page = read_page([*menus, TITLE, "点击率：33次 / [2023-4-9] 17:33:16", BODY])
    assert (page.title, page.date) == (TITLE, "2023-04-09")


def test_lines_of_two_days_state_none() -> None:
    page = read_page([TITLE, "人气：7　2020-03-04", "热度：9　2021-05-06", BODY])
    assert page.date is None
