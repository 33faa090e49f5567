"""The basis of claims about rates: events and exposure of each document."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from ..corpus import Corpus, TopicModel


class DocumentCounts(NamedTuple):
    """Events of several measures in each document.

    Attributes
    ----------
    counts : DataFrame, shape (n_documents, n_measures)
        Events, by `doc_id`; a column for each measure.
    exposure : Series, shape (n_documents,)
        The denominator of the rates.
    per : int
        Units of exposure that a rate refers to; 100 for shares.
    """

    counts: pd.DataFrame
    exposure: pd.Series
    per: int = 10_000


def theme_counts(corpus: Corpus, hits: pd.DataFrame) -> DocumentCounts:
    """Return the hits of each theme in each document, with its words as exposure.

    Parameters
    ----------
    corpus : Corpus
        The documents.
    hits : DataFrame
        The result of `theme_hits`.
    """
    counts = pd.crosstab(hits["doc_id"], hits["theme"]) if len(hits) else pd.DataFrame()
    return DocumentCounts(_for_all(counts, corpus), corpus.n_words)


def slogan_counts(corpus: Corpus, hits: pd.DataFrame) -> DocumentCounts:
    """Return the parallel runs (`slogan`) and numeric formulas (`numeric`) of each document, per character.

    Parameters
    ----------
    corpus : Corpus
        The documents.
    hits : DataFrame
        The result of `find_slogans`.
    """
    numeric = hits["kind"] == "numeric"
    counts = pd.DataFrame(
        {
            "slogan": hits.loc[_closed(hits), "doc_id"].value_counts(),
            "numeric": hits.loc[numeric, "doc_id"].value_counts(),
        }
    )
    return DocumentCounts(_for_all(counts, corpus), corpus.n_han)


def topic_counts(model: TopicModel) -> DocumentCounts:
    """Return the words of each topic in each document, with its counted words as exposure.

    Parameters
    ----------
    model : TopicModel
        A fitted model.
    """
    doc_ids = model.units["doc_id"].to_numpy()
    counts = model.unit_topics.mul(model.sizes, axis=0).groupby(doc_ids).sum()
    sizes = pd.Series(np.asarray(model.sizes), index=model.units.index).groupby(doc_ids).sum()
    return DocumentCounts(counts, sizes, per=100)


def inherited_counts(corpus: Corpus, hits: pd.DataFrame, profile: pd.DataFrame) -> DocumentCounts:
    """Return the parallel runs of each document that occur in the reference, and all its runs.

    Parameters
    ----------
    corpus : Corpus
        The documents.
    hits : DataFrame
        The result of `find_slogans`.
    profile : DataFrame
        The result of `slogan_profile` with a reference.
    """
    runs = hits[_closed(hits)]
    inherited = set(profile.loc[profile["status"] == "inherited", "variant"])
    known = runs[runs["variant"].isin(inherited)]
    counts = pd.DataFrame({"inherited": known["doc_id"].value_counts()})
    exposure = runs["doc_id"].value_counts().reindex(corpus.documents.index).fillna(0).astype(np.int64)
    return DocumentCounts(_for_all(counts, corpus), exposure, per=100)


def _closed(hits: pd.DataFrame) -> pd.Series[bool]:
    return hits["form"].isin(["adjacent", "unseparated"]) & (hits["kind"] != "numeric")


def _for_all(counts: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    return counts.reindex(corpus.documents.index).fillna(0).astype(np.int64)
