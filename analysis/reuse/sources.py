"""Where what a group shares with others stands first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..corpus import By, Corpus, IntArray, SizedTexts, group_labels
from ..errors import InputError
from .dates import day_bounds
from .shares import check_reuse, letters_of

ITSELF, UNDECIDED, UNSHARED = -1, -2, -3
"""What has no source: it stands first here, it cannot be told, or it stands nowhere else."""

LONGEST = 1 << 32
"""No text has as many characters."""

VALUES = ("source", "low", "high", "own_low", "own_high")

SOURCE_TYPES = {
    "group": "object", "kind": "object", "source": "object", "n_characters": "int64", "share": "float64",
}  # fmt: skip


def reuse_sources(
    reuse: pd.DataFrame,
    corpus: SizedTexts,
    reference: Corpus | None = None,
    by: By = "city",
    everything: SizedTexts | None = None,
) -> pd.DataFrame:
    """Return in which text each group's shared passages stand first.

    Of all texts that have a passage in common, the earliest one is its source as far as these texts go: one
    that is not in the folder may be earlier. A source is unknown when a date is missing, when the earliest
    dates are equal, or when a year alone does not tell.

    Parameters
    ----------
    reuse : DataFrame
        The result of `text_reuse`.
    corpus, reference : Corpus or Counted, and Corpus
        The texts it was computed from.
    by : str or sequence of str
        The groups.
    everything : Corpus or Counted, optional
        All texts that those of `corpus` were compared with, where it is a sample of them.

    Returns
    -------
    DataFrame
        `group, kind, source, n_characters, share`: `kind` is `itself`, `group`, `ungrouped` or `reference`,
        or `unknown`; `source` the group, the province of a text without a group (a provincial text among
        those of cities), or the `doc_id` of the text of the reference; the share is one of all characters of
        the group. Sorted by group, then by characters.

    Raises
    ------
    KindError, ChoiceError, InputError
        As in `reuse_shares`.

    Examples
    --------
    >>> from analysis import read_texts, reuse_sources, segment, text_reuse
    >>> texts = ["全面推进乡村振兴，加快建设美丽港城家园。渔船改造。",
    ...          "全面推进乡村振兴，加快建设美丽山城家园。茶园三年翻番。"]
    >>> corpus = segment(read_texts(texts, city=["青岛市", "遵义市"], year=[2020, 2022]))
    >>> sources = reuse_sources(text_reuse(corpus, min_length=10), corpus)
    >>> sources[["group", "kind", "source", "n_characters"]].fillna("").values.tolist()
    [['遵义市', 'group', '青岛市', 18], ['青岛市', 'itself', '', 18]]
    """
    check_reuse("reuse_sources", reuse, corpus)
    every = corpus if everything is None else everything
    labels = group_labels(every.documents, by, "reuse_sources").to_dict()
    rows, names = _compared(reuse, every, reference, labels)
    bounds, first, last = _cut(rows)
    document, offset = bounds // LONGEST, bounds % LONGEST
    source = _earliest(rows, first, last, len(bounds))
    n_letters = np.zeros(len(bounds), dtype=np.int64)
    sizes: dict[str, int] = {}
    place = {doc_id: at for at, doc_id in enumerate(every.documents.index)}
    for doc_id, letters in letters_of(corpus):
        group = labels.get(doc_id)
        if not isinstance(group, str):
            continue
        before = np.concatenate([[0], np.cumsum(letters)])
        sizes[group] = sizes.get(group, 0) + int(before[-1])
        at = place[doc_id]
        mine = slice(*np.searchsorted(document, [at, at + 1]))
        n_letters[mine] = np.diff(before[offset[mine]], append=0)
    # The last bound of a text ends what is shared there, and is no stretch of its own.
    counted = np.flatnonzero((source != UNSHARED) & (n_letters > 0))
    ids = every.documents.index
    found = pd.DataFrame({
        "group": [labels[ids[at]] for at in document[counted].tolist()], "at": source[counted],
        "n": n_letters[counted],
    }).groupby(["group", "at"])["n"].sum()  # fmt: skip
    special = {ITSELF: "itself", UNDECIDED: "unknown"}
    table = [
        (
            group,
            special[at] if at < 0 else names[at][0],
            None if at < 0 else names[at][1],
            n,
            n / sizes[group],
        )
        for (group, at), n in zip(found.index, found.tolist(), strict=True)
    ]
    result = pd.DataFrame(table, columns=list(SOURCE_TYPES)).astype(SOURCE_TYPES)
    return result.sort_values(
        ["group", "n_characters", "kind", "source"], ascending=[True, False, True, True], ignore_index=True
    )


def _compared(
    reuse: pd.DataFrame, every: SizedTexts, reference: Corpus | None, labels: Mapping[Any, Any]
) -> tuple[pd.DataFrame, list[tuple[str, object]]]:
    """Return the passages that texts of a group share with others, by document, and the names of sources."""
    mine, theirs = every.documents.index, pd.Index([]) if reference is None else reference.documents.index
    grouped = np.array([isinstance(labels.get(doc_id), str) for doc_id in mine], dtype=bool)
    names: list[tuple[str, object]] = [
        ("group", labels[doc_id]) if known else ("ungrouped", province)
        for known, (doc_id, province) in zip(grouped, _provinces(every.documents).items(), strict=True)
    ]
    names += [("reference", doc_id) for doc_id in theirs]
    number = {name: at for at, name in enumerate(dict.fromkeys(names))}
    of = np.array([number[name] for name in names], dtype=np.int64)
    given = reuse[reuse["doc_id_other"].notna()]
    document = mine.get_indexer(given["doc_id"])
    known = (document >= 0) & np.append(grouped, False)[document]
    given, document = given[known], document[known]
    outside = given["kind"].isin(["inherited", "in a later reference"]).to_numpy()
    at = mine.get_indexer(given["doc_id_other"])
    at[outside] = len(mine) + theirs.get_indexer(given.loc[outside, "doc_id_other"])
    if (at[outside] < len(mine)).any():
        raise InputError("reuse_sources needs the `reference` that the passages were looked for in.")
    frames = [every.documents] if reference is None else [every.documents, reference.documents]
    low, high = (np.concatenate(ends) for ends in zip(*map(day_bounds, frames), strict=True))
    rows = pd.DataFrame({
        "document": document, "start": given["start"].to_numpy(), "end": given["end"].to_numpy(),
        "source": of[at], "low": low[at], "high": high[at],
        "own_low": low[document], "own_high": high[document],
    })  # fmt: skip
    within = given["kind"].isin(["same document", "same group"]).to_numpy(dtype=bool)
    # A text without a city, of a province that is called like the group, is no other source.
    called = pd.factorize(np.array([name for _, name in names], dtype=object))[0]
    own = called[at] == called[document]
    return rows[~(within | own)].sort_values("document", kind="stable", ignore_index=True), list(number)


def _cut(rows: pd.DataFrame) -> tuple[IntArray, IntArray, IntArray]:
    """Return where passages begin or end, and of each passage its first such place and that of its end."""
    begins = rows["document"].to_numpy(np.int64) * LONGEST
    starts, ends = begins + rows["start"].to_numpy(np.int64), begins + rows["end"].to_numpy(np.int64)
    bounds, at = np.unique(np.concatenate([starts, ends]), return_inverse=True)
    return bounds, at[: len(rows)], at[len(rows) :]


def _earliest(rows: pd.DataFrame, first: IntArray, last: IntArray, n: int) -> IntArray:
    """Return which source each stretch between two bounds has.

    Of each text one passage after the other is looked at, and of all texts those of one rank together.
    """
    low, high = np.zeros((2, n), dtype=np.int64)
    source, rival = np.full(n, UNSHARED), np.full(n, 1 << 40)
    rank = rows.groupby("document").cumcount().to_numpy()
    order = np.argsort(rank, kind="stable")
    for mine in np.split(order, np.flatnonzero(np.diff(rank[order])) + 1) if len(order) else ():
        times = last[mine] - first[mine]
        begins = np.cumsum(times) - times
        at = np.arange(times.sum()) - np.repeat(begins - first[mine], times)
        given = {name: np.repeat(rows[name].to_numpy()[mine], times) for name in VALUES}
        new = source[at] == UNSHARED
        low[at[new]], high[at[new]], source[at[new]] = given["own_low"][new], given["own_high"][new], ITSELF
        # What is later is no source, nor its rival.
        kept = given["low"] <= given["own_high"]
        at, given = at[kept], {name: values[kept] for name, values in given.items()}
        same, better = source[at] == given["source"], given["high"] < high[at]
        loser = np.where(better, low[at], given["low"])
        rival[at] = np.where(same, rival[at], np.minimum(rival[at], loser))
        low[at] = np.where(better, given["low"], low[at])
        high[at] = np.where(better, given["high"], high[at])
        source[at] = np.where(better, given["source"], source[at])
    return np.where((source == UNSHARED) | (high < rival), source, UNDECIDED)


def _provinces(documents: pd.DataFrame) -> dict[str, str | None]:
    """Return the province that each document states, if any."""
    if "province" not in documents:
        return dict.fromkeys(documents.index)
    return documents["province"].astype(object).where(documents["province"].notna(), None).to_dict()
