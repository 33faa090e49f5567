"""Discards most proposals cheaply before their ends are cut: the later steps take most of the time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain as joined
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .limbs import LIMB_FEATURES, LimbTable, column
from .proposals import SHORT, Proposal, shared_in_order

MARKS = "、，"


class ProposalShape(NamedTuple):
    """Lengths and marks of a proposal, and what its outer pieces share with the first inner limb."""

    n_inner: float
    length: float
    range: float
    first_longer: float
    last_longer: float
    first_char_left: float
    last_char_left: float
    first_char_right: float
    last_char_right: float
    tail_left: float
    head_right: float
    shared: float
    mark: float
    list_mark_after: float
    length_before: float
    length_after: float
    closed: float


PREFILTER_FEATURES: tuple[str, ...] = (
    *(f"mean {name}" for name in LIMB_FEATURES),
    "min clause_score",
    *(f"left {name}" for name in LIMB_FEATURES),
    *(f"right {name}" for name in LIMB_FEATURES),
    *ProposalShape._fields,
)
"""Names of a proposal's features: its inner limbs, both ends cut to the length of these, its shape."""
SHARED = PREFILTER_FEATURES.index("shared")
"""The column of the characters that long pieces share in order: two make a frame, which always passes."""


def prefilter_features(table: LimbTable, text: str, found: Sequence[Proposal]) -> npt.NDArray[np.float32]:
    """Return the features of proposals.

    Returns
    -------
    ndarray of float32, shape (n_proposals, len(PREFILTER_FEATURES))
    """
    lefts, rights, shapes = [], [], []
    for proposal in found:
        length = len(proposal.inner[0])
        lefts.append(proposal.plains[proposal.first][-length:])
        rights.append(proposal.plains[proposal.last][:length])
        shapes.append(_shape(text, proposal, length, lefts[-1], rights[-1]))
    left, right = table.rows(lefts), table.rows(rights)
    inner = table.rows(list(joined.from_iterable(proposal.inner for proposal in found)))
    n_inner = np.array([proposal.last - proposal.first - 1 for proposal in found])
    bounds = np.cumsum(n_inner) - n_inner
    numbers = table.numbers[inner]
    return np.hstack(
        [
            np.add.reduceat(numbers, bounds, axis=0) / n_inner[:, None].astype(np.float32),
            np.minimum.reduceat(numbers[:, column("clause_score")], bounds),
            table.numbers[left],
            table.numbers[right],
            np.array(shapes, dtype=np.float32),
        ]
    )


def _shape(text: str, proposal: Proposal, length: int, left: str, right: str) -> ProposalShape:
    chain, limb = proposal.chain, proposal.inner[0]
    first, last = chain[proposal.first], chain[proposal.last]
    wholes = [proposal.plains[proposal.first], proposal.plains[proposal.last]]
    return ProposalShape(
        n_inner=proposal.last - proposal.first - 1,
        length=length,
        range=proposal.high - proposal.low,
        first_longer=first.n_han - length,
        last_longer=last.n_han - length,
        first_char_left=left[0] == limb[0],
        last_char_left=left[-1] == limb[-1],
        first_char_right=right[0] == limb[0],
        last_char_right=right[-1] == limb[-1],
        tail_left=left[-2:] == limb[-2:],
        head_right=right[:2] == limb[:2],
        shared=shared_in_order([limb, *wholes]) if length > SHORT else 0,
        mark=MARKS.find(text[first.end : first.end + 1]),
        list_mark_after=text[last.end : last.end + 1] == "、",
        length_before=chain[proposal.first - 1].n_han - length if proposal.first else 0,
        length_after=chain[proposal.last + 1].n_han - length if proposal.last + 1 < len(chain) else 0,
        closed=last.closed >= 0,
    )
