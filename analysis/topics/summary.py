"""Everything a comparison of groups needs to know about topics, in one place."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

import pandas as pd

from ..checks import check_kind
from ..corpus import Corpus, DocTermMatrix, TermCounts, TopicModel
from ..errors import InputError, KoujingWarning
from .choose import choose_topics, recommendation
from .coherence import topic_quality
from .fit import fit_topics
from .infer import topics_everywhere
from .labels import label_topics, read_labels
from .prevalence import topic_prevalence
from .reading import top_terms, topic_map, topic_places, typical_paragraphs
from .relevance import relevant_terms
from .stability import STABLE, Fits, check_size, fits_of, similar_topics
from .units import prepare_units

RESTARTS = 3
"""Fits from different seeds: enough to see which topics recur, few enough for routine reports."""

N_TYPICAL = 2
"""Number of typical paragraphs per topic."""


class Topics(NamedTuple):
    """The results on topics: the model and its tables.

    Attributes
    ----------
    model : TopicModel or None
        None where the texts are too few or too short for a model; then all the tables are empty or None.
    top, prevalence : DataFrame
        The results of `top_terms` and `topic_prevalence`.
    labels : mapping
        Topic to its number and label, `3 港口 航运`.
    unused : tuple of str
        Labels in the user's file that match no topic.
    quality, similar, typical, plane, places : DataFrame or None
        The results of `topic_quality`, `similar_topics`, `typical_paragraphs`, `topic_map` and
        `topic_places`.
    choice : DataFrame or None
        The result of `choose_topics`, where the number of topics was chosen automatically.
    relevant : DataFrame or None
        The result of `relevant_terms`.
    everywhere : TopicModel or None
        The model with its shares in all documents, of which `prevalence` is: the model itself, unless it was
        fitted on a sample.
    """

    model: TopicModel | None
    top: pd.DataFrame
    prevalence: pd.DataFrame
    labels: Mapping[int, str] = {}
    unused: tuple[str, ...] = ()
    quality: pd.DataFrame | None = None
    similar: pd.DataFrame | None = None
    typical: pd.DataFrame | None = None
    plane: pd.DataFrame | None = None
    places: pd.DataFrame | None = None
    choice: pd.DataFrame | None = None
    relevant: pd.DataFrame | None = None
    everywhere: TopicModel | None = None

    @property
    def unstable(self) -> frozenset[int]:
        """Topics that did not recur when documents were resampled."""
        if self.model is None or self.model.stability is None:
            return frozenset()
        return frozenset(int(topic) for topic, kept in self.model.stability.items() if kept < STABLE)

    @property
    def steady_labels(self) -> dict[int, str]:
        """Labels of the topics that did recur."""
        return {topic: label for topic, label in self.labels.items() if topic not in self.unstable}


def begin_topics(
    dtm: DocTermMatrix, n_topics: int | str = 8, seed: int = 1, engine: str = "gensim", n_jobs: int = 1
) -> Future[Fits] | None:
    """Begin to fit topics in other processes, for `fit_or_explain` with the same options.

    Parameters
    ----------
    dtm, n_topics, seed, engine, n_jobs
        As for `fit_or_explain`. With one core, and where several numbers of topics are tried, nothing is
        begun.
    """
    if n_jobs == 1 or not isinstance(n_topics, int):
        return None
    try:
        units = prepare_units(dtm).dtm
        check_size(len(units.units), len(units.terms), n_topics)
    except InputError:
        return None
    waiting = ThreadPoolExecutor(1)
    begun = waiting.submit(fits_of, units, n_topics, range(seed, seed + RESTARTS), engine, None, n_jobs)
    waiting.shutdown(wait=False)
    return begun


def fit_or_explain(
    dtm: DocTermMatrix,
    corpus: Corpus,
    by: str = "city",
    n_topics: int | str = 8,
    seed: int = 1,
    labels: str | None = None,
    engine: str = "gensim",
    everything: TermCounts | None = None,
    n_jobs: int = 1,
    begun: Future[Fits] | None = None,
) -> Topics:
    """Fit topics with all their tables, or return a result without a model where that is impossible.

    A report without topics is better than no report.

    Parameters
    ----------
    dtm : DocTermMatrix
        Counts by paragraph.
    corpus : Corpus
        The corpus that was counted.
    by : str
        The grouping of the shares.
    n_topics : int or "auto"
        Number of topics; with `auto`, several are tried and the recommended one is used.
    seed : int
        Seed of the fits and of the intervals.
    labels : path, optional
        A TOML file of labels, see `label_topics`.
    engine : {"gensim", "tomotopy"}
        The library that fits.
    everything : DocTermMatrix or Counted, optional
        Counts in all documents, where `dtm` is of a sample: shares are inferred from them, see
        `topics_everywhere`.
    n_jobs : int
        Number of cores for the fits; the result does not depend on it.
    begun : Future, optional
        The result of `begin_topics`.

    Returns
    -------
    Topics

    Examples
    --------
    >>> from analysis import count_terms, fit_or_explain, read_texts, segment
    >>> corpus = segment(read_texts(["港口扩建。"], city="青岛市"))
    >>> found = fit_or_explain(count_terms(corpus, unit="paragraph"), corpus, n_topics=2)
    >>> found.model is None
    True
    """
    check_kind("fit_or_explain", dtm, "DocTermMatrix")
    with warnings.catch_warnings():
        # The report itself warns about too little text, in the reader's language.
        warnings.simplefilter("ignore", KoujingWarning)
        try:
            choice = choose_topics(dtm, seed=seed, engine=engine) if n_topics == "auto" else None
            n = int(n_topics) if choice is None else recommendation(choice)[0]
            model = fit_topics(dtm, n, seed, engine, RESTARTS, n_jobs=n_jobs, begun=begun)
        except InputError:
            top = pd.DataFrame(columns=["topic", "rank", "term", "probability"])
            shares = ["topic", "group", "n_documents", "size", "prevalence", "low", "high"]
            return Topics(None, top, pd.DataFrame(columns=shares))
        called = label_topics(model, labels)
        everywhere: TopicModel = model
        if everything is not None and everything.sizes.sum() != dtm.sizes.sum():
            everywhere = topics_everywhere(model, everything, n_jobs)
    unused = tuple(entry["label"] for entry in (read_labels(labels) if labels else ()))
    return Topics(
        model=model,
        top=top_terms(model),
        prevalence=topic_prevalence(everywhere, by=by),
        everywhere=everywhere,
        labels={int(topic): f"{topic} {label}" for topic, label in called.items()},
        unused=tuple(label for label in unused if label not in set(called)),
        quality=topic_quality(model, dtm),
        similar=similar_topics(model),
        typical=typical_paragraphs(model, corpus, N_TYPICAL),
        plane=topic_map(model),
        relevant=relevant_terms(model),
        places=topic_places(model, corpus),
        choice=choice,
    )
