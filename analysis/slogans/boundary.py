"""Decides where the first limb begins and where the last one ends: a step of its own, nearly always right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .candidates import Option, Window, shared_in_order
from .evidence import Evidence

CLOSE = 0.2
BEFORE_LIMB = frozenset("是须在以为让要把对使更向从将其及和与及的地得等能应可用较很最愈有")
AFTER_LIMB = frozenset("的了等上中地得和与及是为之者时内下前后里")
GOVERNORS = frozenset(
    (
        "坚持",
        "推进",
        "推动",
        "做到",
        "切实",
        "着力",
        "打造",
        "提升",
        "实现",
        "增强",
        "强化",
        "加强",
        "必须",
        "深入",
        "构建",
    )
)


@dataclass(slots=True)
class Neighbours:
    """What the limbs between the outer two have in common, worked out once for all ways to cut."""

    inner: list[str]
    lengths: list[int]
    demand: float


def neighbours(evidence: Evidence, window: Window) -> Neighbours:
    """Return what the inner limbs of a window have in common."""
    inner = window.inner
    demand = sum(evidence.facts(limb).demand for limb in inner) / len(inner)
    return Neighbours(inner, [len(limb) for limb in inner], demand)


def first_features(
    evidence: Evidence, text: str, window: Window, near: Neighbours, option: Option
) -> list[float]:
    """Return the numbers by which a beginning of the first limb is judged."""
    cut_off = text[window.chain[window.first].start : option.start].strip("“‘")
    limb = option.plain
    facts = evidence.facts(limb)
    before = cut_off[-1:]
    edge = evidence.bond(before, limb[0]) if before else -3.0
    left = evidence.closes(cut_off[-2:]) if len(cut_off) > 1 else (-3.0 if cut_off else -1.0)
    n = len(near.inner)
    n_same = sum(limb[0] == other[0] for other in near.inner)
    return [
        *_common(evidence, near, option, len(cut_off)),
        facts.opens,
        left,
        edge,
        facts.bond_first,
        n_same / n,
        sum(limb[:2] == other[:2] for other in near.inner) / n,
        before == "的",
        cut_off[-2:] in GOVERNORS,
        len(cut_off) == 1 and before not in BEFORE_LIMB,
        cut_off != "" and n_same == n,
        edge - facts.bond_first,
        len(limb),
    ]


def last_features(
    evidence: Evidence, text: str, window: Window, near: Neighbours, option: Option
) -> list[float]:
    """Return the numbers by which an end of the last limb is judged."""
    cut_off = text[option.end : window.chain[window.last].end].strip("”’")
    limb = option.plain
    facts = evidence.facts(limb)
    after = cut_off[:1]
    edge = evidence.bond(limb[-1], after) if after else -3.0
    right = evidence.opens(cut_off[:2]) if len(cut_off) > 1 else (-3.0 if cut_off else -1.0)
    n = len(near.inner)
    n_same = sum(limb[-1] == other[-1] for other in near.inner)
    return [
        *_common(evidence, near, option, len(cut_off)),
        facts.closes,
        right,
        edge,
        facts.bond_last,
        n_same / n,
        sum(limb[-2:] == other[-2:] for other in near.inner) / n,
        after in AFTER_LIMB,
        after == "等",
        len(cut_off) == 1 and after not in AFTER_LIMB,
        cut_off != "" and n_same == n,
        edge - facts.bond_last,
        len(limb),
    ]


def _common(evidence: Evidence, near: Neighbours, option: Option, n_cut: int) -> list[float]:
    limb, kind = option.plain, option.kind
    length = len(limb)
    facts = evidence.facts(limb)
    distance = min(abs(length - other) for other in near.lengths)
    shared = shared_in_order([limb, *near.inner])
    full = kind == "full"
    return [
        full,
        kind == "quote",
        kind == "frame",
        near.lengths.count(length) / len(near.lengths),
        distance == 0,
        distance > 1,
        full and distance <= 1,
        full and distance > 1,
        length - near.lengths[0],
        min(n_cut, 8) / 4,
        n_cut == 1,
        min(shared, 3),
        shared >= 2 and distance > 1,
        min(abs(facts.demand - near.demand), 6.0),
        facts.in_policy + facts.in_laws,
        evidence.tail_known(limb),
    ]


def ranked(options: Sequence[Option], scores: Sequence[float]) -> list[tuple[Option, float]]:
    """Return the option with the highest score (the longest of equals), and the next one when it is close."""
    order = sorted(range(len(options)), key=lambda k: (-scores[k], -len(options[k].plain)))
    close = [k for k in order[1:2] if scores[k] > CLOSE * scores[order[0]]]
    return [(options[k], scores[k]) for k in (order[0], *close)]


def sensible(text: str, window: Window, options: Sequence[Option]) -> list[Option]:
    """Return the options that do not cut one meaningful character off a piece that may stand whole.

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


def obvious(window: Window, options: Sequence[Option]) -> Option | None:
    """Return the only option, or the whole piece when it is as long as its neighbours."""
    if len(options) == 1:
        return options[0]
    lengths = [len(other) for other in window.inner]
    for option in options:
        if option.kind == "full":
            distance = max(abs(len(option.plain) - length) for length in lengths)
            if distance == 0 or (distance == 1 and not _may_lose_one(option, lengths)):
                return option
    return None


def _may_lose_one(option: Option, lengths: Sequence[int]) -> bool:
    """Say whether a piece one character longer than its neighbours may hold a word of its own at one end."""
    limb = option.plain
    if len(limb) < min(lengths):
        return False
    return limb[0] in BEFORE_LIMB or limb[-1] in AFTER_LIMB or len(limb) > 6
