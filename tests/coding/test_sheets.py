"""Sheets come back as what was filled in; what cannot be is named with its place."""

import json

import pandas as pd
import pytest
from openpyxl import load_workbook

from analysis import coding_sheet, read_codebook, read_codings, read_texts, segment, write_sheets
from analysis.coding.offline import coding_page
from analysis.errors import ChoiceError, InputError

EXCLUSIVE = read_codebook("instruments")
SEVERAL = read_codebook("attention")


@pytest.fixture(scope="module")
def corpus():
    texts = {
        "a": "发放补贴。\n=1+1 不是公式。\n</script><b>粗</b>，第三处管网改造。",
        "b": "发放贷款。\n看了看水质。\n走了走。",
    }
    return segment(read_texts(texts, city=["柳州市", "青岛市"]))


@pytest.fixture
def sheet(corpus):
    return coding_sheet(corpus, EXCLUSIVE, n=6, repeated=0.2)


def fill(path, cells):
    """Fill cells of a workbook, by number and hidden name of the column."""
    book = load_workbook(path)
    page = book.worksheets[0]
    columns = {page.cell(1, at).value: at for at in range(1, page.max_column + 1)}
    rows = {page.cell(at, 1).value: at for at in range(3, page.max_row + 1)}
    for (number, name), value in cells.items():
        page.cell(rows[number], columns[name], value)
    book.save(path)


def test_a_workbook_comes_back_as_filled_in(tmp_path, sheet):
    written = write_sheets(tmp_path / "coding", sheet, EXCLUSIVE, ["甲", "乙"])
    assert [path.name for path in written] == ["甲.xlsx", "乙.xlsx", "coding.html", "sheet.csv"]
    fill(
        written[0], {(1, "code"): "资金投入", (2, "code"): "-", (2, "note"): "存疑", (7, "code"): "金融支持"}
    )
    found = read_codings(tmp_path / "coding")
    numbered = sheet.set_index("number")
    assert list(found.columns) == ["unit", "coder", "code", "round", "doc_id", "note"]
    assert found["unit"].tolist() == numbered.loc[[1, 2, 7], "unit"].tolist()
    assert found["doc_id"].tolist() == numbered.loc[[1, 2, 7], "doc_id"].tolist()
    assert found["coder"].tolist() == ["甲"] * 3
    assert found["code"].tolist() == ["资金投入", "", "金融支持"]
    assert found["note"].tolist() == ["", "存疑", ""]
    assert found["round"].tolist() == [1, 1, 2 if pd.notna(numbered.loc[7, "repeats"]) else 1]
    assert sheet["repeats"].notna().sum() == 1


def test_several_codes_have_a_column_each(tmp_path, corpus):
    sheet = coding_sheet(corpus, SEVERAL, n=6, repeated=0)
    write_sheets(tmp_path, sheet, SEVERAL, ["甲"], lang="en")
    fill(tmp_path / "甲.xlsx", {(1, "code: 经济增长"): "x", (1, "code: 城市建设"): "x", (2, "none"): "x"})
    assert read_codings(tmp_path)["code"].tolist() == ["经济增长", "城市建设", ""]


def test_the_codes_are_offered_in_a_list_and_texts_are_no_formulas(tmp_path, sheet):
    write_sheets(tmp_path, sheet, EXCLUSIVE, ["甲"])
    book = load_workbook(tmp_path / "甲.xlsx")
    page = book.worksheets[0]
    [rule] = page.data_validations.dataValidation
    assert (rule.type, str(rule.sqref)) == ("list", f"E3:E{len(sheet) + 2}")
    offered = [cell.value for cell in book["codes"]["A"]]
    assert offered == [*(code.name for code in EXCLUSIVE.leaves), "-"]
    cells = [cell for row in page.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert "=1+1 不是公式。" in [cell.value for cell in cells]
    assert page.row_dimensions[1].hidden
    unmarked = {cell.value for cell in cells if isinstance(cell.value, str)}
    assert not unmarked & set(sheet["unit"])


def test_the_same_sample_gives_the_same_bytes(tmp_path, sheet):
    for place in ("one", "two"):
        write_sheets(tmp_path / place, sheet, EXCLUSIVE, ["甲"])
    for name in ("甲.xlsx", "coding.html", "sheet.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({(1, "code"): "收费"}, "row 3: '收费' is none of the codes"),
        ({(1, "number"): 99, (1, "code"): "-"}, "row 3: the number 99 is not in sheet.csv"),
        ({(2, "number"): 1}, "row 4: the number 1 stands in row 3 too"),
    ],
)
def test_what_cannot_be_is_named_with_file_and_row(tmp_path, sheet, cells, told):
    write_sheets(tmp_path, sheet, EXCLUSIVE, ["甲"])
    fill(tmp_path / "甲.xlsx", cells)
    with pytest.raises(InputError, match=told) as fault:
        read_codings(tmp_path)
    assert "甲.xlsx" in str(fault.value)


def test_other_files_are_refused(tmp_path, sheet):
    write_sheets(tmp_path, sheet, EXCLUSIVE, ["甲"])
    (tmp_path / "乙.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"乙.csv: not a file saved by coding.html"):
        read_codings(tmp_path)
    (tmp_path / "乙.csv").unlink()
    (tmp_path / "丙.xlsx").write_bytes(b"PK no workbook")
    with pytest.raises(InputError, match=r"丙.xlsx: not a workbook"):
        read_codings(tmp_path)
    with pytest.raises(InputError, match=r"sheet.csv: cannot be read"):
        read_codings(tmp_path / "nowhere")


@pytest.mark.parametrize("names", [[], ["甲", "甲"], ["a/b"], [" 甲"], [".甲"]])
def test_names_that_cannot_be_files_are_refused(tmp_path, sheet, names):
    with pytest.raises(ChoiceError):
        write_sheets(tmp_path, sheet, EXCLUSIVE, names)


def test_a_text_cannot_break_out_of_the_page(sheet):
    page = coding_page(sheet, EXCLUSIVE, "zh")
    data = page.split('id="data">')[1].split("</script>")[0]
    assert "</script>" not in data
    assert {unit["text"] for unit in json.loads(data)["units"]} == set(sheet["text"])
    assert "unsafe" not in page
