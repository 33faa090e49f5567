"""Lexical diversity by measures that do not depend on text length."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from ..checks import check_kind, check_share, check_whole
from ..corpus import Corpus, IntArray

DIVERSITY_COLUMNS = ("doc_id", "n_words", "mattr", "mtld")


def diversity(corpus: Corpus, window: int = 500, threshold: float = 0.72) -> pd.DataFrame:
    """Measure the lexical diversity of each document.

    Parameters
    ----------
    corpus : Corpus
        The documents; words are tokens with a letter or Han character.
    window : int
        Words in the moving window of MATTR.
    threshold : float
        Type-token ratio at which a factor of MTLD is complete.

    Returns
    -------
    DataFrame
        `doc_id, n_words, mattr, mtld`, in corpus order; `mattr` is missing for documents shorter than the
        window, `mtld` for those in which the ratio never falls below 1.

    References
    ----------
    Covington, M. and McFall, J. (2010). Journal of Quantitative Linguistics 17, 94-100; McCarthy, P. and
    Jarvis, S. (2010). Behavior Research Methods 42, 381-392.

    Examples
    --------
    >>> from analysis import diversity, read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> diversity(corpus, window=4).round(2).to_numpy().tolist()
    [['text1', 6, 0.92, 8.04], ['text2', 4, 1.0, nan]]
    """
    check_kind("diversity", corpus, "Corpus")
    check_whole("diversity", "window", window, 1)
    check_share("diversity", "threshold", threshold)
    is_word = corpus.is_word[corpus.token_ids]
    ids, rows = corpus.token_ids[is_word], corpus.token_documents[is_word]
    ends = np.searchsorted(rows, np.arange(corpus.n_documents + 1))
    parts = [ids[a:b] for a, b in pairwise(ends)]
    return pd.DataFrame(
        {
            "doc_id": corpus.documents.index,
            "n_words": np.diff(ends),
            "mattr": np.array([mattr(part, window) for part in parts], dtype=float),
            "mtld": np.array([mtld(part.tolist(), threshold) for part in parts], dtype=float),
        }
    )


def mattr(words: IntArray, window: int) -> float:
    """Return the mean type-token ratio of all windows of `window` words; NaN for a shorter text."""
    n = len(words)
    if window < 1 or n < window:
        return float("nan")
    order = np.argsort(words, kind="stable")
    same = np.flatnonzero(words[order][1:] == words[order][:-1])
    previous = np.full(n, -window - 1)
    previous[order[same + 1]] = order[same]
    # A word repeats in every window that holds both it and its previous occurrence: count those windows.
    first = np.maximum(np.arange(n) - window + 1, 0)
    last = np.minimum(np.arange(n), n - window)
    repeated = np.maximum(np.minimum(last, previous) - first + 1, 0)
    n_windows = n - window + 1
    return float(1 - repeated[previous >= 0].sum() / (n_windows * window))


def mtld(words: Sequence[int], threshold: float = 0.72) -> float:
    """Return the mean length of stretches whose type-token ratio stays above a threshold, both ways."""
    return float(np.mean([_one_way(words, threshold), _one_way(words[::-1], threshold)]))


def _one_way(words: Sequence[int], threshold: float) -> float:
    factors, types, n = 0.0, set(), 0
    for word in words:
        types.add(word)
        n += 1
        if len(types) / n <= threshold:
            factors, types, n = factors + 1, set(), 0
    if n:
        factors += (1 - len(types) / n) / (1 - threshold)
    return len(words) / factors if factors else float("nan")
