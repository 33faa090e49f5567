"""The engines: counts in, topics out. Each uses one core, and the same seed gives the same bytes."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping, Sequence
from functools import partial
from importlib.metadata import version
from typing import Any

import joblib
import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from ..cache import VARIABLE, cached
from ..errors import InputError
from ..options import TOPIC_ENGINES
from ..stats import FloatArray
from .infer import PRIOR

ENGINES = TOPIC_ENGINES

N_STARTS = 5
"""Factorisations tried for gensim's initial values, of 50 steps each. With 20 steps each, and 30 more for
the best one, a fit takes a fifth less time, but two seeds agree less (.88 instead of .905)."""


def fit_terms(
    counts: sparse.csr_array,
    n_topics: int,
    seed: int,
    engine: str = "gensim",
    passes: int | None = None,
    cache: str | None = None,
) -> FloatArray:
    """Fit topics once and return their term probabilities.

    Parameters
    ----------
    counts : csr_array of int, shape (n_units, n_terms)
        No unit or term may be empty.
    n_topics, seed : int
        Number of topics, seed of the fit.
    engine : {"gensim", "tomotopy"}
        The library that fits.
    passes : int, optional
        Passes over the units (gensim) or iterations of sampling (tomotopy); by default `default_passes`.
    cache : str, optional
        The cache; by default the one named by the environment.

    Returns
    -------
    ndarray, shape (n_topics, n_terms)
        Rows sum to 1.
    """
    n_passes = passes or default_passes(counts.shape[0], engine)
    return cached(
        partial(_fit_terms, counts, n_topics, seed, engine_settings(engine), n_passes), folder=cache
    )


def _fit_terms(
    counts: sparse.csr_array, n_topics: int, seed: int, settings: Mapping[str, str], passes: int
) -> FloatArray:
    fit = {"gensim": _gensim, "tomotopy": _tomotopy}[settings["engine"]]
    # Sums over several threads differ in the last bits from those of a single one.
    with threadpool_limits(1):
        terms = fit(counts, n_topics, seed, passes)
    return terms / terms.sum(axis=1, keepdims=True)


def fit_many(
    wanted: Sequence[tuple[sparse.csr_array, int, int]],
    engine: str,
    passes: int | None = None,
    n_jobs: int = 1,
) -> list[FloatArray]:
    """Fit topics for each triple of counts, number of topics and seed, on `n_jobs` cores.

    The results do not depend on `n_jobs`.
    """
    check_engine(engine)
    if n_jobs == 1 or len(wanted) == 1:
        return [fit_terms(counts, n_topics, seed, engine, passes) for counts, n_topics, seed in wanted]
    job, cache = joblib.delayed(fit_terms), os.environ.get(VARIABLE)  # workers may be older than this cache
    fits: list[FloatArray] = joblib.Parallel(n_jobs=n_jobs)(
        job(counts, n_topics, seed, engine, passes, cache) for counts, n_topics, seed in wanted
    )
    return fits


def default_passes(n_units: int, engine: str) -> int:
    """Return the default passes of gensim (3, up to 12 with few units) or iterations of tomotopy (300)."""
    return min(12, max(3, 5_000 // max(n_units, 1))) if engine == "gensim" else 300


def check_engine(engine: str) -> None:
    """Raise `InputError` when tomotopy is asked for but not installed."""
    if engine == "tomotopy":
        _import_tomotopy()


def engine_settings(engine: str) -> dict[str, str]:
    """Return what an engine's numbers depend on: its version, numpy's, and the CPU's instruction set."""
    settings = {"engine": engine, "engine_version": version(engine), "numpy_version": version("numpy")}
    return settings | ({"instructions": _import_tomotopy().isa} if engine == "tomotopy" else {})


def _import_tomotopy() -> Any:
    try:
        with warnings.catch_warnings():
            # Its compiled types lack an attribute, which makes Python warn on import.
            warnings.simplefilter("ignore", DeprecationWarning)
            import tomotopy
    except ImportError:
        raise InputError(
            'engine="tomotopy" needs the extra `fast`: pip install "koujing[fast]"; or use engine="gensim".'
        ) from None
    return tomotopy


def _gensim(counts: sparse.csr_array, n_topics: int, seed: int, passes: int) -> FloatArray:
    from .lda import Lda  # only when a fit is not in the cache: gensim takes a second to load

    n_units, n_terms = counts.shape
    model = Lda(
        counts,
        num_topics=n_topics,
        id2word={i: str(i) for i in range(n_terms)},
        passes=passes,
        alpha=[PRIOR] * n_topics,
        eta=PRIOR,
        chunksize=min(1024, max(32, n_units // 8)),
        offset=64,
        gamma_threshold=0.01,
        eval_every=0,
        random_state=seed,
    )
    model.state.sstats[:] = start(counts, n_topics, seed)
    model.sync_state()
    model.update(range(n_units))
    return np.asarray(model.get_topics(), dtype=np.float64)


def start(counts: sparse.csr_array, n_topics: int, seed: int) -> FloatArray:
    """Return the counts of terms by topic that initialise the variational fit.

    Units, scaled to length 1, are factorised into nearly disjoint parts: five times, because the odd
    factorisation merges two topics and splits another; the one with the smallest error is used. From random
    counts, gensim finds a different and worse model with every seed (see `benchmarks/topics.py`).

    Returns
    -------
    ndarray, shape (n_topics, n_terms)
        Sums to about the number of tokens.

    References
    ----------
    Lee, D. and Seung, H. (1999). Learning the parts of objects by non-negative matrix factorization. Nature
    401, 788-791.
    """
    from sklearn.decomposition import NMF  # only when a fit is not in the cache: it takes a second to load
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.preprocessing import normalize

    rng = np.random.RandomState(seed)
    scaled = normalize(sparse.csr_matrix(counts, dtype=np.float64))
    best, weights = np.inf, np.empty(0)
    for _ in range(N_STARTS):
        parts = NMF(n_topics, init="random", random_state=rng, max_iter=50, tol=1e-3)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            # Of a fit without a rest the error may be the root of a number just below 0.
            with np.errstate(invalid="ignore"):
                found = parts.fit_transform(scaled)
        error = float(np.nan_to_num(parts.reconstruction_err_))
        if error < best:
            best, weights = error, found
    sums = weights.sum(axis=1, keepdims=True)
    shares = np.divide(weights, sums, out=np.full_like(weights, 1 / n_topics), where=sums > 0)
    return np.asarray((counts.T @ shares).T)


def _tomotopy(counts: sparse.csr_array, n_topics: int, seed: int, passes: int) -> FloatArray:
    tomotopy = _import_tomotopy()
    names = [str(i) for i in range(counts.shape[1])]
    model = tomotopy.LDAModel(k=n_topics, alpha=PRIOR, eta=PRIOR, seed=seed)
    model.optim_interval = 0
    for first, last in zip(counts.indptr[:-1], counts.indptr[1:], strict=True):
        tokens = np.repeat(counts.indices[first:last], counts.data[first:last])
        model.add_doc([names[i] for i in tokens])
    model.train(passes, workers=1)
    terms = np.zeros((n_topics, counts.shape[1]))
    columns = [int(name) for name in model.used_vocabs]
    for topic in range(n_topics):
        terms[topic, columns] = model.get_topic_word_dist(topic)
    return terms
