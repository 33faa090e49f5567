"""Claims about slogans hold for all hits and for the sure ones, or they are hedged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from .claim import ALPHA, LIMITS, Claim
from .counts import DocumentCounts


class Counted(NamedTuple):
    """What claims on slogans rest on: the counts of all hits, and of those of the tier `sure`."""

    every: DocumentCounts
    sure: DocumentCounts
    labels: pd.Series


def in_both_tiers(claims: Iterable[Claim], sure: Iterable[Claim], counted: Counted) -> list[Claim]:
    """Return claims on slogans, tested only where they are tested for the sure hits alone too.

    Parameters
    ----------
    claims, sure : iterable of Claim
        The results of `rate_claims` and `time_claims` for all hits and for those of the tier `sure`.
    counted : Counted
        The counts they were made from, and the group of each document.

    Returns
    -------
    list of Claim
        The claims on all hits. p is the larger of the two, missing where the sure hits do not bear the claim
        out (an intersection-union test: Berger, R. 1982. Technometrics 24, 295-300). Where a group has the
        highest (or lowest) rate, but another one has it by the sure hits, the fact `first_sure` names the
        other. A change over the years that the sure hits do not bear out is left out.
    """
    p_sure = {_key(claim): claim.p for claim in sure}
    found = []
    for claim in claims:
        p = max(claim.p, p_sure.get(_key(claim), np.nan), key=_undefined_last)
        if claim.kind.startswith(("trend_", "break_")) and not p <= ALPHA:
            continue
        first = _first_by_sure(counted, claim)
        facts = {**claim.facts, "first_sure": first} if first else claim.facts
        found.append(replace(claim, p=p, facts=facts))
    return found


def _key(claim: Claim) -> tuple[str, str, str]:
    """Return what a claim says, whether of a trend or of a break: by sure hits it may be the other one."""
    return claim.kind.replace("break_", "trend_"), claim.group, claim.direction


def _undefined_last(p: float) -> float:
    return float("inf") if np.isnan(p) else p


def _first_by_sure(counted: Counted, claim: Claim) -> str:
    """Return the group that takes the claim's first (or last) place by sure hits alone, or ''."""
    if claim.kind not in LIMITS:
        return ""
    by_all, by_sure = (_is_first(counts, counted.labels, claim) for counts in (counted.every, counted.sure))
    if not by_all.get(claim.group, False) or by_sure[claim.group]:
        return ""
    return str(by_sure.index[by_sure].min())


def _is_first(measured: DocumentCounts, labels: pd.Series, claim: Claim) -> pd.Series[bool]:
    """Return which of the groups that may be spoken of have the highest (or lowest) rate."""
    group = labels.reindex(measured.counts.index)
    sizes = measured.exposure.groupby(group).sum()
    rates = (measured.counts[claim.kind].groupby(group).sum() / sizes)[sizes >= LIMITS[claim.kind][0]]
    return rates == (rates.max() if claim.direction == "more" else rates.min())
