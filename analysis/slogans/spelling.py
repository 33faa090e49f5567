"""Chooses which of several spellings of a formula is shown."""

from __future__ import annotations

import pandas as pd


def commonest(hits: pd.DataFrame, keys: list[str]) -> pd.Series[str]:
    """Return for each key the most frequent spelling; ties go to one with 、, then to the first in order.

    Parameters
    ----------
    hits : DataFrame
        The column `text`, and the key columns.
    keys : list of str
        Columns that identify a formula.

    Returns
    -------
    Series of str
        Indexed by the keys.
    """
    counts = hits.groupby([*keys, "text"]).size().reset_index(name="n_spelled")
    counts["touching"] = ~counts["text"].str.contains("、")
    columns = [*keys, "n_spelled", "touching", "text"]
    ordered = counts.sort_values(columns, ascending=[True] * len(keys) + [False, True, True])
    return ordered.drop_duplicates(keys).set_index(keys)["text"]
