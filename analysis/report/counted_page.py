"""From a folder of counts to the page: most numbers of all texts, and of a sample what needs the texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from ..corpus import By, Corpus, CountedTexts
from ..counts import count_terms, group_sizes
from ..errors import KindError
from ..files import staged
from ..keywords import (
    attention,
    headline_terms,
    keyness_by,
    standing_out,
    term_marks,
    term_rates,
    tf_idf,
    theme_hits,
)
from ..slogans import measured_quality, slogan_summary, verdict_table
from ..topics import fit_or_explain, topic_prevalence
from .context import Context, context_of
from .parts import Header, Section, Table
from .render import PAGE, WORKBOOK, write_page
from .sections.corpus import MANY, header
from .sections.keywords import keyword_section
from .sections.method import method_section
from .sections.slogans import slogan_section
from .sections.topics import topic_section
from .workbook import write_workbook

MIN_N = 5
"""Least occurrences of a term that is compared."""


def make_counted_report(
    counted: CountedTexts,
    out: str | Path,
    by: By = "city",
    lang: str = "zh",
    *,
    n_texts: int = 1000,
    n_topics: int | str = 8,
    topic_engine: str = "gensim",
    topic_labels: str | None = None,
    seed: int = 1,
    themes: str | Path | None = None,
    userdict: str | Path | None = None,
    title: str = "",
    date: str = "",
    figures: tuple[str, ...] = (),
) -> Path:
    r"""Make the page of a folder of counts, at any size.

    Of all texts are the sizes of groups, keywords, keyness, terms year by year, and slogans. Of a sample are
    topics, themes, the sentences behind numbers and the search; the page says of how many texts.

    Parameters
    ----------
    counted : Counted
        The folder, opened by `open_counted`; its texts must have been kept.
    out : path
        The folder for `compare_cities.html`, `compare_cities.xlsx` and `tables/`.
    by : str or sequence of str
        What to compare.
    lang : {"zh", "en"}
        Language of the page.
    n_texts : int
        Texts in the sample, see `Counted.sample`.
    n_topics, topic_engine, topic_labels
        As for `fit_or_explain`.
    seed : int
        Seed of the sample and of everything else random.
    themes, userdict : path, optional
        As for `attention`, and as for `Counted.sample`.
    title, date : str
        As for `make_report`.
    figures : sequence of {"svg", "png"}
        Formats in which charts are also drawn as image files.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    InputError
        When the texts were not kept, or no document has a value in `by`.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from analysis import count_tables, make_counted_report, open_counted
    >>> rows = ['{"city": "青岛市", "text": "港口扩建。"}', '{"city": "兰州市", "text": "黄河治理。"}']
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    ...     counted = open_counted(count_tables(folder, Path(folder, "counts"), texts=True))
    ...     make_counted_report(counted, Path(folder, "page")).name
    ...
    'compare_cities.html'
    """
    if not hasattr(counted, "copies"):  # as no frame has
        raise KindError(
            "make_counted_report takes a folder of counts that has been opened: "
            "make_counted_report(open_counted(folder), out)."
        )
    place = Path(out).resolve()
    corpus = counted.sample(n_texts, by, seed, userdict)
    context = context_of(counted, by, lang)
    sizes = group_sizes(counted, counted, by)
    settings: dict[str, Any] = {**counted.settings, "seed": seed, "n_sampled": corpus.n_documents}
    n_all = int(context.labels.notna().sum())
    told = context.say("notes.sampled", {"n": f"{corpus.n_documents:,}", "n_all": f"{n_all:,}"})
    parts: list[Header | Section] = [
        header(context, counted, title, (told,), date),
        Section("corpus", context, (Table("corpus", sizes, title="numbers", fold=len(sizes) > MANY),)),
        _keywords(counted, corpus, context, by, seed, themes),
    ]
    topics = fit_or_explain(
        count_terms(corpus, unit="paragraph"), corpus, context.by, n_topics, seed, topic_labels, topic_engine
    )
    dated = topics.model is not None and context.by != "year" and bool(context.years)
    yearly = topic_prevalence(topics.model, "year") if topics.model is not None and dated else None
    parts.append(topic_section(context, topics, yearly))
    hits = counted.hits
    parts.append(
        slogan_section(
            context, slogan_summary(hits, counted, context.by), verdict_table(_within(hits, corpus))
        )
    )
    settings |= topics.model.settings if topics.model is not None else {}
    parts.append(method_section(context, sizes, measured_quality(), settings))
    with staged(place) as draft:
        write_page(draft, parts, corpus, figures)
        write_workbook(draft / WORKBOOK, sorted((draft / "tables").glob("*.csv")), lang)
    return place / PAGE


def _keywords(
    counted: CountedTexts,
    corpus: Corpus,
    context: Context,
    by: By,
    seed: int,
    themes: str | Path | None,
) -> Section:
    """Return the section on keywords: terms of all texts, themes of the sample."""
    key_terms = keyness_by(counted, by, seed=seed)
    found = standing_out(counted.matrix(MIN_N), context.by, seed=seed)
    words = headline_terms(found, term_marks(corpus, found["term"]))
    dated = context.by != "year" and bool(context.years)
    yearly = (attention(corpus, themes, "year"), term_rates(counted, key_terms, "year")) if dated else None
    return keyword_section(
        context, words, tf_idf(counted, by), key_terms, attention(corpus, themes, by),
        theme_hits(corpus, themes), term_rates(counted, key_terms, by), yearly,
    )  # fmt: skip


def _within(hits: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Return the slogans of the documents of a corpus."""
    return hits[hits["doc_id"].isin(corpus.documents.index)].reset_index(drop=True)
