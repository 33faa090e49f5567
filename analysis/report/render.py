"""The renderer: walks the parts of a report once and writes its tables, figures and page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from ..corpus import Corpus
from ..files import write_table, write_whole
from .chart import Chart
from .context import Context
from .drawing import drawn
from .evidence import Evidence
from .filling import fill
from .parts import Data, Header, Link, Section, Table, note, walk
from .scripts import chart_words, content_hash, page_script, page_style
from .sentences import packed, sentence_data
from .slogan_tree import SloganTree
from .words import family_label

PAGE, WORKBOOK = "compare_cities.html", "compare_cities.xlsx"

SCRIPT_WORDS = {
    "copied": "citation.copied", "copy": "citation.copy", "evidence_all": "page.evidence_all",
    "evidence_shown": "page.evidence_shown", "filter": "page.filter",
    "filter_all": "cities.filter_all", "filter_hint": "cities.filter_hint", "filter_label": "cities.filter",
    "line": "page.line", "more_sentences": "page.more_sentences", "fold": "page.fold",
    "print": "cities.print", "unfold": "page.unfold",
    **{f"search_{key}": f"search.{key}" for key in (
        "said", "against", "part", "pattern", "slow", "old", "group", "n", "rate", "where", "year", "none",
    )},
    **{f"tree_{key}": f"tree.{key}" for key in ("accept", "reject", "undo", "save", "groups", "more")},
}  # fmt: skip
"""Names that the script of the page gives to messages whose placeholders it fills itself."""


def write_page(
    out: str | Path,
    parts: Iterable[Header | Section],
    corpus: Corpus,
    figures: Sequence[str] = (),
    page: str = PAGE,
) -> Path:
    """Write a report: the page, every table as CSV, and charts as image files where they are asked for.

    Parameters
    ----------
    out : path
        A folder, which receives the page and `tables/`.
    parts : iterable of Header and Section
        The report, in the order of the page.
    corpus : Corpus
        The corpus the linked sentences come from.
    figures : sequence of {"svg", "png"}
        Formats in which charts are also drawn as image files, into `figures/`; none by default.
    page : str
        Name of the page.

    Returns
    -------
    Path
        The page.
    """
    place, whole = Path(out), tuple(parts)
    for part in (one for top in whole for one in walk(top)):
        if isinstance(part, Table | Data):
            write_table(place / "tables" / f"{part.name}.csv", part.frame, typed=True)
        elif isinstance(part, Chart):
            for kind, image in drawn(part, whole[0].context, figures).items():
                write_whole(place / "figures" / f"{part.name}.{kind}", image)
    write_whole(place / page, page_html(whole, corpus, WORKBOOK if page == PAGE else ""))
    return place / page


def page_html(parts: Iterable[Header | Section], corpus: Corpus, workbook: str = WORKBOOK) -> str:
    """Return a report as one self-contained HTML page: no code of the notebook, no request to any host.

    Parameters
    ----------
    parts : iterable of Header and Section
        The report, in the order of the page.
    corpus : Corpus
        Where the sentences stand that links open.
    workbook : str
        The workbook beside the page; empty where there is none.
    """
    whole = tuple(parts)
    context = whole[0].context
    sections = [part for part in whole if isinstance(part, Section)]
    title = next((part.title for part in whole if isinstance(part, Header)), note("page.title"))
    script, style = page_script(), page_style()
    of_sample, n_drawn = _of_sample(context, corpus), {"n": f"{corpus.n_documents:,}"}
    judged = [row for section in sections for part in walk(section) if isinstance(part, SloganTree)
              for row in part.rows]  # fmt: skip
    named = {family: family_label(family, context.lang) for _, _, _, family, _ in judged if family}
    return fill(
        whole,
        context,
        "page.html.j2",
        title=context.say(title.key, title.values),
        anchors=[section.name for section in sections],
        workbook=workbook,
        searched=context.say(
            "search.title_sample" if of_sample["evidence_none"] else "search.title", n_drawn
        ),
        sentences=packed({**sentence_data(evidence_of(sections, corpus, context)), "verdicts": judged}),
        words={
            **{name: context.raw(key) for name, key in SCRIPT_WORDS.items()},
            **of_sample,
            "families": named,
        },
        chart_words=chart_words(context),
        css=style,
        style_hash=content_hash(style),
        script=script,
        script_hash=content_hash(script),
    )


def _of_sample(context: Context, corpus: Corpus) -> dict[str, str]:
    """Return what is said where the sentences are those of a sample of the texts compared; else nothing."""
    told = ("evidence_sample", "evidence_none")
    if context.labels.index.isin(corpus.documents.index).all():
        return dict.fromkeys(told, "")
    n = {"texts": f"{corpus.n_documents:,}"}
    return {name: context.say(f"page.{name}", n) for name in told}


def evidence_of(sections: Iterable[Section], corpus: Corpus, context: Context) -> Evidence:
    """Return the sentences behind all links of the sections."""
    listed = list(sections)
    places: dict[str, pd.DataFrame] = {}
    for section in listed:
        places |= section.places
    links = [part for section in listed for part in walk(section) if isinstance(part, Link)]
    return Evidence(corpus, context, links, places)
