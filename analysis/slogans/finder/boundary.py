"""Decides where the first limb begins and where the last one ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain as chained
from operator import eq
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .character_statistics import CLOSES, OPENS, CharacterStatistics
from .limbs import LIMB_FEATURES, LimbTable, column
from .proposals import shared_in_order
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

    same_first: float
    same_head: float
    same_tail: float
    loses_first: float
    de_cut: float
    governor_cut: float
    odd_one_cut: float
    usual_cut: float


class LastRelation(NamedTuple):
    """The same for the last limb, and what is cut off after it."""

    same_last: float
    same_head: float
    same_tail: float
    loses_last: float
    de_cut: float
    deng_cut: float
    odd_one_cut: float
    usual_cut: float


class CutShape(NamedTuple):
    """Why the limb is cut there, and how its length compares with those of the inner limbs."""

    full: float
    quote: float
    frame: float
    same_length: float
    any_same_length: float
    far_length: float
    full_near: float
    full_far: float
    longer: float
    n_cut: float
    one_cut: float
    shared: float
    frame_far: float
    length: float
    in_place: float


_SEAM = ("clause_score distance", "bond loosened", "bond cut", "edge cut")
FIRST_FEATURES = (*LIMB_FEATURES, *_SEAM, *FirstRelation._fields, *CutShape._fields)
"""Names of the features of cuts of the first limb, in column order."""
LAST_FEATURES = (*LIMB_FEATURES, *_SEAM, *LastRelation._fields, *CutShape._fields)


class _Near(NamedTuple):
    """The limbs between the outer two, with the properties that every cut is compared with."""

    inner: list[str]
    lengths: list[int]
    firsts: list[str]
    lasts: list[str]
    heads: list[str]
    tails: list[str]
    letters: frozenset[str]


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
    shapes: list[tuple[float, ...]] = []
    limbs: list[str] = []
    cuts: list[str] = []
    relation, cut_at = (_first_relation, _cut_before) if side == 0 else (_last_relation, _cut_after)
    for window, options in cases:
        near = _near(window)
        for option in options:
            cut_off = cut_at(text, window, option)
            shapes.append(relation(near, option, cut_off))
            limbs.append(option.plain)
            cuts.append(cut_off)
    usual = np.repeat(_mean_clause_scores(table, cases), [len(options) for _, options in cases])
    rows = table.rows(limbs)
    numbers, related = table.numbers[rows], np.array(shapes, dtype=np.float32)
    clause_score, bond = column("clause_score", "bond_first" if side == 0 else "bond_last")
    distance = np.abs(numbers[:, clause_score] - usual)
    bonds, shares = _seam(statistics, limbs, cuts, side)
    loosened = bonds - numbers[:, bond]
    return np.hstack([numbers, np.column_stack([distance, loosened, bonds, shares]), related])


def _seam(
    statistics: CharacterStatistics, limbs: Sequence[str], cuts: Sequence[str], side: int
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Return how strongly limbs bind to the part cut off, and how often it opens or closes a stretch."""
    n_cut = np.fromiter(map(len, cuts), dtype=np.int64, count=len(cuts))
    if side == 0:
        seam = [cut[-1:] + limb[0] for limb, cut in zip(limbs, cuts, strict=True)]
        edge = [cut[-2:] for cut in cuts]
    else:
        seam = [limb[-1] + cut[:1] for limb, cut in zip(limbs, cuts, strict=True)]
        edge = [cut[:2] for cut in cuts]
    bonds = np.where(n_cut > 0, statistics.bonds(seam), -3.0)
    shares = statistics.edges(edge, CLOSES if side == 0 else OPENS)
    shares = np.where(n_cut > 1, shares, np.where(n_cut > 0, -3.0, -1.0))
    return bonds.astype(np.float32), shares.astype(np.float32)


def _cut_before(text: str, window: Window, option: Option) -> str:
    return text[window.chain[window.first].start : option.start].strip("“‘")


