"""Rates of slogans in each group, with intervals that take the document as the sampling unit."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..corpus import By, Corpus, group_labels
from ..stats import MIN_DOCUMENTS, rate_interval

RATE_TYPES = {
    "group": "object", "kind": "object", "family": "object", "n": "int64", "n_types": "int64",
    "n_documents": "int64", "size": "int64", "rate_per_10k": "float64", "low": "float64", "high": "float64",
    "interval": "object",
}  # fmt: skip
PER = 10_000


def slogan_rates(
    hits: pd.DataFrame, corpus: Corpus, by: By = "city", n_families: int | None = 60
) -> pd.DataFrame:
    """Return the rates of all slogans, of each kind and of each frequent family, in each group of documents.

    The interval reflects the variation between the documents of a group; it is missing for groups with fewer
    than three documents, where the variation cannot be estimated.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`, or of `counted_hits` for contiguous limbs only.
    corpus : Corpus
        The corpus the hits were found in; its Han characters are the denominator.
    by : str or sequence of str
        A column of the documents; documents where it is missing are left out.
    n_families : int, optional
        How many families of each layer, most frequent first, have their own rows; None gives all.

    Returns
    -------
    DataFrame
        `group, kind, family, n, n_types, n_documents, size, rate_per_10k, low, high, interval`: hits,
        different variants, documents with a hit, Han characters of the group, rate and 95 % interval per
        10,000 of them; `interval` is `score`, and missing where there is none. In every group there is a row
        for all parallel runs (kind and family `all`), one for each kind (family `all`), and one for each
        family (with its most frequent kind), even where it is 0. Numeric formulas are a layer of their
        own, kind `numeric`, and not in `all`: one inside a parallel run counts in both layers.
        A group without Han characters has missing rates.

    Raises
    ------
    ChoiceError, InputError
        When the documents have no such column, or it is empty.

    References
    ----------
    See `stats.rate_interval`.
    """
    labels = group_labels(corpus.documents, by)
    sizes = corpus.n_han
    counted = hits[["doc_id", "kind", "family", "variant"]].assign(group=hits["doc_id"].map(labels)).dropna()
    rows, cells = _rows_and_cells(counted, n_families)
    by_document = _counts(cells["doc_id"], cells["row"], labels.index, len(rows))
    groups = sorted(labels.dropna().unique())
    variants = cells.drop_duplicates(["group", "row", "variant"])
    n_types = _counts(variants["group"], variants["row"], pd.Index(groups), len(rows))
    parts = []
    for at, group in enumerate(groups):
        members = np.flatnonzero(labels == group)
        counts = by_document[members]
        told = {"n": counts.sum(axis=0), "n_types": n_types[at], "n_documents": (counts > 0).sum(axis=0)}
        numbers = _rates(counts, sizes.to_numpy()[members])
        parts.append(rows.assign(group=group, **told, **numbers))
    table = pd.concat(parts) if parts else pd.DataFrame(columns=list(RATE_TYPES))
    table = table[list(RATE_TYPES)].astype(RATE_TYPES)
    return table.sort_values(["group", "kind", "family"], ignore_index=True)


def _rows_and_cells(counted: pd.DataFrame, n_families: int | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the kind and family of each row of the result, and each hit once per row it counts in."""
    families = counted.groupby(["family", "kind"]).size().reset_index(name="n")
    families = families.sort_values(["n", "kind"], ascending=[False, True], kind="stable")
    kind_of = families.drop_duplicates("family").set_index("family")["kind"]
    total = (
        families.groupby("family")["n"]
        .sum()
        .reset_index()
        .sort_values(["n", "family"], ascending=[False, True])
    )
    numeric = total["family"].map(kind_of) == "numeric"
    layers = [total.loc[layer, "family"].head(n_families or len(total)) for layer in (~numeric, numeric)]
    chosen = pd.concat(layers).tolist()
    kinds = sorted(counted["kind"].unique())
    pairs = [("all", "all"), *((kind, "all") for kind in kinds), *((kind_of[f], f) for f in chosen)]
    rows = pd.DataFrame(pairs, columns=["kind", "family"])
    row_of_kind = {kind: 1 + i for i, kind in enumerate(kinds)}
    row_of_family = {family: 1 + len(kinds) + i for i, family in enumerate(chosen)}
    cells = pd.concat(
        [
            counted[counted["kind"] != "numeric"].assign(row=0),
            counted.assign(row=counted["kind"].map(row_of_kind)),
            counted.assign(row=counted["family"].map(row_of_family)).dropna(subset="row"),
        ]
    )
    return rows, cells.astype({"row": "int64"})


def _counts(
    labels: pd.Series[str], rows: pd.Series[int], index: pd.Index[str], n_rows: int
) -> npt.NDArray[np.int64]:
    """Return how often each row occurs with each label, shape (len(index), n_rows)."""
    cell = index.get_indexer(pd.Index(labels)) * n_rows + rows.to_numpy()
    return np.bincount(cell, minlength=len(index) * n_rows).reshape(len(index), n_rows)


def _rates(counts: npt.NDArray[np.int64], sizes: npt.NDArray[np.int64]) -> dict[str, object]:
    """Return size, rates and intervals of a group from the counts and sizes of its documents."""
    size, n, n_rows = int(sizes.sum()), counts.sum(axis=0), counts.shape[1]
    if size == 0:
        unknown = np.full(n_rows, np.nan)
        return {"size": 0, "rate_per_10k": unknown, "low": unknown, "high": unknown, "interval": np.nan}
    low, high = rate_interval(counts, sizes / PER)
    name = "score" if (sizes > 0).sum() >= MIN_DOCUMENTS else np.nan
    return {"size": size, "rate_per_10k": n / size * PER, "low": low, "high": high, "interval": name}
