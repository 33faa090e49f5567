"""Collocates: the words that co-occur with a node, a word or a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from .. import stats
from ..checks import check_kind, check_whole, check_wholes
from ..corpus import Corpus, IntArray
from ..errors import InputError, KindError
from ..lexicon import Stop, chosen_stopwords, spelled_as_in
from ..remedies import shown

COLLOCATE_COLUMNS = (
    "term", "n", "n_left", "n_right", "n_documents", "n_term", "n_node", "expected",
    "log_dice", "log_dice_low", "log_dice_high", "mi", "mi_low", "mi_high", "mi3", "t_score", "dice", "g2",
)  # fmt: skip

AT_ONCE = 500
"""Collocates resampled together, so that memory does not grow with their number."""


def collocates(
    corpus: Corpus,
    node: str | Iterable[str] | None = None,
    window: int = 5,
    min_n: int = 3,
    min_length: int = 2,
    *,
    stopwords: Stop = None,
    n_resamples: int = 999,
    seed: int = 1,
) -> pd.DataFrame:
    """List the words within a window around a node, in the same sentence.

    Parameters
    ----------
    corpus : Corpus
        The corpus to search.
    node : str or iterable of str
        A word, or a phrase of several tokens, as a string or as the list of its tokens. It is found wherever
        it begins and ends at the boundary of a token; see `lexicon.as_in_text` for its spelling.
    window : int
        Word tokens on either side; punctuation is skipped and not counted.
    min_n : int
        Minimum co-occurrences.
    min_length : int
        Minimum characters of a collocate.
    stopwords : path, iterable of str or StopWords, optional
        Words that are not listed, see `count_terms`; the project's by default.
    n_resamples : int
        Bootstrap resamples of the documents behind the intervals; with 0 there are none.
    seed : int
        Their seed.

    Returns
    -------
    DataFrame
        `term`; `n`, its tokens within the window of a node (each counted once, even if several nodes are
        near), `n_left` and `n_right` of them before and after the nearest node; `n_documents` with a
        co-occurrence; `n_term` and `n_node`, their total frequencies; `expected`, the co-occurrences to be
        expected by chance. Then the measures, see `stats.association`: `log_dice` (independent of corpus
        size; one less is half as strong) and `mi` (bits), each with the bounds of its 95 % bootstrap interval
        over documents; `mi3` (bits), `t_score`, `dice` and `g2`. Bounds are missing when fewer than three
        documents hold the node, and minus infinity when resamples have no co-occurrence. Sorted by
        descending `log_dice`, then by term.

    Raises
    ------
    InputError
        When the node does not occur, or only inside longer tokens.

    References
    ----------
    Evert, S. (2008). Corpora and collocations. In Lüdeling and Kytö (eds), Corpus Linguistics: An
    International Handbook, 1212-1248, for surface co-occurrence; Davison, A. and Hinkley, D. (1997).
    Bootstrap Methods and their Application, for percentile intervals.

    Examples
    --------
    >>> from analysis import collocates, read_texts, segment
    >>> corpus = segment(read_texts(["港口扩建，港口贸易。", "港口贸易。科技创新，科技创新能力提升。"]))
    >>> collocates(corpus, "港口", min_n=2)[["term", "n", "n_term", "n_node"]].to_numpy().tolist()
    [['贸易', 2, 2, 3]]
    >>> round(float(collocates(corpus, "港口", min_n=2)["log_dice"].iloc[0]), 2)
    13.68
    """
    check_kind("collocates", corpus, "Corpus", second=node)
    check_wholes("collocates", min_n=min_n, min_length=min_length, n_resamples=n_resamples, seed=seed)
    check_whole("collocates", "window", window, 1)
    wanted = node if isinstance(node, str) else "".join(_strings(node))
    is_word = corpus.is_word[corpus.token_ids]
    ids = corpus.token_ids[is_word].astype(np.int64)
    sentence = np.repeat(np.arange(len(corpus.sentence_ptr) - 1), np.diff(corpus.sentence_ptr))[is_word]
    documents = corpus.token_documents[is_word]
    first, last = _nodes(corpus, wanted, is_word)
    side = np.zeros(len(ids), dtype=np.int8)
    for distance in range(window, 0, -1):  # nearest last, as it decides the side
        for sign, edge in ((-1, first), (1, last)):
            at = edge + sign * distance
            near = (at >= 0) & (at < len(ids))
            near[near] = sentence[at[near]] == sentence[edge[near]]
            side[at[near]] = sign
    for begin, end in zip(first.tolist(), last.tolist(), strict=True):
        side[begin : end + 1] = 0
    n_types = len(corpus.vocabulary)
    left, right = (np.bincount(ids[side == sign], minlength=n_types) for sign in (-1, 1))
    n, total = left + right, np.bincount(ids, minlength=n_types)
    stop = chosen_stopwords(stopwords)
    terms = np.array([i for i in np.flatnonzero(n >= max(min_n, 1)) if len(corpus.vocabulary[i]) >= min_length
                      and corpus.vocabulary[i] not in stop], dtype=np.int64)  # fmt: skip
    size, near_by = int((side != 0).sum()), side != 0
    shape = (corpus.n_documents, n_types)
    counts = _Counts(
        near=_table(documents[near_by], ids[near_by], shape)[:, terms],
        all=_table(documents, ids, shape)[:, terms],
        nodes=np.bincount(documents[first], minlength=corpus.n_documents),
        sizes=np.bincount(documents[near_by], minlength=corpus.n_documents),
        words=np.bincount(documents, minlength=corpus.n_documents),
    )
    found = stats.association(n[terms], total[terms], len(first), size, len(ids))
    bounds = _intervals(counts, n_resamples, seed)
    table = pd.DataFrame(
        {
            "term": pd.Series(corpus.vocabulary[terms], dtype="str"),
            "n": n[terms],
            "n_left": left[terms],
            "n_right": right[terms],
            "n_documents": counts.near.count_nonzero(axis=0),
            "n_term": total[terms],
            "n_node": np.full(len(terms), len(first)),
            **found,
            **bounds,
            "g2": stats.g2(n[terms], total[terms] - n[terms], size, len(ids) - size),
        }
    )[list(COLLOCATE_COLUMNS)]
    return table.sort_values(["log_dice", "term"], ascending=[False, True], ignore_index=True)


class _Counts(NamedTuple):
    """Counts by document: `near` and `all` of shape (n_documents, n_terms), the others (n_documents,)."""

    near: sparse.csr_array
    all: sparse.csr_array
    nodes: IntArray
    sizes: IntArray
    words: IntArray


def _strings(node: object) -> list[str]:
    parts = list(node) if isinstance(node, Iterable) else []
    if not parts or not all(isinstance(part, str) for part in parts):
        raise KindError(f'collocates takes a word or phrase, not {shown(node)}: collocates(corpus, "港口").')
    return parts


def _nodes(corpus: Corpus, node: str, is_word: npt.NDArray[np.bool_]) -> tuple[IntArray, IntArray]:
    """Return the first and the last word token of each occurrence, as positions among the word tokens."""
    if not node.strip():
        raise InputError("collocates needs a node: a word or phrase.")
    texts = corpus.documents["text"].fillna("").tolist()
    node = spelled_as_in(texts, node)
    find = re.compile(re.escape(node))
    starts = np.array(
        [hit.start() + begin for text, begin in zip(texts, corpus.text_starts.tolist(), strict=True)
         for hit in find.finditer(text)], dtype=np.int64,
    )  # fmt: skip
    begins = corpus.text_starts[corpus.token_documents] + corpus.token_starts
    ends = begins + corpus.token_lengths
    first = np.searchsorted(begins, starts)
    last = np.searchsorted(ends, starts + len(node))
    inside = (first < len(begins)) & (last < len(begins))
    inside[inside] = (begins[first[inside]] == starts[inside]) & (
        ends[last[inside]] == starts[inside] + len(node)
    )
    words = np.concatenate([[0], np.cumsum(is_word)])
    word_first, word_last = words[first[inside]], words[last[inside] + 1] - 1
    among = word_last >= word_first
    if not among.any():
        reason = "only inside longer words" if len(starts) and len(node) > 1 else "not as a word"
        told = f"occurs {reason}" if len(starts) else "does not occur"
        raise InputError(
            f"collocates: {node!r} {told} in the corpus; kwic(corpus, {node!r}) finds any string."
        )
    return word_first[among], word_last[among]


def _table(rows: IntArray, columns: IntArray, shape: tuple[int, int]) -> sparse.csr_array:
    ones = np.ones(len(rows), dtype=np.int64)
    return sparse.csr_array(sparse.coo_array((ones, (rows, columns)), shape=shape))


def _intervals(counts: _Counts, n_resamples: int, seed: int) -> dict[str, stats.FloatArray]:
    """Return percentile bounds of logDice and MI over resampled documents."""
    n_terms = counts.near.shape[1]
    names = ("log_dice", "mi")
    bounds = {f"{name}_{end}": np.full(n_terms, np.nan) for name in names for end in ("low", "high")}
    n_documents = len(counts.nodes)
    if n_resamples < 1 or (counts.nodes > 0).sum() < stats.MIN_DOCUMENTS:
        return bounds
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(n_documents, np.full(n_documents, 1 / n_documents), size=n_resamples)
    nodes, sizes, words = (drawn @ column for column in (counts.nodes, counts.sizes, counts.words))
    kept = nodes > 0
    for begin in range(0, n_terms, AT_ONCE):
        part = slice(begin, begin + AT_ONCE)
        near, every = (
            np.asarray((table[:, part].T @ drawn[kept].T).T) for table in (counts.near, counts.all)
        )
        found = stats.association(
            near, every, nodes[kept][:, None], sizes[kept][:, None], words[kept][:, None]
        )
        for name in names:
            # A term that no document of a resample holds has no measure there.
            values = np.where(every > 0, found[name], -np.inf)
            low, high = np.quantile(values, [0.025, 0.975], axis=0, method="inverted_cdf")
            bounds[f"{name}_low"][part], bounds[f"{name}_high"][part] = low, high
    return bounds
