"""How the nouns show themselves in a notebook: a few lines of HTML, in both languages as notebooks are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..lexicon import messages

if TYPE_CHECKING:
    from .matrix import DocTermMatrix
    from .model import TopicModel
    from .segmented import Corpus

MOST_NAMED = 8
"""Groups and terms named; of more, only the number of the others is told."""

LONGEST = 40
"""Characters of a name or value that are shown."""


def shown_corpus(corpus: Corpus) -> str:
    """Return size, cities, years and settings of a corpus as HTML."""
    rows = {
        "documents": number(corpus.n_documents),
        **_spread(corpus.documents),
        "paragraphs": number(len(corpus.paragraphs)),
        "sentences": number(len(corpus.sentence_ptr) - 1),
        "characters": number(int(corpus.n_han.sum())),
        "words": number(int(corpus.is_word[corpus.token_ids].sum())),
        "types": number(int(corpus.is_word.sum())),
    }
    return _box("corpus", rows, corpus.settings)


def shown_matrix(dtm: DocTermMatrix) -> str:
    """Return size, groups, commonest terms and settings of a document-term matrix as HTML."""
    totals = pd.Series(dtm.counts.sum(axis=0), index=list(dtm.terms))
    common = totals.sort_values(ascending=False, kind="stable").head(MOST_NAMED)
    grouped = dtm.unit not in ("document", "paragraph")
    rows = {
        "unit": _word(dtm.unit) if not grouped else _clipped(dtm.unit),
        "units": named(dtm.units.index.map(str)) if grouped else number(len(dtm.units)),
        **({} if grouped else _spread(dtm.units)),
        "terms": number(len(dtm.terms)),
        "counted": number(int(totals.sum())),
        "words": number(int(dtm.sizes.sum())),
        "common": "、".join(f"{_clipped(str(term))} {number(int(n))}" for term, n in common.items()),
    }
    return _box("matrix", rows, dtm.settings)


def shown_model(model: TopicModel) -> str:
    """Return size, cities, years, stability and settings of a topic model as HTML."""
    n_topics, n_terms = model.topic_terms.shape
    steady = model.stability.dropna() if model.stability is not None else pd.Series(dtype=float)
    rows = {
        "topics": number(n_topics),
        "terms": number(n_terms),
        "units": number(len(model.units)),
        **_spread(model.units),
        "counted": number(int(model.sizes.sum())),
        "stability": f"{steady.min():.2f}–{steady.max():.2f}" if len(steady) else "",
    }
    return _box("model", rows, model.settings)


def number(value: int) -> str:
    """Return a whole number with its thousands set apart."""
    return f"{value:,}"


def named(names: Iterable[str]) -> str:
    """Return how many names there are, and the first of them in order."""
    ordered = sorted(set(names))
    shown = "、".join(map(_clipped, ordered[:MOST_NAMED]))
    return f"{number(len(ordered))}（{shown}{'……' if len(ordered) > MOST_NAMED else ''}）" if ordered else "0"


def _spread(units: pd.DataFrame) -> dict[str, str]:
    rows = {}
    if "city" in units:
        rows["cities"] = named(units["city"].dropna().map(str))
    years = units["year"].dropna().astype(int) if "year" in units else pd.Series(dtype=int)
    if len(years):
        rows["years"] = str(years.min()) if years.min() == years.max() else f"{years.min()}–{years.max()}"
    return rows


def _word(key: str) -> str:
    return " ".join(messages(lang)["objects"][key] for lang in ("zh", "en"))


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _box(kind: str, rows: Mapping[str, str], settings: Mapping[str, Any]) -> str:
    cell = "text-align:left;padding:0 1em 0 0;vertical-align:top"
    lines = "".join(
        f'<tr><th scope="row" style="{cell};font-weight:normal">{escape(_word(key))}</th>'
        f'<td style="{cell}">{escape(value)}</td></tr>'
        for key, value in rows.items()
        if value
    )
    told = "".join(
        f"<div><code>{escape(str(key))}</code> {escape(_clipped(str(value)))}</div>"
        for key, value in settings.items()
        if value not in (None, "")
    )
    more = f"<details><summary>{escape(_word('settings'))}</summary>{told}</details>" if told else ""
    return f"<div><strong>{escape(_word(kind))}</strong><table><tbody>{lines}</tbody></table>{more}</div>"
