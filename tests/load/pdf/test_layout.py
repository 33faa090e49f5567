from collections import Counter
from itertools import pairwise

import pytest

from analysis.load.items import Unreadable
from analysis.load.pdf.cells import cells_of
from analysis.load.pdf.glyphs import _is_faint, turn_of, without_unseen
from analysis.load.pdf.layout import (
    Laid,
    _blocks,
    _column,
    _ends_in_number,
    _gutters,
    _in_columns,
    _is_upward,
)
from analysis.load.pdf.margins import paragraph_gaps, vertical_lines, without_line_numbers
from analysis.load.pdf.marks import Glyph, Segment, is_marks_above, without_notes, without_raised
from analysis.load.pdf.page_rows import rows_of
from analysis.load.pdf.read import _readable, _without_marks
from analysis.load.pdf.running import without_numbered_heads, without_page_numbers, without_running_lines


def glyphs(text: str, x: float, y: float, size: float = 10) -> list[Glyph]:
    return [Glyph(c, x + i * size, x + (i + 1) * size, y, size, 0) for i, c in enumerate(text)]


def page(*pieces: tuple[str, float, float]):
    rows, n_raised = rows_of([glyph for piece in pieces for glyph in glyphs(*piece)])
    assert not n_raised
    return rows


def columns(block) -> list[str]:
    edges = (float("-inf"), *_gutters(block), float("inf"))
    parts = [part for row in block for part in row]
    return [
        line
        for left, right in pairwise(edges)
        for line in _column([p for p in parts if left <= p.left < right])
    ]


LEFT = ["全县修通村道三百里，路灯都", "亮了，夜里出门不再摸黑，孩", "子上学不再蹚水。"]
RIGHT = ["各乡镇清塘修渠，水足了，田", "里的活也好做了，秋后粮食入", "仓。"]


def test_pieces_of_a_line_are_parted_at_wide_gaps() -> None:
    (row,) = page(("修路", 0, 100), ("点灯", 60, 100.5))
    assert [segment.text for segment in row] == ["修路", "点灯"]
    assert [[s.text for s in row] for row in page(("修路", 0, 100), ("点灯", 20, 90))] == [["修路"], ["点灯"]]


def test_two_columns_are_read_one_after_the_other() -> None:
    pieces = [(left, 50, 700 - 15 * i) for i, left in enumerate(LEFT)]
    pieces += [(right, 220, 700 - 15 * i) for i, right in enumerate(RIGHT)]
    (block,) = _blocks(page(*pieces))
    assert len(_gutters(block)) == 1
    assert columns(block) == LEFT + RIGHT


@pytest.mark.parametrize(
    ("number", "x", "is_one"),
    [("12", 140, True), ("· 12 ·", 130, True), ("12", 50, False), ("12户", 140, False)],
)
def test_a_number_below_no_column_is_that_of_the_page(number: str, x: float, is_one: bool) -> None:
    pieces = [(left, 50, 700 - 15 * i) for i, left in enumerate(LEFT)]
    pieces += [(right, 220, 700 - 15 * i) for i, right in enumerate(RIGHT)]
    assert _ends_in_number(page(*pieces, (number, x, 600))) == is_one


def test_three_narrow_columns_are_read_one_after_the_other_with_their_indents() -> None:
    texts = [[f"第{k}栏第{i}行修路通车" for i in range(7)] for k in "甲乙丙"]
    pieces = [
        (line, 50 + 160 * k + 20 * (i == 0), 700 - 15 * i)
        for k, lines in enumerate(texts)
        for i, line in enumerate(lines)
    ]
    (block,) = _blocks(page(*pieces))
    assert columns(block) == [
        "\u3000" * 2 * (i == 0) + line for lines in texts for i, line in enumerate(lines)
    ]


def test_rows_of_three_cells_of_uneven_length_are_no_columns() -> None:
    cells = ["修通村道并装路灯三百盏", "交通局", "供电局和各乡镇", "六月", "学校", "年底前完成验收"]
    pieces = [(cells[(i + 2 * k) % 6], 50 + 150 * k, 700 - 15 * i) for i in range(7) for k in range(3)]
    (block,) = _blocks(page(*pieces))
    assert _gutters(block) == []


