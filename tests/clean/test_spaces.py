# ruff: noqa: E501
import pytest

from analysis.clean.records import read_lines
from analysis.clean.spaces import close_spaces, narrow, remove_invisible
from analysis.clean.wide_digits import close_digits

LONG = "会议要求各部门压实责任，加快进度，确保年底前全部完成改造任务，"

CLOSED = [
    ("政 府 工 作 报 告", "政府工作报告"),
    ("政　府　工　作　报　告", "政府工作报告"),
    ("2 0 2 3 年 政 府 工 作 报 告", "2023年政府工作报告"),
    ("抓重点 补短板 强弱项", "抓重点 补短板 强弱项"),
    ("市长  李明", "市长 李明"),
    ("市长 李 明", "市长 李 明"),
    ("第一章　总　　则", "第一章 总则"),
    ("附　则", "附则"),
    ("第一章 水 利建设", "第一章 水 利建设"),
    (LONG + "让 群 众 满 意。", LONG + "让群众满意。"),
    (LONG + "让群 众 满 意起来。", LONG + "让群众满意起来。"),
    (LONG + "完成 12 个项目。", LONG + "完成12个项目。"),
    (LONG + "开展“我在现场 你在线上”活动。", LONG + "开展“我在现场 你在线上”活动。"),
    ("（一）稳住大盘 " + LONG, "（一）稳住大盘 " + LONG),
    ("本报讯（记者 王小明 通讯员 李红）" + LONG, "本报讯（记者 王小明 通讯员 李红）" + LONG),
    (
        "全县道路更\t通畅。今年修路\u00a0三百里\t，点灯五千\t盏，群众\t满意。",
        "全县道路更通畅。今年修路三百里，点灯五千盏，群众满意。",
    ),
    (
        "全县路\t通了。村道三百里，路灯\t五千盏，校舍一百所，都在秋天前修好。",
        "全县路通了。村道三百里，路灯五千盏，校舍一百所，都在秋天前修好。",
    ),
    ("全面完成任务 ，成效明显", "全面完成任务，成效明显"),
    ("made in China 2025", "made in China 2025"),
]


@pytest.mark.parametrize(("given", "expected"), CLOSED)
def test_spaces(given, expected):
    assert [line.text for line in close_spaces(read_lines(given)).lines] == [expected]


WIDTHS = [
    ("２０２３年ＧＤＰ增长５．２％", "2023年GDP增长5.2%"),
    ("（一）：，；“”①㈠", "（一）：，；“”①㈠"),
    ("第１．节", "第1．节"),
    ("增长3．5％，投资１，２００万元，２，３月", "增长3.5%，投资1,200万元，2，3月"),
    ("增长5％，共1，200亩", "增长5％，共1，200亩"),
]


@pytest.mark.parametrize(("given", "expected"), WIDTHS)
def test_letters_and_digits_become_narrow_and_punctuation_stays(given, expected):
    assert narrow(read_lines(given)).lines[0].text == expected


def test_readings_between_their_own_marks_go() -> None:
    assert remove_invisible(read_lines("改\ufff9善\ufffash\ufffb交通")).lines[0].text == "改善交通"


def test_characters_that_show_nothing_are_blanks():
    lines, _ = remove_invisible(read_lines("\u2800\u3164全市\u2800上下\U000e0041"))
    assert [line.text for line in lines] == ["全市 上下"]
    lines, _ = remove_invisible(read_lines("高\u0332质\u0332量\u20dd，\u2066群众\u2069 cafe\u0301"))
    assert [line.text for line in lines] == ["高质量，群众 cafe\u0301"]


def test_invisible_characters_go_and_are_named():
    lines, entries = remove_invisible(read_lines("稳\u200b增长\ue5f9促\ufeff改革"))
    assert lines[0].text == "稳增长促改革"
    assert (entries[0].n, entries[0].text) == (3, "U+200B U+E5F9 U+FEFF ")


def test_a_text_cut_into_words_is_closed_in_quotations_and_headings_too() -> None:
    text = "某县 农村 改厕 方案\n推进 “ 一 件 事 ” 改革 ， 落实 “ 一网 通办 ” ， 群众 办事 更 方便 ， 村里 路灯 都 亮 了 。"
    lines = close_spaces(read_lines(text)).lines
    assert [line.text for line in lines] == [
        "某县农村改厕方案", "推进“一件事”改革，落实“一网通办”，群众办事更方便，村里路灯都亮了。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "closed"),
    [
        ("各 镇 都 要 铺石 。 推进 “ 一网 通办 ” 改革 。", "各镇都要铺石。推进“一网通办”改革。"),
        ("修路 、 铺石 、 点灯", "修路、铺石、点灯"),
        ("加强 领导 和 监督 检查", "加强领导和监督检查"),
        ("各　镇　都　要　修　路，各　村　都　要　铺　石。", "各镇都要修路，各村都要铺石。"),
        ("抓重点 补短板 强弱项", "抓重点 补短板 强弱项"),
        ("加强领导，  强化督查", "加强领导，强化督查"),
        ("增长 6.5 %。", "增长 6.5%。"),
    ],
)
def test_short_texts_cut_into_words_are_closed(given: str, closed: str) -> None:
    assert [line.text for line in close_spaces(read_lines(given)).lines] == [closed]


