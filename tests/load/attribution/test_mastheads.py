import pytest

from analysis.load.attribution.mastheads import Masthead, masthead
from analysis.load.attribution.page import read_page


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["某州日报", "2020年9月10日 星期四", "03版：要闻"], ("某州日报", "2020-09-10", {0, 1, 2})),
        (["星期四 2020-09-10", "《某州晚报》数字报", "第A02版 民生"], ("某州晚报", "2020-09-10", {0, 1, 2})),
        (["某县报", "要闻版", "02版", "路修好了"], ("某县报", None, {0, 2})),
        (["路修好了", "某县发布", "2020-09-10 08:00 发表于某省"], ("某县发布", None, {1})),
    ],
)
def test_the_head_of_a_paper_or_a_post(lines: list[str], told: tuple) -> None:
    assert masthead(lines) == Masthead(told[0], told[1], frozenset(told[2]))


@pytest.mark.parametrize(
    "lines",
    [
        ["某州日报社关于印发办法的通知", "2020年9月10日", "各科室："],
        ["某县发布", "路修好了，灯也亮了。"],
        ["政府工作报告", "2020年1月10日 星期五", "某县人民政府县长"],
    ],
)
def test_other_heads_are_none(lines: list[str]) -> None:
    assert masthead(lines) is None


def test_the_headline_below_a_masthead_is_the_title() -> None:
    page = read_page(["某州日报", "2020年9月10日 星期四", "上期 下期 朗读 全屏", "某县村道全线修通"])
    assert (page.title, page.publisher, page.date) == ("某县村道全线修通", "某州日报", "2020-09-10")
