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
    reuse: pd.DataFrame, corpus: SizedTexts, reference: Corpus | None = None, by: By = "city"
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

    Returns
    -------
    DataFrame
        `group, kind, source, n_characters, share`: `kind` is `itself`, `group` or `reference`, or `unknown`;
        `source` the group, or the `doc_id` of the text of the reference; the share is one of all characters
        of the group. Sorted by group, then by characters.

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
    labels = group_labels(corpus.documents, by, "reuse_sources")
    frames = [corpus.documents] if reference is None else [corpus.documents, reference.documents]
    dated = [(frame.index, *day_bounds(frame)) for frame in frames]
    letters = letters_of(corpus)
    sizes = pd.Series({doc_id: int(at.sum()) for doc_id, at in letters.items()}).groupby(labels).sum()
    names: list[tuple[str, object]] = []
    number: dict[tuple[str, object], int] = {}
    place = [{doc_id: at for at, doc_id in enumerate(index)} for index, _, _ in dated]
    found: dict[tuple[str, int], int] = {}
    for doc_id, rows in reuse[reuse["doc_id_other"].notna()].groupby("doc_id", sort=False):
        group = labels.get(doc_id)
        if not isinstance(group, str):
            continue
        at = place[0][doc_id]
        shape = len(letters[doc_id])
        low = np.full(shape, dated[0][1][at])
        high = np.full(shape, dated[0][2][at])
        source, rival = np.full(shape, -1), np.full(shape, 1 << 40)
        shared = np.zeros(shape, dtype=bool)
        for start, end, other, kind in rows[["start", "end", "doc_id_other", "kind"]].itertuples(index=False):
            outside = kind in ("inherited", "in a later reference")
            if outside and (reference is None or other not in place[1]):
                raise InputError("reuse_sources needs the `reference` that the passages were looked for in.")
            of = ("reference", other) if outside else ("group", labels.get(other))
            if kind in ("same document", "same group") or of[1] == group:
                continue
            if of not in number:
                number[of] = len(names)
                names.append(of)
            _, lows, highs = dated[int(outside)]
            row = place[int(outside)][other]
            cut = slice(int(start), int(end))
            shared[cut] = True
            same = source[cut] == number[of]
            better = highs[row] < high[cut]
            loser = np.where(better, low[cut], lows[row])
            rival[cut] = np.where(same, rival[cut], np.minimum(rival[cut], loser))
            low[cut] = np.where(better, lows[row], low[cut])
            high[cut] = np.where(better, highs[row], high[cut])
            source[cut] = np.where(better, number[of], source[cut])
        known = np.where(high < rival, source, -2)[shared & letters[doc_id]]
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
