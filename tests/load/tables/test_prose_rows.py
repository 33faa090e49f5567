import pytest

from analysis.load.tables.prose_rows import whole_column

TITLE, BODY = "江城县工作报告", ["修路三百里。", "点灯五千盏。", "改厕。"]


def test_a_text_below_its_title_is_one() -> None:
    assert whole_column([[one] for one in (TITLE, *BODY)]) == "\n".join([TITLE, *BODY])
    assert whole_column([[one, ""] for one in ("柳州市的一年", *BODY)]).startswith("柳州市的一年\n修路")


def test_a_sheet_named_by_a_place_needs_no_title() -> None:
    rows = [[one] for one in ("各位代表：", *BODY)]
    assert whole_column(rows) == ""
    assert whole_column(rows, is_named=True) == "\n".join(["各位代表：", *BODY])


@pytest.mark.parametrize(
    "rows",
    [
        [["正文"], *([one] for one in BODY)],
        [["内容摘编"], *([one] for one in BODY)],
        [[TITLE], *([one, "2021"] for one in BODY)],
        [[TITLE], *([one * 100] for one in BODY)],
        [[TITLE], ["修路"], ["点灯"], ["改厕。"]],
        [[TITLE], [BODY[0]]],
    ],
)
def test_other_tables_are_none(rows: list[list[str]]) -> None:
    assert whole_column(rows) == ""
