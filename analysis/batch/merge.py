"""From what was kept of each batch to tables of the whole, with one batch in memory at a time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from ..corpus import DOCUMENT_VARIABLES, DocTermMatrix, IntArray
from ..load.assemble import document_ids
from ..load.items import Message
from ..load.messages import joined
from .parts import Counts, Part, each, each_counts
from .process import DOCUMENT_PART

DOCUMENT_TYPES = {"doc_id": "str", "part": "int64", "position": "int64", **DOCUMENT_PART, "same_as": "str"}
"""Columns of the table of documents; `part` and `position` locate their counts, `same_as` is the earlier
document with the same text, ignoring blanks."""

SKIPPED_TYPES = {"source": "str", "line": "Int64", "row": "Int64", "reason": "str"}
PENDING = 4


def merge_documents(folder: Path, parts: list[Part], lang: str) -> pd.DataFrame:
    """Return the documents of all batches in order, without texts, with the same ids as when read at once.

    Parameters
    ----------
    folder : Path
        The folder of parts.
    parts : list of Part
        The batches.
    lang : {"zh", "en"}
        Language of the warnings about a document.
    """
    before = rows_before(parts)
    frames = [
        frame.assign(part=part.number, position=np.arange(len(frame)), row=frame["row"] + before[part.number])
        for part, frame in each(folder, "documents", parts)
    ]
    documents = pd.concat(frames, ignore_index=True)
    documents["doc_id"] = document_ids(documents["source"].tolist())
    documents["same_as"] = _originals(documents)
    documents["warnings"] = [joined(said_in(text), lang) or None for text in documents["warnings"]]
    return documents[list(DOCUMENT_TYPES)].astype(DOCUMENT_TYPES)


def _originals(documents: pd.DataFrame) -> pd.Series[str]:
    """Return for each document the first one with the same text, missing where it is the first itself."""
    hashes = documents["text_hash"]
    first = documents[~hashes.duplicated()].set_index("text_hash")["doc_id"]
    return hashes.where(hashes.duplicated() & hashes.ne("")).map(first)


def without_copies(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the documents whose text does not duplicate an earlier one."""
    return documents[documents["same_as"].isna()].reset_index(drop=True)


def rows_before(parts: list[Part]) -> dict[int, int]:
    """Return for each batch the number of rows of its table that come before it."""
    seen: Counter[str] = Counter()
    before = {}
    for part in parts:
        before[part.number] = seen[part.source]
        seen[part.source] += part.n_rows
    return before


def with_further(documents: pd.DataFrame) -> pd.DataFrame:
    """Return documents with each further column of their tables as a separate column."""
    if documents["further"].isna().all():
        return documents
    told = [json.loads(text) if isinstance(text, str) else {} for text in documents["further"]]
    names = dict.fromkeys(name for cells in told for name in cells)
    columns = {
        name: pd.Series([cells.get(name) for cells in told], documents.index, dtype=object) for name in names
    }
    return documents.assign(**{name: column for name, column in columns.items() if name not in documents})


