"""How formulas spread: how many groups use each, year by year."""

from __future__ import annotations

import pandas as pd

from ..checks import check_result
from ..corpus import By, joint_labels

SPREAD_TYPES = {
    "kind": "object", "family": "object", "variant": "object", "year": "Int64", "n": "int64",
    "n_sure": "int64", "n_documents": "int64", "n_groups": "int64", "n_groups_so_far": "int64",
    "first": "bool",
}  # fmt: skip
KEYS = ["kind", "variant"]


def slogan_spread(hits: pd.DataFrame, by: By = "city") -> pd.DataFrame:
    """Return for each formula and year how often and how widely it was used.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`; hits without a year are left out.
    by : str or sequence of str
        The column or columns whose values are counted as users; missing values are not counted.

    Returns
    -------
    DataFrame
        `kind, family, variant, year, n, n_sure, n_documents, n_groups, n_groups_so_far, first`: hits (of any
        tier, and of `sure`), documents and groups of that year, groups that have used the formula up to and
        including it, and whether it is the formula's first year. Sorted by variant and year.

    Raises
    ------
    ChoiceError
        When the hits have no such column.

    Examples
    --------
    >>> from analysis import find_slogans, read_texts, segment, slogan_spread
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> slogan_spread(hits)[["year", "n", "n_groups_so_far", "first"]].to_numpy().tolist()
    [[2022, 1, 1, True], [2023, 1, 2, False]]
    """
    check_result("slogan_spread", hits, ("doc_id", "variant", "tier"), "find_slogans(corpus)")
    dated = hits.assign(user=joint_labels(hits, by, "slogan_spread"), sure=hits["tier"] == "sure")
    dated = dated[hits["year"].notna()]
    uses = dated.groupby([*KEYS, "year"])
    table = uses.agg(
        n=("text", "size"), n_sure=("sure", "sum"), n_documents=("doc_id", "nunique"),
        n_groups=("user", "nunique"), family=("family", "first"),
    )  # fmt: skip
    first_use = dated.dropna(subset="user").groupby([*KEYS, "user"])["year"].min().reset_index()
    new_users = first_use.groupby([*KEYS, "year"]).size().reindex(table.index, fill_value=0)
    table["n_groups_so_far"] = new_users.groupby(level=KEYS).cumsum()
    table = table.reset_index()
    table["first"] = ~table.duplicated(KEYS)
    table = table[list(SPREAD_TYPES)].astype(SPREAD_TYPES)
    return table.sort_values(["variant", "kind", "year"], ignore_index=True)
