"""Decides where the first limb begins and where the last one ends; a step of its own, and nearly always right."""

from __future__ import annotations

from collections.abc import Sequence

from .candidates import Option, Window, shared_in_order
from .evidence import Evidence

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


def first_features(evidence: Evidence, text: str, window: Window, option: Option) -> list[float]:
    """Return the numbers by which a beginning of the first limb is judged."""
    piece = window.chain[window.first]
    cut_off = text[piece.start : option.start].strip("“‘")
    before = cut_off[-1:]
    limb = option.plain
    edge = evidence.bond(before, limb[0]) if before else -3.0
    left = evidence.closes(cut_off[-2:]) if len(cut_off) > 1 else (-3.0 if cut_off else -1.0)
    same = [limb[0] == other[0] for other in window.inner]
    same_pair = [limb[:2] == other[:2] for other in window.inner]
    facts = evidence.facts(limb)
    return [
        *_common(evidence, window, option, len(cut_off)),
        facts.opens,
        left,
        edge,
        facts.bond_first,
        sum(same) / len(same),
        sum(same_pair) / len(same_pair),
        float(before == "的"),
        float(cut_off[-2:] in GOVERNORS),
        float(len(cut_off) == 1 and before not in BEFORE_LIMB),
        float(bool(cut_off) and all(same)),
        edge - facts.bond_first,
        float(len(limb)),
    ]


def last_features(evidence: Evidence, text: str, window: Window, option: Option) -> list[float]:
    """Return the numbers by which an end of the last limb is judged."""
    piece = window.chain[window.last]
    cut_off = text[option.end : piece.end].strip("”’")
    after = cut_off[:1]
    limb = option.plain
    edge = evidence.bond(limb[-1], after) if after else -3.0
    right = evidence.opens(cut_off[:2]) if len(cut_off) > 1 else (-3.0 if cut_off else -1.0)
    same = [limb[-1] == other[-1] for other in window.inner]
    same_pair = [limb[-2:] == other[-2:] for other in window.inner]
    facts = evidence.facts(limb)
    return [
        *_common(evidence, window, option, len(cut_off)),
        facts.closes,
        right,
        edge,
        facts.bond_last,
        sum(same) / len(same),
        sum(same_pair) / len(same_pair),
        float(after in {"的", "等", "上", "为"}),
        float(after == "等"),
        float(len(cut_off) == 1 and after not in AFTER_LIMB),
        float(bool(cut_off) and all(same)),
        edge - facts.bond_last,
        float(len(limb)),
    ]


def _common(evidence: Evidence, window: Window, option: Option, n_cut: int) -> list[float]:
    inner = window.inner
    limb = option.plain
    lengths = [len(other) for other in inner]
    distance = min(abs(len(limb) - length) for length in lengths)
    shared = shared_in_order([limb, *inner])
    full = option.kind == "full"
    demand = sum(evidence.facts(other).demand for other in inner) / len(inner)
    return [
        float(full),
        float(option.kind == "quote"),
        float(option.kind == "frame"),
        sum(len(limb) == length for length in lengths) / len(lengths),
        float(distance == 0),
        float(distance > 1),
        float(full and distance <= 1),
        float(full and distance > 1),
        float(len(limb) - lengths[0]),
        min(n_cut, 8) / 4,
        float(n_cut == 1),
        min(shared, 3),
        float(shared >= 2 and distance > 1),
        min(abs(evidence.facts(limb).demand - demand), 6.0),
    ]


def pick(options: Sequence[Option], scores: Sequence[float]) -> Option:
    """Return the option with the highest score, the longest of equals."""
    best = max(range(len(options)), key=lambda k: (scores[k], len(options[k].plain)))
    return options[best]


def sensible(text: str, window: Window, options: Sequence[Option]) -> list[Option]:
    """Return the options that do not cut one meaningful character off a piece that may stand whole."""
    if not any(option.kind == "full" for option in options):
        return list(options)
    kept = []
    for option in options:
        before = text[window.chain[window.first].start : option.start]
        after = text[option.end : window.chain[window.last].end]
        if option in window.starts and len(before) == 1 and before not in BEFORE_LIMB:
            continue
        if option in window.ends and len(after) == 1 and after not in AFTER_LIMB:
            continue
        kept.append(option)
    return kept


def obvious(window: Window, options: Sequence[Option]) -> Option | None:
    """Return the only option, or the whole piece when it is as long as its neighbours."""
    if len(options) == 1:
        return options[0]
    lengths = [len(other) for other in window.inner]
    for option in options:
        if option.kind == "full":
            distance = max(abs(len(option.plain) - length) for length in lengths)
            if distance == 0 or (distance == 1 and not _may_lose_one(option, window.inner)):
                return option
    return None


def _may_lose_one(option: Option, inner: Sequence[str]) -> bool:
    """Say whether a piece one character longer than its neighbours may begin or end with a word of its own."""
    limb = option.plain
    if len(limb) < min(map(len, inner)):
        return False
    return limb[0] in BEFORE_LIMB or limb[-1] in AFTER_LIMB or len(limb) > 6
