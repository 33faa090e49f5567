"""Rows that are paragraphs of one document, joined while counting; the tables are ours."""

import json

import pandas as pd
import pytest

from analysis import count_tables, read_corpus, read_documents
from analysis.load.form import TableForm
from analysis.load.items import Unreadable
from analysis.load.stream import joined
from analysis.load.stream.joined import joined_rows
from analysis.load.stream.pieces import pieces, records_of
from analysis.load.stream.source import find_tables

ROWS = [
    {"city": "柳州市", "year": "2023", "text": "港口扩建。"},
    {"city": "柳州市", "year": "2023", "text": "河道治理。"},
    {"city": "柳州市", "year": "2024", "text": "茶园改造。"},
    {"city": "桂林市", "year": "2023", "text": "学校扩建。"},
]

BY = TableForm(document_by="city,year")


def lines(rows: list[dict[str, str]]) -> list[bytes]:
    return [json.dumps(row, ensure_ascii=False).encode() for row in rows]


def test_rows_that_agree_are_one_document() -> None:
    found = [json.loads(line) for line in joined_rows(lambda: iter(lines(ROWS)), BY)]
    assert [(row["city"], row["year"]) for row in found] == [
        ("柳州市", "2023"),
        ("柳州市", "2024"),
        ("桂林市", "2023"),
    ]
    assert found[0]["text"] == "港口扩建。\n河道治理。"


def test_rows_that_stand_apart_are_one_document_in_the_order_of_the_first() -> None:
    rows = [ROWS[0] | {"text": "", "title": "甲"}, ROWS[3], ROWS[0] | {"title": "乙"}, ROWS[2], ROWS[1]]
    given = [*lines(rows)[:2], b"no object", *lines(rows)[2:]]
    found = list(joined_rows(lambda: iter(given), BY))
    assert found[2] == b"no object"
    whole = [json.loads(one) for one in (*found[:2], *found[3:])]
    assert [row["text"] for row in whole] == ["港口扩建。\n河道治理。", "学校扩建。", "茶园改造。"]
    assert whole[0]["title"] == "乙"


def test_rows_of_a_large_table_that_stand_apart_are_refused(monkeypatch) -> None:
    monkeypatch.setattr(joined, "HELD", 100)
    assert len(list(joined_rows(lambda: iter(lines(ROWS)), BY))) == 3
    with pytest.raises(Unreadable) as refused:
        list(joined_rows(lambda: iter(lines([*ROWS, ROWS[0]])), BY))
    assert refused.value.reason.code == "rows_apart"
    assert refused.value.reason.values["line"] == 5


def test_counting_joins_as_a_report_does(tmp_path) -> None:
    pd.DataFrame(ROWS).to_csv(tmp_path / "a.csv", index=False)
    place = count_tables(tmp_path / "a.csv", tmp_path / "out", slogans=False, document_by="city,year")
    counted = pd.read_parquet(place / "documents.parquet")
    corpus = read_corpus(tmp_path / "a.csv", document_by="city,year").corpus
    assert len(counted) == corpus.n_documents == 3
    assert sorted(counted["n_words"]) == sorted(corpus.n_words)


def test_rows_of_parquet_are_joined_too(tmp_path) -> None:
    pd.DataFrame(ROWS).to_parquet(tmp_path / "a.parquet")
    place = count_tables(tmp_path / "a.parquet", tmp_path / "out", slogans=False, document_by="city,year")
    assert len(pd.read_parquet(place / "documents.parquet")) == 3


@pytest.mark.parametrize(
    ("order", "held", "count", "told"),
    [
        ([0, 1, 2, 3], 100, 3, "rows_joined"),
        ([0, 2, 1, 3], 10_000, 3, "rows_joined"),
        ([0, 2, 1, 3], 100, 4, "rows_apart"),
    ],
)
def test_rows_numbered_as_paragraphs_are_joined(tmp_path, monkeypatch, order, held, count, told) -> None:
    monkeypatch.setattr(joined, "HELD", held)
    monkeypatch.setattr(
        "analysis.load.stream.source.call_apart", lambda function, *given, size, bounds: function(*given)
    )
    numbered = pd.DataFrame([row | {"段落序号": n} for n, row in zip([1, 2, 1, 1], ROWS, strict=True)])
    numbered.iloc[order].to_csv(tmp_path / "a.csv", index=False)
    [table], others = find_tables(tmp_path / "a.csv")
    assert not others
    assert (table.n_rows, [one.code for one in table.said]) == (count, [told])
    assert sum(len(records_of(piece).rows) for piece in pieces([table], 100)) == count


def test_rows_with_numbers_alone_are_joined_as_in_a_report(tmp_path) -> None:
    numbers = ["1", "2", "1", "", "3", "1", "2"]
    texts = [*(row["text"] for row in ROWS), "茶园改造。", "无", "学校扩建。"]
    pd.DataFrame({"段落序号": numbers, "正文": texts}).to_csv(tmp_path / "a.csv", index=False)
    [table], _ = find_tables(tmp_path / "a.csv")
    rows = [row for piece in pieces([table], 100) for row in records_of(piece).rows]
    read = read_documents(tmp_path / "a.csv")["text"].tolist()
    assert (table.n_rows, [row["正文"] for row in rows]) == (3, read)
    assert read[1].count("\n") == 2
