"""Tokens in every form in which tools return them, and what is no form of tokens."""

from types import SimpleNamespace as Thing

import jieba
import jieba.posseg
import numpy as np
import pandas as pd
import pytest

from analysis import Corpus, read_texts, segment
from analysis.errors import InputError, KindError, KoujingWarning

SENTENCES = [["港口", "扩建", "。"], ["黄河", "治理"]]
FLAT = [token for sentence in SENTENCES for token in sentence]


class Doc(list):
    """What is used of a document or a span of spaCy."""

    def __init__(self, tokens, sents=()):
        super().__init__(tokens)
        self.sents, self.text = sents, "".join(token.text + token.whitespace_ for token in tokens)

    def has_annotation(self, name):
        return name == "SENT_START" and bool(self.sents)


SPACY = [[Thing(text=token, whitespace_="") for token in sentence] for sentence in SENTENCES]
STANZA = Thing(
    text="港口扩建。黄河治理",
    sentences=[
        Thing(text="", words=[], tokens=[Thing(text=token, words=[0]) for token in sentence])
        for sentence in SENTENCES
    ],
)

ONE_SENTENCE_GIVEN = {
    "strings": FLAT,
    "tuple of strings": tuple(FLAT),
    "array": np.array(FLAT),
    "generator": (token for token in FLAT),
    "pairs with tags": [(token, "x") for token in FLAT],
    "pairs that are lists, as of THULAC": [[token, "nz"] for token in FLAT],
    "word, lemma, tag": [(token, token, "NN") for token in FLAT],
    "word, start, end, as of jieba.tokenize": list(jieba.tokenize("港口扩建。黄河治理")),
    "pairs of jieba.posseg": jieba.posseg.lcut("港口扩建。黄河治理"),
    "generator of jieba.posseg": jieba.posseg.cut("港口扩建。黄河治理"),
    "HanLP": {"tok/fine": FLAT, "pos/ctb": ["NN"] * 5},
    "mappings": [{"text": token, "pos": "n"} for token in FLAT],
    "mappings of conllu": [{"id": 1, "form": token} for token in FLAT],
    "spaCy": Doc([token for sentence in SPACY for token in sentence]),
    "spaCy's to_json": {"text": "港口扩建", "tokens": [{"start": 0, "end": 2}, {"start": 2, "end": 4}]},
}
SENTENCES_GIVEN = {
    "lists": SENTENCES,
    "tuples": tuple(tuple(sentence) for sentence in SENTENCES),
    "generators": (iter(sentence) for sentence in SENTENCES),
    "tagged": [[(token, "n") for token in sentence] for sentence in SENTENCES],
    "HanLP": {"tok": SENTENCES},
    "stanza": STANZA,
    "stanza's to_dict": [[{"id": 1, "text": token, "upos": "NOUN"} for token in s] for s in SENTENCES],
    "spaCy": Doc([token for sentence in SPACY for token in sentence], [Doc(sentence) for sentence in SPACY]),
}


@pytest.mark.parametrize("form", ONE_SENTENCE_GIVEN)
def test_a_document_of_tokens(form):
    corpus = Corpus.from_tokens([ONE_SENTENCE_GIVEN[form]])
    expected = FLAT[:2] if "to_json" in form else FLAT
    assert corpus.tokens()["token"].tolist() == expected
    assert corpus.tokens()["sentence"].max() == (0 if "to_json" in form else 1), (
        "sentences end at their marks"
    )


@pytest.mark.parametrize("form", SENTENCES_GIVEN)
def test_a_document_of_sentences(form):
    corpus = Corpus.from_tokens({"a": SENTENCES_GIVEN[form]})
    assert corpus.tokens().groupby("sentence")["token"].agg(list).tolist() == SENTENCES


TABLE = pd.DataFrame({"doc_id": ["a", "b", "a"], "token": ["港口", "黄河", "扩建"]})


@pytest.mark.parametrize(
    "table",
    [
        TABLE,
        TABLE.rename(columns={"doc_id": "docname", "token": "word"}),
        TABLE.set_index("doc_id"),
        TABLE.assign(paragraph_id=1, sentence_id=1, pos="NN", token_id=[1, 1, 2]),
        TABLE.assign(token=TABLE["token"].astype("category")),
    ],
)
def test_tables_of_tokens(table):
    corpus = Corpus.from_tokens(table)
    assert corpus.documents["text"].to_dict() == {"a": "港口扩建", "b": "黄河"}


def test_a_missing_token_of_a_table_is_told():
    with pytest.warns(KoujingWarning, match=r"1 cells of `token` are missing.*keep_default_na=False"):
        corpus = Corpus.from_tokens(TABLE.assign(token=["港口", None, "扩建"]))
    assert corpus.documents.index.tolist() == ["a"]


