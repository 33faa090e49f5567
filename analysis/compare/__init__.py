"""Comparison: how far apart the vocabularies of groups are, and which terms set them apart."""

from .distances import alike_within, distances, farthest, similarity_order
from .documents import documents_alike
from .maps import axis_terms, mds_map
from .shifts import shift

__all__ = [
    "alike_within",
    "axis_terms",
    "distances",
    "documents_alike",
    "farthest",
    "mds_map",
    "shift",
    "similarity_order",
]
