"""Charts of topics."""

from __future__ import annotations

import pandas as pd

from ...topics import Topics
from ..chart import Chart
from ..context import Context
from ..parts import note
from .keywords import beside, plain

N_TERMS = 8
"""Terms of each topic that are drawn."""


def topic_bars(topics: Topics) -> Chart:
    """Return the terms of each topic: the most probable, and the most relevant for any λ.

    Parameters
    ----------
    topics : Topics
        The result of `fit_or_explain`, with a model.
    """
    frame = topics.top.groupby("topic").head(N_TERMS) if topics.relevant is None else topics.relevant
    return Chart(
        "topic_terms",
        "ranks" if topics.relevant is None else "topics",
        frame,
        {"x": "probability", "y": "term", "panel": "topic"},
        note("figures.topic_terms_alt", n_topics=len(topics.labels)),
        read=note("charts.read_topic_terms"),
        opens=("terms", {"term": "term"}),
        tips=("lift",),
        labels={"probability": note("figures.topic_terms"), "lift": "lift"},
        names={"topic": dict(topics.labels)},
        settings={"mark": "bar", "bare": True, "grey": sorted(topics.unstable)},
        figure="topic_bars",
        options=_named(topics),
        result=topics.top,
    )


def prevalence_dots(topics: Topics) -> Chart:
    """Return the share of each topic in each group with its interval.

    Parameters
    ----------
    topics : Topics
        The result of `fit_or_explain`, with a model.
    """
    groups = sorted(topics.prevalence["group"].unique())
    place = {"x": "prevalence", "low": "low", "high": "high", "y": "group"}
    return Chart(
        "prevalence",
        "ranks",
        topics.prevalence,
        {**place, "color": "group", beside(groups): "topic"},
        note("figures.prevalence_alt", n_topics=len(topics.labels), n_groups=len(groups)),
        read=note(f"charts.read_shares{plain(topics.prevalence)}"),
        tips=("n_documents",),
        names={"topic": dict(topics.labels)},
        settings={"shared": False, "grey": sorted(topics.unstable)},
        figure="prevalence_dots",
        options=_named(topics),
    )  # fmt: skip


def topic_points(topics: Topics) -> Chart:
    """Return the topics on a plane: the closer, the more alike their words.

    Parameters
    ----------
    topics : Topics
        The result of `fit_or_explain`, with a model.
    """
    assert topics.plane is not None
    explained = topics.plane["explained"].iloc[0]
    return Chart(
        "topic_map",
        "points",
        topics.plane,
        {"x": "x", "y": "y", "size": "share", "text": "topic"},
        note("figures.topic_map_alt", n_topics=len(topics.labels)),
        read=note("figures.topic_map", explained="" if pd.isna(explained) else f"{explained:.0%}"),
        tips=("stability",),
        names={"topic": dict(topics.labels)},
        settings={"equal": True, "untold": ["x", "y"], "grey": sorted(topics.unstable)},
        figure="topic_points",
        options=_named(topics),
    )


def choice_lines(context: Context, choice: pd.DataFrame) -> Chart:
    """Return how each measure changes with the number of topics.

    Parameters
    ----------
    context : Context
        The context of the report.
    choice : DataFrame
        The result of `choose_n_topics`.
    """
    others = choice.columns.drop(["n_topics", "recommended"])
    measures = [name for name in others if choice[name].notna().any()]
    rows = choice.melt("n_topics", measures, "measure", "value").dropna(subset=["value"])
    return Chart(
        "topic_choice",
        "lines",
        rows,
        {"x": "n_topics", "y": "value", "panel": "measure"},
        note("figures.topic_choice_alt", n=len(choice)),
        names={"measure": {name: context.column(name) for name in measures}},
        settings={"shared": False, "zero": False, "interval": "y"},
        figure="choice_lines",
        result=choice,
    )


def _named(topics: Topics) -> dict[str, object]:
    return {"labels": dict(topics.labels), "unstable": topics.unstable}
