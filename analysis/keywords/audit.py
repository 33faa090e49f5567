"""Segmentation audit: terms the dictionary splits, words it does not know, and entries that would help."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..checks import check_kind, check_whole, check_wholes
from ..corpus import By, Corpus, DocTermMatrix, IntArray
from ..lexicon import given_terms, stopword_groups, stopwords
from ..segmentation import tokenizer
from .tf_idf import tf_idf

AUDIT_COLUMNS = (
    "term", "kind", "split", "n", "n_documents", "n_whole", "association", "suggested", "example",
)  # fmt: skip

LONGEST = 8
"""Length in characters of the longest entry suggested."""

MIN_ASSOCIATION = 0.55
"""Minimum normalised mutual information, at its weakest boundary, of a neighbourhood to list; 1 means never
apart."""

SUGGESTED_FROM = 0.7
"""Minimum association of a neighbourhood to suggest; below it many are free combinations."""

FRAGMENT_FROM = 0.6
"""Share of occurrences with the same word before, or after, above which a string is part of something longer,
and not suggested."""

QUOTED = re.compile(r"[“「『]([㐀-䶿一-鿿]{3,8})[”」』]")
AMOUNT = re.compile("[零〇一二两三四五六七八九十百千万亿几数多第半]+.?")


def segmentation_audit(
    corpus: Corpus,
    min_n: int = 5,
    min_documents: int = 3,
    userdict: str | Path | Iterable[str] | None = None,
) -> pd.DataFrame:
    """Find terms that segmentation splits and words its dictionary does not know.

    Parameters
    ----------
    corpus : Corpus
        What to audit.
    min_n, min_documents : int
        Minimum occurrences, and documents they occur in, of anything listed.
    userdict : path or iterable of str, optional
        The dictionary of one's own that the corpus was segmented with, as given to `segment`.

    Returns
    -------
    DataFrame
        `term`; `kind`: `neighbours` (words that go together), `quoted` (a quoted string that is split),
        `unknown` (a token that is in no dictionary), `stop word` (one that is split and so never removed);
        `split`, its tokens; `n` occurrences in `n_documents` documents, and `n_whole` as a single token;
        `association`, the normalised mutual information at its weakest boundary (missing for a single
        token); `suggested`, whether it is suggested for the dictionary; `example`, the first occurrence in
        context. Sorted by kind, descending `n_documents`, descending `n`, term.

    References
    ----------
    Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction. Proc. GSCL, 31-40.

    Examples
    --------
    >>> from analysis import read_texts, segment, segmentation_audit
    >>> corpus = segment(read_texts(["推进城市更新行动。", "城市更新行动开局。", "加快城市更新行动。"] * 2))
    >>> table = segmentation_audit(corpus)
    >>> table.loc[table["kind"] == "neighbours", ["term", "split", "n"]].to_numpy().tolist()
    [['城市更新行动', '城市更新|行动', 6]]
    """
    check_kind("segmentation_audit", corpus, "Corpus")
    check_whole("segmentation_audit", "min_documents", min_documents)
    check_whole("segmentation_audit", "min_n", min_n)
    rows = [*_neighbours(corpus, min_n, min_documents), *_quoted(corpus, min_n, min_documents)]
    own = given_terms(userdict, "segmentation_audit")
    rows += [*_unknown(corpus, min_n, min_documents, own), *_stop_words(own)]
    table = pd.DataFrame(rows, columns=list(AUDIT_COLUMNS)).astype(
        {"n": int, "n_documents": int, "n_whole": int, "association": float, "suggested": bool}
    )
    table = table.astype({name: "str" for name in ("term", "kind", "split", "example")})
    order = table.sort_values(["kind", "n_documents", "n", "term"], ascending=[True, False, False, True])
    return order.reset_index(drop=True)


def keyword_changes(
    before: DocTermMatrix, after: DocTermMatrix, by: By = "city", n: int = 20
) -> pd.DataFrame:
    """Show how the top keywords of each group change with a different dictionary.

    Parameters
    ----------
    before, after : DocTermMatrix
        Counts of the same documents, segmented without and with the new entries.
    by : str or sequence of str
        A column of `units`.
    n : int
        Number of keywords compared per group.

    Returns
    -------
    DataFrame
        `group, term, change, rank`: `gained` with the new rank, `lost` with the old one; terms that
        stay are not listed.

    Examples
    --------
    >>> from analysis import count_terms, keyword_changes, read_texts, segment
    >>> texts = read_texts(["黄河治理。黄河治理。"], city="兰州市")
    >>> before, after = count_terms(segment(texts)), count_terms(segment(texts, userdict=["黄河治理"]))
    >>> keyword_changes(before, after)[["group", "term", "change"]].to_numpy().tolist()
    [['兰州市', '黄河治理', 'gained'], ['兰州市', '治理', 'lost'], ['兰州市', '黄河', 'lost']]
    """
    check_wholes("keyword_changes", n=n)
    ranks = []
    for dtm in (before, after):
        check_kind("keyword_changes", dtm, "DocTermMatrix", "Counted")
        table = tf_idf(dtm, by).groupby("group", sort=False).head(n)
        ranks.append(
            table.assign(rank=table.groupby("group").cumcount() + 1).set_index(["group", "term"])["rank"]
        )
    old, new = ranks
    gained = new[~new.index.isin(old.index)].reset_index().assign(change="gained")
    lost = old[~old.index.isin(new.index)].reset_index().assign(change="lost")
    changes = pd.concat([gained, lost])[["group", "term", "change", "rank"]]
    return changes.sort_values(["group", "change", "rank"], ignore_index=True)


def _neighbours(corpus: Corpus, min_n: int, min_documents: int) -> Iterable[tuple[object, ...]]:
    stop = stopwords()
    words = corpus.vocabulary
    joinable = corpus.is_word & np.array(
        [w not in stop and not AMOUNT.fullmatch(w) for w in words], dtype=bool
    )
    ids = corpus.token_ids.astype(np.int64)
    sentence = np.repeat(np.arange(len(corpus.sentence_ptr) - 1), np.diff(corpus.sentence_ptr))
    documents, total = corpus.token_documents, max(int(corpus.is_word[ids].sum()), 1)
    single = np.bincount(ids, minlength=len(words))
    whole = {str(word): int(n) for word, n in zip(words, single, strict=True)}
    code, n_of_code, free = ids.copy(), single, joinable[ids]
    for width in (2, 3):
        last = len(ids) - width + 1
        ok = free[:last] & joinable[ids[width - 1 :]] & (sentence[:last] == sentence[width - 1 :])
        starts = np.flatnonzero(ok)
        left, right = code[starts], ids[starts + width - 1]
        _, where, inverse, n = np.unique(
            left * len(words) + right, return_index=True, return_inverse=True, return_counts=True
        )
        first = starts[where]
        strength = np.log(n * total / (n_of_code[left[where]] * single[right[where]].astype(float)))
        strength /= -np.log(n / total)
        pairs = np.unique(np.stack([inverse, documents[starts]]), axis=1)
        spread = np.bincount(pairs[0], minlength=len(n))
        free_before = _most_common_share(inverse, ids, starts - 1, joinable, n)
        free_after = _most_common_share(inverse, ids, starts + width, joinable, n)
        fragment = np.maximum(free_before, free_after) >= FRAGMENT_FROM
        named = (n >= min_n) & (strength >= MIN_ASSOCIATION) & (spread >= min_documents)
        for gram in np.flatnonzero(named):
            at = int(first[gram])
            parts = [str(word) for word in words[ids[at : at + width]]]
            term = "".join(parts)
            if 3 <= len(term) <= LONGEST:
                bound, part = float(strength[gram]), bool(fragment[gram])
                yield (term, "neighbours", "|".join(parts), int(n[gram]), int(spread[gram]), whole.get(term,
                0),
                       bound, bound >= SUGGESTED_FROM and not part, _context(corpus, at, width))  # fmt: skip
        code = np.zeros(len(ids), dtype=np.int64)
        code[starts], n_of_code = inverse, n
        free = np.zeros(len(ids), dtype=bool)
        free[starts] = (strength > 0.2)[inverse]


def _most_common_share(
    gram: IntArray, ids: IntArray, beside: IntArray, joinable: npt.NDArray[np.bool_], n: IntArray
) -> npt.NDArray[np.float64]:
    """Return the share of each n-gram's occurrences that are next to its most common neighbour."""
    inside = (beside >= 0) & (beside < len(ids))
    inside[inside] = joinable[ids[beside[inside]]]
    pairs, n_pairs = np.unique(np.stack([gram[inside], ids[beside[inside]]]), axis=1, return_counts=True)
    most = np.zeros(len(n))
    np.maximum.at(most, pairs[0], n_pairs)
    return most / n


