"""Tables that need not fit in memory: the work on each batch, who does it, and how results are merged."""

from .results import read_counts, summary
from .run import count_tables

__all__ = ["count_tables", "read_counts", "summary"]
