"""Texts with their translation into English: line for line, beside each other or below."""

from __future__ import annotations

import re
from itertools import pairwise

from ..tables.columns import HAN

FEWEST_LINES, LEAST_SHARE = 3, 0.6
"""Lines with a translation that a text must have, and their share of its Chinese lines."""

FEWEST_WORDS = 4
"""Fewest English words of a translation; a name or an abbreviation has fewer."""

_OPENING = re.compile(r"[\"'“‘(（\[]?[A-Za-z]")
_BETWEEN = " \t\u3000|/／"
_QUOTES = "“《「『（"
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def without_translation(text: str) -> tuple[str, list[int]]:
    r"""Return a text without the English beside or below its lines, and the places of the lines concerned.

    The lines keep their numbers: one that is all English becomes empty.

    Parameters
    ----------
    text : str
        A text as read.

    Examples
    --------
    >>> from analysis.load.gate.bilingual import without_translation
    >>> without_translation("修路。\tThe roads were built.\n" * 3)
    ('修路。\n修路。\n修路。\n', [0, 1, 2])
    """
    if len(_WORD.findall(text)) < FEWEST_LINES * FEWEST_WORDS:
        return text, []
    lines = text.split("\n")
    chinese = [i for i, line in enumerate(lines) if HAN.search(line)]
    parted = {i: bare for i in chinese if (bare := _chinese(lines[i])) != lines[i]}
    filled = [i for i, line in enumerate(lines) if line.strip()]
    below = {i for i in filled if not HAN.search(lines[i]) and _is_sentence(lines[i])}
    beside = {i for i, j in pairwise(filled) if j in below and i not in below}
    n_with = len(beside | {*parted})
    if n_with < FEWEST_LINES or n_with < LEAST_SHARE * len(chinese):
        return text, []
    kept = ("" if i in below else parted.get(i, line) for i, line in enumerate(lines))
    return "\n".join(kept), sorted(below | {*parted})


def _chinese(line: str) -> str:
    """Return a line without the English sentence at its end or its beginning."""
    places = [found.start() for found in HAN.finditer(line)]
    first, end = places[0], places[-1] + 1
    behind = _OPENING.search(line, end)
    if behind and _is_sentence(line[behind.start() :]):
        return line[: behind.start()].rstrip(_BETWEEN)
    first = len(line[:first].rstrip(_QUOTES))
    if _OPENING.match(line) and _is_sentence(line[:first]):
        return line[first:]
    return line


def _is_sentence(english: str) -> bool:
    return len(_WORD.findall(english)) >= FEWEST_WORDS
