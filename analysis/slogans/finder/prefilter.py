"""Passes over most proposals at a glance, before their ends are cut: what is left costs most of the time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain as joined

import numpy as np
import numpy.typing as npt

from .candidates import SHORT, Proposal, shared_in_order
from .limbs import DEMAND, WIDTH, LimbTable

MARKS = "、，"
SHARED = 3 * WIDTH + 12
"""The column that says how many characters long pieces share in order: two make a frame, never sieved."""


def sieve_features(table: LimbTable, text: str, found: Sequence[Proposal]) -> npt.NDArray[np.float32]:
    """Return the features of proposals: the limbs inside, both ends, and the shape.

    Returns
    -------
    ndarray of float32, shape (n_proposals, 3 * limbs.WIDTH + 18)
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
            np.minimum.reduceat(numbers[:, DEMAND], bounds)[:, None],
            table.numbers[left],
            table.numbers[right],
            np.array(shapes, dtype=np.float32),
        ]
    )


def _shape(text: str, proposal: Proposal, length: int, left: str, right: str) -> tuple[float, ...]:
    chain, limb = proposal.chain, proposal.inner[0]
    first, last = chain[proposal.first], chain[proposal.last]
    before = chain[proposal.first - 1].n_han - length if proposal.first else 0
    after = chain[proposal.last + 1].n_han - length if proposal.last + 1 < len(chain) else 0
    wholes = [proposal.plains[proposal.first], proposal.plains[proposal.last]]
    return (
        proposal.last - proposal.first - 1, length, proposal.high - proposal.low,
        first.n_han - length, last.n_han - length,
        left[0] == limb[0], left[-1] == limb[-1], right[0] == limb[0], right[-1] == limb[-1],
        left[-2:] == limb[-2:], right[:2] == limb[:2],
        shared_in_order([limb, *wholes]) if length > SHORT else 0,
        MARKS.find(text[first.end : first.end + 1]), text[last.end : last.end + 1] == "、", before, after,
        last.closed >= 0,
    )  # fmt: skip
