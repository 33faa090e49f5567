import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.load.tables.delimited import read_grid, stream_rows
from analysis.load.tables.delimiters import delimiter_of


@pytest.mark.parametrize("mark", [",", "\t", ";", "|", "^"])
def test_the_delimiter_is_the_mark_of_the_header(mark: str) -> None:
    assert delimiter_of(f"城市{mark}年份{mark}正文\n柳州{mark}2020{mark}一;二,三|四,五") == mark


def test_the_delimiter_of_a_table_without_a_header_is_the_mark_before_a_quoted_text() -> None:
    prose = '"修路，点灯，改厕，清塘。\n立碑，种树，铺石。"'
    for mark in ",;\t":
        rows = [f"甲市{mark}2020{mark}{prose}", f"乙市{mark}2020{mark}{prose}"]
        assert delimiter_of("\n".join(rows)) == mark
        assert delimiter_of("\n".join(row.replace("甲市", '"甲市"') for row in rows)) == mark


def test_a_quote_that_never_closes_does_not_swallow_the_rows_below() -> None:
    text = '城市,年份,正文\n甲市,2020,"修路。"\n乙市,2020,"点灯。\n丙市,2020,改厕。\n丁市,2020,清塘。\n'
    rows, said, *_ = read_grid(text)
    assert [row[0] for row in rows] == ["城市", "甲市", "乙市", "丙市", "丁市"]
    assert [row[2] for row in rows[1:]] == ["修路。", "点灯。", "改厕。", "清塘。"]
    assert [(one.code, dict(one.values)) for one in said] == [("unclosed_quote", {"count": 1, "line": 3})]


def test_a_quote_closed_by_that_of_a_later_row() -> None:
    text = '城市,正文\n甲市,"修路。\n乙市,点灯。\n丙市,"改厕。"\n丁市,清塘。\n'
    rows, said, *_ = read_grid(text)
    assert [row[0] for row in rows] == ["城市", "甲市", "乙市", "丙市", "丁市"]
    assert dict(said[0].values) == {"count": 1, "line": 2}


def test_a_text_of_several_lines_that_was_left_open_keeps_its_lines() -> None:
    rows, *_ = read_grid('城市,年份,正文\n甲市,2020,"修路。\n铺石。\n乙市,2020,点灯。\n')
    assert rows[1:] == [["甲市", "2020", "修路。\n铺石。"], ["乙市", "2020", "点灯。"]]


def test_quoted_lines_stay_in_their_cell() -> None:
    text = '城市,正文\n甲市,"修路，\n铺石，\n立碑。"\n乙市,"一""二""三"\n'
    assert read_grid(text)[:2] == (
        [["城市", "正文"], ["甲市", "修路，\n铺石，\n立碑。"], ["乙市", '一"二"三']],
        (),
    )


@given(
    st.lists(
        st.lists(st.text(alphabet='路灯，。\n"; ', max_size=8), min_size=3, max_size=3),
        min_size=1,
        max_size=6,
    )
)
def test_what_the_csv_module_wrote_comes_back(rows: list[list[str]]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([["城市", "年份", "正文"], *rows])
    assert read_grid(buffer.getvalue())[:2] == ([["城市", "年份", "正文"], *rows], ())


def test_signs_within_the_names_of_columns_are_no_delimiters() -> None:
    assert delimiter_of("city_part,row_no,row_text\n柳州_1,1,修路。\n桂林_2,2,点灯。") == ","
    assert delimiter_of("file_name,page_no,page_text\n柳州_1.pdf,1,修路，\n柳州_1.pdf,2,点灯。") == ","
    assert delimiter_of("file-name\tsent-no\tsent-text\n甲,1.pdf\t1\t修路。\n乙,1.pdf\t2\t点灯。") == "\t"
    assert delimiter_of("city_year_text\n柳州_2021_修路。\n桂林_2022_点灯。") == "_"


@pytest.mark.parametrize(
    ("cells", "read", "is_told"),
    [
        (r'"甲市","2020","推行\"一网\",修路。"', [r'推行"一网",修路。'], True),
        (
            '"甲市","2020","说\\"修路\\"。\\\n点灯。"\n"乙市","2021","清塘。"',
            ['说"修路"。\n点灯。', "清塘。"],
            True,
        ),
        (r'"甲市","2020","\"修路\"与\\路"', ['"修路"与\\路'], True),
        ('"甲市","2020","D:\\"\n"乙市","2021","清塘。"', ["D:\\", "清塘。"], False),
        ('"甲市","2020","说""修路"""', ['说"修路"'], False),
        ('"甲市","2020",""', [""], False),
    ],
)
def test_quotation_marks_escaped_by_backslashes(cells: str, read: list[str], is_told: bool) -> None:
    text = f'"城市","年份","正文"\n{cells}\n'
    rows, said, *_ = read_grid(text)
    assert [row[2:] for row in rows[1:]] == [[one] for one in read]
    assert [one.code for one in said] == ["escaped_quotes"] * is_told
    assert [row for row in stream_rows(io.StringIO(text), ",")] == rows
