"""How often each group uses which slogans, with an interval that respects documents."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..corpus import Corpus, group_labels
from ..stats import bootstrap_rate_interval, poisson_interval

RATE_TYPES = {
    "group": "object", "kind": "object", "family": "object", "n": "int64", "n_types": "int64",
    "n_documents": "int64", "size": "int64", "rate_per_10k": "float64", "low": "float64", "high": "float64",
    "interval": "object",
}  # fmt: skip
PER = 10_000
MIN_DOCUMENTS = 5


def slogan_rates(hits: pd.DataFrame, corpus: Corpus, by: str = "city", seed: int = 0) -> pd.DataFrame:
    """Return the rate of each family of slogans in each group of documents.

    With five documents or more in a group the interval is a bootstrap over its documents; with fewer, where
    nothing can be said about how documents differ, it is the exact Poisson interval of the count, and
    `interval` says so.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`.
    corpus : Corpus
        The corpus the hits were found in; its Han characters are the denominator.
    by : str
        A column of the documents; those where it is missing are left out.
    seed : int
        Seed of the bootstrap.

    Returns
    -------
    DataFrame
        `group, kind, family, n, n_types, n_documents, size, rate_per_10k, low, high, interval`: hits,
        different variants, documents with a hit, Han characters of the group, rate and 95 % interval per
        10,000 of them. Every group has every kind and family; rows with kind and family `all` count all
        hits. A group without Han characters has missing rates.

    Raises
    ------
    ChoiceError, InputError
        When the documents have no such column, or no value in it.
    """
    labels = group_labels(corpus.documents, by)
    sizes = corpus.n_han
    kinds = [("all", "all"), *sorted(set(zip(hits["kind"], hits["family"], strict=True)))]
    counted = hits.assign(group=hits["doc_id"].map(labels))
    rows: list[dict[str, object]] = []
    for group in sorted(labels.dropna().unique()):
        members = labels.index[labels == group]
        mine = counted[counted["doc_id"].isin(members)]
        rows.extend(_group_rows(group, mine, sizes.loc[members], kinds, seed))
    table = pd.DataFrame(rows, columns=list(RATE_TYPES)).astype(RATE_TYPES)
    return table.sort_values(["group", "kind", "family"], ignore_index=True)


def _group_rows(
    group: str, hits: pd.DataFrame, sizes: pd.Series[int], kinds: list[tuple[str, str]], seed: int
) -> list[dict[str, object]]:
    column_of = {kind: i for i, kind in enumerate(kinds)}
    row_of = {doc_id: i for i, doc_id in enumerate(sizes.index)}
    counts = np.zeros((len(sizes), len(kinds)), dtype=np.int64)
    types: list[set[str]] = [set() for _ in kinds]
    for doc_id, kind, family, variant in hits[["doc_id", "kind", "family", "variant"]].itertuples(
        index=False
    ):
        for column in (0, column_of[kind, family]):
            counts[row_of[doc_id], column] += 1
            types[column].add(variant)
    size, n = int(sizes.sum()), counts.sum(axis=0)
    enough = len(sizes) >= MIN_DOCUMENTS
    if size == 0:
        low = high = np.full(len(kinds), np.nan)
    elif enough:
        low, high = bootstrap_rate_interval(counts, sizes.to_numpy() / PER, seed=seed)
    else:
        low, high = poisson_interval(n, np.full(len(kinds), size / PER))
    name = None if size == 0 else "bootstrap" if enough else "poisson"
    return [
        {
            "group": group,
            "kind": kind,
            "family": family,
            "n": n[i],
            "n_types": len(types[i]),
            "n_documents": int((counts[:, i] > 0).sum()),
            "size": size,
            "rate_per_10k": n[i] / size * PER if size else np.nan,
            "low": low[i],
            "high": high[i],
            "interval": name,
        }
        for i, (kind, family) in enumerate(kinds)
    ]
