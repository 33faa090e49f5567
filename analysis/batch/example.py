"""One small text, counted: the folder that the examples of this room open."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from ..store.counted import Counted
from ..store.opened import open_counted
from .run import count_tables


@cache
def example() -> Counted:
    """Return the counts of a text of two clauses, which are in a folder until Python ends.

    Examples
    --------
    >>> from analysis.batch.example import example
    >>> [text for _, text in example()]
    ['港口扩建，港口贸易。']
    """
    folder = tempfile.mkdtemp(prefix="koujing-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Path(folder, "a.jsonl").write_text('{"city": "青岛市", "text": "港口扩建，港口贸易。"}', encoding="utf-8")
    return open_counted(count_tables(folder, Path(folder, "counts"), slogans=False, texts=True))
