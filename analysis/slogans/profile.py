"""What is a group's own and what everybody's: own, shared and inherited formulas, and their spread."""

from __future__ import annotations

import pandas as pd

from ..errors import InputError, check_choice

PROFILE_TYPES = {
    "group": "object", "kind": "object", "family": "object", "variant": "object", "text": "object",
    "n": "int64", "n_groups": "int64", "status": "object", "first_year": "Int64",
}  # fmt: skip
SPREAD_TYPES = {
    "kind": "object", "family": "object", "variant": "object", "year": "Int64", "n": "int64",
    "n_documents": "int64", "n_groups": "int64", "n_groups_so_far": "int64", "first": "bool",
}  # fmt: skip


def slogan_profile(
    hits: pd.DataFrame, by: str = "city", reference: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return each group's formulas, and whether they are its own, shared, or inherited.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`.
    by : str
        A column of `hits`; hits where it is missing are left out.
    reference : DataFrame, optional
        The hits of a reference corpus, such as the State Council's reports: a formula that stands there in
        any order is inherited.

    Returns
    -------
    DataFrame
        `group, kind, family, variant, text, n, n_groups, status, first_year`: one row per group and variant,
        the most frequent spelling as `text`, hits in the group, groups that use the variant; `status` is
        `inherited`, else `own` (used in this group only) or `shared`; `first_year` is missing where no year
        is known. Sorted by group, then by `n` downwards, then by variant.
    """
    if by not in hits:
        check_choice("slogan_profile", "by", by, [str(column) for column in hits.columns])
    known = hits[hits[by].notna()]
    if len(known) == 0 and len(hits):
        raise InputError(
            f"No hit has a value in `{by}`: state it in documents.csv, or group by another column."
        )
    inherited = set() if reference is None else set(zip(reference["kind"], reference["variant"], strict=True))
    keys = ["kind", "variant"]
    n_groups = known.groupby(keys)[by].nunique()
    rows = [
        {
            "group": str(group),
            "kind": kind,
            "family": mine["family"].iloc[0],
            "variant": variant,
            "text": _commonest(mine["text"]),
            "n": len(mine),
            "n_groups": int(n_groups.loc[(kind, variant)]),
            "status": _status((kind, variant) in inherited, int(n_groups.loc[(kind, variant)])),
            "first_year": mine["year"].min(),
        }
        for (group, kind, variant), mine in known.groupby([by, *keys])
    ]
    table = pd.DataFrame(rows, columns=list(PROFILE_TYPES)).astype(PROFILE_TYPES)
    return table.sort_values(
        ["group", "n", "variant", "kind"], ascending=[True, False, True, True], ignore_index=True
    )


def _status(inherited: bool, n_groups: int) -> str:
    return "inherited" if inherited else "own" if n_groups == 1 else "shared"


def _commonest(spellings: pd.Series[str]) -> str:
    counts = spellings.value_counts()
    return min(counts[counts == counts.max()].index)


def slogan_spread(hits: pd.DataFrame, by: str = "city") -> pd.DataFrame:
    """Return for each formula and year how often and how widely it was used.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`; hits without a year are left out.
    by : str
        The column whose values are counted as users; a missing value is no user.

    Returns
    -------
    DataFrame
        `kind, family, variant, year, n, n_documents, n_groups, n_groups_so_far, first`: hits, documents and
        groups of that year, groups that have used the formula up to and including it, and whether it is the
        formula's first year. Sorted by variant and year.
    """
    if by not in hits:
        check_choice("slogan_spread", "by", by, [str(column) for column in hits.columns])
    rows: list[dict[str, object]] = []
    for (kind, variant), uses in hits[hits["year"].notna()].groupby(["kind", "variant"]):
        seen: set[str] = set()
        for year, mine in uses.groupby("year"):
            users = set(mine[by].dropna())
            rows.append(
                {
                    "kind": kind,
                    "family": mine["family"].iloc[0],
                    "variant": variant,
                    "year": year,
                    "n": len(mine),
                    "n_documents": mine["doc_id"].nunique(),
                    "n_groups": len(users),
                    "n_groups_so_far": len(seen | users),
                    "first": year == uses["year"].min(),
                }
            )
            seen |= users
    table = pd.DataFrame(rows, columns=list(SPREAD_TYPES)).astype(SPREAD_TYPES)
    return table.sort_values(["variant", "kind", "year"], ignore_index=True)
