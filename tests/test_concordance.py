"""Concordance lines against the six documents."""

import pytest

from analysis import segment
from analysis.concordance import KWIC_COLUMNS, LONGEST, kwic
from analysis.errors import InputError


def test_every_hit_with_its_sentence(corpus):
    table = kwic(corpus, "港口")
    assert list(table.columns) == list(KWIC_COLUMNS)
    assert table["doc_id"].tolist() == ["甲1", "甲1", "甲1", "甲2"]
    second = table.iloc[2]
    assert (second["left"], second["node"], second["right"]) == ("港口航线，", "港口", "贸易。")
    assert (second["city"], second["year"], second["source"], second["line"]) == (
        "甲州市",
        2021,
        "甲1.txt",
        1,
    )
    assert (second["start"], second["end"]) == (10, 12)


def test_across_tokens_and_lines(corpus):
    table = kwic(corpus, "设计。")
    assert table["node"].tolist() == ["设计。"]
    assert kwic(corpus, "创新！")["line"].tolist() == [2]


def test_width(corpus):
    row = kwic(corpus, "航线", width=2).iloc[0]
    assert (row["left"], row["right"]) == ("港口", "，港")


def test_long_list_without_a_full_stop(corpus):
    long = corpus.documents.head(1).assign(text="难点、" * 1500)
    table = kwic(segment(long), "难点")
    assert len(table) == 1500
    assert table["left"].str.len().tolist() == [min(3 * i, LONGEST) for i in range(1500)]
    assert table["right"].str.len().tolist() == [min(4498 - 3 * i, LONGEST) for i in range(1500)]
    assert kwic(segment(long), "难点", width=0)[["left", "right"]].eq("").to_numpy().all()


def test_regular_expression(corpus):
    assert kwic(corpus, "芯片(?:制造|设计)", regex=True)["node"].tolist() == ["芯片制造", "芯片设计"]
    assert kwic(corpus, "芯片(?:制造|设计)").empty


def test_nothing_found_has_the_same_columns(corpus):
    table = kwic(corpus, "没有这个词")
    assert list(table.columns) == list(KWIC_COLUMNS)
    assert table.dtypes["start"].kind == "i"


def test_faults(corpus):
    with pytest.raises(InputError, match="needs a pattern"):
        kwic(corpus, "")
    with pytest.raises(InputError, match="not a valid regular expression"):
        kwic(corpus, "(", regex=True)


def test_offsets_point_into_the_text(corpus):
    for row in kwic(corpus, "改革|创新", regex=True).itertuples():
        text = corpus.documents.loc[row.doc_id, "text"]
        assert text[row.start : row.end] == row.node
        assert row.left + row.node + row.right in text
