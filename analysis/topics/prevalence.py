"""What each group is about: topic shares with intervals, contrasts between groups, trends over years."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from ..checks import check_choice, check_kind
from ..corpus import By, TopicModel, group_labels
from ..errors import InputError
from ..stats import (
    MIN_DOCUMENTS,
    FloatArray,
    ratio_df,
    ratio_variance,
    share_interval,
    slope_of,
    t_interval,
    welch_df,
)


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

    def means(self, rows: np.ndarray) -> FloatArray:
        """Return the mean topic shares of some documents in each fit, shape (n_fits, n_topics)."""
        return np.asarray(self.tokens[:, rows].sum(axis=1) / self.sizes[rows].sum())

    def variance(self, rows: np.ndarray) -> FloatArray:
        """Return the variance of the mean shares over documents, averaged over all fits."""
        return np.mean([ratio_variance(tokens[rows], self.sizes[rows]) for tokens in self.tokens], axis=0)


def topic_prevalence(model: TopicModel, by: By = "city") -> pd.DataFrame:
    """Return the share of each topic in each group, with an interval over documents and fits.

    The share is the mean over the group's units weighted by their counted tokens. Its variance is that over
    documents, plus the variance between fits where there are refits (method of composition). A group with
    fewer than three documents has no interval.

    Parameters
    ----------
    model : TopicModel
        A fitted model.
    by : str or sequence of str
        A column of `model.units`.

    Returns
    -------
    DataFrame
        `topic, group, n_documents, size, prevalence, low, high`, sorted by topic, then group; `size` is in
        counted tokens, `low` and `high` bound the 95 % interval and are missing where there is none.

    References
    ----------
    `stats.ratio_variance` and `stats.share_interval`; Rubin, D. (1987). Multiple Imputation for Nonresponse
    in Surveys, eq. 3.1.5, for the sum of variances; Treier, S. and Jackman, S. (2008). American Journal
    of Political Science 52, 201-217, for the method of composition.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, fit_topics, topic_prevalence
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> model = fit_topics(dtm, n_topics=2, max_share=0.6)
    >>> topic_prevalence(model)[["topic", "group", "size", "prevalence"]].round(1).to_numpy().tolist()
    [[1, '兰州市', 3600, 0.0], [1, '青岛市', 3600, 1.0], [2, '兰州市', 3600, 1.0], [2, '青岛市', 3600, 0.0]]
    """
    check_kind("topic_prevalence", model, "TopicModel")
    shares = Shares(model)
    labels = group_labels(shares.documents, by, "topic_prevalence")
    rows = []
    for group in sorted(labels.dropna().unique()):
        mine = np.flatnonzero((labels == group).to_numpy())
        mean = shares.means(mine)[0]
        low = high = np.full(len(mean), np.nan)
        if len(mine) >= MIN_DOCUMENTS:
            variance = shares.variance(mine) + composition(shares.means(mine))
            low, high = share_interval(mean, variance, ratio_df(shares.sizes[mine]))
        size = int(shares.sizes[mine].sum())
        rows += [
            (topic, group, len(mine), size, mean[i], low[i], high[i]) for i, topic in enumerate(shares.topics)
        ]
    columns = ["topic", "group", "n_documents", "size", "prevalence", "low", "high"]
    return pd.DataFrame(rows, columns=columns).sort_values(["topic", "group"], ignore_index=True)


def topic_contrast(model: TopicModel, group: str, other: str, by: By = "city") -> pd.DataFrame:
    """Compare the shares of topics in two groups.

    Parameters
    ----------
    model : TopicModel
        A fitted model.
    group, other : str
        The groups.
    by : str or sequence of str
        A column of `model.units`.

    Returns
    -------
    DataFrame
        `topic, group, other, prevalence, prevalence_other, difference, low, high`, sorted by descending
        absolute difference. `low` and `high` bound the 95 % interval of the difference (Welch's), and are
        missing when either group has fewer than three documents.

    Raises
    ------
    ChoiceError
        When a group does not exist.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, fit_topics, topic_contrast
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> model = fit_topics(dtm, n_topics=2, max_share=0.6)
    >>> topic_contrast(model, "青岛市", "兰州市")[["topic", "difference"]].round(1).to_numpy().tolist()
    [[2.0, -1.0], [1.0, 1.0]]
    """
    check_kind("topic_contrast", model, "TopicModel")
    shares = Shares(model)
    labels = group_labels(shares.documents, by, "topic_contrast")
    for name, value in (("group", group), ("other", other)):
        check_choice("topic_contrast", name, value, sorted(labels.dropna().unique()))
    one, two = (np.flatnonzero((labels == value).to_numpy()) for value in (group, other))
    first, second = shares.means(one)[0], shares.means(two)[0]
    low = high = np.full(len(first), np.nan)
    if min(len(one), len(two)) >= MIN_DOCUMENTS:
        variances = shares.variance(one), shares.variance(two)
        total = variances[0] + variances[1] + composition(shares.means(one) - shares.means(two))
        df = welch_df(*variances, *(ratio_df(shares.sizes[rows]) for rows in (one, two)))
        low, high = t_interval(first - second, total, df)
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


def topic_trend(model: TopicModel, within: str | None = None) -> pd.DataFrame:
    """Estimate how the share of each topic changes over the years.

    The slope is that of a regression of document shares on year, weighted by counted tokens; its interval is
    Student's, with a heteroscedasticity-robust variance (HC3), to which the variance between fits is added
    where there are several.

    Parameters
    ----------
    model : TopicModel
        A fitted model.
    within : str, optional
        A column of `model.units`, to estimate a trend for each of its groups; by default one for all.

    Returns
    -------
    DataFrame
        `topic, group, n_documents, n_years, first_year, last_year, slope, low, high`: the change of the share
        (0 to 1) per year, with its 95 % interval; missing when all documents are from one year, the interval
        also with fewer than four documents. Documents without a year are left out. `group` is `all` without
        `within`.

    Raises
    ------
    InputError
        When no documents have a year.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, fit_topics, topic_trend
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> model = fit_topics(dtm, n_topics=2, max_share=0.6)
    >>> topic_trend(model)[["topic", "n_years", "first_year", "last_year"]].to_numpy().tolist()
    [[1, 3, 2021, 2023], [2, 3, 2021, 2023]]
    """
    check_kind("topic_trend", model, "TopicModel")
    shares = Shares(model)
    years = shares.documents["year"].astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
    if np.isnan(years).all():
        raise InputError("No document has a year: state it in documents.csv (columns file,year).")
    labels = (
        group_labels(shares.documents, within, "topic_trend")
        if within
        else pd.Series("all", shares.documents.index)
    )
    rows = []
    for group in _sorted(labels):
        mine = np.flatnonzero((labels == group).to_numpy() & ~np.isnan(years))
        if not len(mine):
            continue
        when = years[mine]
        slope, low, high = _slopes(shares, mine, when)
        known = (len(mine), len(np.unique(when)), int(when.min()), int(when.max()))
        rows += [(topic, group, *known, slope[i], low[i], high[i]) for i, topic in enumerate(shares.topics)]
    columns = ["topic", "group", "n_documents", "n_years", "first_year", "last_year", "slope", "low", "high"]
    return pd.DataFrame(rows, columns=columns).sort_values(["topic", "group"], ignore_index=True)


def _slopes(shares: Shares, rows: np.ndarray, years: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    sizes = shares.sizes[rows]
    found = [slope_of(tokens[rows] / sizes[:, None], years, sizes) for tokens in shares.tokens]
    slopes, variances = (np.array(part) for part in zip(*found, strict=True))
    if len(rows) < 4:
        return slopes[0], np.full(slopes.shape[1], np.nan), np.full(slopes.shape[1], np.nan)
    return slopes[0], *t_interval(slopes[0], variances.mean(axis=0) + composition(slopes), len(rows) - 2)


def composition(values: FloatArray) -> FloatArray:
    """Return the variance that the choice of a fit adds, shape (n_topics,), from the value in each fit."""
    n_fits = len(values)
    if n_fits < 2:
        return np.zeros(values.shape[1:])
    return np.asarray((1 + 1 / n_fits) * values.var(axis=0, ddof=1))


def _sorted(labels: pd.Series) -> Iterable[str]:
    return sorted(labels.dropna().unique())
