"""Tokens of another tool make the corpus that `segment` would make of the same words."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import Corpus, count_terms, kwic, tf_idf
from analysis.errors import InputError, KindError

ARRAYS = ("token_ids", "token_starts", "sentence_ptr", "paragraph_ptr", "document_ptr", "is_word")


def same(one: Corpus, other: Corpus) -> bool:
    return one.vocabulary.tolist() == other.vocabulary.tolist() and all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in ARRAYS
    )


def test_the_tokens_of_segment_make_the_same_corpus(corpus, documents):
    tokens = corpus.tokens()
    lists = tokens.groupby("doc_id", sort=False)["token"].apply(list)
    assert same(Corpus.from_tokens(lists.tolist(), documents), corpus)
    assert same(Corpus.from_tokens(lists, documents), corpus)
    assert same(Corpus.from_tokens(tokens[["doc_id", "token"]], documents), corpus)
    table = tokens.assign(sentence_id=tokens["sentence"])
    assert same(Corpus.from_tokens(table, documents), corpus)
    nested = [[list(own) for _, own in rows.groupby("sentence")["token"]]
              for _, rows in tokens.groupby("doc_id", sort=False)]  # fmt: skip
    assert same(Corpus.from_tokens(nested, documents), corpus)


def test_without_a_text_it_is_made_of_the_tokens():
    corpus = Corpus.from_tokens({"a": ["港口", "扩建", "。", "\n", "AI", "model", "。"]})
    assert corpus.documents["text"].tolist() == ["港口扩建。\nAI model。"]
    assert corpus.tokens()["token"].tolist() == ["港口", "扩建", "。", "AI", " ", "model", "。"]
    assert corpus.tokens()["paragraph"].tolist() == [0, 0, 0, 1, 1, 1, 1]


def test_what_no_token_has_is_kept_as_characters():
    frame = pd.DataFrame({"text": ["港口，认真扩建。\n好。"]})
    corpus = Corpus.from_tokens([["港口", "扩建"]], frame)
    assert corpus.tokens()["token"].tolist() == ["港口", "，", "认", "真", "扩建", "。", "好", "。"]
    assert corpus.sentences()["text"].tolist() == ["港口，认真扩建。", "好。"]


def test_objects_with_a_text_as_of_spacy():
    def token(text: str, blank: str = "") -> SimpleNamespace:
        return SimpleNamespace(text=text, whitespace_=blank)

    corpus = Corpus.from_tokens([[token("Green", " "), token("finance"), token("。")]])
    assert corpus.documents["text"].tolist() == ["Green finance。"]
    assert corpus.tokens()["token"].tolist() == ["Green", " ", "finance", "。"]


def test_further_columns_travel_and_results_follow():
    frame = pd.DataFrame({"region": ["东", "西"]}, index=["a", "b"])
    corpus = Corpus.from_tokens({"b": ["黄河", "治理"], "a": ["港口", "扩建"]}, frame)
    assert corpus.documents.index.tolist() == ["a", "b"]
    table = tf_idf(count_terms(corpus), by="region")
    assert table[["group", "term"]].to_numpy().tolist() == [
        ["东", "扩建"], ["东", "港口"], ["西", "治理"], ["西", "黄河"],
    ]  # fmt: skip
    assert kwic(corpus, "黄河")["doc_id"].tolist() == ["b"]


@pytest.mark.parametrize(
    ("tokens", "documents", "fault", "told"),
    [
        ("港口扩建", None, KindError, r"segment\(read_texts\(texts\)\)"),
        (["港口扩建"], None, KindError, "document 1 is '港口扩建', not a list"),
        ([["港口", 3]], None, KindError, "document 1 the token 3 is a number"),
        ([[]], None, InputError, "no document has any tokens"),
        ([["a"], ["b"]], pd.DataFrame(index=["x"]), InputError, "tokens of 2 documents, but 1"),
        ({"y": ["a"]}, pd.DataFrame(index=["x"]), InputError, "no row labelled y"),
        ([["a"]], pd.DataFrame({"text": ["A"]}), InputError, "the token 'a' of document 0"),
        (pd.DataFrame({"word": ["a"]}), None, InputError, "needs the columns `doc_id` and `token`"),
    ],
)
def test_what_does_not_fit_is_named(tokens, documents, fault, told):
    with pytest.raises(fault, match=told):
        Corpus.from_tokens(tokens, documents)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.text("港口扩建。！\n a，“”", min_size=1, max_size=3), max_size=8), min_size=1, max_size=3
    )
)
def test_every_character_belongs_to_one_token(lists):
    if not any(token.strip() for own in lists for token in own):
        return
    corpus = Corpus.from_tokens(lists)
    texts = corpus.documents["text"].to_dict()
    for row in corpus.tokens().itertuples():
        assert texts[row.doc_id][row.start : row.start + len(row.token)] == row.token
    rebuilt = corpus.tokens().groupby("doc_id")["token"].agg("".join)
    for doc_id, text in texts.items():
        kept = "".join(line for line in text.split("\n") if line.strip())
        assert rebuilt.get(doc_id, "") == kept
    assert (np.diff(corpus.sentence_ptr) > 0).all()


@pytest.mark.parametrize(
    ("tokens", "text", "kept"),
    [
        ([["甲", "\n"], ["\n乙"]], "甲\n乙", ["甲", "乙"]),
        ([["甲", "\n"], ["\n乙"]], "甲\n\n乙", ["甲", "乙"]),
        ([["甲", "\n", "乙"], ["丙"]], "甲\n乙 丙", ["甲", "乙", " ", "丙"]),
        ([["甲", "\n"], ["乙"]], "甲\n\n乙", ["甲", "乙"]),
        ([["甲乙", "丙"]], "甲乙\n丙", ["甲乙", "丙"]),
        ([["甲\n乙", "丙"]], "甲\n乙丙", ["甲", "乙", "丙"]),
        ([["甲", "", "乙"], [], ["丙"]], "甲乙丙", ["甲", "乙", "丙"]),
    ],
)
def test_tokens_of_line_breaks_and_across_them(tokens, text, kept):
    corpus = Corpus.from_tokens([tokens], pd.DataFrame({"text": [text]}))
    table = corpus.tokens()
    assert table["token"].tolist() == kept
    assert [text[at : at + len(token)] for at, token in zip(table["start"], kept, strict=True)] == kept


def test_blanks_stand_between_latin_tokens_only():
    corpus = Corpus.from_tokens([["GDP", "增长", "5", "G", "，", "AI", "。"], ["5G", "网"], ["甲", "5"]])
    assert corpus.documents["text"].tolist() == ["GDP增长5 G，AI。", "5G网", "甲5"]
