"""Evidence: the sentences behind the numbers of a page, each stored once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..corpus import Corpus, group_labels

CAP, CAP_MANY = 12, 5
"""Most sentences listed under one number, and with many groups; how many there are in all is always said."""

MANY_GROUPS = 30


def theme_key(theme: str, group: str) -> str:
    """Return the key of the sentences of a theme in a group."""
    return f"a:{theme}|{group}"


def theme_term_key(theme: str, term: str) -> str:
    """Return the key of the sentences of a term of a theme."""
    return f"w:{theme}|{term}"


class Evidence:
    """Collects the sentences that the numbers of one page rest on.

    Parameters
    ----------
    corpus : Corpus
        Where the sentences stand.
    by : str
        The grouping of the page.
    """

    def __init__(self, corpus: Corpus, by: str) -> None:
        self._corpus = corpus
        labels = group_labels(corpus.documents, by)
        self._groups = labels.to_numpy()
        self._cap = CAP if labels.nunique() <= MANY_GROUPS else CAP_MANY
        self._sentences = corpus.sentences()
        lines = corpus.paragraphs["first_line"].to_numpy(dtype=object, na_value=None)
        n_sentences = np.diff(corpus.paragraph_ptr)
        self._lines = np.repeat(lines, n_sentences)
        self._row_of = {doc_id: row for row, doc_id in enumerate(corpus.documents.index)}
        self._keys: dict[str, tuple[int, list[tuple[int, int, int]]]] = {}

    def add_terms(self, terms: pd.DataFrame, cap: int | None = None) -> list[str]:
        """Store the sentences of terms and return their keys.

        Parameters
        ----------
        terms : DataFrame
            `term` and, where only one group's sentences are wanted, `group`.
        cap : int, optional
            Most sentences under one key; they are taken from as many documents as there are.

        Returns
        -------
        list of str
            A key for each row of `terms`.
        """
        grouped = "group" in terms
        found = self._occurrences(set(terms["term"]))
        by = ["term", "group"] if grouped else ["term"]
        found["turn"] = found.groupby([*by, "document"]).cumcount()
        found = found.sort_values([*by, "turn", "sentence", "start"], kind="stable")
        parts = {
            key if isinstance(key, tuple) else (key,): part for key, part in found.groupby(by, sort=False)
        }
        keys = []
        for wanted in terms[by].itertuples(index=False, name=None):
            key = "t:" + "|".join(map(str, wanted))
            part = parts.get(wanted)
            if part is not None:
                rows = part.head(cap or self._cap).sort_values(["sentence", "start"])
                hits = [
                    (int(s), int(a), int(a) + len(wanted[0]))
                    for s, a in zip(rows["sentence"], rows["start"], strict=True)
                ]
                self._keys[key] = (len(part), hits)
            keys.append(key)
        return keys

    def add_themes(self, hits: pd.DataFrame, groups: Sequence[str], cap: int | None = None) -> None:
        """Store the sentences of each theme in each group, under the keys of `theme_key`.

        Parameters
        ----------
        hits : DataFrame
            The result of `theme_hits`.
        groups : sequence of str
            The groups whose sentences are wanted.
        cap : int, optional
            Most sentences under one key; the first of every term come before the second of any.
        """
        found = self._located(hits).assign(term=hits["term"].to_numpy())
        keys = [theme_key(*place) for place in zip(hits["theme"], found["group"], strict=True)]
        self._keep(found.assign(key=keys)[found["group"].isin(list(groups))], "term", cap)

    def add_theme_terms(self, hits: pd.DataFrame, terms: pd.DataFrame) -> list[str]:
        """Store the sentences of terms of themes, from as many documents as there are, and return their keys.

        Parameters
        ----------
        hits : DataFrame
            The result of `theme_hits`.
        terms : DataFrame
            `theme, term`, of which there are hits.
        """
        found = self._located(hits).assign(key=list(map(theme_term_key, hits["theme"], hits["term"])))
        keys = list(map(theme_term_key, terms["theme"], terms["term"]))
        self._keep(found[found["key"].isin(keys)], "document")
        return keys

    def add_hits(self, key: str, hits: pd.DataFrame, cap: int | None = None) -> str:
        """Store the sentences of slogan hits under `key` and return the key.

        Parameters
        ----------
        key : str
            A name that is not in use yet; the same name stands for the same hits.
        hits : DataFrame
            `doc_id, start, end`: offsets into the cleaned text.
        cap : int, optional
            Most sentences under the key.
        """
        first = self._located(hits.head(cap or self._cap))
        self._keys[key] = (len(hits), _places(first))
        return key

    def _located(self, hits: pd.DataFrame) -> pd.DataFrame:
        """Return where hits stand: `group, document, sentence, start, end`, offsets into the sentence."""
        rows = np.fromiter(map(self._row_of.__getitem__, hits["doc_id"]), dtype=np.int64, count=len(hits))
        start = hits["start"].to_numpy(dtype=np.int64)
        sentence = self._corpus.sentences_at(rows, start)
        first = self._sentences["start"].to_numpy()[sentence]
        last = self._sentences["end"].to_numpy()[sentence]
        return pd.DataFrame(
            {"group": self._groups[rows], "document": rows, "sentence": sentence, "start": start - first,
             "end": np.minimum(hits["end"].to_numpy(dtype=np.int64), last) - first}
        )  # fmt: skip

    def _keep(self, found: pd.DataFrame, kinds: str, cap: int | None = None) -> None:
        """Store each sentence once under each `key`, the first of every kind before the second of any."""
        found = found.sort_values(["key", "sentence", "start"], kind="stable")
        turn = found.groupby(["key", kinds], sort=False).cumcount()
        first = found.assign(turn=turn).sort_values(["key", "turn", "sentence", "start"], kind="stable")
        shown = first.drop_duplicates(["key", "sentence"]).groupby("key", sort=False).head(cap or self._cap)
        n = found["key"].value_counts()
        for key, part in shown.sort_values(["key", "sentence", "start"]).groupby("key", sort=False):
            self._keys[str(key)] = (int(n[key]), _places(part))

    def _occurrences(self, terms: set[str]) -> pd.DataFrame:
        corpus = self._corpus
        wanted = np.fromiter(
            (term in terms for term in corpus.vocabulary), dtype=bool, count=len(corpus.vocabulary)
        )
        tokens = np.flatnonzero(wanted[corpus.token_ids])
        sentence = np.searchsorted(corpus.sentence_ptr, tokens, side="right") - 1
        document = corpus.sentence_documents[sentence]
        return pd.DataFrame(
            {
                "term": corpus.vocabulary[corpus.token_ids[tokens]],
                "group": self._groups[document],
                "document": document,
                "sentence": sentence,
                "start": corpus.token_starts[tokens] - self._sentences["start"].to_numpy()[sentence],
            }
        )

    def to_json(self) -> str:
        """Return what was stored, as JSON that may stand inside a script element."""
        used = sorted({hit[0] for _, hits in self._keys.values() for hit in hits})
        number = {sentence: i for i, sentence in enumerate(used)}
        row_of = self._corpus.sentence_documents
        documents = self._corpus.documents
        kept = sorted({int(row_of[sentence]) for sentence in used})
        doc_number = {row: i for i, row in enumerate(kept)}
        texts = self._sentences["text"].to_numpy()
        data: dict[str, Any] = {
            "documents": [self._document(documents, row) for row in kept],
            "sentences": [[doc_number[int(row_of[s])], self._lines[s], texts[s]] for s in used],
            "keys": {
                key: [n, [[number[s], a, b] for s, a, b in hits]]
                for key, (n, hits) in sorted(self._keys.items())
            },
        }
        compact = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=int)
        return compact.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")

    def _document(self, documents: pd.DataFrame, row: int) -> list[str]:
        document = documents.iloc[row]
        when = document["date"] if pd.notna(document["date"]) else document["year"]
        values = (self._groups[row], document["title"], when, document["source"])
        return ["" if pd.isna(value) else str(value) for value in values]


def _places(found: pd.DataFrame) -> list[tuple[int, int, int]]:
    return list(zip(*(found[name].tolist() for name in ("sentence", "start", "end")), strict=True))
