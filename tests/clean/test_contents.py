import pytest

from analysis.clean.contents import remove_contents
from analysis.clean.records import read_lines

BODY = [
    "一、修路",
    "全县修通村道三百里。",
    "二、点灯",
    "路灯都亮了，夜里出门不再摸黑。",
    "三、改厕",
    "建管并重。",
]


@pytest.mark.parametrize(
    "table",
    [
        ["目  录", "一、修路……………1", "二、点灯 ........ 3", "三、改厕 ······ 12"],
        ["一、修路.....(1)", "二、点灯.....(3)", "（一）选杆.....(3)", "三、改厕.....(12)"],
        ["目录", "一、修路\t1", "二、点灯 3", "三、改厕 12"],
        ["目录", "一、修路（1）", "二、点灯（3）", "三、改厕（12）"],
        ["目录", "一、修路……………1", "（一）通村道路的建设", "……………2", "二、点灯 .. 3", "三、改厕……………9"],
        ["目录", "一、修通全县各村的", "道路和桥梁........ 1", "二、点灯……………3"],
        ["【目录】", "一、修路", "二、点灯", "三、改厕"],
    ],
)
def test_tables_of_contents_go(table: list[str]) -> None:
    outcome = remove_contents(read_lines("\n".join(["某县方案", *table, *BODY])))
    assert [line.text for line in outcome.lines] == ["某县方案", *BODY]
    assert [entry.text for entry in outcome.entries] == [line.replace("  ", "  ") for line in table]


@pytest.mark.parametrize(
    "lines",
    [
        ["粮食 12", "油料 3", "蔬菜 40"],
        ["目录外的事也要管。", "修路 1", "点灯 2"],
        ["目录", "修路要紧。", "点灯也要紧。"],
        ["路修到 2019", "灯点到 2020", "厕改到 2021"],
        ["等待……", "还在等……3", "来了。"],
    ],
)
def test_tables_of_figures_and_other_lines_stay(lines: list[str]) -> None:
    assert [line.text for line in remove_contents(read_lines("\n".join(lines))).lines] == lines


def test_a_heading_repeated_on_every_line_is_no_table() -> None:
    lines = read_lines("目录\n修路\n" * 3000)
    assert remove_contents(lines).lines == lines


def test_page_numbers_between_dashes_are_those_of_a_table() -> None:
    table = ["目录", "一、修路 - 1 -", "（一）干线 - 2 -", "二、建校 —4—"]
    kept = remove_contents(read_lines("\n".join([*table, "一、修路", "全县修路。"]))).lines
    assert [line.text for line in kept] == ["一、修路", "全县修路。"]


def test_contents_without_pages_may_differ_from_one_heading_and_run_into_text() -> None:
    prose = "全县今年修通村道三百里，点亮路灯五千盏。"
    heads = ["一、修路", "（一）成绩", "（二）问题", "二、点灯", "三、改厕"]
    text = [f"（一）成绩。{prose}", "（二）存在的问题", prose, "二、点灯", prose, "三、改厕", prose]
    lines = read_lines("\n".join(["目　录", *heads, "一、修路", *text]))
    assert [line.text for line in remove_contents(lines).lines] == ["一、修路", *text]
    other = read_lines("\n".join(["目录", "一、修路", "二、植树", "三、治水", "一、修路", prose]))
    assert remove_contents(other).lines == other


def test_roman_numbers_of_pages() -> None:
    lines = read_lines("目录\n序言……………I\n说明……………III\n一、修路…………5\n全县修路。")
    assert [line.text for line in remove_contents(lines).lines] == ["全县修路。"]


def test_entries_whose_numbers_stand_elsewhere_go_below_the_heading() -> None:
    lines = read_lines("目录\n一、修路......\n二、点灯............\n三、改厕…………\n一、修路\n全县修路。")
    assert [line.text for line in remove_contents(lines).lines] == ["一、修路", "全县修路。"]


HEADINGS = ["第一章　发展基础", "第二章　总体要求", "第三章　重点任务", "第四章　保障措施"]


@pytest.mark.parametrize(
    "form", ["{0}　　　( {1} )", "{0}（{1}）", "{0}\t{1}", "{0}　第{1}页", "{0} P{1}", "{0}……………第{1}页"]
)
def test_entries_that_recur_as_headings_need_no_heading_of_their_own(form: str) -> None:
    entries = [form.format(heading, page) for heading, page in zip(HEADINGS, (1, 3, 9, 17), strict=True)]
    body = [line for heading in HEADINGS for line in (heading, "路要修好，桥要架好。")]
    out = remove_contents(read_lines("\n".join(["甲市规划", *entries, *body])))
    assert [line.text for line in out.lines] == ["甲市规划", *body]


@pytest.mark.parametrize(
    ("names", "numbers"),
    [
        (("用水报装", "管网迁改", "水表检定"), (3, 5, 7)),
        (("一、组织领导", "二、制度建设", "三、任务落实"), (10, 15, 25)),
        (("一、组织领导", "二、制度建设", "三、任务落实"), (2, 3, 5)),
    ],
)
def test_days_and_marks_of_headings_are_no_pages(names: tuple[str, ...], numbers: tuple[int, ...]) -> None:
    rows = [f"{name} （{number}）" for name, number in zip(names, numbers, strict=True)]
    lines = ["甲市指南", *rows, *(line for name in names for line in (name, "路要修好，桥要架好。"))]
    assert [line.text for line in remove_contents(read_lines("\n".join(lines))).lines] == lines
    prose = "路要修好，桥要架好。" * 200
    longer = ["甲市指南", *rows, *(line for name in names for line in (name, prose))]
    kept = [line.text for line in remove_contents(read_lines("\n".join(longer))).lines]
    assert kept == [longer[0], *longer[4:]]


@pytest.mark.parametrize("above", [["甲市项目表"], ["甲市项目表", "今年的项目如下。"]])
def test_rows_of_numbers_are_no_contents(above: list[str]) -> None:
    rows = ["交通项目 12", "水利项目 15", "教育项目 20"]
    body = ["交通项目", "路要修好。", "水利项目", "渠要修好。", "教育项目", "学校要建好。"]
    lines = [*above, *rows] if len(above) == 1 else [*above, *rows, *body]
    assert [line.text for line in remove_contents(read_lines("\n".join(lines))).lines] == lines
