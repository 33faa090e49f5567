"""Collocates: the words that co-occur with a node word."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .. import stats
from ..corpus import Corpus
from ..errors import InputError, check_kind
from ..lexicon import stopwords

COLLOCATE_COLUMNS = (
    "term",
    "n",
    "n_left",
    "n_right",
    "n_documents",
    "n_term",
    "n_node",
    "expected",
    "log_dice",
    "g2",
)


def collocates(
    corpus: Corpus, node: str, window: int = 5, min_n: int = 3, min_length: int = 2
) -> pd.DataFrame:
    """List the words within a window around a node, in the same sentence.

    Parameters
    ----------
    corpus : Corpus
        The corpus to search.
    node : str
        The node word, as one token.
    window : int
        Word tokens on either side; punctuation is skipped and not counted.
    min_n : int
        Minimum co-occurrences.
    min_length : int
        Minimum characters of a collocate.

    Returns
    -------
    DataFrame
        `term`; `n`, its tokens within the window of a node (each counted once, even if several nodes are
        near), `n_left` and `n_right` of them before and after the nearest node; `n_documents` with a
        co-occurrence; `n_term` and `n_node`, their total frequencies; `expected` by chance; `log_dice` (14 at
        most; one less is half as strong; independent of corpus size); `g2`. Without stop words; sorted by
        descending `log_dice`.

    Raises
    ------
    InputError
        When the node is not a token of the corpus.

    References
    ----------
    Rychly, P. (2008). A lexicographer-friendly association score. Proc. RASLAN, 6-9.
    """
    check_kind("collocates", corpus, "Corpus")
    found = np.flatnonzero((corpus.vocabulary == node) & corpus.is_word)
    if not len(found):
        raise InputError(f"collocates: {node!r} is not a token of the corpus; the segmenter may split it.")
    is_word = corpus.is_word[corpus.token_ids]
    ids = corpus.token_ids[is_word].astype(np.int64)
    sentence = np.repeat(np.arange(len(corpus.sentence_ptr) - 1), np.diff(corpus.sentence_ptr))[is_word]
    documents = corpus.token_documents[is_word]
    nodes = np.flatnonzero(ids == found[0])
    side = np.zeros(len(ids), dtype=np.int8)
    for distance in range(window, 0, -1):  # nearest last, as it decides the side
        for sign in (-1, 1):
            at = nodes + sign * distance
            near = (at >= 0) & (at < len(ids))
            near[near] = sentence[at[near]] == sentence[nodes[near]]
            side[at[near]] = sign
    side[nodes] = 0
    n_types = len(corpus.vocabulary)
    left, right = (np.bincount(ids[side == sign], minlength=n_types) for sign in (-1, 1))
    n, total = left + right, np.bincount(ids, minlength=n_types)
    pairs = np.unique(np.stack([ids[side != 0], documents[side != 0]]), axis=1)
    spread = np.bincount(pairs[0], minlength=n_types)
    stop = stopwords()
    terms = np.flatnonzero(n >= max(min_n, 1))
    terms = np.array([i for i in terms if len(corpus.vocabulary[i]) >= min_length
                      and corpus.vocabulary[i] not in stop], dtype=np.int64)  # fmt: skip
    size = int((side != 0).sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        log_dice = 14 + np.log2(2 * n[terms] / (total[terms] + len(nodes)))
    table = pd.DataFrame(
        {
            "term": pd.Series(corpus.vocabulary[terms], dtype="str"),
            "n": n[terms],
            "n_left": left[terms],
            "n_right": right[terms],
            "n_documents": spread[terms],
            "n_term": total[terms],
            "n_node": np.full(len(terms), len(nodes)),
            "expected": total[terms] * size / len(ids),
            "log_dice": log_dice,
            "g2": stats.g2(n[terms], total[terms] - n[terms], size, len(ids) - size),
        }
    )
    return table.sort_values(["log_dice", "term"], ascending=[False, True], ignore_index=True)
