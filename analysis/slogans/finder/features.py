"""The features of a candidate: its shape, what its limbs share, their statistics; see also `context`."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .candidates import Candidate
from .context import DIGITS, NEIGHBOURS, Continuation, Surroundings, continuation, neighbours, surroundings
from .limbs import LIMB_FEATURES, PARTICLES, LimbTable, column
from .proposals import LONGEST
from .spelled import Numbers, Sets, Spelled
from .words import SlotWords

CONJUNCTIONS = frozenset("和与及并")
EXTREMES = ("clause_score", "in_policy", "in_laws", "slot", "opens", "closes")


class Shape(NamedTuple):
    """Number and lengths of the limbs, the position in the chain, and how the outer limbs were cut."""

    confidence_first: Numbers
    confidence_last: Numbers
    n_limbs: Numbers
    shortest: Numbers
    longest: Numbers
    range: Numbers
    mean_length: Numbers
    n_pieces: Numbers
    n_pieces_before: Numbers
    n_pieces_after: Numbers
    first_full: Numbers
    first_quote: Numbers
    first_frame: Numbers
    last_full: Numbers
    last_quote: Numbers
    last_frame: Numbers


class Separators(NamedTuple):
    """The separator between the limbs, and the share of limbs with digits or letters."""

    list_marks: Numbers
    commas: Numbers
    semicolons: Numbers
    conjunction: Numbers
    quotation_mark: Numbers
    mixed: Numbers
    digits: Numbers


class Sharing(NamedTuple):
    """What the limbs have in common."""

    opening: Numbers
    closing: Numbers
    in_order: Numbers
    closing_slot: Numbers
    any_closing: Numbers
    abstract_closing: Numbers
    kind_closing: Numbers
    device_opening: Numbers
    distinct_firsts: Numbers
    distinct_lasts: Numbers
    distinct_heads: Numbers
    distinct_tails: Numbers


class Frame(NamedTuple):
    """Characters in the same position in all limbs, and how regular the lengths are."""

    in_place: Numbers
    particles_in_place: Numbers
    agreement: Numbers
    usual_length: Numbers
    ends_longest: Numbers


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
    around = [part for item in items for part in neighbours(item)]
    n_limbs = np.array([len(item.limbs) for item in items])
    bounds = np.cumsum(n_limbs) - n_limbs
    spelled = Spelled([limb for item in items for limb in item.limbs])
    own = _own_features(words, text, items, spelled, n_limbs)
    rows = table.rows(spelled.limbs)
    numbers, extremes = table.numbers[rows], column(*EXTREMES)
    blocks: list[Numbers] = [
        np.stack([column.astype(np.float32) for column in own], axis=1),
        table.clause_scores(around).reshape(len(items), -1),
        np.add.reduceat(numbers, bounds, axis=0) / n_limbs[:, None],
        np.minimum.reduceat(numbers[:, extremes], bounds, axis=0),
        np.maximum.reduceat(numbers[:, extremes], bounds, axis=0),
    ]
    return np.hstack(blocks).astype(np.float32)


def _own_features(
    words: SlotWords, text: str, items: Sequence[Candidate], spelled: Spelled, n: Numbers
) -> tuple[Numbers, ...]:
    """Return the columns that are about a run as a whole, in the order of `_GROUPS`."""
    starts = np.cumsum(n) - n
    first = Spelled([item.limbs[0] for item in items])
    sets = Sets(first, spelled, starts, n)
    edges = sets.common_edges()
    return (
        *_shape(items, sets, spelled),
        *_separators(text, items),
        *_sharing(words, sets, first, spelled, edges),
        *_frame(sets, spelled, edges),
        *continuation(text, items, edges, np.add.reduceat(spelled.lengths, sets.bounds)),
        *surroundings(words, text, items),
    )


def _shape(items: Sequence[Candidate], sets: Sets, spelled: Spelled) -> Shape:
    shortest = np.minimum.reduceat(spelled.lengths, sets.bounds)
    longest = np.maximum.reduceat(spelled.lengths, sets.bounds)
    windows = [item.window for item in items]
    before = np.array([window.first for window in windows])
    n_pieces = np.array([len(window.chain) for window in windows])
    first, last = (np.array([getattr(item, end).kind for item in items]) for end in ("first", "last"))
    return Shape(
        confidence_first=np.array([item.confidence[0] for item in items]),
        confidence_last=np.array([item.confidence[1] for item in items]),
        n_limbs=sets.sizes,
        shortest=shortest,
        longest=longest,
        range=longest - shortest,
        mean_length=np.add.reduceat(spelled.lengths, sets.bounds) / sets.sizes,
        n_pieces=n_pieces,
        n_pieces_before=before,
        n_pieces_after=n_pieces - 1 - np.array([window.last for window in windows]),
        first_full=first == "full",
        first_quote=first == "quote",
        first_frame=first == "frame",
        last_full=last == "full",
        last_quote=last == "quote",
        last_frame=last == "frame",
    )


def _separators(text: str, items: Sequence[Candidate]) -> Separators:
    gaps = [[text[a[1] : b[0]] for a, b in itertools.pairwise(item.spans)] for item in items]
    joined = ["".join(some) for some in gaps]
    n = np.array([len(some) for some in gaps])
    return Separators(
        list_marks=np.array([marks.count("、") for marks in joined]) / n,
        commas=np.array([marks.count("，") for marks in joined]) / n,
        semicolons=np.array([marks.count("；") for marks in joined]) / n,
        conjunction=np.array([not CONJUNCTIONS.isdisjoint(marks) for marks in joined]),
        quotation_mark=np.array(["“" in marks or "”" in marks for marks in joined]),
        mixed=np.array([len({gap[:1] for gap in some}) > 1 for some in gaps]),
        digits=_shares_with_digits(text, items),
    )


def _shares_with_digits(text: str, items: Sequence[Candidate]) -> Numbers:
    """Return for each run the share of its limbs that have digits or letters."""
    shares = np.zeros(len(items))
    for k, item in enumerate(items):
        spans = item.spans
        if DIGITS.search(text, spans[0][0], spans[-1][1]):
            shares[k] = sum(bool(DIGITS.search(text, a, b)) for a, b in spans) / len(spans)
    return shares


def _sharing(
    words: SlotWords, sets: Sets, first: Spelled, spelled: Spelled, edges: tuple[Numbers, Numbers]
) -> Sharing:
    opening, closing = edges
    n = sets.sizes
    tails = [limb[-2:] if k >= 2 else "" for limb, k in zip(first.limbs, closing.tolist(), strict=True)]
    slots = [words.slot(limb[-1]) for limb in first.limbs]
    return Sharing(
        opening=opening,
        closing=closing,
        in_order=sets.shared_in_order(),
        closing_slot=np.where(closing > 0, slots, 0.0),
        any_closing=closing >= 1,
        abstract_closing=np.array([tail in words.abstract for tail in tails]),
        kind_closing=np.array([tail in words.kinds for tail in tails]),
        device_opening=(opening >= 1) & np.array([limb[0] in words.devices for limb in first.limbs]),
        distinct_firsts=sets.distinct(spelled.firsts) / n,
        distinct_lasts=sets.distinct(spelled.lasts) / n,
        distinct_heads=sets.distinct(spelled.heads) / n,
        distinct_tails=sets.distinct(spelled.tails) / n,
    )


def _frame(sets: Sets, spelled: Spelled, edges: tuple[Numbers, Numbers]) -> Frame:
    n, lengths = sets.sizes, spelled.lengths
    of_length = [sets.count(lengths == length) for length in range(1, LONGEST + 1)]
    usual = np.maximum.reduce(of_length) / n
    even = usual == 1
    in_place, particles, agreement = edges[0] + edges[1], np.zeros(len(n)), np.zeros(len(n))
    same, length = np.zeros(len(n), dtype=np.int64), lengths[sets.bounds]
    marks = np.array([ord(char) for char in PARTICLES])
    for place in range(LONGEST):
        column = spelled.codes[:, place]
        n_different, inside = sets.distinct(column), even & (length > place)
        alike = inside & (n_different == 1)
        same += alike
        particles += alike & np.isin(column[sets.bounds], marks)
        agreement += np.where(inside, 1 - (n_different - 1) / (n - 1), 0.0)
    longest = np.maximum.reduceat(lengths, sets.bounds)
    ends = np.minimum(lengths[sets.bounds], lengths[sets.bounds + n - 1])
    return Frame(
        in_place=np.where(even, same, in_place),
        particles_in_place=particles,
        agreement=agreement,
        usual_length=usual,
        ends_longest=ends == longest,
    )
