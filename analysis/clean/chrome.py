"""Lines of the web page around a text: navigation, buttons, data lines, footers, contacts, spam."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..errors import DataFileError
from ..lexicon import DATA, read_lines
from .records import Entry, Line, Outcome, removed

NEIGHBOURS = 2
"""How many lines away from certain furniture a doubtful line may stand and still be taken for furniture."""

LONGEST = 400
"""Longest line (characters) that is looked at; a page's furniture is short."""

PROSE = 60
"""From this length (characters), a line with a full stop is text, which ends a list of links."""

_KEY = str.maketrans("：（）［］｜︱丨＞《", ":()[]|||>《")
_PARTS = re.compile(r"[\s|/·、>»›,，+\-—–•●■◆▪]+")
_STRENGTHS = ("strong", "weak", "tail")


class Pattern(NamedTuple):
    """One family of page furniture."""

    name: str
    strength: str
    longest: int
    lines: re.Pattern[str]


@cache
def patterns(path: Path = DATA / "chrome.toml") -> tuple[Pattern, ...]:
    """Return the families of page furniture listed in a file.

    Raises
    ------
    DataFileError
        When the file is not TOML, an entry lacks a key, or an expression is not one.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["pattern"]
    except (tomllib.TOMLDecodeError, KeyError) as fault:
        raise DataFileError(f"{path}: {fault}; it must hold a list of [[pattern]].") from None
    found = []
    for number, entry in enumerate(entries, 1):
        try:
            whole = "|".join(f"(?:{line})" for line in entry["lines"])
            found.append(Pattern(entry["name"], entry["strength"], int(entry["max"]), re.compile(whole)))
        except (KeyError, re.error) as fault:
            raise DataFileError(f"{path}: [[pattern]] number {number}: {fault}.") from None
        if entry["strength"] not in _STRENGTHS:
            raise DataFileError(f"{path}: [[pattern]] number {number}: strength must be one of {_STRENGTHS}.")
    return tuple(found)


@cache
def words(path: Path = DATA / "chrome_words.txt") -> dict[str, str]:
    """Return the labels of menus and buttons, each with its strength (`strong` or `weak`)."""
    strength = ""
    found: dict[str, str] = {}
    for number, line in read_lines(path):
        if line in ("[strong]", "[weak]"):
            strength = line[1:-1]
        elif not strength:
            raise DataFileError(f"{path}: line {number}: a label before the first [strong] or [weak].")
        else:
            found.setdefault(line, strength)
    return found


def judge(text: str) -> tuple[str, str] | None:
    """Return strength and family of a line of page furniture, or `None` for a line of text."""
    if len(text) > LONGEST:
        return None
    key = re.sub(r"\s+", "", text.translate(_KEY))
    for pattern in patterns():
        if pattern.strength != "weak" and len(key) <= pattern.longest and pattern.lines.fullmatch(key):
            return pattern.strength, pattern.name
    known = words()
    parts = [part for part in _PARTS.split(text.translate(_KEY)) if part]
    if parts and (all(part in known for part in parts) or key in known):
        strong = key in known and known[key] == "strong" or any(known.get(part) == "strong" for part in parts)
        return ("strong" if strong or len(parts) >= 3 else "weak"), "navigation"
    for pattern in patterns():
        if pattern.strength == "weak" and len(key) <= pattern.longest and pattern.lines.fullmatch(key):
            return "weak", pattern.name
    return None


def _is_prose(text: str) -> bool:
    return len(text) >= PROSE and any(stop in text for stop in "。！？")


def remove_chrome(lines: Sequence[Line]) -> Outcome:
    """Remove lines that belong to the page and not to the text.

    Only whole lines are removed. A doubtful line (a label that could be a heading, an address, a bare number) goes
    only when it stands beside certain furniture or in a row of at least three such lines. Below a heading such as
    相关报道, short lines go until the end, when no running text follows.
    """
    verdicts = [judge(line.text) for line in lines]
    gone = [verdict is not None and verdict[0] != "weak" for verdict in verdicts]
    certain = [i for i, sure in enumerate(gone) if sure]
    gone = _spread(verdicts, gone, certain)
    last_prose = max((i for i, line in enumerate(lines) if _is_prose(line.text)), default=-1)
    tail = next(
        (i for i, verdict in enumerate(verdicts) if verdict and verdict[0] == "tail" and i > last_prose), None
    )
    kept: list[Line] = []
    entries: list[Entry] = []
    for i, (line, verdict) in enumerate(zip(lines, verdicts, strict=True)):
        below = tail is not None and last_prose >= 0 and i > tail and line.text[-1] not in "。！？"
        if gone[i] and verdict is not None:
            entries.append(removed(f"chrome: {verdict[1]}", line))
        elif below:
            entries.append(removed("chrome: related links", line))
        else:
            kept.append(line)
    return Outcome(kept, entries)


def _spread(
    verdicts: Sequence[tuple[str, str] | None], gone: Sequence[bool], certain: Sequence[int]
) -> list[bool]:
    """Return which lines go, once doubtful lines beside certain ones, or in rows, are counted in."""
    result = list(gone)
    near = {j for i in certain for j in range(i - NEIGHBOURS, i + NEIGHBOURS + 1)}
    i = 0
    while i < len(verdicts):
        j = i
        while j < len(verdicts) and verdicts[j] is not None:
            j += 1
        row = range(i, j)
        if j - i >= 3 or any(k in near for k in row):
            for k in row:
                result[k] = True
        i = max(j, i + 1)
    return result
