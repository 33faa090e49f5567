"""The evidence: the sentences behind the links of a page, each stored once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..corpus import Corpus
from .context import Context

CAP, CAP_MANY = 12, 5
"""Maximum number of sentences listed per link, with few and with many groups; the total is always stated."""

CAP_EVERYWHERE = 18
"""The same for a term across all groups."""

CAP_THEME = 4
"""The same for a theme within one of many groups: every pair of theme and group has a link."""

MANY_GROUPS, MANY_THEMED = 30, 12
"""Above this number of groups fewer sentences are listed, to keep the page small."""


class Found(NamedTuple):
    """The hits behind one link: how many there are, and those listed.

    `listed` holds the sentence and the offsets of the hit within it.
    """

    n: int
    listed: list[tuple[int, int, int]]


class Evidence:
    """Look up the sentences behind the links of one page, all links of a kind at once.

    Parameters
    ----------
    corpus : Corpus
        The corpus the sentences come from.
    context : Context
        The context of the report.
    links : iterable of Link
        Links with `kind`, `where` and `key`.
    places : mapping
        Maps each kind of link to its frame of hits: `doc_id, start, end` (offsets into the cleaned text) and
        the columns that links name, except `group`. Hits of `terms` are looked up among the tokens.
    """

    def __init__(
        self, corpus: Corpus, context: Context, links: Iterable[Any], places: Mapping[str, pd.DataFrame]
    ) -> None:
        self._corpus, self._places = corpus, places
        self._groups = context.labels.reindex(corpus.documents.index).to_numpy()
        self._n_groups = len(context.groups)
        self._sentences = corpus.sentences()
        self.keys: dict[str, Found] = {}
        """Maps the key of each link to its hits; links without hits are absent."""
        wanted: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], str]] = defaultdict(dict)
        for link in links:
            columns, values = zip(*link.where, strict=True)
            wanted[link.kind, columns][values] = link.key
        for (kind, columns), keys in wanted.items():
            self._add(kind, columns, keys)

    def _add(self, kind: str, columns: tuple[str, ...], keys: Mapping[tuple[str, ...], str]) -> None:
        """Look up all links of one kind that name the same columns."""
        found = self._tokens({values[columns.index("term")] for values in keys}) if kind == "terms" else None
        found = self._located(self._places[kind]) if found is None else found
        named = zip(*(found[column] for column in columns), strict=True)
        found = found.assign(key=[keys.get(values) for values in named]).dropna(subset="key")
        # The sentences shown cover as many documents as possible, and for a theme as many of its terms.
        kinds = "term" if kind == "themes" and "term" not in columns else "document"
        found = found.sort_values(["key", "sentence", "start"], kind="stable")
        turn = found.groupby(["key", kinds], sort=False).cumcount()
        first = found.assign(turn=turn).sort_values(["key", "turn", "sentence", "start"], kind="stable")
        if kind == "themes":
            first = first.drop_duplicates(["key", "sentence"])
        listed = first.groupby("key", sort=False).head(self._most(kind, columns))
        n = found["key"].value_counts()
        for key, part in listed.sort_values(["key", "sentence", "start"]).groupby("key", sort=False):
            where = (part[name].tolist() for name in ("sentence", "start", "end"))
            self.keys[str(key)] = Found(int(n[key]), list(zip(*where, strict=True)))

    def _most(self, kind: str, columns: tuple[str, ...]) -> int:
        """Return the maximum number of sentences listed under a link."""
        if kind == "terms" and "group" not in columns:
            return CAP_EVERYWHERE
        if kind == "themes" and "group" in columns and self._n_groups > MANY_THEMED:
            return CAP_THEME
        return CAP if self._n_groups <= MANY_GROUPS else CAP_MANY

    def _located(self, places: pd.DataFrame) -> pd.DataFrame:
        """Return hits with `group, document, sentence`, and `start, end` as offsets into the sentence."""
        documents = self._corpus.documents.index.get_indexer(places["doc_id"])
        start = places["start"].to_numpy(dtype=np.int64)
        sentence = self._corpus.sentences_at(documents, start)
        first = self._sentences["start"].to_numpy()[sentence]
        last = self._sentences["end"].to_numpy()[sentence]
        return places.assign(
            group=self._groups[documents], document=documents, sentence=sentence, start=start - first,
            end=np.minimum(places["end"].to_numpy(dtype=np.int64), last) - first,
        )  # fmt: skip

    def _tokens(self, terms: set[str]) -> pd.DataFrame:
        """Return the tokens that are one of these terms, in the same columns."""
        corpus = self._corpus
        wanted = np.fromiter((term in terms for term in corpus.vocabulary), bool, len(corpus.vocabulary))
        tokens = np.flatnonzero(wanted[corpus.token_ids])
        sentence = np.searchsorted(corpus.sentence_ptr, tokens, side="right") - 1
        document = corpus.sentence_documents[sentence]
        start = corpus.token_starts[tokens] - self._sentences["start"].to_numpy()[sentence]
        return pd.DataFrame(
            {"term": corpus.vocabulary[corpus.token_ids[tokens]], "group": self._groups[document],
             "document": document, "sentence": sentence, "start": start,
             "end": start + corpus.token_lengths[tokens]}
        )  # fmt: skip

    def data(self) -> dict[str, Any]:
        """Return the data from which the page shows the sentences.

        Returns
        -------
        dict
            `documents`: group, title, date or year, source; `sentences`: number of the document, line of the
            source file, text; `keys`: each key's count and its list of hits, each the number of a
            sentence and the offsets within it.
        """
        corpus = self._corpus
        used = sorted({place[0] for found in self.keys.values() for place in found.listed})
        number = {sentence: i for i, sentence in enumerate(used)}
        rows = corpus.sentence_documents[used].tolist()
        kept = {row: i for i, row in enumerate(sorted(set(rows)))}
        lines = corpus.paragraphs["first_line"].to_numpy(dtype=object, na_value=None)
        line = [
            None if at is None else int(at) for at in np.repeat(lines, np.diff(corpus.paragraph_ptr))[used]
        ]
        text = self._sentences["text"].to_numpy()[used].tolist()
        return {
            "documents": [self._document(row) for row in kept],
            "sentences": [[kept[row], at, words] for row, at, words in zip(rows, line, text, strict=True)],
            "keys": {
                key: [found.n, [[number[s], a, b] for s, a, b in found.listed]]
                for key, found in sorted(self.keys.items())
            },
        }

    def _document(self, row: int) -> list[str]:
        document = self._corpus.documents.iloc[row]
        when = document["date"] if pd.notna(document["date"]) else document["year"]
        values = (self._groups[row], document["title"], when, document["source"])
        return ["" if pd.isna(value) else str(value) for value in values]
