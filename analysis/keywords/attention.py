"""Attention: the share of its words that a group devotes to each theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
import pandas as pd
from scipy import sparse

from .. import stats
from ..checks import check_kind
from ..corpus import By, Corpus, SizedTexts, TermCounts, group_columns, group_labels
from ..errors import InputError
from .theme_hits import Themes, clean_themes, counted, find_terms, has_texts, spelled_themes, theme_terms

ATTENTION_COLUMNS = (
    "theme", "group", "n", "n_types", "n_documents", "size", "rate_per_10k", "low", "high",
    "share", "interval",
)  # fmt: skip


def attention(source: SizedTexts | TermCounts, themes: Themes = None, by: By = "city") -> pd.DataFrame:
    """Count the terms of each theme in each group.

    Parameters
    ----------
    source : Corpus, DocTermMatrix or Counted
        In texts, terms are searched for as they are written, as dictionaries are in studies of policy
        attention: see `theme_hits` for the rules and for each hit. A folder of counts holds the project's
        themes, found in its texts in this way when they were counted. With counts alone, only whole words of
        the segmenter can be found, about three quarters of these hits: 脱贫攻坚 is not found in 脱贫攻坚成果.
    themes : mapping or path, optional
        Theme to terms, or a TOML file of such lists (policy instruments, say); a term may belong to several
        themes. By default the project's `themes.toml`.
    by : str or sequence of str
        A column of the documents, or of `dtm.units`.

    Returns
    -------
    DataFrame
        `theme, group`; `n`, occurrences of `n_types` of its terms; `n_documents` of the group; `size`, its
        word tokens; `rate_per_10k` with its 95 % bounds `low` and `high`; `share` of the occurrences of
        all themes (missing where there are none); `interval` is `score` (see `stats.rate_interval`), or
        missing with fewer than three documents, where there is no interval. One row per theme and group, in
        the order of the themes, then by group.
        `attrs["absent"]` lists by theme the terms that do not occur in these texts; with counts, those that
        are not among the counted terms, either absent from the texts or never one word to the segmenter.

    Raises
    ------
    InputError
        When there is no theme, or one is not a list of words.

    Examples
    --------
    >>> from analysis import attention, read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> attention(corpus, {"开放": ["港口", "贸易"]})[["theme", "group", "n", "size"]].to_numpy().tolist()
    [['开放', '兰州市', 0, 4], ['开放', '青岛市', 3, 6]]
    """
    check_kind("attention", source, "Corpus", "DocTermMatrix", "Counted")
    chosen = theme_terms(themes, source)
    if not chosen:
        raise InputError("attention: there is no theme to count.")
    if has_texts(source) or kept_themes(source, chosen):
        texts = cast("SizedTexts", source)
        parts, absent = in_text(texts, chosen)
        labels, sizes = group_labels(texts.documents, by, "attention"), texts.n_words.to_numpy()
    else:
        dtm = cast("TermCounts", source)
        parts, absent = _whole_words(dtm, chosen)
        group_columns(dtm.units, by, "attention")
        labels, sizes = dtm.labels(by), dtm.sizes
    counts = np.stack([np.asarray(part.sum(axis=1)).ravel() for part in parts], axis=1)
    rows = []
    for group in sorted(labels.dropna().unique()):
        mine = np.flatnonzero((labels == group).to_numpy(dtype=bool))
        n, size = counts[mine].sum(axis=0), int(sizes[mine].sum())
        low, high = stats.rate_interval(counts[mine], sizes[mine] / 10_000)
        kind = "score" if (sizes[mine] > 0).sum() >= stats.MIN_DOCUMENTS else None
        for i, theme in enumerate(chosen):
            n_types = int((np.asarray(parts[i][mine].sum(axis=0)).ravel() > 0).sum())
            rate = n[i] / size * 10_000 if size else np.nan
            share = n[i] / n.sum() if n.sum() else np.nan
            rows.append(
                (theme, str(group), int(n[i]), n_types, len(mine), size, rate, low[i], high[i], share, kind)
            )
    table = pd.DataFrame(rows, columns=list(ATTENTION_COLUMNS)).astype({"interval": "str"})
    order = {theme: i for i, theme in enumerate(chosen)}
    table = table.sort_values(
        ["theme", "group"], key=lambda column: column.map(order) if column.name == "theme" else column
    ).reset_index(drop=True)
    table.attrs["absent"] = absent
    return table


def kept_themes(
    source: SizedTexts | TermCounts, themes: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]] | None:
    """Return these themes as they were counted in the texts when a folder of them was, or None."""
    kept: dict[str, tuple[str, ...]] | None = getattr(source, "themes", None)
    return kept if kept is not None and kept == clean_themes(themes) else None


Counts = tuple[list[sparse.csr_array], dict[str, list[str]]]
"""For each theme, documents by terms, and its terms that do not occur."""


def in_text(source: SizedTexts, themes: Mapping[str, Sequence[str]]) -> Counts:
    """Return the counts of each theme's terms in each document, and the terms that do not occur.

    A folder of counts of these themes is asked for them; other texts are searched.
    """
    if kept_themes(source, themes):
        kept: Counts = source.theme_counts()  # type: ignore[attr-defined]
        return kept
    themes = spelled_themes(source, themes)
    found = [_in_block(block, themes) for block in source.corpora()]
    parts = [
        sparse.csr_array(sparse.vstack(of_theme)) for of_theme in zip(*(one for one, _ in found), strict=True)
    ]
    missing = {theme: [set(absent.get(theme, ())) for _, absent in found] for theme in themes}
    nowhere = {theme: sorted(set.intersection(*sets)) for theme, sets in missing.items()}
    return parts, {theme: terms for theme, terms in nowhere.items() if terms}


def _in_block(corpus: Corpus, themes: Mapping[str, Sequence[str]]) -> Counts:
    hits, absent = find_terms(corpus, themes)
    parts = []
    for theme, words in themes.items():
        terms = counted(words)
        mine = hits[hits["theme"] == theme]
        columns = mine["term"].map({term: i for i, term in enumerate(terms)}).to_numpy(dtype=np.int64)
        ones = np.ones(len(mine), dtype=np.int64)
        table = sparse.coo_array((ones, (mine["document"], columns)), shape=(corpus.n_documents, len(terms)))
        parts.append(sparse.csr_array(table))
    return parts, absent


def _whole_words(dtm: TermCounts, themes: Mapping[str, Sequence[str]]) -> Counts:
    themes = spelled_themes(dtm, themes)
    column = set(dtm.terms)
    parts, absent = [], {}
    for theme, words in themes.items():
        terms = counted(words)
        parts.append(dtm.select(sorted({*terms} & column)).counts)
        if missing := sorted({*terms} - column):
            absent[theme] = missing
    return parts, absent
