"""Evidence: the places in the texts that the links of a page stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..corpus import Corpus
from .context import Context

CAP = 12
"""Most places of one link that are kept where a page cannot hold the sentences behind all its numbers."""


class Evidence:
    """Look up the places that the links of one page stand for, all links of a kind at once.

    Parameters
    ----------
    corpus : Corpus
        Where the sentences stand.
    context : Context
        Groups and their documents.
    links : iterable of Link
        Links with `kind`, `where` and `key`.
    places : mapping
        Kind of link to its frame of places: `doc_id, start, end` (offsets into the cleaned text) and the
        columns that links name, except `group`. Places of `terms` are looked up in the tokens of the corpus.
    """

    def __init__(
        self, corpus: Corpus, context: Context, links: Iterable[Any], places: Mapping[str, pd.DataFrame]
    ) -> None:
        self.corpus = corpus
        # The page of a folder of counts has a sample of its texts.
        self._places = {kind: within(frame, corpus) for kind, frame in places.items()}
        self.groups: npt.NDArray[np.object_] = context.labels.reindex(corpus.documents.index).to_numpy()
        """Group of each document; missing where it is unknown."""
        here = {str(group) for group in self.groups if pd.notna(group)}
        self.order = [group for group in map(str, context.groups) if group in here]
        """The groups with documents, in their order."""
        self.sentences = corpus.sentences()
        """The result of `Corpus.sentences`."""
        self._wanted: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], str]] = defaultdict(dict)
        for link in links:
            columns, values = zip(*link.where, strict=True)
            self._wanted[link.kind, columns][values] = link.key

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """For each kind of link to a frame of places, the columns of that frame that links name."""
        named: dict[str, set[str]] = defaultdict(set)
        for kind, columns in self._wanted:
            if kind in self._places:
                named[kind] |= {*columns} - {"group"}
        return {kind: tuple(sorted(columns)) for kind, columns in sorted(named.items())}

    @cached_property
    def found(self) -> pd.DataFrame:
        """The places of every link.

        Returns
        -------
        DataFrame
            `key, document, sentence, start, last, end`: key of the link, row of the document, number in the
            corpus of the sentence in which the place begins and where in it, and of the sentence in which it
            ends and where in that; sorted by these.
        """
        columns = ["key", "document", "sentence", "start", "last", "end"]
        parts = [self._of(kind, named, keys)[columns] for (kind, named), keys in self._wanted.items()]
        return (
            pd.concat(parts or [pd.DataFrame(columns=columns)], ignore_index=True)
            .sort_values(columns, kind="stable", ignore_index=True)
            .astype(dict.fromkeys(columns[1:], np.int64))
        )

    @cached_property
    def counts(self) -> dict[str, int]:
        """Number of places of each link, by its key; a link without any is missing."""
        return {str(key): int(n) for key, n in self.found["key"].value_counts(sort=False).items()}

    def first(self, most: int = CAP) -> pd.DataFrame:
        """Return some places of every link, from as many documents as possible: rows of `found`."""
        turn = self.found.groupby(["key", "document"], sort=False).cumcount()
        ordered = self.found.assign(turn=turn).sort_values(["key", "turn", "sentence"], kind="stable")
        return ordered.groupby("key", sort=False).head(most).drop(columns="turn").sort_index()

    def _of(self, kind: str, columns: tuple[str, ...], keys: Mapping[tuple[str, ...], str]) -> pd.DataFrame:
        """Return the places of all links of a kind that name the same columns."""
        at = columns.index("term") if kind == "terms" else 0
        found = self._tokens({values[at] for values in keys}) if kind == "terms" else self.located(kind)
        named = zip(*(found[column] for column in columns), strict=True)
        return found.assign(key=[keys.get(values) for values in named]).dropna(subset="key")

    def located(self, kind: str) -> pd.DataFrame:
        """Return the places of a kind, with the sentences in which each begins and ends.

        Returns
        -------
        DataFrame
            The frame of places with `group, document, sentence, last`, and `start, end` as offsets into these
            two sentences.
        """
        places = self._places[kind]
        documents = self.corpus.documents.index.get_indexer(places["doc_id"])
        start, end = (places[name].to_numpy(dtype=np.int64) for name in ("start", "end"))
        sentence = self.corpus.sentences_at(documents, start)
        last = np.maximum(self.corpus.sentences_at(documents, np.maximum(end - 1, start)), sentence)
        begins, ends = self.sentences["start"].to_numpy(), self.sentences["end"].to_numpy()
        return places.assign(
            group=self.groups[documents], document=documents, sentence=sentence, last=last,
            start=start - begins[sentence], end=np.minimum(end, ends[last]) - begins[last],
        )  # fmt: skip

    def _tokens(self, terms: set[str]) -> pd.DataFrame:
        """Return the places where these terms are tokens, likewise."""
        corpus = self.corpus
        wanted = np.fromiter((term in terms for term in corpus.vocabulary), bool, len(corpus.vocabulary))
        tokens = np.flatnonzero(wanted[corpus.token_ids])
        sentence = np.searchsorted(corpus.sentence_ptr, tokens, side="right") - 1
        document = corpus.sentence_documents[sentence]
        start = corpus.token_starts[tokens] - self.sentences["start"].to_numpy()[sentence]
        return pd.DataFrame(
            {"term": corpus.vocabulary[corpus.token_ids[tokens]], "group": self.groups[document],
             "document": document, "sentence": sentence, "start": start, "last": sentence,
             "end": start + corpus.token_lengths[tokens]}
        )  # fmt: skip


def within(places: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Return the places, or slogans, in documents of a corpus."""
    known = places["doc_id"].isin(corpus.documents.index)
    return places if known.all() else places[known].reset_index(drop=True)