def test_a_column_of_lists_goes_with_its_frame():
    frame = pd.DataFrame({"tokens": [["港口"], ["黄河"]], "city": ["青岛市", "兰州市"], "doc_id": ["x", "y"]})
    corpus = Corpus.from_tokens(frame["tokens"], frame)
    assert corpus.documents[["text", "city"]].to_numpy().tolist() == [["港口", "青岛市"], ["黄河", "兰州市"]]
    assert corpus.documents.index.tolist() == ["x", "y"]
    assert "tokens" not in corpus.documents
    assert Corpus.from_tokens(frame["tokens"], frame.set_index("doc_id")).documents.index.tolist() == [
        "x",
        "y",
    ]
    texts = pd.DataFrame({"text": ["港口，好"]})
    cut = Corpus.from_tokens(texts["text"].map(jieba.lcut), texts)
    assert cut.documents["text"].tolist() == ["港口，好"]


def test_no_tokens_and_half_characters():
    corpus = Corpus.from_tokens([["港口"], None, [], [["黄\ud83d"]]])
    assert corpus.documents["text"].tolist() == ["港口", "", "", "黄�"]
    assert corpus.n_words.tolist() == [1, 0, 0, 1]


WRONG = [
    ("港口扩建", "not a string; texts not yet segmented go the other way: segment(read_texts(texts))"),
    (["港口", "扩建"], "document 1 is '港口', not a list of tokens; those of a single document are given as"),
    (["港口 扩建"], "split texts at their blanks, [text.split() for text in texts]"),
    (jieba.cut("港口扩建"), "those of a single document are given as [tokens]"),
    (Doc(SPACY[0]), "those of a single document are given as [tokens]"),
    (STANZA, "Corpus.from_tokens([document])"),
    ({"tok": FLAT}, "those of a single document are given as [tokens]"),
    (segment(read_texts(["港口。"])), "not a Corpus; texts not yet segmented"),
    (None, "takes a list of the tokens of each document, not None"),
    (3, "not an int"),
    ([1, 2], "document 1 is 1, not a list of tokens"),
    ([["港口"], "扩建"], "document 2 is '扩建', not a list of tokens"),
    ([{"a": 1}], "document 1 is {'a': 1}, not a list of tokens"),
    ([{"港口", "扩建"}], "document 1 is a set, which has no order"),
    ([[["港口", ["扩建"]]]], "the token ['扩建'] is a list: they are nested too deep"),
    ([[[["港口"]]]], "nested too deep, give each document as tokens or as sentences of tokens"),
    ([["港口", ["扩建"]]], "document 1 has both tokens and lists of tokens in it"),
    ([[101, 2832]], "the token 101 is a number: decode those of a tokenizer"),
    ({"x": ["港口", 2024]}, "in document x the token 2024 is a number"),
    (np.array([[1, 2]]), "is a number"),
    ([["港口", None]], "the token None is not a string"),
    ([[b"a"]], "is not a string"),
    ([[{"lemma": "港口"}]], "the token {'lemma': '港口'} is not a string"),
    (TABLE.assign(token=["a", 5, "b"]), "in document b the token 5 is a number"),
]
WRONG_TABLES = [
    (pd.DataFrame({"x": [1]}), "needs the columns `doc_id` and `token`, with a row a token; this one has x"),
    (pd.DataFrame({"tokens": [["港口"]]}), 'a row a document.*Corpus.from_tokens(frame["tokens"], frame)'),
    (TABLE.assign(doc_id=["a", None, "b"]), "row 2 of the table of tokens has no `doc_id`"),
    (TABLE.head(0), "no document has any tokens"),
    (pd.Series([["港口"], ["b"]], index=["a", "a"]), "tokens of a more than once"),
    ({1: ["港口"], "1": ["b"]}, "tokens of 1 more than once"),
    ([], "no document has any tokens"),
    ([[" ", "\t"]], "no document has any tokens"),
]


@pytest.mark.parametrize(("tokens", "told"), WRONG, ids=range(len(WRONG)))
def test_what_are_no_tokens_is_told(tokens, told):
    with pytest.raises(KindError) as fault:
        Corpus.from_tokens(tokens)
    assert told in str(fault.value)


@pytest.mark.parametrize(("tokens", "told"), WRONG_TABLES, ids=range(len(WRONG_TABLES)))
def test_tables_and_mappings_that_do_not_fit_are_told(tokens, told):
    with pytest.raises(InputError) as fault:
        Corpus.from_tokens(tokens)
    assert all(part in str(fault.value) for part in told.split(".*"))


def test_documents_with_columns_of_several_levels_are_told():
    with pytest.raises(InputError, match=r"from_tokens: the columns of the frame have 2 levels \(a_b\)"):
        Corpus.from_tokens([["港口"]], pd.DataFrame({("a", "b"): [1]}))
