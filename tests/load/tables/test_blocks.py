"""Several tables in one: side by side, or below each other."""

import pytest

from analysis.load.form import TableForm
from analysis.load.items import Unreadable
from analysis.load.tables.headers import records_of
from analysis.load.tables.rows import items_of

TEXTS = [f"{city}修通村道，点亮路灯，引水上山，植树造林。" * 2 for city in ("柳州", "桂林", "青岛", "烟台")]
HEAD = ["城市", "年份", "正文"]
ROWS = [
    ["柳州市", 2020, TEXTS[0]],
    ["桂林市", 2021, TEXTS[1]],
    ["青岛市", 2020, TEXTS[2]],
    ["烟台市", 2021, TEXTS[3]],
]
RIGHT = [(row[0], str(row[1]), row[2]) for row in ROWS]


def read(rows: list[list[object]]) -> list[tuple[str, str, str]]:
    items, _ = items_of(records_of(rows))
    return [(item.stated["city"], item.stated["year"], item.text) for item in items]


@pytest.mark.parametrize("gap", [[], [""]])
@pytest.mark.parametrize("above", [[], [["各市报告", ""]]])
def test_two_tables_side_by_side_are_one_below_the_other(
    gap: list[object], above: list[list[object]]
) -> None:
    rows = [[*HEAD, *gap, *HEAD]] + [[*a, *gap, *b] for a, b in zip(ROWS[:2], ROWS[2:], strict=True)]
    assert read([*above, *rows]) == RIGHT
    assert read([*above, *rows[:-1], [*ROWS[1]]]) == [*RIGHT[:3][:1], RIGHT[1], RIGHT[2]]


def test_columns_of_one_name_that_are_no_further_table_are_refused_as_before() -> None:
    for header in (["城市", "正文", "正文"], ["城市", "正文", "城市"], ["正文", "正文"]):
        with pytest.raises(Unreadable, match="equal_names"):
            records_of([header, *([f"{name}{i}{j}" for j, name in enumerate(header)] for i in (1, 2))])


@pytest.mark.parametrize("second", [HEAD, ["市", "年度", "全文"]])
@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_two_tables_below_each_other_are_both_read(second: list[str], order: tuple[int, ...]) -> None:
    lower = [[row[i] for i in order] for row in ([second], *([row] for row in ROWS[2:])) for row in row]
    assert read([["第一批"], HEAD, *ROWS[:2], ["第二批"], *lower]) == RIGHT


def test_a_table_whose_form_is_stated_is_left_as_it_is() -> None:
    rows = [HEAD, ROWS[0], ["地区", "年度", "全文"], ROWS[1]]
    assert len(records_of(rows, TableForm(header_row=1))) == 3
