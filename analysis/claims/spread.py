"""Claims about formulas: which one most groups use, and where it was first used."""

from __future__ import annotations

import pandas as pd

from .claim import Claim

MIN_GROUPS = 3
"""Minimum users of a formula for it to be called widespread."""

LONGEST = 24
"""Maximum length in characters of a formula quoted in a sentence."""


def spread_claims(formulas: pd.DataFrame, hits: pd.DataFrame, by_year: bool = False) -> list[Claim]:
    """Return a claim on the parallel run that most groups use, with its first user if years allow.

    Parameters
    ----------
    formulas : DataFrame
        The result of `slogan_formulas`.
    hits : DataFrame
        The hits that `formulas` was computed from, with their `group`.
    by_year : bool
        Whether the groups are years, in which case no first user is reported.

    Returns
    -------
    list of Claim
        Kinds `spread` (with first user) or `shared`; descriptions of these texts, not tested.
    """
    runs = formulas[(formulas["kind"] != "numeric") & (formulas["formula"].str.len() <= LONGEST)]
    runs = runs[runs["n_groups"] >= MIN_GROUPS]
    n_all = hits["group"].nunique()
    if runs.empty:
        return []
    first = runs.sort_values(["n_groups", "n_total", "formula"], ascending=[False, False, True]).iloc[0]
    values = {
        "name": first["formula"], "n_groups": int(first["n_groups"]), "groups": int(n_all),
        "n": int(first["n_total"]),
    }  # fmt: skip
    mine = hits[hits["text"] == first["formula"]]
    example = {}
    if len(mine):
        row = mine.loc[mine["sentence"].str.len().idxmin()]
        example = {"text": row["sentence"], "doc_id": row["doc_id"], "source": row["source"],
                   "line": row["line"]}  # fmt: skip
    kind = "shared" if values["n_groups"] < n_all else "shared_all"
    dated = mine.dropna(subset=["year"]) if not by_year else mine.iloc[:0]
    if dated["year"].nunique() >= MIN_GROUPS:
        earliest = dated[dated["year"] == dated["year"].min()]
        if len(earliest["group"].dropna().unique()) == 1:
            kind = "spread"
            values |= {"first": str(earliest["group"].iloc[0]), "year": str(int(dated["year"].min())),
                       "last": str(int(dated["year"].max()))}  # fmt: skip
    return [Claim(kind, "slogans", "", "", 0.5, facts=values, evidence=("slogan", first["formula"], ""),
                  example=example)]  # fmt: skip
