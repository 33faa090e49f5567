"""Tables that need not fit in memory: the work on each batch, who does it, and what all together say."""

from .counted import Counted
from .opened import open_counted, open_texts
from .results import read_counts
from .run import count_tables

__all__ = ["Counted", "count_tables", "open_counted", "open_texts", "read_counts"]
