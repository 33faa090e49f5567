"""Page numbers, on separate lines and inside lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .records import Entry, Line, Outcome, is_terminated, removed
from .seams import SHORTEST_OPEN, begins_paragraph, is_numbered
from .signs import has, sign

LONGEST_NUMBER = 30
"""Longest line (characters) that can be a page number."""

_DASHES = "-—–－―─"
_PAGE_LINE = re.compile(
    rf"[{_DASHES}·\s]*[{_DASHES}·]\s*\d{{1,4}}\s*[{_DASHES}·][{_DASHES}·\s]*(?:[（(](?:全文|正文)?(?:结束|完)[）)])?|第\s*\d{{1,4}}\s*页(?:\s*[,，/]?\s*共\s*\d{{1,4}}\s*页)?"
    r"|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?|\d{1,3}\s*/\s*\d{1,3}"
)
_LINE_NUMBER = re.compile(r"(\d{1,5})(?:\t|\s{1,8}(?=\S)|\s*[|│](?=\s*\S))\s*")
FEWEST_NUMBERED = 5
"""Fewest lines of a text whose lines are numbered."""

_FIFTH = re.compile(r"^(\d{0,3}[05])[ \t\u3000]+(?=[^\s.、．%])")
FEWEST_FIFTHS, ASTRAY = 3, 2
"""Fewest such numbers, and by how many lines, for numbers of pages, they may stand astray."""

_FIFTH_AT_END = re.compile(r"(?<=[^\s\d.．%])(?:[ \t\u3000]{2,}|\t)(\d{0,3}[05])$")

_OF_LIST = re.compile(r"第\s*(\d{1,2})\s*页\s*[:：]\s*[^。；]{1,30}")
"""The link to a page of an article on a site."""

_BARE_NUMBER = re.compile(r"\d{1,3}")
_DASH = sign(f"[{_DASHES}]")
_INLINE = re.compile(rf" ?(?<![0-9])[{_DASHES}] (\d{{1,3}}) [{_DASHES}] ?")


def remove_page_numbers(lines: Sequence[Line]) -> Outcome:
    """Remove page numbers: lines such as `— 3 —`, ascending lines of bare numbers, and `— 3 —` within lines.

    Bare numbers and those within lines are removed only if at least three of them ascend by one. Numbers of
    lines, which an editor or a legal review prints before each, go if every line has the next one, or every
    fifth or tenth.
    """
    lines, numbered = _without_line_numbers(lines)
    lines, fifths = _without_fifth_numbers(lines)
    if not fifths:
        lines, fifths = _without_fifth_numbers(lines, at_end=True)
    numbered += fifths
    listed = _list_of_pages(lines)
    counting = _counting(lines, _BARE_NUMBER)
    if fifths:
        counting |= {i for i, line in enumerate(lines) if _BARE_NUMBER.fullmatch(line.text)}
    kept: list[Line] = []
    entries: list[Entry] = numbered
    expected = _first_inline(lines)
    turned = False
    for i, line in enumerate(lines):
        if (
            (len(line.text) <= LONGEST_NUMBER and _PAGE_LINE.fullmatch(line.text))
            or i in counting
            or i in listed
        ):
            entries.append(removed("page numbers", line))
            turned = True
            continue
        if turned and kept and breaks_sentence(kept[-1].text, line):
            line = line._replace(goes_on=True)
        turned = False
        if expected and " " in line.text:
            line, found, expected = _without_inline(line, expected)
            if found:
                entries.append(Entry("page numbers", "changed", len(found), line.first, "".join(found)))
        kept.append(line)
    return Outcome(kept, entries)


def counting_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the lines that are bare numbers ascending by one, if there are at least three."""
    return _counting(lines, _BARE_NUMBER)