def test_dates_ranges_and_units_of_numbers_set_wide_are_closed() -> None:
    text = "（2 0 2 3 年 1 月 5 日）投资 1 2 0 0 亿元，建成 5 G 基站 2 3 0 0 个，（2 0 2 1 — 2 0 2 5 年）新增 3 2 0 人。"
    (line,) = close_spaces(read_lines(text)).lines
    for told in ("（2023年1月5日）", "1200亿元", "5G", "2300个", "（2021—2025年）"):
        assert told in line.text


def test_numbers_set_wide_are_closed_where_there_are_several() -> None:
    text = "2 0 1 9 年1 2 月1 6日，投入3 0 0 0万元，增长6 ．5%，修路2 5公里。"
    assert (
        close_spaces(read_lines(text)).lines[0].text == "2019年12月16日，投入3000万元，增长6.5%，修路25公里。"
    )
    once = "第 15 届会议，收入3 ,000 亿元，增长６ ． ５ ％，见表 1 和 2。"
    lines = narrow(read_lines(once)).lines
    assert close_spaces(lines).lines[0].text == "第15届会议，收入3,000亿元，增长6.5%，见表1和2。"
    table = "蔬菜 1 2 2 1 合计"
    assert close_spaces(read_lines(table)).lines[0].text == table


@pytest.mark.parametrize(
    ("given", "closed"),
    [
        ("某县 2 0 2 3 年政府工作报告", "某县 2023 年政府工作报告"),
        ("投资1 2 . 5亿元", "投资12.5亿元"),
        ("增长8. 3%", "增长8.3%"),
        ("建成3 0 0个社区", "建成300个社区"),
        ("群众的“ 获得感 ”", "群众的“获得感”"),
        ("蔬菜 1 2 2 1 合计", "蔬菜 1 2 2 1 合计"),
        ("1. 5%以上的农户", "1. 5%以上的农户"),
        ("2 5", "2 5"),
    ],
)
def test_a_single_number_is_closed_where_it_is_sure(given: str, closed: str) -> None:
    assert close_spaces(read_lines(given)).lines[0].text == closed


def test_the_cells_of_a_row_stay_apart_and_close_up_each() -> None:
    lines = read_lines(
        "推行 一网通办，压缩企业开办的时间，做到当天办结，群众少跑了路。\t市行政审批局\t2 0 2 3年底"
    )
    (row,) = close_spaces(lines).lines
    assert row.text == "推行一网通办，压缩企业开办的时间，做到当天办结，群众少跑了路。 市行政审批局 2023年底"
    assert close_spaces([row]).lines == [row]


def test_a_year_in_chinese_digits_is_closed_up() -> None:
    for given in ("二 〇 二 三 年，路修好了。", "二〇二三 年，路修好了。"):
        assert [line.text for line in close_spaces(read_lines(given)).lines] == ["二〇二三年，路修好了。"]


def test_a_blank_before_ten_thousand_is_closed_up() -> None:
    given = "完成造林30 万亩、修路5 万米，投入1.2 亿元。"
    assert [line.text for line in close_spaces(read_lines(given)).lines] == [given.replace(" ", "")]
    assert [line.text for line in close_spaces(read_lines("2021 全市 5 所")).lines] == ["2021 全市 5 所"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进 “ 一网 通办 ” 改革", "推进“一网通办”改革"),
        ("（ 一 ） 修路", "（一）修路"),
        ("打造 “ 10 分钟 便民 圈 ”", "打造“10分钟便民圈”"),
        ("“厚德 博学” 校训", "“厚德 博学” 校训"),
        ("see ( a b ) here", "see ( a b ) here"),
        ("（ 时间：今天 信息员：某人 ）", "（ 时间：今天 信息员：某人 ）"),
    ],
)
def test_blanks_at_both_ends_of_a_quotation_are_those_of_a_segmenter(text: str, expected: str) -> None:
    assert [line.text for line in close_spaces(read_lines(text)).lines] == [expected]


@pytest.mark.parametrize(
    ("spaced", "closed"),
    [
        ("总量达到 1 , 2 3 4 . 5 亿元", "总量达到 1,234.5 亿元"),
        ("投资1 2 , 3 4 5万元", "投资12,345万元"),
        ("选第1, 2和3条路", "选第1, 2和3条路"),
    ],
)
def test_spaced_out_numbers_with_marks_of_thousands_are_one(spaced: str, closed: str) -> None:
    assert close_digits(spaced, []) == closed
