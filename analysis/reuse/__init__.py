"""Who copies whom: the passages that texts share, and how much of each group's text they make up."""

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
    "KINDS",
    "PAIR_TYPES",
    "REUSE_TYPES",
    "SHARE_KINDS",
    "SHARE_TYPES",
    "SOURCE_TYPES",
    "reuse_pairs",
    "reuse_shares",
    "reuse_sources",
    "text_reuse",
]
