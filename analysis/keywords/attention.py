"""Attention: how much of its words a group gives to each theme of a lexicon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from .. import stats
from ..corpus import DocTermMatrix
from ..lexicon import themes

ATTENTION_COLUMNS = (
    "theme", "group", "n", "n_types", "n_documents", "size", "rate_per_10k", "low", "high",
    "share", "interval",
)  # fmt: skip

MIN_DOCUMENTS = 5
"""With fewer documents the exact Poisson interval is given, which is blind to how documents differ."""


def attention(
    dtm: DocTermMatrix,
    lexicon: Mapping[str, Sequence[str]] | str | Path | None = None,
    by: str = "city",
    seed: int = 0,
) -> pd.DataFrame:
    """Count the terms of themes in each group.

    Parameters
    ----------
    dtm : DocTermMatrix
        Counts in documents.
    lexicon : mapping or path, optional
        Theme to terms, or a TOML file of such lists (policy instruments, say); a term may stand under several
        themes. By default the project's `themes.toml`.
    by : str
        A column of `dtm.units`.
    seed : int
        Seed of the resampling.

    Returns
    -------
    DataFrame
        `theme, group`; `n` occurrences of `n_types` of its terms; `n_documents` of the group; `size`, its
        word tokens; `rate_per_10k` with the bounds `low` and `high` of 95 %; `share` of the occurrences of
        all themes (missing where there are none); `interval`, `bootstrap` over documents, or `poisson` with
        fewer than five. Every theme for every group, in the order of the lexicon, then by group.
        `attrs["absent"]` lists by theme the terms that are no term of `dtm`: these texts do not have them, or
        the segmenter cuts them, which a user dictionary would mend.
    """
    chosen = lexicon if isinstance(lexicon, Mapping) else themes(None if lexicon is None else Path(lexicon))
    labels = dtm.labels(by)
    groups = sorted(labels.dropna().unique())
    column = {term: i for i, term in enumerate(dtm.terms)}
    parts = []
    for terms in chosen.values():
        columns = sorted({column[term] for term in terms if term in column})
        parts.append(dtm.counts[:, columns])
    counts = np.stack([np.asarray(part.sum(axis=1)).ravel() for part in parts], axis=1)
    rows = []
    for group in groups:
        mine = np.flatnonzero((labels == group).to_numpy(dtype=bool))
        n, size = counts[mine].sum(axis=0), int(dtm.sizes[mine].sum())
        kind = "bootstrap" if len(mine) >= MIN_DOCUMENTS else "poisson"
        exposure = dtm.sizes[mine] / 10_000
        if kind == "bootstrap":
            low, high = stats.bootstrap_rate_interval(counts[mine], exposure, seed=seed)
        else:
            low, high = stats.poisson_interval(n, np.full(len(n), size / 10_000))
        for i, theme in enumerate(chosen):
            n_types = int((np.asarray(parts[i][mine].sum(axis=0)).ravel() > 0).sum())
            rate = n[i] / size * 10_000 if size else np.nan
            share = n[i] / n.sum() if n.sum() else np.nan
            rows.append(
                (theme, str(group), int(n[i]), n_types, len(mine), size, rate, low[i], high[i], share, kind)
            )
    table = pd.DataFrame(rows, columns=list(ATTENTION_COLUMNS))
    order = {theme: i for i, theme in enumerate(chosen)}
    table = table.sort_values(
        ["theme", "group"], key=lambda column: column.map(order) if column.name == "theme" else column
    ).reset_index(drop=True)
    absent = {theme: sorted({*terms} - {*column}) for theme, terms in chosen.items()}
    table.attrs["absent"] = {theme: terms for theme, terms in absent.items() if terms}
    return table
