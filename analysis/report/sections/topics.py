"""The section on topics."""

from __future__ import annotations

import warnings
from typing import NamedTuple

import pandas as pd
from IPython.display import HTML

from ...corpus import DocTermMatrix, TopicModel
from ...errors import InputError, KoujingWarning
from ...figures import group_colors, prevalence_dots
from ...tables import Html, cells, evidence_link, interval
from ...topics import fit_topics, top_terms, topic_prevalence
from ..findings import topic_labels
from ..page import Page, join


class Topics(NamedTuple):
    """What was found of topics: the model and its tables, or none and the reason; and what to beware of."""

    model: TopicModel | None
    top: pd.DataFrame
    prevalence: pd.DataFrame
    notes: tuple[str, ...]


def fit_or_explain(dtm: DocTermMatrix, by: str, n_topics: int, seed: int) -> Topics:
    """Fit topics, or say why that cannot be done: a report without topics is better than none.

    Parameters
    ----------
    dtm : DocTermMatrix
        Counts in paragraphs.
    by : str
        The grouping of the shares.
    n_topics, seed : int
        Passed on to `fit_topics`.
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", KoujingWarning)
        try:
            model = fit_topics(dtm, n_topics=n_topics, seed=seed)
        except InputError as fault:
            top = pd.DataFrame(columns=["topic", "rank", "term", "probability"])
            shares = ["topic", "group", "n_documents", "size", "prevalence", "low", "high"]
            return Topics(None, top, pd.DataFrame(columns=shares), (str(fault),))
    notes = tuple(str(warning.message) for warning in caught if issubclass(warning.category, KoujingWarning))
    return Topics(model, top_terms(model), topic_prevalence(model, by=by, seed=seed), notes)


def topic_section(page: Page, topics: Topics) -> HTML:
    """Show the topics by their terms, and their share in each group.

    Parameters
    ----------
    page : Page
        The page.
    topics : Topics
        The result of `fit_or_explain`.
    """
    model, top, prevalence, notes = topics
    if model is None:
        return page.notice(page.word("warnings", "topics_failed", reason=notes[0]))
    keys = page.evidence.add_terms(top[["term"]], cap=18)
    links = [evidence_link(key, term) for key, term in zip(keys, top["term"], strict=True)]
    words = {
        topic: Html(" ".join(links[i] for i in rows)) for topic, rows in top.groupby("topic").indices.items()
    }
    share = pd.Series(
        model.sizes @ model.unit_topics.to_numpy() / model.sizes.sum(), index=model.unit_topics.columns
    )
    shown = pd.DataFrame(
        {"topic": list(words), "terms": cells(words.values()), "share": share.loc[list(words)].to_numpy()}
    )
    labels = topic_labels(top)
    drawn = prevalence_dots(prevalence, labels, group_colors(page.groups), page.lang)
    values = prevalence.assign(
        topic=[labels[topic] for topic in prevalence["topic"]],
        interval=[
            interval(a, b, percent=True) for a, b in zip(prevalence["low"], prevalence["high"], strict=True)
        ],
    )
    return join(
        [
            *map(page.notice, notes),
            page.table("topics", top, shown, title="topics_terms"),
            page.figure("prevalence", drawn, n_topics=len(labels), n_groups=prevalence["group"].nunique()),
            page.table(
                "topic_prevalence",
                prevalence,
                values,
                title="numbers",
                fold=True,
                columns=["topic", "group", "n_documents", "size", "prevalence", "interval"],
            ),
        ]
    )
