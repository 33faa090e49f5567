"""Workbooks of other kinds than the usual one."""

import io
import re
import zipfile

import openpyxl

from analysis import read_folder
from analysis.load.office.package import STRICT, usual_package


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["城市", "年份", "正文"])
    book.active.append(["柳州市", 2021, "港口扩建加快，航运贸易增长。"])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def strict(data: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(held, "w") as changed:
        for name in given.namelist():
            part = given.read(name)
            for one, usual in STRICT.items():
                part = part.replace(usual, one)
            changed.writestr(name, part)
    return held.getvalue()


def test_strict_open_xml_is_read(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(strict(workbook()))
    (row,) = read_folder(tmp_path).documents.to_dict("records")
    assert (row["city"], row["year"], row["text"]) == ("柳州市", 2021, "港口扩建加快，航运贸易增长。")


def test_what_is_no_strict_workbook_comes_back_as_it_is():
    for data in (workbook(), b"PK\x03\x04 broken", b""):
        assert usual_package(data) is data


TEXT = "全县修通村道三百里，路灯都亮了，夜里出门不再摸黑，孩子上学不再蹚水。"


def saved(*rows, merged=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_one_text_merged_over_several_rows_is_one_text(tmp_path):
    rows = [
        ["城市", "指标", "正文"],
        ["柳州市", "人口", TEXT],
        [None, "面积"],
        ["桂林市", "人口", TEXT + "引水。"],
    ]
    (tmp_path / "a.xlsx").write_bytes(saved(*rows, merged=["A2:A3", "C2:C3"]))
    documents = read_folder(tmp_path).documents
    assert documents[["city", "text"]].to_numpy().tolist() == [["柳州市", TEXT], ["桂林市", TEXT + "引水。"]]


def test_a_title_or_text_merged_over_rows_of_several_cities_is_that_of_each(tmp_path):
    head = ["标题", "城市", "正文"]
    title = "关于在沿江三市共同开展河道清淤和岸线整治并建立跨市巡河联席会议制度的联合通知"
    rows = [
        head,
        [title, "柳州市", TEXT],
        [None, "桂林市", TEXT + "引水。"],
        [None, "梧州市", TEXT + "植树。"],
    ]
    (tmp_path / "a.xlsx").write_bytes(saved(*rows, merged=["A2:A4"]))
    (tmp_path / "b.xlsx").write_bytes(saved(head, ["甲", "柳州市", TEXT], ["乙", "桂林市"], merged=["C2:C3"]))
    documents = read_folder(tmp_path).documents
    assert documents["title"].tolist() == [title] * 3 + ["甲", "乙"]
    assert documents["text"].tolist()[3:] == [TEXT, TEXT]


def test_cells_with_a_formula_whose_result_is_not_stored_are_told(tmp_path):
    head = ["城市", "正文"]
    (tmp_path / "a.xlsx").write_bytes(
        saved(head, ["柳州市", TEXT], ["桂林市", '="修路。"&B2'], ["=A2", TEXT])
    )
    (tmp_path / "b.xlsx").write_bytes(saved(head, ["柳州市", "=B9"]))
    for lang, told in (
        ("en", "2 cells hold a formula whose result"),
        ("zh", "有 2 个单元格是公式而没有存下结果（首处：Sheet!B3）"),
    ):
        files = read_folder(tmp_path, lang=lang).files
        assert told in files["warnings"][0]
        assert files["n_documents"].tolist() == [2, 0]
    assert "有 1 个单元格是公式" in files["reason"][1]


def test_a_stored_result_of_a_formula_is_the_cell(tmp_path):
    data = saved(["城市", "正文"], ["柳州市", "=B9"])
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(held, "w") as changed:
        for name in given.namelist():
            part = given.read(name)
            if name.endswith("sheet1.xml"):
                value = b'<c r="B2" t="str"><f>B9</f><v>' + TEXT.encode() + b"</v></c>"
                part = re.sub(b'<c r="B2">.*?</c>', value, part)
            changed.writestr(name, part)
    (tmp_path / "a.xlsx").write_bytes(held.getvalue())
    reading = read_folder(tmp_path)
    assert reading.documents["text"].tolist() == [TEXT]
    assert reading.files["warnings"].tolist() == [""]


def test_a_hidden_sheet_beside_a_single_shown_one_is_told(tmp_path):
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("底稿")):
        sheet.append(["城市", "正文"])
        sheet.append(["柳州市", TEXT])
    book["底稿"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    reading = read_folder(tmp_path, lang="zh")
    assert len(reading.documents) == 1
    assert "工作表 底稿 已隐藏" in reading.files["warnings"][0]
