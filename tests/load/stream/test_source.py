"""Tables in pieces: every row once, in order, with its place."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from analysis.load import Bounds
from analysis.load.stream import pieces as cut
from analysis.load.stream import source
from analysis.load.stream.pieces import pieces, records_of
from analysis.load.stream.source import find_tables


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
    ],
)
def test_files_that_are_passed_over(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    tables, [(where, reason)] = find_tables(tmp_path)
    assert (tables, where, reason.code) == ([], name, code)


def test_labels_of_rows_are_no_column(tmp_path):
    path = tmp_path / "a.parquet"
    pd.DataFrame({"content": ["甲"]}, index=pd.Index(["乙"], name="text")).to_parquet(path)
    [table], _ = find_tables(path)
    assert table.columns == {"text": "content"}


def bomb(n: int) -> bytes:
    """Return a line that takes more than twenty times its length in memory once it is parsed."""
    return b'{"text": "x", "more": [' + b"[]," * n + b"[]]}\n"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system sets no limit of memory")
def test_a_line_that_fills_the_memory_is_a_fault_and_the_others_are_rows(tmp_path, monkeypatch):
    path = tmp_path / "a.jsonl"
    good = '{"text": "甲"}\n'.encode()
    path.write_bytes(good + good)
    [table], _ = find_tables(path)
    path.write_bytes(good + bomb(1_500_000) + good)
    monkeypatch.setattr(cut, "LARGEST_PIECE", 1 << 20)
    monkeypatch.setattr(cut, "Bounds", lambda **_: Bounds(memory=64 << 20, ocr=""))
    [first, second, third] = [records_of(piece) for piece in pieces([table], 100)]
    assert (len(first.rows), len(third.rows)) == (1, 1)
    [(line, reason)] = second.faults
    assert (line, reason.code in ("no_memory", "reader_died")) == (1, True)
    monkeypatch.setattr(cut, "LARGEST_PIECE", 8 << 20)
    monkeypatch.setattr(cut, "ENOUGH", 1 << 30)
    [piece] = pieces([table], 100)
    monkeypatch.setattr(cut, "LARGEST_PIECE", 1 << 20)
    read = records_of(piece)  # one by one after all of them together have failed
    assert len(read.rows) == 2
    assert [line for line, _ in read.faults] == [2]


def test_a_table_that_fills_the_memory_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.jsonl"
    path.write_bytes(bomb(1_500_000))
    monkeypatch.setattr(source, "Bounds", lambda **_: Bounds(memory=64 << 20, ocr=""))
    tables, [(_, reason)] = find_tables(path)
    assert tables == []
    assert reason.code in ("no_memory", "reader_died")


def test_pieces_end_at_their_size_in_bytes(tmp_path, monkeypatch):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "1234567"}\n' * 10)
    monkeypatch.setattr(cut, "LARGEST_PIECE", 60)
    [table], _ = find_tables(path)
    assert [(piece.first, len(piece.lines)) for piece in pieces([table], 100)] == [
        (0, 3), (3, 3), (6, 3), (9, 1),
    ]  # fmt: skip


def test_too_many_columns_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "MOST_COLUMNS", 3)
    monkeypatch.setattr(source, "call_apart", lambda function, *given, size, bounds: function(*given))
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "x", "a": 1}\n{"text": "x", "b": 1}\n')
    assert [table.n_rows for table in find_tables(path)[0]] == [2]
    path.write_text('{"text": "x", "a": 1}\n{"text": "x", "b": 1, "c": 2}\n')
    assert [reason.code for _, reason in find_tables(path)[1]] == ["many_columns"]


def test_a_file_that_is_damaged_meanwhile_is_read_as_far_as_it_goes(tmp_path):
    whole, path = tmp_path / "a.parquet", tmp_path / "b.jsonl.gz"
    pd.DataFrame({"text": ["甲乙丙"] * 5}).to_parquet(whole)
    data = b"".join(b'{"text": "%d"}\n' % (n * n) for n in range(90_000))
    path.write_bytes(gzip.compress(data, mtime=0))
    tables, _ = find_tables(tmp_path)
    whole.write_bytes(b"PAR1" + b"x" * 100 + b"PAR1")
    path.write_bytes(gzip.compress(data, mtime=0)[:-2000])
    read = [(piece.first, records_of(piece)) for piece in pieces(tables, 100)]
    lost = [(first, reason.code) for first, records in read for _, reason in records.faults]
    n_read = sum(len(records.rows) for _, records in read)
    assert [code for _, code in lost] == ["damaged", "cut_off"]
    assert lost[0][0] == 0
    assert 10_000 < n_read == lost[1][0] < 90_000


def write_table(frame, path):
    """Write a table in the format of its name."""
    if path.suffix == ".db":
        with closing(sqlite3.connect(path)) as connection:
            frame.to_sql("notices", connection, index=False)
    elif path.suffix == ".parquet":
        frame.to_parquet(path, row_group_size=100)
    elif path.suffix == ".csv":
        frame.to_csv(path, index=False)
    else:
        frame.to_json(path, orient="records", lines=True, force_ascii=False)


@pytest.mark.parametrize(
    ("at", "kind", "size"),
    [(0, "jsonl", 16), (500, "jsonl", 16), (77, "csv", 16), (77, "parquet", 16), (500, "db", 16),
     (77, "jsonl", 1000)],
)  # fmt: skip
def test_a_row_in_the_middle_changes_the_pieces_around_it_only(tmp_path, monkeypatch, at, kind, size):
    if size == 1000:  # then their bytes end pieces, of 16 rows as well
        monkeypatch.setattr(cut, "ENOUGH", 16 * len('{"text":"第0100号"}\n'.encode()))

    def lines_of(name, numbers):
        write_table(pd.DataFrame({"text": [f"第{n:04}号" for n in numbers]}), tmp_path / f"{name}.{kind}")
        return [piece.lines for piece in pieces(find_tables(tmp_path / f"{name}.{kind}")[0], size)]

    before = lines_of("a", range(600))
    after = lines_of("b", [*range(at), 1000, *range(at, 600)])
    assert [line for piece in after for line in piece if b"1000" not in line] == [
        line for piece in before for line in piece
    ]
    assert all(8 <= len(piece) <= 16 for piece in after[:-1])
    assert 1 <= len({*after} - {*before}) <= 4
    assert len(before) > 40


def test_named_labels_of_rows_are_a_column_and_others_none(tmp_path) -> None:
    frame = pd.DataFrame({"text": ["港口扩建。"]}, index=pd.Index(["柳州市"], name="city"))
    frame.to_parquet(tmp_path / "a.parquet")
    frame.reset_index(drop=True).set_axis([7]).to_parquet(tmp_path / "b.parquet")
    tables, _ = find_tables(tmp_path)
    assert [table.columns for table in tables] == [{"text": "text", "city": "city"}, {"text": "text"}]
    (piece,) = pieces(tables[:1], 10)
    assert records_of(piece).rows == [{"city": "柳州市", "text": "港口扩建。"}]


@pytest.mark.parametrize(("cell", "kind"), [(b"\xe6\xb8\xaf", "bytes"), ({"a": "港口"}, "records")])
def test_cells_that_are_no_texts_are_refused_by_name(tmp_path, cell, kind) -> None:
    pd.DataFrame({"city": ["柳州市"], "text": [cell]}).to_parquet(tmp_path / "a.parquet")
    tables, [(_, reason)] = find_tables(tmp_path)
    assert (tables, reason.code, reason.values["kind"]) == ([], "odd_cells", kind)


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "db"])
def test_texts_are_known_by_their_look_where_no_name_tells(tmp_path, kind) -> None:
    long = "渔港扩建工程全面完工，渔船改造有序推进，渔民收入稳步提高，群众生活持续改善。"
    write_table(pd.DataFrame({"city": ["柳州市"] * 3, "稿子": [long] * 3}), tmp_path / f"a.{kind}")
    [table], refused = find_tables(tmp_path)
    assert (refused, table.columns) == ([], {"city": "city", "text": "稿子"})
    assert [(one.code, one.values) for one in table.said] == [("text_by_look", {"name": "稿子"})]


def test_a_table_of_which_no_row_can_be_read_says_why(tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "港口", "text": "河道"}\n', encoding="utf-8")
    _, [(_, reason)] = find_tables(tmp_path)
    assert reason.code == "same_names" or "text" in str(reason.values)
    assert reason.code != "no_text_column"


def test_numbers_that_begin_anew_with_each_title_number_paragraphs(tmp_path):
    rows = [f"{title},{n},修路{n}里。" for title in ("甲报告", "乙报告") for n in (1, 2, 3)]
    (tmp_path / "a.csv").write_text("\n".join(["标题,行号,正文", *rows]), encoding="utf-8")
    (table,), _ = find_tables(tmp_path)
    assert (table.n_rows, table.form.document_by) == (2, "标题")
    assert [(one.code, one.values["count"]) for one in table.said] == [("rows_joined", 2)]


def test_what_the_look_of_cells_tells_counts_as_when_all_is_read_at_once(tmp_path):
    sentences = [f"{city},2020,{city}修路{n}里。" for city in ("柳州市", "桂林市") for n in range(4)]
    (tmp_path / "a.csv").write_text("\n".join(["城市,年份,句子", *sentences]), encoding="utf-8")
    (tmp_path / "b.csv").write_text(
        "area,nian,正文\n柳州市,2020,修路。\n桂林市,2021,点灯。", encoding="utf-8"
    )
    below = [f"{city},2020,{city}修路。\n,,点灯。" for city in ("柳州市", "桂林市")]
    (tmp_path / "c.csv").write_text("\n".join(["城市,年份,正文", *below]), encoding="utf-8")
    a, b, c = find_tables(tmp_path)[0]
    assert (a.n_rows, a.form.document_by) == (2, "城市,年份")
    assert [one.code for one in a.said] == ["rows_joined_by"]
    assert (b.columns["city"], b.columns["year"]) == ("area", "nian")
    assert [one.code for one in b.said] == ["place_by_look", "time_by_look"]
    assert [(one.code, one.values["count"]) for one in c.said] == [("rows_below_apart", 2)]
