"""How far apart the vocabularies of groups are, and how far apart chance alone would put them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import pdist, squareform

from ..cache import cached
from ..checks import check_choice, check_jobs, check_kind, check_result, check_wholes
from ..corpus import By, DocTermMatrix, TermCounts, group_columns
from ..stats import FloatArray
from .chance import Chance, by_chance


def distances(
    dtm: TermCounts,
    by: By = "city",
    measure: str = "jensen-shannon",
    n_permutations: int = 200,
    seed: int = 1,
    blocks: DocTermMatrix | None = None,
    n_jobs: int = 1,
) -> pd.DataFrame:
    """Measure the distance between the term distributions of groups.

    Parameters
    ----------
    dtm : DocTermMatrix or Counted
        Counts in documents.
    by : str or sequence of str
        A column of `dtm.units`.
    measure : {"jensen-shannon", "cosine"}
        Jensen-Shannon distance (the square root of the divergence, base 2) between relative frequencies, or
        one minus the cosine of the counts. Both range from 0 (identical) to 1 (nothing in common).
    n_permutations, seed : int
        Number of permutations of each pair of groups, and their seed; fewer with many pairs.
    blocks : DocTermMatrix, optional
        Counts of the same terms in paragraphs: what is exchanged where a group has fewer than five
        documents. By default, and where they are not all of the texts, the rows of `dtm` are.
    n_jobs : int
        Threads; the result does not depend on it.

    Returns
    -------
    DataFrame
        `group, other, measure, distance, expected, noise, excess`: every ordered pair, including
        a group with itself; missing where a group has no terms. Short texts are farther apart than long ones
        of the same kind, and paragraphs have subjects of their own: `expected` is the mean distance of the
        two when documents (five or more in both groups) or else paragraphs are exchanged between them (of
        more than 5,000 documents, bundles of those that follow each other),
        `noise` the bound that 97.5 % of such distances do not exceed, `excess` the distance minus
        `expected`. These three are missing for a group with itself, with fewer than ten blocks in both
        groups, and with more than a hundred groups. There is no interval: resampled documents differ more
        than the documents themselves, and the bounds would be far too wide (docs/claims.md).

    References
    ----------
    Lin (1991), Divergence measures based on the Shannon entropy, IEEE Trans. Inf. Theory 37, eq. 4.1; the
    square root is a metric: Endres and Schindelin (2003). Good, P. (2005). Permutation, Parametric, and
    Bootstrap Tests of Hypotheses, 3rd ed., for tests that exchange blocks of dependent observations.

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
    check_kind("distances", dtm, "DocTermMatrix", "Counted")
    check_wholes("distances", n_permutations=n_permutations, seed=seed)
    check_jobs("distances", n_jobs)
    check_choice("distances", "measure", measure, ["jensen-shannon", "cosine"])
    group_columns(dtm.units, by, "distances")
    matrix = dtm.held
    grouped = matrix.group(by)
    counts = grouped.counts.toarray().astype(float)
    full = _all_pairs(counts, measure)
    groups = grouped.units.index.astype(str)
    n = len(groups)
    mixed = matrix if blocks is None or blocks.sizes.sum() != matrix.sizes.sum() else blocks
    call = partial(by_chance, mixed, list(groups), by, measure, n_permutations, seed)
    chance = cached(call, kinds=(Chance,), beside={"n_jobs": n_jobs})
    return pd.DataFrame(
        {
            "group": np.repeat(groups, n),
            "other": np.tile(groups, n),
            "measure": pd.Series([measure] * n**2, dtype="str"),
            "distance": full.ravel(),
            "expected": chance.expected.ravel(),
            "noise": chance.noise.ravel(),
            "excess": (full - chance.expected).ravel(),
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


def farthest(distances: pd.DataFrame) -> tuple[str, str] | None:
    """Return the two groups farthest apart, or None where no two differ beyond chance.

    Where the distance expected within one source is known, only pairs beyond the bound `noise` count, and the
    largest `excess` decides; otherwise the shortest text would always be the farthest.

    Parameters
    ----------
    distances : DataFrame
        The result of `distances`.

    Examples
    --------
    >>> from analysis import count_terms, distances, farthest, read_texts, segment
    >>> cities = ["青岛市", "大连市", "兰州市"]
    >>> texts = read_texts(["港口港口扩建。", "港口贸易。", "黄河治理。"], city=cities)
    >>> apart = distances(count_terms(segment(texts)), n_permutations=0)
    >>> farthest(apart)
    ('兰州市', '大连市')
    """
    check_result("farthest", distances, ("group", "other", "distance"), "distances(dtm)")
    pairs = distances[distances["group"] < distances["other"]].dropna(subset=["distance"])
    value = _measured(pairs)
    if value == "excess":
        pairs = pairs[pairs["distance"] > pairs["noise"]]
    if pairs.empty:
        return None
    first = pairs.sort_values([value, "group", "other"], ascending=[False, True, True]).iloc[0]
    return str(first["group"]), str(first["other"])


def similarity_order(distances: pd.DataFrame) -> list[str]:
    """Order groups so that those with similar vocabulary come next to each other.

    Parameters
    ----------
    distances : DataFrame
        The result of `distances`.

    Returns
    -------
    list of str
        The groups in the order of the leaves of an average-linkage tree; groups without a distance come last.

    Examples
    --------
    >>> from analysis import count_terms, distances, read_texts, segment, similarity_order
    >>> cities = ["青岛市", "大连市", "兰州市"]
    >>> texts = read_texts(["港口港口扩建。", "港口贸易。", "黄河治理。"], city=cities)
    >>> apart = distances(count_terms(segment(texts)), n_permutations=0)
    >>> similarity_order(apart)
    ['兰州市', '青岛市', '大连市']
    """
    check_result("similarity_order", distances, ("group", "other", "distance"), "distances(dtm)")
    grid = distances.pivot(index="group", columns="other", values="distance")
    known = grid.index[grid.notna().any(axis=1)]
    rest = [str(group) for group in grid.index if group not in known]
    if len(known) < 3:
        return [str(group) for group in known] + rest
    condensed = squareform(grid.loc[known, known].to_numpy(), checks=False)
    leaves = leaves_list(linkage(condensed, method="average", optimal_ordering=True))
    return [str(known[leaf]) for leaf in leaves] + rest


ALIKE_COLUMNS = ("n_within", "n_between", "within", "between", "difference", "p", "measured")


def alike_within(
    distances: pd.DataFrame, clusters: Mapping[str, str], n_permutations: int = 999, seed: int = 1
) -> pd.DataFrame:
    """Test whether groups in one cluster (cities of a province, say) are closer to each other than to others.

    Parameters
    ----------
    distances : DataFrame
        The result of `distances`.
    clusters : mapping of str to str
        The cluster of each group; groups not in the mapping are left out.
    n_permutations, seed : int
        Number of permutations of the clusters over the groups, and their seed.

    Returns
    -------
    DataFrame
        `n_within, n_between, within, between, difference, p, measured`, in one row: the number of pairs
        within one cluster and across two, the mean of each, and their difference, negative where groups of
        one cluster are more alike. Means are of `excess` where it is known, else of `distance`, as
        `measured` says. `p` is the share of the permutations, including the observed one, in which the
        difference is as low or lower; missing where no two groups share a cluster, or all do.

    References
    ----------
    Mantel, N. (1967). The detection of disease clustering and a generalized regression approach. Cancer
    Research 27, 209-220.

    Examples
    --------
    >>> from analysis import alike_within, count_terms, distances, read_texts, segment
    >>> cities = ["青岛市", "大连市", "兰州市"]
    >>> texts = read_texts(["港口港口扩建。", "港口贸易。", "黄河治理。"], city=cities)
    >>> apart = distances(count_terms(segment(texts)), n_permutations=0)
    >>> coast = {"青岛市": "沿海", "大连市": "沿海", "兰州市": "内陆"}
    >>> alike_within(apart, coast)[["n_within", "n_between"]].to_numpy().tolist()
    [[1, 2]]
    """
    check_result(
        "alike_within",
        distances,
        ("group", "other", "distance"),
        "distances(dtm)",
        "alike_within(distances(dtm), clusters)",
    )
    check_wholes("alike_within", n_permutations=n_permutations, seed=seed)
    value = _measured(distances)
    grid = distances.pivot(index="group", columns="other", values=value)
    named = [group for group in grid.index if group in clusters]
    upper = np.triu_indices(len(named), 1)
    apart = grid.loc[named, named].to_numpy(dtype=float)
    codes = pd.factorize(np.array([clusters[group] for group in named], dtype=object))[0]
    given = ~np.isnan(apart[upper])
    first, second, values = upper[0][given], upper[1][given], apart[upper][given]
    together = codes[first] == codes[second]
    n_within, n_between = int(together.sum()), int((~together).sum())
    if not (n_within and n_between):
        row = (n_within, n_between, np.nan, np.nan, np.nan, np.nan, value)
        return pd.DataFrame([row], columns=list(ALIKE_COLUMNS))
    rng = np.random.default_rng(seed)
    turns = [together]
    for _ in range(n_permutations):
        mixed = rng.permutation(codes)
        turns.append(mixed[first] == mixed[second])
    # A cluster stays as large as it is, but pairs without a distance may fall within or across.
    within = np.array([values[turn].mean() if turn.any() else np.nan for turn in turns])
    between = np.array([values[~turn].mean() if (~turn).any() else np.nan for turn in turns])
    difference = within - between
    p = (
        float((difference[~np.isnan(difference)] <= difference[0] + 1e-12).mean())
        if n_permutations
        else np.nan
    )
    row = (n_within, n_between, within[0], between[0], difference[0], p, value)
    return pd.DataFrame([row], columns=list(ALIKE_COLUMNS))


def _measured(distances: pd.DataFrame) -> str:
    """Return the column that makes groups of different sizes comparable: `excess`, where it is known."""
    return "excess" if "excess" in distances and distances["excess"].notna().any() else "distance"
