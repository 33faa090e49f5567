"""How common Chinese characters are."""

from __future__ import annotations

from functools import cache

from ..errors import DataFileError
from .files import DATA, read_lines

LEVELS = ("1", "2", "3")


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
