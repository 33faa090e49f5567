"""Texts that need not fit in memory are counted: the work on a batch, and what all batches together say."""

from .run import count_tables

__all__ = ["count_tables"]
