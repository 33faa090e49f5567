"""Imports of libraries without what they would load for nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(module: str) -> Iterator[None]:
    """Import modules as though an optional dependency were missing.

    Examples
    --------
    >>> from analysis.imports import without
    >>> with without("antigravity"):
    ...     try:
    ...         import antigravity
    ...     except ImportError:
    ...         print("missing")
    ...
    missing
    """
    hidden = sys.modules.setdefault(module, None) is None  # type: ignore[arg-type]
    try:
        yield
    finally:
        if hidden:
            del sys.modules[module]
