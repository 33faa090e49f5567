"""Groups whose texts are of different years: then the years, not the groups, may make the differences."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

YEARS = 5
"""Years between the last text of one group and the first of another that make the two of different times."""


class Span(NamedTuple):
    """The years of a group's texts."""

    group: str
    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def far_apart(documents: pd.DataFrame, labels: pd.Series[str]) -> tuple[Span, Span] | None:
    """Return the group that ends first and the one that begins last, if years lie between them.

    Parameters
    ----------
    documents : DataFrame
        Documents, with `year` if years are known.
    labels : Series of str
        The group of each document, missing where it has none.

    Returns
    -------
    tuple of Span, or None
        None as well where two groups have no known year between them.
    """
    if "year" not in documents:
        return None
    known = labels.dropna()
    years = documents["year"][known.index].dropna().astype(int)
    if years.empty:
        return None
    spans = years.groupby(known[years.index].astype(str)).agg(["min", "max"])
    early, late = spans["max"].idxmin(), spans["min"].idxmax()
    if spans.loc[late, "min"] - spans.loc[early, "max"] < YEARS:
        return None
    return tuple(Span(str(one), *map(int, spans.loc[one])) for one in (early, late))  # type: ignore[return-value]
