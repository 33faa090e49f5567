"""Texts that share much of their wording with a text of another group: copies with noise, halves, relays."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable

import pandas as pd

CLAUSE = re.compile(r"[^，。！？；：、,;:!?“”\"（）()《》\s]{8,}")

SHARED = 0.2
"""Share of a text's clauses, by length, from which it shares much with another text. Of 87 reports of cities,
16 of provinces, 52 national ones and 48 notices, no two in different groups share more than an eighth; of a
copy with every twentieth character wrong 0.48 or more is left, of half a copy within another text 0.33."""

ALIKE = 0.4
"""The same share where one of the two texts has no group: what two texts of one place share is less."""

SHORTEST = 500
"""Minimum characters in clauses for the share to mean anything."""

CROWD = 12
"""Clauses in more texts than this are common property, and count for no pair."""


def clauses(text: str) -> frozenset[str]:
    """Return the different clauses of eight characters or more in a text.

    Examples
    --------
    >>> from analysis.claims.overlaps import clauses
    >>> clauses("加快推进老港区搬迁改造，确保安全。")
    frozenset({'加快推进老港区搬迁改造'})
    """
    return frozenset(CLAUSE.findall(text))


def length_of(found: Iterable[str]) -> int:
    """Return the characters of clauses."""
    return sum(map(len, found))


def overlapping(texts: pd.Series[str], labels: pd.Series) -> list[tuple[str, float, str]]:
    """Return the texts that share much of their wording with one text of another group.

    Parameters
    ----------
    texts : Series of str
        Cleaned texts, by `doc_id`.
    labels : Series of str
        The group of each, by `doc_id`; a text without one is compared with all.

    Returns
    -------
    list of (str, float, str)
        `doc_id`, the share of its different clauses (by length) that stand word for word in the other text,
        and the `doc_id` of that one. Of two texts that share much with each other, the one that shares more.
    """
    known = labels.reindex(texts.index).dropna().to_dict()
    group = {doc_id: known.get(doc_id, ("", doc_id)) for doc_id in texts.index}
    found = {doc_id: clauses(text) for doc_id, text in texts.items()}
    size = {doc_id: n for doc_id, own in found.items() if (n := length_of(own)) >= SHORTEST}
    where: dict[str, list[Hashable]] = defaultdict(list)
    for doc_id in size:
        for clause in found[doc_id]:
            where[clause].append(doc_id)
    shared: Counter[tuple[Hashable, Hashable]] = Counter()
    for clause, ids in where.items():
        if 1 < len(ids) <= CROWD:
            for one in ids:
                for other in ids:
                    if group[one] != group[other]:
                        shared[one, other] += len(clause)
    shares = {
        (one, other): share
        for (one, other), n in shared.items()
        if (share := n / size[one]) >= (SHARED if one in known and other in known else ALIKE)
    }
    told: dict[Hashable, tuple[str, float, str]] = {}
    for (one, other), share in sorted(shares.items(), key=lambda item: (-item[1], str(item[0]))):
        if one not in told and (other not in told or told[other][2] != str(one)):
            told[one] = str(one), share, str(other)
    return list(told.values())
