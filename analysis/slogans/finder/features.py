"""The features of a candidate: its shape, what its limbs share, their statistics; see also `context`."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .candidates import Candidate, common_edges
from .context import DIGITS, NEIGHBOURS, Continuation, Surroundings, continuation, neighbours, surroundings
from .limbs import LIMB_FEATURES, PARTICLES, LimbTable, column
from .proposals import shared_in_order
from .words import SlotWords

CONJUNCTIONS = frozenset("和与及并")
EXTREMES = ("clause_score", "in_policy", "in_laws", "slot", "opens", "closes")


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
    around = [part for item in items for part in neighbours(text, item)]
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
        *continuation(text, item, edges),
        *surroundings(words, text, item),
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
