"""The formulas characteristic of a period."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..checks import check_result, check_whole
from .formulas import kinds_of_formulas, with_formula

TIMELINE_TYPES = {
    "period": "object", "first_year": "int64", "last_year": "int64", "formula": "object", "kind": "object",
    "score": "float64", "year": "int64", "n": "int64", "n_sure": "int64", "n_documents": "int64",
}  # fmt: skip
PER_PERIOD = {False: 4, True: 2}
"""Number of formulas shown for each period: parallel runs, and numeric formulas."""


def slogan_timeline(hits: pd.DataFrame, n_periods: int = 6) -> pd.DataFrame:
    """Return the formulas characteristic of each period, with every year of their use.

    The years with hits are divided evenly into periods. A formula is assigned to the period for
    which d² / D is largest, d being its documents in the period and D its documents in all: used widely then,
    and little at other times. It must occur in at least two documents of the period. For this only hits of
    the tier `sure` count, so that no formula marks a period by doubtful hits.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`; hits without a year are left out.
    n_periods : int
        Number of periods; fewer when there are fewer years.

    Returns
    -------
    DataFrame
        `period, first_year, last_year, formula, kind, score, year, n, n_sure, n_documents`: one row for each
        year in which a marking formula is used, in its period or not, with its hits of any tier and those of
        `sure`; the four parallel runs and two numeric formulas with the highest scores for each period.
        Sorted by period, descending score, formula and year.

    Examples
    --------
    >>> from analysis import find_slogans, read_texts, segment, slogan_timeline
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> slogan_timeline(hits, n_periods=1)[["period", "year", "n"]].to_numpy().tolist()
    [['2022—2023', 2022, 1], ['2022—2023', 2023, 1]]
    """
    check_result("slogan_timeline", hits, ("doc_id", "kind"), "find_slogans(corpus)")
    check_whole("slogan_timeline", "n_periods", n_periods, 1)
    dated = with_formula(hits[hits["year"].notna() & hits["form"].isin(["adjacent", "unseparated"])])
    years = np.array(sorted(dated["year"].unique()), dtype=np.int64)
    if len(years) == 0:
        return pd.DataFrame(columns=list(TIMELINE_TYPES)).astype(TIMELINE_TYPES)
    parts = np.array_split(years, min(n_periods, len(years)))
    period_of = {year: at for at, part in enumerate(parts) for year in part}
    uses = dated.assign(
        year=dated["year"].astype("int64"), period=dated["year"].map(period_of), sure=dated["tier"] == "sure"
    )
    chosen = _marking(uses[uses["sure"]])
    by_year = uses.groupby(["formula", "year"]).agg(
        n=("text", "size"), n_sure=("sure", "sum"), n_documents=("doc_id", "nunique")
    )
    table = chosen.merge(by_year.reset_index(), on="formula")
    table = table.assign(
        first_year=[parts[at][0] for at in table["period"]],
        last_year=[parts[at][-1] for at in table["period"]],
    )
    table["period"] = [
        f"{a}" if a == b else f"{a}—{b}" for a, b in zip(table["first_year"], table["last_year"], strict=True)
    ]
    table = table.sort_values(
        ["first_year", "score", "formula", "year"], ascending=[True, False, True, True], ignore_index=True
    )
    return table[list(TIMELINE_TYPES)].astype(TIMELINE_TYPES)


def _marking(uses: pd.DataFrame) -> pd.DataFrame:
    """Return the formulas that mark a period, with their period, kind and score."""
    table = uses.groupby(["formula", "period"]).agg(d=("doc_id", "nunique"), n=("text", "size")).reset_index()
    everywhere = uses.groupby("formula")["doc_id"].nunique()
    table["score"] = table["d"] ** 2 / table["formula"].map(everywhere)
    table = table[table["d"] >= 2].sort_values(["score", "n", "formula"], ascending=[False, False, True])
    best = table.drop_duplicates("formula").copy()
    best["kind"] = best["formula"].map(kinds_of_formulas(uses)["kind"])
    numeric = best["kind"] == "numeric"
    rank = best.groupby(["period", numeric]).cumcount()
    return best.loc[rank < numeric.map(PER_PERIOD), ["formula", "kind", "period", "score"]]
