"""How formulas are adopted: lags, Kaplan-Meier curves, and where they come from."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtri

from ..checks import check_result, check_whole
from .first_uses import FIRST_TYPES

MIN_ADOPTERS = 5
"""With fewer groups whose first use is known there is no curve, no median lag and no direction."""

TOP_DOWN, BOTTOM_UP = 0.1, 0.5
"""Shares of adopters earlier than the reference, below and above which an item is top-down or bottom-up."""

ADOPTION_TYPES = {
    "item": "object", "n_groups": "int64", "n_adopters": "int64", "n_known": "int64",
    "n_left_censored": "int64", "n_right_censored": "int64", "first": "Int64", "first_group": "object",
    "reference_first": "Int64", "n_before": "int64", "n_after": "int64", "direction": "object",
    "median": "float64", "low": "float64", "high": "float64",
}  # fmt: skip

CURVE_TYPES = {
    "item": "object", "origin": "int64", "since": "int64", "time": "int64", "year": "int64",
    "n_at_risk": "int64", "n_adopted": "int64", "share": "float64", "low": "float64", "high": "float64",
}  # fmt: skip

MADE_BY = "first_uses(corpus, uses)"


def adoption(first: pd.DataFrame, min_adopters: int = MIN_ADOPTERS) -> pd.DataFrame:
    """Return who adopted each item, how soon half of the groups did, and whether it came from above.

    An item is `top-down` if the reference has it and at most a tenth of the adopters are known to have used
    it before; `bottom-up` if at least half are, or if the reference has none of it; `hybrid` in between.
    Adopters whose first use is left-censored count only if it is before that of the reference.

    Parameters
    ----------
    first : DataFrame
        The result of `first_uses`.
    min_adopters : int
        Least number of adopters with a known first use for a direction and a median.

    Returns
    -------
    DataFrame
        One row per item: `item, n_groups, n_adopters, n_known` (first use not left-censored),
        `n_left_censored, n_right_censored, first, first_group` (missing where several groups were first, or
        the first use is left-censored), `reference_first, n_before, n_after` (adopters before the reference
        and not before it), `direction`, and `median`, the years from the origin (see `adoption_curves`) until
        half of the groups have adopted it, with its 95 % interval `low, high` (Brookmeyer and Crowley). What
        has too few adopters is missing, as is the median of a curve that begins after the origin; a bound
        that is not reached is infinite. Most adopters first.

    Raises
    ------
    KindError
        When this is not such a table.

    References
    ----------
    Brookmeyer, R. and Crowley, J. (1982). A confidence interval for the median survival time. Biometrics 38,
    29-41. The three directions are those of studies of policy diffusion (Hu, Shi, Yang et al. 2021); the
    bounds are ours.

    Examples
    --------
    >>> from analysis import adoption, first_uses, read_texts, segment
    >>> cities, years = ["青岛市", "青岛市", "遵义市", "遵义市"], [2019, 2021, 2020, 2023]
    >>> corpus = segment(read_texts(["修路。", "治水。", "治水。", "修路。"], city=cities, year=years))
    >>> first = first_uses(corpus, "修路")
    >>> adoption(first)[["item", "n_adopters", "n_left_censored", "first"]].values.tolist()
    [['修路', 2, 1, 2019]]
    """
    check_result("adoption", first, FIRST_TYPES, MADE_BY)
    curves = adoption_curves(first, min_adopters)
    rows = []
    for item, part in first.groupby("item"):
        used = part[~part["right_censored"]]
        known = used[~used["left_censored"]]
        start = part["reference_first"].iloc[0]
        before = 0 if pd.isna(start) else int((used["first"] < start).sum())
        after = 0 if pd.isna(start) else int((known["first"] >= start).sum())
        begun = used["first"].min()
        begins = used[used["first"] == begun]
        alone = len(begins) == 1 and not begins["left_censored"].iloc[0]
        curve = curves[curves["item"] == item]
        rows.append((
            item, len(part), len(used), len(known), len(used) - len(known), len(part) - len(used), begun,
            begins["group"].iloc[0] if alone else None, start, before, after,
            _direction(start, before, after, len(known), bool(part["has_reference"].any()), min_adopters),
            *_median(curve),
        ))  # fmt: skip
    table = pd.DataFrame(rows, columns=list(ADOPTION_TYPES)).astype(ADOPTION_TYPES)
    return table.sort_values(["n_adopters", "item"], ascending=[False, True], ignore_index=True)


def adoption_curves(first: pd.DataFrame, min_adopters: int = MIN_ADOPTERS) -> pd.DataFrame:
    """Return the share of groups that have adopted each item, year by year (Kaplan-Meier).

    Time runs from the origin: the first use in the reference, or, where there is none, the first use in the
    texts. A group is at risk from the year after it is first observed, if it had not used the item by then
    (delayed entry), or from the origin if it is observed before; it leaves with its last year (censored).
    Groups that used the item in their first year, or before the origin, are in no risk set. Where all at risk
    had adopted while others came under observation only later, the estimate would stay at 1 whatever these
    do: the curve begins after that time, and is of the groups that had not adopted by then.

    Parameters
    ----------
    first : DataFrame
        The result of `first_uses`.
    min_adopters : int
        Least number of adopters in the risk sets; items with fewer have no curve.

    Returns
    -------
    DataFrame
        One row per item and time at which a group adopted it: `item, origin` (a year), `since` (the year the
        curve begins, mostly the origin), `time` (years since the origin), `year, n_at_risk, n_adopted` (in
        that year), `share` (adopted so far, one minus the Kaplan-Meier estimate), `low, high`, bounds of 95 %
        (log-log, with Greenwood's variance). Where all at risk have adopted, there are no bounds.

    Raises
    ------
    KindError
        When this is not such a table.

    References
    ----------
    Kaplan, E. and Meier, P. (1958). JASA 53, 457-481; Kalbfleisch, J. and Prentice, R. (2002). The
    Statistical Analysis of Failure Time Data, 2nd ed., section 1.4, for the interval; Klein, J. and
    Moeschberger, M. (2003). Survival Analysis, 2nd ed., section 4.6, for the beginning of the curve.

    Examples
    --------
    >>> from analysis import adoption_curves, first_uses, read_texts, segment
    >>> cities, years = ["青岛市", "青岛市", "遵义市", "遵义市"], [2019, 2021, 2020, 2023]
    >>> corpus = segment(read_texts(["修路。", "治水。", "治水。", "修路。"], city=cities, year=years))
    >>> first = first_uses(corpus, "修路")
    >>> adoption_curves(first, min_adopters=1)[["year", "n_at_risk", "n_adopted", "share"]].values.tolist()
    [[2023.0, 1.0, 1.0, 1.0]]
    """
    check_result("adoption_curves", first, FIRST_TYPES, MADE_BY)
    check_whole("adoption_curves", "min_adopters", min_adopters)
    from statsmodels.duration.survfunc import SurvfuncRight

    parts = []
    for item, part in first.groupby("item"):
        origin = part["reference_first"].iloc[0]
        origin = part["first"].min() if pd.isna(origin) else origin
        if pd.isna(origin):
            continue
        observed = part[~part["left_censored"] & (part["observed_to"] >= origin)]
        observed = observed[~(observed["first"] < origin).fillna(False).astype(bool)]
        adopted = ~observed["right_censored"].to_numpy()
        last = observed["first"].astype("Int64").fillna(observed["observed_to"].astype("Int64"))
        time = (last - origin).to_numpy(dtype=np.int64)
        entry = np.maximum(observed["observed_from"].to_numpy(dtype=np.int64) - int(origin), -1)
        begin = _exhausted(time, adopted, entry) + 1
        entry = np.maximum(entry, begin - 1)
        inside = entry < time
        if adopted[inside].sum() < min_adopters:
            continue
        curve = SurvfuncRight(time[inside], adopted[inside].astype(int), entry=entry[inside])
        share = curve.surv_prob
        low, high = log_log_interval(share, curve.surv_prob_se)
        parts.append(pd.DataFrame({
            "item": item, "origin": int(origin), "since": int(origin) + begin, "time": curve.surv_times,
            "year": curve.surv_times + int(origin),
            "n_at_risk": curve.n_risk, "n_adopted": curve.n_events, "share": 1 - share, "low": 1 - high,
            "high": 1 - low,
        }))  # fmt: skip
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(CURVE_TYPES))
    return table[list(CURVE_TYPES)].astype(CURVE_TYPES)


def _exhausted(
    time: npt.NDArray[np.int64], adopted: npt.NDArray[np.bool_], entry: npt.NDArray[np.int64]
) -> int:
    """Return the last time at which all at risk adopted while others came later (-1 if there is none)."""
    found = -1
    for at in np.unique(time[adopted]):
        at_risk = (entry < at) & (time >= at)
        if (adopted & (time == at))[at_risk].all() and (time > at).any():
            found = int(at)
    return found


def log_log_interval(
    survival: npt.NDArray[np.float64], error: npt.NDArray[np.float64], level: float = 0.95
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the interval of survival probabilities on the scale log(-log S), between 0 and 1.

    Parameters
    ----------
    survival, error : ndarray of float64
        Kaplan-Meier estimates and their standard errors by Greenwood's formula.
    level : float
        Confidence level.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reuse.adoption import log_log_interval
    >>> [round(float(bound[0]), 4) for bound in log_log_interval(np.array([0.9]), np.array([0.0949]))]
    [0.4728, 0.9853]
    """
    z = ndtri((1 + level) / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        width = z * error / (survival * np.log(survival))
        low, high = survival ** np.exp(-width), survival ** np.exp(width)
    return low, high


def _direction(
    start: object, before: int, after: int, n_known: int, has_reference: bool, min_adopters: int
) -> str | None:
    """Return where an item comes from, by the rule stated in `adoption`."""
    if pd.isna(start):
        return "bottom-up" if has_reference and n_known >= min_adopters else None
    if before + after < min_adopters:
        return None
    share = before / (before + after)
    return "top-down" if share <= TOP_DOWN else "bottom-up" if share >= BOTTOM_UP else "hybrid"


def _median(curve: pd.DataFrame) -> tuple[float, float, float]:
    """Return the time at which half have adopted, and the times at which the bounds reach a half."""
    if curve.empty or (curve["since"] > curve["origin"]).any():
        return np.nan, np.nan, np.nan

    def reached(column: str) -> float:
        times = curve.loc[curve[column] >= 0.5, "time"]
        return float(times.iloc[0]) if len(times) else np.inf

    return reached("share"), reached("high"), reached("low")
