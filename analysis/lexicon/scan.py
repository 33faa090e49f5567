"""Finds the words of a list in a text in one pass, however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

SURROGATE = re.compile("[\ud800-\udfff]")
"""Lone surrogates, which valid text never has; the automaton accepts valid text only."""

SHORT_LIST = 500
"""Up to this many words, a full transition table fits the CPU cache and is twice as fast."""

LONG_WORD = 1000
"""With a longer word, such a table may need time and memory quadratic in its length."""


class Match(NamedTuple):
    """A word found in a text.

    Attributes
    ----------
    start, end : int
        Offsets in characters.
    word : int
        Its index in `Scanner.words`.
    """

    start: int
    end: int
    word: int


class Scanner:
    """Finds the words of a list in texts, in time that depends on the text and not on the number of words.

    Parameters
    ----------
    words : iterable of str
        Words of one character or more; duplicates count once. May be empty.

    Attributes
    ----------
    words : tuple of str
        The distinct words, in the order of their first occurrence.

    Raises
    ------
    ValueError
        When a word is empty.

    References
    ----------
    Aho and Corasick (1975), Efficient string matching: an aid to bibliographic search, Communications of the
    ACM 18(6), 333-340.

    Examples
    --------
    >>> from analysis.lexicon import Scanner
    >>> scanner = Scanner(["产业", "产业链", "链长"])
    >>> [scanner.words[match.word] for match in scanner.longest("产业链长")]
    ['产业链']
    >>> [scanner.words[match.word] for match in scanner.all("产业链长")]
    ['产业链', '产业', '链长']
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(dict.fromkeys(words))
        if "" in self.words:
            raise ValueError("A word to search for must have at least one character.")

    def longest(self, text: str) -> list[Match]:
        """Return non-overlapping matches: the leftmost, and among those starting there the longest.

        They are those of `re.finditer` for the words joined by `|`, longer words first.
        """
        return _matches(self._longest, text, overlapping=False)

    def all(self, text: str) -> list[Match]:
        """Return all matches, overlapping ones included, sorted by start, longer ones first."""
        return sorted(_matches(self._all, text, overlapping=True), key=_leftmost_longest)

    def which(self, text: str) -> set[int]:
        """Return the numbers of the words that occur in a text."""
        return {word for word, _, _ in _indexes(self._all, text, overlapping=True)}

    @cached_property
    def _longest(self) -> AhoCorasick:
        return self._automaton(MatchKind.LeftmostLongest)

    @cached_property
    def _all(self) -> AhoCorasick:
        return self._automaton(MatchKind.Standard)

    def _automaton(self, kind: MatchKind) -> AhoCorasick:
        chosen = Implementation.DFA if len(self.words) <= SHORT_LIST else None
        if any(len(word) > LONG_WORD for word in self.words):
            chosen = Implementation.ContiguousNFA
        return AhoCorasick(self.words, kind, implementation=chosen)


def longest_matches(matches: Iterable[Match]) -> list[Match]:
    """Return the matches of `Scanner.longest` from those of `Scanner.all`, or from a subset of its words.

    Parameters
    ----------
    matches : iterable of Match
        All matches of the words in a text, in any order.
    """
    kept: list[Match] = []
    for match in sorted(matches, key=_leftmost_longest):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def _leftmost_longest(match: Match) -> tuple[int, int]:
    return match.start, -match.end


def _matches(automaton: AhoCorasick, text: str, overlapping: bool) -> list[Match]:
    return [Match(start, end, word) for word, start, end in _indexes(automaton, text, overlapping)]


def _indexes(automaton: AhoCorasick, text: str, overlapping: bool) -> list[tuple[int, int, int]]:
    try:
        return automaton.find_matches_as_indexes(text, overlapping=overlapping)
    except UnicodeEncodeError:
        return automaton.find_matches_as_indexes(SURROGATE.sub("\ufffd", text), overlapping=overlapping)
