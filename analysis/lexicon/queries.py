"""Queries: words joined by AND, OR, NOT and NEAR, written as in the search box of the page.

    优化 环境            both (also AND, &, 与)
    港口 | 航道          either (also OR, 或)
    港口 NOT 空港        the first where the second is not (also 非)
    优化 NEAR/8 环境     both, with at most 8 characters between them (also ~8; without a number, 10)
    (优化 | 改善) 环境   brackets, where there is an operator in them: （一） is four characters
    "a | b"              the very characters

NEAR binds most, then AND and NOT from left to right, then OR.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ..errors import InputError
from .spelling import any_width, narrow, pattern_as_in_text

Place = tuple[int, int]
"""Where something begins and ends."""

Found = Callable[[str], Sequence[Place]]
"""Gives the places of a word in a text, in order."""

NEAR = 10
"""Characters that NEAR without a number allows between two words."""

LONGEST_QUERY = 200
"""Words, operators and brackets in one query."""

_OPERATORS = {
    "AND": "AND",
    "&": "AND",
    "与": "AND",
    "OR": "OR",
    "|": "OR",
    "或": "OR",
    "NOT": "NOT",
    "非": "NOT",
}
_NEAR = re.compile(r"(?:NEAR(?:/([0-9]+))?|~([0-9]*))")
_WORTH_BRACKETS = re.compile(r"[|｜]|\s")
_OPERATOR = re.compile(r"[|｜]|(?:^|\s)(?:AND|OR|NOT|NEAR(?:/[0-9]+)?|~[0-9]*)(?=\s|$)")
_QUOTED = re.compile(r'"[^"]*"')
_OPEN, _CLOSE = "(（", ")）"


@dataclass(frozen=True)
class _Word:
    text: str


@dataclass(frozen=True)
class _Joined:
    operator: str
    parts: tuple[_Word | _Joined, ...]
    distance: int = 0


_Node = _Word | _Joined


@dataclass(frozen=True)
class Query:
    """A query that was read.

    Attributes
    ----------
    text : str
        It as written.
    """

    text: str
    _root: _Node

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
    return bool(_OPERATOR.search(_QUOTED.sub("", narrow(text))))


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
    return Query(text, _Reader(text).read())


class _Reader:
    """Reads a query from left to right; `at` is the token it stands before."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.at = 0

    def read(self) -> _Node:
        if not self.tokens:
            raise InputError(f"the query {self.text!r} is empty.")
        if len(self.tokens) > LONGEST_QUERY:
            said = f"more than {LONGEST_QUERY} words and operators; write several queries"
            raise _fault(self.text[:40], self.tokens[LONGEST_QUERY][2], said)
        root = self.either()
        if self.at < len(self.tokens):
            raise _fault(self.text, self.tokens[self.at][2], "a bracket is closed that was not opened")
        return root

    def next_is(self, *kinds: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at][0] in kinds

    def either(self) -> _Node:
        parts = [self.together()]
        while self.next_is("OR"):
            self.at += 1
            parts.append(self.together())
        return parts[0] if len(parts) == 1 else _Joined("OR", tuple(parts))

    def together(self) -> _Node:
        node = self.near()
        while self.next_is("AND", "NOT", "word", "("):
            operator = self.tokens[self.at][0]
            self.at += operator in ("AND", "NOT")
            node = _Joined("NOT" if operator == "NOT" else "AND", (node, self.near()))
        return node

    def near(self) -> _Node:
        begins = self.at
        node = self.one()
        while self.next_is("NEAR"):
            distance = int(self.tokens[self.at][1])
            self.at += 1
            other = self.one()
            for part in (node, other):
                if not _has_places(part):
                    said = "NEAR joins words, or in brackets one of several words (A | B)"
                    raise _fault(self.text, self.tokens[begins][2], said)
            node = _Joined("NEAR", (node, other), distance)
        return node

    def one(self) -> _Node:
        if self.at == len(self.tokens):
            raise _fault(self.text, len(self.text), "a word is missing at the end")
        kind, value, place = self.tokens[self.at]
        if kind not in ("word", "("):
            said = "needs a word before it and one after it"
            raise _fault(self.text, place, f"{value if kind != 'NEAR' else 'NEAR'} {said}")
        self.at += 1
        if kind == "word":
            return _Word(value)
        node = self.either()
        if not self.next_is(")"):
            raise _fault(self.text, place, "the bracket is not closed")
        self.at += 1
        return node


