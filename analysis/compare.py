"""Comparison: how far the vocabularies of two groups are from each other."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import pdist, squareform

from .corpus import DocTermMatrix
from .errors import check_choice


def distances(dtm: DocTermMatrix, by: str = "city", measure: str = "jensen-shannon") -> pd.DataFrame:
    """Measure the distance between the term distributions of groups.

    Parameters
    ----------
    dtm : DocTermMatrix
        Counts in documents.
    by : str
        A column of `dtm.units`.
    measure : {"jensen-shannon", "cosine"}
        Jensen-Shannon distance (the square root of the divergence, base 2) between relative frequencies, or one
        minus the cosine of the counts. Both run from 0 (same) to 1 (nothing in common).

    Returns
    -------
    DataFrame
        `group, other, measure, distance`: every ordered pair, also of a group with itself; missing where a group
        has no term.

    References
    ----------
    Lin (1991), Divergence measures based on the Shannon entropy, IEEE Trans. Inf. Theory 37, eq. 4.1; the square
    root is a metric: Endres and Schindelin (2003).
    """
    check_choice("distances", "measure", measure, ["jensen-shannon", "cosine"])
    grouped = dtm.group(by)
    counts = grouped.counts.toarray().astype(float)
    empty = counts.sum(axis=1) == 0
    if measure == "cosine":
        values = pdist(counts[~empty], metric="cosine")
    else:
        values = pdist(counts[~empty], metric="jensenshannon") / np.sqrt(np.log(2))
    full = np.full((len(counts), len(counts)), np.nan)
    full[np.ix_(~empty, ~empty)] = np.clip(squareform(values), 0, 1)
    groups = grouped.units.index.astype(str)
    table = pd.DataFrame(full, index=pd.Index(groups, name="group"), columns=pd.Index(groups, name="other"))
    long = table.stack(future_stack=True).rename("distance").reset_index()
    long.insert(2, "measure", measure)
    return long


def similarity_order(distances: pd.DataFrame) -> list[str]:
    """Order groups so that those with similar vocabulary stand next to each other.

    Parameters
    ----------
    distances : DataFrame
        The result of `distances`.

    Returns
    -------
    list of str
        The groups in the order of the leaves of an average-linkage tree; groups without a distance come last.
    """
    grid = distances.pivot(index="group", columns="other", values="distance")
    known = grid.index[grid.notna().any(axis=1)]
    rest = [str(group) for group in grid.index if group not in known]
    if len(known) < 3:
        return [str(group) for group in known] + rest
    condensed = squareform(grid.loc[known, known].to_numpy(), checks=False)
    leaves = leaves_list(linkage(condensed, method="average", optimal_ordering=True))
    return [str(known[leaf]) for leaf in leaves] + rest
