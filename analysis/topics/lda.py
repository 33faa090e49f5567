"""gensim's topic model, with all units of a chunk inferred at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from gensim.models import LdaModel
from gensim.models.ldamodel import dirichlet_expectation
from scipy import sparse

from ..stats import FloatArray

TINY = float(np.finfo(np.float64).eps)


class Lda(LdaModel):  # type: ignore[misc]
    """gensim's model of the rows of a matrix.

    gensim infers the topics of one unit after another, in ten numpy calls for each of its iterations. Here
    these are done for all units of a chunk that still change: the numbers are the same but for the order of
    sums.

    Parameters
    ----------
    counts : csr_array, shape (n_units, n_terms)
        The units; where gensim takes a unit, this model takes the number of its row.
    **options
        As for `LdaModel`, in `float64`.
    """

    def __init__(self, counts: sparse.csr_array, **options: Any) -> None:
        self.counts = sparse.csr_array(counts, dtype=np.float64)
        super().__init__(**options, dtype=np.float64)

    def inference(
        self, chunk: Sequence[int], collect_sstats: bool = False
    ) -> tuple[FloatArray, FloatArray | None]:
        """Return the topic weights of units, and if asked for the counts of terms by topic."""
        every = self.counts[np.asarray(chunk)]
        terms = np.ascontiguousarray(self.expElogbeta.T)
        gamma = self.random_state.gamma(100.0, 1.0 / 100.0, (len(chunk), self.num_topics))
        theta = np.exp(dirichlet_expectation(gamma))
        left, n_done = np.arange(len(chunk)), 0
        while len(left) and n_done < self.iterations:
            ratios = _Ratios(every[left], terms)
            now, of_topics = gamma[left], theta[left]
            moving = np.ones(len(left), dtype=bool)
            # Rows are left out when half of them have come to rest: taking them out takes longer than a step.
            while 2 * moving.sum() > len(left) and n_done < self.iterations:
                step = self.alpha + of_topics * (ratios.of(of_topics) @ terms)
                new = np.where(moving[:, None], step, now)
                of_topics = np.exp(dirichlet_expectation(new))
                moving = np.abs(new - now).mean(axis=1) >= self.gamma_threshold
                now, n_done = new, n_done + 1
            gamma[left], theta[left] = now, of_topics
            left = left[moving]
        if not collect_sstats:
            return gamma, None
        return gamma, (_Ratios(every, terms).of(theta).T @ theta).T * self.expElogbeta


class _Ratios:
    """Counts over those expected from the weights of units and terms by topic."""

    def __init__(self, counts: sparse.csr_array, terms: FloatArray) -> None:
        self.counts, self.ratios = counts.data, counts.copy()
        self.rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        self.terms = terms[counts.indices]

    def of(self, units: FloatArray) -> sparse.csr_array:
        expected = np.einsum("ij,ij->i", units[self.rows], self.terms) + TINY
        np.divide(self.counts, expected, out=self.ratios.data)
        return self.ratios