def units_of(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the variables of documents, indexed and typed as in `count_terms`."""
    documents = with_further(documents)
    own = [name for name in documents if name not in DOCUMENT_TYPES]
    units = documents.set_index("doc_id")[[*DOCUMENT_VARIABLES, *own]]
    texts = [name for name in DOCUMENT_VARIABLES if name != "year"]
    units[texts] = units[texts].astype(object).where(units[texts].notna(), None)
    units.index = units.index.astype(object)
    return units


def merge_skipped(
    folder: Path, parts: list[Part], refused: list[tuple[str, Message]], lang: str
) -> pd.DataFrame:
    """Return what was not counted: files that are not tables, lines that are not rows, rows without text.

    Parameters
    ----------
    folder : Path
        The folder of parts.
    parts : list of Part
        The batches.
    refused : list of tuple
        Files that were skipped, with reasons.
    lang : {"zh", "en"}
        Language of the reasons.

    Returns
    -------
    DataFrame
        `source, line, row, reason`; `line` counts from 1 in the file, `row` among its rows.
    """
    before = rows_before(parts)
    head = pd.DataFrame(
        [(source, pd.NA, pd.NA, joined([reason], lang)) for source, reason in refused],
        columns=list(SKIPPED_TYPES),
    ).astype(SKIPPED_TYPES)
    frames = [head]
    for part, frame in each(folder, "skipped", parts):
        said = [joined(said_in(text), lang) for text in frame["reason"]]
        frame = frame.assign(source=part.source, row=frame["row"] + before[part.number], reason=said)
        frames.append(frame.assign(line=frame["line"] + part.first_line)[list(SKIPPED_TYPES)])
    table = pd.concat(frames, ignore_index=True).astype(SKIPPED_TYPES)
    # Lines before rows in each table, whatever batches they were in.
    order = np.lexsort((table["row"].notna(), pd.factorize(table["source"])[0]))
    return table.iloc[order].reset_index(drop=True)


def said_in(text: str) -> list[Message]:
    """Return the messages that `process_batch` recorded."""
    return [Message(code, values) for code, values in json.loads(text)]


@dataclass(frozen=True)
class GroupCounts:
    """The counts of all documents, summed.

    Attributes
    ----------
    terms : ndarray of str
        All terms, sorted.
    groups : tuple of str
        The groups, sorted.
    n, n_documents : csr_array of int64, shape (n_groups + 1, n_terms)
        Occurrences and documents with the term in each group; the last row is for documents in no group.
    """

    terms: npt.NDArray[np.object_]
    groups: tuple[str, ...]
    n: sparse.csr_array
    n_documents: sparse.csr_array


class _Sum:
    """A sum of sparse matrices, updated only when enough has accumulated to be worth adding."""

    def __init__(self, shape: tuple[int, int]) -> None:
        self.total = sparse.csr_array(shape, dtype=np.int64)
        self.waiting: list[sparse.csr_array] = []

    def add(self, matrix: sparse.csr_array) -> None:
        self.waiting.append(matrix)
        if sum(part.nnz for part in self.waiting) > PENDING * max(self.total.nnz, 1_000_000):
            self.total, self.waiting = self.all(), []

    def all(self) -> sparse.csr_array:
        coo = [part.tocoo() for part in (self.total, *self.waiting)]
        data, rows, columns = (
            np.concatenate([getattr(part, name) for part in coo]) for name in ("data", "row", "col")
        )
        return sparse.csr_array(sparse.coo_array((data, (rows, columns)), shape=self.total.shape))


def all_terms(folder: Path, documents: pd.DataFrame) -> npt.NDArray[np.object_]:
    """Return the terms of documents, sorted."""
    terms: set[str] = set()
    for counts in each_counts(folder, documents):
        terms.update(counts.terms)
    return np.array(sorted(terms), dtype=object)


def group_counts(
    folder: Path, documents: pd.DataFrame, codes: IntArray, groups: tuple[str, ...]
) -> GroupCounts:
    """Return the counts of each group.

    Parameters
    ----------
    folder : Path
        The folder of parts.
    documents : DataFrame
        All documents.
    codes : ndarray of int
        Index in `groups` of each document; -1 where it belongs to none.
    groups : tuple of str
        The groups.
    """
    terms = all_terms(folder, documents)
    column_of = dict(zip(terms, range(len(terms)), strict=True))
    shape = len(groups) + 1, len(terms)
    n, n_documents = _Sum(shape), _Sum(shape)
    rows = np.where(codes < 0, len(groups), codes)
    at = 0
    for counts in each_counts(folder, documents):
        coo = counts.matrix.tocoo()
        columns = np.array([column_of[term] for term in counts.terms], dtype=np.int64)
        place = rows[at : at + coo.shape[0]][coo.row], columns[coo.col]
        n.add(sparse.csr_array(sparse.coo_array((coo.data, place), shape=shape)))
        n_documents.add(sparse.csr_array(sparse.coo_array((np.ones_like(coo.data), place), shape=shape)))
        at += coo.shape[0]
    return GroupCounts(terms, groups, n.all(), n_documents.all())


def matrix_of(
    folder: Path,
    documents: pd.DataFrame,
    terms: npt.NDArray[np.object_] | None = None,
    settings: Mapping[str, Any] | None = None,
) -> DocTermMatrix:
    """Return the counts of all documents, as `count_terms` would.

    Parameters
    ----------
    folder : Path
        The folder of parts.
    documents : DataFrame
        All documents.
    terms : ndarray of str, optional
        The terms wanted, sorted; all by default.
    settings : mapping, optional
        How they were counted.
    """
    terms = all_terms(folder, documents) if terms is None else terms
    column_of = dict(zip(terms, range(len(terms)), strict=True))
    blocks = [aligned(counts, column_of) for counts in each_counts(folder, documents)]
    counts_of_all = sparse.csr_array(sparse.vstack(blocks, format="csr"))
    units = units_of(documents)
    sizes = documents["n_words"].to_numpy()
    return DocTermMatrix(counts_of_all, units, tuple(terms), sizes, "document", settings or {})


def aligned(counts: Counts, column_of: Mapping[str, int]) -> sparse.csr_array:
    """Return the counts of a batch with the column of each term given, shape (n_documents, n_terms)."""
    columns = np.array([column_of.get(term, -1) for term in counts.terms], dtype=np.int64)
    coo = counts.matrix.tocoo()
    wanted = columns[coo.col] >= 0
    place = coo.row[wanted], columns[coo.col[wanted]].astype(np.int32)
    shape = coo.shape[0], len(column_of)
    return sparse.csr_array(sparse.coo_array((coo.data[wanted], place), shape=shape))
