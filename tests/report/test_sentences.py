"""The sentences in the page: all of them, each once, and behind every number as many places as it says."""

import base64
import gzip
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.report.context import context_of
from analysis.report.evidence import CAP, Evidence
from analysis.report.parts import link
from analysis.report.sentences import packed, sentence_data


def evidence_of(corpus, *links, by="city", **places):
    return Evidence(corpus, context_of(corpus, by), links, places)


def test_all_sentences_with_document_line_and_group(corpus, stored):
    data = sentence_data(evidence_of(corpus))
    read = stored(data)
    assert read.texts == corpus.sentences()["text"].tolist()
    assert data["all"]
    assert data["n_sentences"] == len(read.texts)
    assert data["groups"] == ["丙州市", "乙州市", "甲州市"]
    documents = corpus.documents
    assert data["documents"]["city"] == documents["city"].tolist()
    assert data["documents"]["source"] == documents["source"].tolist()
    assert data["documents"]["year"] == documents["year"].tolist()
    assert data["documents"]["when"] == documents["year"].astype(str).tolist()
    assert data["documents"]["han"] == corpus.n_han.tolist()
    assert [documents.index[i] for i in read.document] == corpus.sentences()["doc_id"].tolist()
    lines = corpus.paragraphs.set_index(["doc_id", "paragraph"])["first_line"]
    paragraphs = corpus.sentences()[["doc_id", "paragraph"]].itertuples(index=False, name=None)
    assert read.line == [lines[one] for one in paragraphs]


def test_every_token_can_be_told(corpus, stored):
    read = stored(sentence_data(evidence_of(corpus)))
    assert [read.said(*place) for place in read.tokens()] == corpus.tokens()["token"].tolist()


@given(st.lists(st.text(alphabet="港口𠮷a。！\n、2", min_size=1, max_size=30), min_size=1, max_size=4))
def test_characters_beyond_the_basic_plane_move_no_place(corpus_of, stored, texts):
    words = ["x" * 100 + "𠮷" * 3 + "口。港口", *texts]
    corpus = corpus_of(words, [f"{i}市" for i in range(len(words))])
    tokens = corpus.tokens()
    places = pd.DataFrame(
        {"doc_id": tokens["doc_id"], "start": tokens["start"], "token": tokens["token"],
         "end": tokens["start"] + tokens["token"].str.len()}
    )  # fmt: skip
    links = [link("own", token, token=token) for token in set(tokens["token"]) if "|" not in token]
    read = stored(sentence_data(evidence_of(corpus, *links, own=places)))
    assert [read.said(*place) for place in read.tokens()] == tokens["token"].tolist()
    for one in links:
        assert [said for said, _ in read.shown(one.key)] == [one.text] * (tokens["token"] == one.text).sum()


def test_places_are_those_of_the_links(corpus, stored):
    hits = pd.DataFrame(
        {"doc_id": ["丙1", "甲1"], "start": [11, 2], "end": [15, 9], "kind": ["a", "b"], "other": ["x", "x"]}
    )
    links = [
        link("slogans", 1, kind="a", group="丙州市"),
        link("slogans", 0, kind="a", group="甲州市"),
        link("terms", "港口", term="港口", group="甲州市"),
        link("terms", "创新", term="创新"),
    ]
    evidence = evidence_of(corpus, *links, slogans=hits, unused=hits)
    data = sentence_data(evidence)
    read = stored(data)
    assert list(data["places"]) == ["slogans"]
    assert list(data["places"]["slogans"]["columns"]) == ["kind"]
    assert read.shown(links[0].key) == [("芯片创新", "芯片创新！")]
    assert {one.key: len(read.places(one.key)) for one in links} == {
        **dict.fromkeys((one.key for one in links), 0),
        **evidence.counts,
    }


def test_a_passage_has_all_its_sentences(corpus_of, stored):
    corpus = corpus_of(["甲。港口扩建。港口航线。港口贸易。乙。", "丙。"], ["甲市", "乙市"])
    [name, _] = corpus.documents.index
    passages = pd.DataFrame({"doc_id": [name], "start": [4], "end": [14], "passage": ["0"]})
    one = link("reuse", "1", passage="0")
    for most in (1000, 20):
        data = sentence_data(evidence_of(corpus, one, reuse=passages), most=most)
        read = stored(data)
        [(start, end)] = read.places(one.key)
        assert read.said(start, end).split("\n") == ["扩建。", "港口航线。", "港口"]
        assert read.sentence(end - 1) - read.sentence(start) == 2
    assert data["text"] == "港口扩建。\n港口航线。\n港口贸易。\n", "those between are kept, too"


def test_a_page_that_cannot_hold_all_holds_what_stands_behind_its_numbers(corpus_of, stored):
    corpus = corpus_of(["港口扩建。", *["桥梁改造。"] * 50], ["甲市"] * 51)
    one = link("terms", "港口", term="港口")
    evidence = evidence_of(corpus, one)
    data = sentence_data(evidence, most=100)
    assert (data["all"], data["n_sentences"], data["text"]) == (False, 51, "港口扩建。\n")
    assert data["totals"] == {}
    assert stored(data).shown(one.key) == [("港口", "港口扩建。")]


def test_beyond_that_the_first_places_and_how_many_there_are(corpus_of, stored):
    corpus = corpus_of(["港口扩建。"] * 51, ["甲市"] * 51)
    one = link("terms", "港口", term="港口")
    data = sentence_data(evidence_of(corpus, one), most=100)
    assert data["totals"] == {one.key: 51}
    assert len(stored(data).places(one.key)) == CAP


def test_documents_without_a_group_or_a_text(corpus_of, stored):
    corpus = corpus_of(["", "港口。", ""], ["甲市", None, "乙市"])
    one = link("terms", "港口", term="港口")
    data = sentence_data(evidence_of(corpus, one))
    assert data["documents"]["n"] == [0, 1, 0]
    assert data["documents"]["group"] == [1, -1, 0]
    assert len(stored(data).places(one.key)) == 1


def test_traditional_characters_are_told_with_those_that_stand_for_them(corpus_of):
    data = sentence_data(evidence_of(corpus_of(["优化环境。"], ["甲市"])))
    assert data["simplified"] == "優优環环"


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "\ud800"])
def test_packed_is_plain_and_always_the_same(text):
    first, again = packed({"b": text, "a": [1]}), packed({"a": [1], "b": text})
    assert first == again
    assert set(first) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
    assert json.loads(gzip.decompress(base64.b64decode(first)))["b"] == text.replace("\ud800", "?")
