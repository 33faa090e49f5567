"""Formulas across groups: which groups use which formula, and which formulas they share."""

from __future__ import annotations

import pandas as pd

from ..checks import check_result
from ..corpus import By, joint_labels
from .spelling import commonest

FORMULA_TYPES = {
    "formula": "object", "kind": "object", "family": "object", "group": "object", "n": "int64",
    "n_documents": "int64", "n_total": "int64", "n_groups": "int64",
}  # fmt: skip


def with_formula(hits: pd.DataFrame) -> pd.DataFrame:
    """Return the hits with a column `formula`, which groups the variants of one formula.

    Runs that grew into a family by shared limbs are one formula, named by its most frequent spelling; other
    runs are one formula when they have the same limbs in any order.
    """
    spelled = commonest(hits, ["variant"])
    grown = hits["family"].str.contains("、")
    return hits.assign(formula=hits["family"].where(grown, hits["variant"].map(spelled)))


def slogan_formulas(hits: pd.DataFrame, by: By = "city") -> pd.DataFrame:
    """Return how often each group uses each formula.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`.
    by : str or sequence of str
        A column of `hits`; hits where it is missing are left out.

    Returns
    -------
    DataFrame
        `formula, kind, family, group, n, n_documents, n_total, n_groups`: one row per formula and group that
        uses it; `formula` is the most frequent spelling of limbs that occur together in any order or with few
        replaced, `n_total` and `n_groups` are its total hits and groups. Sorted by `n_groups` and `n_total`
        in descending order, then formula and group.

    Examples
    --------
    >>> from analysis import find_slogans, read_texts, segment, slogan_formulas
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> slogan_formulas(hits)[["group", "n", "n_groups"]].to_numpy().tolist()
    [['兰州市', 1, 2], ['青岛市', 1, 2]]
    """
    check_result("slogan_formulas", hits, ("doc_id", "variant"), "find_slogans(corpus)")
    labels = joint_labels(hits, by, "slogan_formulas")
    known = with_formula(hits.assign(group=labels)[labels.notna()])
    table = known.groupby(["formula", "group"]).agg(
        n=("text", "size"), n_documents=("doc_id", "nunique")
    ).reset_index()  # fmt: skip
    table["n_total"] = table.groupby("formula")["n"].transform("sum")
    table["n_groups"] = table.groupby("formula")["group"].transform("nunique")
    first = kinds_of_formulas(known)
    table = table.assign(
        kind=table["formula"].map(first["kind"]), family=table["formula"].map(first["family"])
    )
    table = table[list(FORMULA_TYPES)].astype(FORMULA_TYPES)
    return table.sort_values(
        ["n_groups", "n_total", "formula", "group"], ascending=[False, False, True, True], ignore_index=True
    )


def kinds_of_formulas(hits: pd.DataFrame) -> pd.DataFrame:
    """Return the most frequent kind and family among the hits of each formula, indexed by formula."""
    counts = hits.groupby(["formula", "kind", "family"]).size().reset_index(name="n_hits")
    ordered = counts.sort_values(["formula", "n_hits", "kind"], ascending=[True, False, True])
    return ordered.drop_duplicates("formula").set_index("formula")
