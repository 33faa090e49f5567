"""The features of a candidate: its shape, what its limbs share, their statistics, its context."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .candidates import Candidate, common_edges, common_prefix
from .limbs import LIMB_FEATURES, PARTICLES, LimbTable, column
from .proposals import han_of, shared_in_order
from .words import SlotWords

DIGITS = re.compile(r"[0-9A-Za-z％%]")
LABEL = re.compile(r"等?[”’]?等?的?[“‘]?[两三四五六七八九十][大个项类]")
CONJUNCTIONS = frozenset("和与及并")
EXTREMES = ("clause_score", "in_policy", "in_laws", "slot", "opens", "closes")
NEIGHBOURS = ("lead", "lead_and_first", "piece_before", "piece_after")


class Shape(NamedTuple):
    """Number and lengths of the limbs, the position in the chain, and how the outer limbs were cut."""

    confidence_first: float
    confidence_last: float
    n_limbs: float
    shortest: float
    longest: float
    range: float
    mean_length: float
    n_pieces: float
    n_pieces_before: float
    n_pieces_after: float
    first_full: float
    first_quote: float
    first_frame: float
    last_full: float
    last_quote: float
    last_frame: float


class Separators(NamedTuple):
    """The separator between the limbs, and the share of limbs with digits or letters."""

    list_marks: float
    commas: float
    semicolons: float
    conjunction: float
    quotation_mark: float
    mixed: float
    digits: float


class Sharing(NamedTuple):
    """What the limbs have in common."""

    opening: float
    closing: float
    in_order: float
    closing_slot: float
    any_closing: float
    abstract_closing: float
    kind_closing: float
    device_opening: float
    distinct_firsts: float
    distinct_lasts: float
    distinct_heads: float
    distinct_tails: float


class Frame(NamedTuple):
    """Characters in the same position in all limbs, and how regular the lengths are."""

    in_place: float
    particles_in_place: float
    agreement: float
    usual_length: float
    ends_longest: float


class Continuation(NamedTuple):
    """Whether the pieces outside continue the pattern, and whether a label gives the number of limbs."""

    before_closing: float
    before_opening: float
    after_opening: float
    after_closing: float
    counted_label: float
    digits_after: float
    share_of_pieces: float


class Surroundings(NamedTuple):
    """The context before and after: words, marks, the lengths of the neighbouring pieces."""

    lead_length: float
    governor_before: float
    governor_opens: float
    introducer_before: float
    de_before: float
    tail_length: float
    de_after: float
    deng_after: float
    deng_near: float
    kind_closes: float
    kind_after: float
    abstract_after: float
    stop_after: float
    comma_after: float
    list_mark_after: float
    list_mark_before: float
    comma_before: float
    quote_before: float
    quote_follows: float
    mark_follows: float
    before_about_as_long: float
    after_about_as_long: float
    before_as_long: float
    after_as_long: float
    same_mark_before: float
    same_mark_after: float
    length_before: float
    length_after: float
    deng_in_next: float
    deng_in_tail: float


_GROUPS = (Shape, Separators, Sharing, Frame, Continuation, Surroundings)
CANDIDATE_FEATURES: tuple[str, ...] = (
    *itertools.chain.from_iterable(
        (f"{group.__name__.lower()} {name}" for name in group._fields) for group in _GROUPS
    ),
    *(f"clause_score {place}" for place in NEIGHBOURS),
    *(f"mean {name}" for name in LIMB_FEATURES),
    *(f"min {name}" for name in EXTREMES),
    *(f"max {name}" for name in EXTREMES),
)
"""Names of a candidate's features, in the column order of `candidate_features`."""


