"""Dispersion: whether a term is spread over the documents or concentrated in few of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .. import stats
from ..checks import check_kind, check_whole, check_words
from ..corpus import By, Corpus, DocTermMatrix, group_labels
from ..errors import InputError

DISPERSION_COLUMNS = ("term", "n", "size", "rate_per_10k", "n_documents", "range", "dp", "dp_norm")

POSITION_COLUMNS = ("term", "group", "doc_id", "n_words", "position")

BLOCK = 2000


def dispersion(dtm: DocTermMatrix, min_n: int = 5) -> pd.DataFrame:
    """Measure how evenly each term is spread over the units of a matrix.

    Parameters
    ----------
    dtm : DocTermMatrix
        Counts in documents, or grouped.
    min_n : int
        Minimum occurrences of a term listed.

    Returns
    -------
    DataFrame
        `term, n, size, rate_per_10k`; `n_documents`, the units with the term; `range`, their share of all
        units; `dp`, Gries' deviation of proportions (0 is as even as the sizes allow), and `dp_norm`, DP
        divided by its maximum; both missing with fewer than two units. Sorted by
        descending `n`, then term.

    References
    ----------
    Gries (2008), see `stats.dispersion_dp`; Lijffijt, J. and Gries, S. Th. (2012). Correction. International
    Journal of Corpus Linguistics 17, 147-149.

    Examples
    --------
    >>> from analysis import count_terms, dispersion, read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> dtm = count_terms(segment(texts))
    >>> dispersion(dtm, min_n=2)[["term", "n", "n_documents", "dp"]].round(2).to_numpy().tolist()
    [['创新', 2, 2, 0.1], ['改革', 2, 2, 0.1], ['港口', 2, 1, 0.4]]
    """
    check_kind("dispersion", dtm, "DocTermMatrix")
    check_whole("dispersion", "min_n", min_n)
    n = np.asarray(dtm.counts.sum(axis=0), dtype=np.int64).ravel()
    keep = np.flatnonzero(n >= max(min_n, 1))
    columns = dtm.counts.tocsc()[:, keep]
    blocks = [columns[:, i : i + BLOCK].toarray() for i in range(0, len(keep), BLOCK)]
    dp = np.concatenate([np.empty(0), *(stats.dispersion_dp(block, dtm.sizes) for block in blocks)])
    shares = dtm.sizes[dtm.sizes > 0] / max(dtm.sizes.sum(), 1)
    n_documents = dtm.n_documents[keep].astype(np.int64)
    size = int(dtm.sizes.sum())
    table = pd.DataFrame(
        {
            "term": pd.Series(np.array(dtm.terms, dtype=object)[keep], dtype="str"),
            "n": n[keep],
            "size": np.full(len(keep), size, dtype=np.int64),
            "rate_per_10k": n[keep] / max(size, 1) * 10_000,
            "n_documents": n_documents,
            "range": n_documents / max(len(dtm.units), 1),
            "dp": dp,
            "dp_norm": dp / (1 - shares.min()) if len(shares) > 1 else np.full(len(keep), np.nan),
        }
    )
    return table.sort_values(["n", "term"], ascending=[False, True], ignore_index=True)


def positions(corpus: Corpus, term: str, by: By = "city") -> pd.DataFrame:
    """Return where in the texts of each group a term occurs.

    Parameters
    ----------
    corpus : Corpus
        The corpus to search.
    term : str
        The term, as one token.
    by : str or sequence of str
        A column of `corpus.documents`; documents where it is missing are left out.

    Returns
    -------
    DataFrame
        `term, group, doc_id, n_words, position`, one row per occurrence: the number of word tokens of the
        group, its documents in sequence, and the share of them before this occurrence (0 to 1). A group
        without the term has one row, with `doc_id` and `position` missing. Sorted by group, then position.

    Raises
    ------
    InputError
        When the term is not a token of the corpus.

    Examples
    --------
    >>> from analysis import positions, read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> positions(corpus, "港口")[["group", "position", "n_words"]].round(2).to_numpy().tolist()
    [['兰州市', nan, 4], ['青岛市', 0.0, 6], ['青岛市', 0.33, 6]]
    """
    check_kind("positions", corpus, "Corpus", second=term)
    check_words("positions", "term", [term])
    if not ((corpus.vocabulary == term) & corpus.is_word).any():
        raise InputError(f"positions: {term!r} is not a token of the corpus; the segmenter may split it.")
    is_word = corpus.is_word[corpus.token_ids]
    hit = (corpus.vocabulary == term)[corpus.token_ids][is_word]
    documents = corpus.token_documents[is_word]
    labels = group_labels(corpus.documents, by, "positions")
    rows: list[tuple[object, ...]] = []
    for group in sorted(labels.dropna().unique()):
        mine = (labels == group).to_numpy(dtype=bool)[documents]
        at, n = np.flatnonzero(hit[mine]), int(mine.sum())
        ids = corpus.documents.index[documents[mine][at]]
        rows += [(term, str(group), doc_id, n, i / n) for doc_id, i in zip(ids, at, strict=True)]
        rows += [] if len(at) else [(term, str(group), None, n, np.nan)]
    table = pd.DataFrame(rows, columns=list(POSITION_COLUMNS))
    types = dict.fromkeys(("term", "group", "doc_id"), "str")
    return table.astype({**types, "n_words": np.int64, "position": float})
