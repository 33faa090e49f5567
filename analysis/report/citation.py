"""How to cite a report: its method in a quotable paragraph, and the references in BibTeX."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import pandas as pd

from .. import __version__
from ..lexicon import DATA
from .context import Context
from .words import join_sentences


def method_paragraph(context: Context, sizes: pd.DataFrame, settings: Mapping[str, Any]) -> str:
    """Return a paragraph on the method of a report, with sizes, versions and parameters filled in.

    Parameters
    ----------
    context : Context
        The context of the report.
    sizes : DataFrame
        The result of `group_sizes`.
    settings : mapping
        All settings of the results; without `n_topics`, the paragraph does not mention topics.
    """
    values = {
        "version": __version__,
        "n_documents": sizes["n_documents"].sum(),
        "n_groups": len(sizes),
        "n_han": f"{sizes['n_han'].sum():,}",
        "jieba": version("jieba"),
        "userdict": settings.get("userdict", ""),
        "n_stopwords": settings.get("n_stopwords", ""),
        "own_stopwords": own_stopwords(context, settings),
        "n_topics": settings.get("n_topics", ""),
        "seed": settings.get("seed", ""),
        "engine": settings.get("engine", "gensim"),
        "engine_version": settings.get("engine_version", version("gensim")),
    }
    told = [
        "texts",
        "words",
        "keyness",
        "findings",
        *(["topics"] if settings.get("n_topics") else []),
        "slogans",
        "distance",
    ]
    return join_sentences((context.say(f"citation.{key}", values) for key in told), context.lang)


def own_stopwords(context: Context, settings: Mapping[str, Any]) -> str:
    """Return how many of the stop words were chosen for this study, where any were."""
    n = settings.get("n_own_stopwords", 0)
    return context.say("citation.own_stopwords", {"n": n}) if n else ""


def references() -> str:
    """Return the references in BibTeX, with the installed version of Koujing."""
    text = (DATA / "references.bib").read_text(encoding="utf-8")
    return text.replace("VERSION", __version__).rstrip()
