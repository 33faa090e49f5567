"""Splitting texts into paragraphs and sentences without loss."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

SENTENCE = re.compile(r"[^。！？!?…]*(?:[。！？!?…]+[”’」』）)\]】》\"']*|$)", re.S)


def split_sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph; joined, they give the paragraph back.

    A sentence ends after 。！？… (and their ASCII forms) together with the closing quotation marks and
    brackets that follow. A mark inside 《》 is not treated specially.

    Parameters
    ----------
    paragraph : str
        Text without line breaks.

    Returns
    -------
    list of str
        At least one sentence for a paragraph that is not empty.

    Examples
    --------
    >>> from analysis.segmentation import split_sentences
    >>> split_sentences("优化服务。“破解难点！”谁来办？")
    ['优化服务。', '“破解难点！”', '谁来办？']
    """
    return [sentence for sentence in SENTENCE.findall(paragraph) if sentence]


def split_paragraphs(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the paragraph table of documents that did not come from cleaning.

    Parameters
    ----------
    documents : DataFrame
        Documents whose paragraphs are the lines of `text`.

    Returns
    -------
    DataFrame
        `doc_id, paragraph, start, end, source, first_line, last_line`; lines are numbered from `source_line`.
    """
    columns = ["doc_id", "paragraph", "start", "end", "source", "first_line", "last_line"]
    rows: list[tuple[Any, ...]] = []
    for doc_id, document in documents.iterrows():
        first = document["source_line"]
        for number, (line, start, end) in enumerate(_lines(document["text"] or "")):
            at = pd.NA if pd.isna(first) else int(first) + line
            rows.append((doc_id, number, start, end, document["source"], at, at))
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(
        {"paragraph": int, "start": int, "end": int, "first_line": "Int64", "last_line": "Int64"}
    )


def _lines(text: str) -> Iterable[tuple[int, int, int]]:
    start = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            yield number, start, start + len(line)
        start += len(line) + 1
