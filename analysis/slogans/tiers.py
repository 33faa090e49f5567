"""Sure and likely hits: whether an order of groups is the same when only the sure ones are counted."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..checks import check_kind, check_result
from ..corpus import By, Corpus, group_labels
from .hits import counted_hits

ORDER_TYPES = {
    "layer": "object", "group": "object", "size": "int64", "n": "int64", "n_sure": "int64",
    "rate_per_10k": "float64", "sure_per_10k": "float64", "rank": "Int64", "rank_sure": "Int64",
}  # fmt: skip
LAYERS = ("slogan", "numeric")
"""Parallel runs in the strict sense, and numeric formulas: never added up."""
PER = 10_000


def slogan_order(hits: pd.DataFrame, corpus: Corpus, by: By = "city") -> pd.DataFrame:
    """Return the place of each group by all hits and by the sure ones, in each layer.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`.
    corpus : Corpus
        The corpus the hits were found in; its Han characters are the denominator.
    by : str or sequence of str
        A column of the documents; documents where it is missing are left out.

    Returns
    -------
    DataFrame
        `layer, group, size, n, n_sure, rate_per_10k, sure_per_10k, rank, rank_sure`: the layer is `slogan`
        (parallel runs in the strict sense, as in `closed_runs`) or `numeric`; `size` counts Han characters;
        rank 1 has the highest rate, equal rates share the better rank. Rates and ranks of a group without
        Han characters are missing. Sorted by layer, rank and group.

    Raises
    ------
    ChoiceError, InputError
        When the documents have no such column, or it is empty.

    Examples
    --------
    >>> from analysis import SAMPLE, clean_documents, find_slogans, read_documents, segment, slogan_order
    >>> cleaned = clean_documents(read_documents(SAMPLE))
    >>> corpus = segment(cleaned.documents, cleaned.paragraphs)
    >>> order = slogan_order(find_slogans(corpus), corpus)
    >>> order["layer"].unique().tolist()
    ['slogan', 'numeric']
    """
    call = "slogan_order(find_slogans(corpus), corpus)"
    check_result("slogan_order", hits, ("doc_id", "tier"), "find_slogans(corpus)", call)
    check_kind("slogan_order", corpus, "Corpus", "Counted")
    labels = group_labels(corpus.documents, by, "slogan_order")
    sizes = corpus.n_han.groupby(labels).sum()
    counted = counted_hits(hits)
    group, numeric = counted["doc_id"].map(labels), counted["kind"] == "numeric"
    tables = []
    for layer, inside in zip(LAYERS, (~numeric, numeric), strict=True):
        n, n_sure = (
            group[rows].value_counts().reindex(sizes.index, fill_value=0)
            for rows in (inside, inside & (counted["tier"] == "sure"))
        )
        rate, sure = ((count / sizes.where(sizes > 0)) * PER for count in (n, n_sure))
        tables.append(
            pd.DataFrame(
                {"layer": layer, "group": sizes.index, "size": sizes, "n": n, "n_sure": n_sure,
                 "rate_per_10k": rate, "sure_per_10k": sure, "rank": _rank(rate), "rank_sure": _rank(sure)}
            ).sort_values(["rank", "group"])
        )  # fmt: skip
    return pd.concat(tables, ignore_index=True)[list(ORDER_TYPES)].astype(ORDER_TYPES)


def _rank(rates: pd.Series[float]) -> pd.Series[int]:
    return rates.rank(method="min", ascending=False).astype("Int64")


def order_holds(order: pd.DataFrame, layer: str, one: str, other: str) -> bool:
    """Return whether one group has more hits per character than another in both tiers, or in neither.

    Parameters
    ----------
    order : DataFrame
        The result of `slogan_order`.
    layer : {"slogan", "numeric"}
        The layer.
    one, other : str
        Two groups.

    Returns
    -------
    bool
        False also when they are level in one tier only, or when a rate is missing.
    """
    check_result("order_holds", order, ("layer", "group"), "slogan_order(hits, corpus)")
    rates = order[order["layer"] == layer].set_index("group")[["rate_per_10k", "sure_per_10k"]]
    by_all, by_sure = np.sign(rates.loc[one] - rates.loc[other])
    return bool(by_all == by_sure)
