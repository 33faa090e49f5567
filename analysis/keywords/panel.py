"""Panels: one row per city and year (or any other grouping), in the layout that regressions need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from .. import stats
from ..checks import check_kind, check_result, check_words
from ..corpus import By, Corpus, IntArray, SizedTexts, TopicModel, group_columns, joint_labels, value_label
from ..errors import InputError, KindError
from ..remedies import article
from .attention import in_text, kept_themes
from .theme_hits import Themes, has_texts, theme_terms

PANEL_COLUMNS = (
    "kind", "item", "n", "size", "rate_per_10k", "low", "high", "interval", "n_documents", "n_documents_with",
)  # fmt: skip
"""The columns that follow those of the grouping."""

PER = 10_000


class _Counted(NamedTuple):
    """Items counted in documents: `n` of shape (n_documents, n_items), `sizes` of shape (n_documents,)."""

    kind: str
    items: list[str]
    n: npt.NDArray[np.float64]
    sizes: IntArray


def panel(
    corpus: Corpus | SizedTexts,
    *,
    themes: Themes = None,
    terms: Sequence[str] | None = None,
    slogans: pd.DataFrame | None = None,
    topics: TopicModel | None = None,
    by: By = ("city", "year"),
    complete: bool = True,
) -> pd.DataFrame:
    """Count themes, terms, slogans or topics in each cell of a grouping, as panel data for regressions.

    Parameters
    ----------
    corpus : Corpus or Counted
        The texts; of a folder of counts without them, only the project's themes, slogans and topics are
        counted.
    themes : mapping or path, optional
        Theme to terms, counted in the texts as by `attention`; the project's themes by default when nothing
        else is asked for.
    terms : sequence of str, optional
        Terms counted in the texts, each by itself and by the rules of `theme_hits`: also inside longer words,
        but not 外贸 in 对外 贸易.
    slogans : DataFrame, optional
        Hits of `find_slogans`; counted in total, those of the tier `sure` alone, and by kind.
    topics : TopicModel, optional
        A model fitted on units of this corpus: tokens assigned to each topic are counted.
    by : str or sequence of str
        Columns of the documents; documents that lack one are left out.
    complete : bool
        Whether to include combinations of values that no document has.

    Returns
    -------
    DataFrame
        The columns of `by` (one called like those that follow has `_given` added), then `kind` (`theme`,
        `term`, `slogan`, `topic`) and `item`; `n` occurrences (for topics: tokens, fractional) in texts of
        `size` word tokens (for slogans Han characters, for topics counted tokens); `rate_per_10k` with its 95
        % bounds `low` and `high` over documents, of the type named by `interval`, missing with fewer than
        three documents; `n_documents` of the cell and `n_documents_with` a hit. A cell with texts but no hits
        has the rate 0; one without texts is missing throughout, with `n_documents` 0. Sorted by the cell,
        then in the order requested.

    Raises
    ------
    ChoiceError, InputError
        When the documents lack a column, or no document has a value in all of them.

    References
    ----------
    The interval is that of `stats.rate_interval`.

    Examples
    --------
    >>> from analysis import panel, read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。", "黄河治理。", "港口。"],
    ...     city=["青岛市", "兰州市", "青岛市"], year=[2022, 2022, 2023],
    ... )
    >>> table = panel(segment(texts), terms=["港口"])
    >>> table[["city", "year", "n", "n_documents"]].astype(object).to_numpy().tolist()
    [['兰州市', 2022, 0.0, 1], ['兰州市', 2023, nan, 0], ['青岛市', 2022, 2.0, 1], ['青岛市', 2023, 1.0, 1]]
    """
    check_kind("panel", corpus, "Corpus", "Counted")
    if slogans is not None:
        check_result(
            "panel",
            slogans,
            ("doc_id", "kind"),
            "find_slogans(corpus)",
            "panel(corpus, slogans=find_slogans(corpus))",
        )
    if topics is not None and not isinstance(topics, TopicModel):
        raise KindError(
            f"panel takes a TopicModel, not {article(type(topics).__name__)}: "
            "panel(corpus, topics=fit_topics(dtm, n_topics=8))."
        )
    documents = corpus.documents
    columns = group_columns(documents, by, "panel")
    labels = joint_labels(documents, columns)
    if labels.isna().all():
        known_of = ", ".join(f"{name} ({int(documents[name].notna().sum())})" for name in columns)
        raise InputError(f"panel: no document has a value in all of the columns {known_of}; name those to "
                         'group by: --by year, or by="year".')  # fmt: skip
    known = np.flatnonzero(labels.notna())
    codes, names = pd.factorize(labels.iloc[known])
    first = known[np.unique(codes, return_index=True)[1]]
    cells = documents[columns].iloc[first].apply(_sortable)
    columns = [f"{column}_given" if column in PANEL_COLUMNS else column for column in columns]
    cells = cells.set_axis(columns, axis=1)
    parts, of = [], []
    for counted in _asked(corpus, themes, terms, slogans, topics):
        for code in range(len(names)):
            parts.append(_cell(counted, known[codes == code]))
            of += [code] * len(parts[-1])
    table = pd.concat([cells.iloc[of].reset_index(drop=True), pd.concat(parts, ignore_index=True)], axis=1)
    order = {key: i for i, key in enumerate(dict.fromkeys(zip(table["kind"], table["item"], strict=True)))}
    if complete and len(columns) > 1:
        table = _completed(table, columns, list(order))
    place = [order[key] for key in zip(table["kind"], table["item"], strict=True)]
    table = table.iloc[np.argsort(place, kind="stable")]
    return table[[*columns, *PANEL_COLUMNS]].sort_values(columns, ignore_index=True, kind="stable")


def _sortable(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column as it is, or as the names of its groups where it holds texts and other values."""
    kinds = {isinstance(value, str) for value in column}
    return column.map(value_label).astype(object) if len(kinds) > 1 else column


