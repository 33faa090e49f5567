"""Counts made elsewhere, converted to the parts of a document-term matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from ..errors import InputError, KindError
from ..remedies import article
from .given import column_names
from .given_cells import cell, listed

CALL = "DocTermMatrix.from_counts(counts, vectorizer.get_feature_names_out(), units)"


def parts_of_counts(counts: Any, terms: Any, units: Any, sizes: Any) -> dict[str, Any]:
    """Return the parts of a matrix, see `DocTermMatrix.from_counts`.

    Raises
    ------
    KindError, InputError
        When these are not counts, there are no terms, one is repeated, or counts, terms, units and sizes do
        not match.
    """
    if units is not None and not isinstance(units, pd.DataFrame):
        raise KindError(
            f"from_counts: `units` is a DataFrame with a row a unit, not {article(type(units).__name__)}: "
            'pd.DataFrame({"city": ["柳州市"]}).'
        )
    if units is not None:
        units = units.set_axis(column_names(units, "from_counts"), axis=1)
    if isinstance(counts, pd.DataFrame):
        terms = column_names(counts, "from_counts") if terms is None else terms
        units = pd.DataFrame(index=counts.index) if units is None else units
        if wrong := [str(name) for name, kind in counts.dtypes.items() if not _is_number(kind)]:
            raise InputError(
                f"from_counts: the column {listed(wrong)} holds no counts; pass it as `units`: "
                f"DocTermMatrix.from_counts(frame.drop(columns={wrong[:8]}), units=frame[{wrong[:8]}])."
            )
        counts = counts.to_numpy()
    elif isinstance(counts, list | tuple) and isinstance(terms, Mapping):
        counts, terms = _of_bags(counts, terms)
    try:
        found = sparse.csc_array(counts)
        numeric = _is_number(found.dtype) and found.ndim == 2
    except (TypeError, ValueError):
        numeric = False
    if not numeric:
        raise KindError(
            f"from_counts takes counts of units by terms, not {article(type(counts).__name__)}: {CALL}."
        )
    _check_counts(found)
    if terms is None:
        raise InputError(f"from_counts: whose counts are these? Name the terms, one for each column: {CALL}.")
    names = np.array([cell(term) or "" for term in _in_order(terms)], dtype=object)
    if len(names) != found.shape[1]:
        raise InputError(f"from_counts: {len(names)} terms do not match counts of shape {found.shape}.")
    if len(set(names)) != len(names):
        raise InputError("from_counts: a term occurs more than once among the columns.")
    for name, given in (("units", units), ("sizes", sizes)):
        if given is not None and len(given) != found.shape[0]:
            raise InputError(f"from_counts: {len(given)} {name} do not match counts of shape {found.shape}.")
    order = np.argsort(names, kind="stable")
    rows = sparse.csr_array(found[:, order])
    total = np.asarray(rows.sum(axis=1)).ravel() if sizes is None else np.asarray(sizes)
    return {
        "counts": rows,
        "units": pd.DataFrame(index=range(found.shape[0])) if units is None else units,
        "terms": tuple(names[order]),
        "sizes": total,
        "settings": {"counts": "given"},
    }


def _in_order(terms: Any) -> Iterable[Any]:
    """Return terms in the order of their columns, which a vectorizer and its vocabulary state."""
    if hasattr(terms, "get_feature_names_out"):
        return list(terms.get_feature_names_out())
    if isinstance(terms, Mapping):
        if all(isinstance(number, int | np.integer) for number in terms.values()):
            return sorted(terms, key=lambda term: terms[term])
        if all(isinstance(number, int | np.integer) for number in terms):
            return [terms[number] for number in sorted(terms)]
    if isinstance(terms, str | Mapping | Set) or not isinstance(terms, Iterable):
        raise KindError(
            f"from_counts: `terms` is a list of the terms in the order of the columns, not "
            f"{article(type(terms).__name__)}: {CALL}."
        )
    return terms


def _of_bags(bags: Any, terms: Mapping[int, str]) -> tuple[sparse.coo_array, list[str]]:
    rows = np.repeat(np.arange(len(bags)), [len(bag) for bag in bags])
    pairs = np.array([pair for bag in bags for pair in bag], dtype=np.int64).reshape(-1, 2)
    shape = (len(bags), max(terms, default=-1) + 1)
    counts = sparse.coo_array((pairs[:, 1], (rows, pairs[:, 0])), shape=shape)
    return counts, [terms[number] for number in range(shape[1])]


def _check_counts(counts: sparse.csc_array) -> None:
    values = counts.data
    if len(values) and not (np.isfinite(values) & (values >= 0) & (values == np.floor(values))).all():
        wrong = values[~(np.isfinite(values) & (values >= 0) & (values == np.floor(values)))][0]
        raise InputError(
            f"from_counts takes counts, which are whole numbers of 0 or more, and one of these is {wrong}; "
            "weights such as tf-idf are computed from counts here: tf_idf(dtm)."
        )


def _is_number(kind: Any) -> bool:
    return pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_complex_dtype(kind)
