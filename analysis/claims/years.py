"""Claims about time: which measures rise or fall."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..extremes import trend_test
from .claim import Claim
from .counts import DocumentCounts

MIN_YEARS = 5
"""Minimum number of years with texts for a claim about a trend."""

END = 1 / 3
"""The first and the last third of the years are compared in the sentence."""


def trend_claims(
    section: str, measured: DocumentCounts, years: pd.Series, names: dict[str, str], seed: int = 0
) -> list[Claim]:
    """Return claims on the measures that rise or fall over the years.

    Parameters
    ----------
    section : str
        The section of the report with the numbers.
    measured : DocumentCounts
        Events and exposure of each document.
    years : Series of Int64
        The year of each document, by `doc_id`; missing where it is not known.
    names : dict
        The name of each measure; measures without a name are left out.
    seed : int
        Seed of the permutations.

    Returns
    -------
    list of Claim
        Kind `trend`, for each measure that rises or falls by `trend_test`. With fewer than five years there
        are none, and untested trends are not reported.
    """
    year = years.reindex(measured.counts.index)
    known = (year.notna() & (measured.exposure > 0)).to_numpy()
    wanted = [measure for measure in measured.counts.columns if measure in names]
    if year[known].nunique() < MIN_YEARS or not wanted:
        return []
    counts, exposure = measured.counts.loc[known, wanted], measured.exposure[known].astype(float)
    times = year[known].astype(float)
    z, p = (one[0] for one in trend_test(counts.to_numpy(), exposure, times, seed=seed))
    ordered = np.sort(times.unique())
    n_end = max(1, round(len(ordered) * END))
    first, last = times <= ordered[n_end - 1], times >= ordered[-n_end]
    claims = []
    for at, measure in enumerate(wanted):
        before = counts.loc[first, measure].sum() / exposure[first].sum() * measured.per
        after = counts.loc[last, measure].sum() / exposure[last].sum() * measured.per
        fits = (after > before) == (z[at] > 0) and after != before
        if not (p[at] <= 0.05 and fits):
            continue
        values = {
            "name": names[measure], "rate": float(after), "rate_other": float(before),
            "first_from": f"{ordered[0]:.0f}", "first_to": f"{ordered[n_end - 1]:.0f}",
            "last_from": f"{ordered[-n_end]:.0f}", "last_to": f"{ordered[-1]:.0f}",
        }  # fmt: skip
        bound = abs(np.log2((after + 0.5) / (before + 0.5)))
        direction = "more" if z[at] > 0 else "less"
        key = measure if measure in ("slogan", "numeric") else "theme"
        claims.append(
            Claim(f"trend_{key}", section, "", direction, float(bound), float(p[at]), values,
                  (key, str(measure), ""))
        )  # fmt: skip
    return claims
