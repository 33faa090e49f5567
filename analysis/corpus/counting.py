"""What measures of groups ask of texts and of counts, wherever these are kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Protocol

import pandas as pd
from scipy import sparse

from .documents import By, IntArray
from .matrix import DocTermMatrix
from .segmented import Corpus


class SizedTexts(Protocol):
    """Documents and their sizes: a `Corpus`, or a folder of counts opened by `open_counted`."""

    @property
    def documents(self) -> pd.DataFrame:
        """The documents, indexed by `doc_id`, with their variables."""

    @property
    def n_han(self) -> pd.Series[int]:
        """Han characters of each document."""

    @property
    def n_words(self) -> pd.Series[int]:
        """Word tokens of each document."""

    @property
    def n_documents(self) -> int:
        """Number of documents."""

    @property
    def has_texts(self) -> bool:
        """Whether the texts are there."""

    def corpora(self) -> Iterator[Corpus]:
        """Yield the documents in runs that fit into memory."""

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield the id and the cleaned text of each document."""

    def some_texts(self, ids: Collection[str]) -> dict[str, str]:
        """Return the cleaned texts of some documents by id."""


class TextsOf(Iterable[str]):
    """The texts of documents one after the other, read anew each time.

    Parameters
    ----------
    *sources : Corpus or Counted
        The documents.
    """

    def __init__(self, *sources: SizedTexts) -> None:
        self.sources = sources

    def __iter__(self) -> Iterator[str]:
        return (text or "" for source in self.sources for _, text in source)


class TermCounts(Protocol):
    """Counts of terms in documents: a `DocTermMatrix`, or a folder of counts opened by `open_counted`."""

    @property
    def units(self) -> pd.DataFrame:
        """The documents, with their variables."""

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms, sorted."""

    @property
    def sizes(self) -> IntArray:
        """Word tokens of each document."""

    @property
    def unit(self) -> str:
        """What the rows are."""

    @property
    def held(self) -> DocTermMatrix:
        """The counts in memory."""

    def labels(self, by: By) -> pd.Series[Any]:
        """Return the group of each document."""

    def group(self, by: By) -> DocTermMatrix:
        """Return the counts summed over the documents of each group."""

    def spread(self, by: By) -> DocTermMatrix:
        """Return in how many documents of each group each term occurs."""

    def select(self, terms: str | Sequence[str]) -> DocTermMatrix:
        """Return the counts of some terms in each document."""

    def unit_blocks(self, terms: Sequence[str]) -> Iterator[sparse.csr_array]:
        """Yield the counts of some terms, sorted, in blocks of documents."""

    def term_blocks(self, terms: Sequence[str]) -> Iterator[sparse.csr_array]:
        """Yield the counts of some terms, sorted, in blocks of terms."""

    def kept_keyness(self, by: By, n_permutations: int, seed: int) -> pd.DataFrame | None:
        """Return the result of `keyness_by` for these options and its defaults, where it was kept."""
