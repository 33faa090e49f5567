"""How often each group uses the terms that are worth comparing, for a scatter of two groups."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..checks import check_kind, check_result
from ..corpus import By, TermCounts, group_columns
from ..lexicon import own_name_terms

N_FREQUENT, N_EACH, MOST = 250, 12, 600
"""Terms that are compared: the most frequent, the most distinctive of each group, and all together."""


def term_rates(dtm: TermCounts, key_terms: pd.DataFrame, by: By = "city") -> pd.DataFrame:
    """Return the counts and rates of frequent and of distinctive terms in each group.

    Terms with the name of one of the groups are left out.

    Parameters
    ----------
    dtm : DocTermMatrix or Counted
        Counts by document.
    key_terms : DataFrame
        The result of `keyness_by`: the first rows of each group name its distinctive terms.
    by : str or sequence of str
        The grouping.

    Returns
    -------
    DataFrame
        `term, group, n, size, rate_per_10k`, sorted by term and group; `size` is the number of word tokens of
        the group. A group without a term has no row for it: its rate is 0.

    Examples
    --------
    >>> from analysis import SAMPLE, count_terms, keyness_by, read_corpus, term_rates
    >>> dtm = count_terms(read_corpus(SAMPLE).corpus)
    >>> rates = term_rates(dtm, keyness_by(dtm))
    >>> bool((rates["rate_per_10k"] == rates["n"] / rates["size"] * 10_000).all())
    True
    """
    check_kind("term_rates", dtm, "DocTermMatrix", "Counted")
    check_result("term_rates", key_terms, ("group", "term"), "keyness_by(dtm)")
    group_columns(dtm.units, by, "term_rates")
    grouped = dtm.group(by)
    own = set(own_name_terms(grouped.terms, grouped.units.index).indices.tolist())
    grouped = grouped.select([term for at, term in enumerate(grouped.terms) if at not in own])
    total = np.asarray(grouped.counts.sum(axis=0)).ravel()
    terms = np.array(grouped.terms, dtype=object)
    frequent = terms[np.lexsort((terms, -total))[:N_FREQUENT]]
    each = max(2, min(N_EACH, (MOST - N_FREQUENT) // max(len(grouped), 1)))
    distinct = key_terms.groupby("group", sort=False).head(each)["term"]
    chosen = grouped.select([*frequent, *distinct])
    counts = chosen.counts.tocoo()
    table = pd.DataFrame({
        "term": np.array(chosen.terms, dtype=object)[counts.col],
        "group": chosen.units.index.to_numpy(dtype=object)[counts.row],
        "n": counts.data, "size": np.asarray(chosen.sizes)[counts.row],
    })  # fmt: skip
    table = table[table["n"] > 0].sort_values(["term", "group"], ignore_index=True)
    return table.assign(rate_per_10k=table["n"] / table["size"] * 10_000)
