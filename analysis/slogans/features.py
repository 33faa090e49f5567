"""The numbers by which a run is judged: its shape, what its limbs share, how they sound, where it stands."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .candidates import Option, Window, plain, shared_in_order
from .evidence import Evidence, Facts
from .words import SlotWords

DIGITS = re.compile(r"[0-9A-Za-z％%]")


class Candidate(NamedTuple):
    """A window whose ends are decided: spans and Han characters of its limbs."""

    window: Window
    first: Option
    last: Option
    spans: tuple[tuple[int, int], ...]
    limbs: list[str]
    sureness: tuple[float, float]


def candidate(window: Window, first: Option, last: Option, sureness: tuple[float, float]) -> Candidate:
    """Return the candidate that a window makes with its ends decided, and how surely (0 to 1 each)."""
    inner = [(piece.start, piece.end) for piece in window.chain[window.first + 1 : window.last]]
    spans = ((first.start, first.end), *inner, (last.start, last.end))
    return Candidate(window, first, last, spans, [first.plain, *window.inner, last.plain], sureness)


def scalar_features(evidence: Evidence, words: SlotWords, text: str, item: Candidate) -> list[float]:
    """Return the features of one candidate that are plain numbers, in the order of `SCALARS`."""
    facts = [evidence.facts(limb) for limb in item.limbs]
    return [
        *_shape(item),
        *_separators(text, item),
        *_sharing(words, item.limbs),
        *_sound(evidence, facts),
        *_surroundings(evidence, words, text, item, sum(fact.demand for fact in facts) / len(facts)),
    ]


def _shape(item: Candidate) -> list[float]:
    lengths = [len(limb) for limb in item.limbs]
    shortest, longest = min(lengths), max(lengths)
    window = item.window
    return [
        *item.sureness, len(lengths), shortest, longest, longest - shortest, sum(lengths) / len(lengths),
        len(window.chain), window.first, len(window.chain) - 1 - window.last,
        item.first.kind == "full", item.first.kind == "quote", item.first.kind == "frame",
        item.last.kind == "full", item.last.kind == "quote", item.last.kind == "frame",
    ]  # fmt: skip


def _separators(text: str, item: Candidate) -> list[float]:
    spans = item.spans
    gaps = [text[a[1] : b[0]] for a, b in itertools.pairwise(spans)]
    n = len(gaps)
    joined = "".join(gaps)
    return [
        *(joined.count(mark) / n for mark in "、，；"),
        any(joint in joined for joint in "和与及并"),
        "“" in joined or "”" in joined,
        len({gap[:1] for gap in gaps}) > 1,
        sum(bool(DIGITS.search(text, a, b)) for a, b in spans) / len(spans),
    ]


def _sharing(words: SlotWords, limbs: Sequence[str]) -> list[float]:
    n = len(limbs)
    opening, closing = _common_edge(limbs, 1), _common_edge(limbs, -1)
    firsts, lasts = [limb[0] for limb in limbs], [limb[-1] for limb in limbs]
    word = limbs[0][-2:] if closing >= 2 else ""
    stems = {limb[:2] for limb in limbs}
    repeated = sum(limb[0] == limb[-1] or len(set(limb)) < len(limb) for limb in limbs) / n
    return [
        opening, closing, shared_in_order(list(limbs)),
        words.slot(limbs[0][-1]) if closing else 0.0, closing >= 1,
        word in words.abstract, word in words.kinds, opening >= 1 and limbs[0][0] in words.devices,
        len(set(firsts)) / n, len(set(lasts)) / n, len(stems) / n, len({limb[-2:] for limb in limbs}) / n,
        sum(words.slot(char) > 0 for char in lasts) / n, sum(words.slot(char) < 0 for char in lasts) / n,
        sum(char in words.verbs for char in firsts) / n, sum(limb[:2] in words.verbs for limb in limbs) / n,
        sum(char in words.states for char in lasts) / n, sum(limb[-2:] in words.kinds for limb in limbs) / n,
        sum(limb[-2:] in words.abstract for limb in limbs) / n, repeated,
    ]  # fmt: skip


def _common_edge(limbs: Sequence[str], step: int) -> int:
    """Return the number of characters all limbs have in common at the beginning (1) or the end (-1)."""
    n = 0
    for chars in zip(*(limb[::step] for limb in limbs), strict=False):
        if len(set(chars)) > 1:
            break
        n += 1
    return n


def _sound(evidence: Evidence, facts: Sequence[Facts]) -> list[float]:
    n = len(facts)
    demand = sorted(fact.demand for fact in facts)
    opens, closes = [fact.opens for fact in facts], [fact.closes for fact in facts]
    return [
        sum(demand) / n, demand[0], demand[-1], demand[-1] - demand[0], demand[n // 2],
        sum(opens) / n, min(opens), sum(closes) / n, min(closes),
        sum(fact.bond_first for fact in facts) / n, sum(fact.bond_last for fact in facts) / n,
        sum(fact.bond_second for fact in facts) / n,
        *(sum(fact.weights[k] for fact in facts) / n for k in range(4)),
    ]  # fmt: skip


def _surroundings(
    evidence: Evidence, words: SlotWords, text: str, item: Candidate, demand: float
) -> list[float]:
    window, spans = item.window, item.spans
    chain = window.chain
    first, last = chain[window.first], chain[window.last]
    lead, tail = plain(text[first.start : spans[0][0]]), plain(text[spans[-1][1] : last.end])
    before, after = text[first.start - 1 : first.start], text[last.end : last.end + 1]
    following = text[spans[-1][1] : spans[-1][1] + 1]
    gap = text[spans[0][1] : spans[1][0]][:1]
    left = chain[window.first - 1] if window.first else None
    right = chain[window.last + 1] if window.last + 1 < len(chain) else None
    middle = sorted(len(limb) for limb in item.limbs)[len(item.limbs) // 2]
    left_mark = text[left.end : first.start][:1] if left else ""
    right_mark = text[last.end : right.start][:1] if right else ""
    left_text = plain(text[left.start : left.end]) if left else ""
    right_text = plain(text[right.start : right.end]) if right else ""
    return [
        len(lead), lead[-2:] in words.governors, lead[:2] in words.governors, lead[-2:] in words.introducers,
        lead[-1:] == "的", evidence.demand(lead), evidence.demand(lead + item.limbs[0]) if lead else demand,
        len(tail), tail[:1] == "的", tail[:1] == "等", "等" in text[spans[-1][1] : spans[-1][1] + 2],
        tail[-2:] in words.kinds, tail[:2] in words.kinds, tail[:2] in words.abstract,
        after in "。！；" and bool(after), after == "，", after == "、",
        before == "、", before in "，；" and bool(before), before in "“‘" and bool(before),
        following in "”’" and bool(following), following in "、，；。！" and bool(following),
        abs(len(left_text) - middle) <= 1 and left_mark == gap,
        abs(len(right_text) - middle) <= 1 and right_mark == gap,
        len(left_text) == middle and left is not None, len(right_text) == middle and right is not None,
        left_mark == gap, right_mark == gap,
        min(len(left_text), 20), min(len(right_text), 20),
        evidence.demand(left_text[-12:]) if left else 0.0, evidence.demand(right_text[:12]) if right else 0.0,
        "等" in right_text, "等" in tail,
    ]  # fmt: skip


def vector_features(evidence: Evidence, text: str, items: Sequence[Candidate]) -> npt.NDArray[np.float32]:
    """Return, for many candidates at once, the mean vectors of their limbs' edges and how alike these are.

    Returns
    -------
    ndarray of float32, shape (n_candidates, 4 + 4 pair vectors + 2 char vectors)
    """
    facts = [[evidence.facts(limb) for limb in item.limbs] for item in items]
    bounds = np.cumsum([0, *(len(row) for row in facts)])[:-1]
    flat = [fact for row in facts for fact in row]
    n_limbs = np.diff([*bounds, len(flat)])[:, None].astype(np.float32)
    blocks: list[npt.NDArray[Any]] = []
    alike: list[npt.NDArray[Any]] = []
    for table, rows in (
        (evidence.pair_vectors, [fact.opener for fact in flat]),
        (evidence.pair_vectors, [fact.closer for fact in flat]),
        (evidence.char_vectors, [fact.head for fact in flat]),
        (evidence.char_vectors, [fact.tail for fact in flat]),
    ):
        mean = np.add.reduceat(table[rows], bounds, axis=0) / n_limbs
        blocks.append(mean)
        alike.append(np.sqrt((mean**2).sum(axis=1)))
    for edge in (0, 1):
        rows = [_edge_row(evidence, text, item, edge) for item in items]
        blocks.append(evidence.pair_vectors[rows])
    return np.hstack([np.stack(alike, axis=1), *blocks]).astype(np.float32)


def _edge_row(evidence: Evidence, text: str, item: Candidate, edge: int) -> int:
    """Return the row of the pair before the run (0) or after it (1)."""
    window = item.window
    if edge == 0:
        start = window.chain[window.first].start
        return evidence.pair_row(plain(text[max(start, item.spans[0][0] - 4) : item.spans[0][0]])[-2:])
    return evidence.pair_row(plain(text[item.spans[-1][1] : window.chain[window.last].end][:4])[:2])
