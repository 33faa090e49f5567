"""Who copies whom: the passages that texts share, and the texts they cite."""

from .citations import CITATION_TYPES, CITED_TYPES, citations, cited_texts
from .passages import KINDS, REUSE_TYPES, text_reuse
from .shares import (
    PAIR_TYPES,
    SHARE_KINDS,
    SHARE_TYPES,
    SOURCE_TYPES,
    reuse_pairs,
    reuse_shares,
    reuse_sources,
)

__all__ = [
    "CITATION_TYPES",
    "CITED_TYPES",
    "KINDS",
    "PAIR_TYPES",
    "REUSE_TYPES",
    "SHARE_KINDS",
    "SHARE_TYPES",
    "SOURCE_TYPES",
    "citations",
    "cited_texts",
    "reuse_pairs",
    "reuse_shares",
    "reuse_sources",
    "text_reuse",
]
