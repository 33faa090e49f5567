from collections import Counter

from analysis.load.layout import Glyph, _blocks, _gutter, _rows, _side, _table
from analysis.load.pdf import without_running_lines


def glyphs(text: str, x: float, y: float, size: float = 10) -> list[Glyph]:
    return [Glyph(c, x + i * size, x + (i + 1) * size, y, size, 0) for i, c in enumerate(text)]


def page(*pieces: tuple[str, float, float]):
    return _rows([glyph for piece in pieces for glyph in glyphs(*piece)])


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
    gutter = _gutter(block)
    assert gutter is not None
    assert _side(block, gutter, left=True) + _side(block, gutter, left=False) == LEFT + RIGHT


def test_short_pieces_side_by_side_are_a_table_with_whole_cells() -> None:
    rows = page(
        ("修通村", 50, 700), ("交通局", 150, 700), ("六月", 250, 700), ("道", 50, 688), ("牵头", 150, 688),
        ("安装路", 50, 660), ("供电局", 150, 660), ("九月", 250, 660), ("灯", 50, 648), ("底前", 250, 648),
    )  # fmt: skip
    (block,) = _blocks(rows)
    assert _gutter(block) is None
    assert _table(block) == ["修通村道\t交通局牵头\t六月", "安装路灯\t供电局\t九月底前"]


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
    assert without_running_lines([["题目", "一。"], ["题目", "二。"]])[0] == [
        ["题目", "一。"],
        ["题目", "二。"],
    ]
