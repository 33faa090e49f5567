"""A counted folder: opened in the place of a corpus and of its counts, and read with DuckDB."""

from .counted import Counted
from .opened import open_counted, open_texts, read_counts

__all__ = ["Counted", "open_counted", "open_texts", "read_counts"]
