"""The basis of claims about rates: events and exposure of each document."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from .. import stats
from ..corpus import DocTermMatrix, SizedTexts, TopicModel

SHARE = 100
"""`per` of measures that are parts of their exposure."""

MOST_TERMS = 200
"""Number of terms, the most frequent ones, that are followed over the years."""


MIN_HITS, MIN_USERS = 5, 3
"""Minimum hits of a formula, and documents that use it, for it to be compared between groups."""


MOST_VALUES, FEWEST_FORMULAS = 20_000_000, 20
"""Cells of a table of formulas, by document, and formulas that it has however many documents there are."""


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

    def interval(self, rows: npt.ArrayLike, measure: Hashable) -> tuple[float, float]:
        """Return the 95 % interval of a rate over some documents; NaN with fewer than three.

        Parameters
        ----------
        rows : array_like of bool, shape (n_documents,)
            Which documents.
        measure : hashable
            A column of `counts`.
        """
        chosen = np.asarray(rows, dtype=bool) & (self.exposure > 0).to_numpy()
        n = self.counts[measure].to_numpy(dtype=np.float64)[chosen]
        sizes = self.exposure.to_numpy(dtype=np.float64)[chosen]
        if len(n) < stats.MIN_DOCUMENTS:
            return np.nan, np.nan
        if self.per != SHARE:
            low, high = stats.rate_interval(n, sizes / self.per)
        else:
            share, variance = n.sum() / sizes.sum(), stats.ratio_variance(n, sizes)
            low, high = (100 * end for end in stats.share_interval(share, variance, stats.ratio_df(sizes)))
        return float(low), float(high)


def theme_counts(corpus: SizedTexts, hits: pd.DataFrame) -> DocumentCounts:
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


def term_counts(dtm: DocTermMatrix, terms: Iterable[str], most: int | None = MOST_TERMS) -> DocumentCounts:
    """Return the occurrences in each document of the most frequent of some terms, with its words as exposure.

    Parameters
    ----------
    dtm : DocTermMatrix
        Counts in documents.
    terms : iterable of str
        The terms to choose from.
    most : int, optional
        Maximum number of terms; all are counted if it is missing.
    """
    total = pd.Series(np.asarray(dtm.counts.sum(axis=0)).ravel(), index=list(dtm.terms))
    first = total[total.index.isin(set(terms))].sort_values(ascending=False, kind="stable")
    first = first.head(len(first) if most is None else most)
    columns = pd.Index(dtm.terms).get_indexer(first.index)
    counts = pd.DataFrame(dtm.counts[:, columns].toarray(), index=dtm.units.index, columns=first.index)
    return DocumentCounts(counts, pd.Series(dtm.sizes, index=dtm.units.index))


def slogan_counts(corpus: SizedTexts, hits: pd.DataFrame) -> DocumentCounts:
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
            "slogan": hits.loc[closed(hits), "doc_id"].value_counts(),
            "numeric": hits.loc[numeric, "doc_id"].value_counts(),
        }
    )
    return DocumentCounts(_for_all(counts, corpus), corpus.n_han)


def formula_counts(corpus: SizedTexts, hits: pd.DataFrame) -> tuple[DocumentCounts, dict[str, str]]:
    """Return the occurrences of each frequent parallel run or numeric formula in each document, and its text.

    Parameters
    ----------
    corpus : Corpus
        The documents.
    hits : DataFrame
        The result of `find_slogans`.

    Returns
    -------
    counts : DocumentCounts
        A column for each variant with five hits in three documents, with characters as exposure; of many
        documents only for the most frequent, as far as `MOST_VALUES` cells go.
    texts : dict
        Variant to its commonest text.
    """
    known = hits[closed(hits) | (hits["kind"] == "numeric")]
    found = known.groupby("variant").agg(n=("text", "size"), documents=("doc_id", "nunique"))
    chosen = found.index[(found["n"] >= MIN_HITS) & (found["documents"] >= MIN_USERS)]
    # Which are tested must not depend on the groups, or p would be invalid.
    most = max(MOST_VALUES // max(len(corpus.documents), 1), FEWEST_FORMULAS)
    chosen = found.loc[chosen].sort_values("n", ascending=False, kind="stable").index[:most]
    known = known[known["variant"].isin(chosen)]
    counts = pd.crosstab(known["doc_id"], known["variant"]) if len(known) else pd.DataFrame()
    texts = known.groupby("variant")["text"].agg(lambda texts: texts.mode().iloc[0]).to_dict()
    return DocumentCounts(_for_all(counts, corpus), corpus.n_han), texts


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
    return DocumentCounts(counts, sizes, per=SHARE)


def inherited_counts(corpus: SizedTexts, hits: pd.DataFrame, profile: pd.DataFrame) -> DocumentCounts:
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
    runs, known = hits[closed(hits)], inherited_hits(hits, profile)
    counts = pd.DataFrame({"inherited": known["doc_id"].value_counts()})
    exposure = runs["doc_id"].value_counts().reindex(corpus.documents.index).fillna(0).astype(np.int64)
    return DocumentCounts(_for_all(counts, corpus), exposure, per=SHARE)


def inherited_hits(hits: pd.DataFrame, profile: pd.DataFrame) -> pd.DataFrame:
    """Return the parallel runs that occur in the reference."""
    inherited = set(profile.loc[profile["status"] == "inherited", "variant"])
    return hits[closed(hits) & hits["variant"].isin(inherited)]


def closed(hits: pd.DataFrame) -> pd.Series[bool]:
    """Return which hits are parallel runs in the strict sense."""
    return hits["form"].isin(["adjacent", "unseparated"]) & (hits["kind"] != "numeric")


def _for_all(counts: pd.DataFrame, corpus: SizedTexts) -> pd.DataFrame:
    return counts.reindex(corpus.documents.index).fillna(0).astype(np.int64)
