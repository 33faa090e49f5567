"""Work that several processes do ahead of a report, which finds the results in the cache."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..cache import kept_in
from ..clean import clean_documents, distinct
from ..compare import distances
from ..corpus import Corpus, DocTermMatrix
from ..counts import count_terms
from ..keywords import keyness_by
from ..load import read_folder
from ..load.form import TableForm
from ..segmentation import segment
from ..slogans import find_slogans
from ..topics import fit_or_explain

PARTS = 4
"""Parts of the documents for each process: enough that none waits long for the last."""


def work_ahead(parameters: Mapping[str, Any], sections: Collection[str], jobs: int, cache: Path) -> None:
    """Do most of what a report does in several processes, and keep it.

    Documents are read, cleaned, segmented and searched in parts; topics are fitted, and documents permuted
    for keyness and distances, beside that. The report itself then makes the same calls, which it finds done;
    so what it says does not depend on `jobs`. An error is left to it too.

    Parameters
    ----------
    parameters : mapping
        Parameters of the notebook, those that were set.
    sections : collection of str
        The sections to compute.
    jobs : int
        Number of processes.
    cache : Path
        The cache.
    """
    from joblib import Parallel, delayed

    run = Parallel(n_jobs=jobs, batch_size=1)

    def done(tasks: list[tuple[Any, ...]]) -> None:
        run(delayed(_kept)(cache, *task) for task in tasks)

    try:
        with kept_in(cache), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the report says it
            _ahead(parameters, sections, jobs, done)
    except Exception:  # the report comes upon it too, and says what is wrong
        return


def _ahead(
    parameters: Mapping[str, Any],
    sections: Collection[str],
    jobs: int,
    done: Callable[[list[tuple[Any, ...]]], None],
) -> None:
    given = parameters.get
    names = ("text_column", "delimiter", "header_row", "document_by", "table", "pages")
    laid_out: dict[str, Any] = {name: given(name) for name in names if given(name)}
    form = TableForm(**laid_out)
    by, seed, userdict = given("by", "city"), given("seed", 1), given("userdict")
    n_parts = PARTS * jobs
    documents = read_folder(given("folder", ""), form=form, jobs=jobs).documents
    done([(clean_documents, part) for part in _parts(documents, n_parts)])
    cleaned = clean_documents(documents)
    compared = cleaned.documents if given("copies") == "all" else distinct(cleaned.documents)
    paragraphs = dict(tuple(cleaned.paragraphs.groupby("doc_id", sort=False)))
    parts = [
        (part, pd.concat([paragraphs[doc_id] for doc_id in part.index if doc_id in paragraphs]))
        for part in _parts(compared, n_parts)
    ]
    done([(segment, *part, userdict) for part in parts])
    corpus = segment(compared, cleaned.paragraphs, userdict)
    wanted = set(sections)
    tasks: list[tuple[Any, ...]] = []
    if wanted & {"topics", "cities"}:
        options = (given("n_topics", 8), seed, given("topic_labels"), given("topic_engine", "gensim"))
        tasks.append((_fit, corpus, given("stopwords"), by, options))
    if "similarity" in wanted:
        tasks.append((_apart, corpus, given("stopwords"), by, seed))
    if wanted & {"slogans", "cities"}:
        tasks += [(_search, *part, userdict) for part in parts]
    if wanted & {"keywords", "cities"}:
        tasks.append((_compare, corpus, given("stopwords"), by, seed))
    done(tasks)


def _parts(documents: pd.DataFrame, n: int) -> Iterator[pd.DataFrame]:
    """Yield documents in at most `n` runs of adjacent ones, with about as many characters each."""
    sizes = documents["text"].str.len().cumsum().to_numpy()
    if not len(sizes):
        return
    part = np.minimum(sizes * n // max(int(sizes[-1]), 1), n - 1)
    for number in np.unique(part):
        yield documents[part == number]


def _kept(cache: Path, work: Callable[..., object], *given: Any) -> None:
    """Do work in another process for what it leaves in the cache; an error is left to the report."""
    with kept_in(cache), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            work(*given)
        except Exception:  # other parts are done all the same
            return


def _search(documents: pd.DataFrame, paragraphs: pd.DataFrame, userdict: str | None) -> None:
    find_slogans(segment(documents, paragraphs, userdict))


def _fit(corpus: Corpus, stopwords: str | None, by: str, options: tuple[Any, ...]) -> None:
    fit_or_explain(count_terms(corpus, stopwords, unit="paragraph"), corpus, by, *options)


def _compare(corpus: Corpus, stopwords: str | None, by: str, seed: int) -> None:
    keyness_by(count_terms(corpus, stopwords), by=by, seed=seed)


def _apart(corpus: Corpus, stopwords: str | None, by: str, seed: int) -> None:
    dtm: DocTermMatrix = count_terms(corpus, stopwords)
    distances(dtm, by=by, seed=seed, blocks=count_terms(corpus, stopwords, unit="paragraph"))
