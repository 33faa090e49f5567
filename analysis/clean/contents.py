"""Tables of contents: their entries recur as the headings of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from .records import Line, Outcome, removed

LONGEST_ENTRY = 60
FEWEST = 3
"""Minimum number of entries, with page numbers and as recurring headings respectively."""

FEWEST_HEADED = 2
"""The same below the line 目录, where page numbers stand behind dots."""

MISSING = 0.2
"""Largest share of the lines below 目录 that do not recur: a heading of the text may be worded otherwise."""

MOST = 400
"""Maximum number of lines in a table of contents."""

_HEAD = re.compile(
    r"[【\[（(]?\s*(?:(?:文章|本文|内容|章节|本页)\s*)?目\s*[录錄次]\s*[】\])）]?[:：]?|CONTENTS|Contents|TABLEOFCONTENTS"
)
_LEADER = re.compile(
    r"(?P<name>.*?\S)\s*(?:(?:[.．·•⋯‥_—\-－]\s*){3,}|(?:…\s*)+|(?<=\s)[.．·⋯]{1,2}\s)[（(]?\s*(?:第|[Pp]\.?)?\s*"
    r"(?P<page>\d{1,4}|[ivxIVX]{1,6}|[Ⅰ-Ⅻ])\s*页?[）)]?"
)
_DOTTED = re.compile(r"(?P<name>[^。；！？]*?[^\s.．·…⋯])\s*(?:(?:[.．·⋯]\s*){6,}|(?:…\s*){3,})")
"""An entry whose page number stands elsewhere."""

_ENDS = "）)—–-－ivxIVX…·.．⋯ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_PAGED = re.compile(
    r"(?P<name>.*?[^\d\s.．,，：:%％年—–\-－])\s*(?:\s[（(]?\s?(?:第|[Pp]\.?)?\s?(?P<page>\d{1,4}|[ivxIVX]{1,6}|[Ⅰ-Ⅻ])\s?页?[）)]?|[—–\-－]\s?(?P<dashed>\d{1,4})\s?[—–\-－]?|\s?[/／]\s?(?P<slashed>\d{1,4})|[（(](?P<bracketed>\d{1,4})[）)])"
)
PAGE, FIRST = 150, 1
"""Fewest characters of a page, on average, and the last page on which a first heading stands."""

_CALLED = re.compile(r"页[）)]?$|\s[（(]?\s?[Pp]\.?\s?\d{1,4}[）)]?$")
_HEADING = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,4}[编篇章节部]|[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|\d{1,2}[、.．]|前\s*言|附)"
)
_CORE = re.compile(r"[^0-9A-Za-z㐀-䶿一-鿿]+")


def remove_contents(lines: Sequence[Line]) -> Outcome:
    """Remove tables of contents, including the line 目录 above them.

    Entries end in a page number after dots or a space, and the numbers never decrease. Below 目录, entries
    may lack numbers if they recur as headings further down; without 目录 and dots they must recur, and
    stand above the text.
    """
    gone: set[int] = set()
    heads = [_HEAD.fullmatch(line.text) is not None for line in lines]

    @cache
    def cores() -> list[str]:
        return [_CORE.sub("", line.text) for line in lines]

    last = {core: at for at, core in enumerate(cores())} if any(heads) else {}
    i = 0
    while i < len(lines):
        head = heads[i]
        first = next((j for j in range(i, len(lines)) if not heads[j]), len(lines)) if head else i
        end = _entries(lines, first, head, cores)
        if head and end == first:
            end = _repeated(lines, first, cores(), last)
        if end > first:
            gone.update(range(i, end))
            i = end
        else:
            i += 1
    if not gone:
        return Outcome(list(lines), [])
    kept = [line for i, line in enumerate(lines) if i not in gone]
    return Outcome(kept, [removed("contents", lines[i]) for i in sorted(gone)])


def _entries(lines: Sequence[Line], first: int, headed: bool, cores: Callable[[], list[str]]) -> int:
    """Return the line after the last entry of a table beginning at `first`, or `first` if there is none."""
    pages: list[int] = []
    names: list[str] = []
    dotted = 0
    end = first
    while end < min(len(lines), first + MOST):
        entry = _entry(lines[end].text)
        if entry is None and (pages or headed) and _is_broken(lines, end, pages):
            end += 1
            continue
        if entry is None or (pages and entry[0] < pages[-1]):
            break
        pages.append(entry[0])
        dotted += entry[1]
        names.append(_CORE.sub("", entry[2]))
        end += 1
    enough = len(pages) >= (FEWEST_HEADED if headed and dotted else FEWEST)
    if enough and not headed and dotted * 2 < len(pages):
        below = {*cores()[end:]}
        is_front = not any("。" in line.text for line in lines[:first])
        is_front &= _are_pages(lines, first, end, pages)
        enough = is_front and sum(name not in below for name in names) <= MISSING * len(names)
    if enough and (any(a < b for a, b in pairwise(pages)) or not any(pages)):
        return end
    return first


def _are_pages(lines: Sequence[Line], first: int, end: int, pages: Sequence[int]) -> bool:
    """Return whether numbers behind words are those of pages, and no days, sums or marks.

    They are called so, or the text below is long enough for them, or they stand behind numbered headings of
    which the first is on the first page.
    """
    entries = [line.text for line in lines[first:end]]
    if all(map(_CALLED.search, entries)):
        return True
    length = sum(len(line.text) for line in lines[end:])
    numbered = sum(_HEADING.match(entry) is not None for entry in entries)
    return max(pages) <= length / PAGE or (pages[0] <= FIRST and numbered >= (1 - MISSING) * len(entries))


def _is_broken(lines: Sequence[Line], at: int, pages: Sequence[int]) -> bool:
    """Return whether a line is the beginning of an entry that ends on the next line, behind dots."""
    text = lines[at].text
    if len(text) > LONGEST_ENTRY or any(mark in text for mark in "。；！？") or at + 1 >= len(lines):
        return False
    below = _entry(lines[at + 1].text)
    return below is not None and below[1] and (not pages or below[0] >= pages[-1] > 0)


def _entry(text: str) -> tuple[int, bool, str] | None:
    """Return the page number of an entry, whether it has dot leaders, and its words."""
    end = text.rstrip()[-1:]
    if len(text) > 4 * LONGEST_ENTRY or not (
        end.isdecimal() or end in "）)—–-－ivxIVX…·.．⋯页" or "Ⅰ" <= end <= "Ⅻ"
    ):
        return None
    if end in "…·.．⋯" and (bare := _DOTTED.fullmatch(text)) and len(bare["name"]) <= LONGEST_ENTRY:
        return 0, True, bare["name"]
    for pattern, dotted in ((_LEADER, True), (_PAGED, False)):
        match = pattern.fullmatch(text)
        if (
            match
            and len(match["name"]) <= LONGEST_ENTRY
            and not any(mark in match["name"] for mark in "。；！？")
        ):
            found = match.groupdict()
            page = found.get("dashed") or found.get("slashed") or found.get("bracketed") or found["page"]
            return int(page) if page.isdecimal() else 0, dotted, match["name"]
    return None


def _repeated(lines: Sequence[Line], first: int, cores: Sequence[str], last: Mapping[str, int]) -> int:
    """Return the line after the last of the lines below 目录 that recur further down, nearly all of them."""
    end = first
    missing = 0
    while end < len(lines) and len(lines[end].text) <= LONGEST_ENTRY and cores[end]:
        if end > first and (cores[end] == cores[first] or "。" in lines[end].text):
            break
        if last[cores[end]] == end and not any(core.startswith(cores[end]) for core in cores[end + 1 :]):
            missing += 1
        end += 1
    is_whole = end - first >= FEWEST and missing <= MISSING * (end - first)
    return end if is_whole and end < len(lines) else first
