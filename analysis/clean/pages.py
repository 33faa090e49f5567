"""Traces of the printed page: page numbers, and the markers a converter puts into sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .records import Entry, Line, Outcome, is_terminated, removed

PAGE_LENGTH = 60
"""Fewest characters between two page markers: a page is longer than an item of a list."""

LONGEST_NUMBER = 30
"""Longest line (characters) that can be a page number."""

_DASHES = "-—–－―─"
_PAGE_LINE = re.compile(
    rf"[{_DASHES}·\s]*[{_DASHES}·]\s*\d{{1,4}}\s*[{_DASHES}·][{_DASHES}·\s]*|第\s*\d{{1,4}}\s*页(?:\s*[,，/]?\s*共\s*\d{{1,4}}\s*页)?"
    r"|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?|\d{1,3}\s*/\s*\d{1,3}"
)
_BARE_NUMBER = re.compile(r"\d{1,3}")
_INLINE = re.compile(rf" ?(?<![0-9])[{_DASHES}] (\d{{1,3}}) [{_DASHES}] ?")
_MARKER = re.compile(r"(\d{1,3})、(?=\S)")


def remove_page_numbers(lines: Sequence[Line]) -> Outcome:
    """Remove page numbers: lines such as `— 3 —`, rows of bare numbers that count up, and `— 3 —` in a line.

    Bare numbers and those inside a line go only when at least three of them count up by one.
    """
    counting = _counting(lines, _BARE_NUMBER)
    kept: list[Line] = []
    entries: list[Entry] = []
    expected = _first_inline(lines)
    for i, line in enumerate(lines):
        if (len(line.text) <= LONGEST_NUMBER and _PAGE_LINE.fullmatch(line.text)) or i in counting:
            entries.append(removed("page numbers", line))
            continue
        if expected and " " in line.text:
            line, found, expected = _without_inline(line, expected)
            if found:
                entries.append(Entry("page numbers", "changed", len(found), line.first, "".join(found)))
        kept.append(line)
    return Outcome(kept, entries)


def _counting(lines: Sequence[Line], pattern: re.Pattern[str]) -> set[int]:
    """Return which lines are bare numbers that count up by one, at least three of them."""
    numbers = [(i, int(line.text)) for i, line in enumerate(lines) if pattern.fullmatch(line.text)]
    chains: list[list[int]] = []
    waiting: dict[int, list[int]] = {}
    for i, number in numbers:
        chain = waiting.get(number)
        if chain is not None and i - chain[-1] > 1:
            del waiting[number]
        else:
            chain = []
            chains.append(chain)
        chain.append(i)
        waiting.setdefault(number + 1, chain)
    return {i for chain in chains if len(chain) >= 3 for i in chain}


def _first_inline(lines: Sequence[Line]) -> int:
    """Return the first page number inside lines when at least three of them count up by one, else 0."""
    numbers = [int(match[1]) for line in lines for match in _INLINE.finditer(line.text)]
    steps = sum(b - a == 1 for a, b in pairwise(numbers))
    return numbers[0] if steps >= 2 else 0


def _without_inline(line: Line, expected: int) -> tuple[Line, list[str], int]:
    found: list[str] = []

    def drop(match: re.Match[str]) -> str:
        nonlocal expected
        if int(match[1]) not in (1, expected):
            return match[0]
        expected = int(match[1]) + 1
        found.append(match[0])
        return ""

    return line._replace(text=_INLINE.sub(drop, line.text)), found, expected


def _is_cut(text: str) -> bool:
    """Return whether a line breaks off in running text."""
    return len(text) >= PAGE_LENGTH and not is_terminated(text) and any(mark in text for mark in "，。,、；")


def remove_page_markers(lines: Sequence[Line]) -> Outcome:
    """Remove the numbers a converter puts where a page begins (`金山⏎2、银山`), and join the sentence again.

    A number counts as such a marker when it follows the one before, and the line above it breaks off in
    running text. A list, whose items end with a stop or are short, keeps its numbers.
    """
    at = {i: int(match[1]) for i, line in enumerate(lines) if (match := _MARKER.match(line.text))}
    cut = [i for i in at if i > 0 and _is_cut(lines[i - 1].text)]
    broken = [i for i in at if i > 0 and not is_terminated(lines[i - 1].text)]
    markers = _chain(at, cut, broken)
    kept: list[Line] = []
    entries: list[Entry] = []
    for i, line in enumerate(lines):
        if i not in markers:
            kept.append(line)
            continue
        found = _MARKER.match(line.text)
        rest = line.text[found.end() :] if found else line.text
        marker = line.text[: len(line.text) - len(rest)]
        if i in cut or (kept and markers[i] > 1):
            above = kept[-1]
            entries.append(
                Entry("page markers", "changed", 1, line.first, f"{above.text[-6:]}⏎{marker}{rest[:6]}")
            )
            kept[-1] = above._replace(text=above.text + rest, last=line.last)
        else:
            entries.append(Entry("page markers", "changed", 1, line.first, f"{marker}{rest[:6]}"))
            kept.append(line._replace(text=rest))
    return Outcome(kept, entries)


def _chain(at: dict[int, int], cut: Sequence[int], broken: Sequence[int]) -> dict[int, int]:
    """Return the lines whose numbers are page markers.

    These are the cut ones that count up, and further ones that follow or precede them by one: between two
    markers any, elsewhere those below a line that breaks off, and a 1 at the beginning of the text.
    """
    chosen: dict[int, int] = {}
    last = 0
    for i in cut:
        if at[i] > last:
            chosen[i] = last = at[i]
    if not chosen or (len(chosen) == 1 and last != 2):
        return {}
    for i in (*sorted(at), *sorted(at, reverse=True)):
        if i in chosen or at[i] in chosen.values():
            continue
        lower = max((j for j in chosen if chosen[j] < at[i]), default=-1)
        upper = min((j for j in chosen if chosen[j] > at[i]), default=max(at) + 1)
        beside = {chosen.get(lower), chosen.get(upper)} & {at[i] - 1, at[i] + 1}
        between = lower >= 0 and upper <= max(at)
        if lower < i < upper and beside and (between or i in broken or (i == 0 and at[i] == 1)):
            chosen[i] = at[i]
    return dict(sorted(chosen.items()))
