"""The units that topics are fitted on, and the terms included."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from ..corpus import DocTermMatrix
from ..errors import InputError
from ..lexicon import own_names
from ..stats.different import different

MIN_SIZE = 20
"""Minimum counted tokens in a unit for fitting; shorter paragraphs are merged with the next."""

MAX_SHARE = 0.07
"""Largest share of units a term may occur in: it excludes 建设, 推进, 发展, 产业, 企业, 创新 ..."""

FEW_UNITS = 10
"""A term may always occur in this many units, since a share of a small number means little."""


class Units(NamedTuple):
    """The input to a model: the counts, and how many terms were left out and why."""

    dtm: DocTermMatrix
    left_out: Mapping[str, int]


def prepare_units(
    dtm: DocTermMatrix, max_share: float = MAX_SHARE, min_documents: int | None = None
) -> Units:
    """Merge short paragraphs and leave out the terms that do not help to form topics.

    Left out are terms in fewer than five units (two, when there are fewer than 500) or in fewer than
    `min_documents` documents, terms in more than `max_share` of the units, and the names of the places the
    documents are about.

    Parameters
    ----------
    dtm : DocTermMatrix
        Counts in paragraphs.
    max_share : float
        Largest share of units (0 to 1) a term may occur in.
    min_documents : int, optional
        Minimum documents a term must occur in; by default 5 with at least fifty documents, 3 with ten, 2 with
        four, else 1.

    Returns
    -------
    Units
        The counts without empty units; `left_out` has `n_terms_counted`, `n_terms_rare`, `n_terms_common`,
        `n_terms_names` and `n_terms`, those remaining.

    Raises
    ------
    InputError
        When `dtm` does not count paragraphs, or nothing is left.
    """
    if dtm.unit != "paragraph":
        raise InputError(
            f"Topics are fitted on paragraphs, not on a {dtm.unit} each: "
            'fit_topics(count_terms(corpus, unit="paragraph"), n_topics=8).'
        )
    merged = merge_short(dtm)
    n_units = len(merged.units)
    documents, codes = np.unique(merged.units["doc_id"].to_numpy(dtype=str), return_inverse=True)
    least = _least_documents(len(documents)) if min_documents is None else min_documents
    spread = merged.n_documents
    in_documents = _documents_with(merged.counts, codes, len(documents))
    rare = (spread < (5 if n_units >= 500 else 2)) | (in_documents < least)
    common = ~rare & (spread > max(max_share * n_units, FEW_UNITS))
    cities = merged.units["city"].dropna().unique() if "city" in merged.units else ()
    names = {name for city in sorted(map(str, cities)) for name in own_names(city)}
    named = ~rare & ~common & np.fromiter((term in names for term in merged.terms), bool, len(merged.terms))
    kept = ~(rare | common | named)
    chosen = merged.select([merged.terms[i] for i in np.flatnonzero(kept)])
    filled = np.asarray(chosen.counts.sum(axis=1)).ravel() > 0
    if not filled.any():
        raise InputError(
            f"No term is left to fit topics on: of {len(dtm.terms)}, {int(rare.sum())} occur in too few "
            f"units or documents, {int(common.sum())} in more than {max_share:.0%} of the units, and "
            f"{int(named.sum())} are names of the places compared. Give more text."
        )
    left_out = {
        "n_terms_counted": len(dtm.terms),
        "n_terms_rare": int(rare.sum()),
        "n_terms_common": int(common.sum()),
        "n_terms_names": int(named.sum()),
        "n_terms": int(kept.sum()),
    }
    full = DocTermMatrix(
        chosen.counts[filled],
        chosen.units[filled],
        chosen.terms,
        chosen.sizes[filled],
        "paragraph",
        dtm.settings,
    )
    return Units(full, left_out)


def _least_documents(n_documents: int) -> int:
    return 5 if n_documents >= 50 else 3 if n_documents >= 10 else 2 if n_documents >= 4 else 1


def _documents_with(counts: sparse.csr_array, codes: np.ndarray, n_documents: int) -> np.ndarray:
    rows = np.repeat(codes, np.diff(counts.indptr))
    pairs = different(rows.astype(np.int64) * counts.shape[1] + counts.indices)
    return np.bincount(pairs % counts.shape[1], minlength=counts.shape[1])


def merge_short(dtm: DocTermMatrix, min_size: int = MIN_SIZE) -> DocTermMatrix:
    """Merge paragraphs with those that follow until each unit holds `min_size` counted tokens.

    Parameters
    ----------
    dtm : DocTermMatrix
        Counts in paragraphs.
    min_size : int
        Minimum counted tokens of a unit. The remainder at the end of a document joins its last unit.

    Returns
    -------
    DocTermMatrix
        Rows keep the label of their first paragraph, and `units` names the last one in `last_paragraph`;
        counts and sizes are conserved.
    """
    counted = np.asarray(dtm.counts.sum(axis=1)).ravel()
    doc_ids = dtm.units["doc_id"].to_numpy()
    unit = np.zeros(len(doc_ids), dtype=np.int64)
    starts: list[int] = []
    held = 0
    for row, size in enumerate(counted):
        new_document = row == 0 or doc_ids[row] != doc_ids[row - 1]
        if new_document and len(starts) > 1 and held < min_size and doc_ids[starts[-2]] == doc_ids[row - 1]:
            unit[starts[-1] : row] -= 1
            starts.pop()
        if new_document or held >= min_size:
            starts.append(row)
            held = 0
        unit[row] = len(starts) - 1
        held += size
    if len(starts) > 1 and held < min_size and doc_ids[starts[-2]] == doc_ids[-1]:
        unit[starts[-1] :] -= 1
        starts.pop()
    merge = sparse.csr_array((np.ones(len(unit), dtype=np.int64), (unit, np.arange(len(unit)))))
    units = dtm.units.iloc[starts].copy()
    if "paragraph" in units:
        last = np.array([*starts[1:], len(unit)], dtype=np.int64) - 1
        units["last_paragraph"] = pd.Series(dtm.units["paragraph"].to_numpy()[last], index=units.index)
    return DocTermMatrix(merge @ dtm.counts, units, dtm.terms, merge @ dtm.sizes, dtm.unit, dtm.settings)
