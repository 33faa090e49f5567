"""Concordance lines against the six documents."""

import re

import pandas as pd
import pytest

from analysis import read_texts
from analysis.concordance import KWIC_COLUMNS, LONGEST, kwic, typical_sentences
from analysis.errors import InputError, KindError
from analysis.segmentation import segment


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


def test_phrases_lists_and_compiled_expressions(corpus):
    assert kwic(corpus, "港口 贸易")["node"].tolist() == ["港口贸易"] * 2
    assert kwic(corpus, ["港口", "港口贸易"])["node"].tolist() == ["港口", "港口", "港口贸易", "港口贸易"]
    assert kwic(corpus, re.compile("港口|航线")).equals(kwic(corpus, ["港口", "航线"]))
    assert kwic(corpus, ["港口$", "航线"], regex=True)["node"].tolist() == ["航线"]


@pytest.mark.parametrize("pattern", [None, 2035, [], ["港口", 3], [["港口"]]])
def test_what_is_no_pattern(corpus, pattern):
    with pytest.raises(KindError, match="string or a list of strings"):
        kwic(corpus, pattern)


def test_offsets_point_into_the_text(corpus):
    for row in kwic(corpus, "改革|创新", regex=True).itertuples():
        text = corpus.documents.loc[row.doc_id, "text"]
        assert text[row.start : row.end] == row.node
        assert row.left + row.node + row.right in text


def ports_and_tea():
    texts = {
        "甲1": "港口，航线不断延伸，集装箱运量居全国前列。\n今年的工作要从实际出发，一步一步往前走。",
        "甲2": "港口集装箱航线建设情况汇报材料之三\n港口建设提速，新开集装箱航线十二条，港口更忙。\n港口。",
        "乙1": "茶园面积扩大，茶农收入稳步增加，茶叶远销海外。",
    }
    documents = pd.DataFrame(
        [
            {"city": name[0] + "市", "text": text, "source": f"{name}.txt", "source_line": 1}
            for name, text in texts.items()
        ],
        index=pd.Index(list(texts), name="doc_id"),
    )
    columns = ["district", "province", "year", "date", "title", "publisher"]
    return segment(documents.assign(**dict.fromkeys(columns)))


TERMS = pd.DataFrame(
    {"group": ["甲市"] * 3 + ["乙市"] * 2, "term": ["港口", "集装箱", "航线", "茶叶", "没有这个词"]}
)


def test_sentences_with_most_key_terms_are_typical():
    table = typical_sentences(ports_and_tea(), "city", TERMS)
    assert table["group"].tolist() == ["乙市", "甲市", "甲市"]
    assert table["doc_id"].tolist() == ["乙1", "甲1", "甲2"]
    assert table["n_terms"].tolist() == [1, 3, 3]
    assert table["line"].tolist() == [1, 1, 2]
    assert table.loc[1, "text"] == "港口，航线不断延伸，集装箱运量居全国前列。"
    assert set(table.loc[2, "terms"].split("、")) == {"港口", "集装箱", "航线"}


def test_short_sentences_and_unknown_terms_are_not_typical():
    only = typical_sentences(ports_and_tea(), "city", TERMS[TERMS["term"] == "没有这个词"])
    assert only.empty
    assert list(only.columns) == ["group", "rank", "doc_id", "line", "n_terms", "terms", "text"]
    assert "港口。" not in typical_sentences(ports_and_tea(), "city", TERMS, n=9)["text"].tolist()


def test_typical_sentences_are_of_different_documents_as_far_as_there_are():
    """甲1 has the two sentences with most key terms; the second place is for another document."""
    texts = {
        "甲1": "港口新开集装箱航线，外贸稳步增长不停。\n集装箱航线由港口开往各地，船只往来有序。",
        "甲2": "港口里的灯火彻夜不灭，工人们轮班守在岸边码头。",
    }
    documents = pd.DataFrame(
        {"city": "甲市", "text": list(texts.values()), "source": [f"{name}.txt" for name in texts]},
        index=pd.Index(list(texts), name="doc_id"),
    )
    columns = ["district", "province", "year", "date", "title", "publisher"]
    found = segment(documents.assign(source_line=1, **dict.fromkeys(columns)))
    two = typical_sentences(found, "city", TERMS, n=2)
    assert two["doc_id"].tolist() == ["甲1", "甲2"]
    assert two["n_terms"].tolist() == [3, 1]
    three = typical_sentences(found, "city", TERMS, n=3)
    assert three["doc_id"].tolist() == ["甲1", "甲1", "甲2"]


def test_of_several_expressions_each_has_its_own_groups_and_the_longest_counts():
    corpus = segment(read_texts(["港港口口，环境好。AI好，ai。"]))
    assert kwic(corpus, [r"(港)\1", r"(口)\1"], regex=True)["node"].tolist() == ["港港", "口口"]
    assert kwic(corpus, ["环境", "环境好"], regex=True)["node"].tolist() == ["环境好"]
    assert kwic(corpus, ["(?i)ai", "環境"], regex=True)["node"].tolist() == ["环境", "AI", "ai"]
    with pytest.raises(InputError, match=r"^'\(口' is not a valid regular expression"):
        kwic(corpus, ["环境", "(口"], regex=True)
