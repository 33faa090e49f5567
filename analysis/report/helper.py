"""What a process does that helps with a report, in which it is started as a program."""

from __future__ import annotations

import json
import os
import sys
import warnings
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from threading import Thread
from typing import Any

import numpy as np
import pandas as pd

from ..clean import clean_documents, distinct
from ..counts import count_terms
from ..load import read_folder
from ..load.folder import read_from_end
from ..load.form import FORM, TableForm
from ..segmentation import segment
from ..slogans import find_slogans
from ..topics import fit_or_explain

SIZE = 200_000
"""Characters that are worked on before the next are looked up, which the report may have done by then."""


def help_out(parameters: Mapping[str, Any], sections: Collection[str], number: int, n_helpers: int) -> None:
    """Do what one of several helpers does, and keep it in the cache.

    Parameters
    ----------
    parameters, sections
        As for `analysis.report.beside.helped`.
    number, n_helpers : int
        Which of how many helpers this one is.
    """
    given = parameters.get
    laid_out: dict[str, Any] = {name: given(name) for name in FORM if given(name)}
    form = TableForm(**laid_out)
    folder, userdict = given("folder", ""), given("userdict")
    read_from_end(folder, form)
    documents = read_folder(folder, form=form).documents
    for part in _parts(documents, number, n_helpers):
        clean_documents(part)
    cleaned = clean_documents(documents)
    compared = cleaned.documents if given("copies") == "all" else distinct(cleaned.documents)
    rows_of = cleaned.paragraphs.groupby("doc_id", sort=False).indices

    def cut(part: pd.DataFrame) -> Any:
        rows = np.concatenate([rows_of[doc_id] for doc_id in part.index if doc_id in rows_of] or [[]])
        return segment(part, cleaned.paragraphs.iloc[rows.astype(int)], userdict)

    for part in _parts(compared, number, n_helpers):
        cut(part)
    wanted = set(sections)
    if number == 0 and wanted & {"topics", "cities"}:
        corpus = segment(compared, cleaned.paragraphs, userdict)
        n_topics, engine = given("n_topics", 8), given("topic_engine", "gensim")
        options = (n_topics, given("seed", 1), given("topic_labels"), engine)
        paragraphs = count_terms(corpus, given("stopwords"), unit="paragraph")
        fit_or_explain(paragraphs, corpus, given("by", "city"), *options)
    if wanted & {"slogans", "cities"}:
        for part in _parts(compared, number, n_helpers):
            find_slogans(cut(part))


def _parts(documents: pd.DataFrame, number: int, n_helpers: int) -> Iterator[pd.DataFrame]:
    """Yield runs of adjacent documents of about `SIZE` characters each, the last first, of every n-th."""
    sizes = documents["text"].str.len().cumsum().to_numpy()
    part = sizes // SIZE
    for which in np.unique(part)[::-1][number::n_helpers]:
        yield documents[part == which]


def _end_with_the_report() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    Thread(target=_end_with_the_report, daemon=True).start()
    warnings.simplefilter("ignore")
    with suppress(Exception):  # the report comes upon it too, and says what is wrong
        help_out(*json.loads(sys.argv[1]))
