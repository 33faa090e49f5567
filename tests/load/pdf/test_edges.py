"""Heads and feet of short PDFs, by their places."""

import pytest

from analysis.load.pdf.edge_texts import issue_of, large_lines, without_edges, without_lines
from analysis.load.pdf.edges import edge_rows
from analysis.load.pdf.layout import Laid
from analysis.load.pdf.marks import Glyph
from analysis.load.pdf.page_rows import rows_of
from analysis.load.pdf.running import without_running_lines

FULL = [
    "全县修通村道三百里路灯都亮了夜里出门不",
    "再摸黑孩子上学也不再蹚水过河去年入冬前",
    "各村把水渠清了一遍开春以后田里用水足了",
]
OPEN = "全县今年，再修村道一百里剩下的村子通公"
REST = "路。"


def line(text: str, x: float, y: float, size: float = 10) -> list[Glyph]:
    return [Glyph(c, x + i * size, x + (i + 1) * size, y, size, 0) for i, c in enumerate(text)]


def laid(*pieces: tuple) -> Laid:
    rows, _ = rows_of([glyph for piece in pieces for glyph in line(*piece)])
    return Laid(None, 0, rows=tuple(rows))


def body(*lines: str, top: float = 700) -> list[tuple]:
    return [(text, 50, top - 15 * i) for i, text in enumerate(lines)]


def signed(day: str) -> list[tuple]:
    return [("甲县人民政府", 190, 640), (f"2022年{day}", 180, 625)]


def gone(*pages: Laid) -> list[list[str]]:
    found = edge_rows(pages)
    return [without_edges([], page, own)[1] for page, own in zip(pages, found, strict=True)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([("甲县文件选编", 60, 722)], [("乙乡修路办法", 150, 722)]),
        ([("甲县研究室", 50, 722), ("参阅", 230, 722)], [("甲县研究室", 50, 722), ("参阅", 230, 722)]),
        ([("2022/3/5", 50, 722), ("修路", 170, 722)], [("2022/3/5", 50, 722), ("修路", 170, 722)]),
        ([], [("甲县文件选编", 150, 722)]),
        ([("选编", 50, 722), ("1", 245, 722)], [("2", 50, 722), ("乙乡修路办法", 190, 722)]),
    ],
)
def test_heads_that_cut_a_sentence_go_from_two_pages(first: list[tuple], second: list[tuple]) -> None:
    one = laid(*first, *body(*FULL, OPEN))
    two = laid(*second, *body(REST, *FULL))
    assert gone(one, two) == [["".join(p[0] for p in first)] * bool(first), ["".join(p[0] for p in second)]]


def test_a_foot_that_cuts_a_sentence_goes_and_so_do_the_numbers_of_pages() -> None:
    foot = ("甲县文件", 130, 600)
    one, two = (
        laid(*body(*FULL, OPEN), foot, ("1", 150, 580)),
        laid(*body(REST, *FULL), ("甲县文件", 130, 600), ("2", 150, 580)),
    )
    assert gone(one, two) == [["甲县文件", "1"], ["甲县文件", "2"]]


def test_heads_that_repeat_the_title_go_and_with_them_what_stands_at_their_height() -> None:
    ends = "夜里出门不再摸黑。"
    one = laid(("甲县文件选编", 60, 722, 7.5), ("乙乡村道管护办法", 80, 700, 12), *body(*FULL, ends, top=680))
    two = laid(("——乙乡村道管护办法", 60, 722, 7.5), *body(*FULL))
    assert gone(one, two) == [["甲县文件选编"], ["——乙乡村道管护办法"]]


def test_what_a_browser_prints_goes_from_a_single_page() -> None:
    pieces = [("2022/3/5", 50, 722), ("10:21", 130, 722), ("修路办法", 200, 722)]
    foot = [("http://www.example.gov.cn/1.html", 50, 600, 4), ("1/1", 240, 600, 4)]
    assert gone(laid(*pieces, *body(*FULL, OPEN, REST), *foot)) == [
        ["2022/3/510:21修路办法", "http://www.example.gov.cn/1.html1/1"]
    ]