def test_short_pieces_side_by_side_are_a_table_with_whole_cells() -> None:
    rows = page(
        ("修通村", 50, 700), ("交通局", 150, 700), ("六月", 250, 700), ("道", 50, 688), ("牵头", 150, 688),
        ("安装路", 50, 660), ("供电局", 150, 660), ("九月", 250, 660), ("灯", 50, 648), ("底前", 250, 648),
    )  # fmt: skip
    (block,) = _blocks(rows)
    assert _gutters(block) == []
    assert cells_of(block) == ["修通村道\t交通局牵头\t六月", "安装路灯\t供电局\t九月底前"]


def test_running_heads_and_feet_go_and_the_text_stays() -> None:
    pages = [["县志 卷一", f"第{i}件事，修路。", "路灯亮了。", f"第 {i} 页"] for i in range(1, 6)]
    pages[0].insert(0, "县里的几件事")
    kept, gone = without_running_lines(pages)
    assert kept[1] == ["第2件事，修路。", "路灯亮了。"]
    assert kept[0] == ["县里的几件事", "第1件事，修路。", "路灯亮了。"]
    assert gone == Counter({"县志 卷一": 5, **{f"第 {i} 页": 1 for i in range(1, 6)}})


def test_heads_that_alternate_and_few_pages() -> None:
    pages = [[["左页", "右页"][i % 2], f"第{'一二三四五六七八'[i]}段。", "完。"] for i in range(8)]
    kept, _ = without_running_lines(pages)
    assert all(len(page) == 2 for page in kept)
    few = [["题目", "一。"], ["题目", "二。"]]
    assert without_running_lines(few)[0] == few
    assert without_running_lines(few, known=["题 目"])[0] == [["一。"], ["二。"]]


def test_days_and_offices_at_the_feet_and_numbers_at_the_heads_of_several_texts_stay() -> None:
    pages = [
        [
            f"甲政发〔2022〕{k}号",
            "甲县人民政府",
            f"关于修桥{k}座的通知",
            "桥要修好。",
            "路要修平。",
            "甲县人民政府",
            f"2022年{k}月9日",
        ]
        for k in range(1, 5)
    ]
    assert without_running_lines(pages)[0] == pages
    footed = [[*page, "甲县公报"] for page in pages]
    assert without_running_lines(footed)[0] == pages


def test_a_page_with_its_title_alone_keeps_it_and_heads_of_chapters_go() -> None:
    title, head = ["全县修路规划"], "第二章 修路通车"
    pages = [
        title,
        *([head, f"{name}村的路通了。", "路灯亮了。"] for name in "甲乙丙"),
        *([f"{i}。"] for i in "一二三四五六"),
    ]
    pages += [[title[0], f"{i}户搬了新房。", "校舍也修好了。"] for i in "子丑寅"]
    kept, gone = without_running_lines(pages)
    assert kept[0] == title
    assert gone == Counter({head: 2, title[0]: 3})  # the first is the heading of the chapter


@pytest.mark.parametrize(
    ("head", "on_first", "stays"),
    [
        ("全县修路行动方案", [], 1),
        ("第二章 修路通车", [], 1),
        ("全县修路行动方案", ["关于印发全县修路行动方案的通知"], 0),
        ("第二章 修路通车", ["第二章 修路通车"], 0),
        ("某县人民政府公报", [], 0),
        ("某县人民政府公报 2022年第6期", [], 1),
    ],
)
def test_a_head_that_is_the_title_or_a_heading_stays_once(head: str, on_first: list[str], stays: int) -> None:
    pages = [[head, f"{name}村的路通了。", "路灯亮了。", "渠也挖好了。"] for name in "甲乙丙丁"]
    pages[0][1:1] = on_first
    kept, gone = without_running_lines(pages)
    assert kept[0][:1] == ([head] if stays else [*on_first, "甲村的路通了。"][:1])
    assert gone == Counter({head: 4 - stays})


def test_a_head_that_cuts_a_sentence_is_no_heading() -> None:
    pages = [["第一章 修路", f"{name}村的路通了。", "路灯亮了。", f"{name}村的渠也挖"] for name in "甲乙丙丁"]
    pages = [["某县的几件事"], ["去年很忙。", "路还没有修"], *pages]
    assert without_running_lines(pages)[1] == Counter({"第一章 修路": 4})


