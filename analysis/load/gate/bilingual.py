"""Texts with their translation, into English or into another script of China: beside or below each line."""

from __future__ import annotations

import re
from itertools import pairwise

from ..tables.columns import HAN

FEWEST_LINES, LEAST_SHARE = 3, 0.6
"""Lines with a translation that a text must have, and their share of its Chinese lines."""

FEWEST_WORDS = 4
"""Fewest English words of a translation; a name or an abbreviation has fewer."""

FEWEST_CHINESE, WHOLE = 3, 0.8
"""Fewest lines of Chinese beside those in another script, and what share of their letters is of it."""

SCRIPTS = {
    "Arabic": re.compile("[\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"),
    "Tibetan": re.compile("[\u0f40-\u0fbc]"),
    "Mongolian": re.compile("[\u1820-\u18aa]"),
    "Yi": re.compile("[\ua000-\ua48c]"),
    "Hangul": re.compile("[\uac00-\ud7a3]"),
}
"""Scripts in which texts of autonomous places stand beside Chinese (Uyghur and Kazakh in Arabic letters)."""

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


def without_other_script(text: str) -> tuple[str, list[int]]:
    """Return a text without its lines in another script of China, and their places.

    The Chinese must be a text of its own: as many lines as half of those left out, and three at least. The
    lines keep their numbers.

    Parameters
    ----------
    text : str
        A text as read.
    """
    if not any(script.search(text) for script in SCRIPTS.values()):
        return text, []
    lines = text.split("\n")
    chinese = [line for line in lines if HAN.search(line)]
    other = [i for i, line in enumerate(lines) if not HAN.search(line) and _is_of_script(line)]
    if not other or len(chinese) < max(FEWEST_CHINESE, len(other) / 2):
        return text, []
    return "\n".join("" if i in other else line for i, line in enumerate(lines)), other


def _is_of_script(line: str) -> bool:
    letters = sum(character.isalpha() for character in line)
    of_script = max(sum(c.isalpha() for c in script.findall(line)) for script in SCRIPTS.values())
    return of_script >= FEWEST_WORDS and of_script >= WHOLE * letters


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
