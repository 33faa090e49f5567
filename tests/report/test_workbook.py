import openpyxl
import pandas as pd

from analysis.files import write_table
from analysis.lexicon import messages
from analysis.report.workbook import MOST_ROWS, PREVIEW, headings, write_workbook


def made(tmp_path, **frames):
    paths = []
    for name, frame in frames.items():
        paths.append(tmp_path / "tables" / f"{name}.csv")
        write_table(paths[-1], frame, typed=True)
    out = tmp_path / "all.xlsx"
    write_workbook(out, paths, "zh")
    return out


def test_each_table_has_a_sheet_and_the_first_lists_them(tmp_path):
    terms = pd.DataFrame(
        {"term": ["港口", "=1+1"], "n": [3, 4], "rate": [1.5, None], "low": [float("-inf"), 0.1]}
    )
    book = openpyxl.load_workbook(made(tmp_path, terms=terms, cities=pd.DataFrame({"city": ["甲市"]})))
    assert book.sheetnames == ["目录", "terms", "cities"]
    assert [cell.value for cell in book["目录"][2]] == ["terms", "tables/terms.csv", 2, None]
    rows = list(book["terms"].values)
    assert rows == [("词", "次数", "rate", "下限"), ("港口", 3, 1.5, "−∞"), ("'=1+1", 4, None, 0.1)]
    assert book["terms"]["A3"].data_type == "s"


def test_the_same_tables_give_the_same_bytes(tmp_path):
    frame = pd.DataFrame({"term": ["港口"], "n": [3]})
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert made(tmp_path / "a", t=frame).read_bytes() == made(tmp_path / "b", t=frame).read_bytes()


def test_a_long_table_is_cut_and_says_so(tmp_path):
    frames = {"t": pd.DataFrame({"n": range(MOST_ROWS + 5)}), "u": pd.DataFrame({"n": range(PREVIEW + 1)})}
    book = openpyxl.load_workbook(made(tmp_path, **frames), read_only=True)
    assert sum(1 for _ in book["t"].values) == PREVIEW + 1
    assert sum(1 for _ in book["u"].values) == PREVIEW + 2
    listed = list(book["目录"].values)[1]
    assert listed[2] == MOST_ROWS + 5
    assert "1,000" in listed[3]


def test_characters_no_workbook_may_hold_are_left_out(tmp_path):
    book = openpyxl.load_workbook(made(tmp_path, t=pd.DataFrame({"text": ["甲\x0b乙\x00丙"]})))
    assert book["t"]["A2"].value == "甲乙丙"


def test_text_stays_text_whatever_it_looks_like(tmp_path):
    words = ["NA", "null", "nan", "None", "001", "1e5", "True", "inf", "#N/A", "a\rb\nc", "", None]
    frame = pd.DataFrame({"term": words, "n": range(12), "known": [True, False] * 6, "rate": [0.5, None] * 6})
    frame["year"] = pd.array([2021, None] * 6, dtype="Int64")
    frame["mixed"] = [1, "002"] * 6
    book = openpyxl.load_workbook(made(tmp_path, t=frame))
    header, *rows = book["t"].values
    assert header == ("词", "次数", "known", "rate", "年份", "mixed")
    assert [row[0] for row in rows] == [*words[:9], "a\rb\nc", None, None]
    assert [row[1] for row in rows] == list(range(12))
    assert {row[2] for row in rows} == {True, False}
    assert rows[0][3:] == (0.5, 2021, "1")
    assert rows[1][3:] == (None, None, "002")
    assert {row[0].data_type for row in book["t"]["A2:A10"]} == {"s"}
    assert not list(tmp_path.rglob("*.types"))


def test_text_is_read_as_it_was_written(tmp_path):
    words = [" a ", "<b>&amp;</b>", 'x="1"', "]]>", "a\tb", "a\r\nb", "&#13;", "\u2028", "𠮷"]
    book = openpyxl.load_workbook(made(tmp_path, t=pd.DataFrame({"term": words, "again": words[:1] * 9})))
    assert list(book["t"].values)[1:] == [(word, " a ") for word in words]


def test_numbers_are_read_as_they_were_written(tmp_path):
    numbers = [0.1, -2.5, 1e-300, 1.234567891e12, float("inf"), float("-inf"), float("nan"), 1e10, -0.0]
    book = openpyxl.load_workbook(made(tmp_path, t=pd.DataFrame({"x": numbers, "n": range(-4, 5)})))
    found = [row[0] for row in list(book["t"].values)[1:]]
    assert found == [0.1, -2.5, 1e-300, 1.234567891e12, "∞", "−∞", None, 1e10, 0]
    assert [row[1] for row in list(book["t"].values)[1:]] == list(range(-4, 5))


def test_names_of_columns_stay_text(tmp_path):
    """A group may be called so, and be the heading of a column."""
    book = openpyxl.load_workbook(made(tmp_path, a=pd.DataFrame({"=1+1": [1], "#N/A": [2]})))
    assert [cell.data_type for cell in book["a"][1]] == ["s", "s"]


def test_cells_and_names_of_any_kind(tmp_path):
    cell = "甲\ufffe乙\ud800丙\x1b" + "长" * 40_000
    frames = {
        name: pd.DataFrame({"a\x00b": [cell]}, dtype=object) for name in ("x" * 40, "x" * 31 + "y", "X" * 31)
    }
    book = openpyxl.load_workbook(made(tmp_path, **frames))
    assert [len(name) for name in book.sheetnames] == [2, 31, 29, 29]
    for name in book.sheetnames[1:]:
        assert book[name]["A1"].value == "ab"
        assert book[name]["A2"].value[:4] == "甲乙?丙"
        assert len(book[name]["A2"].value) <= 32_000


def test_headings_are_in_the_language_of_the_workbook_and_never_twice_the_same():
    assert headings(["term", "n", "own"], "en") == ["term", "n", "own"]
    assert headings(["term", "n", "own"], "zh")[:2] == ["词", "次数"]
    every = list(messages("zh")["columns"])
    assert len(set(headings(every, "zh"))) == len(every)
