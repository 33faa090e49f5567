"""The corpus: segmented documents in columnar form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import Fault
from ..lexicon import count_han
from .documents import IntArray, frozen
from .making import check_made
from .selecting import is_named, rows_where, wanted_rows
from .shown import box, number, spread
from .subset import parts_of_rows, rebuilt

_PARTS = ("documents", "paragraphs", "vocabulary", "is_word", "token_ids", "token_starts", "sentence_ptr",
          "paragraph_ptr", "document_ptr")  # fmt: skip
"""What it cannot be made without."""


@dataclass(frozen=True, eq=False, repr=False)
class Corpus:
    """Segmented documents in columnar form. Made by `segment`.

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
        `end` are offsets into the cleaned text, the lines are those of the source file.
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
    faults : tuple of Fault
        The documents that could not be segmented, which have no tokens, and why.

    Examples
    --------
    >>> from analysis import read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> corpus
    <Corpus: 2 documents, 2 cities, 15 tokens>
    >>> len(corpus), corpus.n_words.tolist()
    (2, [6, 4])
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
    faults: tuple[Fault, ...] = ()

    def __new__(cls, *given: Any, **named: Any) -> Self:
        """Answer a call with something that it is not made of."""
        check_made("Corpus", _PARTS, given, named)
        return super().__new__(cls)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "documents", self.documents.copy())
        put(self, "paragraphs", self.paragraphs.copy())
        for name in ("token_ids", "token_starts"):
            put(self, name, frozen(getattr(self, name), np.int32))
        for name in ("sentence_ptr", "paragraph_ptr", "document_ptr"):
            put(self, name, frozen(getattr(self, name), np.int64))
        put(self, "settings", MappingProxyType(dict(self.settings)))

    @classmethod
    def from_tokens(cls, tokens: Any, documents: pd.DataFrame | None = None) -> Corpus:
        """Return a corpus of tokens made by another tool: spaCy, HanLP, quanteda, spacyr or your own.

        Parameters
        ----------
        tokens : list, mapping, Series or DataFrame
            For each document its tokens, or its sentences with their tokens. Tokens are strings; pairs of a
            token and its tag (`jieba.posseg`, pkuseg, THULAC, LTP) or its offsets; objects or mappings with a
            text (spaCy's documents, stanza's, `to_dict()` of either); HanLP's output under `tok`. Tags are
            not kept. A mapping or Series is keyed by id, a numbered Series is in the order of the documents.
            A DataFrame has one row per token, in text order: `doc_id, token`, and optionally `sentence_id`
            (spacyr, udpipe, quanteda's tokens). A line-break token ends a paragraph; where sentences are not
            given, they end where `segment` would end them. A document without tokens is an empty list.
        documents : DataFrame, optional
            Any frame with one row per document, in the order of `tokens` or, for a mapping or DataFrame,
            labelled by their ids. With a column `text`, each token is located in it, and whatever lies
            between tokens (blanks, punctuation or removed words) is kept as single characters. Without it,
            the text is the tokens joined, with a blank between two Latin words.

        Returns
        -------
        Corpus

        Raises
        ------
        KindError, InputError
            When these are not tokens, do not match the documents, or one does not occur in its text.

        Examples
        --------
        >>> import pandas as pd
        >>> from analysis import Corpus
        >>> frame = pd.DataFrame({"city": ["青岛市", "兰州市"]}, index=["a", "b"])
        >>> corpus = Corpus.from_tokens([["港口", "扩建", "。"], ["黄河", "治理", "。"]], frame)
        >>> corpus
        <Corpus: 2 documents, 2 cities, 6 tokens>
        >>> corpus.documents["text"].to_dict()
        {'a': '港口扩建。', 'b': '黄河治理。'}
        """
        from .tokens import parts_of_tokens

        return cls(**parts_of_tokens(tokens, documents))

    def __len__(self) -> int:
        return len(self.documents)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield the id and the cleaned text of each document."""
        return iter(zip(self.documents.index, self.documents["text"], strict=True))

    def some_texts(self, ids: Collection[str]) -> dict[str, str]:
        """Return the cleaned texts of some documents by id.

        Examples
        --------
        >>> from analysis import read_texts, segment
        >>> segment(read_texts({"甲": "港口扩建。", "乙": "黄河治理。"})).some_texts(["乙"])
        {'乙': '黄河治理。'}
        """
        texts: dict[str, str] = self.documents.loc[self.documents.index.isin(list(ids)), "text"].to_dict()
        return texts

    @property
    def has_texts(self) -> bool:
        """Whether the texts are there: they are."""
        return True

    def corpora(self) -> Iterator[Corpus]:
        """Yield the documents in runs that fit into memory: here all at once.

        Examples
        --------
        >>> from analysis import read_texts, segment
        >>> [part.n_documents for part in segment(read_texts(["港口扩建。", "黄河治理。"])).corpora()]
        [2]
        """
        yield self

    def __contains__(self, label: object) -> bool:
        """Return whether there is a document with this id, or one of a city of this name."""
        return is_named(self.documents, label)

    def __getitem__(self, wanted: Any) -> Corpus:
        """Return the corpus of some documents.

        Parameters
        ----------
        wanted : Series or ndarray of bool, callable, slice, str, or list of str
            A condition on the documents, matched by its labels where it has any; a function of the documents
            that returns one; a slice of positions; an id, or the name of a city where no document has it as
            its id; or several of these, in the order wanted. Labels are recognised by how they look: 7 is the
            document `7`.

        Raises
        ------
        KindError, InputError
            When a label is unknown or repeated, a condition does not fit, or no document is left.

        Examples
        --------
        >>> from analysis import read_texts, segment
        >>> texts = read_texts(["港口扩建。", "黄河治理。"], city=["青岛市", "兰州市"], year=[2022, 2023])
        >>> corpus = segment(texts)
        >>> corpus[corpus.documents["year"] > 2022].tokens()["token"].tolist()
        ['黄河', '治理', '。']
        >>> corpus["青岛市"].documents.index.tolist()
        ['text1']
        """
        return type(self)(**parts_of_rows(self, wanted_rows(self.documents, wanted, "corpus")))

    def where(self, condition: Any = None, /, **values: Any) -> Corpus:
        """Return the corpus of documents that have these values: `corpus.where(city="柳州市", year=2023)`.

        Parameters
        ----------
        condition : optional
            A condition as in `corpus[condition]`, or a mapping of columns to values, for names of columns
            that cannot be written as arguments.
        **values
            By column of the documents a value, a list of them, None for documents without one, or a function
            of the column that returns True or False for each: `year=lambda year: year > 2020`. Values are
            recognised by how they look, as the names of groups are: 2021, 2021.0 and `2021` are one.

        Raises
        ------
        ChoiceError, InputError
            When there is no such column, no document has one of the values, or none has all together.

        Examples
        --------
        >>> from analysis import read_texts, segment
        >>> texts = read_texts(
        ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
        ...     city=["青岛市", "兰州市"], year=[2022, 2023],
        ... )
        >>> corpus = segment(texts)
        >>> corpus.where(city="青岛市")
        <Corpus: 1 documents, 1 cities, 9 tokens>
        >>> len(corpus.where(year=[2022, 2023])), len(corpus.where(year=lambda year: year > 2022))
        (2, 1)
        """
        return self[rows_where(self.documents, condition, values, "corpus")]

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return rebuilt(self)

    def __repr__(self) -> str:
        cities = self.documents["city"].nunique()
        return f"<Corpus: {len(self.documents)} documents, {cities} cities, {len(self.token_ids)} tokens>"

    def _repr_html_(self) -> str:
        rows = {
            "documents": number(self.n_documents),
            **spread(self.documents),
            "paragraphs": number(len(self.paragraphs)),
            "sentences": number(len(self.sentence_ptr) - 1),
            "characters": number(int(self.n_han.sum())),
            "words": number(int(self.is_word[self.token_ids].sum())),
            "types": number(int(self.is_word.sum())),
        }
        return box("corpus", rows, self.settings)

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
        return self._n_han.copy()

    @cached_property
    def _n_han(self) -> pd.Series[int]:
        return self.documents["text"].map(count_han).rename("n_han")

    @property
    def n_words(self) -> pd.Series[int]:
        """Word tokens of each document, indexed by `doc_id`: the denominator of the rates of words."""
        words = self.token_documents[self.is_word[self.token_ids]]
        n = np.bincount(words, minlength=self.n_documents)
        return pd.Series(n, index=self.documents.index, name="n_words", dtype=np.int64)

    @cached_property
    def text_starts(self) -> IntArray:
        """Start of each text when all are concatenated with one character between them."""
        lengths = self.documents["text"].fillna("").map(len).to_numpy(dtype=np.int64) + 1
        return frozen(np.cumsum(lengths) - lengths, np.int64)

    def sentences_at(self, rows: IntArray, starts: IntArray) -> IntArray:
        """Return the number of the sentence that contains each of some positions.

        Parameters
        ----------
        rows : ndarray of int
            Rows of `documents`.
        starts : ndarray of int
            Offsets into their cleaned text.

        Examples
        --------
        >>> import numpy as np
        >>> from analysis import read_texts, segment
        >>> texts = read_texts(
        ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
        ...     city=["青岛市", "兰州市"], year=[2022, 2023],
        ... )
        >>> corpus = segment(texts)
        >>> corpus.sentences_at(np.array([0, 0, 1]), np.array([0, 11, 0])).tolist()
        [0, 1, 2]
        """
        return np.searchsorted(self._sentence_starts, self.text_starts[rows] + starts, side="right") - 1

    @cached_property
    def _sentence_starts(self) -> IntArray:
        return self.text_starts[self.sentence_documents] + self.token_starts[self.sentence_ptr[:-1]]

    def sentences(self) -> pd.DataFrame:
        """Return one row per sentence.

        Returns
        -------
        DataFrame
            `doc_id, paragraph, sentence, start, end, text`. `paragraph` and `sentence` are numbers within the
            document, from 0; `start` and `end` offsets into its cleaned text.

        Examples
        --------
        >>> from analysis import read_texts, segment
        >>> texts = read_texts(
        ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
        ...     city=["青岛市", "兰州市"], year=[2022, 2023],
        ... )
        >>> corpus = segment(texts)
        >>> corpus.sentences()[["doc_id", "sentence", "start", "text"]].head(2).to_numpy().tolist()
        [['text1', 0, 0, '港口扩建，港口贸易。'], ['text1', 1, 10, '改革创新。']]
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

        Examples
        --------
        >>> from analysis import read_texts, segment
        >>> texts = read_texts(
        ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
        ...     city=["青岛市", "兰州市"], year=[2022, 2023],
        ... )
        >>> corpus = segment(texts)
        >>> corpus.tokens()["token"].head(4).tolist()
        ['港口', '扩建', '，', '港口']
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
