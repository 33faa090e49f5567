"""The features of what stands around a candidate: its continuation and its surroundings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .candidates import Candidate
from .proposals import LONGEST
from .spelled import Numbers, Spelled, in_common
from .words import SlotWords

DIGITS = re.compile(r"[0-9A-Za-z％%]")
LABEL = re.compile(r"等?[”’]?等?的?[“‘]?[两三四五六七八九十][大个项类]")
NEIGHBOURS = ("lead", "lead_and_first", "piece_before", "piece_after")


class Continuation(NamedTuple):
    """Whether the pieces outside continue the pattern, and whether a label gives the number of limbs."""

    before_closing: Numbers
    before_opening: Numbers
    after_opening: Numbers
    after_closing: Numbers
    counted_label: Numbers
    digits_after: Numbers
    share_of_pieces: Numbers


class Surroundings(NamedTuple):
    """The context before and after: words, marks, the lengths of the neighbouring pieces."""

    lead_length: Numbers
    governor_before: Numbers
    governor_opens: Numbers
    introducer_before: Numbers
    de_before: Numbers
    tail_length: Numbers
    de_after: Numbers
    deng_after: Numbers
    deng_near: Numbers
    kind_closes: Numbers
    kind_after: Numbers
    abstract_after: Numbers
    stop_after: Numbers
    comma_after: Numbers
    list_mark_after: Numbers
    list_mark_before: Numbers
    comma_before: Numbers
    quote_before: Numbers
    quote_follows: Numbers
    mark_follows: Numbers
    before_about_as_long: Numbers
    after_about_as_long: Numbers
    before_as_long: Numbers
    after_as_long: Numbers
    same_mark_before: Numbers
    same_mark_after: Numbers
    length_before: Numbers
    length_after: Numbers
    deng_in_next: Numbers
    deng_in_tail: Numbers


def _outside(item: Candidate) -> tuple[str, str]:
    """Return the Han characters of the pieces before and after the window, empty where there is none."""
    window = item.window
    left = window.plains[window.first - 1] if window.first else ""
    right = window.plains[window.last + 1] if window.last + 1 < len(window.chain) else ""
    return left, right


def continuation(
    text: str, items: Sequence[Candidate], edges: tuple[Numbers, Numbers], n_han: Numbers
) -> Continuation:
    """Return whether the pieces outside continue the pattern.

    Parameters
    ----------
    text : str
        The text searched.
    items : sequence of Candidate
        The runs.
    edges : (ndarray, ndarray)
        How many characters the limbs of each share at the beginning, and at the end.
    n_han : ndarray
        The Han characters of the limbs of each.
    """
    outside = [_outside(item) for item in items]
    sides = []
    for side, end in ((0, 0), (1, -1)):
        limbs = Spelled([item.limbs[end] for item in items])
        beside = [texts[side] for texts in outside]
        heads, tails = (
            Spelled([part[cut] for part in beside]) for cut in (slice(LONGEST), slice(-LONGEST, None))
        )
        is_there = heads.lengths > 0
        opening = in_common(heads.codes, limbs.codes) - edges[0]
        closing = in_common(tails.backwards, limbs.backwards) - edges[1]
        sides.append((np.where(is_there, opening, -1), np.where(is_there, closing, -1)))
    following = [item.window.chain[item.window.last + 1] if right else None
                 for item, (_, right) in zip(items, outside, strict=True)]  # fmt: skip
    n_in_pieces = [
        sum(piece.n_han for piece in item.window.chain[item.window.first : item.window.last + 1])
        for item in items
    ]
    return Continuation(
        before_closing=sides[0][1],
        before_opening=sides[0][0],
        after_opening=sides[1][0],
        after_closing=sides[1][1],
        counted_label=np.array([LABEL.match(text, item.spans[-1][1]) is not None for item in items]),
        digits_after=np.array(
            [piece is not None and bool(DIGITS.search(text, piece.start, piece.end)) for piece in following]
        ),
        share_of_pieces=n_han / np.array(n_in_pieces),
    )


def neighbours(item: Candidate) -> tuple[str, str, str, str]:
    """Return the texts whose clause scores are features, in the order of `NEIGHBOURS`."""
    left, right = _outside(item)
    return item.lead, item.lead[-2:] + item.limbs[0], left[-12:], right[:12]


def _place(text: str, item: Candidate) -> tuple[str, ...]:
    """Return the texts around a run, in the order in which `surroundings` takes them."""
    window, spans = item.window, item.spans
    chain = window.chain
    first, last = chain[window.first], chain[window.last]
    end = spans[-1][1]
    left, right = _outside(item)
    return (
        item.lead,
        item.tail,
        text[first.start - 1 : first.start],
        text[last.end : last.end + 1],
        text[end : end + 1],
        text[spans[0][1] : spans[1][0]][:1],
        left,
        right,
        text[chain[window.first - 1].end : first.start][:1] if window.first else "",
        text[last.end : chain[window.last + 1].start][:1] if window.last + 1 < len(chain) else "",
        text[end : end + 2],
    )


def surroundings(words: SlotWords, text: str, items: Sequence[Candidate]) -> Surroundings:
    """Return the words, marks and lengths before and after runs."""
    (lead, tail, before, after, following, gap, left, right, left_mark, right_mark, near_end) = zip(
        *(_place(text, item) for item in items), strict=True
    )
    left_length, right_length = (np.array([len(part) for part in parts]) for parts in (left, right))
    middle = np.array([sorted(map(len, item.limbs))[len(item.limbs) // 2] for item in items])
    same_left = np.array([a == b for a, b in zip(left_mark, gap, strict=True)])
    same_right = np.array([a == b for a, b in zip(right_mark, gap, strict=True)])
    has_left = np.array([item.window.first > 0 for item in items])
    has_right = np.array([item.window.last + 1 < len(item.window.chain) for item in items])

    def among(parts: Sequence[str], known: frozenset[str]) -> Numbers:
        return np.array([part in known for part in parts])

    heads, tails = [part[:2] for part in tail], [part[-2:] for part in lead]
    starts = [part[:1] for part in tail]
    return Surroundings(
        lead_length=np.array([len(part) for part in lead]),
        governor_before=among(tails, words.governors),
        governor_opens=among([part[:2] for part in lead], words.governors),
        introducer_before=among(tails, words.introducers),
        de_before=np.array([part[-1:] == "的" for part in lead]),
        tail_length=np.array([len(part) for part in tail]),
        de_after=among(starts, frozenset("的")),
        deng_after=among(starts, frozenset("等")),
        deng_near=np.array(["等" in part for part in near_end]),
        kind_closes=among([part[-2:] for part in tail], words.kinds),
        kind_after=among(heads, words.kinds),
        abstract_after=among(heads, words.abstract),
        stop_after=among(after, frozenset("。！；")),
        comma_after=among(after, frozenset("，")),
        list_mark_after=among(after, frozenset("、")),
        list_mark_before=among(before, frozenset("、")),
        comma_before=among(before, frozenset("，；")),
        quote_before=among(before, frozenset("“‘")),
        quote_follows=among(following, frozenset("”’")),
        mark_follows=among(following, frozenset("、，；。！")),
        before_about_as_long=(np.abs(left_length - middle) <= 1) & same_left,
        after_about_as_long=(np.abs(right_length - middle) <= 1) & same_right,
        before_as_long=(left_length == middle) & has_left,
        after_as_long=(right_length == middle) & has_right,
        same_mark_before=same_left,
        same_mark_after=same_right,
        length_before=np.minimum(left_length, 20),
        length_after=np.minimum(right_length, 20),
        deng_in_next=np.array(["等" in part for part in right]),
        deng_in_tail=np.array(["等" in part for part in tail]),
    )
