"""Passes over most proposals at a glance, before their ends are cut: what is left costs most of the time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .candidates import SHORTEST, Proposal
from .evidence import Evidence
from .words import SlotWords

MARKS = "、，"


def sieve_features(
    evidence: Evidence, words: SlotWords, text: str, found: Sequence[Proposal]
) -> npt.NDArray[np.float32]:
    """Return the features of proposals, shape (n_proposals, 23)."""
    rows = [_row(evidence, words, text, proposal) for proposal in found]
    return np.array(rows, dtype=np.float32).reshape(len(rows), -1)


def _row(evidence: Evidence, words: SlotWords, text: str, proposal: Proposal) -> list[float]:
    chain, inner = proposal.chain, proposal.inner
    first, last = chain[proposal.first], chain[proposal.last]
    facts = [evidence.facts(limb) for limb in inner]
    demand = [fact.demand for fact in facts]
    limb, near = inner[0], facts[0]
    length = len(limb)
    left, right = proposal.plains[proposal.first][-length:], proposal.plains[proposal.last][:length]
    left_facts = evidence.facts(left) if len(left) >= SHORTEST else near
    right_facts = evidence.facts(right) if len(right) >= SHORTEST else near
    before = chain[proposal.first - 1].n_han - length if proposal.first else 0
    after = chain[proposal.last + 1].n_han - length if proposal.last + 1 < len(chain) else 0
    return [
        sum(demand) / len(demand), min(demand), left_facts.demand, right_facts.demand,
        len(inner), length, first.n_han - length, last.n_han - length,
        left[0] == limb[0], left[-1] == limb[-1], right[0] == limb[0], right[-1] == limb[-1],
        words.slot(limb[-1]), near.opens, near.closes,
        left_facts.opens, left_facts.closes, right_facts.opens, right_facts.closes,
        MARKS.find(text[first.end : first.end + 1]), text[last.end : last.end + 1] == "、", before, after,
    ]  # fmt: skip
