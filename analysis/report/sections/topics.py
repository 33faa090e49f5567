"""The section on topics."""

from __future__ import annotations

import pandas as pd
from IPython.display import HTML

from ...corpus import TopicModel
from ...figures import group_colors, prevalence_dots
from ...tables import Html, cells, evidence_link, interval
from ..findings import topic_labels
from ..page import Page, join


def topic_section(page: Page, model: TopicModel, top: pd.DataFrame, prevalence: pd.DataFrame) -> HTML:
    """Show the topics by their terms, and their share in each group.

    Parameters
    ----------
    page : Page
        The page.
    model : TopicModel
        The fitted model.
    top : DataFrame
        The result of `top_terms`.
    prevalence : DataFrame
        The result of `topic_prevalence`.
    """
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