def candidate_features(
    table: LimbTable, words: SlotWords, text: str, items: Sequence[Candidate]
) -> npt.NDArray[np.float32]:
    """Return the features of many candidates at once.

    Returns
    -------
    ndarray of float32, shape (n_candidates, len(CANDIDATE_FEATURES))
        Numbers of each run, clause scores of its neighbours, means and extremes of its limbs' features.
    """
    own = [_own_features(words, text, item) for item in items]
    around = [part for item in items for part in _neighbours(text, item)]
    n_limbs = np.array([len(item.limbs) for item in items])
    bounds = np.cumsum(n_limbs) - n_limbs
    rows = table.rows(list(itertools.chain.from_iterable(item.limbs for item in items)))
    numbers, extremes = table.numbers[rows], column(*EXTREMES)
    blocks: list[npt.NDArray[Any]] = [
        np.array(own, dtype=np.float32),
        table.clause_scores(around).reshape(len(items), -1),
        np.add.reduceat(numbers, bounds, axis=0) / n_limbs[:, None],
        np.minimum.reduceat(numbers[:, extremes], bounds, axis=0),
        np.maximum.reduceat(numbers[:, extremes], bounds, axis=0),
    ]
    return np.hstack(blocks).astype(np.float32)


def _own_features(words: SlotWords, text: str, item: Candidate) -> tuple[float, ...]:
    edges = common_edges(item.limbs)
    return (
        *_shape(item),
        *_separators(text, item),
        *_sharing(words, item.limbs, edges),
        *_frame(item.limbs, edges),
        *_continuation(text, item, edges),
        *_surroundings(words, text, item),
    )


def _shape(item: Candidate) -> Shape:
    lengths = [len(limb) for limb in item.limbs]
    shortest, longest = min(lengths), max(lengths)
    window = item.window
    return Shape(
        confidence_first=item.confidence[0],
        confidence_last=item.confidence[1],
        n_limbs=len(lengths),
        shortest=shortest,
        longest=longest,
        range=longest - shortest,
        mean_length=sum(lengths) / len(lengths),
        n_pieces=len(window.chain),
        n_pieces_before=window.first,
        n_pieces_after=len(window.chain) - 1 - window.last,
        first_full=item.first.kind == "full",
        first_quote=item.first.kind == "quote",
        first_frame=item.first.kind == "frame",
        last_full=item.last.kind == "full",
        last_quote=item.last.kind == "quote",
        last_frame=item.last.kind == "frame",
    )


def _separators(text: str, item: Candidate) -> Separators:
    spans = item.spans
    gaps = [text[a[1] : b[0]] for a, b in itertools.pairwise(spans)]
    n = len(gaps)
    joined = "".join(gaps)
    with_digits = 0.0
    if DIGITS.search(text, spans[0][0], spans[-1][1]):
        with_digits = sum(bool(DIGITS.search(text, a, b)) for a, b in spans) / len(spans)
    return Separators(
        list_marks=joined.count("、") / n,
        commas=joined.count("，") / n,
        semicolons=joined.count("；") / n,
        conjunction=not CONJUNCTIONS.isdisjoint(joined),
        quotation_mark="“" in joined or "”" in joined,
        mixed=len({gap[:1] for gap in gaps}) > 1,
        digits=with_digits,
    )


def _sharing(words: SlotWords, limbs: Sequence[str], edges: tuple[int, int]) -> Sharing:
    n = len(limbs)
    opening, closing = edges
    word = limbs[0][-2:] if closing >= 2 else ""
    return Sharing(
        opening=opening,
        closing=closing,
        in_order=shared_in_order(list(limbs)),
        closing_slot=words.slot(limbs[0][-1]) if closing else 0.0,
        any_closing=closing >= 1,
        abstract_closing=word in words.abstract,
        kind_closing=word in words.kinds,
        device_opening=opening >= 1 and limbs[0][0] in words.devices,
        distinct_firsts=len({limb[0] for limb in limbs}) / n,
        distinct_lasts=len({limb[-1] for limb in limbs}) / n,
        distinct_heads=len({limb[:2] for limb in limbs}) / n,
        distinct_tails=len({limb[-2:] for limb in limbs}) / n,
    )


def _frame(limbs: Sequence[str], edges: tuple[int, int]) -> Frame:
    n, lengths = len(limbs), [len(limb) for limb in limbs]
    usual = max(lengths.count(length) for length in lengths) / n
    in_place, particles, agreement = sum(edges), 0, 0.0
    if usual == 1:
        columns = [set(chars) for chars in zip(*limbs, strict=True)]
        in_place = sum(len(chars) == 1 for chars in columns)
        particles = sum(len(chars) == 1 and chars <= PARTICLES for chars in columns)
        agreement = sum(1 - (len(chars) - 1) / (n - 1) for chars in columns)
    return Frame(
        in_place=in_place,
        particles_in_place=particles,
        agreement=agreement,
        usual_length=usual,
        ends_longest=min(lengths[0], lengths[-1]) == max(lengths),
    )