@pytest.mark.parametrize("last", [["下载自某某库"], ["丙村的路通了。", "下载自某某库"]])
def test_a_foot_goes_on_a_short_last_page_too(last: list[str]) -> None:
    pages = [[f"{name}村的路通了。", "路灯亮了。", "渠也挖好了。", "下载自某某库"] for name in "甲乙"]
    kept, gone = without_running_lines([*pages, last])
    assert kept == [*(page_[:-1] for page_ in pages), last[:-1]]
    assert gone == Counter({"下载自某某库": 3})
    assert without_running_lines([*pages, ["附则的话"]])[0][-1] == ["附则的话"]


def test_heads_with_the_number_of_their_page_go_whatever_the_chapter() -> None:
    words = ["全县修路规划", "第一章 修路点灯", "第二章 铺石改厕", "第三章 植树护林"]
    pages = [
        [f"{words[i]} · {i + 5} ·", f"{name}村的路通了。", "灯亮了。"] for i, name in enumerate("甲乙丙丁")
    ]
    kept, gone = without_numbered_heads(pages)
    assert kept == [page_[1:] for page_ in pages]
    assert sum(gone.values()) == 4
    assert without_numbered_heads(pages[:2])[0] == pages[:2]


@pytest.mark.parametrize(
    "line", ["附件 {}", "修路任务表 {}0", "{} 修路的目标", "修路 {}", "全县一共要修的路，共计 {}"]
)
def test_headings_with_a_number_are_no_heads(line: str) -> None:
    pages = [[line.format(i), f"{name}村的路通了。", "灯亮了。"] for i, name in enumerate("甲乙丙丁", 1)]
    assert without_numbered_heads(pages)[0] == pages


def test_a_rotated_page_is_one_whose_lines_nearly_all_run_one_way() -> None:
    level, upward = (
        glyphs("路通灯亮", 0, 0),
        [one._replace(angle=270.0) for one in glyphs("路通灯亮" * 5, 0, 0)],
    )
    slanted = [one._replace(angle=320.0) for one in level]
    assert [turn_of(some) for some in (level, upward + slanted, upward + level, [])] == [0, 270, 0, 0]


def test_a_head_that_repeats_the_heading_below_it_goes() -> None:
    page_ = ["第二章 修路", "第二章 修路", "甲村的路通了。", "路灯亮了。", "水渠修了。"]
    kept, gone = without_running_lines([page_])
    assert kept == [page_[1:]]
    assert gone == Counter({"第二章 修路": 1})


def test_the_first_of_rows_that_differ_in_their_numbers_stays() -> None:
    page = [f"甲县交通局修村道{i}里" for i in range(21, 27)]
    assert without_running_lines([page, ["修路。"]])[0][0] == page
    assert without_running_lines([["修路。"], page])[0][1] == page


def test_numbers_that_count_the_pages_go_in_whatever_form() -> None:
    feet = ["I", "— 2 —", "第3页 共6页", "4 / 6", "Page 5 of 6", "6"]
    pages = [["甲村修路。", "2023", foot] for foot in feet]
    kept, gone = without_page_numbers(pages)
    assert kept == [["甲村修路。", "2023"]] * 6
    assert sum(gone.values()) == 6


def test_a_single_number_at_the_foot_stays() -> None:
    pages = [["甲村修路。", "300"], ["乙村通车。", "12"]]
    assert without_page_numbers(pages)[0] == pages


def test_small_raised_numbers_are_marks_of_notes_and_squares_are_not() -> None:
    line = glyphs("修路三百米", 0, 100)
    square = Glyph("2", 50, 55, 104, 6, 0)
    mark = Glyph("1", 60, 65, 104, 6, 0)
    after = glyphs("，点灯", 70, 100)
    kept = without_raised([*line, square, *after, mark, *glyphs("了", 110, 100)])
    assert "".join(one.character for one in kept) == "修路三百米2，点灯了"


def test_a_raised_number_in_brackets_behind_a_measure_goes_whole() -> None:
    line = [*glyphs("四百公里", 0, 100), *glyphs("[1]", 40, 106, 6), *glyphs("，", 58, 100)]
    assert "".join(one.character for one in without_raised(line)) == "四百公里，"


