"""The columns of a corpus made of some of its documents, with the types that occur in them."""

from __future__ import annotations

from dataclasses import fields
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from .documents import IntArray


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
