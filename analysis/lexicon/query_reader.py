"""How a query is read: from its characters to words and what joins them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..errors import InputError
from .spelling import narrow, pattern_as_in_text

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
_LETTERS = r"(?:and|or|not|near(?:/[0-9]+)?)"
_SMALL = re.compile(
    rf'(?<=[㐀-鿿)）"])\s+{_LETTERS}(?!\S)|(?<!\S){_LETTERS}(?=\s+[㐀-鿿(（"])', re.IGNORECASE
)
QUOTED = re.compile(r'"[^"]*"')
_OPEN, _CLOSE = "(（", ")）"


@dataclass(frozen=True)
class Word:
    """A word, as cleaned texts spell it."""

    text: str


@dataclass(frozen=True)
class Joined:
    """Parts joined by an operator; `distance` is that of NEAR."""

    operator: str
    parts: tuple[Word | Joined, ...]
    distance: int = 0


Node = Word | Joined


def read(text: str) -> Node:
    """Return the words of a query and what joins them.

    Raises
    ------
    InputError
        When something is missing in it; the message names the character.
    """
    return _Reader(text).read()


class _Reader:
    """Reads a query from left to right; `at` is the token it stands before."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.at = 0

    def read(self) -> Node:
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

    def either(self) -> Node:
        parts = [self.together()]
        while self.next_is("OR"):
            self.at += 1
            parts.append(self.together())
        return parts[0] if len(parts) == 1 else Joined("OR", tuple(parts))

    def together(self) -> Node:
        node = self.near()
        while self.next_is("AND", "NOT", "word", "("):
            operator = self.tokens[self.at][0]
            self.at += operator in ("AND", "NOT")
            node = Joined("NOT" if operator == "NOT" else "AND", (node, self.near()))
        return node

    def near(self) -> Node:
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
            node = Joined("NEAR", (node, other), distance)
        return node

    def one(self) -> Node:
        if self.at == len(self.tokens):
            raise _fault(self.text, len(self.text), "a word is missing at the end")
        kind, value, place = self.tokens[self.at]
        if kind not in ("word", "("):
            said = "needs a word before it and one after it"
            raise _fault(self.text, place, f"{value if kind != 'NEAR' else 'NEAR'} {said}")
        self.at += 1
        if kind == "word":
            return Word(value)
        node = self.either()
        if not self.next_is(")"):
            raise _fault(self.text, place, "the bracket is not closed")
        self.at += 1
        return node


def _tokens(text: str) -> list[tuple[str, str, int]]:
    """Return kind (`word`, an operator or a bracket), value and place of what a query consists of."""
    plain = in_capitals(text)
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


def in_capitals(text: str) -> str:
    """Return a query with its operators in capitals: `or` beside a Chinese word is one, in English it is not.

    Full-width letters are narrow; no character comes or goes.
    """
    plain = narrow(text)
    unquoted = QUOTED.sub(lambda match: f'"{"x" * (len(match[0]) - 2)}"', plain)
    for small in reversed(list(_SMALL.finditer(unquoted))):
        plain = plain[: small.start()] + small[0].upper() + plain[small.end() :]
    return plain


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
    unquoted = QUOTED.sub(lambda match: "x" * len(match[0]), plain)
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


def _has_places(node: Node) -> bool:
    """Return whether each place of a part is that of a word."""
    return isinstance(node, Word) or node.operator == "NEAR" or (
        node.operator == "OR" and all(_has_places(part) for part in node.parts)
    )  # fmt: skip
