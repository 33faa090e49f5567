"""A group's own names, which top every list of its keywords and say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from .divisions import places, short_name


@cache
def own_names(group: str) -> tuple[str, ...]:
    """Return the names by which a city or province calls itself, its province and its counties.

    Parameters
    ----------
    group : str
        A full name such as 柳州市; anything that is no place has no names.

    Returns
    -------
    tuple of str
        Full and short names, of two characters or more, sorted.
    """
    table = places()
    mine = table[(table["name"] == group) | (table["city"] == group) | (table["province"] == group)]
    names = {*mine["name"], *mine["province"].dropna(), *([group] if len(mine) else [])}
    short = {short_name(name) for name in names}
    return tuple(sorted(name for name in names | short if len(name) >= 2))


def holds_own_name(
    terms: Sequence[str] | npt.NDArray[np.object_], groups: Iterable[object]
) -> npt.NDArray[np.bool_]:
    """Tell which terms hold a name of a group: the place itself, its province, its counties.

    Parameters
    ----------
    terms : sequence of str
        Terms.
    groups : iterable
        Groups such as 柳州市; those that are no places have no names.

    Returns
    -------
    ndarray of bool, shape (n_terms,)
    """
    names = sorted({name for group in groups for name in own_names(str(group))})
    if not names:
        return np.zeros(len(terms), dtype=bool)
    # One search of all terms at once: a comparison of ninety cities asks this ninety times.
    lines = "\n".join(terms)
    ends = np.cumsum([len(term) + 1 for term in terms])
    held = np.zeros(len(terms), dtype=bool)
    held[
        np.searchsorted(
            ends, [hit.start() for hit in re.finditer("|".join(map(re.escape, names)), lines)], side="right"
        )
    ] = True
    return held
