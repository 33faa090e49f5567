import math

from analysis.load.pdf.marks import Glyph, Segment
from analysis.load.pdf.scans import straightened, whole_paragraphs, without_blanks, without_specks


def row(text: str, left: float, base: float, size: float = 10) -> list[Segment]:
    return [Segment(text, left, left + size * len(text), base, size)]


def test_specks_go() -> None:
    rows = [row("全县修路。", 60, 500), row("……", 60, 485)]
    assert without_specks([*rows, row("、", 200, 30, 5), row("· .", 90, 20, 5)]) == rows


def test_lines_of_a_scanned_page_go_on_where_they_are_full() -> None:
    rows = [
        row(line, 60 + 20 * (i == 0), 500 - 15 * i)[0]
        for i, line in enumerate(["全县" * 5, "修路" * 6, "完。"])
    ]
    rows += [row("点灯" * 5 + "。", 80, 455)[0], row("改厕。", 60, 440)[0]]
    assert whole_paragraphs(rows) == [
        "\u3000\u3000" + "全县" * 5 + "修路" * 6 + "完。",
        "\u3000\u3000" + "点灯" * 5 + "。改厕。",
    ]


def tilted(lines: list[str], slope: float) -> list[Glyph]:
    return [
        Glyph(c, 60 + 10 * i, 70 + 10 * i, 500 - 15 * k + slope * 10 * i, 10, 0)
        for k, line in enumerate(lines)
        for i, c in enumerate(line)
    ]


def test_lines_of_a_tilted_page_are_level() -> None:
    lines = ["全县修通村道三百里路灯都亮", "了夜里出门不再摸黑孩子上学"]
    for slope in (0.05, -0.05):
        level = straightened(tilted(lines, slope))
        assert len({round(one.base) for one in level}) == 2
        steps = [a.base - b.base for a, b in zip(level[:13], level[13:], strict=True)]
        assert all(math.isclose(step, 15, abs_tol=0.01) for step in steps)
    assert straightened(tilted(lines, 0.001)) == tilted(lines, 0.001)


def test_narrow_blanks_of_a_layer_go_and_others_stay() -> None:
    line = tilted(["修 路 5G a b"], 0)
    narrow = [one._replace(left=one.left - 3 * k, right=one.right - 3 * k) for k, one in enumerate(line)]
    assert "".join(one.character for one in without_blanks(narrow)) == "修路5G a b"
    assert without_blanks(line) == line
