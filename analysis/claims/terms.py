"""Claims about words: which ones a group uses more than the others, and which it avoids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from .claim import ALPHA, LIMITS, Claim

WIDELY = 0.8
"""Minimum share of the other groups in which a word must occur to count as avoided."""

MIN_SHARE = 0.5
"""Minimum share of the group's documents in which a headline word must occur, unless it is tested."""

RARE = 3
"""“Hardly” is used below this number of occurrences, or below a tenth of the other groups' rate."""


def term_claims(
    found: pd.DataFrame,
    marks: Mapping[str, str],
    sizes: Mapping[str, int],
    example: Callable[[str, str], Mapping[str, Any]] | None = None,
) -> list[Claim]:
    """Return claims on the words that distinguish a group.

    Parameters
    ----------
    found : DataFrame
        The result of `standing_out`.
    marks : mapping of str to str
        The result of `term_marks`; marked terms are not used in headlines.
    sizes : mapping of str to int
        Words of each group; small groups are left out.
    example : callable, optional
        Returns a typical sentence of a group with a term; of any group if the group is empty.

    Returns
    -------
    list of Claim
        Kinds `term` and `avoided`, for the top terms of each group.
    """
    claims: list[Claim] = []
    unmarked = np.array([not marks.get(term, "") for term in found["term"]], dtype=bool)
    enough = np.array([sizes.get(group, 0) >= LIMITS["term"][0] for group in found["group"]], dtype=bool)
    free = found[unmarked & enough]
    more = free[free["direction"] == "more"]
    more = more[(more["p"] <= ALPHA) | (more["n_documents"] >= MIN_SHARE * more["documents"])]
    less = free[(free["direction"] == "less") & (free["n_groups_other"] >= WIDELY * free["groups_other"])]
    less = less[(less["n"] < RARE) | (less["rate"] < less["rate_other"] / 10)]
    for kind, rows in (("term", more), ("avoided", less)):
        first = rows.sort_values(["p", "bound"], ascending=[True, False], na_position="last", kind="stable")
        first = first.groupby("group", sort=False).head(1)
        for row in first.itertuples():
            ratio = 2**row.bound
            claims.append(
                Claim(
                    kind,
                    "keywords",
                    row.group,
                    _wording(kind, row),
                    float(row.bound),
                    float(row.p),
                    {"term": row.term, "n": int(row.n), "n_other": int(row.n_other), "rate": float(row.rate),
                     "rate_other": float(row.rate_other), "n_documents": int(row.n_documents),
                     "documents": int(row.documents), "n_groups": int(row.n_groups_other),
                     "groups": int(row.groups_other), "ratio": float(ratio)},
                    ("term", row.term, row.group if kind == "term" else ""),
                    example(row.term, row.group if kind == "term" else "") if example else {},
                )
            )  # fmt: skip
    return claims


def _wording(kind: str, row: Any) -> str:
    """Return which sentence to use: with one document, the number of documents is not reported."""
    if kind == "avoided":
        return "few" if row.n else "none"
    return ("one" if row.documents == 1 else "several") + ("" if row.n_other else "_only")
