"""The nouns of the package: documents, corpus, document-term matrix, topic model.

`documents` is a plain DataFrame (see `DOCUMENT_COLUMNS`); the other three are frozen. Verbs in other modules
take one noun and return another, and never change what they were given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from .errors import InputError, check_choice

IntArray = npt.NDArray[np.integer[Any]]

DOCUMENT_COLUMNS = (
    "city", "district", "province", "year", "date", "title", "publisher", "source", "source_line", "text",
    "city_from", "district_from", "province_from", "year_from", "date_from", "title_from", "publisher_from",
)  # fmt: skip
"""Columns of the `documents` frame, which is indexed by `doc_id`.

`year` is Int64, `date` an ISO string (`2023-02-01`, or `2023-02`, `2023` where no more is stated), `source`
the path of the file relative to the folder read (members of archives as `archive.zip/member.txt`),
`source_line` the number (from 1) of the line of that file on which `text` begins (for a table: the number of
the data row). Each `*_from` says how a value was found: `manifest`, `table`, `folder`, `file name`, `page`,
`dateline`, `title`, `body`, or `district` (a city taken from its district), `city` (a province taken from its
city), `date` (a year taken from a date). Where a value is not stated it is missing (`None` or `<NA>`), and so
is its `*_from`.
"""

DOCUMENT_VARIABLES = ("city", "district", "province", "year", "date", "title", "publisher", "source")

HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U000323af]")


def count_han(text: str) -> int:
    """Return the number of Han characters in `text`."""
    return len(HAN.findall(text))


def group_labels(frame: pd.DataFrame, by: str) -> pd.Series[Any]:
    """Return the groups of documents or units as text, missing where there is none.

    Parameters
    ----------
    frame : DataFrame
        Documents or units.
    by : str
        One of its columns.

    Returns
    -------
    Series of str
        Years and codes become text too (`2021`), so that a group is called the same in every result.

    Raises
    ------
    ChoiceError
        When there is no such column.
    InputError
        When no row has a value in it.
    """
    if by not in frame:
        check_choice("group", "by", by, [str(column) for column in frame.columns])
    if frame[by].isna().all():
        raise InputError(
            f"No document has a value in `{by}`: state it in a file documents.csv in the folder "
            f"(columns file,{by}), or group by another column."
        )
    return frame[by].map(str, na_action="ignore").astype(object)


def _frozen(array: IntArray, dtype: type[np.generic]) -> IntArray:
    copy = np.array(array, dtype=dtype)
    copy.setflags(write=False)
    return copy


@dataclass(frozen=True, eq=False, repr=False)
class Corpus:
    """Segmented documents in columns. Made by `segment`.

    Sentences are rows of tokens, paragraphs rows of sentences, documents rows of paragraphs, each by pointers
    as in a CSR matrix: the tokens of sentence `s` are `token_ids[sentence_ptr[s]:sentence_ptr[s + 1]]`.
    Every character of a paragraph belongs to one token, so that for each token
    `text[start:start + len(token)] == token`; only the line breaks between paragraphs are outside tokens.

    Attributes
    ----------
    documents : DataFrame
        The documents, indexed by `doc_id`, with their variables and cleaned text.
    paragraphs : DataFrame
        One row per paragraph: `doc_id, paragraph, start, end, source, first_line, last_line`; `start` and
        `end` are offsets into the cleaned text, the lines those of the source file.
    vocabulary : ndarray of str, shape (n_types,)
        The types, in the order of their first occurrence.
    is_word : ndarray of bool, shape (n_types,)
        Whether a type has a letter or a Han character in it (punctuation and bare numbers have none).
    token_ids, token_starts : ndarray of int32, shape (n_tokens,)
        Type and offset into the document's cleaned text of each token.
    sentence_ptr, paragraph_ptr, document_ptr : ndarray of int64
        Row pointers into tokens, sentences and paragraphs.
    settings : mapping
        Segmenter, its version, and the hashes of the dictionaries used.
    """

    documents: pd.DataFrame
    paragraphs: pd.DataFrame
    vocabulary: npt.NDArray[np.object_]
    is_word: npt.NDArray[np.bool_]
    token_ids: IntArray
    token_starts: IntArray
    sentence_ptr: IntArray
    paragraph_ptr: IntArray
    document_ptr: IntArray
    settings: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "documents", self.documents.copy())
        put(self, "paragraphs", self.paragraphs.copy())
        for name in ("token_ids", "token_starts"):
            put(self, name, _frozen(getattr(self, name), np.int32))
        for name in ("sentence_ptr", "paragraph_ptr", "document_ptr"):
            put(self, name, _frozen(getattr(self, name), np.int64))
        put(self, "settings", MappingProxyType(dict(self.settings)))

    def __repr__(self) -> str:
        cities = self.documents["city"].nunique()
        return f"<Corpus: {len(self.documents)} documents, {cities} cities, {len(self.token_ids)} tokens>"

    @property
    def n_documents(self) -> int:
        """Number of documents."""
        return len(self.documents)

    @property
    def token_lengths(self) -> IntArray:
        """Characters of each token, shape (n_tokens,)."""
        lengths = np.fromiter(map(len, self.vocabulary), dtype=np.int32, count=len(self.vocabulary))
        return lengths[self.token_ids]

    @property
    def sentence_documents(self) -> IntArray:
        """Row of `documents` that each sentence belongs to, shape (n_sentences,)."""
        return np.repeat(np.arange(self.n_documents), np.diff(self.paragraph_ptr[self.document_ptr]))

    @property
    def token_documents(self) -> IntArray:
        """Row of `documents` that each token belongs to, shape (n_tokens,)."""
        tokens_at = self.sentence_ptr[self.paragraph_ptr[self.document_ptr]]
        return np.repeat(np.arange(self.n_documents), np.diff(tokens_at))

    @property
    def n_han(self) -> pd.Series[int]:
        """Han characters of each document, indexed by `doc_id`: the denominator of slogan rates."""
        return self.documents["text"].map(count_han).rename("n_han")

    def sentences(self) -> pd.DataFrame:
        """Return one row per sentence.

        Returns
        -------
        DataFrame
            `doc_id, paragraph, sentence, start, end, text`. `paragraph` and `sentence` are numbers within the
            document, from 0; `start` and `end` offsets into its cleaned text.
        """
        first, last = self.sentence_ptr[:-1], self.sentence_ptr[1:] - 1
        start = self.token_starts[first]
        end = self.token_starts[last] + self.token_lengths[last]
        rows = self.sentence_documents
        paragraph_rows = np.repeat(np.arange(len(self.paragraphs)), np.diff(self.paragraph_ptr))
        texts = self.documents["text"].tolist()
        first_sentence = self.paragraph_ptr[self.document_ptr[:-1]]
        return pd.DataFrame(
            {
                "doc_id": self.documents.index.to_numpy()[rows],
                "paragraph": self.paragraphs["paragraph"].to_numpy()[paragraph_rows],
                "sentence": np.arange(len(rows)) - first_sentence[rows],
                "start": start,
                "end": end,
                "text": [texts[row][a:b] for row, a, b in zip(rows, start, end, strict=True)],
            }
        )

    def tokens(self) -> pd.DataFrame:
        """Return one row per token.

        Returns
        -------
        DataFrame
            `doc_id, paragraph, sentence, position, token, start`: numbers within the document (`position`
            within the sentence), from 0; `start` is the offset into the document's cleaned text.
        """
        n_in_sentence = np.diff(self.sentence_ptr)
        sentence_rows = np.repeat(np.arange(len(n_in_sentence)), n_in_sentence)
        rows = self.token_documents
        paragraph_rows = np.repeat(np.arange(len(self.paragraphs)), np.diff(self.paragraph_ptr))[
            sentence_rows
        ]
        first_sentence = self.paragraph_ptr[self.document_ptr[:-1]]
        return pd.DataFrame(
            {
                "doc_id": self.documents.index.to_numpy()[rows],
                "paragraph": self.paragraphs["paragraph"].to_numpy()[paragraph_rows],
                "sentence": sentence_rows - first_sentence[rows],
                "position": np.arange(len(rows)) - self.sentence_ptr[sentence_rows],
                "token": self.vocabulary[self.token_ids],
                "start": self.token_starts,
            }
        )


@dataclass(frozen=True, eq=False, repr=False)
class DocTermMatrix:
    """Counts of terms in units, with labels and sizes. Made by `count_terms`.

    Attributes
    ----------
    counts : csr_array of int64, shape (n_units, n_terms)
        How often each term stands in each unit.
    units : DataFrame
        One row per unit, labelled and in the order of the rows of `counts`, with the document variables; for
        paragraphs also `doc_id` and `paragraph`; for groups `n_documents`.
    terms : tuple of str
        The terms, sorted.
    sizes : ndarray of int64, shape (n_units,)
        Word tokens of each unit before stop words and trimming: the denominator of every rate.
    unit : str
        `document`, `paragraph`, or the name of the grouping.
    settings : mapping
        How it was counted.
    """

    counts: sparse.csr_array
    units: pd.DataFrame
    terms: tuple[str, ...]
    sizes: IntArray
    unit: str = "document"
    settings: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        put = object.__setattr__
        counts = sparse.csr_array(self.counts, dtype=np.int64, copy=True)
        counts.sort_indices()
        put(self, "counts", counts)
        put(self, "units", self.units.copy())
        put(self, "terms", tuple(self.terms))
        put(self, "sizes", _frozen(self.sizes, np.int64))
        put(self, "settings", MappingProxyType(dict(self.settings)))
        if counts.shape != (len(self.units), len(self.terms)) or len(self.sizes) != len(self.units):
            raise ValueError(
                f"counts {counts.shape}, units ({len(self.units)}), terms ({len(self.terms)}) and "
                f"sizes ({len(self.sizes)}) do not fit each other"
            )

    def __repr__(self) -> str:
        return f"<DocTermMatrix: {len(self.units)} units ({self.unit}) x {len(self.terms)} terms>"

    @property
    def n_documents(self) -> IntArray:
        """Number of units each term stands in, shape (n_terms,)."""
        return np.bincount(self.counts.indices, minlength=len(self.terms))

    def group(self, by: str) -> DocTermMatrix:
        """Return the counts summed over the units of each group.

        Parameters
        ----------
        by : str
            A column of `units`; units where it is missing are left out.

        Returns
        -------
        DocTermMatrix
            One row per group, sorted; `units` has the column `n_documents`, the documents in the group.
        """
        labels = self.labels(by)
        known = labels.notna().to_numpy()
        codes, groups = pd.factorize(labels[known], sort=True)
        rows = np.flatnonzero(known)
        sum_rows = sparse.csr_array(
            (np.ones(len(rows), dtype=np.int64), (codes, rows)), shape=(len(groups), len(self.units))
        )
        doc_ids = self.units["doc_id"] if "doc_id" in self.units else self.units.index.to_series()
        n_documents = doc_ids[known].groupby(codes).nunique().reindex(range(len(groups)), fill_value=0)
        units = pd.DataFrame({"n_documents": n_documents.to_numpy()}, index=pd.Index(groups, name=by))
        return DocTermMatrix(
            sum_rows @ self.counts, units, self.terms, sum_rows @ self.sizes, by, self.settings
        )

    def labels(self, by: str) -> pd.Series[Any]:
        """Return the group of each unit (see `group_labels`)."""
        return group_labels(self.units, by)

    def select(self, terms: Sequence[str]) -> DocTermMatrix:
        """Return the matrix with only `terms` (those it has), in sorted order."""
        wanted = set(terms)
        columns = [i for i, term in enumerate(self.terms) if term in wanted]
        chosen = tuple(self.terms[i] for i in columns)
        return DocTermMatrix(
            self.counts[:, columns], self.units, chosen, self.sizes, self.unit, self.settings
        )

    def trim(self, min_n: int = 1, min_documents: int = 1, max_share: float = 1.0) -> DocTermMatrix:
        """Return the matrix without rare and all-too-common terms; sizes stay.

        Parameters
        ----------
        min_n : int
            Fewest occurrences in all units together.
        min_documents : int
            Fewest units a term must stand in.
        max_share : float
            Largest share of units (0 to 1) a term may stand in.
        """
        total = np.asarray(self.counts.sum(axis=0)).ravel()
        spread = self.n_documents
        keep = (total >= min_n) & (spread >= min_documents) & (spread <= max_share * len(self.units))
        return self.select([self.terms[i] for i in np.flatnonzero(keep)])


@dataclass(frozen=True, eq=False, repr=False)
class TopicModel:
    """A fitted topic model. Made by `fit_topics`.

    Attributes
    ----------
    topic_terms : DataFrame, shape (n_topics, n_terms)
        Probability of each term in each topic; rows, labelled 1 … n_topics, sum to 1.
    unit_topics : DataFrame, shape (n_units, n_topics)
        Share of each topic in each unit; rows, labelled like `units`, sum to 1.
    units : DataFrame
        The units the model was fitted on, with their document variables.
    sizes : ndarray of int64, shape (n_units,)
        Counted tokens of each unit: the weights when shares are averaged.
    settings : mapping
        Engine, its version, number of topics, seed, passes.
    stability : Series, shape (n_topics,)
        How much of each topic came back in fits from other seeds, 0 to 1; missing when it was fitted once.
    refits : tuple of DataFrame, each of shape (n_units, n_topics)
        `unit_topics` of the other fits, their topics put in the order of this model's.
    """

    topic_terms: pd.DataFrame
    unit_topics: pd.DataFrame
    units: pd.DataFrame
    sizes: IntArray
    settings: Mapping[str, Any] = field(default_factory=dict)
    stability: pd.Series[float] | None = None
    refits: tuple[pd.DataFrame, ...] = ()

    def __post_init__(self) -> None:
        put = object.__setattr__
        for name in ("topic_terms", "unit_topics", "units"):
            put(self, name, getattr(self, name).copy())
        put(self, "sizes", _frozen(self.sizes, np.int64))
        put(self, "settings", MappingProxyType(dict(self.settings)))
        missing = pd.Series(np.nan, index=self.topic_terms.index, name="stability")
        put(self, "stability", missing if self.stability is None else self.stability.copy())
        put(self, "refits", tuple(refit.copy() for refit in self.refits))

    def __repr__(self) -> str:
        n_topics, n_terms = self.topic_terms.shape
        return f"<TopicModel: {n_topics} topics, {n_terms} terms, {len(self.units)} units>"
