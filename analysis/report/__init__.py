"""The report: run a notebook on a folder of texts and render one self-contained page.

Modules are imported lazily, on first use of one of their names: the process that starts a notebook does not
need the modules that compute, nor does the notebook need the modules that start it.
"""

from importlib import import_module
from typing import Any

from ..lexicon import DATA

_PUBLIC = {
    "citation": ("method_paragraph", "references"),
    "coded": ("coded_texts",),
    "context": ("Context", "context_of", "provinces"),
    "evidence": ("within",),
    "findings": ("findings_section",),
    "books": ("notebook_path",),
    "notebook": ("run_notebook",),
    "render": ("page_html", "write_page"),
    "reuse_page": ("make_reuse_page", "reused_texts"),
    "run": ("make_report",),
    "sections.cities": ("city_section",),
    "sections.coding": ("coding_section",),
    "sections.corpus": ("corpus_section", "header"),
    "sections.keywords": ("keyword_section",),
    "sections.method": ("method_section",),
    "sections.reuse": ("reuse_section",),
    "sections.similarity": ("similarity_section",),
    "sections.slogans": ("slogan_section",),
    "sections.topics": ("topic_section",),
    "themed": ("themed_texts",),
    "words": ("theme_names",),
}
_HOME = {name: module for module, names in _PUBLIC.items() for name in names}

SAMPLE = DATA / "sample"
"""The demonstration corpus: invented texts, which state no facts about the cities they name."""

SAMPLE_CODINGS = DATA / "sample_codings"
"""Two hundred sentences of it, coded by two people by the codebook `instruments`, with what was decided."""

__all__ = sorted(["SAMPLE", "SAMPLE_CODINGS", *_HOME])  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'analysis.report' has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value
