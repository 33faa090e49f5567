"""The families of page furniture: which of their patterns a line matches.

Patterns are slow to say that they do not match: one scan finds the words without which they cannot, and only
those whose words are in a line are tried.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]  # there is no public parser of patterns
from typing import Any, NamedTuple

from ..errors import DataFileError
from ..lexicon import DATA, Scanner
from .records import PIECES_REMEMBERED, REMEMBERED

SENTENCE_ENDS = frozenset("。；;，,、！!？?…”")
FAMILIES = DATA / "chrome.toml"
_STRENGTHS = ("strong", "weak", "tail", "glued")
_BESIDE = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)
_NO_HAN = (_constants.CATEGORY_DIGIT, _constants.CATEGORY_SPACE)
_MANY = 200
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)


class Pattern(NamedTuple):
    """One family of page furniture.

    For each of its patterns, words one of which is in what it matches, and the Han characters with which that
    may begin, None for any.
    """

    name: str
    strength: str
    reason_zh: str
    reason_en: str
    longest: int
    sentences: bool
    lines: tuple[str, ...]
    needed: tuple[set[str], ...]
    begins: tuple[frozenset[str] | None, ...]


class Forms(NamedTuple):
    """The patterns of all families, one by one; they are compiled when first tried, as many never are.

    Attributes
    ----------
    named : list of (int, str)
        The place of its family and the pattern, for those that need a word.
    words : Scanner
        These words.
    of_word : list of list of int
        For each word, the places in `named` of the patterns that need it or another.
    others : dict of int to list of str
        By the place of their family, those that need no word.
    anyhow : dict of int to list of str
        Those of these with which lines of any beginning match.
    begins : dict of int to frozenset of str
        The Han characters with which lines begin that the rest of them match.
    """

    named: list[tuple[int, str]]
    words: Scanner
    of_word: list[list[int]]
    others: dict[int, list[str]]
    anyhow: dict[int, list[str]]
    begins: dict[int, frozenset[str]]


def entries(path: Path = FAMILIES) -> Any:
    """Return the families of page furniture as they stand in a file; for its faults, see `patterns`."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))["pattern"]
    except (tomllib.TOMLDecodeError, KeyError) as fault:
        raise DataFileError(f"{path}: {fault}; it must hold a list of [[pattern]].") from None


@cache
def patterns(path: Path = FAMILIES) -> tuple[Pattern, ...]:
    """Return the families of page furniture listed in a file.

    Raises
    ------
    DataFileError
        If the file is not TOML, an entry lacks a key, or a regular expression is invalid.
    """
    found = []
    for number, entry in enumerate(entries(path), 1):
        try:
            names = (entry["name"], entry["strength"], entry["reason_zh"], entry["reason_en"])
            lines = tuple(entry["lines"])
            parsed = [list(_parser.parse(line)) for line in lines]
            told = tuple(map(needed_words, parsed)), tuple(beginnings(one)[0] for one in parsed)
            found.append(Pattern(*names, int(entry["max"]), bool(entry.get("sentences")), lines, *told))
        except (KeyError, re.error) as fault:
            raise DataFileError(f"{path}: [[pattern]] number {number}: {fault}.") from None
        if entry["strength"] not in _STRENGTHS:
            raise DataFileError(f"{path}: [[pattern]] number {number}: strength must be one of {_STRENGTHS}.")
    return tuple(found)


@lru_cache(maxsize=PIECES_REMEMBERED)
def family_of(key: str, weak: bool) -> tuple[str, str] | None:
    """Return the strength and name of the first family that a line belongs to, or None.

    Parameters
    ----------
    key : str
        A line without its spaces, with ASCII colons, brackets and bars.
    weak : bool
        Whether to look among the weak families, instead of among the others.

    Examples
    --------
    >>> from analysis.clean.families import family_of
    >>> family_of("责任编辑:陈若水", weak=False)
    ('strong', 'controls')
    """
    room, sentence = _room(len(key)), key[-1:] in SENTENCE_ENDS
    named, _ = _able(room, sentence, weak)
    if named:
        forms = _forms().named
        found = (
            forms[at][0] for at in sorted(named & _named_in(key)) if _compiled(forms[at][1]).fullmatch(key)
        )
        first = next(found, len(patterns()))
    else:
        first = len(patterns())
    for at, form in _free(room, sentence, weak, key[:1] if "一" <= key[:1] <= "鿿" else ""):
        if at >= first:
            break
        if form.fullmatch(key):
            first = at
            break
    return (patterns()[first].strength, patterns()[first].name) if first < len(patterns()) else None


def _room(length: int) -> int:
    """Return the least of the lengths up to which families have lines that a line does not exceed."""
    lengths = _lengths()
    at = bisect_left(lengths, length)
    return lengths[at] if at < len(lengths) else lengths[-1] + 1


@cache
def _lengths() -> list[int]:
    return sorted({one.longest for one in patterns()})