def _tokens(text: str) -> list[tuple[str, str, int]]:
    """Return kind (`word`, an operator or a bracket), value and place of what a query consists of."""
    plain = narrow(text)
    tokens: list[tuple[str, str, int]] = []
    at, depth = 0, 0
    while at < len(plain):
        sign, begins = plain[at], at
        if sign.isspace():
            at += 1
        elif sign in "|｜":
            tokens.append(("OR", "|", at))
            at += 1
        elif sign == '"':
            at = plain.find('"', at + 1)
            if at < 0:
                raise _fault(text, begins, "the quotation mark is not closed")
            if quoted := pattern_as_in_text(plain[begins + 1 : at]):
                tokens.append(("word", quoted, begins))
            at += 1
        elif sign in _OPEN and _groups(text, plain, at):
            tokens.append(("(", sign, at))
            at, depth = at + 1, depth + 1
        elif sign in _CLOSE:
            tokens.append((")", sign, at))
            at, depth = at + 1, depth - 1
        else:
            at = _word_end(plain, at, depth > 0)
            tokens.append(_operator_or_word(text, plain[begins:at], begins))
    return tokens


def _operator_or_word(text: str, word: str, at: int) -> tuple[str, str, int]:
    if word in _OPERATORS:
        return _OPERATORS[word], word, at
    if near := _NEAR.fullmatch(word):
        distance = near[1] or near[2] or str(NEAR)
        return "NEAR", distance[:9], at
    if word.startswith("/") and text.strip().endswith("/") and len(text.strip()) > 2:
        raise _fault(text, at, "a regular expression is none of these queries; see kwic(..., regex=True)")
    if word.startswith("=") and len(word) > 1:
        raise _fault(text, at, "= is for the page; name the longer words instead: 港口 NOT 空港口岸")
    return "word", pattern_as_in_text(word), at


def _groups(text: str, plain: str, at: int) -> bool:
    """Return whether the bracket at a place holds an operator, or is a character like others."""
    unquoted = _QUOTED.sub(lambda match: "x" * len(match[0]), plain)
    depth = 0
    for end in range(at, len(unquoted)):
        depth += (unquoted[end] in _OPEN) - (unquoted[end] in _CLOSE)
        if depth == 0:
            return bool(_WORTH_BRACKETS.search(unquoted[at + 1 : end].strip()))
    raise _fault(text, at, "the bracket is not closed")


def _word_end(plain: str, at: int, in_brackets: bool) -> int:
    """Return where a word ends: before a blank, a stroke, or the bracket that closes what it stands in."""
    depth = 0
    while at < len(plain) and not plain[at].isspace() and plain[at] not in "|｜":
        depth += (plain[at] in _OPEN) - (plain[at] in _CLOSE)
        if depth < 0:
            break
        at += 1
    return at


def _fault(text: str, at: int, said: str) -> InputError:
    return InputError(f"the query {text!r}, character {at + 1}: {said}.")


def _has_places(node: _Node) -> bool:
    """Return whether each place of a part is that of a word."""
    return isinstance(node, _Word) or node.operator == "NEAR" or (
        node.operator == "OR" and all(_has_places(part) for part in node.parts)
    )  # fmt: skip


def _words(node: _Node) -> list[str]:
    return [node.text] if isinstance(node, _Word) else [word for part in node.parts for word in _words(part)]


def _spelled(node: _Node, spell: Callable[[str], str]) -> _Node:
    if isinstance(node, _Word):
        return _Word(spell(node.text))
    return replace(node, parts=tuple(_spelled(part, spell) for part in node.parts))


def _places(node: _Node, found: Found) -> list[Place]:
    if isinstance(node, _Word):
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
