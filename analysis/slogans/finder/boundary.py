"""Decides where the first limb begins and where the last one ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain as chained
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .character_statistics import CLOSES, OPENS, CharacterStatistics
from .limbs import LIMB_FEATURES, LimbTable, column
from .spelled import Numbers, Sets, Spelled
from .windows import Option, Window

Case = tuple[Window, list[Option]]

CLOSE = 0.1
ALTERNATIVES = 3
BEFORE_LIMB = frozenset("是须在以为让要把对使更向从将其及和与及的地得等能应可用较很最愈有")
AFTER_LIMB = frozenset("的了等上中地得和与及是为之者时内下前后里")
GOVERNORS = frozenset([
    "坚持", "推进", "推动", "做到", "切实", "着力", "打造", "提升", "实现", "增强", "强化", "加强", "必须",
    "深入", "构建",
])  # fmt: skip


class FirstRelation(NamedTuple):
    """What a cut of the first limb has in common with the inner limbs, and what it cuts off before it."""

    same_first: Numbers
    same_head: Numbers
    same_tail: Numbers
    loses_first: Numbers
    de_cut: Numbers
    governor_cut: Numbers
    odd_one_cut: Numbers
    usual_cut: Numbers


class LastRelation(NamedTuple):
    """The same for the last limb, and what is cut off after it."""

    same_last: Numbers
    same_head: Numbers
    same_tail: Numbers
    loses_last: Numbers
    de_cut: Numbers
    deng_cut: Numbers
    odd_one_cut: Numbers
    usual_cut: Numbers


class CutShape(NamedTuple):
    """Why the limb is cut there, and how its length compares with those of the inner limbs."""

    full: Numbers
    quote: Numbers
    frame: Numbers
    same_length: Numbers
    any_same_length: Numbers
    far_length: Numbers
    full_near: Numbers
    full_far: Numbers
    longer: Numbers
    n_cut: Numbers
    one_cut: Numbers
    shared: Numbers
    frame_far: Numbers
    length: Numbers
    in_place: Numbers


_SEAM = ("clause_score distance", "bond loosened", "bond cut", "edge cut")
FIRST_FEATURES = (*LIMB_FEATURES, *_SEAM, *FirstRelation._fields, *CutShape._fields)
"""Names of the features of cuts of the first limb, in column order."""
LAST_FEATURES = (*LIMB_FEATURES, *_SEAM, *LastRelation._fields, *CutShape._fields)


def boundary_features(
    table: LimbTable, statistics: CharacterStatistics, text: str, cases: Sequence[Case], side: int
) -> npt.NDArray[np.float32]:
    """Return the features of the possible cuts of the first limb (side 0) or the last one (side 1).

    Parameters
    ----------
    table, statistics
        Statistics of limbs and characters from raw text.
    text : str
        The text searched.
    cases : sequence of (Window, list of Option)
        The windows, each with the options for that side.
    side : int
        0 or 1.

    Returns
    -------
    ndarray of float32, shape (number of options of all cases, len(FIRST_FEATURES))
        The columns are those of `FIRST_FEATURES` or `LAST_FEATURES`.
    """
    cut_at = _cut_before if side == 0 else _cut_after
    n_options = [len(options) for _, options in cases]
    limbs = [option.plain for _, options in cases for option in options]
    cuts = [cut_at(text, window, option) for window, options in cases for option in options]
    usual = np.repeat(_mean_clause_scores(table, cases), n_options)
    rows = table.rows(limbs)
    numbers = table.numbers[rows]
    clause_score, bond = column("clause_score", "bond_first" if side == 0 else "bond_last")
    distance = np.abs(numbers[:, clause_score] - usual)
    bonds, shares = _seam(statistics, limbs, cuts, side)
    loosened = bonds - numbers[:, bond]
    related = _related(cases, np.repeat(np.arange(len(cases)), n_options), limbs, cuts, side)
    seam = (distance, loosened, bonds, shares)
    return np.hstack([numbers, *(part.astype(np.float32)[:, None] for part in (*seam, *related))])


def _seam(
    statistics: CharacterStatistics, limbs: Sequence[str], cuts: Sequence[str], side: int
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Return how strongly limbs bind to the part cut off, and how often it opens or closes a stretch."""
    n_cut = np.fromiter(map(len, cuts), dtype=np.int64, count=len(cuts))
    if side == 0:
        bonds = statistics.bonds([cut[-1:] for cut in cuts], [limb[0] for limb in limbs])
        edge = [cut[-2:] for cut in cuts]
    else:
        bonds = statistics.bonds([limb[-1] for limb in limbs], [cut[:1] for cut in cuts])
        edge = [cut[:2] for cut in cuts]
    bonds = np.where(n_cut > 0, bonds, -3.0)
    shares = statistics.edges(edge, CLOSES if side == 0 else OPENS)
    shares = np.where(n_cut > 1, shares, np.where(n_cut > 0, -3.0, -1.0))
    return bonds.astype(np.float32), shares.astype(np.float32)


def _cut_before(text: str, window: Window, option: Option) -> str:
    return text[window.chain[window.first].start : option.start].strip("“‘")


def _cut_after(text: str, window: Window, option: Option) -> str:
    return text[option.end : window.chain[window.last].end].strip("”’")


def _mean_clause_scores(table: LimbTable, cases: Sequence[Case]) -> npt.NDArray[np.float32]:
    """Return the mean clause score of the limbs inside each window."""
    rows = table.rows(list(chained.from_iterable(window.inner for window, _ in cases)))
    scores = table.numbers[rows, column("clause_score")[0]]
    n_inner = np.array([len(window.inner) for window, _ in cases])
    sums = np.add.reduceat(scores, np.cumsum(n_inner) - n_inner)
    return np.asarray(sums / n_inner, dtype=np.float32)