def test_notes_at_the_foot_in_small_letters_are_kept_apart() -> None:
    body = [("甲村修路，乙村点灯，夜里出门不再摸黑。", 0, 700 - 15 * i) for i in range(5)]
    rows = page(*body)
    notes = [
        [s._replace(size=7) for s in row]
        for row in page(("1 村道：通到村里的路。", 0, 100), ("接上一行", 0, 90))
    ]
    number = page(("- 3 -", 100, 50))
    kept, found, rest = without_notes([*rows, *notes[1:], *notes[:1], *number])
    assert rest == "接上一行"
    kept, found, _ = without_notes([*rows, *notes, *number])
    assert [row[0].text for row in kept] == [row[0].text for row in rows] + ["- 3 -"]
    assert found == ("1 村道：通到村里的路。接上一行",)
    assert without_notes(rows) == (rows, (), "")


def test_pale_characters_belong_to_watermarks_and_white_ones_do_not() -> None:
    assert _is_faint([215, 215, 215, 255])
    assert _is_faint([0, 0, 0, 40])
    assert not _is_faint([255, 255, 255, 255])
    assert not _is_faint([90, 90, 90, 255])
    assert not _is_faint([255, 230, 0, 255])


def test_pages_in_private_or_shifted_characters_are_left_out_and_the_others_stay() -> None:
    good = ["全县推进农村改厕，建管并重，群众得了实惠。", "村里的路灯亮了，夜里出门不再摸黑。"] * 3
    private = ["".join(chr(0xE000 + ord(c) % 999) for c in line) for line in good]
    shifted = ["".join(chr(ord(c) + 29) for c in line) for line in good]
    kept, said = _readable([good, private, shifted], [0, 1, 2])
    assert kept == [good, [], []]
    assert [(one.code, one.values["count"], one.values["page"]) for one in said] == [
        ("pdf_pages_garbled", 2, 2)
    ]
    with pytest.raises(Unreadable, match="pdf_letters"):
        _readable([private, shifted], [0, 1])


def test_columns_of_a_page_set_vertically_are_read_from_right_to_left() -> None:
    words = "甲村修路乙村点灯丙村种树丁村挖渠"
    columns = [
        [Glyph(c, 180 - 20 * k, 190 - 20 * k, 500 - 10 * i, 10, 0) for i, c in enumerate(words)]
        for k in range(4)
    ]
    assert vertical_lines([glyph for column in columns[::-1] for glyph in column]) == [words] * 4
    across = [glyph for k in range(5) for glyph in glyphs(words, 0, 500 - 15 * k)]
    assert vertical_lines(across) is None


