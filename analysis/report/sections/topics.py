"""The section on topics."""

from __future__ import annotations

from functools import partial
from html import escape

import pandas as pd
from IPython.display import HTML

from ...corpus import TopicModel
from ...figures import choice_lines, group_colors, prevalence_dots, topic_bars, topic_points
from ...tables import Html, cells, evidence_link, interval
from ...topics import (
    STABLE,
    Topics,
    recommendation,
    too_little,
)
from ..findings import join_words
from ..page import Page, join

LONGEST = 240
"""Characters of a typical paragraph that the page shows; the data file has all of it."""


def topic_section(page: Page, topics: Topics) -> HTML:
    """Show the topics by their terms and typical paragraphs, their shares, and how sure they are.

    Parameters
    ----------
    page : Page
        The page.
    topics : Topics
        The result of `fit_or_explain`.
    """
    model = topics.model
    if model is None:
        return page.notice(page.word("warnings", "topics_failed"))
    unstable = topics.unstable
    bars = partial(topic_bars, topics.top, topics.labels, unstable, page.lang)
    drawn = partial(
        prevalence_dots,
        topics.prevalence,
        topics.labels,
        group_colors(page.groups),
        page.lang,
        unstable=unstable,
    )
    plan = partial(topic_points, topics.plane, topics.labels, unstable, page.lang)
    n_topics, n_groups = len(topics.labels), topics.prevalence["group"].nunique()
    return join(
        [
            *_few(page, model),
            *_unused(page, topics),
            _words(page, topics),
            *_choice(page, topics),
            _terms_table(page, topics),
            page.figure("topic_terms", bars, n_topics=n_topics),
            page.figure("prevalence", drawn, n_topics=n_topics, n_groups=n_groups),
            _prevalence_table(page, topics),
            _typical_table(page, topics),
            page.figure("topic_map", plan, n_topics=n_topics),
        ]
    )


def _few(page: Page, model: TopicModel) -> list[HTML]:
    n_units, n_documents = len(model.units), model.units["doc_id"].nunique()
    n_topics = len(model.topic_terms)
    if not too_little(n_units, n_documents, n_topics):
        return []
    said = page.word("topics", "few", n_topics=n_topics, n_units=n_units, n_documents=n_documents)
    return [page.notice(said)]


def _unused(page: Page, topics: Topics) -> list[HTML]:
    if not topics.unused:
        return []
    listed = join_words(list(topics.unused), page.lang)
    return [page.notice(page.word("topics", "labels_unused", labels=listed))]


def _words(page: Page, topics: Topics) -> HTML:
    assert topics.model is not None
    say, settings = page.say["topics"], topics.model.settings
    sentences = [
        say["fitted"].format(**{key: f"{settings[key]:,}" for key in
                                ("n_units", "n_terms", "n_terms_counted", "n_terms_rare", "n_terms_common",
                                 "n_terms_names")})
    ]  # fmt: skip
    if topics.unstable:
        sentences.append(say["unstable"].format(
            n=len(topics.unstable), threshold=f"{STABLE:.0%}", restarts=settings["restarts"]))  # fmt: skip
    else:
        sentences.append(say["stable"].format(threshold=f"{STABLE:.0%}", restarts=settings["restarts"]))
    similar = topics.similar
    assert similar is not None
    for first, second, overlap in similar.loc[
        similar["near_duplicate"], ["topic", "other", "overlap"]
    ].itertuples(index=False, name=None):
        sentences.append(
            say["duplicates"].format(
                topic=topics.labels[first], other=topics.labels[second], overlap=f"{overlap:.0%}"
            )
        )
    return HTML("".join(f"<p class='intro'>{escape(sentence)}</p>" for sentence in sentences))


def _choice(page: Page, topics: Topics) -> list[HTML]:
    if topics.choice is None:
        return []
    _, reason = recommendation(topics.choice, page.lang)
    shown = topics.choice.drop(columns="recommended")
    return [
        HTML(f"<p class='intro'>{escape(reason)}</p>"),
        page.figure("topic_choice", partial(choice_lines, topics.choice, page.lang), n=len(shown)),
        page.table("topic_choice", topics.choice, shown, title="topic_choice", fold=True),
    ]


def _terms_table(page: Page, topics: Topics) -> HTML:
    top, quality = topics.top, topics.quality
    assert quality is not None
    keys = page.evidence.add_terms(top[["term"]], cap=18)
    links = [evidence_link(key, term) for key, term in zip(keys, top["term"], strict=True)]
    by_topic = top.groupby("topic")
    words = {topic: Html(" ".join(links[i] for i in rows)) for topic, rows in by_topic.indices.items()}
    of_own = by_topic["frex_term"].agg(" ".join)
    lifted = by_topic["lift_term"].agg(lambda terms: " ".join(list(terms)[:6]))
    found = quality.set_index("topic").loc[list(words)]
    shown = pd.DataFrame(
        {
            "topic": [topics.labels[topic] for topic in words],
            "terms": cells(words.values()),
            "frex_term": of_own.loc[list(words)].to_numpy(),
            "lift_term": lifted.loc[list(words)].to_numpy(),
            **{column: found[column].to_numpy() for column in ("share", "npmi", "stability")},
        }
    )
    written = top.assign(label=top["topic"].map(topics.labels)).merge(quality, on="topic")
    return page.table("topics", written, shown, title="topics_terms")


def _prevalence_table(page: Page, topics: Topics) -> HTML:
    prevalence = topics.prevalence
    bounds = zip(prevalence["low"], prevalence["high"], strict=True)
    values = prevalence.assign(
        topic=prevalence["topic"].map(topics.labels),
        interval=[interval(low, high, percent=True) for low, high in bounds],
    )
    columns = ["topic", "group", "n_documents", "size", "prevalence", "interval"]
    return page.table("topic_prevalence", prevalence, values, title="numbers", fold=True, columns=columns)


def _typical_table(page: Page, topics: Topics) -> HTML:
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
    columns = ["topic", "share", "text", "doc_id", "source"]
    return page.table(
        "topic_paragraphs", typical, shown, title="topic_paragraphs", fold=True, columns=columns,
        labels={"share": page.say["columns"]["prevalence"], "text": page.say["columns"]["paragraph"]},
    )  # fmt: skip