def _outside(item: Candidate) -> tuple[str, str]:
    """Return the Han characters of the pieces before and after the window, empty where there is none."""
    window = item.window
    left = window.plains[window.first - 1] if window.first else ""
    right = window.plains[window.last + 1] if window.last + 1 < len(window.chain) else ""
    return left, right


def _continuation(text: str, item: Candidate, edges: tuple[int, int]) -> Continuation:
    limbs, chain, last = item.limbs, item.window.chain, item.window.last
    left, right = _outside(item)
    opening, closing = edges
    return Continuation(
        before_closing=common_prefix(left[::-1], limbs[0][::-1]) - closing if left else -1,
        before_opening=common_prefix(left, limbs[0]) - opening if left else -1,
        after_opening=common_prefix(right, limbs[-1]) - opening if right else -1,
        after_closing=common_prefix(right[::-1], limbs[-1][::-1]) - closing if right else -1,
        counted_label=bool(LABEL.match(text, item.spans[-1][1])),
        digits_after=bool(right) and bool(DIGITS.search(text, chain[last + 1].start, chain[last + 1].end)),
        share_of_pieces=sum(map(len, limbs)) / sum(p.n_han for p in chain[item.window.first : last + 1]),
    )


def _neighbours(text: str, item: Candidate) -> tuple[str, str, str, str]:
    """Return the texts whose clause scores are features, in the order of `NEIGHBOURS`."""
    lead = han_of(text[item.window.chain[item.window.first].start : item.spans[0][0]])
    left, right = _outside(item)
    return lead, lead[-2:] + item.limbs[0], left[-12:], right[:12]


def _surroundings(words: SlotWords, text: str, item: Candidate) -> Surroundings:
    window, spans = item.window, item.spans
    chain = window.chain
    first, last = chain[window.first], chain[window.last]
    lead, tail = han_of(text[first.start : spans[0][0]]), han_of(text[spans[-1][1] : last.end])
    before, after = text[first.start - 1 : first.start], text[last.end : last.end + 1]
    following = text[spans[-1][1] : spans[-1][1] + 1]
    gap = text[spans[0][1] : spans[1][0]][:1]
    left = chain[window.first - 1] if window.first else None
    right = chain[window.last + 1] if window.last + 1 < len(chain) else None
    middle = sorted(map(len, item.limbs))[len(item.limbs) // 2]
    left_mark = text[left.end : first.start][:1] if left else ""
    right_mark = text[last.end : right.start][:1] if right else ""
    left_text, right_text = _outside(item)
    return Surroundings(
        lead_length=len(lead),
        governor_before=lead[-2:] in words.governors,
        governor_opens=lead[:2] in words.governors,
        introducer_before=lead[-2:] in words.introducers,
        de_before=lead[-1:] == "的",
        tail_length=len(tail),
        de_after=tail[:1] == "的",
        deng_after=tail[:1] == "等",
        deng_near="等" in text[spans[-1][1] : spans[-1][1] + 2],
        kind_closes=tail[-2:] in words.kinds,
        kind_after=tail[:2] in words.kinds,
        abstract_after=tail[:2] in words.abstract,
        stop_after=after in "。！；" and bool(after),
        comma_after=after == "，",
        list_mark_after=after == "、",
        list_mark_before=before == "、",
        comma_before=before in "，；" and bool(before),
        quote_before=before in "“‘" and bool(before),
        quote_follows=following in "”’" and bool(following),
        mark_follows=following in "、，；。！" and bool(following),
        before_about_as_long=abs(len(left_text) - middle) <= 1 and left_mark == gap,
        after_about_as_long=abs(len(right_text) - middle) <= 1 and right_mark == gap,
        before_as_long=len(left_text) == middle and left is not None,
        after_as_long=len(right_text) == middle and right is not None,
        same_mark_before=left_mark == gap,
        same_mark_after=right_mark == gap,
        length_before=min(len(left_text), 20),
        length_after=min(len(right_text), 20),
        deng_in_next="等" in right_text,
        deng_in_tail="等" in tail,
    )
