"""Searches a text for candidates: proposes, filters, and decides where the outer limbs are cut."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .boundary import Case, boundary_features, plausible, ranked, unambiguous
from .candidates import Candidate, candidate
from .character_statistics import character_statistics
from .forest import Forest
from .limbs import limb_table
from .model import SloganModel
from .prefilter import SHARED, prefilter_features
from .proposals import Proposal, fits, proposals
from .segments import chains
from .series import is_series
from .windows import Option, Window, window_of

MAX_CHAIN = 200


def proposals_of(text: str) -> list[Proposal]:
    """Return the proposals of all sentences; a sentence of hundreds of pieces is a table and is skipped."""
    return [found for chain in chains(text) if len(chain) <= MAX_CHAIN for found in proposals(text, chain)]


def windows_of(text: str, model: SloganModel) -> list[Window]:
    """Return the windows of the proposals that pass the prefilter or share a frame."""
    found = proposals_of(text)
    if not found:
        return []
    features = prefilter_features(limb_table(), text, found)
    passed = np.union1d(model.passes(features), np.flatnonzero(features[:, SHARED] >= 2))
    found_windows = (window_of(text, found[k]) for k in passed.tolist())
    return [window for window in found_windows if window is not None]


def candidates_of(text: str, model: SloganModel) -> list[Candidate]:
    """Return the candidates made from windows, with lengths that fit, each series of limbs once.

    Where two cuts have similar scores, both are kept for the classifier to choose between.
    """
    proposed = windows_of(text, model)
    firsts = _decided(text, proposed, [w.starts for w in proposed], 0, model.first)
    lasts = _decided(text, proposed, [w.ends for w in proposed], 1, model.last)
    found: dict[tuple[tuple[int, int], ...], Candidate] = {}
    for window, starts, ends in zip(proposed, firsts, lasts, strict=True):
        for first, sure_first in starts:
            for last, sure_last in ends:
                if first.end < last.start and fits([first.plain, *window.inner, last.plain]):
                    item = candidate(text, window, first, last, (sure_first, sure_last))
                    if not is_series(item.limbs):
                        found.setdefault(item.spans, item)
    return list(found.values())


def _decided(
    text: str,
    proposed: Sequence[Window],
    ends: Sequence[list[Option]],
    side: int,
    forest: Forest,
) -> list[list[tuple[Option, float]]]:
    """Return for each window the one or two likely cuts of one end, with the confidence in each (0 to 1)."""
    decided: list[list[tuple[Option, float]]] = []
    places: list[int] = []
    cases: list[Case] = []
    for at, (window, options) in enumerate(zip(proposed, ends, strict=True)):
        likely = plausible(text, window, options)
        only = unambiguous(window, likely)
        decided.append([(only, 1.0)] if only else [])
        if only is None and likely:
            places.append(at)
            cases.append((window, likely))
    if cases:
        rows = boundary_features(limb_table(), character_statistics(), text, cases, side)
        scores = 1 / (1 + np.exp(-forest.predict(rows)))
        used = 0
        for at, (_, likely) in zip(places, cases, strict=True):
            decided[at] = ranked(likely, scores[used : used + len(likely)].tolist())
            used += len(likely)
    return decided
