"""Claims about words: which ones a group uses more than the others, and which it avoids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from .claim import LIMITS, Claim
from .counts import DocumentCounts

MANY, NEARLY_ALL = 5, 0.95
"""Number of other groups, and share of them that use a term, for it to be told that one does not."""


def term_claims(
    words: pd.DataFrame,
    sizes: Mapping[str, int],
    measured: DocumentCounts | None = None,
    labels: pd.Series | None = None,
) -> list[Claim]:
    """Return claims on the words that distinguish a group.

    Parameters
    ----------
    words : DataFrame
        The result of `headline_terms`.
    sizes : mapping of str to int
        Words of each group; small groups are left out.
    measured : DocumentCounts, optional
        Occurrences in each document, for the intervals of rates.
    labels : Series of str, optional
        The group of each document, by `doc_id`.

    Returns
    -------
    list of Claim
        Kinds `term` and `avoided`, for the top terms of each group. Of `seldom` terms only those are
        told that the group never writes, though at least five others, and nearly all there are, do.
    """
    claims: list[Claim] = []
    for kind, rows in first_terms(words, sizes).groupby("kind", sort=False):
        for row in rows.itertuples():
            low = high = np.nan
            n, rate = int(row.n), float(row.rate)
            if kind == "avoided" and row.n_written > n:
                # Within longer words too, so its rate as a word of its own is not what is said.
                n, rate = int(row.n_written), 10_000 * float(row.n_written) / sizes[row.group]
            elif measured is not None and labels is not None:
                rows_of = labels.reindex(measured.counts.index) == row.group
                low, high = measured.interval(rows_of, row.term)
            claims.append(
                Claim(
                    kind,
                    "keywords",
                    row.group,
                    _wording(kind, row),
                    float(row.bound),
                    float(row.p),
                    {"term": row.term, "n": n, "n_other": int(row.n_other), "rate": rate,
                     "rate_low": low, "rate_high": high, "rate_other": float(row.rate_other),
                     "n_documents": int(row.n_documents), "n_written": int(row.n_written),
                     "documents": int(row.documents), "n_documents_other": int(row.n_documents_other),
                     "documents_other": int(row.documents_other), "n_groups": int(row.n_groups_other),
                     "others": int(row.groups_other), **_only(row, sizes)},
                    ("term", row.term, row.group if kind == "term" else ""),
                )
            )  # fmt: skip
    return claims


def first_terms(words: pd.DataFrame, sizes: Mapping[str, int]) -> pd.DataFrame:
    """Return the rows that `term_claims` tells: the first term of each kind that may be told of a group."""
    enough = np.array([sizes.get(group, 0) >= LIMITS["term"][0] for group in words["group"]], dtype=bool)
    # That a group never writes what nearly all others do is a fact of these texts, however many are compared.
    alone = (words["n_written"] == 0) & (words["n_groups_other"] >= NEARLY_ALL * words["groups_other"])
    alone &= words["groups_other"] >= MANY
    seldom = words["kind"] == "seldom"
    claimed = words.assign(kind=words["kind"].mask(seldom, "avoided"))[enough & (alone | ~seldom).to_numpy()]
    return claimed[claimed["rank"] == claimed.groupby(["kind", "group"])["rank"].transform("min")]


def _only(row: Any, sizes: Mapping[str, int]) -> dict[str, str]:
    """Return the name of the other group, where there is only one."""
    others = [str(group) for group in sizes if group != row.group]
    return {"only": others[0]} if row.groups_other == len(others) == 1 else {}


def _wording(kind: str, row: Any) -> str:
    """Return which sentence to use: with one document, the number of documents is not reported."""
    if kind == "avoided":
        everywhere = "_all" if row.n_groups_other == row.groups_other else ""
        return ("few" if row.n_written else "none") + everywhere
    only = "" if row.n_other else "_within" if row.n_written else "_only"
    return ("one" if row.documents == 1 else "several") + only
