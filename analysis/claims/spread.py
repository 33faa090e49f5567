"""Claims about formulas: which one most groups use, and where it was first used."""

from __future__ import annotations

import pandas as pd

from ..slogans import commonest
from .claim import Claim
from .counts import closed
from .examples import clipped

MIN_GROUPS = 3
"""Minimum users of a formula for it to be called widespread."""

LONGEST = 60
"""Maximum length in characters of a formula quoted in a sentence."""


def spread_claims(hits: pd.DataFrame, by_year: bool = False, n_groups: int = 0) -> list[Claim]:
    """Return a claim on the parallel run that most groups use, with its first user if years allow.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`, with the `group` of each hit.
    by_year : bool
        Whether the groups are years, in which case no first user is reported.
    n_groups : int
        How many groups there are, with those that have no slogan; those that have by default.

    Returns
    -------
    list of Claim
        Kinds `spread` (with first user) or `shared`; descriptions of these texts, not tested. It is the
        formula, with the same limbs in any order, that most groups use by the hits of the tier `sure`; all of
        its hits are counted.
    """
    known = hits[closed(hits)]
    known = known.assign(formula=known["variant"].map(commonest(known, ["variant"])))
    sure = known[known["tier"] == "sure"].groupby("formula")["group"].nunique()
    found = known.groupby("formula").agg(n_groups=("group", "nunique"), n=("text", "size"))
    found = found.assign(sure=sure).query("sure >= @MIN_GROUPS").reset_index()
    if found.empty:
        return []
    order = ["sure", "n_groups", "n", "formula"]
    first = found.sort_values(order, ascending=[False, False, False, True]).iloc[0]
    n_all = n_groups or int(hits["group"].nunique())
    name = str(first["formula"])
    name = name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
    n_users = int(first["n_groups"])
    values = {"name": name, "n_groups": n_users, "groups": int(n_all), "n": int(first["n"])}
    mine = known[known["formula"] == first["formula"]]
    row = mine.loc[mine["sentence"].str.len().idxmin()]
    text = clipped(row["sentence"], row["text"])
    example = {"text": text, "doc_id": row["doc_id"], "source": row["source"], "line": row["line"]}
    kind = "shared" if n_users < n_all else "shared_all"
    dated = mine.dropna(subset=["year"]) if not by_year else mine.iloc[:0]
    if dated["year"].nunique() >= MIN_GROUPS:
        earliest = dated[dated["year"] == dated["year"].min()]
        if len(earliest["group"].dropna().unique()) == 1:
            kind = "spread"
            values |= {"first": str(earliest["group"].iloc[0]), "year": str(int(dated["year"].min())),
                       "last": str(int(dated["year"].max()))}  # fmt: skip
    return [Claim(kind, "slogans", "", "", 0.5, facts=values, evidence=("formula", row["variant"], ""),
                  example=example)]  # fmt: skip
