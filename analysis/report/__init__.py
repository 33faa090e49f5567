"""Telling: runs a notebook on a folder of texts and renders one self-contained page."""

from ..lexicon import DATA
from .citation import citation_part, method_paragraph
from .findings import (
    distance_findings,
    keyword_findings,
    slogan_findings,
    topic_findings,
    warning_findings,
)
from .page import Page
from .run import make_report, notebook_path, render, run_notebook
from .sections import (
    attention_section,
    city_section,
    closed_runs,
    corpus_section,
    fit_or_explain,
    keyword_section,
    quality_part,
    reference_slogans,
    similarity_section,
    slogan_section,
    topic_section,
    typical_sentences,
    varied_families,
)

SAMPLE = DATA / "sample"
"""The demonstration corpus: texts written for this project; they say nothing true of the cities they name."""

__all__ = [
    "SAMPLE",
    "Page",
    "attention_section",
    "citation_part",
    "city_section",
    "closed_runs",
    "corpus_section",
    "distance_findings",
    "fit_or_explain",
    "keyword_findings",
    "keyword_section",
    "make_report",
    "method_paragraph",
    "notebook_path",
    "quality_part",
    "reference_slogans",
    "render",
    "run_notebook",
    "similarity_section",
    "slogan_findings",
    "slogan_section",
    "topic_findings",
    "topic_section",
    "typical_sentences",
    "varied_families",
    "warning_findings",
]
