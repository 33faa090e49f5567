"""Sheets come back as what was filled in; what cannot be is named with its place."""

import json

import pandas as pd
import pytest
from openpyxl import load_workbook

from analysis import coding_sheet, read_codebook, read_codings, read_texts, segment, write_sheets
from analysis.coding.offline import coding_page
from analysis.errors import ChoiceError, InputError, KoujingWarning
from analysis.lexicon import messages

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
    with pytest.warns(KoujingWarning, match=r"甲.xlsx: .* rows are not coded \(number 3, 4, 5, 6"):
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
    fill(tmp_path / "甲.xlsx", {(1, "code: 经济增长"): "x", (1, "code: 城市建设"): "是", (2, "none"): "√"})
    every = {code.name for code in SEVERAL.leaves}
    fill(tmp_path / "甲.xlsx", {(3, f"code: {name}"): int(name == "经济增长") for name in every})
    fill(tmp_path / "甲.xlsx", {(4, f"code: {name}"): 0 for name in every})
    fill(tmp_path / "甲.xlsx", {(number, "none"): "x" for number in (5, 6)})
    assert read_codings(tmp_path)["code"].tolist() == ["经济增长", "城市建设", "", "经济增长", "", "", ""]
    fill(tmp_path / "甲.xlsx", {(5, "none"): None, (5, "code: 经济增长"): "×"})
    with pytest.raises(InputError, match=r"row 7: '×' under '经济增长'; mark with x"):
        read_codings(tmp_path)


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
        ({(1, "code"): "资金投"}, "'资金投' is none of the codes; '资金投入' is meant"),
        ({(1, "code"): "资金投入、人才培养"}, "row 3: 资金投入 and 人才培养, but a unit has one code"),
        ({(1, "code"): "-", (1, "text"): "另一份样本里的句子"}, "row 3: another text than that of number 1"),
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
    with pytest.raises(InputError, match=r"a single workbook; name the folder"):
        read_codings(tmp_path / "丙.xlsx")
    with pytest.raises(InputError, match=r"nowhere: no such folder"):
        read_codings(tmp_path / "nowhere")
    (tmp_path / "sheet.csv").unlink()
    with pytest.raises(InputError, match=r"there is no sheet.csv, the sample"):
        read_codings(tmp_path)


@pytest.mark.parametrize(
    "names", [[], ["甲", "甲"], ["a/b"], [" 甲"], [".甲"], ["A", "a"], ["sheet"], ["CON"]]
)
def test_names_that_cannot_be_files_are_refused(tmp_path, sheet, names):
    with pytest.raises(ChoiceError):
        write_sheets(tmp_path, sheet, EXCLUSIVE, names)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_says_which_keys_there_are(sheet, lang):
    page = coding_page(sheet, EXCLUSIVE, lang)
    assert messages(lang)["coding"]["keys"] in page
    assert "built-in" not in page


def test_a_text_cannot_break_out_of_the_page(sheet):
    page = coding_page(sheet, EXCLUSIVE, "zh")
    data = page.split('id="data">')[1].split("</script>")[0]
    assert "</script>" not in data
    assert {unit["text"] for unit in json.loads(data)["units"]} == set(sheet["text"])
    assert "unsafe" not in page


def coded(folder, sheet, names=("甲",)):
    """Write sheets in which everything is coded as nothing."""
    write_sheets(folder, sheet, EXCLUSIVE, list(names))
    for name in names:
        fill(folder / f"{name}.xlsx", {(number, "code"): "-" for number in sheet["number"]})


@pytest.mark.parametrize(
    ("typed", "code"),
    [("－", ""), ("—", ""), ("无", ""), (" 资金 投入　", "资金投入"), ("资金投入\n", "资金投入")],
)
def test_what_people_type_is_read_as_the_code_it_is(tmp_path, sheet, typed, code):
    coded(tmp_path, sheet)
    fill(tmp_path / "甲.xlsx", {(1, "code"): typed})
    assert read_codings(tmp_path)["code"][0] == code


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_saved_files_are_read_however_a_program_saved_them_again(tmp_path, sheet, encoding, sign):
    write_sheets(tmp_path, sheet, EXCLUSIVE, ["甲"])
    rows = [["number", "codes", "note"], ["1.0", "资金投入", "存疑"], ["２", "－", ""]]
    rows += [[str(number), "-", ""] for number in sheet["number"][2:]]
    text = "\n".join(sign.join(row) for row in rows)
    (tmp_path / "乙.csv").write_bytes(text.encode(encoding))
    found = read_codings(tmp_path)
    assert found[["coder", "code", "note"]].values.tolist()[:2] == [
        ["乙", "资金投入", "存疑"],
        ["乙", "", ""],
    ]
    assert len(found) == len(sheet)
    (tmp_path / "乙.csv").write_text(text.replace("资金投入", "收费"), encoding="utf-8")
    with pytest.raises(InputError, match=r"乙.csv: row 2: '收费' is none of the codes"):
        read_codings(tmp_path)


def test_no_coder_is_lost_or_counted_twice(tmp_path, sheet):
    coded(tmp_path, sheet, ["甲", "乙"])
    (tmp_path / "丙.xls").write_bytes(b"")
    with pytest.warns(KoujingWarning, match=r"passed over: 丙.xls. Save it as .xlsx"):
        assert set(read_codings(tmp_path)["coder"]) == {"甲", "乙"}
    (tmp_path / "丙.xls").unlink()
    for copy in ("甲 (1)", "甲 - 副本"):
        (tmp_path / f"{copy}.xlsx").write_bytes((tmp_path / "甲.xlsx").read_bytes())
        with pytest.raises(InputError, match=r"a copy of 甲.xlsx"):
            read_codings(tmp_path)
        (tmp_path / f"{copy}.xlsx").unlink()
    (tmp_path / "乙.xlsx").rename(tmp_path / "乙.XLSX")
    assert set(read_codings(tmp_path)["coder"]) == {"甲", "乙"}
    rows = "".join(f"{number},-,\n" for number in sheet["number"])
    (tmp_path / "甲.csv").write_text("number,codes,note\n" + rows, encoding="utf-8")
    with pytest.raises(InputError, match=r"甲.xlsx: 甲.csv holds codings of 甲 too"):
        read_codings(tmp_path)
    (tmp_path / "甲.csv").unlink()
    book = load_workbook(tmp_path / "甲.xlsx")
    book.worksheets[0].delete_cols(5)
    book.create_sheet("笔记", 0)["A1"] = "x"
    book.save(tmp_path / "甲.xlsx")
    with pytest.raises(InputError, match=r"甲.xlsx: the column of the codes is gone"):
        read_codings(tmp_path)
