"""Who copies whom: passages that texts share, texts they cite, and formulas they adopt."""

from .adoption import ADOPTION_TYPES, CURVE_TYPES, adoption, adoption_curves
from .careers import BREAK_TYPES, CAREER_TYPES, career_breaks, careers
from .citations import CITATION_TYPES, CITED_TYPES, citations, cited_texts
from .first_uses import FIRST_TYPES, first_uses
from .passages import KINDS, REUSE_TYPES, text_reuse
from .shares import (
    PAIR_TYPES,
    SHARE_KINDS,
    SHARE_TYPES,
    SPAN_TYPES,
    reuse_pairs,
    reuse_shares,
    reuse_spans,
)
from .side_by_side import SIDE_TYPES, reuse_passages
from .sources import SOURCE_TYPES, reuse_sources

__all__ = [
    "ADOPTION_TYPES",
    "BREAK_TYPES",
    "CAREER_TYPES",
    "CITATION_TYPES",
    "CITED_TYPES",
    "CURVE_TYPES",
    "FIRST_TYPES",
    "KINDS",
    "PAIR_TYPES",
    "REUSE_TYPES",
    "SHARE_KINDS",
    "SHARE_TYPES",
    "SIDE_TYPES",
    "SOURCE_TYPES",
    "SPAN_TYPES",
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
]
