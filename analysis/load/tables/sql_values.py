"""Cells of the rows in the dump of a database: quoted texts, numbers, and functions of programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

GAP = r"(?:\s|--[^\n]*(?:\n|$)|\#[^\n]*(?:\n|$)|/\*(?:[^*]|\*(?!/))*+\*/;?)*+"
"""What may stand between the rows of a statement: blanks and comments."""

DEEPEST = 8
"""How deep calls of functions lie in each other."""

_GAP = re.compile(GAP)
_TOKEN = re.compile(
    r"'(?P<single>(?:[^'\\]++|\\.|'')*+)'|\"(?P<double>(?:[^\"\\]++|\\.|\"\")*+)\""
    r"|(?P<joins>\|\||\+)|(?P<mark>[(),])|(?P<word>[^\s(),'\"|+]+)",
    re.S,
)
_BEFORE_QUOTE = re.compile(r"[NEXB]|U&|_\w+|BINARY|DATE|TIME|TIMESTAMP|DATETIME|INTERVAL", re.I)
_BEHIND_QUOTE = re.compile(r"::\S+|COLLATE", re.I)
_RESUMES = re.compile(
    rf"\)\s*(?:(?P<further>,){GAP}(?=\(\s*(?:[-\d'\"]|[NEX]'|NULL\b))"
    r"|;|(?=^[ \t]*(?:INSERT|REPLACE|GO|COMMIT)\b)|\Z)",
    re.I | re.M,
)
"""Where a row that cannot be taken apart ends, and whether (by the comma) another follows."""

_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "", "b": "", "Z": ""}
_CODE = re.compile(r"\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|\+([0-9a-f]{6})|([0-9a-f]{4})|(\\))", re.I)
_HEX = re.compile(r"0x((?:[0-9a-f]{2})*)", re.I)


class Row(NamedTuple):
    """The cells of a row, None where it cannot be taken apart, and where it begins in the file."""

    cells: list[str] | None
    start: int


class _Value(NamedTuple):
    """A cell, or the argument of a function, and whether it is a quoted text."""

    text: str
    is_quoted: bool = False


class _OddError(Exception):
    """Raised where a row is no list of values: most often a quotation mark in a text that is not escaped."""


def rows_at(text: str, at: int, width: int = 0) -> Iterator[tuple[Row, int]]:
    r"""Yield each row that stands behind VALUES, and where it ends.

    Parameters
    ----------
    text : str
        The dump.
    at : int
        Where the first row begins.
    width : int
        How many cells a row must have; 0: as many as there are.

    Examples
    --------
    >>> from analysis.load.tables.sql_values import rows_at
    >>> told = "(1, replace('修路。\\n点灯。','\\n',char(10))), (2, 'a'b'), (3, N'修桥。');"
    >>> [row.cells for row, _ in rows_at(told, 0)]
    [['1', '修路。\n点灯。'], None, ['3', '修桥。']]
    """
    while text[at : at + 1] == "(":
        start, cells = at, None
        try:
            found, at = _arguments(text, at + 1, 0)
            cells = [value.text for value in found]
        except _OddError:
            pass
        if cells is None or (width and len(cells) != width):
            resumed = _RESUMES.search(text, start)
            yield Row(None, start), resumed.end() if resumed else len(text)
            if not (resumed and resumed["further"]):
                return
            at = resumed.end()
            continue
        yield Row(cells, start), at
        gap = _GAP.match(text, at)
        at = gap.end() if gap else at
        if text[at : at + 1] == ",":
            gap = _GAP.match(text, at + 1)
            at = gap.end() if gap else at + 1


def _arguments(text: str, at: int, depth: int, function: str = "") -> tuple[list[_Value], int]:
    """Return the values up to a closing bracket, and the place behind it."""
    if depth > DEEPEST:
        raise _OddError
    found = []
    while True:
        value, mark, at = _value(text, at, depth, function)
        found.append(value)
        if mark == ")":
            return found, at


def _value(text: str, at: int, depth: int, function: str) -> tuple[_Value, str, int]:
    """Return the value at a place, the mark behind it, and the place behind that."""
    parts: list[_Value] = []
    words: list[str] = []
    own: _Value | None = None
    while True:
        gap = _GAP.match(text, at)
        token = _TOKEN.match(text, gap.end() if gap else at)
        if token is None:
            raise _OddError
        at = token.end()
        quoted = token["single"] if token["single"] is not None else token["double"]
        if quoted is not None:
            if own or (words and not _BEFORE_QUOTE.fullmatch(" ".join(words))):
                raise _OddError
            own = _Value(_literal(quoted, words[0] if words else "", function), True)
            words = []
        elif token["word"]:
            if own and not (depth or words or _BEHIND_QUOTE.match(token["word"])):
                raise _OddError
            words.append(token["word"])
        elif token["mark"] == "(":
            name = words[-1] if words else ""
            inner, at = _arguments(text, at, depth + 1, name.lower())
            own = own or _called(name.lower(), inner)
        else:
            parts.append(own or _Value(_bare(words, depth)))
            own, words = None, []
            if token["mark"]:
                whole = "".join(part.text for part in parts)
                return _Value(whole, any(part.is_quoted for part in parts)), token["mark"], at


def _literal(quoted: str, before: str, function: str) -> str:
    """Return what a quoted text means, by what stands before it and the function it is given to."""
    if before.lower() == "x":
        return _decoded(quoted)
    if function == "unistr" or before.lower() == "u&":
        return _CODE.sub(lambda code: code[5] or chr(int(next(filter(None, code.groups())), 16)), quoted)
    return plain(quoted)


def _called(name: str, inner: list[_Value]) -> _Value:
    """Return what a function gives for its arguments, so far as dumps use it; else its first quoted text."""
    told = [one.text for one in inner]
    if name in ("chr", "char", "nchar"):
        return _Value("".join(chr(int(one)) for one in told if one.isdecimal() and int(one) < 0x110000), True)
    if name == "replace" and len(told) == 3 and told[1]:
        return _Value(told[0].replace(told[1], told[2]), True)
    if name == "concat":
        return _Value("".join(told), True)
    return next((one for one in inner if one.is_quoted), _Value(""))


def _bare(words: list[str], depth: int) -> str:
    """Return a value without quotation marks: a number, bytes as the text that they are, or nothing."""
    told = " ".join(words[:1] if depth else words)
    held = _HEX.fullmatch(told)
    return _decoded(held[1]) if held else "" if told.upper() in ("NULL", "DEFAULT") else told


def _decoded(digits: str) -> str:
    try:
        return bytes.fromhex(digits).decode("utf-8")
    except ValueError:
        return ""


def plain(cell: str) -> str:
    """Return a cell without its escapes.

    Parameters
    ----------
    cell : str
        What stands between its quotation marks.
    """
    whole = cell.replace("''", "'").replace('""', '"') if "\\" not in cell else cell
    return re.sub(r"\\(.)|''", lambda found: _ESCAPES.get(found[1], found[1]) if found[1] else "'", whole)
