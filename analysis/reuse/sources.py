"""Where what a group shares with others stands first."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..corpus import By, Corpus, SizedTexts, group_labels
from ..errors import InputError
from .dates import day_bounds
from .shares import check_reuse, letters_of

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
    owners = {
        doc_id: ("group", name) if isinstance(name := labels.get(doc_id), str) else ("ungrouped", province)
        for doc_id, province in _provinces(every.documents).items()
    }
    frames = [every.documents] if reference is None else [every.documents, reference.documents]
    dated = [tuple(bound.tolist() for bound in day_bounds(frame)) for frame in frames]
    place = [{doc_id: at for at, doc_id in enumerate(frame.index)} for frame in frames]
    names: list[tuple[str, object]] = []
    number: dict[tuple[str, object], int] = {}
    found: dict[tuple[str, int], int] = {}
    sizes: dict[str, int] = {}
    shared_with = reuse[reuse["doc_id_other"].notna()]
    rows_of = shared_with.groupby("doc_id", sort=False).indices
    starts, ends, others, kinds = (
        shared_with[name].tolist() for name in ("start", "end", "doc_id_other", "kind")
    )
    for doc_id, letters in letters_of(corpus):
        group = labels.get(doc_id)
        if not isinstance(group, str):
            continue
        sizes[group] = sizes.get(group, 0) + int(letters.sum())
        rows = rows_of.get(doc_id, ())
        if not len(rows):
            continue
        at, shape = place[0][doc_id], len(letters)
        own = dated[0][1][at]
        low, high = np.full(shape, dated[0][0][at]), np.full(shape, own)
        source, rival = np.full(shape, -1), np.full(shape, 1 << 40)
        shared = np.zeros(shape, dtype=bool)
        for row in rows:
            other, kind = others[row], kinds[row]
            outside = kind in ("inherited", "in a later reference")
            if outside and (reference is None or other not in place[1]):
                raise InputError("reuse_sources needs the `reference` that the passages were looked for in.")
            of = ("reference", other) if outside else owners[other]
            if kind in ("same document", "same group") or of[1] == group:
                continue
            if of not in number:
                number[of] = len(names)
                names.append(of)
            lows, highs = dated[int(outside)]
            at = place[int(outside)][other]
            cut = slice(starts[row], ends[row])
            shared[cut] = True
            if lows[at] > own:  # what is later is no source, nor its rival
                continue
            same = source[cut] == number[of]
            better = highs[at] < high[cut]
            loser = np.where(better, low[cut], lows[at])
            rival[cut] = np.where(same, rival[cut], np.minimum(rival[cut], loser))
            low[cut] = np.where(better, lows[at], low[cut])
            high[cut] = np.where(better, highs[at], high[cut])
            source[cut] = np.where(better, number[of], source[cut])
        known = np.where(high < rival, source, -2)[shared & letters]
        for value, n in zip(*np.unique(known, return_counts=True), strict=True):
            key = (group, int(value))
            found[key] = found.get(key, 0) + int(n)
    special = {-1: "itself", -2: "unknown"}
    table = [
        (
            group,
            special[at] if at < 0 else names[at][0],
            None if at < 0 else names[at][1],
            n,
            n / sizes[group],
        )
        for (group, at), n in found.items()
    ]
    result = pd.DataFrame(table, columns=list(SOURCE_TYPES)).astype(SOURCE_TYPES)
    return result.sort_values(
        ["group", "n_characters", "kind", "source"], ascending=[True, False, True, True], ignore_index=True
    )


def _provinces(documents: pd.DataFrame) -> dict[str, str | None]:
    """Return the province that each document states, if any."""
    if "province" not in documents:
        return dict.fromkeys(documents.index)
    return documents["province"].astype(object).where(documents["province"].notna(), None).to_dict()
