"""Claims about words: which ones a group uses more than the others, and which it avoids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from .claim import LIMITS, Claim


def term_claims(
    words: pd.DataFrame,
    sizes: Mapping[str, int],
    example: Callable[[str, str], Mapping[str, Any]] | None = None,
) -> list[Claim]:
    """Return claims on the words that distinguish a group.

    Parameters
    ----------
    words : DataFrame
        The result of `headline_terms`.
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
    enough = np.array([sizes.get(group, 0) >= LIMITS["term"][0] for group in words["group"]], dtype=bool)
    for kind, rows in words[enough].groupby("kind", sort=False):
        first = rows[rows["rank"] == rows.groupby("group")["rank"].transform("min")]
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
