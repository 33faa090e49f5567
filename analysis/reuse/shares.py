"""How much of each group's text is its own, and where the rest stands as well."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..checks import check_kind, check_result
from ..corpus import By, IntArray, SizedTexts, group_labels, joint_labels
from ..errors import InputError
from ..stats import MIN_DOCUMENTS, ratio_df, ratio_variance, share_interval
from .characters import compared

SHARE_KINDS = ("own", "inherited", "near copy", "same province", "other", "common stock")

SHARE_TYPES = {
    "group": "object", "kind": "object", "n_documents": "int64", "n_characters": "int64", "share": "float64",
    "low": "float64", "high": "float64",
}  # fmt: skip

SPAN_TYPES = {"doc_id": "object", "start": "int64", "end": "int64", "kind": "object"}

PAIR_TYPES = {
    "group": "object", "group_other": "object", "n_passages": "int64", "n_characters": "int64",
    "share": "float64", "n_earlier": "int64", "n_later": "int64", "n_unknown": "int64",
}  # fmt: skip


BETWEEN = ("near copy", "same province", "other")
"""Kinds of reuse between the texts of different groups."""

LEAST = np.array([5 if kind == "near copy" else MIN_DOCUMENTS for kind in SHARE_KINDS])
"""Documents with some of a kind that its interval needs. A text is a copy or it is none: the share of copies
is that of a few texts, and varies more than those at hand show."""

LEAST_OF_ALL = np.array(
    [{"same province": 16, "common stock": 5}.get(kind, MIN_DOCUMENTS) for kind in SHARE_KINDS]
)
"""Documents that an interval needs, whatever they have. A text without neighbours from its province shares
nothing with them, one in three has no common stock, and such texts are often missing among a few."""

LEAST_OF_RARE = 10
"""Documents with some of a kind that fewer than half of the documents have. Of small samples, those in which
something rare is seen at all are mostly those in which there is too much of it."""

MADE_BY = "text_reuse(corpus)"
NEEDED = ("doc_id", "start", "end", "doc_id_other", "kind", "earlier")


def reuse_shares(reuse: pd.DataFrame, corpus: SizedTexts, by: By = "city") -> pd.DataFrame:
    """Return how much of the text of each group is its own, and how much stands elsewhere as well.

    Each letter or digit counts once: as inherited if any passage with the reference covers it, else as part
    of a near copy, else as shared within the province, shared with other groups, or common stock; otherwise
    as the group's own. What texts of one group share, or what is repeated within a text, is their own.

    Parameters
    ----------
    reuse : DataFrame
        The result of `text_reuse`.
    corpus : Corpus or Counted
        The texts it was computed from.
    by : str or sequence of str
        The groups.

    Returns
    -------
    DataFrame
        Six rows per group, whose shares sum to 1: `group, kind, n_documents, n_characters, share, low, high`.
        The interval is that of 95 % over documents (`stats.share_interval`), NaN where fewer than three
        documents have some of this kind (of near copies five; of what fewer than half of the documents have,
        ten), where a group has fewer than 16 documents for what is shared within the province or fewer than
        five for common stock, where one document is nearly all of a group's text, and for a share of 1, which
        says nothing about how documents differ.
        Groups without letters have no rows. Sorted by group, kinds in the order above, own text first.

    Raises
    ------
    KindError, ChoiceError, InputError
        When these are other objects, the column does not exist, or a text of the table is not in the corpus.

    References
    ----------
    For the interval see `stats.share_interval` and `stats.ratio_variance`.

    Examples
    --------
    >>> from analysis import read_texts, reuse_shares, segment, text_reuse
    >>> texts = ["全面推进乡村振兴，加快建设美丽港城，让群众的日子越过越好。渔船全部改造。", "以茶兴县。"]
    >>> corpus = segment(read_texts(texts, city=["青岛市", "遵义市"]))
    >>> national = segment(read_texts(["要全面推进乡村振兴，让群众的日子越过越好。"]))
    >>> shares = reuse_shares(text_reuse(corpus, national, min_length=8), corpus)
    >>> shares.loc[shares["share"] > 0, ["group", "kind", "n_characters"]].values.tolist()
    [['遵义市', 'own', 4], ['青岛市', 'own', 6], ['青岛市', 'inherited', 26]]
    """
    counts = _counts_by_kind(reuse, corpus)
    labels = group_labels(corpus.documents, by, "reuse_shares")
    rows: list[dict[str, object]] = []
    for group in sorted(labels.dropna().unique()):
        mine = counts[(labels == group).to_numpy()]
        mine = mine[mine.sum(axis=1) > 0]
        if not len(mine):
            continue
        total, shares = mine.sum(axis=0), mine.sum(axis=0) / mine.sum()
        low, high = _bounds(mine, shares)
        rows += [
            {"group": group, "kind": kind, "n_documents": len(mine), "n_characters": total[at],
             "share": shares[at], "low": low[at], "high": high[at]}
            for at, kind in enumerate(SHARE_KINDS)
        ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(SHARE_TYPES)).astype(SHARE_TYPES)


def reuse_pairs(
    reuse: pd.DataFrame, corpus: SizedTexts, by: By = "city", everything: SizedTexts | None = None
) -> pd.DataFrame:
    """Return how much of the text of each group stands in each other group as well.

    Parameters
    ----------
    reuse : DataFrame
        The result of `text_reuse`; passages within a group and those of the reference are left out.
    corpus : Corpus or Counted
        The texts it was computed from.
    by : str or sequence of str
        The groups.
    everything : Corpus or Counted, optional
        All texts that those of `corpus` were compared with, where it is a sample of them.

    Returns
    -------
    DataFrame
        One row per ordered pair of groups that share a passage: `group, group_other, n_passages,
        n_characters` (letters and digits of `group` in these passages, each once), `share` (of all of
        `group`), `n_earlier, n_later, n_unknown`, passages whose text in `group` is the earlier one, the
        later one, or neither can be said. Most characters first.

    Raises
    ------
    KindError, ChoiceError, InputError
        As in `reuse_shares`.

    Examples
    --------
    >>> from analysis import read_texts, reuse_pairs, segment, text_reuse
    >>> texts = ["全面推进乡村振兴，加快建设美丽港城家园。渔船改造。",
    ...          "全面推进乡村振兴，加快建设美丽山城家园。茶园三年翻番。"]
    >>> corpus = segment(read_texts(texts, city=["青岛市", "遵义市"], year=[2020, 2022]))
    >>> pairs = reuse_pairs(text_reuse(corpus, min_length=10), corpus)
    >>> pairs[["group", "group_other", "n_characters", "n_earlier", "n_later"]].values.tolist()
    [['遵义市', '青岛市', 18, 0, 1], ['青岛市', '遵义市', 18, 1, 0]]
    """
    check_reuse("reuse_pairs", reuse, corpus)
    labels = joint_labels((everything or corpus).documents, by, "reuse_pairs")
    table = reuse[reuse["kind"].isin(BETWEEN)]
    table = table.assign(
        group=table["doc_id"].map(labels), group_other=table["doc_id_other"].map(labels)
    ).dropna(subset=["group", "group_other"])
    table = table[table["group"] != table["group_other"]]
    once, sizes = _once(table, corpus)
    pair = ["group", "group_other"]
    counted = table.assign(n_passages=1, n_characters=once, **{
        f"n_{column}": table["earlier"] == name
        for column, name in (("earlier", "this"), ("later", "other"), ("unknown", "unknown"))
    })  # fmt: skip
    numbers = [name for name in PAIR_TYPES if name.startswith("n_")]
    rows = counted.groupby(pair)[numbers].sum().reset_index()
    rows["share"] = rows["n_characters"] / rows["group"].map(sizes.groupby(labels).sum()).astype(float)
    result = rows[list(PAIR_TYPES)].astype(PAIR_TYPES)
    return result.sort_values(
        ["n_characters", "group", "group_other"], ascending=[False, True, True], ignore_index=True
    )


def check_reuse(function: str, reuse: pd.DataFrame, corpus: SizedTexts) -> None:
    """Raise an error unless passages were found in this corpus."""
    check_result(function, reuse, NEEDED, MADE_BY)
    check_kind(function, corpus, "Corpus", "Counted")
    strange = reuse.loc[~reuse["doc_id"].isin(corpus.documents.index), "doc_id"]
    if len(strange):
        raise InputError(f"{function}: the text {strange.iloc[0]!r} of the table is not in this corpus; "
                         "pass the corpus that `text_reuse` was given.")  # fmt: skip


def letters_of(corpus: SizedTexts) -> Iterator[tuple[str, npt.NDArray[np.bool_]]]:
    """Yield for each document which of its characters are letters or digits."""
    for doc_id, text in corpus:
        yield doc_id, compared(text) != 0


def _once(table: pd.DataFrame, corpus: SizedTexts) -> tuple[pd.Series[int], pd.Series[int]]:
    """Return the letters of each passage that none before it has, of the same document and pair of groups.

    And the letters of each document.
    """
    ordered = table.sort_values(["group", "group_other", "doc_id", "start"])
    block = ordered.groupby(["group", "group_other", "doc_id"], sort=False).ngroup().to_numpy(dtype=np.int64)
    start, end = (ordered[name].to_numpy(dtype=np.int64) for name in ("start", "end"))
    longest = int(end.max(initial=0)) + 1
    reached = np.maximum.accumulate(np.concatenate([[0], block * longest + end]))[:-1] - block * longest
    start = np.minimum(np.maximum(start, reached), end)
    n, sizes = np.zeros(len(ordered), dtype=np.int64), {}
    rows_of = ordered.groupby("doc_id", sort=False).indices
    for doc_id, letters in letters_of(corpus):
        before = np.concatenate([[0], np.cumsum(letters)])
        sizes[doc_id] = int(before[-1])
        if doc_id in rows_of:
            rows = rows_of[doc_id]
            n[rows] = before[end[rows]] - before[start[rows]]
    return pd.Series(n, index=ordered.index), pd.Series(sizes, dtype=np.int64)


def reuse_spans(reuse: pd.DataFrame, corpus: SizedTexts) -> pd.DataFrame:
    """Return the stretches of each text that `reuse_shares` counts as one kind, but for its own text.

    Parameters
    ----------
    reuse : DataFrame
        The result of `text_reuse`.
    corpus : Corpus or Counted
        The texts it was computed from.

    Returns
    -------
    DataFrame
        `doc_id, start, end, kind`, offsets into the cleaned texts; in the order of the texts. No two overlap.

    Raises
    ------
    KindError, InputError
        As in `reuse_shares`.

    Examples
    --------
    >>> from analysis import read_texts, reuse_spans, segment, text_reuse
    >>> corpus = segment(read_texts(["渔船改造。全面推进乡村振兴。"], city=["青岛市"]))
    >>> national = segment(read_texts(["要全面推进乡村振兴。"]))
    >>> spans = reuse_spans(text_reuse(corpus, national, min_length=8), corpus)
    >>> spans[["start", "end", "kind"]].values.tolist()
    [[5, 13, 'inherited']]
    """
    check_reuse("reuse_spans", reuse, corpus)
    rows: list[tuple[str, int, int, str]] = []
    for doc_id, _, kinds in _kinds(reuse, corpus):
        edges = np.concatenate([[0], np.flatnonzero(np.diff(kinds)) + 1, [len(kinds)]])
        rows += [
            (doc_id, int(start), int(end), SHARE_KINDS[kinds[start]])
            for start, end in pairwise(edges)
            if end > start and kinds[start]
        ]
    return pd.DataFrame(rows, columns=list(SPAN_TYPES)).astype(SPAN_TYPES)


def _counts_by_kind(reuse: pd.DataFrame, corpus: SizedTexts) -> IntArray:
    """Return letters and digits of each kind, shape (n_documents, n_kinds)."""
    check_reuse("reuse_shares", reuse, corpus)
    counts = np.zeros((corpus.n_documents, len(SHARE_KINDS)), dtype=np.int64)
    for at, (_, letters, kinds) in enumerate(_kinds(reuse, corpus)):
        counts[at] = np.bincount(kinds[letters], minlength=len(SHARE_KINDS))
    return counts


def _kinds(
    reuse: pd.DataFrame, corpus: SizedTexts
) -> Iterator[tuple[str, npt.NDArray[np.bool_], npt.NDArray[np.int64]]]:
    """Yield for each document which characters are letters, and the number of the kind of each character."""
    number = {kind: at for at, kind in enumerate(SHARE_KINDS) if at}
    ranked = reuse[reuse["kind"].isin(number)]
    ranked = ranked.assign(number=ranked["kind"].map(number)).sort_values("number", ascending=False)
    spans = ranked.groupby("doc_id", sort=False).indices
    start, end, kind = (ranked[name].to_numpy(dtype=np.int64) for name in ("start", "end", "number"))
    for doc_id, letters in letters_of(corpus):
        kinds = np.zeros(len(letters), dtype=np.int64)
        for row in spans.get(doc_id, ()):
            kinds[start[row] : end[row]] = kind[row]
        yield doc_id, letters, kinds


def _bounds(
    counts: IntArray, shares: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the interval of the share of each kind over documents."""
    if len(counts) < MIN_DOCUMENTS:
        undefined = np.full(counts.shape[1], np.nan)
        return undefined, undefined
    sizes = counts.sum(axis=1)
    low, high = share_interval(shares, ratio_variance(counts, sizes), ratio_df(sizes))
    having = (counts > 0).sum(axis=0)
    seen = (having >= LEAST) & (len(counts) >= LEAST_OF_ALL)
    seen &= (2 * having >= len(counts)) | (having >= LEAST_OF_RARE)
    return np.where(seen, low, np.nan), np.where(seen, high, np.nan)
