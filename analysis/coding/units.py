"""What is coded: sentences, clauses, paragraphs or documents, each with its context."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from ..checks import check_choice, check_kind
from ..corpus import By, Corpus, SizedTexts, group_labels
from .codebook import UNITS

UNIT_COLUMNS = (
    "unit", "doc_id", "city", "year", "source", "line", "start", "end", "before", "text", "after",
)  # fmt: skip

CONTEXT = 120
"""Characters of context shown on either side."""

_CLAUSE = re.compile(r"[^，；：,;:]*[，；：,;:]+[”’」』）)]*|[^，；：,;:]+$")
_ANY_WORD = re.compile(r"\w")


def coding_units(corpus: SizedTexts, unit: str = "sentence", by: By | None = None) -> pd.DataFrame:
    """Divide texts into the units that are coded.

    Parameters
    ----------
    corpus : Corpus or Counted
        The texts.
    unit : {"sentence", "clause", "paragraph", "document"}
        A clause is a part of a sentence that ends in a comma, semicolon or colon.
    by : str or sequence of str, optional
        Adds a column `group`; units of documents in no group are then left out.

    Returns
    -------
    DataFrame
        `unit, doc_id, city, year, source, line, start, end, before, text, after`, in text order. `unit` names
        the unit, by document and offset; `start` and `end` are offsets into the cleaned text, `line` the line
        of the source file at which the unit's paragraph begins; `before` and `after` are up to 120 characters
        of context. Units without any letter or character are left out.

    Raises
    ------
    KindError, ChoiceError, InputError
        When these are no texts, there is no such unit, or the texts of a folder of counts were not kept.

    Examples
    --------
    >>> from analysis import coding_units, read_texts, segment
    >>> corpus = segment(read_texts({"a": "新建三所小学，改造管网。办事只跑一次。"}))
    >>> coding_units(corpus, "clause")[["unit", "text"]].to_numpy().tolist()
    [['a:0', '新建三所小学，'], ['a:7', '改造管网。'], ['a:12', '办事只跑一次。']]
    """
    check_kind("coding_units", corpus, "Corpus", "Counted")
    check_choice("coding_units", "unit", unit, UNITS)
    found = pd.concat([_units_of(block, unit) for block in corpus.corpora()], ignore_index=True)
    if by is None:
        return found
    found["group"] = found["doc_id"].map(group_labels(corpus.documents, by, "coding_units"))
    return found[found["group"].notna()].reset_index(drop=True)


def _units_of(corpus: Corpus, unit: str) -> pd.DataFrame:
    """Return the units of texts that fit into memory."""
    texts = dict(zip(corpus.documents.index, corpus.documents["text"].fillna(""), strict=True))
    spans: list[tuple[object, int, int, object]]
    if unit == "document":
        spans = [(doc_id, 0, len(text), None) for doc_id, text in texts.items()]
    elif unit == "paragraph":
        spans = list(
            corpus.paragraphs[["doc_id", "start", "end", "first_line"]].itertuples(index=False, name=None)
        )
    else:
        sentences = corpus.sentences()
        lines = np.repeat(
            corpus.paragraphs["first_line"].to_numpy(dtype=object), np.diff(corpus.paragraph_ptr)
        )
        whole = zip(sentences["doc_id"], sentences["start"], sentences["end"], lines, strict=True)
        spans = list(whole) if unit == "sentence" else _clauses(whole, texts)
    rows = []
    for doc_id, start, end, line in spans:
        text = texts[doc_id]
        if _ANY_WORD.search(text, start, end):
            before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
            rows.append((f"{doc_id}:{start}", doc_id, line, start, end, before, text[start:end], after))
    found = pd.DataFrame(rows, columns=["unit", "doc_id", "line", "start", "end", "before", "text", "after"])
    found = found.join(corpus.documents[["city", "year", "source"]], on="doc_id")[list(UNIT_COLUMNS)]
    return found.astype({"line": "Int64", "start": "int64", "end": "int64"})


def _clauses(sentences: object, texts: dict[object, str]) -> list[tuple[object, int, int, object]]:
    return [
        (doc_id, start + part.start(), start + part.end(), line)
        for doc_id, start, end, line in sentences  # type: ignore[attr-defined]
        for part in _CLAUSE.finditer(texts[doc_id][start:end])
    ]
