"""Queries: words joined by AND, OR, NOT and NEAR, written as in the search box of the page.

    优化 环境            both (also AND, &, 与)
    港口 | 航道          either (also OR, 或)
    港口 NOT 空港        the first where the second is not (also 非)
    优化 NEAR/8 环境     both, with at most 8 characters between them (also ~8; without a number, 10)
    (优化 | 改善) 环境   brackets, where there is an operator in them: （一） is four characters
    "a | b"              the very characters

NEAR binds most, then AND and NOT from left to right, then OR. Beside a Chinese word operators may be in small
letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from .query_reader import QUOTED, Node, Word, in_capitals, read
from .spelling import any_width

Place = tuple[int, int]
"""Where something begins and ends."""

Found = Callable[[str], Sequence[Place]]
"""Gives the places of a word in a text, in order."""


_OPERATOR = re.compile(r"[|｜]|(?:^|\s)(?:AND|OR|NOT|NEAR(?:/[0-9]+)?|~[0-9]*)(?=\s|$)")


@dataclass(frozen=True)
class Query:
    """A query that was read.

    Attributes
    ----------
    text : str
        It as written.
    """

    text: str
    _root: Node

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words in it, once each, as cleaned texts spell them."""
        return tuple(dict.fromkeys(_words(self._root)))

    def spelled(self, spell: Callable[[str], str]) -> Query:
        """Return it with each word as `spell` gives it.

        Parameters
        ----------
        spell : callable
            Takes a word and returns it, say as the texts in question spell it.
        """
        return replace(self, _root=_spelled(self._root, spell))

    def places(self, found: Found) -> list[Place]:
        """Return where it is found in a text: the places that a count of it counts.

        Of words that overlap the leftmost counts, and of those the longest. What is near something, or not
        beside it, counts each time; what has to be there together counts once, where the first of it stands.

        Parameters
        ----------
        found : callable
            Gives the places of a word in the text, in order: `occurrences(text)`.
        """
        return _places(self._root, found)


def is_query(text: str) -> bool:
    """Return whether a term of a list is a query: AND, OR, NOT, NEAR, ~ or | stands in it, unquoted."""
    return bool(_OPERATOR.search(QUOTED.sub("", in_capitals(text))))


def occurrences(text: str) -> Found:
    """Return what finds words in a text: in capitals or not, signs in either width, each as often as it fits.

    Parameters
    ----------
    text : str
        The text.
    """
    return lambda word: [match.span() for match in _pattern(word).finditer(text)]


def read_query(text: str) -> Query:
    """Read a query.

    Parameters
    ----------
    text : str
        As described at the head of this file.

    Raises
    ------
    InputError
        When something is missing in it; the message names the character.

    Examples
    --------
    >>> from analysis.lexicon import occurrences, read_query
    >>> query = read_query("(优化 | 改善) NEAR/4 环境")
    >>> query.words
    ('优化', '改善', '环境')
    >>> query.places(occurrences("改善居住环境，保护环境。"))
    [(0, 2)]
    """
    return Query(text, read(text))


def _words(node: Node) -> list[str]:
    return [node.text] if isinstance(node, Word) else [word for part in node.parts for word in _words(part)]


def _spelled(node: Node, spell: Callable[[str], str]) -> Node:
    if isinstance(node, Word):
        return Word(spell(node.text))
    return replace(node, parts=tuple(_spelled(part, spell) for part in node.parts))


def _places(node: Node, found: Found) -> list[Place]:
    if isinstance(node, Word):
        return list(found(node.text))
    if node.operator == "OR":
        return _apart(place for part in node.parts for place in _places(part, found))
    here = _places(node.parts[0], found)
    if not here:
        return []
    there = _places(node.parts[1], found)
    if node.operator == "NOT":
        return [] if there else here
    if node.operator == "AND":
        return [min(here[0], there[0])] if there else []
    return [place for place in here if any(0 <= _between(place, other) <= node.distance for other in there)]


def _between(one: Place, other: Place) -> int:
    """Return how many characters lie between two places; below 0 they overlap."""
    return max(one[0], other[0]) - min(one[1], other[1])


def _apart(places: Iterable[Place]) -> list[Place]:
    kept: list[Place] = []
    for place in sorted(set(places), key=lambda place: (place[0], -place[1])):
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept


@cache
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(any_width(word), re.IGNORECASE)
