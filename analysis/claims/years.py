"""Claims about time: which measures rise or fall, and between which years they change their level."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from .. import stats
from ..extremes import N_PERMUTATIONS, change_tests
from .claim import ALPHA, Claim
from .counts import DocumentCounts

MIN_YEARS = 5
"""Minimum number of years with texts for a claim about time."""

END = 1 / 3
"""The first and the last third of the years are compared in the sentence on a trend."""

MIN_SIDE_YEARS, MIN_SIDE_DOCUMENTS = 2, 3
"""Minimum number of years, and of documents, before and after a break."""

MIN_DOCUMENTS = 3
"""Minimum number of documents that a higher level rests on: the subject of one text is no change of time."""


def time_claims(
    kind: str,
    section: str,
    measured: DocumentCounts,
    years: pd.Series,
    names: Mapping[Hashable, str],
    labels: pd.Series | None = None,
    seed: int = 1,
    n_permutations: int = N_PERMUTATIONS,
) -> list[Claim]:
    """Return claims on the measures that rise, fall or change their level at some year.

    Parameters
    ----------
    kind : str
        What is measured: `term`, `theme`; the measure's own name where it is empty (`slogan`, `numeric`).
    section : str
        The section of the report with the numbers.
    measured : DocumentCounts
        Events and exposure of each document.
    years : Series of Int64
        The year of each document, by `doc_id`; missing where it is not known.
    names : mapping
        The name of each measure; measures without a name are left out.
    labels : Series of str, optional
        Groups within which documents are permuted, by `doc_id`: differences between them do not count. By
        default all documents are exchanged with each other.
    seed, n_permutations : int
        Permutations of the documents, and their seed.

    Returns
    -------
    list of Claim
        Kinds `trend_...` and `break_...`, for measures that pass a test of `change_tests`: of the two,
        the one that parts further from chance, with p for having asked both. With fewer than five years there
        are none, and untested changes are not reported.
    """
    known = years.reindex(measured.counts.index).notna() & (measured.exposure > 0)
    if labels is not None:
        known &= labels.reindex(measured.counts.index).notna()
    kept, wanted = known.to_numpy(), [one for one in measured.counts.columns if one in names]
    times = years.reindex(measured.counts.index)[kept].to_numpy(dtype=np.float64)
    ordered = np.unique(times)
    if len(ordered) < MIN_YEARS or not wanted:
        return []
    mine = DocumentCounts(measured.counts.loc[kept, wanted], measured.exposure[kept], measured.per)
    strata = None if labels is None else pd.factorize(labels.reindex(mine.counts.index), sort=True)[0]
    given = mine.counts.to_numpy(), mine.exposure.to_numpy(dtype=np.float64), times
    splits = _splits(times, ordered)
    trend, breaks = change_tests(*given, splits, n_permutations, seed, strata)
    z, p = (one[0] for one in trend)
    z_break, p_break = breaks
    best = np.abs(np.nan_to_num(z_break)).argmax(axis=0) if len(splits) else ()
    claims = []
    for at, measure in enumerate(wanted):
        key = kind or str(measure)
        if len(splits) and np.abs(z_break[best[at], at]) > np.abs(z[at]):
            found = f"break_{key}", z_break[best[at], at], p_break[best[at], at]
            first, last = times < splits[best[at]], times >= splits[best[at]]
        else:
            n_end = max(1, round(len(ordered) * END))
            found = f"trend_{key}", z[at], p[at]
            first, last = times <= ordered[n_end - 1], times >= ordered[-n_end]
        if splits.size:  # two tests are asked: p is that of both (Bonferroni)
            found = found[0], found[1], min(2 * found[2], 1.0)
        if found[2] <= ALPHA:
            claims += _claim(found, section, mine, measure, names[measure], times, first, last)
    return claims


def _splits(times: npt.NDArray[np.float64], ordered: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the first year after each possible break."""
    inner = ordered[MIN_SIDE_YEARS : len(ordered) - MIN_SIDE_YEARS + 1]
    before = np.array([(times < split).sum() for split in inner])
    enough = (before >= MIN_SIDE_DOCUMENTS) & (len(times) - before >= MIN_SIDE_DOCUMENTS)
    return np.asarray(inner[enough])


def _claim(
    found: tuple[str, float, float],
    section: str,
    mine: DocumentCounts,
    measure: Hashable,
    name: str,
    times: npt.NDArray[np.float64],
    first: npt.NDArray[np.bool_],
    last: npt.NDArray[np.bool_],
) -> list[Claim]:
    """Return the claim, unless the rates say the opposite of the test or one document makes it."""
    kind, z, p = found
    n, size = mine.counts[measure].to_numpy(), mine.exposure.to_numpy(dtype=np.float64)
    before, after = (n[side].sum() / size[side].sum() * mine.per for side in (first, last))
    if (
        before == after
        or (after > before) != (z > 0)
        or not _shared(mine, measure, first, last, kind.startswith("break_"))
    ):
        return []
    ends, other = mine.interval(last, measure), mine.interval(first, measure)
    facts = {
        "name": name, "n": int(n.sum()), "rate": float(after), "rate_low": ends[0], "rate_high": ends[1],
        "rate_other": float(before), "rate_other_low": other[0], "rate_other_high": other[1],
        "first_from": f"{times[first].min():.0f}", "first_to": f"{times[first].max():.0f}",
        "last_from": f"{times[last].min():.0f}", "last_to": f"{times[last].max():.0f}",
    }  # fmt: skip
    bound = abs(np.log2((after + 0.5) / (before + 0.5)))
    key = kind.split("_", 1)[1]
    direction = "more" if z > 0 else "less"
    return [Claim(kind, section, "", direction, float(bound), float(p), facts, (key, str(measure), ""))]


def _shared(
    mine: DocumentCounts,
    measure: Hashable,
    first: npt.NDArray[np.bool_],
    last: npt.NDArray[np.bool_],
    of_all: bool,
) -> bool:
    """Return whether several documents make a level higher, and still do without the one that does most.

    Where the sides are all documents, the interval of their ratio must exclude 1 then. Where a side has fewer
    documents than are asked for, all of them must have some of it, and rates alone are compared.
    """
    n = mine.counts[measure].to_numpy(dtype=np.float64)
    size = mine.exposure.to_numpy(dtype=np.float64)
    rates = [n[side].sum() / size[side].sum() for side in (first, last)]
    higher, lower = (first, last) if rates[0] > rates[1] else (last, first)
    if (n[higher] > 0).sum() < min(MIN_DOCUMENTS, higher.sum()):
        return False
    rest = higher.copy()
    rest[np.flatnonzero(higher)[np.argmax(n[higher])]] = False
    if not size[rest].sum():
        return True
    sides = n[rest, None], size[rest], n[lower, None], size[lower]
    low = float(stats.rate_ratio_interval(*sides)[0][0]) if of_all else np.nan
    return bool(n[rest].sum() / size[rest].sum() > min(rates) if np.isnan(low) else low > 0)
