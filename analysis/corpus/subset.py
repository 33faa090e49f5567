"""Some of the documents: which are drawn, and the columns of a corpus made of them."""

from __future__ import annotations

from dataclasses import fields
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from .documents import IntArray


def drawn_rows(labels: pd.Series[Any], sizes: IntArray, seed: int, n: int | None, most: int) -> IntArray:
    """Return the places of documents drawn at random, from each group alike: `n`, or as many as fit.

    Parameters
    ----------
    labels : Series
        The group of each document; those in none are not drawn.
    sizes : ndarray of int
        Characters of each document; empty ones are not drawn.
    seed : int
        Seed of the draw.
    n : int, optional
        How many; of groups with fewer than the others have, all.
    most : int
        Without `n`: characters of all drawn, at most, unless the first alone has more.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis.corpus import drawn_rows
    >>> labels = pd.Series(["a", "a", "a", "b", None])
    >>> drawn_rows(labels, np.array([5, 5, 5, 5, 5]), 1, None, 10).tolist()
    [0, 3]
    """
    known = np.flatnonzero(labels.notna().to_numpy() & (sizes > 0))
    drawn = np.random.default_rng(seed).permutation(known)
    turn = labels.iloc[drawn].groupby(labels.iloc[drawn].to_numpy()).cumcount().to_numpy()
    order = drawn[np.argsort(turn, kind="stable")]
    if n is None:
        n = max(int(np.searchsorted(np.cumsum(sizes[order]), most, side="right")), 1)
    return np.sort(order[:n])


def parts_of_rows(noun: Any, rows: IntArray) -> dict[str, Any]:
    """Return the columns of a corpus made of some rows of another, in the order of `rows`."""
    paragraphs = _within(noun.document_ptr, rows)
    sentences = _within(noun.paragraph_ptr, paragraphs)
    tokens = _within(noun.sentence_ptr, sentences)
    ids, first, inverse = np.unique(noun.token_ids[tokens], return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    place = np.empty(len(ids), dtype=np.int64)
    place[order] = np.arange(len(ids))
    doc_ids = set(noun.documents.index[rows])
    return {
        "documents": noun.documents.iloc[rows],
        "paragraphs": noun.paragraphs.iloc[paragraphs].reset_index(drop=True),
        "vocabulary": noun.vocabulary[ids[order]],
        "is_word": noun.is_word[ids[order]],
        "token_ids": place[inverse],
        "token_starts": noun.token_starts[tokens],
        "sentence_ptr": _pointers(noun.sentence_ptr, sentences),
        "paragraph_ptr": _pointers(noun.paragraph_ptr, paragraphs),
        "document_ptr": _pointers(noun.document_ptr, rows),
        "settings": dict(noun.settings),
        "faults": tuple(fault for fault in noun.faults if fault.doc_id in doc_ids),
    }


def rebuilt(noun: Any) -> tuple[type, tuple[Any, ...]]:
    """Return how to rebuild a noun, for pickle and deepcopy, which cannot copy a read-only mapping."""
    values = (getattr(noun, field.name) for field in fields(noun))
    return type(noun), tuple(
        dict(value) if isinstance(value, MappingProxyType) else value for value in values
    )


def _within(pointers: IntArray, rows: IntArray) -> npt.NDArray[np.int64]:
    """Return the positions that rows point to, row by row."""
    starts, lengths = pointers[rows], np.diff(pointers)[rows]
    offsets = np.cumsum(lengths) - lengths
    return np.arange(int(lengths.sum())) + np.repeat(starts - offsets, lengths)


def _pointers(pointers: IntArray, rows: IntArray) -> npt.NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(np.diff(pointers)[rows])])
