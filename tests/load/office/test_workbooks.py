"""Workbooks of other kinds than the usual one."""

import io
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
