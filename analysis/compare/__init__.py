"""Comparison: how far the vocabularies of groups are from each other, and which terms make them so."""

from .distances import alike_within, distances, farthest, similarity_order
from .maps import axis_terms, mds_map
from .shifts import shift

__all__ = [
    "alike_within",
    "axis_terms",
    "distances",
    "farthest",
    "mds_map",
    "shift",
    "similarity_order",
]
