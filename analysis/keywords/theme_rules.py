"""Rules in themes: terms joined by AND, OR, NOT and NEAR, found sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import partial

import numpy as np

from ..corpus import Corpus, IntArray
from ..lexicon import Match, Query, longest_matches

Place = tuple[int, int]


def rule_matches(
    corpus: Corpus,
    rules: Iterable[tuple[int, Query]],
    matches: Sequence[Match],
    number: dict[str, int],
    skipped: Collection[int],
) -> list[Match]:
    """Return the places that rules count, from those of their words.

    Parameters
    ----------
    corpus : Corpus
        The texts, taken end to end.
    rules : iterable of (int, Query)
        Rules with the numbers that stand for them, their words as the texts spell them.
    matches : sequence of Match
        Where words are in the texts.
    number : dict
        Word to its number in `matches`.
    skipped : collection of int
        Numbers of words inside which nothing counts.
    """
    over = longest_matches(match for match in matches if match.word in skipped)
    begins = [match.start for match in over]

    def counts(match: Match) -> bool:
        at = bisect_right(begins, match.start) - 1
        return at < 0 or over[at].end < match.end

    starts = _sentence_starts(corpus)
    found = []
    for rule, query in rules:
        words = {number[word]: word for word in query.words}
        mine = [match for match in matches if match.word in words and counts(match)]
        sentences = np.searchsorted(starts, [match.start for match in mine], side="right")
        places: dict[int, dict[str, list[Place]]] = {}
        for sentence, match in zip(sentences.tolist(), mine, strict=True):
            places.setdefault(sentence, {}).setdefault(words[match.word], []).append((match.start, match.end))
        found += [
            Match(start, end, rule)
            for there in places.values()
            for start, end in query.places(partial(_places_of, there))
        ]
    return found


def _places_of(there: dict[str, list[Place]], word: str) -> list[Place]:
    return there.get(word, [])


def _sentence_starts(corpus: Corpus) -> IntArray:
    sentences = corpus.sentences()
    return corpus.text_starts[corpus.sentence_documents] + sentences["start"].to_numpy()
