"""Which topics recur when documents are resampled, and when the fit starts from other seeds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..checks import check_choice, check_jobs, check_kind, check_share, check_whole
from ..corpus import DocTermMatrix, TopicModel
from ..errors import InputError
from ..stats import FloatArray
from .engines import ENGINES, fit_many
from .infer import unit_shares
from .units import MAX_SHARE, prepare_units

STABLE = 0.6
"""Topics with a lower stability are grey: less than this share of their words recurs in resamples."""

Fits = tuple[list[FloatArray], dict[int, FloatArray]]
"""Fits to texts, and by seed to resamples of them."""

COLUMNS = ["topic", "fitted_to", "seed", "overlap", "stability", "central", "terms"]
DUPLICATE = 0.5
"""Two topics of one model that share more than this are near-duplicates."""


class Central(NamedTuple):
    """The most central of several fits.

    Attributes
    ----------
    run : int
        Its position among the fits.
    matches : ndarray of int, shape (n_runs, n_topics)
        For each fit, the topic matched to each topic of the central one.
    stability : ndarray, shape (n_topics,)
        Mean overlap of each of its topics with its match in the other fits; NaN with one fit.
    mean : float
        Mean overlap over all pairs of fits and their topics; NaN with one fit.
    """

    run: int
    matches: npt.NDArray[np.intp]
    stability: FloatArray
    mean: float


def overlaps(topics: FloatArray, others: FloatArray) -> FloatArray:
    """Return the probability mass that each topic has in common with each of the others.

    The overlap is the sum over terms of the smaller of the two probabilities: 1 for identical topics, 0 when
    they share no term (1 minus the total variation distance).
    """
    return np.array([np.minimum(topic, others).sum(axis=1) for topic in topics])


def _matched(topics: FloatArray, others: FloatArray) -> tuple[npt.NDArray[np.intp], FloatArray]:
    """Return which of the others is matched to each topic, one to one, and their overlaps."""
    from scipy.optimize import linear_sum_assignment  # takes a third of a second to load

    columns = linear_sum_assignment(-(common := overlaps(topics, others)))[1]
    return columns, common[np.arange(len(common)), columns]


def central_run(fits: Sequence[FloatArray]) -> Central:
    """Match the topics of all fits with each other and find the fit closest to all others.

    Parameters
    ----------
    fits : sequence of ndarray, shape (n_topics, n_terms)
        Term probabilities of at least one fit.

    References
    ----------
    Rieger, J., Jentsch, C. and Rahnenführer, J. (2020). Improving latent Dirichlet allocation: on reliability
    of the novel method LDAPrototype. arXiv:2003.04980; here with linear assignment of topics.
    """
    n_runs, n_topics = len(fits), len(fits[0])
    matches = np.tile(np.arange(n_topics), (n_runs, n_runs, 1))
    shared = np.full((n_runs, n_runs, n_topics), np.nan)
    for a in range(n_runs):
        for b in range(a + 1, n_runs):
            matches[a, b], shared[a, b] = _matched(fits[a], fits[b])
            matches[b, a] = np.argsort(matches[a, b])
            shared[b, a] = shared[a, b][matches[b, a]]
    if n_runs == 1:
        return Central(0, matches[0], np.full(n_topics, np.nan), float("nan"))
    run = int(np.nanmean(shared, axis=(1, 2)).argmax())
    return Central(run, matches[run], np.nanmean(shared[run], axis=0), float(np.nanmean(shared)))


def fits_of(
    units: DocTermMatrix,
    n_topics: int,
    seeds: Sequence[int],
    engine: str,
    passes: int | None = None,
    n_jobs: int = 1,
    given: bool = True,
    resampled: bool = True,
) -> Fits:
    """Fit topics to the texts as they are given, and to bootstrap resamples of the documents.

    Parameters
    ----------
    units : DocTermMatrix
        Counts in the units that topics are fitted on; the units of a document stay together.
    n_topics : int
        Number of topics.
    seeds : sequence of int
        One fit, and one resample with its fit, for each.
    engine, passes, n_jobs
        As for `fit_topics`.
    given, resampled : bool
        Which of the two are wanted.

    Returns
    -------
    fits : list of ndarray
        The fits to the texts as they are.
    drawn : dict
        The fit to the resample for each seed. Empty with a single document; resamples with too little text
        for that many topics are left out.
    """
    rows_of = list(units.units.reset_index(drop=True).groupby("doc_id", sort=True).indices.values())
    wanted, columns = [(units.counts, n_topics, seed) for seed in seeds if given], []
    n = len(wanted)
    for seed in seeds if resampled and len(rows_of) > 1 else ():
        drawn = np.random.default_rng(seed).integers(0, len(rows_of), len(rows_of))
        counts = units.counts[np.concatenate([rows_of[i] for i in np.sort(drawn)])]
        seen = np.flatnonzero(np.asarray(counts.sum(axis=0)).ravel())
        if n_topics <= min(counts.shape[0], len(seen)):
            wanted.append((counts[:, seen], n_topics, seed))
            columns.append(seen)
    fits = fit_many(wanted, engine, passes, n_jobs) if wanted else []
    whole = {}
    for (_, _, seed), fit, seen in zip(wanted[n:], fits[n:], columns, strict=True):
        whole[seed] = np.zeros((n_topics, len(units.terms)))
        whole[seed][:, seen] = fit
    return fits[:n], whole


def recurrence(topics: FloatArray, fits: Sequence[FloatArray]) -> tuple[npt.NDArray[np.intp], FloatArray]:
    """Match the topics of other fits with those of one fit.

    Parameters
    ----------
    topics : ndarray, shape (n_topics, n_terms)
        The topics to match.
    fits : sequence of ndarray, shape (n_topics, n_terms)
        The other fits.

    Returns
    -------
    matches : ndarray of int, shape (n_fits, n_topics)
        For each fit, the topic matched to each topic of `topics`.
    shared : ndarray, shape (n_fits, n_topics)
        The overlap of each topic with its match, see `overlaps`.
    """
    matches, shared = (np.zeros((len(fits), len(topics)), dtype=kind) for kind in (np.intp, float))
    for number, fit in enumerate(fits):
        matches[number], shared[number] = _matched(topics, fit)
    return matches, shared


def topic_stability(
    dtm: DocTermMatrix,
    n_topics: int,
    seeds: Sequence[int] = tuple(range(1, 11)),
    engine: str = "gensim",
    max_share: float = MAX_SHARE,
    min_documents: int | None = None,
    n_jobs: int = 1,
) -> pd.DataFrame:
    """Fit from several seeds, and to resamples of the documents, and measure how much of each topic recurs.

    Restarts show how reliably a fit finds the topics of these texts; resamples show whether other texts of
    the same kind would have them too, and that is what `stability` measures.

    Parameters
    ----------
    dtm : DocTermMatrix
        Counts in paragraphs.
    n_topics : int
        Number of topics.
    seeds : sequence of int
        Two or more seeds; for each, the texts are fitted once as they are and once resampled.
    engine : {"gensim", "tomotopy"}
        The library that fits.
    max_share, min_documents
        As for `fit_topics`.
    n_jobs : int
        Cores; the result does not depend on it.

    Returns
    -------
    DataFrame
        `topic, fitted_to, seed, overlap, stability, central, terms`: for each topic of the most central fit,
        its overlap in probability with its match in the fit from each seed to the same `texts` (1 for the
        central fit itself, which `central` marks) and to a `resample` of the documents; the mean overlap
        over resamples; and the five most probable terms of the match. Topics are numbered by descending
        share; sorted by topic, `fitted_to` (texts first) and seed. With a single document there is no
        resample, and `stability` is missing.

    Raises
    ------
    InputError
        When fewer than two seeds are given, or topics cannot be fitted.

    References
    ----------
    Greene, D., O'Callaghan, D. and Cunningham, P. (2014). How many topics? Stability analysis for topic
    models. ECML PKDD, 498-513, for stability under resampled documents.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, topic_stability
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> found = topic_stability(dtm, 2, seeds=[1, 2], max_share=0.6)
    >>> found["stability"].round(2).unique().tolist()
    [1.0]
    """
    check_kind("topic_stability", dtm, "DocTermMatrix")
    check_choice("topic_stability", "engine", engine, ENGINES)
    check_share("topic_stability", "max_share", max_share)
    check_jobs("topic_stability", n_jobs)
    for number in seeds:
        check_whole("topic_stability", "seeds", number)
    if len(set(seeds)) < 2:
        raise InputError("Stability needs at least two seeds.")
    units = prepare_units(dtm, max_share, min_documents).dtm
    counts, terms = units.counts, units.terms
    check_size(counts.shape[0], counts.shape[1], n_topics)
    ordered = sorted(set(seeds))
    fits, drawn = fits_of(units, n_topics, ordered, engine, n_jobs=n_jobs)
    central = central_run(fits)
    best = fits[central.run]
    matches, shared = recurrence(best, list(drawn.values()))
    stability = shared.mean(axis=0) if drawn else np.full(n_topics, np.nan)
    shares = unit_shares(counts, best)
    order = np.argsort(-(np.asarray(counts.sum(axis=1)).ravel() @ shares), kind="stable")
    every = [("texts", *one) for one in zip(ordered, fits, central.matches, strict=True)]
    every += [("resample", *one) for one in zip(drawn, drawn.values(), matches, strict=True)]
    rows = []
    for topic, i in enumerate(order, 1):
        for fitted_to, seed, fit, match in every:
            same = fit[match[i]]
            first = " ".join(terms[j] for j in np.argsort(-same, kind="stable")[:5])
            overlap = float(np.minimum(best[i], same).sum())
            rows.append((topic, fitted_to, seed, overlap, stability[i], fit is best, first))
    return pd.DataFrame(rows, columns=COLUMNS)


def check_size(n_units: int, n_terms: int, n_topics: int) -> None:
    """Raise `InputError` when there are too few units or terms for this many topics."""
    if n_topics < 2 or n_units < n_topics or n_terms < n_topics:
        raise InputError(
            f"{n_topics} topics cannot be fitted on {n_units} units of text with {n_terms} terms: "
            "ask for fewer topics (at least 2) or give more text."
        )


def similar_topics(model: TopicModel, threshold: float = DUPLICATE) -> pd.DataFrame:
    """List the pairs of topics of one model by overlap, and flag near-duplicates.

    Parameters
    ----------
    model : TopicModel
        A fitted model.
    threshold : float
        Overlap (0 to 1) above which two topics are near-duplicates.

    Returns
    -------
    DataFrame
        `topic, other, overlap, near_duplicate`, each pair once, sorted by descending overlap.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, fit_topics, similar_topics
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> model = fit_topics(dtm, n_topics=2, max_share=0.6)
    >>> similar_topics(model)[["topic", "other", "near_duplicate"]].to_numpy().tolist()
    [[1, 2, False]]
    """
    check_kind("similar_topics", model, "TopicModel")
    check_share("similar_topics", "threshold", threshold)
    common = overlaps(model.topic_terms.to_numpy(), model.topic_terms.to_numpy())
    names = model.topic_terms.index
    first, second = np.triu_indices(len(names), 1)
    pairs = pd.DataFrame(
        {"topic": names[first], "other": names[second], "overlap": common[first, second]}
    ).astype({"overlap": float})
    pairs["near_duplicate"] = pairs["overlap"] > threshold
    return pairs.sort_values(["overlap", "topic", "other"], ascending=[False, True, True], ignore_index=True)
