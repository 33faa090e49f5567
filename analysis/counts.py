"""Counting: a `Corpus` in, a `DocTermMatrix` out, straight from token ids to a sparse matrix."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import sparse

from .checks import check_choice, check_kind, check_wholes
from .corpus import By, Corpus, DocTermMatrix, IntArray, SizedTexts, TermCounts, group_labels, variables_of
from .errors import InputError
from .lexicon import chosen_stopwords
from .lexicon.words import Stop

AMOUNT = re.compile(
    "[第近超逾约]?[零〇一二两三四五六七八九十百千万亿几数多双半]+[余多来]?"
    "[个位名人家户项件次条座台辆套批处类种年月日天周点元吨亩米里度倍成层栋楼间所届期轮场份张块片组队截步岁]?"
)
"""A bare amount or ordinal in Chinese numerals (三件, 第二批, 十余年): a number, though in Han script."""


TOGETHER = 1 << 16
"""Tokens counted per block."""


def count_terms(
    corpus: Corpus, stopwords: Stop = None, unit: str = "document", min_length: int = 2
) -> DocTermMatrix:
    """Count terms in documents or paragraphs.

    A term is a token with a letter or a Han character in it; punctuation and bare amounts (2022, 三件) are
    not terms.

    Parameters
    ----------
    corpus : Corpus or Counted
        The corpus; of a folder of counts, those without `stopwords` are returned, and stay on disk.
    Words, or a file of words, not counted as terms (they stay in `sizes`), in addition to the project's
    `stopwords.txt`; with `StopWords(words, replace=True)`, instead of them.
    unit : {"document", "paragraph"}
        The rows.
    min_length : int
        Minimum characters of a term. The default of 2 leaves out one-character words, most of them ambiguous.

    Returns
    -------
    DocTermMatrix
        Rows in the order of the corpus, labelled by `doc_id` or `doc_id¶n`; terms sorted.

    Raises
    ------
    ChoiceError
        When `unit` is not one of its values.
    InputError
        When nothing is left to count.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import segment, count_terms
    >>> from analysis.corpus import DOCUMENT_COLUMNS
    >>> texts = pd.DataFrame(
    ...     {"city": ["青岛市", "兰州市"],
    ...      "text": ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"]},
    ...     index=pd.Index(["a", "b"], name="doc_id"),
    ... ).reindex(columns=DOCUMENT_COLUMNS)
    >>> corpus = segment(texts)
    >>> dtm = count_terms(corpus)
    >>> dtm.terms
    ('创新', '扩建', '改革', '治理', '港口', '贸易', '黄河')
    >>> dtm.sizes.tolist()
    [6, 4]
    """
    check_kind("count_terms", corpus, "Corpus", "Counted")
    check_wholes("count_terms", min_length=min_length)
    if not isinstance(corpus, Corpus):
        if unit != "document" or min_length != 2:
            raise InputError("count_terms: a folder of counts has documents, and terms of two characters "
                             "or more; for others count_terms(counted.sample(1000), ...).")  # fmt: skip
        return corpus.without(stopwords)
    check_choice("count_terms", "unit", unit, ["document", "paragraph"])
    counted = tally(corpus, stopwords, unit, min_length)
    if not counted.terms:
        raise InputError("No term is left to count: every word is a stop word, a number or too short.")
    return counted


def tally(
    corpus: Corpus, stopwords: Stop = None, unit: str = "document", min_length: int = 2
) -> DocTermMatrix:
    """Count terms as `count_terms` does, but allow an empty result: part of a corpus may have no terms."""
    stop, project = chosen_stopwords(stopwords), chosen_stopwords()
    wanted = np.fromiter(
        (word and len(term) >= min_length and term not in stop and not AMOUNT.fullmatch(term)
         for term, word in zip(corpus.vocabulary, corpus.is_word, strict=True)),
        dtype=bool, count=len(corpus.vocabulary),
    )  # fmt: skip
    terms = sorted(corpus.vocabulary[wanted])
    column_of = {term: column for column, term in enumerate(terms)}
    columns = np.fromiter((column_of.get(term, -1) for term in corpus.vocabulary), dtype=np.int32)
    columns[~wanted] = -1

    units = _units(corpus, unit)
    unit_ptr = corpus.document_ptr if unit == "document" else np.arange(len(units) + 1)
    tokens_at = corpus.sentence_ptr[corpus.paragraph_ptr[unit_ptr]]
    sizes = np.zeros(len(units), dtype=np.int64)
    blocks = []
    for first, end in _blocks(tokens_at):
        ids = corpus.token_ids[tokens_at[first] : tokens_at[end]]
        rows = np.repeat(np.arange(end - first, dtype=np.int32), np.diff(tokens_at[first : end + 1]))
        sizes[first:end] = np.bincount(rows[corpus.is_word[ids]], minlength=end - first)
        token_columns = columns[ids]
        kept = token_columns >= 0
        found = sparse.coo_array(
            (np.ones(kept.sum(), dtype=np.int64), (rows[kept], token_columns[kept])),
            shape=(end - first, len(terms)),
        )
        blocks.append(found.tocsr())
    counts = sparse.csr_array(sparse.vstack(blocks, format="csr"))
    settings = {
        **corpus.settings,
        "min_length": min_length,
        "n_stopwords": len(stop),
        "n_own_stopwords": len(stop - project),
    }
    return DocTermMatrix(counts, units, tuple(terms), sizes, unit, settings)


def _blocks(tokens_at: IntArray) -> Iterator[tuple[int, int]]:
    """Yield the first and end row of blocks of units small enough to need little memory."""
    first = 0
    while first < len(tokens_at) - 1:
        end = int(np.searchsorted(tokens_at, tokens_at[first] + TOGETHER, side="right")) - 1
        end = max(end, first + 1)
        yield first, end
        first = end


def _units(corpus: Corpus, unit: str) -> pd.DataFrame:
    documents = corpus.documents[variables_of(corpus.documents)]
    if unit == "document":
        return documents
    paragraphs = corpus.paragraphs[["doc_id", "paragraph"]]
    joined = paragraphs.join(documents, on="doc_id")
    joined.index = pd.Index([f"{d}¶{p}" for d, p in zip(joined["doc_id"], joined["paragraph"], strict=True)])
    return joined


def group_sizes(corpus: SizedTexts, dtm: TermCounts, by: By = "city") -> pd.DataFrame:
    """Return the size of each group of documents.

    Parameters
    ----------
    corpus : Corpus
        The documents.
    dtm : DocTermMatrix
        Their counts by document.
    by : str or sequence of str
        One or more columns of the documents; documents that lack one are left out.

    Returns
    -------
    DataFrame
        `group, n_documents, years, n_han, n_words`, sorted by group: `years` is text (`2021`, `2021–2023`),
        empty where no year is known; `n_han` counts Han characters, `n_words` word tokens before stop words.

    Raises
    ------
    ChoiceError, InputError
        When the documents have no such column, or no values in it.

    Examples
    --------
    >>> from analysis import count_terms, group_sizes, read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> table = group_sizes(corpus, count_terms(corpus))
    >>> table[["group", "n_documents", "years", "n_words"]].to_numpy().tolist()
    [['兰州市', 1, '2023', 4], ['青岛市', 1, '2022', 6]]
    """
    check_kind("group_sizes", corpus, "Corpus", "Counted", second=dtm)
    check_kind("group_sizes", dtm, "DocTermMatrix", "Counted")
    frame = pd.DataFrame(
        {
            "group": group_labels(corpus.documents, by, "group_sizes"),
            "year": corpus.documents["year"],
            "n_han": corpus.n_han,
            "n_words": dtm.sizes,
        }
    )
    sizes = frame.groupby("group", sort=True).agg(
        n_documents=("n_han", "size"),
        years=("year", _span),
        n_han=("n_han", "sum"),
        n_words=("n_words", "sum"),
    )
    return sizes.reset_index()


def _span(years: pd.Series[int]) -> str:
    known = sorted(set(years.dropna().astype(int)))
    if not known:
        return ""
    return str(known[0]) if len(known) == 1 else f"{known[0]}–{known[-1]}"
