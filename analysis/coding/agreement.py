"""How far coders agree, per code and overall, with intervals over documents."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from ..checks import check_result, check_wholes
from ..errors import InputError
from ..stats import MIN_DOCUMENTS
from .codings import MISSING, NO_CODE, LabelArray, Labels, checked_codings, codes_of, labels_of, of_round
from .coefficients import COEFFICIENTS, FloatArray

AGREEMENT_COLUMNS = ("code", "coefficient", "value", "low", "high", "n_units")

ALL = "all"
"""The `code` of the rows on all codes together."""


def agreement(codings: pd.DataFrame, n_resamples: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Measure how far coders agree.

    Parameters
    ----------
    codings : DataFrame
        `unit, coder, code`, one row for each code that a coder gave to a unit; a unit coded without any code
        has one row with an empty `code`, a unit not coded has no row. With a column `doc_id`, units of one
        document are resampled together; with a column `round`, only the first round counts.
    n_resamples : int
        Bootstrap samples of documents (without `doc_id`, of units).
    seed : int
        Seed of the resampling.

    Returns
    -------
    DataFrame
        `code, coefficient, value, low, high, n_units`. First the rows of `all`, where two coders agree on a
        unit when they gave it the same set of codes; then those of each code, where the categories are with
        and without it. `coefficient` is `percent` (a share from 0 to 1), `cohen_kappa` (the mean over pairs
        of coders), `fleiss_kappa`, `krippendorff_alpha` or `gwet_ac1`; `low` and `high` are the 95%
        percentile interval over documents, NaN below three documents; `n_units` counts the units that two or
        more coders coded. Units that one coder alone has coded say nothing of agreement, but count among the
        frequencies of codes from which Fleiss' kappa and AC1 take agreement by chance, as in Gwet (2014).
        Undefined values, such as a kappa where only one category occurs, are NaN.

    Raises
    ------
    KindError, InputError
        When the table lacks a column, has fewer than two coders or no unit that two have coded, or
        contradicts itself.

    References
    ----------
    Formulas: see `analysis.coding.coefficients`. Resampling of clusters: Field, C. and Welsh, A. (2007).
    Bootstrapping clustered data. Journal of the Royal Statistical Society B 69, 369-390.

    Examples
    --------
    Cohen's (1960) table 1:

    >>> import pandas as pd
    >>> from analysis import agreement
    >>> table = [[88, 10, 2], [14, 40, 6], [18, 10, 12]]
    >>> pairs = [(a, b) for a in range(3) for b in range(3) for _ in range(table[a][b])]
    >>> rows = [(unit, at, pair[at]) for unit, pair in enumerate(pairs) for at in (0, 1)]
    >>> codings = pd.DataFrame(rows, columns=["unit", "coder", "code"])
    >>> found = agreement(codings, n_resamples=100)
    >>> found[found["code"] == "all"].set_index("coefficient")["value"].round(3).to_dict()["cohen_kappa"]
    0.492
    """
    table = checked_codings("agreement", of_round(codings, 1))
    if table["coder"].nunique() < 2:
        raise InputError(
            f"agreement needs two coders or more; the table has {table['coder'].nunique()}: "
            f"{', '.join(sorted(set(table['coder'])))}."
        )
    check_wholes("agreement", n_resamples=n_resamples, seed=seed)
    _check_shared(table)
    return _measured(table, n_resamples, seed)


def _check_shared(table: pd.DataFrame) -> None:
    """Raise an error when no unit was coded by two: the units of coders may have different names."""
    units = table.drop_duplicates(["unit", "coder"])
    if not units.duplicated("unit").any():
        told = "; ".join(
            f"{coder}: {len(mine)}, such as {mine.iloc[0]}"
            for coder, mine in list(units.groupby("coder")["unit"])[:3]
        )
        raise InputError(
            f"agreement: no unit was coded by two coders ({told}); give each unit the same name for all."
        )


