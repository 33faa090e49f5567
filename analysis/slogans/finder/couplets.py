"""Couplets: two parallel limbs of equal length (小事不出村、大事不出镇). Off by default."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .kinds import kind_of, template_of
from .limbs import limb_table
from .runs import Run, limb, main_separator
from .segments import ALL_HAN, chains

SHORTEST, LONGEST, SHARED = 4, 12, 2


def couplets(text: str, taken: Sequence[Run] = ()) -> list[Run]:
    """Return pairs of neighbouring limbs of equal length that share two characters in the same positions.

    The first limb may be the end of a longer piece.

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
            if not SHORTEST <= right.n_han <= LONGEST or left.n_han < right.n_han:
                continue
            start = left.end - right.n_han
            if any(at in covered for at in (start, right.end - 1)) or (found and start < found[-1].end):
                continue
            words = [text[start : left.end], text[right.start : right.end]]
            if not all(map(ALL_HAN.fullmatch, words)):
                continue
            in_place = sum(a == b for a, b in zip(*words, strict=True))
            if in_place >= SHARED and in_place < right.n_han - 1 and _are_clauses(words):
                found.append(_couplet(text, start, left.end, right.start, right.end, words, in_place))
    return found


def _are_clauses(words: list[str]) -> bool:
    return bool(limb_table().clause_scores(words).min() > 0)


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
