"""Rates of slogans in each group, with intervals that take the document as the sampling unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..checks import check_kind, check_result, check_wholes
from ..corpus import By, SizedTexts, group_labels
from ..stats import MIN_DOCUMENTS, product_interval, rate_interval
from .quality import measured_quality

RATE_TYPES = {
    "group": "object", "kind": "object", "family": "object", "n": "int64", "n_types": "int64",
    "n_documents": "int64", "size": "int64", "rate_per_10k": "float64", "low": "float64", "high": "float64",
    "interval": "object", "n_sure": "int64", "sure_per_10k": "float64", "sure_low": "float64",
    "sure_high": "float64", "corrected_per_10k": "float64", "corrected_low": "float64",
    "corrected_high": "float64",
}  # fmt: skip
PER = 10_000
LAYERS = {("all", "all"): "slogan", ("numeric", "all"): "numeric"}
"""Rows of a whole layer, whose errors have been measured, with the name of the layer."""


def slogan_rates(
    hits: pd.DataFrame,
    corpus: SizedTexts,
    by: By = "city",
    n_families: int | None = 60,
    quality: Mapping[str, Any] | None = None,
) -> pd.DataFrame:
    """Return the rates of all slogans, of each kind and of each frequent family, in each group of documents.

    The interval reflects the variation between the documents of a group; it is missing for groups with fewer
    than three documents, where the variation cannot be estimated.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`, or of `counted_hits` for contiguous limbs only.
    corpus : Corpus or Counted
        The corpus the hits were found in; its Han characters are the denominator.
    by : str or sequence of str
        A column of the documents; documents where it is missing are left out.
    n_families : int, optional
        How many families of each layer, most frequent first, have their own rows; None gives all.
    quality : mapping, optional
        The measured quality of the finder, `measured_quality()` by default.

    Returns
    -------
    DataFrame
        `group, kind, family, n, n_types, n_documents, size, rate_per_10k, low, high, interval, n_sure,
        sure_per_10k, sure_low, sure_high, corrected_per_10k, corrected_low, corrected_high`: hits,
        different variants, documents with a hit, Han characters of the group, rate and 95 % interval per
        10,000 of them; `interval` is `score`, and missing where there is none. Then come number, rate and
        interval of the hits of the tier `sure` alone; and the rate of a whole layer corrected for what the
        finder takes wrongly and what it misses, the rate times precision over recall, with an interval that
        includes the doubt about these two (missing in the other rows: kinds and families have too few
        annotated examples). Errors that differ between groups are not corrected. In every group there is a
        row for all parallel runs (kind and family `all`), one for each kind (family `all`), and one for each
        family (with its most frequent kind), even where it is 0. Numeric formulas are a layer of their
        own, kind `numeric`, and not in `all`: one inside a parallel run counts in both layers.
        A group without Han characters has missing rates.

    Raises
    ------
    ChoiceError, InputError
        When the documents have no such column, or it is empty.

    References
    ----------
    See `stats.rate_interval` and `stats.product_interval`. Brenner, H. and Gefeller, O. (1993). Use of the
    positive predictive value to correct for disease misclassification in epidemiologic studies. American
    Journal of Epidemiology 138, 1007-1015; compare Rogan, W. and Gladen, B. (1978), ibid. 107, 71-76.

    Examples
    --------
    >>> from analysis import find_slogans, read_texts, segment, slogan_rates
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> table = slogan_rates(hits, corpus)
    >>> table.loc[table["n"] > 0, ["group", "kind", "n", "size"]].head(2).to_numpy().tolist()
    [['兰州市', 'all', 1, 14], ['兰州市', 'slot nouns', 1, 14]]
    """
    columns = ["doc_id", "kind", "family", "variant", "tier"]
    call = "slogan_rates(find_slogans(corpus), corpus)"
    check_result("slogan_rates", hits, columns, "find_slogans(corpus)", call)
    check_kind("slogan_rates", corpus, "Corpus", "Counted")
    if n_families is not None:
        check_wholes("slogan_rates", n_families=n_families)
    labels = group_labels(corpus.documents, by, "slogan_rates")
    sizes = corpus.n_han
    counted = hits[columns].assign(group=hits["doc_id"].map(labels)).dropna()
    rows, cells = _rows_and_cells(counted, n_families)
    sure = cells[cells["tier"] == "sure"]
    by_document, sure_by_document = (
        _counts(some["doc_id"], some["row"], labels.index, len(rows)) for some in (cells, sure)
    )
    factors = _factors(rows, measured_quality() if quality is None else quality)
    groups = sorted(labels.dropna().unique())
    variants = cells.drop_duplicates(["group", "row", "variant"])
    n_types = _counts(variants["group"], variants["row"], pd.Index(groups), len(rows))
    parts = []
    for at, group in enumerate(groups):
        members = np.flatnonzero(labels == group)
        counts = by_document[members]
        told = {"n": counts.sum(axis=0), "n_types": n_types[at], "n_documents": (counts > 0).sum(axis=0)}
        numbers = _rates(counts, sizes.to_numpy()[members])
        of_sure = _rates(sure_by_document[members], sizes.to_numpy()[members])
        told["n_sure"] = sure_by_document[members].sum(axis=0)
        told |= {
            "sure_per_10k": of_sure["rate_per_10k"],
            "sure_low": of_sure["low"],
            "sure_high": of_sure["high"],
        }
        told |= _corrected(numbers, factors)
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


def _factors(rows: pd.DataFrame, quality: Mapping[str, Any]) -> npt.NDArray[np.float64]:
    """Return precision over recall and its limits for each row, shape (3, n_rows); NaN where not measured."""
    factors = np.full((3, len(rows)), np.nan)
    for at, key in enumerate(zip(rows["kind"], rows["family"], strict=True)):
        measured = quality.get("correction", {}).get(LAYERS.get(key, ""))
        if measured:
            factors[:, at] = [measured[name] for name in ("factor", "low", "high")]
    return factors


def _corrected(numbers: Mapping[str, Any], factors: npt.NDArray[np.float64]) -> dict[str, Any]:
    """Return the rates of a group corrected for measured errors, with their limits."""
    limits = numbers["low"], numbers["high"]
    low, high = product_interval(numbers["rate_per_10k"], limits, factors[0], (factors[1], factors[2]))
    corrected = numbers["rate_per_10k"] * factors[0]
    return {"corrected_per_10k": corrected, "corrected_low": low, "corrected_high": high}
