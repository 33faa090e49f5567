"""Gives every run a family: one of the file's, or one that grows from limbs that runs have in common."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from ..lexicon import Family
from .runs import Run

MIN_HITS = 3
MAX_LIMBS = 8


def named_family(run: Run, families: Sequence[Family]) -> str:
    """Return the name of the first family of the file that all limbs of a run belong to, or ''."""
    limbs = [member.plain for member in run.limbs]
    if not limbs or run.kind == "numeric":
        return run.family
    for family in families:
        if family.words:
            nouns = [
                next((w for w in sorted(family.words, key=len)[::-1] if x.endswith(w)), "") for x in limbs
            ]
            if all(nouns) and len(set(nouns) & set(family.anchors)) >= 2:
                return family.name
        elif all(re.fullmatch(family.pattern, word) for word in limbs):
            return family.name
    return ""


def grown_families(runs: Sequence[Run]) -> list[str]:
    """Return for each run the family it belongs to by limbs it has in common with other runs.

    Two runs of one length of limbs are of one family when they have two limbs in common; so are the runs that
    hang together through others. A family takes the name of its most frequent variant, in its most frequent
    order. A run whose family has fewer than three hits is named by its template.

    Parameters
    ----------
    runs : sequence of Run
        Runs without a named family.

    Returns
    -------
    list of str
        One name per run.
    """
    parent = list(range(len(runs)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    first_with: dict[tuple[str, str], int] = {}
    for at, run in enumerate(runs):
        words = sorted({member.plain for member in run.limbs})[:MAX_LIMBS]
        for pair in combinations(words, 2):
            other = first_with.setdefault(pair, at)
            a, b = sorted((root(at), root(other)))
            parent[b] = a
    members: dict[int, list[int]] = defaultdict(list)
    for at in range(len(runs)):
        members[root(at)].append(at)
    names = [run.template for run in runs]
    for group in members.values():
        if len(group) >= MIN_HITS:
            spellings = Counter("、".join(member.plain for member in runs[at].limbs) for at in group)
            name = min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
            for at in group:
                names[at] = name
    return names
