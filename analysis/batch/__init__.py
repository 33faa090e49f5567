"""Tables that need not fit into memory: the work of each batch, who does it, and what is made of it all."""

from .results import read_counts, summary
from .run import count_tables

__all__ = ["count_tables", "read_counts", "summary"]
