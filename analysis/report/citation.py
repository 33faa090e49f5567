"""How a report is cited: its method in a paragraph that may be quoted, and the references in BibTeX."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from importlib.metadata import version
from typing import Any

from IPython.display import HTML

from .. import __version__
from ..lexicon import DATA
from .page import Page


def citation_part(page: Page, *parts: Mapping[str, Any]) -> HTML:
    """Show the paragraph and the references, each to be copied as it stands.

    Parameters
    ----------
    page : Page
        The page.
    *parts : mapping
        The `settings` of the results, as for `Page.method`.
    """
    say = page.say["citation"]
    texts = [("method-text", method_paragraph(page, *parts)), ("bibtex", references())]
    blocks = "".join(
        f'<div class="quotable"><pre id="{name}" tabindex="0">{escape(text)}</pre>'
        f'<button type="button" class="copy" data-copy="{name}">{escape(say["copy"])}</button></div>'
        for name, text in texts
    )
    return HTML(f"<h3>{escape(say['heading'])}</h3><p class='intro'>{escape(say['intro'])}</p>{blocks}")


def method_paragraph(page: Page, *parts: Mapping[str, Any]) -> str:
    """Return the method of a report as a paragraph, with sizes, versions and parameters filled in.

    Parameters
    ----------
    page : Page
        The page.
    *parts : mapping
        The `settings` of the results; topics are left out when none of them has `n_topics`.
    """
    settings = {key: value for part in parts for key, value in part.items()}
    documents = page.corpus.documents[page.labels.notna().to_numpy()]
    say = page.say["citation"]
    values = {
        "by": page.say["by"].get(page.by, page.by),
        "version": __version__,
        "n_documents": len(documents),
        "n_groups": len(page.groups),
        "n_han": f"{int(page.corpus.n_han[documents.index].sum()):,}",
        "jieba": version("jieba"),
        "userdict": settings.get("userdict", ""),
        "n_stopwords": settings.get("n_stopwords", ""),
        "n_topics": settings.get("n_topics", ""),
        "seed": settings.get("seed", ""),
        "engine": settings.get("engine", "gensim"),
        "engine_version": settings.get("engine_version", version("gensim")),
    }
    sentences = [say["texts"], say["words"], say["keyness"]]
    sentences += [say["topics"]] if settings.get("n_topics") else []
    sentences += [say["slogans"], say["distance"]]
    return ("" if page.lang == "zh" else " ").join(sentence.format(**values) for sentence in sentences)


def references() -> str:
    """Return the references in BibTeX, with the version of this installation."""
    text = (DATA / "references.bib").read_text(encoding="utf-8")
    return text.replace("VERSION", __version__).rstrip()
