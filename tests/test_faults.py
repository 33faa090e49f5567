"""One document never ends the run: its fault is named, and the others come out as if it were not there."""

import importlib
import json

import pandas as pd
import pytest

from analysis.batch.process import Settings, process_batch
from analysis.clean import clean_documents
from analysis.corpus import DOCUMENT_COLUMNS
from analysis.counts import count_terms
from analysis.errors import DocumentSkipped, Fault, described
from analysis.load import read_folder
from analysis.load.items import message
from analysis.load.messages import worded
from analysis.load.stream.lines import Records
from analysis.load.stream.source import Table
from analysis.segmentation import segment

GOOD = "全市优化营商环境，港口贸易增长。"
BAD = "这一篇要出错。"


def frame(*texts: str, **columns: object) -> pd.DataFrame:
    """Return documents `d0`, `d1` ... with these texts."""
    index = pd.Index([f"d{i}" for i in range(len(texts))], name="doc_id")
    return pd.DataFrame({"text": list(texts), **columns}, index=index).reindex(columns=DOCUMENT_COLUMNS)


@pytest.fixture
def failing(monkeypatch):
    """Make a step fail in every text with the words of `BAD`."""

    def break_step(place: str, at: int = 0) -> None:
        module, name = place.rsplit(".", 1)
        home = importlib.import_module(module)
        function = getattr(home, name)

        def broken(*given, **more):
            if BAD[:5] in str(given[at]):
                raise IndexError("string index out of range")
            return function(*given, **more)

        monkeypatch.setattr(home, name, broken)

    return break_step


def test_a_text_that_cannot_be_cleaned_is_named_and_the_others_are_cleaned(failing) -> None:
    failing("analysis.clean.clean.clean_lines")
    with pytest.warns(DocumentSkipped, match="d1: left out, because cleaning it failed") as told:
        cleaned = clean_documents(frame(GOOD, BAD, GOOD))
    assert told[0].message.fault == Fault("d1", "clean", "IndexError: string index out of range")
    assert cleaned.documents["text"].tolist() == [GOOD, "", GOOD]
    assert cleaned.log.to_dict("records") == [
        {"doc_id": "d1", "rule": "fault", "action": "skipped", "n": 1, "first_line": 1,
         "text": "IndexError: string index out of range"},
    ]  # fmt: skip


def test_a_text_that_cannot_be_segmented_has_no_tokens_and_is_named(failing) -> None:
    failing("analysis.segmentation.segment.cut_document")
    with pytest.warns(DocumentSkipped, match="segmenting it failed"):
        corpus = segment(frame(GOOD, BAD, GOOD))
    assert corpus.faults == (Fault("d1", "segment", "IndexError: string index out of range"),)
    sizes = count_terms(corpus).sizes
    assert sizes[1] == 0
    assert sizes[0] == sizes[2] == segment(frame(GOOD)).n_words.iloc[0]
    assert set(corpus.tokens()["doc_id"]) == {"d0", "d2"}


def test_a_text_whose_city_cannot_be_found_out_is_read_without(failing, tmp_path) -> None:
    failing("analysis.load.assemble.attribute", at=0)
    (tmp_path / "柳州市_2023.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "青岛市_2023.txt").write_text(BAD, encoding="utf-8")
    reading = read_folder(tmp_path)
    assert reading.documents["city"].to_dict() == {"柳州市_2023": "柳州市", "青岛市_2023": None}
    said = reading.files.set_index("file")["warnings"]
    assert "its city and date could not be determined (IndexError" in said["青岛市_2023.txt"]


@pytest.mark.parametrize(("place", "at", "step"), [
    ("analysis.clean.clean.clean_lines", 0, "清洗"),
    ("analysis.segmentation.segment.cut_document", 0, "分词"),
    ("analysis.slogans.located.document_runs", 0, "查找口号"),
])  # fmt: skip
def test_batches_go_on_and_name_the_row(failing, place: str, at: int, step: str) -> None:
    failing(place, at)
    rows = [{"text": GOOD}, {"text": BAD}, {"text": GOOD}]
    result = process_batch(Records(rows, []), Table("t", "t.jsonl", {"text": "text"}, 3), Settings())
    assert result.tables["skipped"]["row"].tolist() == [2]
    [[code, values]] = json.loads(result.tables["skipped"]["reason"][0])
    assert worded(message(code, **values), "zh") == (
        f"{step}时出错（IndexError: string index out of range），已跳过该文本；请反馈这一问题"
    )
    assert len(result.tables["documents"]) == 3


def test_errors_are_described_in_one_line_that_can_be_written() -> None:
    assert described(ValueError("a\nb\ud800 " + "x" * 400)) == "ValueError: a b\\ud800 " + "x" * 190
    assert described(MemoryError()) == "MemoryError"
