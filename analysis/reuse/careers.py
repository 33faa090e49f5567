"""The career of a formula: how often it is used year by year, and where its use breaks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import xlogy

from ..checks import check_kind, check_result, check_wholes
from ..corpus import Corpus
from .first_uses import counted_uses, years_of_documents

CAREER_TYPES = {
    "item": "object", "year": "int64", "n": "int64", "n_documents": "int64", "size": "int64",
    "rate_per_10k": "float64",
}  # fmt: skip

BREAK_TYPES = {
    "item": "object", "year": "int64", "low": "int64", "high": "int64", "change": "object",
    "rate_before": "float64", "rate_after": "float64", "p": "float64",
}  # fmt: skip

MIN_YEARS = 3
"""Least number of years before and after a break."""

ALPHA = 0.05
CHI2_95 = 3.841
"""The 95 % point of chi-squared with one degree of freedom."""

Array = npt.NDArray[np.float64]


def careers(
    corpus: Corpus, uses: pd.DataFrame | str | Sequence[str], time: str = "year", item: str = "variant"
) -> pd.DataFrame:
    """Return how often each formula or term is used in each year, years without it included.

    Parameters
    ----------
    corpus : Corpus
        Texts of several years, such as national reports.
    uses : DataFrame, str or sequence of str
        A table with `doc_id` and the column `item`, or terms; see `first_uses`.
    time : str
        The column with the year of each document.
    item : str
        The column of the table.

    Returns
    -------
    DataFrame
        One row per item and year that has documents: `item, year, n, n_documents` (with a use), `size` (Han
        characters of the year's documents), `rate_per_10k`. Sorted by item and year.

    Raises
    ------
    KindError, ChoiceError, InputError
        As in `first_uses`.

    Examples
    --------
    >>> from analysis import careers, read_texts, segment
    >>> corpus = segment(read_texts(["修路修桥。", "修路。", "治水。"], year=[2019, 2020, 2021]))
    >>> careers(corpus, "修路")[["year", "n", "size"]].values.tolist()
    [[2019, 1, 4], [2020, 1, 2], [2021, 0, 2]]
    """
    check_kind("careers", corpus, "Corpus")
    counted = counted_uses(corpus, uses, item, "careers")
    years = years_of_documents(corpus, time).dropna().astype("int64")
    size = corpus.n_han.reindex(years.index).groupby(years).sum()
    counted = counted.assign(year=counted["doc_id"].map(years))
    rows = []
    for name, part in counted.groupby("item"):
        used = (
            part.dropna(subset="year").groupby("year").agg(n=("n", "sum"), n_documents=("doc_id", "nunique"))
        )
        used = used.reindex(size.index, fill_value=0)
        rows += [(name, year, used.loc[year, "n"], used.loc[year, "n_documents"], size[year],
                  used.loc[year, "n"] / size[year] * 1e4 if size[year] else np.nan)
                 for year in size.index]  # fmt: skip
    return pd.DataFrame(rows, columns=list(CAREER_TYPES)).astype(CAREER_TYPES)


def career_breaks(career: pd.DataFrame, n_permutations: int = 999, seed: int = 1) -> pd.DataFrame:
    """Return the years in which the use of a formula breaks, each with an interval and a p value.

    The break is where two Poisson rates, before and after, fit the counts best (likelihood ratio). Its p is
    the share of random orders of the years whose best break fits as well: it allows for having looked at all
    years. Where p is at most .05, the years before and those after are searched in turn. The interval holds
    the years whose fit is not worse by more than the 95 % point of chi-squared, after dividing by the
    overdispersion of the counts.

    Parameters
    ----------
    career : DataFrame
        The result of `careers`.
    n_permutations : int
        Random orders of the years.
    seed : int
        Their seed.

    Returns
    -------
    DataFrame
        One row per break: `item, year` (the first of the new rate), `low, high` (first and last year it may
        be), `change` (`rise` or `fall`), `rate_before, rate_after` (per 10,000 Han characters, from the break
        before to the one after), `p`. Sorted by item and year.

    Raises
    ------
    KindError
        When this is not such a table.

    References
    ----------
    Worsley, K. (1986). Confidence regions and tests for a change-point in a sequence of exponential family
    random variables. Biometrika 73, 91-104.

    Examples
    --------
    >>> from analysis import career_breaks, careers, read_texts, segment
    >>> texts = ["治水治山治路。"] * 8 + ["推行河长制，落实河长制。"] * 8
    >>> career = careers(segment(read_texts(texts, year=list(range(2008, 2024)))), "河长制")
    >>> career_breaks(career)[["year", "change"]].values.tolist()
    [[2016, 'rise']]
    """
    check_result("career_breaks", career, CAREER_TYPES, "careers(corpus, terms)")
    check_wholes("career_breaks", n_permutations=n_permutations, seed=seed)
    rng = np.random.default_rng(seed)
    rows: list[tuple[object, ...]] = []
    for item, part in career.groupby("item"):
        part = part.sort_values("year")
        n, size = part["n"].to_numpy(np.float64), part["size"].to_numpy(np.float64)
        years = part["year"].to_numpy()
        found: list[tuple[int, int, int, float]] = []
        waiting = [(0, len(n))]
        while waiting:
            a, b = waiting.pop()
            one = _break(n[a:b], size[a:b], n_permutations, rng)
            if one is not None:
                at, low, high, p = one
                found.append((a + at, a + low, a + high, p))
                waiting += [(a, a + at), (a + at, b)]
        cuts = [0, *sorted(at for at, *_ in found), len(n)]
        for at, low, high, p in sorted(found):
            place = cuts.index(at)
            before, after = slice(cuts[place - 1], at), slice(at, cuts[place + 1])
            rates = [n[cut].sum() / size[cut].sum() * 1e4 for cut in (before, after)]
            change = "rise" if rates[1] > rates[0] else "fall"
            rows.append((item, years[at], years[low], years[high], change, *rates, p))
    return pd.DataFrame(rows, columns=list(BREAK_TYPES)).astype(BREAK_TYPES)


def _fits(n: Array, size: Array) -> Array:
    """Return twice the log likelihood ratio of a break before each year, shape (..., n_years)."""
    c, s = np.cumsum(n, axis=-1), np.cumsum(size, axis=-1)
    total, whole = c[..., -1:], s[..., -1:]
    c, s = c[..., :-1], s[..., :-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = xlogy(c, c / s) + xlogy(total - c, (total - c) / (whole - s)) - xlogy(total, total / whole)
    fits = np.full(n.shape, -np.inf)
    fits[..., 1:] = 2 * ratio
    fits[..., :MIN_YEARS] = -np.inf
    fits[..., n.shape[-1] - MIN_YEARS + 1 :] = -np.inf
    return np.asarray(fits)


def _break(
    n: Array, size: Array, n_permutations: int, rng: np.random.Generator
) -> tuple[int, int, int, float] | None:
    """Return the best break, the bounds of its interval and its p, or None where there is none."""
    if len(n) < 2 * MIN_YEARS or n.sum() == 0 or (size <= 0).any():
        return None
    fits = _fits(n, size)
    at = int(np.argmax(fits))
    orders = np.argsort(rng.random((n_permutations, len(n))), axis=1)
    drawn = _fits(n[orders], size[orders]).max(axis=1)
    p = (1 + int((drawn >= fits[at] - 1e-9).sum())) / (n_permutations + 1)
    if p > ALPHA:
        return None
    expected = np.concatenate([
        part * n[cut].sum() / size[cut].sum()
        for cut, part in ((slice(0, at), size[:at]), (slice(at, None), size[at:]))
    ])  # fmt: skip
    with np.errstate(divide="ignore", invalid="ignore"):
        pearson = np.where(expected > 0, (n - expected) ** 2 / expected, 0).sum()
    spread = max(pearson / max(len(n) - 2, 1), 1.0)
    near = np.flatnonzero((fits[at] - fits) / spread <= CHI2_95)
    return at, int(near[0]), int(near[-1]), p
