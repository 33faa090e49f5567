"""One typical sentence for a claim, with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from ..corpus import Corpus
from ..corpus.documents import IntArray
from .claim import Claim

SHORTEST, LONGEST = 12, 90
"""Length in characters of a sentence that can be quoted; the middle of the range is preferred."""

CLAUSE = re.compile("[^，；。！？]+[，；。！？]*[”’」』）)]*")

WHOLE = "[。！？；…][”’」』）)]*$"


class Examples:
    """Finds typical sentences: those with most hits, then of middling length.

    Parameters
    ----------
    corpus : Corpus
        The source of the sentences.
    labels : Series of str
        The group of each document, by `doc_id`.
    hits : mapping of str to DataFrame
        Kind of evidence (`theme`, `topic`, `slogan`, `numeric`, `inherited`) to its places: `doc_id,
        sentence, source, line`, `measure` where there are several, and `named` where some, with their `term`,
        go before others, even if only part of the sentence can be quoted. Terms are looked up in the corpus.
    years : Series of Int64, optional
        The year of each document, by `doc_id`; by default of those in the corpus.
    """

    def __init__(
        self,
        corpus: Corpus,
        labels: pd.Series,
        hits: Mapping[str, pd.DataFrame],
        years: pd.Series | None = None,
    ) -> None:
        sentences = corpus.sentences()
        lines = corpus.paragraphs["first_line"].to_numpy(dtype=object)
        table = sentences.assign(
            line=np.repeat(lines, np.diff(corpus.paragraph_ptr)),
            source=corpus.documents["source"].reindex(sentences["doc_id"]).to_numpy(),
        )
        table = table.drop(columns="sentence", errors="ignore").rename(columns={"text": "sentence"})
        self._corpus = corpus
        self._terms = _quotable(table[table["sentence"].str.contains(WHOLE)], labels)
        self._hits = {kind: _quotable(frame, labels) for kind, frame in hits.items()}
        self._years = (corpus.documents["year"] if years is None else years).astype("Float64")

    def of(self, claim: Claim) -> Mapping[str, Any]:
        """Return `text, doc_id, source, line` of a sentence that a claim rests on; empty where none is.

        Of a claim about a group it is a sentence of that group: what it avoids is not shown by another's.
        """
        if not claim.evidence:
            return {}
        kind, what, group = claim.evidence
        if kind == "term":
            found = self._terms[self._terms.index.isin(self._sentences_with(what))]
        elif kind in self._hits:
            found = self._hits[kind]
            found = found[found["measure"] == what] if "measure" in found else found
        else:
            return {}
        if one := claim.group or group:
            found = found[found["group"] == one]
        if "last_from" in claim.facts:
            period = "last" if claim.direction == "more" else "first"
            first, last = (float(claim.facts[f"{period}_{end}"]) for end in ("from", "to"))
            found = found[found["doc_id"].map(self._years).between(first, last).fillna(False).astype(bool)]
        if found.empty:
            return {}
        named = found[found["named"]] if "named" in found else found[:0]
        found = found if named.empty else named
        short = found[found["length"] <= LONGEST]
        if short.empty and named.empty:
            return {}
        found = found if short.empty else short
        n = found.groupby(["doc_id", "sentence"])["length"].transform("size")
        return _middling(found[n == n.max()])

    def _sentences_with(self, term: str) -> IntArray:
        """Return the numbers of the sentences that have a word, not those where its characters meet."""
        corpus = self._corpus
        tokens = np.flatnonzero(np.isin(corpus.token_ids, np.flatnonzero(corpus.vocabulary == term)))
        return np.unique(np.searchsorted(corpus.sentence_ptr, tokens, side="right") - 1)


def with_examples(claims: Iterable[Claim], examples: Examples) -> list[Claim]:
    """Return the claims, each with a typical sentence.

    Parameters
    ----------
    claims : iterable of Claim
        Claims; those that have an example keep it.
    examples : Examples
        Where to look.
    """
    return [claim if claim.example else replace(claim, example=examples.of(claim)) for claim in claims]


def clipped(sentence: str, piece: str) -> str:
    """Return the clauses around a piece of a sentence too long to quote, … standing for what is left out.

    Examples
    --------
    >>> from analysis.claims.examples import clipped
    >>> clipped("要" + "稳中求进，" * 20 + "增信心、稳预期，" + "再接再厉，" * 20, "增信心")[:11]
    '…稳中求进，稳中求进，'
    """
    if len(sentence) <= LONGEST:
        return sentence
    at = max(sentence.find(piece), 0)
    clauses = [match.span() for match in CLAUSE.finditer(sentence)]
    kept = [span for span in clauses if span[1] > at and span[0] < at + len(piece)]
    start, end = kept[0][0], kept[-1][1]
    before = [one for one, _ in reversed(clauses) if one < start]
    after = [one for _, one in clauses if one > end]
    while before or after:
        step = (before.pop(0) if before else start), (after.pop(0) if after else end)
        if step[1] - step[0] > LONGEST:
            break
        start, end = step
    return ("…" if start else "") + sentence[start:end] + ("…" if end < len(sentence) else "")


def _quotable(hits: pd.DataFrame, labels: pd.Series) -> pd.DataFrame:
    group = labels.reindex(hits["doc_id"]).to_numpy()
    table = hits.assign(group=group, length=hits["sentence"].str.len())
    return table[(table["length"] >= SHORTEST) & table["group"].notna()]


def _middling(found: pd.DataFrame) -> Mapping[str, Any]:
    """Return the sentence closest to the middle length, the first in case of ties."""
    middle = (SHORTEST + LONGEST) / 2
    row = found.iloc[int(np.argmin(np.abs(found["length"].to_numpy() - middle)))]
    line = None if pd.isna(row["line"]) else int(row["line"])
    text = clipped(row["sentence"], row.get("term", ""))
    return {"text": text, "doc_id": row["doc_id"], "source": row["source"], "line": line}
