"""Chinese characters: which they are, and how common."""

from __future__ import annotations

import re
from functools import cache

from ..errors import DataFileError
from .files import DATA, read_lines

LEVELS = ("1", "2", "3")

HAN_RANGES = r"㐀-䶿一-鿿\uf900-\ufaff\u2e80-\u2fdf\U00020000-\U000323af"
"""Chinese characters within a regular expression, radicals and compatibility forms among them."""

_HAN_RUN = re.compile(f"[{HAN_RANGES}]+")


def count_han(text: str) -> int:
    """Return the number of Chinese characters in `text`.

    Examples
    --------
    >>> from analysis.lexicon import count_han
    >>> count_han("2023年GDP增长6%")
    3
    """
    return sum(map(len, _HAN_RUN.findall(text)))


@cache
def frequent_words() -> tuple[str, ...]:
    """Return words that most official texts use, and that hardly occur the other way round.

    Examples
    --------
    >>> from analysis.lexicon import frequent_words
    >>> "建设" in frequent_words()
    True
    """
    return tuple(line for _, line in read_lines(DATA / "frequent_words.txt"))


@cache
def character_levels() -> dict[str, int]:
    """Return the level of each of the 8,105 characters of the Table of General Standard Chinese Characters.

    Returns
    -------
    dict of str to int
        1 for the 3,500 common characters, 2 for the 3,000 less common ones, 3 for 1,605 characters of names
        and special fields; characters outside the table are not among the keys.

    Raises
    ------
    DataFileError
        When a line of the file is not a level and characters, or a character occurs twice.

    References
    ----------
    State Council (2013). 通用规范汉字表.

    Examples
    --------
    >>> from analysis.lexicon import character_levels
    >>> [character_levels().get(character) for character in "的邕蠼龘"]
    [1, 2, 3, None]
    """
    path = DATA / "standard_characters.txt"
    levels: dict[str, int] = {}
    for number, line in read_lines(path):
        level, _, characters = line.partition(" ")
        if level not in LEVELS or not characters or " " in characters:
            raise DataFileError(f"{path}: line {number}: a level and characters, not {line!r:.40}.")
        twice = [character for character in characters if character in levels]
        if twice:
            raise DataFileError(f"{path}: line {number}: {twice[0]} occurs twice.")
        levels.update(dict.fromkeys(characters, int(level)))
    return levels


@cache
def common_pairs() -> frozenset[str]:
    """Return the pairs of characters that are most frequent within words.

    Raises
    ------
    DataFileError
        When a line of the file does not divide into pairs.

    References
    ----------
    The dictionary of jieba, https://github.com/fxsjy/jieba

    Examples
    --------
    >>> from analysis.lexicon import common_pairs
    >>> "建设" in common_pairs(), "设建" in common_pairs()
    (True, False)
    """
    path = DATA / "common_pairs.txt"
    pairs: set[str] = set()
    for number, line in read_lines(path):
        if len(line) % 2:
            raise DataFileError(f"{path}: line {number}: pairs of characters, not {line!r:.40}.")
        pairs.update(line[i : i + 2] for i in range(0, len(line), 2))
    return frozenset(pairs)
