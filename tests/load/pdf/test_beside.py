from analysis.load.pdf.beside import uneven_columns
from analysis.load.pdf.marks import Segment

COLUMNS = [[f"{name}村的路修通了{i}" for i in range(8)] for name in "甲乙丙"]


def part(text: str, left: float, base: float, size: float = 10) -> list[Segment]:
    return [Segment(text, left, left + size * len(text), base, size)]


def page(drop: float, lift: float = 0) -> list[list[Segment]]:
    rows = [
        part(line, 50 + 120 * k, 700 - 15 * i - drop * k + lift)
        for k, lines in enumerate(COLUMNS)
        for i, line in enumerate(lines)
    ]
    return sorted(rows, key=lambda row: -row[0].base)


def texts(rows: list[list[Segment]]) -> list[list[str]]:
    return [[one.text for one in column] for column in uneven_columns(rows)]


def test_columns_at_uneven_heights_are_read_one_after_the_other() -> None:
    assert texts(page(5)) == COLUMNS


def test_what_stands_across_parts_the_columns_below_it() -> None:
    head = part("全县今年修路的一些事情和经过", 50, 720, 15)
    assert texts([head, *page(5)]) == [[head[0].text], *COLUMNS]
    middle = part("下面说的是点灯的事情和经过", 50, 651, 15)
    rows = sorted([*page(5), middle], key=lambda row: -row[0].base)
    assert texts(rows) == [
        COLUMNS[0][:4], COLUMNS[1][:3], [middle[0].text], COLUMNS[0][4:], COLUMNS[1][3:], COLUMNS[2],
    ]  # fmt: skip


def test_other_pages_are_left_as_they_are() -> None:
    one = [part("全县修通村道点亮路灯", 50 + 20 * (i % 3 == 0), 700 - 15 * i) for i in range(20)]
    below = [
        part(line, 50 + 120 * k, 700 - 15 * i - 200 * k)
        for k, lines in enumerate(COLUMNS)
        for i, line in enumerate(lines)
    ]
    cells = [part("修路", 50 + 120 * k, 700 - 15 * i - 5 * k) for i in range(9) for k in range(3)]
    for rows in (one, below, cells, page(5)[:9]):
        assert texts(rows) == []
