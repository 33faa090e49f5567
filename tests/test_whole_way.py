"""Whatever a text holds, it goes the whole way: bytes, documents, clean text, words, slogans, page."""

import tempfile
import warnings
from contextlib import suppress
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis.clean import clean_documents, duplicate_groups
from analysis.corpus import DOCUMENT_COLUMNS
from analysis.counts import count_terms
from analysis.errors import InputError
from analysis.load import read_folder
from analysis.segmentation import segment
from analysis.slogans import find_slogans

MARKS = "，。、；：！？,.;:!?“”‘’（）()《》〈〉【】〔〕—…·％%\"'$\\{}^_~#&<>|/*-"
ODD = (
    "\ud800\udfff\ufffe\uffff\ufffd\x00\x07\x1b\x85\u2028\u200b\u202e\ufeff"
    "\ue000\U000f0000\U0001f600\u0301 \u3000\t\r\n"
)
SLOGANS = (
    "破解难点、打通堵点、消除痛点",
    "会议强调，“",
    "做到“四个意识”",
    "一网通办、一窗受理、一次办成",
    "抓重点、补短板、强弱项",
    "两个维护",
    "$\\frac{$",
    "动(dòng)",
    "政 府 工 作 报 告",
    "1、第一项",
    "（一）",
    "第 3 页 共 9 页",
    "難點、堵點、痛點",
)
PIECES = st.one_of(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=6),
    st.text(MARKS, max_size=4),
    st.text(ODD, max_size=3),
    st.sampled_from(SLOGANS),
    st.text(max_size=4),
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)
QUIET = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def walked(documents: pd.DataFrame) -> None:
    """Take documents the rest of the way without one fault."""
    cleaned = clean_documents(documents)
    assert not (cleaned.log["rule"] == "fault").any()
    assert len(cleaned.documents) == len(documents)
    duplicate_groups(cleaned.documents)
    try:
        corpus = segment(cleaned.documents, cleaned.paragraphs)
    except InputError:
        assert not cleaned.documents["text"].str.strip().any()
        return
    assert not corpus.faults
    texts = corpus.documents["text"]
    tokens = corpus.tokens()
    assert all(
        texts[doc_id].startswith(token, start)
        for doc_id, token, start in zip(tokens["doc_id"], tokens["token"], tokens["start"], strict=True)
    )
    slogans = find_slogans(corpus, couplets=True)
    for written in (*texts, *tokens["token"], *slogans["text"], *slogans["sentence"], corpus._repr_html_()):
        written.encode("utf-8")
    with suppress(InputError):  # all words are stop words, or numbers
        count_terms(corpus)._repr_html_().encode("utf-8")


@QUIET
@example(texts=["会议强调，“"], city="$\\frac{$", title="\ud800")
@example(texts=["一" * 300], city="市" * 1000, title="\ufffe")
@given(
    texts=st.lists(TEXTS, min_size=1, max_size=3),
    city=st.one_of(st.none(), TEXTS),
    title=st.one_of(st.none(), TEXTS),
)
def test_texts(texts: list[str], city: str | None, title: str | None) -> None:
    index = pd.Index([f"d{i}" for i in range(len(texts))], name="doc_id")
    cells = {"text": texts, "title": [title] * len(texts), "city": [city] * len(texts)}
    walked(pd.DataFrame(cells, index=index, dtype=object).reindex(columns=DOCUMENT_COLUMNS))


@QUIET
@example(data=b"\r\xc2\x85", ending="csv")
@example(data="会议强调，“".encode(), ending="txt")
@example(data=b'{"text": "\\ud800", "city": "' + b"x" * 1000 + b'"}', ending="jsonl")
@given(
    data=st.one_of(
        TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
        TEXTS.map(lambda text: text.encode("gb18030", "replace")),
        TEXTS.map(lambda text: text.encode("utf-16", "surrogatepass")),
        st.binary(max_size=60),
    ),
    ending=st.sampled_from(["txt", "csv", "json", "jsonl", "md", "html", "zip", ""]),
)
def test_files(data: bytes, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        Path(folder, f"柳州市_2023.{ending}").write_bytes(data)
        Path(folder, "good.txt").write_text("全市优化营商环境。", encoding="utf-8")
        reading = read_folder(folder)
    assert "good" in reading.documents.index
    assert not reading.files["warnings"].str.contains("report this").any()
    assert not reading.files["reason"].astype(str).str.contains("report this").any()
    walked(reading.documents)
