"""A group's own names, which top every list of its keywords and say nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from ..lexicon import own_names


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
    return np.fromiter((any(name in term for name in names) for term in terms), dtype=bool, count=len(terms))
