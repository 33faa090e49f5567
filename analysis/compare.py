"""Comparison: how far the vocabularies of groups are from each other, and which terms make them so."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import pdist, squareform
from scipy.special import xlogy

from .corpus import DocTermMatrix
from .errors import InputError, check_choice
from .lexicon import holds_own_name
from .stats import classical_scaling

FloatArray = npt.NDArray[np.float64]

MIN_DOCUMENTS = 5
"""With fewer documents in a group, drawing them again says nothing of how texts of that group vary."""


def distances(
    dtm: DocTermMatrix,
    by: str = "city",
    measure: str = "jensen-shannon",
    n_resamples: int = 200,
    seed: int = 0,
) -> pd.DataFrame:
    """Measure the distance between the term distributions of groups.

    Parameters
    ----------
    dtm : DocTermMatrix
        Counts in documents.
    by : str
        A column of `dtm.units`.
    measure : {"jensen-shannon", "cosine"}
        Jensen-Shannon distance (the square root of the divergence, base 2) between relative frequencies, or
        one minus the cosine of the counts. Both run from 0 (same) to 1 (nothing in common).
    n_resamples, seed : int
        Resamples of documents within each group behind the intervals, and their seed.

    Returns
    -------
    DataFrame
        `group, other, measure, distance, low, high`: every ordered pair, also of a group with itself;
        missing where a group has no term. `low` and `high` bound 95 % of how the distance varies when
        documents are drawn again (bootstrap, centred on the distance); missing where either group has fewer
        than five documents, and of a group with itself. Short texts are farther apart than long ones of the
        same kind: compare distances of groups of like size.

    References
    ----------
    Lin (1991), Divergence measures based on the Shannon entropy, IEEE Trans. Inf. Theory 37, eq. 4.1; the
    square root is a metric: Endres and Schindelin (2003).

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import segment, count_terms, distances
    >>> from analysis.corpus import DOCUMENT_COLUMNS
    >>> texts = pd.DataFrame(
    ...     {"city": ["青岛市", "兰州市"],
    ...      "text": ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"]},
    ...     index=pd.Index(["a", "b"], name="doc_id"),
    ... ).reindex(columns=DOCUMENT_COLUMNS)
    >>> corpus = segment(texts)
    >>> apart = distances(count_terms(corpus), by="city")
    >>> apart.loc[apart["other"] == "青岛市", "distance"].round(3).tolist()
    [0.772, 0.0]
    """
    check_choice("distances", "measure", measure, ["jensen-shannon", "cosine"])
    grouped = dtm.group(by)
    full = _all_pairs(grouped.counts.toarray().astype(float), measure)
    low, high = _intervals(dtm, by, measure, full, n_resamples, seed)
    groups = grouped.units.index.astype(str)
    n = len(groups)
    return pd.DataFrame(
        {
            "group": np.repeat(groups, n),
            "other": np.tile(groups, n),
            "measure": pd.Series([measure] * n**2, dtype="str"),
            "distance": full.ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
        }
    )


def _all_pairs(counts: FloatArray, measure: str) -> FloatArray:
    empty = counts.sum(axis=1) == 0
    if measure == "cosine":
        values = pdist(counts[~empty], metric="cosine")
    else:
        values = pdist(counts[~empty], metric="jensenshannon") / np.sqrt(np.log(2))
    full = np.full((len(counts), len(counts)), np.nan)
    full[np.ix_(~empty, ~empty)] = np.clip(squareform(np.nan_to_num(values)), 0, 1)
    return full


def _intervals(
    dtm: DocTermMatrix, by: str, measure: str, full: FloatArray, n_resamples: int, seed: int
) -> tuple[FloatArray, FloatArray]:
    labels = dtm.labels(by)
    codes, groups = pd.factorize(labels, sort=True)
    sizes = np.bincount(codes[codes >= 0], minlength=len(groups))
    chosen = np.flatnonzero(sizes >= MIN_DOCUMENTS)
    low, high = np.full_like(full, np.nan), np.full_like(full, np.nan)
    if len(chosen) < 2 or n_resamples < 1:
        return low, high
    rng = np.random.default_rng(seed)
    drawn = np.empty((n_resamples, len(chosen), len(chosen)))
    for i in range(n_resamples):
        weights = np.zeros((len(chosen), len(labels)))
        for row, code in enumerate(chosen):
            members = np.flatnonzero(codes == code)
            weights[row, members] = rng.multinomial(len(members), np.full(len(members), 1 / len(members)))
        drawn[i] = _all_pairs(np.asarray((sparse.csr_array(weights) @ dtm.counts).toarray()), measure)
    least, most = np.nanquantile(drawn, [0.025, 0.975], axis=0)
    observed = full[np.ix_(chosen, chosen)]
    apart = ~np.eye(len(chosen), dtype=bool)
    # Texts drawn again are farther apart than whole ones; only how they vary is taken from them.
    middle = np.nanmean(drawn, axis=0)
    low[np.ix_(chosen, chosen)] = np.where(apart, np.clip(observed + least - middle, 0, 1), np.nan)
    high[np.ix_(chosen, chosen)] = np.where(apart, np.clip(observed + most - middle, 0, 1), np.nan)
    return low, high


def mds_map(distances: pd.DataFrame, n_steps: int = 300) -> pd.DataFrame:
    """Place groups in a plane so that the distances between them are kept as well as a plane can.

    Parameters
    ----------
    distances : DataFrame
        The result of `distances`.
    n_steps : int
        Most steps of the improvement.

    Returns
    -------
    DataFrame
        `group, x, y, stress`: places, turned so that the widest spread lies along `x`, and Kruskal's stress
        of the whole map, the same in each row (0 is exact, above 0.2 is poor). Groups without a distance
        are left out; empty with fewer than three groups.

    References
    ----------
    Torgerson (1952) for the start; de Leeuw (1977), SMACOF, for the improvement; Kruskal (1964),
    Psychometrika 29, 1-27, for the stress.
    """
    grid = distances.pivot(index="group", columns="other", values="distance")
    known = grid.index[grid.notna().any(axis=1)]
    wanted = grid.loc[known, known].to_numpy(dtype=float)
    n = len(known)
    if n < 3:
        none = pd.Series([], dtype=float)
        return pd.DataFrame({"group": pd.Series([], dtype="str"), "x": none, "y": none, "stress": none})
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
    # Only the sign is free now; the first group of the alphabet goes to the right and up.
    places = places * np.where(places[0] < 0, -1, 1)
    now = squareform(pdist(places))
    stress = np.sqrt(((now - wanted) ** 2).sum() / max((now**2).sum(), np.finfo(float).tiny))
    return pd.DataFrame({"group": known, "x": places[:, 0], "y": places[:, 1], "stress": stress})


def shift(dtm: DocTermMatrix, a: str, b: str, by: str = "city", names: bool = False) -> pd.DataFrame:
    """Say which terms make two groups differ, and by how much.

    Parameters
    ----------
    dtm : DocTermMatrix
        Counts in documents.
    a, b : str
        The groups.
    by : str
        A column of `dtm.units`.
    names : bool
        Count the groups' own names too. Each names itself most, which says nothing, so they are left out by
        default.

    Returns
    -------
    DataFrame
        `term, group, a, b, n_a, n_b, rate_a, rate_b, share`: the group that uses the term more; the two
        groups, the same in each row; counts, occurrences per 10,000 words, and the term's share of the
        Jensen-Shannon divergence, which sums to 1 (missing where the groups do not differ); the largest
        first.

    Raises
    ------
    InputError
        When a group has no document.

    References
    ----------
    Gallagher, R. et al. (2021). Generalized word shift graphs. EPJ Data Science 10, 4.
    """
    grouped = dtm.group(by)
    labels = grouped.units.index.astype(str).tolist()
    for group in (a, b):
        if group not in labels:
            raise InputError(
                f"shift: no document has {group!r} in `{by}`; there are {', '.join(labels[:8])} ..."
            )
    rows = [labels.index(a), labels.index(b)]
    n = grouped.counts[rows].toarray().astype(float)
    if not names:
        n[:, holds_own_name(dtm.terms, [a, b])] = 0
    shares = n / np.maximum(n.sum(axis=1, keepdims=True), 1)
    middle = shares.mean(axis=0)
    parts = (xlogy(shares, shares) - xlogy(shares, np.where(middle > 0, middle, 1))).sum(axis=0)
    used = np.flatnonzero(n.sum(axis=0))
    total = parts.sum()
    rates = n / grouped.sizes[rows][:, None] * 10_000
    table = pd.DataFrame(
        {
            "term": pd.Series(np.array(dtm.terms, dtype=object)[used], dtype="str"),
            "group": pd.Series(np.where(shares[0] >= shares[1], a, b)[used], dtype="str"),
            "a": pd.Series([a] * len(used), dtype="str"),
            "b": pd.Series([b] * len(used), dtype="str"),
            "n_a": n[0, used].astype(np.int64),
            "n_b": n[1, used].astype(np.int64),
            "rate_a": rates[0, used],
            "rate_b": rates[1, used],
            "share": parts[used] / total if total > 1e-12 else np.full(len(used), np.nan),
        }
    )
    return table.sort_values(["share", "term"], ascending=[False, True], ignore_index=True)


def farthest(distances: pd.DataFrame) -> tuple[str, str] | None:
    """Return the two groups farthest from each other, or None where there are no two.

    Parameters
    ----------
    distances : DataFrame
        The result of `distances`.
    """
    pairs = distances[distances["group"] < distances["other"]].dropna(subset=["distance"])
    if pairs.empty:
        return None
    first = pairs.sort_values(["distance", "group", "other"], ascending=[False, True, True]).iloc[0]
    return str(first["group"]), str(first["other"])


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
