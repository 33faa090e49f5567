"""Groups in a plane, and the terms along its axes."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.spatial.distance import pdist, squareform

from ..checks import check_kind, check_result, check_wholes
from ..corpus import By, TermCounts, group_columns
from ..lexicon import holds_own_name
from ..stats import classical_scaling, correspondence

NOTHING_LEFT = 1e-9
"""Share of the inertia below which an axis is nothing but rounding."""

MAX_STRESS = 0.2
"""Kruskal's stress above which a map is not shown."""


def mds_map(distances: pd.DataFrame, n_steps: int = 300, max_stress: float = MAX_STRESS) -> pd.DataFrame:
    """Place groups in a plane that preserves the distances between them as well as possible.

    Parameters
    ----------
    distances : DataFrame
        The result of `distances`.
    n_steps : int
        Maximum number of SMACOF iterations.
    max_stress : float
        Stress above which there is no map: by Kruskal's rule of thumb 0.2 is poor, 0.1 fair, 0.05 good.

    Returns
    -------
    DataFrame
        `group, x, y, stress`: coordinates, rotated so that the widest spread lies along `x`, and Kruskal's
        stress of the whole map, the same in each row (0 is exact). Groups without a distance are left out;
        empty with fewer than three groups, and where the stress is above `max_stress`: such a map would show
        neighbours that are none.

    References
    ----------
    Torgerson (1952) for the start; de Leeuw (1977), SMACOF, for the iterations; Kruskal (1964),
    Psychometrika 29, 1-27, for the stress.

    Examples
    --------
    >>> from analysis import count_terms, distances, mds_map, read_texts, segment
    >>> cities = ["青岛市", "大连市", "兰州市"]
    >>> texts = read_texts(["港口港口扩建。", "港口贸易。", "黄河治理。"], city=cities)
    >>> apart = distances(count_terms(segment(texts)), n_permutations=0)
    >>> mds_map(apart, max_stress=1)["group"].tolist()
    ['兰州市', '大连市', '青岛市']
    """
    check_result("mds_map", distances, ("group", "other", "distance"), "distances(dtm)")
    grid = distances.pivot(index="group", columns="other", values="distance")
    known = grid.index[grid.notna().any(axis=1)]
    wanted = grid.loc[known, known].to_numpy(dtype=float)
    n = len(known)
    none = pd.Series([], dtype=float)
    empty = pd.DataFrame({"group": pd.Series([], dtype="str"), "x": none, "y": none, "stress": none})
    if n < 3:
        return empty
    places, _ = classical_scaling(wanted)
    for _ in range(n_steps):
        now = squareform(pdist(places))
        ratio = -np.divide(wanted, now, out=np.zeros_like(now), where=now > 0)
        np.fill_diagonal(ratio, 0)
        np.fill_diagonal(ratio, -ratio.sum(axis=1))
        places = ratio @ places / n
    places = places - places.mean(axis=0)
    _, _, axes = np.linalg.svd(places, full_matrices=False)
    places = places @ axes.T
    # Only the signs are arbitrary now; the alphabetically first group goes to the upper right.
    places = places * np.where(places[0] < 0, -1, 1)
    now = squareform(pdist(places))
    stress = np.sqrt(((now - wanted) ** 2).sum() / max((now**2).sum(), np.finfo(float).tiny))
    if stress > max_stress:
        return empty
    return pd.DataFrame({"group": known, "x": places[:, 0], "y": places[:, 1], "stress": stress})


def axis_terms(dtm: TermCounts, by: By = "city", n: int = 8, min_n: int = 5) -> pd.DataFrame:
    """List the terms behind the two axes along which groups differ most (correspondence analysis).

    Parameters
    ----------
    dtm : DocTermMatrix or Counted
        Counts in documents.
    by : str or sequence of str
        A column of `dtm.units`.
    n : int
        Terms listed at either end of an axis.
    min_n : int
        Minimum occurrences of a term; otherwise rare terms of a single group would dominate every axis.

    Returns
    -------
    DataFrame
        `axis, inertia, end, term, coordinate, contribution, groups`: the axis (1 or 2; two groups have one)
        and its share of the total inertia; the end, `+` or `-`; the term with its principal coordinate and
        its contribution to the axis, largest first; and up to three groups on that side, farthest first,
        joined by `、`. Groups' own names are left out; empty with fewer than two groups or terms.

    References
    ----------
    Greenacre, M. (2017). Correspondence Analysis in Practice, 3rd ed.; see `stats.correspondence`.

    Examples
    --------
    >>> from analysis import axis_terms, count_terms, read_texts, segment
    >>> cities = ["青岛市", "大连市", "兰州市"]
    >>> texts = read_texts(["港口港口扩建。", "港口贸易。", "黄河治理。"], city=cities)
    >>> table = axis_terms(count_terms(segment(texts)), min_n=1, n=1)
    >>> table[["axis", "end", "term"]].head(2).to_numpy().tolist()
    [[1, '+', '治理'], [1, '-', '港口']]
    """
    check_kind("axis_terms", dtm, "DocTermMatrix", "Counted")
    check_wholes("axis_terms", n=n, min_n=min_n)
    group_columns(dtm.units, by, "axis_terms")
    grouped = dtm.group(by)
    labels = grouped.units.index.astype(str)
    terms = np.array(grouped.terms, dtype=object)
    keep = np.asarray(grouped.counts.sum(axis=0)).ravel() >= max(min_n, 1)
    keep &= ~holds_own_name(grouped.terms, labels)
    counts = grouped.counts[:, np.flatnonzero(keep)].toarray()
    parts = []
    if min(counts.shape) > 1 and counts.sum():
        rows, columns, inertia = correspondence(counts)
        mass = counts.sum(axis=0) / counts.sum()
        for axis in np.flatnonzero(inertia > NOTHING_LEFT):
            place = columns[:, axis]
            share = mass * place**2 / max((mass * place**2).sum(), np.finfo(float).tiny)
            for end, sign in (("+", 1), ("-", -1)):
                there = np.flatnonzero(place * sign > 0)
                first = there[np.lexsort((terms[keep][there].astype(str), -share[there]))][:n]
                order = np.argsort(-sign * rows[:, axis], kind="stable")
                far = [labels[i] for i in order if rows[i, axis] * sign > 0][:3]
                part = pd.DataFrame({"term": terms[keep][first], "coordinate": place[first]})
                part["contribution"] = share[first]
                known = {"axis": axis + 1, "inertia": inertia[axis], "end": end, "groups": "、".join(far)}
                parts.append(part.assign(**known))
    kinds = {"axis": int, "inertia": float, "end": "str", "term": "str", "coordinate": float,
             "contribution": float, "groups": "str"}  # fmt: skip
    return pd.concat([pd.DataFrame(columns=list(kinds)).astype(kinds), *parts], ignore_index=True).astype(
        kinds
    )