def self_agreement(codings: pd.DataFrame, n_resamples: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Measure how far each coder agrees with himself or herself, on units that were shown twice.

    Parameters
    ----------
    codings : DataFrame
        As returned by `read_codings`: `unit, coder, code, round`.
    n_resamples, seed : int
        As for `agreement`.

    Returns
    -------
    DataFrame
        `coder`, then the columns of `agreement`; no rows for a coder without repeated units.

    Raises
    ------
    KindError, InputError
        When the table lacks a column, or contradicts itself.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import self_agreement
    >>> codings = pd.DataFrame(
    ...     [("u1", "A", "x", 1), ("u1", "A", "x", 2), ("u2", "A", "x", 1), ("u2", "A", "y", 2)],
    ...     columns=["unit", "coder", "code", "round"],
    ... )
    >>> self_agreement(codings, n_resamples=0).iloc[0][["coder", "code", "coefficient"]].tolist()
    ['A', 'all', 'percent']
    """
    check_wholes("self_agreement", n_resamples=n_resamples, seed=seed)
    check_result("self_agreement", codings, ("unit", "coder", "code", "round"), "read_codings(folder)")
    parts = []
    for coder, own in codings.groupby("coder", sort=True):
        rounds = [checked_codings("self_agreement", of_round(own, number)) for number in (1, 2)]
        both = set(rounds[0]["unit"]) & set(rounds[1]["unit"])
        if both:
            table = pd.concat([one.assign(coder=str(at)) for at, one in enumerate(rounds)])
            measured = _measured(table[table["unit"].isin(both)], n_resamples, seed)
            parts.append(measured.assign(coder=str(coder))[["coder", *AGREEMENT_COLUMNS]])
    return (
        pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["coder", *AGREEMENT_COLUMNS])
    )


def _measured(table: pd.DataFrame, n_resamples: int, seed: int) -> pd.DataFrame:
    rows = []
    for code in [None, *codes_of(table)]:
        labels = labels_of(table, code)
        several = (labels.given != MISSING).sum(axis=1) > 1
        enough = len(np.unique(labels.clusters[several])) >= MIN_DOCUMENTS
        given, drawn = _resamples(labels, n_resamples if enough else 0, seed)
        for name, coefficient in COEFFICIENTS.items():
            low, high = _interval(coefficient(given, labels.n_categories, drawn))
            value = float(coefficient(labels.given, labels.n_categories, None)[0])
            rows.append((ALL if code is None else code, name, value, low, high, int(several.sum())))
    return pd.DataFrame(rows, columns=list(AGREEMENT_COLUMNS))


def confusion(codings: pd.DataFrame, one: str, other: str) -> pd.DataFrame:
    """Count how often each code of one coder meets each code of another.

    Parameters
    ----------
    codings : DataFrame
        As for `agreement`.
    one, other : str
        Names of coders.

    Returns
    -------
    DataFrame
        Units that both coded, by the codes of `one` (rows) and `other` (columns), both in the same order; an
        empty code is written `-`, and several codes of a unit are joined by ` + `.

    Raises
    ------
    KindError, InputError
        When the table lacks a column, or a coder does not occur in it.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import confusion
    >>> codings = pd.DataFrame(
    ...     [("u1", "A", "x"), ("u1", "B", "x"), ("u2", "A", "x"), ("u2", "B", "y")],
    ...     columns=["unit", "coder", "code"],
    ... )
    >>> confusion(codings, "A", "B").to_numpy().tolist()
    [[1, 1], [0, 0]]
    """
    table = checked_codings("confusion", of_round(codings, 1))
    _check_coders("confusion", table, (one, other))
    joined = table.groupby(["coder", "unit"])["code"].agg(_joined)
    both = pd.concat([joined[one], joined[other]], axis=1, join="inner", keys=["one", "other"])
    names = sorted(set(both["one"]) | set(both["other"]))
    counts = pd.crosstab(both["one"], both["other"]).reindex(index=names, columns=names, fill_value=0)
    return counts.rename_axis(index=one, columns=other)


def disagreements(codings: pd.DataFrame, units: pd.DataFrame | None = None) -> pd.DataFrame:
    """List the units on which coders disagree, side by side, to be discussed and decided.

    Parameters
    ----------
    codings : DataFrame
        As for `agreement`.
    units : DataFrame, optional
        The units as returned by `coding_units`, whose columns are put before the codes.

    Returns
    -------
    DataFrame
        `unit`, the columns of `units`, one column per coder with the codes given (several joined by ` + `,
        none `-`, not coded empty), and an empty column `decision` to be filled in.

    Raises
    ------
    KindError, InputError
        When a table lacks a column, or contradicts itself.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import disagreements
    >>> codings = pd.DataFrame(
    ...     [("u1", "A", "x"), ("u1", "B", "x"), ("u2", "A", "x"), ("u2", "B", "")],
    ...     columns=["unit", "coder", "code"],
    ... )
    >>> disagreements(codings).to_dict("records")
    [{'unit': 'u2', 'A': 'x', 'B': '-', 'decision': ''}]
    """
    table = checked_codings("disagreements", of_round(codings, 1))
    joined = table.groupby(["unit", "coder"], sort=False)["code"].agg(_joined).unstack()
    parted = joined[[len(set(row.dropna())) > 1 for _, row in joined.iterrows()]].fillna("")
    parted = parted[sorted(parted.columns)].assign(decision="").rename_axis(columns=None).reset_index()
    if units is None:
        return parted
    kept = units.drop(columns=[name for name in parted.columns if name in units.columns and name != "unit"])
    found = kept.assign(unit=kept["unit"].astype(str)).merge(parted, on="unit", how="inner")
    return found.reset_index(drop=True)


def _resamples(labels: Labels, n_resamples: int, seed: int) -> tuple[LabelArray, FloatArray]:
    """Return the different units of each cluster, and how often each bootstrap sample of clusters holds them.

    Units of a cluster that were coded alike are one, so that memory does not grow with what a machine coded.
    """
    names, cluster = np.unique(labels.clusters, return_inverse=True)
    units, n_of = np.unique(np.column_stack([cluster, labels.given]), axis=0, return_counts=True)
    n = len(names)
    rng = np.random.default_rng(seed)
    drawn = [np.bincount(rng.integers(0, n, n), minlength=n) for _ in range(n_resamples)]
    times = np.array(drawn, dtype=np.float64).reshape(-1, n)[:, units[:, 0]] * n_of
    return units[:, 1:], times


def _interval(values: FloatArray) -> tuple[float, float]:
    values = values[~np.isnan(values)]
    if not len(values):
        return float("nan"), float("nan")
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def _joined(codes: pd.Series[str]) -> str:
    given = sorted(code for code in codes if code != NO_CODE)
    return " + ".join(given) or "-"


def _check_coders(function: str, table: pd.DataFrame, coders: Iterable[str]) -> None:
    known = sorted(set(table["coder"]))
    for coder in coders:
        if coder not in known:
            raise InputError(f"{function}: there is no coder {coder!r}; there are {', '.join(known)}.")
