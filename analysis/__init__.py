"""Koujing: compare Chinese policy texts city by city.

Every public function is found here: `from analysis import read_documents, clean_documents, segment`. A
module is loaded when the first of its names is asked for.
"""

from importlib import import_module
from inspect import isfunction
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "load": ("read_documents", "read_folder", "read_frame", "read_texts"),
    "clean": ("clean_documents", "distinct", "duplicate_groups"),
    "segmentation": ("segment",),
    "prepare": ("read_corpus",),
    "counts": ("count_terms", "group_sizes"),
    "keywords": (
        "attention",
        "collocates",
        "dispersion",
        "diversity",
        "headline_terms",
        "keyness",
        "keyness_by",
        "keyness_measures",
        "keyword_changes",
        "panel",
        "positions",
        "readability",
        "segmentation_audit",
        "standing_out",
        "term_marks",
        "term_rates",
        "tf_idf",
        "theme_hits",
        "top",
        "write_panel",
    ),
    "topics": (
        "choose_topics",
        "fit_or_explain",
        "fit_topics",
        "recommendation",
        "relevant_terms",
        "similar_topics",
        "top_terms",
        "topic_contrast",
        "label_topics",
        "topic_map",
        "topic_prevalence",
        "topic_quality",
        "topic_stability",
        "topic_trend",
        "typical_paragraphs",
    ),
    "slogans": (
        "closed_runs",
        "counted_hits",
        "find_slogans",
        "measured_quality",
        "numeric_formulas",
        "order_holds",
        "parallel_runs",
        "read_verdicts",
        "slogan_formulas",
        "slogan_order",
        "slogan_profile",
        "slogan_rates",
        "slogan_spread",
        "slogan_summary",
        "slogan_timeline",
        "slogan_variants",
        "varied_families",
        "verdict_table",
        "write_verdicts",
    ),
    "reuse": (
        "adoption",
        "adoption_curves",
        "career_breaks",
        "careers",
        "citations",
        "cited_texts",
        "first_uses",
        "reuse_pairs",
        "reuse_passages",
        "reuse_shares",
        "reuse_sources",
        "reuse_spans",
        "text_reuse",
    ),
    "concordance": ("kwic", "typical_sentences"),
    "explore": ("explore_kwic",),
    "compare": (
        "alike_within",
        "axis_terms",
        "distances",
        "documents_alike",
        "farthest",
        "mds_map",
        "shift",
        "similarity_order",
    ),
    "figures": (
        "adoption_steps",
        "attention_dots",
        "choice_lines",
        "collocate_dots",
        "distance_map",
        "distance_points",
        "diversity_dots",
        "formula_grid",
        "formula_timeline",
        "group_colors",
        "keyness_dots",
        "keyword_bars",
        "prevalence_dots",
        "rate_dots",
        "rate_timeline",
        "shift_bars",
        "surface_cells",
        "term_barcode",
        "topic_bars",
        "topic_points",
        "trend_lines",
        "variant_bars",
    ),
    "coding": (
        "agreement",
        "code_shares",
        "coded_by_model",
        "coded_by_rules",
        "coded_by_terms",
        "coding_sheet",
        "coding_units",
        "confusion",
        "crossed_codings",
        "decided_codings",
        "disagreements",
        "pmc_index",
        "pmc_surface",
        "read_codebook",
        "read_codings",
        "self_agreement",
        "write_sheets",
    ),
    "claims": ("doubted", "findings", "gate"),
    "batch": ("count_tables",),
    "store": ("Counted", "open_counted", "open_texts", "read_counts"),
    "report": ("SAMPLE", "SAMPLE_CODINGS", "make_report"),
    "corpus": ("Corpus", "DocTermMatrix", "TopicModel", "usable_grouping"),
    "lexicon": ("StopWords", "themes"),
}
_HOME = {name: module for module, names in _PUBLIC.items() for name in names}

__all__ = sorted(_HOME)  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    if isfunction(value):
        value = import_module(".explained", __name__).explained(value)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
