"""Common characters that make no words: fonts whose characters were exchanged, scrambled texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...lexicon import character_levels, common_pairs, surnames

FEWEST, SHARE = 80, 0.03
LONG, SHARE_IN_LONG = 160, 0.06
"""From how many different pairs of characters on it is no text if at most so small a share of them is common.
Of real texts it is 0.28 or more, of classical prose 0.09, of exchanged characters 0.02."""

COMMON, COMMON_IN_LONG = 0.97, 0.8
"""Share of characters among the 3,500 common ones; fewer will do in long texts at the smaller share
above. Lists of herbs or chemicals, dialect and Traditional script have less, and few common pairs."""

LOW = 0.08
"""Share of common pairs up to which a line may be one of several that make no words."""

FEWEST_DOUBTED, COMMON_IN_LINE, NAMES = 14, 0.85, 0.5
"""From how many pairs on a single line is doubted if at most `SHARE` of them is common, which no line of
real texts was; share of common characters in it, and of surnames in lists of persons."""

LONGEST_WHOLE = 400
"""Characters of a text up to which its short lines are looked at together."""

STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
"""Characters that count, in lists."""

_RUN = re.compile(r"[一-鿿]{5,}")
"""Shorter runs are names in lists."""


def nonsense_lines(text: str) -> list[int]:
    """Return the places of lines whose characters make no words, where enough follow each other to tell.

    Parameters
    ----------
    text : str
        A text as read.
    """
    lines = text.split("\n")
    return [i for block in _low_blocks(lines) if _is_scrambled([lines[i] for i in block]) for i in block]


def doubted_lines(text: str) -> list[int]:
    """Return the places of lines that make no words, too short to be left out for it.

    Parameters
    ----------
    text : str
        A text as read.
    """
    lines = text.split("\n")
    found = [i for i, line in enumerate(lines) if _is_doubted(line)]
    if found or len(text) > LONGEST_WHOLE or not _is_doubted(text):
        return found
    return [next(i for i, line in enumerate(lines) if _RUN.search(line))]


def _is_doubted(line: str) -> bool:
    runs = _RUN.findall(line)
    n = sum(map(len, runs)) - len(runs)
    if n < FEWEST_DOUBTED:
        return False
    known, levels, names = common_pairs(), character_levels(), surnames() + STEMS
    hits, most = 0, SHARE * n
    for run in runs:
        for i in range(len(run) - 1):
            hits += run[i : i + 2] in known
            if hits > most:
                return False
    characters = "".join(runs)
    common = sum(levels.get(character) == 1 for character in characters)
    return common >= COMMON_IN_LINE * len(characters) and sum(
        character in names for character in characters
    ) < NAMES * len(characters)


def is_nonsense(text: str) -> bool:
    """Return whether the characters of a text make no words.

    Parameters
    ----------
    text : str
        A text or a page of it.
    """
    return _is_scrambled([text])


def _low_blocks(lines: list[str]) -> Iterator[list[int]]:
    """Yield the places of lines that follow each other and have hardly a common pair; short ones between."""
    block: list[int] = []
    between: list[int] = []
    for i, line in enumerate(lines):
        n, hits = _pairs(line)
        if not n:
            between.append(i)
        elif hits > LOW * n + 1:
            if block:
                yield block
            block, between = [], []
        else:
            block += [*between, i] if block else [i]
            between = []
    yield block


def _is_scrambled(lines: list[str]) -> bool:
    n, hits = _pairs("\n".join(lines))
    if n < FEWEST or hits > LOW * n + 1:
        return False
    runs = [run for line in lines for run in _RUN.findall(line)]
    pairs = {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
    n, hits = len(pairs), len(pairs & common_pairs())
    if n < FEWEST or hits > (SHARE if n < LONG else SHARE_IN_LONG) * n:
        return False
    levels, characters = character_levels(), "".join(runs)
    common = sum(levels.get(character) == 1 for character in characters) / len(characters)
    return common >= COMMON or (n >= LONG and hits <= SHARE * n and common >= COMMON_IN_LONG)


def _pairs(line: str) -> tuple[int, int]:
    """Return how many pairs of characters a line has and how many, as far as it matters, are common."""
    known = common_pairs()
    runs = _RUN.findall(line)
    n = sum(map(len, runs)) - len(runs)
    hits, most = 0, LOW * n + 1
    for run in runs:
        for i in range(len(run) - 1):
            hits += run[i : i + 2] in known
            if hits > most:
                return n, hits
    return n, hits