def _cut_after(text: str, window: Window, option: Option) -> str:
    return text[option.end : window.chain[window.last].end].strip("”’")


def _mean_clause_scores(table: LimbTable, cases: Sequence[Case]) -> npt.NDArray[np.float32]:
    """Return the mean clause score of the limbs inside each window."""
    scores = table.clause_scores(list(chained.from_iterable(window.inner for window, _ in cases)))
    n_inner = np.array([len(window.inner) for window, _ in cases])
    sums = np.add.reduceat(scores, np.cumsum(n_inner) - n_inner)
    return np.asarray(sums / n_inner, dtype=np.float32)


def _near(window: Window) -> _Near:
    inner = window.inner
    return _Near(
        inner,
        [len(limb) for limb in inner],
        [limb[0] for limb in inner],
        [limb[-1] for limb in inner],
        [limb[:2] for limb in inner],
        [limb[-2:] for limb in inner],
        frozenset(inner[0]),
    )


def _first_relation(near: _Near, option: Option, cut_off: str) -> tuple[float, ...]:
    limb, n = option.plain, len(near.inner)
    before = cut_off[-1:]
    n_same = near.firsts.count(limb[0])
    relation = FirstRelation(
        same_first=n_same / n,
        same_head=near.heads.count(limb[:2]) / n,
        same_tail=near.tails.count(limb[-2:]) / n,
        loses_first=cut_off != "" and n_same == n,
        de_cut=before == "的",
        governor_cut=cut_off[-2:] in GOVERNORS,
        odd_one_cut=len(cut_off) == 1 and before not in BEFORE_LIMB,
        usual_cut=before in BEFORE_LIMB,
    )
    return (*relation, *_shape(near, option, len(cut_off)))


def _last_relation(near: _Near, option: Option, cut_off: str) -> tuple[float, ...]:
    limb, n = option.plain, len(near.inner)
    after = cut_off[:1]
    n_same = near.lasts.count(limb[-1])
    relation = LastRelation(
        same_last=n_same / n,
        same_head=near.heads.count(limb[:2]) / n,
        same_tail=near.tails.count(limb[-2:]) / n,
        loses_last=cut_off != "" and n_same == n,
        de_cut=after == "的",
        deng_cut=after == "等",
        odd_one_cut=len(cut_off) == 1 and after not in AFTER_LIMB,
        usual_cut=after in AFTER_LIMB,
    )
    return (*relation, *_shape(near, option, len(cut_off)))


def _shape(near: _Near, option: Option, n_cut: int) -> CutShape:
    limb, kind, lengths = option.plain, option.kind, near.lengths
    length = len(limb)
    distance = 0 if length in lengths else min(abs(length - other) for other in lengths)
    shared = 0 if near.letters.isdisjoint(limb) else shared_in_order([limb, *near.inner])
    full = kind == "full"
    return CutShape(
        full=full,
        quote=kind == "quote",
        frame=kind == "frame",
        same_length=lengths.count(length) / len(lengths),
        any_same_length=distance == 0,
        far_length=distance > 1,
        full_near=full and distance <= 1,
        full_far=full and distance > 1,
        longer=length - lengths[0],
        n_cut=min(n_cut, 8) / 4,
        one_cut=n_cut == 1,
        shared=shared,
        frame_far=shared >= 2 and distance > 1,
        length=length,
        in_place=sum(map(eq, limb, near.inner[0])) if length == lengths[0] else 0,
    )


def ranked(options: Sequence[Option], scores: Sequence[float]) -> list[tuple[Option, float]]:
    """Return the option with the highest score (ties: the longest), and the next ones if close."""
    order = sorted(range(len(options)), key=lambda k: (-scores[k], -len(options[k].plain)))
    close = [k for k in order[1:ALTERNATIVES] if scores[k] > CLOSE * scores[order[0]]]
    return [(options[k], scores[k]) for k in (order[0], *close)]


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
