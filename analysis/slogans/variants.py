"""The variants of a family side by side, and how each differs from the most frequent one."""

from __future__ import annotations

import pandas as pd

from ..checks import check_result, check_whole
from ..corpus import By, joint_labels
from .finder.kinds import KINDS
from .finder.runs import HAN_ONLY
from .spelling import commonest

VARIANT_TYPES = {
    "kind": "object", "family": "object", "variant": "object", "text": "object", "relation": "object",
    "n": "int64", "n_orders": "int64", "n_documents": "int64", "n_groups": "int64", "groups": "object",
    "first_year": "Int64",
}  # fmt: skip
CORE = 2
"""Final characters of a limb that are compared when whole limbs differ: 寻难点 and 解难点 end in 难点."""


def slogan_variants(hits: pd.DataFrame, by: By = "city") -> pd.DataFrame:
    """Return the variants of each family of parallel runs, most frequent first.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`; numeric formulas have no variants and are left out.
    by : str or sequence of str
        A column of `hits` whose values are counted and named as users; missing values are not counted.

    Returns
    -------
    DataFrame
        `kind, family, variant, text, relation, n, n_orders, n_documents, n_groups, groups, first_year`: one
        row per family and variant, `text` in its most frequent spelling; `relation` to the family's most
        frequent variant is `leader` for itself, `subset` (limbs or verbs left out), `superset` (added),
        `substitution` (some limbs or verbs replaced) or `construction` (only the construction in common);
        `n_orders` counts the orders in which its limbs occur; `groups` are its users, joined by 、. Sorted by
        the family's hits (descending), family, the variant's hits (descending) and variant.

    Examples
    --------
    >>> from analysis import find_slogans, read_texts, segment, slogan_variants
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> slogan_variants(hits)[["text", "relation", "n", "n_groups"]].to_numpy().tolist()
    [['质量变革、效率变革、动力变革', 'leader', 2, 2]]
    """
    check_result("slogan_variants", hits, ("doc_id", "variant"), "find_slogans(corpus)")
    runs = hits.assign(user=joint_labels(hits, by, "slogan_variants"))[hits["kind"] != "numeric"]
    spelled = runs.assign(order=[HAN_ONLY.sub("", text) for text in runs["text"]])
    keys = ["family", "variant"]
    table = spelled.groupby(keys).agg(
        kind=("kind", "first"), n=("text", "size"), n_orders=("order", "nunique"),
        n_documents=("doc_id", "nunique"), n_groups=("user", "nunique"),
        first_year=("year", "min"),
    ).reset_index()  # fmt: skip
    users: dict[tuple[str, str], set[str]] = {}
    for family, variant, user in runs[[*keys, "user"]].dropna().itertuples(index=False, name=None):
        users.setdefault((family, variant), set()).add(str(user))
    pairs = zip(table["family"], table["variant"], strict=True)
    table["groups"] = ["、".join(sorted(users.get(pair, ()))) for pair in pairs]
    table["text"] = commonest(runs, keys).to_numpy()
    table["total"] = table.groupby("family")["n"].transform("sum")
    table = table.sort_values(
        ["total", "family", "n", "variant"], ascending=[False, True, False, True], ignore_index=True
    )
    leaders = table.drop_duplicates("family").set_index("family")["variant"].to_dict()
    table["relation"] = [
        relation(leaders[family], variant)
        for family, variant in zip(table["family"], table["variant"], strict=True)
    ]
    return table[list(VARIANT_TYPES)].astype(VARIANT_TYPES)


def varied_families(variants: pd.DataFrame, most: int = 6) -> list[str]:
    """Return the families with the most hits in variants that are related by more than construction.

    Parameters
    ----------
    variants : DataFrame
        The result of `slogan_variants`.
    most : int
        Maximum number of families.

    Returns
    -------
    list of str
        Families with two such variants or more; those with most hits outside their leading variant first.

    Examples
    --------
    >>> from analysis import find_slogans, read_texts, segment, slogan_variants, varied_families
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> varied_families(slogan_variants(hits))
    []
    """
    check_result("varied_families", variants, ("family", "relation"), "slogan_variants(hits)")
    check_whole("varied_families", "most", most)
    related = variants[(variants["relation"] != "construction") & ~variants["family"].isin(KINDS)]
    counts = related.groupby("family").agg(n_variants=("variant", "size"), n=("n", "sum"))
    counts = counts[counts["n_variants"] > 1].reset_index()
    counts["rest"] = counts["n"] - related.groupby("family")["n"].max().reindex(counts["family"]).to_numpy()
    ordered = counts.sort_values(["rest", "n", "family"], ascending=[False, False, True])
    return ordered["family"].head(most).tolist()


def relation(leader: str, variant: str) -> str:
    """Return how a variant differs from the leader of its family; see `slogan_variants`.

    Parameters
    ----------
    leader, variant : str
        Unordered keys: limbs joined by `/`.
    """
    if leader == variant:
        return "leader"
    one, other = set(leader.split("/")), set(variant.split("/"))
    if not one & other:
        bare = min(one, other, key=lambda limbs: sum(map(len, limbs)) / len(limbs))
        ends_one, ends_other = ({limb[-CORE:] for limb in limbs} for limbs in (one, other))
        if ends_one == ends_other and all(limb in ends_one for limb in bare):
            return "subset" if bare is other else "superset"
        return "substitution" if len(ends_one & ends_other) > 1 else "construction"
    return "subset" if other < one else "superset" if one < other else "substitution"