def _asked(
    corpus: Corpus | SizedTexts,
    themes: Themes,
    terms: Sequence[str] | None,
    slogans: pd.DataFrame | None,
    topics: TopicModel | None,
) -> Iterable[_Counted]:
    nothing = themes is None and terms is None and slogans is None and topics is None
    words = corpus.n_words.to_numpy()
    if themes is not None or nothing:
        yield _in_text(corpus, "theme", theme_terms(themes, corpus), words)
    if terms is not None:
        listed = [terms] if isinstance(terms, str) else list(terms)
        check_words("panel", "terms", listed)
        yield _in_text(corpus, "term", theme_terms({term: [term] for term in dict.fromkeys(listed)}), words)
    if slogans is not None:
        yield _slogans(corpus, slogans)
    if topics is not None:
        yield _topics(corpus, topics)


def _in_text(
    corpus: Corpus | SizedTexts, kind: str, themes: dict[str, tuple[str, ...]], words: IntArray
) -> _Counted:
    if not themes:
        raise InputError(f"panel: there is no {kind} to count.")
    if not has_texts(corpus) and not kept_themes(corpus, themes):
        raise KindError(
            f"panel: a {kind} is counted in texts, which were not kept (--no-texts): "
            "panel(counted, slogans=counted.hits)."
        )
    parts, _ = in_text(corpus, themes)
    n = np.stack([np.asarray(part.sum(axis=1), dtype=np.float64).ravel() for part in parts], axis=1)
    return _Counted(kind, list(themes), n, words)


def _slogans(corpus: SizedTexts, hits: pd.DataFrame) -> _Counted:
    rows = corpus.documents.index.get_indexer(hits["doc_id"])
    if (rows < 0).any():
        other = hits["doc_id"].iloc[int(np.argmin(rows))]
        raise InputError(f"panel: the slogans come from another corpus: this one has no document {other}.")
    kinds = sorted(hits["kind"].unique())
    items = ["all", *(["sure"] if "tier" in hits else []), *kinds]
    n = np.zeros((len(corpus.documents), len(items)))
    np.add.at(n, (rows, 0), 1)
    if "tier" in hits:
        np.add.at(n, (rows[(hits["tier"] == "sure").to_numpy()], 1), 1)
    np.add.at(n, (rows, [items.index(kind) for kind in hits["kind"]]), 1)
    return _Counted("slogan", items, n, corpus.n_han.to_numpy())


def _topics(corpus: SizedTexts, model: TopicModel) -> _Counted:
    owners = model.units["doc_id"] if "doc_id" in model.units else model.units.index.to_series()
    rows = corpus.documents.index.get_indexer(pd.Index(owners))
    if (rows < 0).any():
        raise InputError(
            "panel: the topics were fitted on units of documents other than those of the corpus."
        )
    n = np.zeros((len(corpus.documents), model.unit_topics.shape[1]))
    np.add.at(n, rows, model.unit_topics.to_numpy() * model.sizes[:, None])
    sizes = np.bincount(rows, weights=model.sizes, minlength=len(corpus.documents)).astype(np.int64)
    return _Counted("topic", [str(topic) for topic in model.unit_topics.columns], n, sizes)


def _cell(counted: _Counted, rows: IntArray) -> pd.DataFrame:
    n, sizes = counted.n[rows], counted.sizes[rows]
    total, size = n.sum(axis=0), int(sizes.sum())
    low, high = stats.rate_interval(n, sizes / PER)
    sure = (sizes > 0).sum() >= stats.MIN_DOCUMENTS
    return pd.DataFrame(
        {
            "kind": counted.kind,
            "item": counted.items,
            "n": total,
            "size": pd.array([size] * len(total), dtype="Int64"),
            "rate_per_10k": total / size * PER if size else np.nan,
            "low": low,
            "high": high,
            "interval": pd.Series(["score" if sure else None] * len(total), dtype="str"),
            "n_documents": len(rows),
            "n_documents_with": pd.array((n > 0).sum(axis=0), dtype="Int64"),
        }
    )


def _completed(table: pd.DataFrame, columns: list[str], items: list[tuple[str, str]]) -> pd.DataFrame:
    """Return the table with empty rows added for cells without documents."""
    values = [table[column].drop_duplicates().sort_values() for column in columns]
    full = pd.MultiIndex.from_product(values, names=columns).to_frame(index=False)
    full = full.merge(pd.DataFrame(items, columns=["kind", "item"]), how="cross")
    merged = full.merge(table, on=[*columns, "kind", "item"], how="left")
    merged["n_documents"] = merged["n_documents"].fillna(0).astype("int64")
    return merged.astype({column: table[column].dtype for column in columns})
