"""Couplets: two limbs of one length that answer each other (小事不出村、大事不出镇). Off by default."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .candidates import plain, shared_in_order
from .evidence import evidence
from .kinds import kind_of, template_of
from .runs import Run, limb, main_separator
from .segments import DIGIT, chains

SHORTEST, LONGEST = 4, 12


def couplets(text: str, taken: Sequence[Run] = ()) -> list[Run]:
    """Return the pairs of neighbouring pieces that are equally long and share a character in one place.

    Parameters
    ----------
    text : str
        A paragraph or a document.
    taken : sequence of Run
        Runs already found; a couplet does not overlap them.

    Returns
    -------
    list of Run
        In the order of the text, not overlapping, of two limbs each.
    """
    covered = {at for run in taken for at in range(run.start, run.end)}
    found: list[Run] = []
    for chain in chains(text):
        for left, right in pairwise(chain):
            if left.n_han != right.n_han or not SHORTEST <= left.n_han <= LONGEST or left.start in covered:
                continue
            if right.end - 1 in covered or (found and left.start < found[-1].end):
                continue
            if DIGIT.search(text, left.start, right.end):
                continue
            words = [plain(text[left.start : left.end]), plain(text[right.start : right.end])]
            in_place = sum(a == b for a, b in zip(*words, strict=True))
            if in_place and shared_in_order(words) < len(words[0]) - 1 and _sound(words):
                found.append(_couplet(text, left.start, left.end, right.start, right.end, words, in_place))
    return found


def _sound(words: list[str]) -> bool:
    table = evidence()
    return min(table.demand(word) for word in words) > 0


def _couplet(text: str, a: int, b: int, c: int, d: int, words: list[str], n_shared: int) -> Run:
    limbs = (limb(text, a, b), limb(text, c, d))
    kind = kind_of(words)
    return Run(
        start=a,
        end=d,
        limbs=limbs,
        kind="couplet",
        template=template_of(words, kind),
        separator=main_separator(text, limbs),
        reason=f"two pieces of {len(words[0])} characters with {n_shared} in the same place",
    )
