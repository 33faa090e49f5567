"""Discards most proposals cheaply before their ends are cut: the later steps take most of the time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain as joined
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .limbs import LIMB_FEATURES, LimbTable, column
from .proposals import SHORT, Proposal, shared_in_order
from .segments import Piece
from .spelled import Numbers, Spelled

NONE = Piece(-1, -1, -1, -1, -1)
"""Stands for a piece where there is none."""


class ProposalShape(NamedTuple):
    """Lengths and marks of a proposal, and what its outer pieces share with the first inner limb."""

    n_inner: Numbers
    length: Numbers
    range: Numbers
    first_longer: Numbers
    last_longer: Numbers
    first_char_left: Numbers
    last_char_left: Numbers
    first_char_right: Numbers
    last_char_right: Numbers
    tail_left: Numbers
    head_right: Numbers
    shared: Numbers
    mark: Numbers
    list_mark_after: Numbers
    length_before: Numbers
    length_after: Numbers
    closed: Numbers


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
    inners = [proposal.plains[proposal.first + 1 : proposal.last] for proposal in found]
    limbs = [inner[0] for inner in inners]
    wholes = [(proposal.plains[proposal.first], proposal.plains[proposal.last]) for proposal in found]
    lefts = [whole[-len(limb) :] for (whole, _), limb in zip(wholes, limbs, strict=True)]
    rights = [whole[: len(limb)] for (_, whole), limb in zip(wholes, limbs, strict=True)]
    rows = table.rows([*lefts, *rights, *joined.from_iterable(inners)])
    left, right, inner = np.split(rows, [len(found), 2 * len(found)])
    n_inner = np.array([len(inner) for inner in inners])
    bounds = np.cumsum(n_inner) - n_inner
    shape = _shape(text, found, n_inner, Spelled(limbs), Spelled(lefts), Spelled(rights), wholes)
    numbers = table.numbers[inner]
    return np.hstack(
        [
            np.add.reduceat(numbers, bounds, axis=0) / n_inner[:, None].astype(np.float32),
            np.minimum.reduceat(numbers[:, column("clause_score")], bounds),
            table.numbers[left],
            table.numbers[right],
            np.stack([part.astype(np.float32) for part in shape], axis=1),
        ]
    )


def _shape(
    text: str,
    found: Sequence[Proposal],
    n_inner: Numbers,
    limb: Spelled,
    left: Spelled,
    right: Spelled,
    wholes: Sequence[tuple[str, str]],
) -> ProposalShape:
    length = limb.lengths
    first = [proposal.chain[proposal.first] for proposal in found]
    last = [proposal.chain[proposal.last] for proposal in found]
    shared = np.zeros(len(found), dtype=np.int64)
    for k in np.flatnonzero(length > SHORT).tolist():
        shared[k] = shared_in_order([limb.limbs[k], *wholes[k]])
    before = [p.chain[p.first - 1] if p.first else NONE for p in found]
    after = [p.chain[p.last + 1] if p.last + 1 < len(p.chain) else NONE for p in found]
    n_before, n_first, n_last, n_after = (_column("n_han", some) for some in (before, first, last, after))
    codes = np.frombuffer(f"{text}\0".encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    mark, mark_after = codes[_column("end", first)], codes[_column("end", last)]
    return ProposalShape(
        n_inner=n_inner,
        length=length,
        range=np.array([proposal.high - proposal.low for proposal in found]),
        first_longer=n_first - length,
        last_longer=n_last - length,
        first_char_left=left.firsts == limb.firsts,
        last_char_left=left.lasts == limb.lasts,
        first_char_right=right.firsts == limb.firsts,
        last_char_right=right.lasts == limb.lasts,
        tail_left=left.tails == limb.tails,
        head_right=right.heads == limb.heads,
        shared=shared,
        mark=np.where(mark == ord("、"), 0, np.where(mark == ord("，"), 1, -1)),
        list_mark_after=mark_after == ord("、"),
        length_before=np.where(n_before < 0, 0, n_before - length),
        length_after=np.where(n_after < 0, 0, n_after - length),
        closed=_column("closed", last) >= 0,
    )


def _column(name: str, pieces: Sequence[Piece]) -> Numbers:
    """Return one of the numbers of each piece."""
    return np.fromiter(map(attrgetter(name), pieces), dtype=np.int64, count=len(pieces))
