"""Tables in pieces: every row once, in order, with its place."""

import gzip

import pandas as pd
import pytest

from analysis.batch.source import find_tables, pieces, records_of


def all_rows(place, size):
    tables, refused = find_tables(place)
    assert not refused
    return [records_of(piece) for piece in pieces(tables, size)]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
@pytest.mark.parametrize("kind", ["lines", "parquet"])
def test_every_row_once_and_in_order(request, rows, kind, size):
    read = all_rows(request.getfixturevalue(kind), size)
    assert [row["title"] for piece in read for row in piece.rows] == [row["title"] for row in rows]
    assert max(len(piece.rows) for piece in read) <= size


@pytest.mark.parametrize("size", [1, 2, 100])
def test_lines_that_are_no_rows_have_their_number_and_reason(broken, size):
    tables, _ = find_tables(broken)
    faults = [
        (piece.first + line, reason.code)
        for piece in pieces(tables, size)
        for line, reason in records_of(piece).faults
    ]
    assert faults == [(2, "line_not_json"), (7, "line_not_utf8"), (8, "line_not_json")]


def test_columns_come_from_all_rows_not_only_the_first(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"内容": "甲"}\n{"text": "乙", "城市": "丙州市"}\n', encoding="utf-8")
    [table], _ = find_tables(path)
    assert table.columns["city"] == "城市"
    assert table.columns["text"] == "text"
    assert table.n_rows == 2


def test_bom_is_no_fault(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + '{"text": "甲"}\r\n{"text": "乙"}\r\n'.encode())
    assert [row["text"] for piece in all_rows(path, 1) for row in piece.rows] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.jsonl", b'{"city": "x"}\n', "no_text_column"),
        ("a.jsonl", b"", "empty_table"),
        ("a.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * 99, mtime=0)[:-9], "cut_off"),
        ("a.jsonl.gz", b'{"text": "x"}\n', "cut_off"),
        ("a.parquet", b"PAR1 and no more", "damaged"),
        ("a.txt", "正文".encode(), "no_batch_table"),
    ],
)
def test_files_that_are_passed_over(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    tables, [(source, reason)] = find_tables(tmp_path)
    assert (tables, source, reason.code) == ([], name, code)


def test_labels_of_rows_are_no_column(tmp_path):
    path = tmp_path / "a.parquet"
    pd.DataFrame({"content": ["甲"]}, index=pd.Index(["乙"], name="text")).to_parquet(path)
    [table], _ = find_tables(path)
    assert table.columns == {"text": "content"}
