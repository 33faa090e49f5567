"""Topic shares of units of text, given the topics: for fitted units, held-out ones and new texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from ..checks import check_words
from ..corpus import TermCounts, TopicModel
from ..engines import in_threads
from ..errors import InputError, KindError
from ..lexicon import given_terms
from ..remedies import described
from ..segmentation import split_sentences, tokenizer
from ..stats import FloatArray

PRIOR = 0.1
"""Symmetric Dirichlet prior of the topics in a unit, and of the terms in a topic."""

AT_ONCE = 50_000
"""Counts worked on together: their shares of topics, a few megabytes, stay near the processor."""


def unit_shares(
    counts: sparse.csr_array, topic_terms: FloatArray, n_iterations: int = 200, tolerance: float = 1e-4
) -> FloatArray:
    """Return the share of each topic in each unit, with the topics held fixed.

    Expected counts of tokens by topic are iterated until no share moves by more than `tolerance`, then
    smoothed by the prior: `(n_topic + 0.1) / (n + 0.1 n_topics)`.

    Parameters
    ----------
    counts : csr_array, shape (n_units, n_terms)
        Counts of the model's terms.
    topic_terms : ndarray, shape (n_topics, n_terms)
        Probabilities of terms; rows sum to 1.
    n_iterations : int
        Most iterations.
    tolerance : float
        Change in any share below which iteration stops.

    Returns
    -------
    ndarray, shape (n_units, n_topics)
        Rows sum to 1; NaN where a unit has no term of the model.

    References
    ----------
    Asuncion, A. et al. (2009). On smoothing and inference for topic models. UAI 25 (zero-order collapsed
    variational inference with the topics held fixed).
    """
    terms, n_units = np.ascontiguousarray(topic_terms.T), counts.shape[0]
    step = max(AT_ONCE * n_units // max(counts.nnz, 1), 1)
    pieces = (counts[at : at + step] for at in range(0, n_units, step))
    found = [_shares(piece, terms, n_iterations, tolerance) for piece in pieces]
    return np.concatenate([np.zeros((0, len(topic_terms))), *found])


def _shares(counts: sparse.csr_array, terms: FloatArray, n_iterations: int, tolerance: float) -> FloatArray:
    shares = np.full((counts.shape[0], terms.shape[1]), 1 / terms.shape[1])
    active = np.flatnonzero(np.diff(counts.indptr))
    part = sparse.csr_array(counts[active], dtype=np.float64)
    for _ in range(n_iterations):
        rows = np.repeat(np.arange(len(active)), np.diff(part.indptr))
        now = shares[active]
        expected = np.einsum("ij,ij->i", now[rows], terms[part.indices])
        ratio = sparse.csr_array((part.data / expected, part.indices, part.indptr), shape=part.shape)
        new = now * (ratio @ terms) + PRIOR
        new /= new.sum(axis=1, keepdims=True)
        shares[active] = new
        moving = np.abs(new - now).max(axis=1, initial=0) > tolerance
        if not moving.any():
            break
        active, part = active[moving], part[moving]
    shares[np.diff(counts.indptr) == 0] = np.nan
    return shares


def held_out_likelihood(counts: sparse.csr_array, topic_terms: FloatArray, seed: int = 1) -> float:
    """Return the mean log-likelihood of a token when half of each unit is used to predict the other half.

    Parameters
    ----------
    counts : csr_array of int, shape (n_units, n_terms)
        Units the topics were not fitted on.
    topic_terms : ndarray, shape (n_topics, n_terms)
        Probabilities of terms.
    seed : int
        Seed of the split into halves.

    Returns
    -------
    float
        In nats per token, higher (nearer to 0) is better; NaN when there is no token to predict.

    References
    ----------
    Wallach, H. et al. (2009). Evaluation methods for topic models. ICML 26 (document completion).
    """
    known = counts.copy()
    known.data = np.random.default_rng(seed).binomial(counts.data, 0.5)
    told = sparse.csr_array(counts - known)
    known.eliminate_zeros()
    told.eliminate_zeros()
    shares = unit_shares(known, topic_terms)
    rows = np.repeat(np.arange(told.shape[0]), np.diff(told.indptr))
    probability = np.einsum("ij,ij->i", shares[rows], topic_terms.T[told.indices])
    defined = ~np.isnan(probability)
    size = told.data[defined].sum()
    return float((told.data[defined] * np.log(probability[defined])).sum() / size) if size else float("nan")


def topics_everywhere(model: TopicModel, dtm: TermCounts, n_jobs: int = 1) -> TopicModel:
    """Return a model with the shares of its topics in all documents, inferred some documents at a time.

    Parameters
    ----------
    model : TopicModel
        A model that was fitted on a sample.
    dtm : DocTermMatrix or Counted
        Counts in documents, those of the sample among them.
    n_jobs : int
        Threads; the result does not depend on it.

    Returns
    -------
    TopicModel
        Its units are the documents with a term of the model, each inferred as a whole by `unit_shares`. There
        are no refits, so intervals of shares are over documents only.
    """
    known = model.topic_terms[sorted({*model.topic_terms} & {*dtm.terms})]

    def inferred(block: sparse.csr_array) -> tuple[FloatArray, npt.NDArray[Any]]:
        return unit_shares(block, known.to_numpy()), np.asarray(block.sum(axis=1)).ravel()

    blocks = in_threads(inferred, dtm.unit_blocks(list(known.columns)), n_jobs)
    shares, sizes = zip(*blocks, strict=True)
    size = np.concatenate(sizes)
    there = np.flatnonzero(size)
    units = dtm.units.iloc[there]
    units = units.assign(doc_id=units.index).rename_axis(None)
    found = pd.DataFrame(np.concatenate(shares)[there], units.index, model.topic_terms.index)
    return TopicModel(model.topic_terms, found, units, size[there], model.settings, model.stability)


class FittedTopics(TopicModel):
    """A topic model that can also infer the topics of new texts."""

    def infer(self, texts: Sequence[str], userdict: str | Path | Iterable[str] | None = None) -> pd.DataFrame:
        """Return the share of each topic in new sentences, paragraphs or documents.

        Parameters
        ----------
        texts : sequence of str
            Cleaned texts.
        userdict : path or iterable of str, optional
            The dictionary of one's own that the fitted texts were segmented with, as given to `segment`.

        Returns
        -------
        DataFrame
            One row per text, one column per topic; rows sum to 1, and are missing where a text contains none
            of the model's terms.
        """
        if isinstance(texts, str):
            raise InputError("`infer` takes a list of texts, not a single text: infer([text]).")
        if not isinstance(texts, Iterable):
            raise KindError(f"`infer` takes a list of texts, not {described(texts)}: infer([text]).")
        texts = list(texts)
        check_words("infer", "texts", texts)
        cut = tokenizer(given_terms(userdict, "infer")).cut
        column = {term: i for i, term in enumerate(self.topic_terms.columns)}
        found = [
            [
                column[token]
                for sentence in split_sentences(text)
                for token in cut(sentence)
                if token in column
            ]
            for text in texts
        ]
        counts = _count(found, len(column))
        shares = unit_shares(counts, self.topic_terms.to_numpy())
        return pd.DataFrame(shares, columns=self.topic_terms.index)


def _count(found: Sequence[Sequence[int]], n_terms: int) -> sparse.csr_array:
    rows = np.repeat(np.arange(len(found)), [len(row) for row in found])
    columns: npt.NDArray[Any] = np.array([i for row in found for i in row], dtype=np.int64)
    ones = np.ones(len(rows), dtype=np.int64)
    return sparse.coo_array((ones, (rows, columns)), shape=(len(found), n_terms)).tocsr()
