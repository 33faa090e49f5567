"""One typical sentence for a claim, with its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..corpus import Corpus

SHORTEST, LONGEST = 12, 90
"""Length in characters of a sentence that can be quoted; the middle of the range is preferred."""

WHOLE = "[。！？；…][”’」』）)]*$"


def term_examples(corpus: Corpus, labels: pd.Series) -> Callable[[str, str], Mapping[str, Any]]:
    """Return a function that maps a term and a group (or '') to a whole sentence with the term.

    Parameters
    ----------
    corpus : Corpus
        The source of the sentences.
    labels : Series of str
        The group of each document, by `doc_id`.
    """
    sentences = corpus.sentences()
    lines = np.repeat(corpus.paragraphs["first_line"].to_numpy(dtype=object), np.diff(corpus.paragraph_ptr))
    table = sentences.assign(
        line=lines,
        source=corpus.documents["source"].reindex(sentences["doc_id"]).to_numpy(),
        group=labels.reindex(sentences["doc_id"]).to_numpy(),
        length=sentences["text"].str.len(),
    )
    whole = table["length"].between(SHORTEST, LONGEST) & table["text"].str.contains(WHOLE)
    table = table[whole & table["group"].notna()]

    def example(term: str, group: str = "") -> Mapping[str, Any]:
        mine = table[table["group"] == group] if group else table
        return _first(mine[mine["text"].str.contains(term, regex=False)])

    return example


def hit_examples(hits: pd.DataFrame, labels: pd.Series, column: str = "") -> Callable[[str, str], Any]:
    """Return a function that maps a group and a measure to the sentence with most hits.

    Parameters
    ----------
    hits : DataFrame
        The result of `theme_hits` or `find_slogans`.
    labels : Series of str
        The group of each document, by `doc_id`.
    column : str
        The column of `hits` that names the measure; without it, the measure is ignored.
    """
    n = hits.groupby(["doc_id", "sentence"])["start"].transform("size")
    length = hits["sentence"].str.len()
    table = hits.assign(group=labels.reindex(hits["doc_id"]).to_numpy(), n=n, length=length)
    table = table.rename(columns={"text": "hit"}, errors="ignore").rename(columns={"sentence": "text"})
    table = table[table["length"].between(SHORTEST, LONGEST)]

    def example(group: str, measure: str) -> Mapping[str, Any]:
        mine = table[table["group"] == group]
        if column:
            mine = mine[mine[column] == measure]
        return _first(mine[mine["n"] == mine["n"].max()])

    return example


def _first(found: pd.DataFrame) -> Mapping[str, Any]:
    """Return the sentence closest to the middle length, the first in case of ties."""
    if found.empty:
        return {}
    middle = (SHORTEST + LONGEST) / 2
    row = found.iloc[int(np.argmin(np.abs(found["length"].to_numpy() - middle)))]
    line = None if pd.isna(row["line"]) else int(row["line"])
    return {"text": row["text"], "doc_id": row["doc_id"], "source": row["source"], "line": line}
