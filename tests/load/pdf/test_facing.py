import pytest

from analysis.load.pdf.facing import halves, without_head, without_number
from analysis.load.pdf.marks import Glyph, Segment

LEFT = ["全县修通村道三百里，路灯都", "亮了，夜里出门不再摸黑，孩", "子上学不再蹚水。"]


def glyphs(text: str, x: float, y: float, size: float = 10) -> list[Glyph]:
    return [Glyph(c, x + i * size, x + (i + 1) * size, y, size, 0) for i, c in enumerate(text)]


def sheet(left: list[str], right: list[str], at: float = 430) -> list[Glyph]:
    return [
        glyph
        for lines, x, drop in ((left, 60, 0), (right, at, 7))
        for i, line in enumerate(lines)
        for glyph in glyphs(line, x, 500 - drop - 15 * i)
    ]


@pytest.mark.parametrize("left", [LEFT, ["工作汇编"]])
def test_two_pages_on_a_sheet_are_parted(left: list[str]) -> None:
    found = halves(sheet(left, LEFT), 800, 560)
    assert ["".join(one.character for one in side) for side in found] == ["".join(left), "".join(LEFT)]


@pytest.mark.parametrize(
    ("glyphs", "size"),
    [
        (sheet(LEFT, LEFT), (800, 1130)),
        (sheet(["修路", "点灯", "改厕"], ["三里", "五盏", "十座"]), (800, 560)),
        (sheet(LEFT, LEFT, at=210), (800, 560)),
        (sheet(["全" * 60], []), (800, 560)),
    ],
)
def test_other_sheets_are_one_page(glyphs: list[Glyph], size: tuple[float, float]) -> None:
    assert halves(glyphs, *size) == []


def row(text: str, left: float, base: float, size: float = 10) -> list[Segment]:
    return [Segment(text, left, left + size * len(text), base, size)]


def test_numbers_and_small_heads_of_pages_go() -> None:
    rows = [row("全县修路。", 60, 500), row("12", 60, 40)]
    assert without_number(rows) == rows[:1]
    body = [row("全县修路点灯改厕", 60, 500 - 15 * i) for i in range(4)]
    head = [row("工作汇编", 120, 530, 7)]
    assert without_head(head + body) == (body, ("工作汇编",))
    assert without_head(body) == (body, ())
    assert without_head(head + body[:2]) == (head + body[:2], ())
