"""Cells of the rows in the dump of a database."""

import pytest

from analysis.load.tables.sql_values import rows_at


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("replace('修路。\\n点灯。','\\n',char(10))", "修路。\n点灯。"),
        ("replace(replace('修路。\\r\\n点灯。','\\r',char(13)),'\\n',char(10))", "修路。\r\n点灯。"),
        ("unistr('修路。\\u000a点灯。')", "修路。\n点灯。"),
        ("TO_CLOB('修路。')\n|| TO_CLOB('点灯。')", "修路。点灯。"),
        ("'修路。' || CHR(10) || '点灯。'", "修路。\n点灯。"),
        ("N'修路。' + NCHAR(13) + NCHAR(10) + N'点灯。'", "修路。\r\n点灯。"),
        ("CONCAT('修路。', '点灯。')", "修路。点灯。"),
        ("CONVERT(TEXT, N'修路(一)。')", "修路(一)。"),
        ("CAST('2021-03-05' AS date)", "2021-03-05"),
        ("to_date('2021-03-05 00:00:00','YYYY-MM-DD HH24:MI:SS')", "2021-03-05 00:00:00"),
        ("'2021-03-05'::timestamp", "2021-03-05"),
        ("_utf8mb4'修路。' COLLATE utf8mb4_bin", "修路。"),
        ("0x" + "修路。".encode().hex(), "修路。"),
        ("X'" + "修路。".encode().hex().upper() + "'", "修路。"),
        ("0xFF00", ""),
        ("NOW()", ""),
        ("NULL", ""),
        ("-3.5", "-3.5"),
        ("'a''b'", "a'b"),
    ],
)
def test_what_programs_write_for_a_cell_is_read(cell: str, meant: str) -> None:
    ((row, _),) = rows_at(f"(1, {cell}, 2);", 0)
    assert row.cells == ["1", meant, "2"]


def test_comments_stand_between_rows_and_brackets_without_end_are_none() -> None:
    told = "(1)\n-- 第二行\n, /* (9) */ (2); (3)"
    assert [row.cells for row, _ in rows_at(told, 0)] == [["1"], ["2"]]
    assert [row.cells for row, _ in rows_at("(" * 5000, 0)] == [None]