@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize("left", [0, 400])
def test_numbers_that_count_lines_in_the_margin_go(step: int, left: float) -> None:
    lines = [glyphs("甲村修路乙村点灯", 50, 500 - 15 * k) for k in range(1, 16)]
    counted = [
        sorted([*line, *glyphs(str(k), left, line[0].base)], key=lambda one: one.left)
        if k % step == 0
        else line
        for k, line in enumerate(lines, 1)
    ]
    assert without_line_numbers(counted) == (lines, 15 // step)
    inside = [glyphs(f"{k}户", 50, 500 - 15 * k) for k in range(1, 6)] + lines
    assert without_line_numbers(inside) == (inside, 0)


def test_wide_gaps_part_paragraphs_without_indents() -> None:
    bases = [500, 480, 460, 426, 406, 386, 352, 332]
    rows = [Segment("全县修路", 50, 90, base, 10) for base in bases]
    assert paragraph_gaps(rows) == {3, 6}
    assert paragraph_gaps([row._replace(left=50 + 20 * (i % 3 == 0)) for i, row in enumerate(rows)]) == set()
    assert paragraph_gaps([row._replace(base=500 - 20 * i) for i, row in enumerate(rows)]) == set()


def test_marks_raised_above_the_line_are_told_from_lines() -> None:
    line = glyphs("修路三百里", 0, 100)
    assert is_marks_above([Glyph("①", 30, 35, 106, 6, 0)], line)
    assert not is_marks_above([Glyph("①", 30, 40, 115, 10, 0)], line)


def test_a_watermark_goes_from_a_page_that_holds_nothing_else() -> None:
    pages, read = (
        [["全县修路。"], ["征求 意见稿"]],
        [Laid(None, 5, faint="征求意见稿"), Laid(None, 0, faint="征求意见稿", is_pale=True)],
    )
    assert _without_marks(pages, read) == ([["全县修路。"], []], 6)
    assert _without_marks(pages, read[1:] * 2) == (pages, 0)


def test_a_cover_keeps_the_title_that_runs_over_the_pages() -> None:
    pages = [
        ["全县修路规划", "二〇二一年"],
        *(["全县修路规划", f"{name}村的路通了。", "灯亮了。"] for name in "甲乙丙"),
    ]
    assert without_running_lines(pages)[0] == [pages[0], *(page[1:] for page in pages[1:])]


def test_the_last_page_of_a_print_may_hold_heads_alone_and_one_between_chapters_a_title() -> None:
    head, foot = "2023/5/6 10:12 全县修路规划", "www.a.cn/{} 第{}页"
    pages = [
        [head, f"{name}村的路通了。", "路灯亮了。", "水渠修了。", foot.format(i, i)]
        for i, name in enumerate("甲乙丙丁")
    ]
    kept, _ = without_running_lines([*pages, [head, foot.format(5, 5)]])
    assert kept[-1] == []
    chapter = ["第二章 点灯"]
    more = [[chapter[0], f"{name}村的灯亮了。", "路灯亮了。"] for name in "甲乙丙"]
    assert without_running_lines([*pages, chapter, *more])[0][4] == chapter


class Drawn:
    """A picture on a page."""

    type = 3

    def __init__(self, *bounds: float) -> None:
        self.bounds = bounds

    def get_bounds(self) -> tuple[float, ...]:
        return self.bounds

    def get_objects(self) -> "list[Drawn]":
        return [self] if self.bounds else []


@pytest.mark.parametrize(("bounds", "text"), [((), "修通村道"), ((0, 80, 200, 95), "修通村道点灯")])
def test_white_letters_count_where_something_is_drawn_below_them(bounds, text, monkeypatch) -> None:
    monkeypatch.setattr("analysis.load.pdf.glyphs._covers", lambda drawn: True)
    letters = glyphs("修通村道", 0, 100) + [one._replace(is_white=True) for one in glyphs("点灯", 0, 85)]
    assert "".join(one.character for one in without_unseen(letters, Drawn(*bounds))) == text


def test_lines_drawn_from_the_last_to_the_first_are_known_and_columns_are_not() -> None:
    lines = [glyphs(line, 0, 700 - 15 * i) for i, line in enumerate(LEFT + RIGHT)]
    assert _is_upward([one for line in reversed(lines) for one in line])
    assert not _is_upward([one for line in lines for one in line])
    beside = [glyphs(line, 220, 700 - 15 * i) for i, line in enumerate(LEFT + RIGHT)]
    assert not _is_upward([one for line in lines + beside for one in line])


def test_a_head_far_above_two_columns_is_no_row_of_them() -> None:
    pieces = [("某市公报", 50, 780), ("第三期", 300, 780)]
    pieces += [(left, 50, 700 - 15 * i) for i, left in enumerate(LEFT)]
    pieces += [(right, 220, 700 - 15 * i) for i, right in enumerate(RIGHT)]
    head, block = _blocks(page(*pieces))
    assert [part.text for part in head[0]] == ["某市公报", "第三期"]
    assert columns(block) == LEFT + RIGHT


def test_the_last_column_of_a_text_may_be_short() -> None:
    pieces = [(f"村里把第{n}条路修通了。", 50, 700 - 15 * n) for n in range(1, 9)]
    pieces += [(f"镇里把第{n}条路修通了。", 250, 700 - 15 * n) for n in range(1, 9)]
    pieces += [(f"县里把第{n}条路修通了。", 450, 700 - 15 * n) for n in range(1, 3)]
    (block,) = _blocks(page(*pieces))
    lines = _in_columns(block, _gutters(block, 7))
    assert [line[0] for line in lines] == ["村"] * 8 + ["镇"] * 8 + ["县"] * 2


@pytest.mark.parametrize(
    "feet", ["(1) (2) (3)", "〔1〕 〔2〕 〔3〕", "第一页 第二页 第三页", "i ii iii", "ⅰ ⅱ ⅲ"]
)
def test_numbers_of_pages_in_odd_forms_go(feet: str) -> None:
    pages, gone = without_page_numbers([["修路。", foot] for foot in feet.split()])
    assert pages == [["修路。"]] * 3
    assert sorted(gone) == sorted(feet.split())
