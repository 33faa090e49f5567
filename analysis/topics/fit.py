"""Fitting: counts in paragraphs in, a topic model out."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial

import numpy as np
import pandas as pd

from ..cache import cached
from ..checks import check_choice, check_jobs, check_kind, check_share, check_whole
from ..corpus import DocTermMatrix
from ..errors import warn
from .engines import ENGINES, default_passes, engine_settings
from .infer import FittedTopics, unit_shares
from .stability import Fits, central_run, check_size, fits_of, recurrence
from .units import MAX_SHARE, prepare_units

FEW_DOCUMENTS = 10
"""With fewer documents, topics distinguish these texts, and no more."""


def fit_topics(
    dtm: DocTermMatrix,
    n_topics: int = 8,
    seed: int = 1,
    engine: str = "gensim",
    restarts: int = 1,
    passes: int | None = None,
    max_share: float = MAX_SHARE,
    min_documents: int | None = None,
    n_jobs: int = 1,
    begun: Future[Fits] | None = None,
) -> FittedTopics:
    """Fit a topic model on paragraphs, one model for all groups.

    Short paragraphs are merged with those that follow them in the same document until they hold `MIN_SIZE`
    counted tokens. Rare and very common terms and place names of the documents are left out; the settings
    record how many: `n_terms_rare`, `n_terms_common`, `n_terms_names`. Both priors are symmetric and 0.1.
    gensim is initialised with a factorisation of the units, since from random counts it converges to a
    different model with every seed.

    Parameters
    ----------
    dtm : DocTermMatrix
        Counts in paragraphs.
    n_topics : int
        Number of topics, at least 2.
    seed : int
        Seed of the fit; the same seed gives the same model.
    engine : {"gensim", "tomotopy"}
        Variational Bayes by gensim, or Gibbs sampling by tomotopy, which needs the extra `fast`.
    restarts : int
        Number of fits, with consecutive seeds from `seed`, of which the most central one is kept; with two or
        more, the documents are also resampled and refitted as often, and `stability` is the share of each
        topic that recurs there.
    passes : int, optional
        Passes of gensim over the units (by default 3, and up to 12 when units are few) or iterations of
        tomotopy (300).
    max_share : float
        Largest share of units (0 to 1) a term may occur in; ten units are always allowed.
    min_documents : int, optional
        Minimum documents a term must occur in; by default 5 with at least fifty documents, 3 with ten, 2 with
        four, else 1.
    n_jobs : int
        Number of cores for the restarts; the result does not depend on it.
    begun : Future, optional
        The fits, if they were begun before (`begin_topics`).

    Returns
    -------
    FittedTopics
        A `TopicModel` with `infer(texts)`; topics are numbered from 1 by descending share of counted tokens.

    Raises
    ------
    ChoiceError
        When `engine` is not one of its values.
    InputError
        When `dtm` does not count paragraphs, when there are too few units or terms for `n_topics`, or when
        the engine is not installed.

    References
    ----------
    Blei, Ng and Jordan (2003), Latent Dirichlet Allocation, JMLR 3; Hoffman, Blei and Bach (2010), Online
    learning for LDA; Griffiths and Steyvers (2004), Finding scientific topics.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, fit_topics
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> model = fit_topics(dtm, n_topics=2, max_share=0.6)
    >>> model.unit_topics.iloc[[0, -1]].round(1).to_numpy().tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    check_kind("fit_topics", dtm, "DocTermMatrix")
    check_whole("fit_topics", "seed", seed)
    check_choice("fit_topics", "engine", engine, ENGINES)
    check_whole("fit_topics", "n_topics", n_topics, 1)
    check_whole("fit_topics", "restarts", restarts, 1)
    check_share("fit_topics", "max_share", max_share)
    check_jobs("fit_topics", n_jobs)
    units, left_out = prepare_units(dtm, max_share, min_documents)
    n_units, n_terms = units.counts.shape
    check_size(n_units, n_terms, n_topics)
    _warn_of_little(units, n_topics)
    seeds = range(seed, seed + restarts)
    if begun is not None:
        fits, drawn = begun.result()
    else:
        fits, drawn = fits_of(units, n_topics, seeds, engine, passes, n_jobs, resampled=restarts > 1)
    central = central_run(fits)
    best = fits[central.run]
    stability = recurrence(best, list(drawn.values()))[1].mean(axis=0) if drawn else np.full(n_topics, np.nan)
    sizes = np.asarray(units.counts.sum(axis=1)).ravel()
    shares = cached(partial(unit_shares, units.counts, best))
    order = np.argsort(-(sizes @ shares), kind="stable")
    labels = pd.RangeIndex(1, n_topics + 1, name="topic")
    rows = units.units.index
    others = [i for i in range(restarts) if i != central.run]
    return FittedTopics(
        topic_terms=pd.DataFrame(best[order], index=labels, columns=list(units.terms)),
        unit_topics=pd.DataFrame(shares[:, order], index=rows, columns=labels),
        units=units.units,
        sizes=sizes,
        stability=pd.Series(stability[order], index=labels, name="stability"),
        refits=tuple(
            pd.DataFrame(
                cached(partial(unit_shares, units.counts, fits[i][central.matches[i][order]])), rows, labels
            )
            for i in others
        ),
        settings={
            **dtm.settings,
            **engine_settings(engine),
            "n_topics": n_topics,
            "seed": seed,
            "restarts": restarts,
            "central_seed": seed + central.run,
            "passes": passes or default_passes(n_units, engine),
            "max_share": max_share,
            "n_units": n_units,
            **left_out,
        },
    )


def too_little(n_units: int, n_documents: int, n_topics: int) -> bool:
    """Return whether there is too little text for findings: under ten units per topic or ten documents."""
    return n_units < 10 * n_topics or n_documents < FEW_DOCUMENTS


def _warn_of_little(units: DocTermMatrix, n_topics: int) -> None:
    n_units, n_documents = len(units.units), units.units["doc_id"].nunique()
    if too_little(n_units, n_documents, n_topics):
        warn(
            f"{n_topics} topics on {n_units} units of text from {n_documents} documents: with so few, topics "
            "are hints that distinguish these texts, not findings about the places they come from."
        )
