"""Passages beside each other, with what was changed marked."""

from __future__ import annotations

import pandas as pd
from rapidfuzz.distance import Levenshtein

from ..checks import check_kind, check_result
from ..corpus import Corpus, SizedTexts
from ..errors import InputError
from .passages import REUSE_TYPES

OPEN, CLOSE = "〔", "〕"

SIDE_TYPES = {**REUSE_TYPES, "text": "object", "text_other": "object"}


def reuse_passages(
    reuse: pd.DataFrame, corpus: SizedTexts, reference: Corpus | None = None, n: int | None = None
) -> pd.DataFrame:
    """Return passages with both texts, what differs between them in 〔〕, the longest first.

    Parameters
    ----------
    reuse : DataFrame
        The result of `text_reuse`, or some of its rows; common stock is left out, and of passages listed in
        both directions one is shown.
    corpus, reference : Corpus
        The texts it was computed from.
    n : int, optional
        How many passages; all by default.

    Returns
    -------
    DataFrame
        The columns of `text_reuse`, and `text`, `text_other`.

    Raises
    ------
    KindError, InputError
        When these are other objects, or a text is in neither corpus.

    Examples
    --------
    >>> from analysis import read_texts, reuse_passages, segment, text_reuse
    >>> texts = ["全面推进乡村振兴，加快建设美丽港城家园。渔船改造，渔港扩建。",
    ...          "要全面推进乡村振兴、加快建设美丽山城家园。茶园三年翻番。"]
    >>> corpus = segment(read_texts(texts, city=["青岛市", "遵义市"]))
    >>> reuse_passages(text_reuse(corpus, min_length=10), corpus)[["text", "text_other"]].values.tolist()
    [['全面推进乡村振兴，加快建设美丽〔港〕城家园', '全面推进乡村振兴、加快建设美丽〔山〕城家园']]
    """
    check_result("reuse_passages", reuse, REUSE_TYPES, "text_reuse(corpus)")
    check_kind("reuse_passages", corpus, "Corpus", "Counted")
    others = {} if reference is None else reference.documents["text"].to_dict()
    pairs = reuse[reuse["doc_id_other"].notna()]
    outside = pairs["kind"].isin(["inherited", "in a later reference"])
    place = {doc_id: at for at, doc_id in enumerate(corpus.documents.index)}
    rank, rank_other = pairs["doc_id"].map(place), pairs["doc_id_other"].map(place)
    turned = (rank > rank_other) | ((rank == rank_other) & (pairs["start"] > pairs["start_other"]))
    place_of = ["doc_id", "start", "end"]
    there_of = [f"{name}_other" for name in place_of]
    here = pd.MultiIndex.from_frame(pairs[[*place_of, *there_of]])
    there = pd.MultiIndex.from_frame(pairs[[*there_of, *place_of]])
    pairs = pairs[outside | ~turned | ~there.isin(here)].sort_values(
        ["n_characters", "doc_id", "start", "doc_id_other", "start_other"],
        ascending=[False, True, True, True, True],
    )  # fmt: skip
    rows = pairs.head(n) if n is not None else pairs
    wanted = {*rows["doc_id"], *rows["doc_id_other"]}
    texts = corpus.some_texts(wanted)
    marked = []
    for row in rows.itertuples():
        source = others if row.kind in ("inherited", "in a later reference") else texts
        if row.doc_id not in texts or row.doc_id_other not in source:
            raise InputError("reuse_passages needs the corpus and the reference that `text_reuse` was given.")
        marked.append(differences(texts[row.doc_id][row.start : row.end],
                                  source[row.doc_id_other][row.start_other : row.end_other]))  # fmt: skip
    columns = pd.DataFrame(marked, columns=["text", "text_other"], index=rows.index)
    return pd.concat([rows, columns], axis=1).astype(SIDE_TYPES).reset_index(drop=True)


def differences(a: str, b: str) -> tuple[str, str]:
    """Return two strings with what one has and the other has not in 〔〕; punctuation does not count.

    Examples
    --------
    >>> from analysis.reuse.side_by_side import differences
    >>> differences("新建步道十公里。", "新建滨江步道九公里")
    ('新建步道〔十〕公里。', '新建〔滨江〕步道〔九〕公里')
    """
    one, other = [], []
    for block in Levenshtein.opcodes(a, b):
        left, right = a[block.src_start : block.src_end], b[block.dest_start : block.dest_end]
        same = block.tag == "equal" or not any(map(str.isalnum, left + right))
        one.append(left if same else _bracketed(left))
        other.append(right if same else _bracketed(right))
    return "".join(one).replace(CLOSE + OPEN, ""), "".join(other).replace(CLOSE + OPEN, "")


def _bracketed(text: str) -> str:
    return f"{OPEN}{text}{CLOSE}" if text else ""
