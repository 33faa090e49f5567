"""The section on topics."""

from __future__ import annotations

import pandas as pd

from ...topics import STABLE, Topics, recommendation, too_little
from ..charts.topics import choice_lines, prevalence_dots, topic_bars, topic_points
from ..charts.years import year_lines
from ..context import Context
from ..parts import Heading, Note, Part, Section, Table, link, note, notice, said

LONGEST = 240
"""Number of characters of a typical paragraph on the page; the data file has all of it."""

N_LIFT = 6
"""Number of terms by lift listed: such terms are long and rare."""


def topic_section(context: Context, topics: Topics, yearly: pd.DataFrame | None = None) -> Section:
    """Show the topics: their terms, typical paragraphs, prevalence and stability.

    Parameters
    ----------
    context : Context
        The context of the report.
    topics : Topics
        The result of `fit_or_explain`.
    yearly : DataFrame, optional
        The result of `topic_prevalence` by year.
    """
    if topics.model is None:
        return Section("topics", context, (notice("warnings.topics_failed"),))
    parts = [
        *_warnings(topics),
        *_words(topics),
        *_choice(context, topics),
        _terms(topics),
        topic_bars(topics),
        prevalence_dots(topics),
        _prevalence(topics),
        _typical(topics),
        topic_points(topics),
        *_years(context, topics, yearly),
    ]  # fmt: skip
    assert topics.places is not None
    places = topics.places.assign(topic=topics.places["topic"].astype(str))
    return Section("topics", context, tuple(parts), {"topics": places})


def _warnings(topics: Topics) -> list[Note]:
    assert topics.model is not None
    units, n_topics = topics.model.units, len(topics.model.topic_terms)
    n_units, n_documents = len(units), units["doc_id"].nunique()
    found = []
    if too_little(n_units, n_documents, n_topics):
        found.append(notice("topics.few", n_topics=n_topics, n_units=n_units, n_documents=n_documents))
    if topics.unused:
        found.append(notice("topics.labels_unused", labels=topics.unused))
    return found


def _words(topics: Topics) -> list[Note]:
    """State what was fitted, and which topics are unstable or similar."""
    assert topics.model is not None
    assert topics.similar is not None
    settings = topics.model.settings
    sizes = ("n_units", "n_terms", "n_terms_counted", "n_terms_rare", "n_terms_common", "n_terms_names")
    fitted = "fitted" if settings["n_terms_names"] else "fitted_nameless"
    steady = {"threshold": STABLE, "restarts": settings["restarts"]}
    alike = topics.similar[topics.similar["near_duplicate"]]
    return [
        Note(f"topics.{fitted}", {size: settings[size] for size in sizes}),
        _stability(topics, steady),
        *_inferred(topics),
        *(
            note("topics.duplicates", topic=topics.labels[one], other=topics.labels[other], overlap=overlap)
            for one, other, overlap in alike[["topic", "other", "overlap"]].itertuples(index=False)
        ),
    ]


def _inferred(topics: Topics) -> list[Note]:
    """State that shares are of more texts than the topics were fitted on, where they are."""
    shares = topics.everywhere
    return [] if shares is None or shares is topics.model else [note("topics.inferred", n=len(shares.units))]


def _stability(topics: Topics, steady: dict[str, object]) -> Note:
    """State how many topics recur; where none does, what they are good for and what to do."""
    assert topics.model is not None
    if topics.model.stability is not None and topics.model.stability.isna().all():
        return notice("topics.untested", restarts=steady["restarts"])
    n, n_unstable = len(topics.labels), len(topics.unstable)
    if n_unstable == n:
        return notice("topics.none_stable", fewer=max(2, n // 2), **steady)
    return (
        Note("topics.unstable", {"n": n_unstable, **steady}) if n_unstable else Note("topics.stable", steady)
    )


def _choice(context: Context, topics: Topics) -> list[Part]:
    if topics.choice is None:
        return []
    shown = topics.choice.drop(columns="recommended")
    return [
        said(recommendation(topics.choice, context.lang)[1]),
        choice_lines(context, topics.choice),
        Table("topic_choice", topics.choice, shown, title="topic_choice", fold=True),
    ]


def _terms(topics: Topics) -> Table:
    assert topics.quality is not None
    by_topic = topics.top.groupby("topic")
    found = topics.quality.set_index("topic").loc[list(by_topic.groups)]
    shown = pd.DataFrame(
        {
            "topic": [topics.labels[topic] for topic in by_topic.groups],
            "terms": [
                tuple(link("terms", term, term=term) for term in terms) for _, terms in by_topic["term"]
            ],
            "frex_term": [" ".join(terms) for _, terms in by_topic["frex_term"]],
            "lift_term": [" ".join(terms.head(N_LIFT)) for _, terms in by_topic["lift_term"]],
            **{column: found[column].to_numpy() for column in ("share", "npmi", "stability")},
        }
    )
    written = topics.top.assign(label=topics.top["topic"].map(topics.labels)).merge(
        topics.quality, on="topic"
    )
    return Table("topics", written, shown, title="topics_terms")


def _prevalence(topics: Topics) -> Table:
    table = topics.prevalence
    shown = table.assign(
        topic=table["topic"].map(topics.labels),
        share_interval=list(zip(table["low"], table["high"], strict=True)),
    )
    columns = ("topic", "group", "n_documents", "size", "prevalence", "share_interval")
    return Table("topic_prevalence", table, shown, columns, "numbers", fold=True)


def _years(context: Context, topics: Topics, yearly: pd.DataFrame | None) -> list[Part]:
    if yearly is None:
        return []
    names, grey = dict(topics.labels), sorted(topics.unstable)
    chart = year_lines(context, "topics_by_year", yearly, "topic", "prevalence", names, grey=grey)
    return [Heading("timeline"), chart] if chart is not None else []


def _typical(topics: Topics) -> Table:
    typical = topics.typical
    assert typical is not None
    shown = typical.assign(
        topic=typical["topic"].map(topics.labels),
        text=[text if len(text) <= LONGEST else f"{text[:LONGEST]}…" for text in typical["text"]],
        source=[
            source if pd.isna(line) else f"{source}:{line}"
            for source, line in zip(typical["source"], typical["first_line"], strict=True)
        ],
    )
    return Table(
        "topic_paragraphs", typical, shown, ("topic", "share", "text", "doc_id", "source"),
        "topic_paragraphs", fold=True, labels={"share": "prevalence", "text": "paragraph"},
    )  # fmt: skip
