"""The numbers by which a run is judged: its shape, what its limbs share, how they sound, where it stands."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .candidates import Option, Window, plain, shared_in_order
from .characters import Evidence
from .limbs import DEMAND, LAWS, PARTICLES, POLICY, SLOT, LimbTable
from .words import SlotWords

DIGITS = re.compile(r"[0-9A-Za-z％%]")
LABEL = re.compile(r"等?[”’]?等?的?[“‘]?[两三四五六七八九十][大个项类]")
JOINTS = frozenset("和与及并")
EXTREMES = [DEMAND, POLICY, LAWS, SLOT, 1, 2]


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


def run_features(
    table: LimbTable, evidence: Evidence, words: SlotWords, text: str, items: Sequence[Candidate]
) -> npt.NDArray[np.float32]:
    """Return the features of many candidates at once.

    Returns
    -------
    ndarray of float32, one row a candidate
        Plain numbers of each run, means and extremes of its limbs' numbers, mean vectors of its limbs' edges
        and how alike these are, vectors of what stands before and after.
    """
    scalars = [_scalars(words, text, item) for item in items]
    around = [heard for item in items for heard in _heard(text, item)]
    n_limbs = np.array([len(item.limbs) for item in items])
    bounds = np.cumsum(n_limbs) - n_limbs
    rows = table.rows(list(itertools.chain.from_iterable(item.limbs for item in items)))
    numbers = table.numbers[rows]
    divisor = n_limbs[:, None]
    blocks: list[npt.NDArray[Any]] = [
        np.array(scalars, dtype=np.float32),
        table.demands(around).reshape(len(items), -1),
        np.add.reduceat(numbers, bounds, axis=0) / divisor,
        np.minimum.reduceat(numbers[:, EXTREMES], bounds, axis=0),
        np.maximum.reduceat(numbers[:, EXTREMES], bounds, axis=0),
    ]
    alike = []
    pairs, chars = evidence.pair_vectors, evidence.char_vectors
    for k, vectors in enumerate((pairs, pairs, chars, chars)):
        mean = np.add.reduceat(vectors[table.vectors[rows, k]], bounds, axis=0) / divisor
        blocks.append(mean)
        alike.append(np.sqrt((mean**2).sum(axis=1)))
    blocks.append(np.stack(alike, axis=1))
    for edge in (0, 1):
        blocks.append(pairs[[_edge_row(evidence, text, item, edge) for item in items]])
    return np.hstack(blocks).astype(np.float32)


def _scalars(words: SlotWords, text: str, item: Candidate) -> tuple[float, ...]:
    edges = common_edges(item.limbs)
    return (
        *_shape(item),
        *_separators(text, item),
        *_sharing(words, item.limbs, edges),
        *_frame(item.limbs, edges),
        *_continued(text, item, edges),
        *_surroundings(words, text, item),
    )


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
        not JOINTS.isdisjoint(joined),
        "“" in joined or "”" in joined,
        len({gap[:1] for gap in gaps}) > 1,
        sum(bool(DIGITS.search(text, a, b)) for a, b in spans) / len(spans)
        if DIGITS.search(text, spans[0][0], spans[-1][1])
        else 0,
    ]


def _sharing(words: SlotWords, limbs: Sequence[str], edges: tuple[int, int]) -> list[float]:
    n = len(limbs)
    opening, closing = edges
    firsts, lasts = [limb[0] for limb in limbs], [limb[-1] for limb in limbs]
    word = limbs[0][-2:] if closing >= 2 else ""
    return [
        opening, closing, shared_in_order(list(limbs)),
        words.slot(limbs[0][-1]) if closing else 0.0, closing >= 1,
        word in words.abstract, word in words.kinds, opening >= 1 and limbs[0][0] in words.devices,
        len(set(firsts)) / n, len(set(lasts)) / n,
        len({limb[:2] for limb in limbs}) / n, len({limb[-2:] for limb in limbs}) / n,
    ]  # fmt: skip


def common_edges(limbs: Sequence[str]) -> tuple[int, int]:
    """Return how many characters all limbs have in common at the beginning and at the end."""
    # What the first and the last in order have in common at the beginning, all have.
    return _prefix(*_outermost(limbs)), _prefix(*_outermost([limb[::-1] for limb in limbs]))


def _outermost(limbs: Sequence[str]) -> tuple[str, str]:
    return min(limbs), max(limbs)


def _prefix(one: str, other: str) -> int:
    n = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        n += 1
    return n


def _frame(limbs: Sequence[str], edges: tuple[int, int]) -> list[float]:
    """Return how many characters stand in the same places, and how regular lengths and particles are."""
    n, lengths = len(limbs), [len(limb) for limb in limbs]
    usual = max(lengths.count(length) for length in lengths) / n
    particles = pairs = 0.0
    if usual < 1:
        in_place = sum(edges)
    else:
        columns = [set(chars) for chars in zip(*limbs, strict=True)]
        in_place = sum(len(chars) == 1 for chars in columns)
        particles = sum(len(chars) == 1 and chars <= PARTICLES for chars in columns)
        pairs = sum(1 - (len(chars) - 1) / (n - 1) for chars in columns)
    return [
        in_place, particles, pairs, usual, min(lengths[0], *lengths[-1:]) == max(lengths),
    ]  # fmt: skip


def _continued(text: str, item: Candidate, edges: tuple[int, int]) -> list[float]:
    """Return whether the pieces outside carry on the pattern, and whether a label counts the limbs."""
    window, limbs = item.window, item.limbs
    chain, first, last = window.chain, window.first, window.last
    left = window.plains[first - 1] if first else ""
    right = window.plains[last + 1] if last + 1 < len(chain) else ""
    opening, closing = edges
    return [
        _prefix(left[::-1], limbs[0][::-1]) - closing if left else -1,
        _prefix(left, limbs[0]) - opening if left else -1,
        _prefix(right, limbs[-1]) - opening if right else -1,
        _prefix(right[::-1], limbs[-1][::-1]) - closing if right else -1,
        bool(LABEL.match(text, item.spans[-1][1])),
        bool(right) and bool(DIGITS.search(text, chain[last + 1].start, chain[last + 1].end)),
        sum(len(limb) for limb in limbs) / sum(piece.n_han for piece in chain[first : last + 1]),
    ]


def _heard(text: str, item: Candidate) -> tuple[str, str, str, str]:
    """Return what stands around a run: the lead, its end with the first limb, the pieces before and after."""
    window = item.window
    lead = plain(text[window.chain[window.first].start : item.spans[0][0]])
    left = window.plains[window.first - 1] if window.first else ""
    right = window.plains[window.last + 1] if window.last + 1 < len(window.chain) else ""
    return lead, lead[-2:] + item.limbs[0], left[-12:], right[:12]


def _surroundings(words: SlotWords, text: str, item: Candidate) -> list[float]:
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
    left_text = window.plains[window.first - 1] if left else ""
    right_text = window.plains[window.last + 1] if right else ""
    return [
        len(lead), lead[-2:] in words.governors, lead[:2] in words.governors, lead[-2:] in words.introducers,
        lead[-1:] == "的", len(tail), tail[:1] == "的", tail[:1] == "等",
        "等" in text[spans[-1][1] : spans[-1][1] + 2],
        tail[-2:] in words.kinds, tail[:2] in words.kinds, tail[:2] in words.abstract,
        after in "。！；" and bool(after), after == "，", after == "、",
        before == "、", before in "，；" and bool(before), before in "“‘" and bool(before),
        following in "”’" and bool(following), following in "、，；。！" and bool(following),
        abs(len(left_text) - middle) <= 1 and left_mark == gap,
        abs(len(right_text) - middle) <= 1 and right_mark == gap,
        len(left_text) == middle and left is not None, len(right_text) == middle and right is not None,
        left_mark == gap, right_mark == gap,
        min(len(left_text), 20), min(len(right_text), 20),
        "等" in right_text, "等" in tail,
    ]  # fmt: skip


def _edge_row(evidence: Evidence, text: str, item: Candidate, edge: int) -> int:
    """Return the row of the pair before the run (0) or after it (1)."""
    window = item.window
    if edge == 0:
        start = window.chain[window.first].start
        return evidence.pair_row(plain(text[max(start, item.spans[0][0] - 4) : item.spans[0][0]])[-2:])
    return evidence.pair_row(plain(text[item.spans[-1][1] : window.chain[window.last].end][:4])[:2])
