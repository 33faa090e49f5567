"""Finds the words of a list in a text in one pass, however many they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

SURROGATE = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no valid text has; the automaton takes valid text only."""

SHORT_LIST = 500
"""Up to so many words a table of every step fits the processor's cache, and reads twice as fast."""

LONG_WORD = 1000
"""With a longer word such a table can take time and memory with the square of its characters."""


class Match(NamedTuple):
    """A word found in a text.

    Attributes
    ----------
    start, end : int
        Offsets in characters.
    word : int
        Its number in `Scanner.words`.
    """

    start: int
    end: int
    word: int


class Scanner:
    """Finds the words of a list in texts; the time is that of reading the text, not of trying every word.

    Parameters
    ----------
    words : iterable of str
        Words of one character or more; a word that is given again counts once. No words find nothing.

    Attributes
    ----------
    words : tuple of str
        The different words, in the order in which they were first given.

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
            raise ValueError("A word to be searched for must have a character at least.")

    def longest(self, text: str) -> list[Match]:
        """Return the matches that do not overlap: the leftmost, and of those that begin there the longest.

        They are those of `re.finditer` for the words joined by `|`, longer words first.
        """
        return _matches(self._longest, text, overlapping=False)

    def all(self, text: str) -> list[Match]:
        """Return all matches, by their start and then longer ones first; they may overlap."""
        return sorted(_matches(self._all, text, overlapping=True), key=_leftmost_longest)

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
    """Return the matches of `Scanner.longest` out of those of `Scanner.all`, or of a part of its words.

    Parameters
    ----------
    matches : iterable of Match
        All matches of some words in a text, in any order.
    """
    kept: list[Match] = []
    for match in sorted(matches, key=_leftmost_longest):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def _leftmost_longest(match: Match) -> tuple[int, int]:
    return match.start, -match.end


def _matches(automaton: AhoCorasick, text: str, overlapping: bool) -> list[Match]:
    try:
        found = automaton.find_matches_as_indexes(text, overlapping=overlapping)
    except UnicodeEncodeError:
        found = automaton.find_matches_as_indexes(SURROGATE.sub("\ufffd", text), overlapping=overlapping)
    return [Match(start, end, word) for word, start, end in found]