def is_page_number(text: str) -> bool:
    """Return whether a line is a page number (`— 3 —`, `第3页`), or a bare number, which may be one."""
    bare = len(text) <= LONGEST_NUMBER and (_PAGE_LINE.fullmatch(text) or _BARE_NUMBER.fullmatch(text))
    return bool(bare)


def breaks_sentence(above: str, below: Line) -> bool:
    """Return whether a page ends within a sentence, and no paragraph begins below."""
    is_open = (
        len(above) >= SHORTEST_OPEN and any(mark in above for mark in "，。；") and not is_terminated(above)
    )
    return is_open and not (
        (is_numbered(above) and "。" not in above) or below.indented or begins_paragraph(below)
    )


def _without_line_numbers(lines: Sequence[Line]) -> tuple[Sequence[Line], list[Entry]]:
    """Return the lines without the numbers of lines before them, if they are numbered from the first on."""
    found = [_LINE_NUMBER.match(line.text) for line in lines]
    numbers = [int(match[1]) for match in found if match]
    if len(numbers) < FEWEST_NUMBERED or len(numbers) < len(lines) or numbers[0] > 1:
        return lines, []
    if any(
        b - a != 1 and b - a != below.first - above.first
        for (a, above), (b, below) in pairwise(zip(numbers, lines, strict=True))
    ):
        return lines, []
    said = [
        Entry("page numbers", "changed", 1, line.first, match[0])
        for line, match in zip(lines, found, strict=True)
        if match
    ]
    bare = [
        line._replace(text=line.text[match.end() :], lead=line.lead + match.end())
        for line, match in zip(lines, found, strict=True)
        if match
    ]
    return bare, said


def _list_of_pages(lines: Sequence[Line]) -> set[int]:
    """Return the lines at the end of a text that list the pages of an article (`第2页：…`)."""
    found: list[int] = []
    number = 0
    for i in range(len(lines) - 1, -1, -1):
        match = _OF_LIST.fullmatch(lines[i].text)
        if match and (not found or int(match[1]) == number - 1):
            found.append(i)
            number = int(match[1])
        elif found or "。" in lines[i].text:
            break
    return set(found) if len(found) > 1 and number in (1, 2) and found[-1] > 0 else set()


def _without_fifth_numbers(lines: Sequence[Line], at_end: bool = False) -> tuple[Sequence[Line], list[Entry]]:
    """Return the lines without the numbers of every fifth or tenth, on each page anew or throughout."""
    at, pattern = (-1, _FIFTH_AT_END) if at_end else (0, _FIFTH)
    numbered = ((i, line.text) for i, line in enumerate(lines) if line.text and "0" <= line.text[at] <= "9")
    found = {i: match for i, text in numbered if (match := pattern.search(text))}
    for step in (5, 10) if len(found) >= FEWEST_FIFTHS else ():
        chain: list[int] = []
        for i, match in found.items():
            number = int(match[1])
            before = int(found[chain[-1]][1]) if chain else 0
            is_next = number == before + step and (not chain or abs(i - chain[-1] - step) <= ASTRAY)
            if is_next or (number == step and len(chain) > 1):
                chain.append(i)
        if len(chain) >= FEWEST_FIFTHS:
            bare = list(lines)
            for i in chain:
                end = found[i].end()
                if at_end:
                    bare[i] = lines[i]._replace(text=lines[i].text[: found[i].start()])
                    continue
                bare[i] = lines[i]._replace(text=lines[i].text[end:], lead=lines[i].lead + end)
            return bare, [Entry("page numbers", "changed", 1, lines[i].first, found[i][0]) for i in chain]
    return lines, []


def _counting(lines: Sequence[Line], pattern: re.Pattern[str]) -> set[int]:
    """Return the lines that are bare numbers ascending by one, if there are at least three."""
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
    """Return the first page number within lines if at least three of them ascend by one, else 0."""
    texts = (line.text for line in lines if has(line.text, _DASH))
    numbers = [int(match[1]) for text in texts for match in _INLINE.finditer(text)]
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
