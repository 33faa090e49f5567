"""What each group speaks of: shares of topics with intervals, contrasts of two groups, trends over years."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from ..corpus import IntArray, TopicModel, group_labels
from ..errors import InputError, check_choice
from ..stats import FloatArray

TAIL = 0.025
"""Intervals are of 95 %."""


class Shares:
    """Tokens by topic in each document, for the model and its refits; documents in sorted order.

    Attributes
    ----------
    documents : DataFrame
        The variables of each document, by `doc_id`.
    sizes : ndarray, shape (n_documents,)
        Counted tokens.
    tokens : ndarray, shape (n_fits, n_documents, n_topics)
        Tokens by topic; the model itself first.
    """

    def __init__(self, model: TopicModel) -> None:
        doc_ids = model.units["doc_id"].to_numpy()
        self.topics = model.unit_topics.columns
        self.documents = model.units.groupby("doc_id", sort=True).first()
        fits = [model.unit_topics, *model.refits]
        weighted = [fit.mul(model.sizes, axis=0).groupby(doc_ids, sort=True).sum().to_numpy() for fit in fits]
        self.tokens: FloatArray = np.array(weighted)
        sizes = pd.Series(model.sizes, index=model.units.index).groupby(doc_ids, sort=True).sum()
        self.sizes: FloatArray = sizes.to_numpy(dtype=np.float64)

    def mean(self, rows: np.ndarray) -> FloatArray:
        """Return the mean shares of some documents, weighted by their tokens."""
        return np.asarray(self.tokens[0, rows].sum(axis=0) / self.sizes[rows].sum())

    def resampled(self, rows: np.ndarray, n_resamples: int, seed: int) -> FloatArray:
        """Return mean shares of documents drawn again with replacement, each time from one of the fits."""
        n, n_fits = len(rows), len(self.tokens)
        drawn = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), n_resamples)
        sizes = drawn @ self.sizes[rows]
        means = np.empty((n_resamples, len(self.topics)))
        for fit in range(n_fits):
            turn = slice(fit, None, n_fits)
            means[turn] = (drawn[turn] @ self.tokens[fit, rows]) / sizes[turn, None]
        return means


def topic_prevalence(
    model: TopicModel, by: str = "city", n_resamples: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """Share of each topic in each group, with an interval from resampling documents and fits.

    The share is the mean over the group's units weighted by their counted tokens. The interval is the
    percentile interval of the same mean over documents drawn with replacement; where the model was fitted
    from several seeds, each resample takes another of these fits. A group with one document has no interval,
    for a single document tells nothing about how the next one would differ.

    Parameters
    ----------
    model : TopicModel
        A fitted model.
    by : str
        A column of `model.units`.
    n_resamples : int
        Bootstrap resamples.
    seed : int
        Seed of the resampling.

    Returns
    -------
    DataFrame
        `topic, group, n_documents, size, prevalence, low, high`, sorted by topic, then group; `size` is in
        counted tokens, `low` and `high` bound the 95 % interval and are missing where there is none.

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, ch. 13 (percentile intervals).
    """
    shares = Shares(model)
    labels = group_labels(shares.documents, by)
    rows = []
    for group in sorted(labels.dropna().unique()):
        mine = np.flatnonzero((labels == group).to_numpy())
        mean = shares.mean(mine)
        low = high = np.full(len(mean), np.nan)
        if len(mine) > 1:
            low, high = _bounds(shares.resampled(mine, n_resamples, seed), mean)
        size = int(shares.sizes[mine].sum())
        rows += [
            (topic, group, len(mine), size, mean[i], low[i], high[i]) for i, topic in enumerate(shares.topics)
        ]
    columns = ["topic", "group", "n_documents", "size", "prevalence", "low", "high"]
    return pd.DataFrame(rows, columns=columns).sort_values(["topic", "group"], ignore_index=True)


def topic_contrast(
    model: TopicModel, group: str, other: str, by: str = "city", n_resamples: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """Compare the shares of topics in two groups.

    Parameters
    ----------
    model : TopicModel
        A fitted model.
    group, other : str
        The groups.
    by : str
        A column of `model.units`.
    n_resamples : int
        Bootstrap resamples; documents are drawn within each group.
    seed : int
        Seed of the resampling.

    Returns
    -------
    DataFrame
        `topic, group, other, prevalence, prevalence_other, difference, low, high`, sorted by falling size of
        the difference. `low` and `high` bound the 95 % interval of the difference, and are missing when
        either group has one document.

    Raises
    ------
    ChoiceError
        When there is no such group.
    """
    shares = Shares(model)
    labels = group_labels(shares.documents, by)
    for name, value in (("group", group), ("other", other)):
        check_choice("topic_contrast", name, value, sorted(labels.dropna().unique()))
    one, two = (np.flatnonzero((labels == value).to_numpy()) for value in (group, other))
    first, second = shares.mean(one), shares.mean(two)
    low = high = np.full(len(first), np.nan)
    if min(len(one), len(two)) > 1:
        drawn = shares.resampled(one, n_resamples, seed) - shares.resampled(two, n_resamples, seed + 1)
        low, high = _bounds(drawn, first - second)
    table = pd.DataFrame(
        {
            "topic": shares.topics,
            "group": group,
            "other": other,
            "prevalence": first,
            "prevalence_other": second,
            "difference": first - second,
            "low": low,
            "high": high,
        }
    )
    order = np.lexsort((table["topic"], -table["difference"].abs()))
    return table.iloc[order].reset_index(drop=True)


def topic_trend(
    model: TopicModel, within: str | None = None, n_resamples: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """Tell how the share of each topic changes over the years.

    The slope is that of the regression of documents' shares on their year, weighted by their counted tokens;
    its interval comes from resampling documents, and fits where there are several.

    Parameters
    ----------
    model : TopicModel
        A fitted model.
    within : str, optional
        A column of `model.units`; a trend is told for each of its groups. By default, one for all documents.
    n_resamples : int
        Bootstrap resamples.
    seed : int
        Seed of the resampling.

    Returns
    -------
    DataFrame
        `topic, group, n_documents, n_years, first_year, last_year, slope, low, high`: the change of the share
        (0 to 1) in a year, and its 95 % interval; missing with documents of one year, the interval also with
        fewer than four documents. Documents without a year are left out. `group` is `all` without `within`.

    Raises
    ------
    InputError
        When no document has a year.
    """
    shares = Shares(model)
    years = shares.documents["year"].astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
    if np.isnan(years).all():
        raise InputError("No document has a year: state it in documents.csv (columns file,year).")
    labels = group_labels(shares.documents, within) if within else pd.Series("all", shares.documents.index)
    rows = []
    for group in _sorted(labels):
        mine = np.flatnonzero((labels == group).to_numpy() & ~np.isnan(years))
        if not len(mine):
            continue
        when = years[mine]
        slope, low, high = _slopes(shares, mine, when, n_resamples, seed)
        known = (len(mine), len(np.unique(when)), int(when.min()), int(when.max()))
        rows += [(topic, group, *known, slope[i], low[i], high[i]) for i, topic in enumerate(shares.topics)]
    columns = ["topic", "group", "n_documents", "n_years", "first_year", "last_year", "slope", "low", "high"]
    return pd.DataFrame(rows, columns=columns).sort_values(["topic", "group"], ignore_index=True)


def _slopes(
    shares: Shares, rows: np.ndarray, years: FloatArray, n_resamples: int, seed: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    n, sizes = len(rows), shares.sizes[rows]
    once = np.ones((1, n), dtype=np.int64)
    slope = _weighted_slope(once, years, sizes, shares.tokens[0, rows])[0]
    undefined = np.full(len(slope), np.nan)
    if len(np.unique(years)) < 2:
        return undefined, undefined, undefined
    if n < 4:
        return slope, undefined, undefined
    drawn = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), n_resamples)
    n_fits = len(shares.tokens)
    found = [
        _weighted_slope(drawn[fit::n_fits], years, sizes, shares.tokens[fit, rows]) for fit in range(n_fits)
    ]
    slopes = np.concatenate(found)
    low, high = _bounds(slopes[~np.isnan(slopes[:, 0])], slope)
    return slope, low, high


def _weighted_slope(drawn: IntArray, years: FloatArray, sizes: FloatArray, tokens: FloatArray) -> FloatArray:
    centred = years - years.mean()
    weight, moment = drawn @ sizes, drawn @ (sizes * centred)
    square = drawn @ (sizes * centred**2)
    spread = (weight * square - moment**2)[:, None]
    joint = weight[:, None] * (drawn @ (tokens * centred[:, None])) - moment[:, None] * (drawn @ tokens)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(spread > 1e-9 * (weight[:, None] ** 2), joint / spread, np.nan)


def _bounds(drawn: FloatArray, value: FloatArray) -> tuple[FloatArray, FloatArray]:
    low, high = np.quantile(drawn, [TAIL, 1 - TAIL], axis=0)
    # With several fits the kept one may lie at the edge of them all: the interval always holds its own value.
    return np.minimum(low, value), np.maximum(high, value)


def _sorted(labels: pd.Series) -> Iterable[str]:
    return sorted(labels.dropna().unique())
