"""A group's own names, which would top every list of its keywords and are uninformative."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from .divisions import places, short_name
from .scan import Scanner

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from scipy import sparse


@cache
def own_names(group: str) -> tuple[str, ...]:
    """Return the names a city or province uses for itself, its province and its counties.

    Parameters
    ----------
    group : str
        A full name such as 柳州市, or a group of several columns (柳州市 · 2023); only places have names.

    Returns
    -------
    tuple of str
        Full and short names, of two characters or more, sorted.
    """
    if " · " in group:
        return tuple(sorted({name for part in group.split(" · ") for name in own_names(part)}))
    table = places()
    mine = table[(table["name"] == group) | (table["city"] == group) | (table["province"] == group)]
    names = {*mine["name"], *mine["province"].dropna(), *([group] if len(mine) else [])}
    short = {short_name(name) for name in names}
    return tuple(sorted(name for name in names | short if len(name) >= 2))


def holds_own_name(
    terms: Sequence[str] | npt.NDArray[np.object_], groups: Iterable[object]
) -> npt.NDArray[np.bool_]:
    """Return which terms contain a name of a group: the place itself, its province, its counties.

    Parameters
    ----------
    terms : sequence of str
        Terms.
    groups : iterable
        Groups such as 柳州市; those that are not places have no names.

    Returns
    -------
    ndarray of bool, shape (n_terms,)
    """
    import numpy as np

    return np.asarray(own_name_terms(terms, groups).sum(axis=0) > 0).ravel()


def own_name_terms(
    terms: Sequence[str] | npt.NDArray[np.object_], groups: Iterable[object]
) -> sparse.csr_array:
    """Return for each of many groups which terms contain one of its names, in one pass over the terms.

    Parameters
    ----------
    terms : sequence of str
        Terms.
    groups : iterable
        Groups such as 柳州市, in the order of the rows; those that are not places have no names.

    Returns
    -------
    csr_array of bool, shape (n_groups, n_terms)
        Row `g` has the columns of the terms for which `holds_own_name(terms, [groups[g]])` is true.
    """
    import numpy as np

    names_of = [own_names(str(group)) for group in groups]
    scanner = Scanner(name for names in names_of for name in names)
    number = {name: i for i, name in enumerate(scanner.words)}
    owners = np.repeat(np.arange(len(names_of)), [len(names) for names in names_of])
    owned = np.array([number[name] for names in names_of for name in names], dtype=np.int64)
    matches = scanner.all("\n".join(terms))
    ends = np.cumsum([len(term) + 1 for term in terms])
    holders = np.searchsorted(ends, [match.start for match in matches], side="right")
    held = np.array([match.word for match in matches], dtype=np.int64)
    has_name = _relation(owners, owned, (len(names_of), len(number)))
    return (has_name @ _relation(held, holders, (len(number), len(terms)))).astype(bool)


def _relation(
    rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], shape: tuple[int, int]
) -> sparse.csr_array:
    import numpy as np
    from scipy import sparse

    table = sparse.csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=shape)
    table.sum_duplicates()
    return table
