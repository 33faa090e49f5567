"""Which terms make two groups differ."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import xlogy

from ..checks import check_kind
from ..corpus import By, TermCounts, group_columns
from ..errors import InputError
from ..lexicon import holds_own_name


def shift(dtm: TermCounts, a: str, b: str, by: By = "city", names: bool = False) -> pd.DataFrame:
    """Break down the difference between two groups by term.

    Parameters
    ----------
    dtm : DocTermMatrix or Counted
        Counts in documents.
    a, b : str
        The groups.
    by : str or sequence of str
        A column of `dtm.units`.
    names : bool
        Keep the groups' own names. Each group names itself most, which is no news, so they are left out by
        default.

    Returns
    -------
    DataFrame
        `term, group, a, b, n_a, n_b, rate_a, rate_b, share`: the group that uses the term more; the two
        groups, the same in each row; counts, occurrences per 10,000 words, and the term's share of the
        Jensen-Shannon divergence; shares sum to 1 (missing where the groups do not differ). Largest share
        first.

    Raises
    ------
    InputError
        When a group has no documents.

    References
    ----------
    Gallagher, R. et al. (2021). Generalized word shift graphs. EPJ Data Science 10, 4.

    Examples
    --------
    >>> from analysis import count_terms, read_texts, segment, shift
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> dtm = count_terms(segment(texts))
    >>> shift(dtm, "青岛市", "兰州市")[["term", "group", "n_a", "n_b"]].head(2).to_numpy().tolist()
    [['港口', '青岛市', 2, 0], ['治理', '兰州市', 0, 1]]
    """
    check_kind("shift", dtm, "DocTermMatrix", "Counted")
    group_columns(dtm.units, by, "shift")
    grouped = dtm.group(by)
    labels = grouped.units.index.astype(str).tolist()
    a, b = str(a), str(b)
    if a == b:
        raise InputError(f"shift compares two groups, and both are {a!r}.")
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