def _related(
    cases: Sequence[Case], of_case: Numbers, limbs: Sequence[str], cuts: Sequence[str], side: int
) -> tuple[Numbers, ...]:
    """Return the columns of the relation to the inner limbs, and of `CutShape`, for the cuts of all cases."""
    own, inner = Spelled(limbs), Spelled([limb for window, _ in cases for limb in window.inner])
    n_inner = np.array([len(window.inner) for window, _ in cases])
    first_inner = (np.cumsum(n_inner) - n_inner)[of_case]
    n = n_inner[of_case]
    sets = Sets(own, inner, first_inner, n)
    kinds = np.array([option.kind for _, options in cases for option in options])
    n_cut = np.fromiter(map(len, cuts), dtype=np.int64, count=len(cuts))
    relate = _first_relation if side == 0 else _last_relation
    relation = relate(sets, own, inner, n, cuts, n_cut)
    full, length = kinds == "full", own.lengths
    distance = np.minimum.reduceat(np.abs(length[sets.mine] - inner.lengths[sets.theirs]), sets.bounds)
    shared = sets.shared_in_order()
    beside = inner.codes[first_inner]
    in_place = ((own.codes == beside) & (beside > 0)).sum(axis=1)
    shape = CutShape(
        full=full,
        quote=kinds == "quote",
        frame=kinds == "frame",
        same_length=sets.equal(length, inner.lengths) / n,
        any_same_length=distance == 0,
        far_length=distance > 1,
        full_near=full & (distance <= 1),
        full_far=full & (distance > 1),
        longer=length - inner.lengths[first_inner],
        n_cut=np.minimum(n_cut, 8) / 4,
        one_cut=n_cut == 1,
        shared=shared,
        frame_far=(shared >= 2) & (distance > 1),
        length=length,
        in_place=np.where(length == inner.lengths[first_inner], in_place, 0),
    )
    return (*relation, *shape)


def _first_relation(
    sets: Sets, own: Spelled, inner: Spelled, n: Numbers, cuts: Sequence[str], n_cut: Numbers
) -> FirstRelation:
    before = [cut[-1:] for cut in cuts]
    usual = np.array([char in BEFORE_LIMB for char in before])
    n_same = sets.equal(own.firsts, inner.firsts)
    return FirstRelation(
        same_first=n_same / n,
        same_head=sets.equal(own.heads, inner.heads) / n,
        same_tail=sets.equal(own.tails, inner.tails) / n,
        loses_first=(n_cut > 0) & (n_same == n),
        de_cut=np.array([char == "的" for char in before]),
        governor_cut=np.array([cut[-2:] in GOVERNORS for cut in cuts]),
        odd_one_cut=(n_cut == 1) & ~usual,
        usual_cut=usual,
    )


def _last_relation(
    sets: Sets, own: Spelled, inner: Spelled, n: Numbers, cuts: Sequence[str], n_cut: Numbers
) -> LastRelation:
    after = [cut[:1] for cut in cuts]
    usual = np.array([char in AFTER_LIMB for char in after])
    n_same = sets.equal(own.lasts, inner.lasts)
    return LastRelation(
        same_last=n_same / n,
        same_head=sets.equal(own.heads, inner.heads) / n,
        same_tail=sets.equal(own.tails, inner.tails) / n,
        loses_last=(n_cut > 0) & (n_same == n),
        de_cut=np.array([char == "的" for char in after]),
        deng_cut=np.array([char == "等" for char in after]),
        odd_one_cut=(n_cut == 1) & ~usual,
        usual_cut=usual,
    )


def ranked(options: Sequence[Option], scores: Sequence[float]) -> list[tuple[Option, float]]:
    """Return the option with the highest score (ties: the longest), and the next ones if close."""
    lengths = (-len(option.plain) for option in options)
    order = sorted(zip((-score for score in scores), lengths, range(len(options)), strict=True))
    least = CLOSE * -order[0][0]
    likely = [k for minus, _, k in order[:ALTERNATIVES] if -minus > least or k == order[0][2]]
    return [(options[k], scores[k]) for k in likely]


def plausible(text: str, window: Window, options: Sequence[Option]) -> list[Option]:
    """Return the options that do not cut a single content character off a piece that may be a whole limb.

    Parameters
    ----------
    text : str
        The text searched.
    window : Window
        The window whose end is to be cut.
    options : sequence of Option
        Either its `starts` or its `ends`.
    """
    if len(options) == 1 or not any(option.kind == "full" for option in options):
        return list(options)
    if options is window.starts:
        start = window.chain[window.first].start
        return [o for o in options if o.start - start != 1 or text[start] in BEFORE_LIMB]
    end = window.chain[window.last].end
    return [o for o in options if end - o.end != 1 or text[end - 1] in AFTER_LIMB]


def unambiguous(window: Window, options: Sequence[Option]) -> Option | None:
    """Return the only option, or the whole piece when it is as long as its neighbours.

    The cut is ambiguous if another one begins, or ends, like all the neighbours.
    """
    if len(options) == 1:
        return options[0]
    if any(option.kind == "frame" for option in options):
        return None
    lengths = [len(other) for other in window.inner]
    for option in options:
        if option.kind == "full":
            distance = max(abs(len(option.plain) - length) for length in lengths)
            if distance == 0 or (distance == 1 and not _may_lose_one(option, lengths)):
                return option
    return None


def _may_lose_one(option: Option, lengths: Sequence[int]) -> bool:
    """Return whether a segment one character longer than its neighbours may have an extra word at one end."""
    limb = option.plain
    if len(limb) < min(lengths):
        return False
    return limb[0] in BEFORE_LIMB or limb[-1] in AFTER_LIMB or len(limb) > 6