@pytest.mark.parametrize(
    "pages",
    [
        [[("修路申请表", 130, 730, 14), ("姓名甲", 50, 690), ("住址乙", 50, 660), ("事由丙", 50, 630)]] * 2,
        [[("附件1", 50, 722), *body(*FULL)], [("附件2", 50, 722), *body(*FULL)]],
        [[("总体要求", 50, 730, 16), *body(*FULL, REST)], [("重点任务", 50, 730, 16), *body(*FULL, REST)]],
        [body(*FULL, "各村都通了路。"), [("二、护路", 50, 700), *body(*FULL, top=685)]],
        [body(*FULL, OPEN), body(REST, *FULL)],
        [[("村口老井", 60, 722, 7), *body(*FULL, REST)], [("孩子上学", 60, 722, 7), *body(*FULL)]],
        [body(*FULL, REST), [("问渠那得清如许", 60, 740, 8), *body(*FULL)]],
        [
            [("乙乡护路办法通知", 80, 730, 14), *body(*FULL, REST)],
            [("乙乡护路办法", 80, 715, 12), *body(*FULL)],
        ],
        [body(*FULL, OPEN), [("三、护路", 120, 722), *body(REST, *FULL)]],
        [[*body(*FULL, REST), ("村口老井", 50, 600, 7)], [*body(*FULL), ("村口老井", 120, 600, 7)]],
        [body("修路里程", *FULL, FULL[0]), [("护路的人", 50, 722), *body("修桥", *FULL)]],
        [body("护路", *FULL, REST), body("护路", *FULL)],
        [body("第二章 主要任务", *FULL, REST), body("第二章 主要任务", "第三章 保障措施", *FULL)],
        [[*body(*FULL, REST), *signed("3月5日")], [*body(*FULL, REST), *signed("4月9日")]],
        [[*body(*FULL, REST), *signed("3月5日")], [*body(*FULL, REST), *signed("3月5日")]],
        [[("甲政发〔2022〕3号", 100, 722), *body(*FULL)], [("甲政发〔2022〕9号", 100, 722), *body(*FULL)]],
    ],
)
def test_titles_labels_and_headings_of_short_files_stay(pages: list[list[tuple]]) -> None:
    assert gone(*(laid(*page) for page in pages)) == [[], []]


def test_heads_by_turns_go_with_the_numbers_of_the_pages_though_a_year_begins_one() -> None:
    left = [("2022年第3期", 50, 730, 7), ("甲县公报", 150, 730, 7.7), ("5", 250, 730, 7)]
    right = [("县府文件", 50, 730, 7.7), ("甲县公报", 150, 730, 7.7), ("6", 250, 730, 7)]
    pages = laid(*left, *body(*FULL, REST)), laid(*right, *body(*FULL, REST))
    assert gone(*pages) == [["2022年第3期甲县公报5"], ["县府文件甲县公报6"]]


@pytest.mark.parametrize(
    ("head", "size", "goes"),
    [
        ("选编　3", 8, True),
        ("甲县文件选编", 8, True),
        ("甲县文件选编", 10, False),
        ("（2022年3月5日县政府会议通过）", 8, False),
        ("节水优先　空间均衡", 8, False),
        ("织密供水一张网", 8, False),
        ("今日报到明日上岗", 8, False),
        ("奋战一百天　决胜2023", 8, False),
        ("甲县人民政府公报　2022年第3期", 8, True),
        ("甲县人民政府文件", 20, False),
        ("附件1", 8, False),
        ("甲政发〔2022〕3号", 8, False),
        ("2022年3月5日", 8, False),
        ("甲县人民政府办公室文件", 8, False),
        ("甲县修路办法", 8, True),
    ],
)
def test_a_small_line_above_a_large_title_is_a_head_though_there_is_one_page(head, size, goes) -> None:
    page = laid((head, 60, 775, size), ("甲县修路办法", 90, 745, 16), *body(*FULL, OPEN))
    assert gone(page) == [["".join(head.split())] if goes else []]


def test_headings_of_years_in_larger_letters_count_no_pages() -> None:
    pages = [laid((f"{year}年修路情况", 60, 730, 13), *body(*FULL, REST)) for year in (2019, 2020, 2021)]
    assert gone(*pages) == [[], [], []]
    lines = [
        [f"{2019 + k}年修路情况", *(f"{name}{x}路修好了。" for x in "东西南北中")]
        for k, name in enumerate("甲乙丙")
    ]
    assert without_running_lines(lines, (), large_lines(pages))[0] == lines
    assert without_running_lines(lines)[0] != lines


def test_a_small_number_apart_at_the_foot_of_the_only_page_is_that_of_the_page() -> None:
    page = body(*FULL, REST)
    assert gone(laid(*page, ("141", 150, 560, 7))) == [["141"]]
    assert gone(laid(*page, ("141", 150, 560, 10))) == [[]]


def test_the_title_stays_once_where_it_is_a_head_too() -> None:
    title = ("乙乡修路办法", 60, 722, 8)
    one, two = laid(title, *body(*FULL, OPEN)), laid(title, *body(REST, *FULL))
    assert gone(one, two) == [[], ["乙乡修路办法"]]


def test_lines_are_found_in_the_text_layer_though_broken_there_or_at_its_end() -> None:
    assert without_lines(["甲县 文件", "选编", "修路。"], ["甲县文件选编"]) == ["修路。"]
    assert without_lines(["修路。", "点灯。", "甲县 选编"], ["甲县", "选编"]) == ["修路。", "点灯。"]
    assert without_lines(["修路。"], ["甲县"]) == ["修路。"]


def test_a_page_of_cells_is_read_again_without_its_head() -> None:
    head = [("甲县研究室", 50, 722), ("参阅", 230, 722)]
    one = laid(*head, *body(*FULL))._replace(lines=["甲县研究室 参阅", *FULL])
    assert without_edges(["甲县研究室 参阅", *FULL], one, {0}) == (FULL, ["甲县研究室参阅"])


def test_the_issue_of_a_periodical_is_known_without_the_number_of_the_page() -> None:
    assert issue_of(["甲县文件", "11甲县人民政府公报2022年第3期"]) == "甲县人民政府公报2022年第3期"
    assert not issue_of(["甲县文件"])
