"""The features of what stands around a candidate: its continuation and its surroundings."""

from __future__ import annotations

import re
from typing import NamedTuple

from .candidates import Candidate, common_prefix
from .proposals import han_of
from .words import SlotWords

DIGITS = re.compile(r"[0-9A-Za-z％%]")
LABEL = re.compile(r"等?[”’]?等?的?[“‘]?[两三四五六七八九十][大个项类]")
NEIGHBOURS = ("lead", "lead_and_first", "piece_before", "piece_after")


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


def _outside(item: Candidate) -> tuple[str, str]:
    """Return the Han characters of the pieces before and after the window, empty where there is none."""
    window = item.window
    left = window.plains[window.first - 1] if window.first else ""
    right = window.plains[window.last + 1] if window.last + 1 < len(window.chain) else ""
    return left, right


def continuation(text: str, item: Candidate, edges: tuple[int, int]) -> Continuation:
    """Return whether the pieces outside continue the pattern; `edges` are the lengths the limbs share."""
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


def neighbours(text: str, item: Candidate) -> tuple[str, str, str, str]:
    """Return the texts whose clause scores are features, in the order of `NEIGHBOURS`."""
    lead = han_of(text[item.window.chain[item.window.first].start : item.spans[0][0]])
    left, right = _outside(item)
    return lead, lead[-2:] + item.limbs[0], left[-12:], right[:12]


def surroundings(words: SlotWords, text: str, item: Candidate) -> Surroundings:
    """Return the words, marks and lengths before and after a candidate."""
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