@cache
def _able(room: int, sentence: bool, weak: bool) -> tuple[set[int], set[int]]:
    """Return which patterns that need a word, and which families, can match a line of this room."""
    able = {
        at
        for at, one in enumerate(patterns())
        if one.strength != "glued"
        and (one.strength == "weak") == weak
        and room <= one.longest
        and (one.sentences or not sentence)
    }
    return {k for k, (at, _) in enumerate(_forms().named) if at in able}, able


@lru_cache(maxsize=PIECES_REMEMBERED)
def _free(room: int, sentence: bool, weak: bool, char: str) -> list[tuple[int, re.Pattern[str]]]:
    """Return the patterns that need no word, by family, for lines that begin with a Han character or none."""
    _, able = _able(room, sentence, weak)
    _, _, _, others, anyhow, begins = _forms()
    lines = ((at, others[at] if not char or char in begins.get(at, ()) else anyhow.get(at)) for at in others)
    return [(at, any_of(tuple(some))) for at, some in lines if some and at in able]


@lru_cache(maxsize=REMEMBERED)
def _named_in(key: str) -> set[int]:
    """Return the places of the patterns one of whose words is in a line."""
    forms = _forms()
    return {at for word in forms.words.which(key) for at in forms.of_word[word]}


@cache
def _forms() -> Forms:
    named: list[tuple[int, str]] = []
    of_word: dict[str, list[int]] = {}
    others: dict[int, list[str]] = {}
    anyhow: dict[int, list[str]] = {}
    begins: dict[int, frozenset[str]] = {}
    for family_at, family in enumerate(patterns()):
        for line, needed, begun in zip(family.lines, family.needed, family.begins, strict=True):
            for word in needed:
                of_word.setdefault(word, []).append(len(named))
            if needed:
                named.append((family_at, line))
            else:
                others.setdefault(family_at, []).append(line)
                if begun is None:
                    anyhow.setdefault(family_at, []).append(line)
                else:
                    begins[family_at] = begins.get(family_at, frozenset()) | begun
    return Forms(named, Scanner(of_word), list(of_word.values()), others, anyhow, begins)


@cache
def _compiled(line: str) -> re.Pattern[str]:
    return re.compile(line)


@cache
def any_of(lines: tuple[str, ...]) -> re.Pattern[str]:
    """Return one pattern for several."""
    return re.compile("|".join(f"(?:{line})" for line in lines))


def needed_words(parsed: Iterable[tuple[Any, Any]]) -> set[str]:
    """Return words one of which is in whatever a pattern matches; none if unknown or too common.

    Parameters
    ----------
    parsed : iterable of (code, argument)
        The pattern as `re` parses it.
    """
    found: list[set[str]] = []
    run = ""
    for code, argument in [*parsed, (None, None)]:
        if code is _constants.LITERAL:
            run += chr(argument)
            continue
        found.append({run})
        run = ""
        if code is _constants.BRANCH:
            parts = [needed_words(part) for part in argument[1]]
            found.append(set().union(*parts) if all(parts) else set())
        elif code is _constants.SUBPATTERN and not argument[1]:  # no flags of its own, as for any case
            found.append(needed_words(argument[-1]))
        elif code in _REPEATS and argument[0] > 0:
            found.append(needed_words(argument[2]))
        elif code is _constants.ASSERT:
            found.append(needed_words(argument[1]))
    sure = [words for words in found if words and all(map(_is_telling, words))]
    return max(sure, key=lambda words: (min(map(len, words)), -len(words)), default=set())


def _is_telling(word: str) -> bool:
    """Return whether a word has two characters or more, or is a sign that is seldom in texts."""
    return len(word) > 1 or not (word.isalnum() or word in ":(),、")


def beginnings(parsed: Iterable[tuple[Any, Any]]) -> tuple[frozenset[str] | None, bool]:
    """Return with which Han characters a match may begin, None for any, and whether it may be empty.

    Parameters
    ----------
    parsed : iterable of (code, argument)
        The pattern as `re` parses it.
    """
    found: frozenset[str] = frozenset()
    for code, argument in parsed:
        if code in _BESIDE:
            continue
        may_be_empty = False
        more: frozenset[str] | None = None
        if code is _constants.LITERAL:
            more = frozenset(chr(argument))
        elif code is _constants.IN:
            more = _of_class(argument)
        elif code is _constants.BRANCH:
            parts = [beginnings(part) for part in argument[1]]
            several = [one for one, _ in parts if one is not None]
            more = frozenset().union(*several) if len(several) == len(parts) else None
            may_be_empty = any(empty for _, empty in parts)
        elif code is _constants.SUBPATTERN:
            more, may_be_empty = beginnings(argument[-1])
        elif code in _REPEATS:
            more, may_be_empty = beginnings(argument[2])
            may_be_empty = may_be_empty or argument[0] == 0
        if more is None:
            return None, False
        found |= more
        if not may_be_empty:
            return found, False
    return found, True


def _of_class(members: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return the characters of a class of which Han characters are some, None if they are too many."""
    found: set[str] = set()
    for code, argument in members:
        if code is _constants.LITERAL:
            found.add(chr(argument))
        elif code is _constants.RANGE and argument[1] - argument[0] < _MANY:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        elif code is not _constants.CATEGORY or argument not in _NO_HAN:
            return None
    return frozenset(found)