def _quoted(corpus: Corpus, min_n: int, min_documents: int) -> Iterable[tuple[object, ...]]:
    counts: Counter[str] = Counter()
    held: dict[str, set[object]] = {}
    where: dict[str, str] = {}
    for doc_id, text in corpus.documents["text"].fillna("").items():
        for hit in QUOTED.finditer(text):
            counts[hit.group(1)] += 1
            held.setdefault(hit.group(1), set()).add(doc_id)
            where.setdefault(hit.group(1), text[max(0, hit.start() - 12) : hit.end() + 12].replace("\n", " "))
    whole = set(corpus.vocabulary)
    cut = tokenizer().lcut
    for term in sorted(counts):
        if term not in whole and counts[term] >= min_n and len(held[term]) >= min_documents:
            split = "|".join(cut(term))
            if "|" in split:
                yield (term, "quoted", split, counts[term], len(held[term]), 0, np.nan, True, where[term])


def _unknown(
    corpus: Corpus, min_n: int, min_documents: int, own: tuple[str, ...]
) -> Iterable[tuple[object, ...]]:
    known = tokenizer(own).FREQ
    new = np.array([w for w in range(len(corpus.vocabulary)) if corpus.is_word[w]
                    and len(corpus.vocabulary[w]) > 1 and not known.get(corpus.vocabulary[w])],
                    dtype=np.int64)  # fmt: skip
    n = np.bincount(corpus.token_ids, minlength=len(corpus.vocabulary))
    new = new[n[new] >= min_n]
    pairs = np.unique(np.stack([corpus.token_ids.astype(np.int64), corpus.token_documents]), axis=1)
    spread = np.bincount(pairs[0], minlength=len(corpus.vocabulary))
    first = dict(zip(*np.unique(corpus.token_ids, return_index=True), strict=True))
    for word in new[spread[new] >= min_documents]:
        term = str(corpus.vocabulary[word])
        example = _context(corpus, int(first[word]), 1)
        yield (term, "unknown", term, int(n[word]), int(spread[word]), int(n[word]), np.nan, False, example)


def _stop_words(own: tuple[str, ...]) -> Iterable[tuple[object, ...]]:
    cut = tokenizer(own).lcut
    # Fragments come from the edges of two adjacent words; alone they need not stay whole.
    for word in sorted(stopwords() - stopword_groups().get("shards", frozenset())):
        if len(parts := cut(word)) > 1:
            yield (word, "stop word", "|".join(parts), 0, 0, 0, np.nan, False, "")


def _context(corpus: Corpus, token: int, width: int, characters: int = 12) -> str:
    text = corpus.documents["text"].iat[int(corpus.token_documents[token])]
    start = int(corpus.token_starts[token])
    last = token + width - 1
    end = int(corpus.token_starts[last]) + len(corpus.vocabulary[corpus.token_ids[last]])
    return str(text[max(0, start - characters) : end + characters]).replace("\n", " ")
