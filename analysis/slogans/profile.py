"""Which formulas are specific to a group, shared between groups, or inherited from a reference corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

import pandas as pd

from ..checks import check_result
from ..corpus import By, joint_labels
from ..errors import InputError
from .spelling import commonest

PROFILE_TYPES = {
    "group": "object", "kind": "object", "family": "object", "variant": "object", "text": "object",
    "n": "int64", "n_groups": "int64", "status": "object", "model": "object", "first_year": "Int64",
}  # fmt: skip
KEYS = ["kind", "variant"]
MAX_LIMBS = 8


def slogan_profile(
    hits: pd.DataFrame, by: By = "city", reference: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the formulas of each group, and whether they are specific to it, shared or inherited.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`.
    by : str or sequence of str
        A column of `hits`; hits where it is missing are left out.
    reference : DataFrame, optional
        The hits of a reference corpus, such as the State Council's reports: a formula that occurs there, in
        any order, is inherited.

    Returns
    -------
    DataFrame
        `group, kind, family, variant, text, n, n_groups, status, model, first_year`: one row per group and
        variant, the most frequent spelling as `text`, hits in the group, groups that use the variant;
        `status` is `inherited`, or else `own` (in this group only) or `shared`; `model` is the formula of
        the reference that a formula which is not inherited resembles (two limbs, and half of the shorter
        one's, in common), missing where there is none; `first_year` is missing where no year is known. Sorted
        by group, then by descending `n`, then by variant.

    Raises
    ------
    ChoiceError, InputError
        When the hits have no such column, or it is empty.

    Examples
    --------
    >>> from analysis import find_slogans, read_texts, segment, slogan_profile
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> slogan_profile(hits)[["group", "n", "n_groups", "status"]].to_numpy().tolist()
    [['兰州市', 1, 2, 'shared'], ['青岛市', 1, 2, 'shared']]
    """
    check_result("slogan_profile", hits, ("doc_id", "variant"), "find_slogans(corpus)")
    known = _known(hits, by, "slogan_profile")
    keys = ["group", *KEYS]
    table = known.groupby(keys).agg(
        n=("text", "size"), family=("family", "first"), first_year=("year", "min")
    )
    table = table.reset_index()
    table["text"] = commonest(known, keys).to_numpy()
    table["n_groups"] = table.groupby(KEYS)["group"].transform("nunique")
    models = _Models(() if reference is None else reference["variant"].unique())
    found = [variant in models for variant in table["variant"]]
    alone = table["n_groups"] == 1
    table["status"] = alone.map({True: "own", False: "shared"}).mask(
        pd.Series(found, index=table.index), "inherited"
    )
    near = {
        variant: models.nearest(variant) for variant in table.loc[[not x for x in found], "variant"].unique()
    }
    table["model"] = table["variant"].map(near).astype(object).where(lambda model: model.notna(), None)
    table = table.assign(group=table["group"].map(str))[list(PROFILE_TYPES)].astype(PROFILE_TYPES)
    return table.sort_values(
        ["group", "n", "variant", "kind"], ascending=[True, False, True, True], ignore_index=True
    )


def _known(hits: pd.DataFrame, by: By, function: str) -> pd.DataFrame:
    labels = joint_labels(hits, by, function)
    known = hits.assign(group=labels)[labels.notna()]
    if len(known) == 0 and len(hits):
        raise InputError(
            f"No hit has a value in `{by}`: state it in documents.csv, or group by another column."
        )
    return known


class _Models:
    """The formulas of a reference corpus, for looking up the one that a formula resembles."""

    def __init__(self, variants: Iterable[str]) -> None:
        self._variants = frozenset(variants)
        self._with_pair: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for variant in sorted(self._variants):
            for pair in combinations(variant.split("/")[:MAX_LIMBS], 2):
                self._with_pair[pair].append(variant)

    def __contains__(self, variant: str) -> bool:
        return variant in self._variants

    def nearest(self, variant: str) -> str | None:
        """Return the variant with most limbs in common, if at least two and half of the shorter one's."""
        limbs = variant.split("/")
        pairs = combinations(limbs[:MAX_LIMBS], 2)
        near = {other for pair in pairs for other in self._with_pair.get(pair, ())}
        common = {other: len(set(limbs) & set(other.split("/"))) for other in near}
        fitting = [o for o in near if 2 * common[o] >= min(len(limbs), o.count("/") + 1)]
        return min(fitting, key=lambda other: (-common[other], len(other), other), default=None)
