"""Tables of every format give the same rows, in the encoding they have."""

import gzip
import json

import pandas as pd
import pytest

from analysis import count_tables, read_folder
from analysis.load.form import RECOGNISED, TableForm
from analysis.load.items import Unreadable
from analysis.load.stream.lines import json_lines, names_and_rows
from analysis.load.stream.pieces import pieces, records_of
from analysis.load.stream.source import find_tables

ROWS = [
    {"城市": "柳州市", "正文": "港口扩建，改革创新。\n“放管服”改革。"},
    {"城市": "桂林市", "正文": '推进"一网通办"，优化环境。'},
    {"城市": "南宁市", "正文": "加快河道治理，建设美丽乡村。"},
]


def cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def csv(rows, mark=",") -> str:
    return (
        "\r\n".join(mark.join(map(cell, row)) for row in (list(ROWS[0]), *(row.values() for row in rows)))
        + "\r\n"
    )


FORMATS = {
    "csv": csv(ROWS),
    "tsv": csv(ROWS, "\t"),
    "jsonl": "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS),
    "array.jsonl": json.dumps(ROWS, ensure_ascii=False),
    "json": json.dumps({"data": {"list": ROWS}}, ensure_ascii=False, indent=1),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("name", FORMATS)
def test_the_same_rows_in_every_format_and_encoding(name, encoding, tmp_path) -> None:
    path = tmp_path / f"a.{name}"
    path.write_bytes(FORMATS[name].encode(encoding))
    assert [json.loads(line) for line in json_lines(path, RECOGNISED)] == ROWS
    packed = tmp_path / f"a.{name}.gz"
    packed.write_bytes(gzip.compress(FORMATS[name].encode(encoding)))
    assert list(json_lines(packed, RECOGNISED)) == list(json_lines(path, RECOGNISED))


@pytest.mark.parametrize("size", [1, 2, 100])
def test_a_csv_in_pieces(size, tmp_path) -> None:
    (tmp_path / "a.csv").write_text(f"各市文本汇总\n\n{FORMATS['csv']}", encoding="utf-8")
    [table], others = find_tables(tmp_path)
    assert (table.n_rows, table.columns, others) == (3, {"city": "城市", "text": "正文"}, [])
    assert [row for piece in pieces([table], size) for row in records_of(piece).rows] == ROWS


def test_a_quote_that_never_closes_swallows_no_rows(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('城市,正文\n柳州市,"港口扩建。\n桂林市,"改革。"\n南宁市,治水。\n', encoding="utf-8")
    rows = [json.loads(line) for line in json_lines(path, RECOGNISED)]
    assert [row["城市"] for row in rows] == ["柳州市", "桂林市", "南宁市"]
    assert rows == [*map(json.loads, json_lines(path, TableForm(delimiter="comma")))]


def test_the_form_of_a_table(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("城市|正文\n\n城市|材料\n柳州市|港口扩建。\n", encoding="utf-8")
    assert [*map(json.loads, json_lines(path, TableForm("材料", "bar", 3)))] == [
        {"城市": "柳州市", "材料": "港口扩建。"}
    ]
    (tmp_path / "b.csv").write_text("城市,材料\n桂林市,改革创新。\n", encoding="utf-8")
    (tmp_path / "documents.csv").write_text("file,delimiter,header_row\na.csv,bar,3\n", encoding="utf-8")
    out = count_tables(tmp_path, tmp_path / "out", slogans=False, n_permutations=0, text_column="材料")
    documents = pd.read_parquet(out / "documents.parquet")
    assert documents["city"].tolist() == ["柳州市", "桂林市"]
    assert "delimiter" not in documents


def test_bytes_in_no_encoding_are_refused(tmp_path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a,b\n\x81\x20\xff\xff\x9d\n" * 90)
    with pytest.raises(Unreadable):
        list(json_lines(tmp_path / "a.csv", RECOGNISED))


def test_what_is_no_chinese_text_is_skipped_with_its_reason(tmp_path) -> None:
    texts = ["港口扩建，改革创新。", "404 Not Found", "<p>河道治理，&nbsp;建设美丽乡村。</p>"]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["城市,正文", *(f"柳州市,{text}" for text in texts)]), encoding="utf-8")
    out = count_tables(path, tmp_path / "out", slogans=False, n_permutations=0)
    skipped = pd.read_csv(out / "skipped.csv")
    assert skipped["row"].tolist() == [2]
    assert "404 Not Found" in skipped["reason"].iloc[0]
    documents = pd.read_parquet(out / "documents.parquet")
    assert "markup" in documents["warnings"].iloc[1]
    assert len(documents) == len(read_folder(path).documents) == 2


def test_the_rows_of_a_delimited_table_are_counted_as_they_are_read(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('city,text\n柳州市,"甲。\n乙。"\n\n桂林市,"丙。\n南宁市,丁。\n', encoding="utf-8")
    names, n_rows = names_and_rows(path, RECOGNISED)
    assert names == ["city", "text"]
    assert n_rows == len(list(json_lines(path, RECOGNISED))) == 3
    other = tmp_path / "a.jsonl"
    other.write_text("{}\n", encoding="utf-8")
    assert names_and_rows(other, RECOGNISED) is None
