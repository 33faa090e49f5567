"""The columns that texts will have are known from the headers of their files: none that comes is refused."""

import json
import sqlite3
import zipfile
from contextlib import closing

import openpyxl
import pandas as pd
import pytest

from analysis.errors import ChoiceError
from analysis.lexicon import DOCUMENT_COLUMNS
from analysis.load import grouping, read_folder
from analysis.load.ahead import columns_ahead
from analysis.load.form import RECOGNISED
from analysis.load.grouping import check_grouping
from analysis.load.items import Bounds

TEXT = "推进港口扩建，改善民生服务，扩大对外开放，提升城市品质，促进就业增收。"
FRAME = pd.DataFrame({"城市": ["柳州市", "兰州市"], "类型": ["甲", "乙"], "正文": [TEXT, f"{TEXT}又一年。"]})
CSV = FRAME.to_csv(index=False)
BLOCK = f"关于港口的通知\n【发文机关】柳州市人民政府\n【发文字号】柳政〔2023〕1号\n【时效性】有效\n\n{TEXT}\n"
SHEET = "urn:schemas-microsoft-com:office:spreadsheet"
ROWS = "".join(
    f"<Row>{''.join(f'<Cell><Data>{cell}</Data></Cell>' for cell in row)}</Row>"
    for row in [list(FRAME), *FRAME.to_numpy().tolist()]
)


def database(path):
    with closing(sqlite3.connect(path)) as connection:
        FRAME.to_sql("notices", connection, index=False)


def merged(path):
    book = openpyxl.Workbook()
    for row in (["某项目数据"], ["城市", "类型", None, "正文"], ["柳州市", "甲", "乙", TEXT]):
        book.active.append(row)
    book.active.merge_cells("A1:D1")
    book.active.merge_cells("B2:C2")
    book.save(path)


def sheets(path):
    with pd.ExcelWriter(path) as book:
        FRAME.to_excel(book, sheet_name="一", index=False)
        FRAME.rename(columns={"类型": "级别"}).to_excel(book, sheet_name="二", index=False)


def archive(path):
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("within/b.csv", CSV)
        packed.writestr("c.txt", TEXT)


def text(content, encoding="utf-8"):
    return lambda path: path.write_bytes(content.encode(encoding))


KINDS = {
    "a.csv": text(CSV),
    "gb18030.csv": text(CSV, "gb18030"),
    "utf16.csv": text(CSV, "utf-16"),
    "garbled.csv": text(CSV.encode().decode("latin-1")),
    "title.csv": text(f"某项目数据,,\n\n{CSV}"),
    "no header.csv": text("\n".join(f"{a},{b},{c}" for a, b, c in FRAME.to_numpy())),
    "twice.csv": text(f"城市,类型,类型,正文\n柳州市,甲,乙,{TEXT}\n兰州市,丙,丁,{TEXT}\n"),
    "two texts.csv": text(f"城市,类型,内容,正文\n柳州市,甲,{TEXT},无\n兰州市,丙,短,{TEXT}\n"),
    "parts.csv": text(f"城市,类型,正文1,正文2\n柳州市,甲,{TEXT},又\n"),
    "bars.txt": text(FRAME.to_csv(index=False, sep="|")),
    "a.tsv": text(FRAME.to_csv(index=False, sep="\t")),
    "a.csv.gz": lambda path: FRAME.to_csv(path, index=False),
    "a.xlsx": lambda path: FRAME.to_excel(path, index=False, startrow=2),
    "a.parquet": lambda path: FRAME.rename_axis("编号").to_parquet(path),
    "b.parquet": lambda path: FRAME.set_index("类型").to_parquet(path),
    "c.parquet": lambda path: FRAME.set_index(["城市", "类型"]).rename_axis([None, None]).to_parquet(path),
    "a.feather": FRAME.to_feather,
    "a.dta": lambda path: FRAME.set_axis(["city", "kind", "text"], axis=1).to_stata(path, version=118),
    "late.jsonl": text("\n".join(
        json.dumps(row, ensure_ascii=False) for row in [{"正文": TEXT}, {"正文": f"{TEXT}又。", "级别": "省"}]
    )),
    "nested.json": text(json.dumps({"data": {"list": [{"城市": "柳州市", "正文": TEXT, "部门": "甲"}]}})),
    "split.json": text(FRAME.to_json(orient="split", force_ascii=False)),
    "a.db": database,
    "a.zip": archive,
    "ragged.html": text(
        "<table><tr><th>城市<th>正文<th>类型</tr>"
        f"<tr><td>柳州市<td>{TEXT}</tr><tr><td>兰州市<td>{TEXT}又。<td>甲</tr></table>"
    ),
    "a.html": text(f"<html><body>{FRAME.to_html(index=False)}</body></html>"),
    "merged.xlsx": merged,
    "sheets.xlsx": sheets,
    "block.txt": text(BLOCK),
    "plain.txt": text(TEXT),
}  # fmt: skip

RECORD = f"<row><kind>甲</kind><text>{TEXT}</text></row>"
BOOK = f'<Workbook xmlns="{SHEET}"><Worksheet><Table>{ROWS}</Table></Worksheet></Workbook>'
UNKNOWN = {
    "rows.xml": text(f'<?xml version="1.0"?><rows>{RECORD * 2}</rows>'),
    "a.xls": text(f'<?xml version="1.0"?>{BOOK}'),
}
"""What is only known after reading."""


def ahead(folder):
    listed = grouping.manifest_in(folder)
    return columns_ahead(grouping._sources(folder, listed), listed and listed.manifest, RECOGNISED, Bounds())


@pytest.mark.parametrize("name", [*KINDS, *UNKNOWN])
def test_no_column_that_comes_is_missed(name, tmp_path):
    (KINDS | UNKNOWN)[name](tmp_path / name)
    known, documents = ahead(tmp_path), read_folder(tmp_path).documents
    own = {*documents} - {*DOCUMENT_COLUMNS}
    assert (known is None) == (name in UNKNOWN)
    assert own or name == "plain.txt"
    assert known is None or own <= {*known}
    for column in own:
        check_grouping(tmp_path, f"city,{column}", RECOGNISED, "check", sure=True)
    with pytest.raises(ChoiceError, match="`by` parameter of `check`"):
        check_grouping(tmp_path, "city,colour", RECOGNISED, "check")


def test_a_wrong_grouping_is_told_before_anything_is_read(tmp_path, monkeypatch):
    KINDS["a.csv"](tmp_path / "a.csv")
    KINDS["a.xlsx"](tmp_path / "b.xlsx")
    (tmp_path / "documents.csv").write_text("file,region\nb.xlsx,西部\n", encoding="utf-8")
    monkeypatch.setattr(grouping, "read_folder", None)
    with pytest.raises(ChoiceError) as fault:
        check_grouping(tmp_path, "regoin", RECOGNISED, "check")
    told = str(fault.value)
    assert told.startswith("The `by` parameter of `check` must be one of 'region', 'city', 'district'")
    assert "'类型'" in told
    assert "正文" not in told
    for right in ("类型", "region", "city,类型"):
        check_grouping(tmp_path, right, RECOGNISED, "check")


def test_what_is_not_read_has_no_columns(tmp_path):
    (tmp_path / "a.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 broken")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "a.rar").write_bytes(b"Rar!\x1a\x07\x00")
    assert ahead(tmp_path) == ["类型"]
