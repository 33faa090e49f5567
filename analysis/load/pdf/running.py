"""Lines that belong to the pages of a PDF: running heads and feet, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from ..attribution.body import ISSUE
from ..attribution.headlines import NEXT_TITLE, OFFICE
from .edge_places import DAY, bare_of, is_of_text
from .marks import PAGE_NUMBER, counted

EDGE = 2
"""How many lines at the head and the foot of a page may be those of every page."""

SHARE, FEWEST = 0.4, 3
"""On what share of the pages, and on how many, a line must occur at the same edge to be a running one."""

LONGEST = 60
"""Longest running line (characters)."""

NAMED = 4
"""Fewest Chinese characters of a head that is one however few pages of a long file have it: a chapter's."""

COVER = 8
"""Most lines of a cover."""

ENDS = ("。", "！", "？", "：", "；", "”", "）")
"""How a page ends before the one that a chapter begins on."""

NEAR = 4
"""Within how many lines below a head the heading stands that it repeats."""

_CHAPTER = re.compile(r"第[一二三四五六七八九十百零\d]+[章编篇部节]|[一二三四五六七八九十]+、")
_TITLE = re.compile(
    r".*(?:方案|规划|纲要|报告|意见|通知|办法|条例|计划|决定|规定|细则|措施|公告|通告|要点|总结|讲话|指南|目录|清单|决议|公约)"
    r"(?:[（(].{1,24}[)）])?"
)
"""Headings that a head repeats: of a chapter, and that of the file at its beginning."""

_BESIDE = re.compile(
    r"[·•—–|-]*\s*(?P<before>\d{1,4})\s*[·•—–|-]*\s+(?=\D)(?P<below>.+)"
    r"|(?P<above>.*\D)(?:\s+[·•—–|-]*|[·•—–|]+)\s*(?P<behind>\d{1,4})\s*[·•—–|-]*\s*"
)
"""A head that holds the number of its page."""

_OF_LABEL = re.compile(r"\s*(?:专[栏题]|附[件表录图]|[图表例]|案例|步骤|任务|项目|问题|指标)")
_HAN = re.compile(r"[㐀-鿿]")
_ROMAN = re.compile(r"[\s\-—–·]*(?:[ivx]{1,6}|[IVX]{1,6}|[Ⅰ-Ⅻⅰ-ⅻ])[\s\-—–·]*")


def without_page_numbers(pages: Sequence[list[str]]) -> tuple[list[list[str]], Counter[str]]:
    """Return pages without the numbers at their head or foot that count them, and these lines.

    A number counts the pages if it is as far from the place of its page in the file as those of other pages.

    Parameters
    ----------
    pages : sequence of list of str
        The lines of each page.
    """
    found: list[dict[int, int]] = []
    for at, page in enumerate(pages):
        filled = [i for i, line in enumerate(page) if line.strip()]
        edges = {*filled[:1], *filled[-1:]}
        matches = {i: PAGE_NUMBER.fullmatch(page[i]) for i in edges}
        found.append({i: counted(match["number"]) - at for i, match in matches.items() if match})
    distances = Counter(distance for places in found for distance in set(places.values()))
    usual = {distance for distance, count in distances.items() if count >= 2}
    ends = (next((line for line in reversed(page) if line.strip()), "") for page in pages)
    feet = {line.strip(" \u3000-—–·").lower() for line in ends}
    roman = {"i", "ii"} <= feet or {"ⅰ", "ⅱ"} <= feet
    kept, gone = [], Counter[str]()
    for page, places in zip(pages, found, strict=True):
        drop = {i for i, distance in places.items() if distance in usual}
        filled = [i for i, line in enumerate(page) if line.strip()]
        if (usual or roman) and len(filled) > 1:
            drop |= {i for i in (filled[0], filled[-1]) if _ROMAN.fullmatch(page[i])}
        gone.update(page[i].strip() for i in drop)
        kept.append([line for i, line in enumerate(page) if i not in drop])
    return kept, gone


def without_numbered_heads(pages: Sequence[list[str]]) -> tuple[list[list[str]], Counter[str]]:
    """Return pages without heads and feet that hold the number of their page, and these lines.

    Their words may change with the chapter. As `without_page_numbers`, but on as many pages as a running
    line; words behind the number, as in a heading, must stand on another line too.

    Parameters
    ----------
    pages : sequence of list of str
        The lines of each page.
    """
    seen = Counter(_shape(line) for page in pages for line in page)
    found: list[dict[int, int]] = []
    for at, page in enumerate(pages):
        filled = [i for i, line in enumerate(page) if line.strip()]
        edges = {*filled[:1], *filled[-1:]} if len(filled) > 1 else set()
        places = {}
        for i in edges:
            match = _BESIDE.fullmatch(page[i].strip())
            words = (match["below"] or match["above"]) if match else ""
            is_head = (
                len(_HAN.findall(words)) >= NAMED and _may_run(_shape(words)) and not _OF_LABEL.match(words)
            )
            if match and is_head and (match["behind"] or seen[_shape(words)]):
                places[i] = int(match["before"] or match["behind"]) - at
        found.append(places)
    distances = Counter(distance for places in found for distance in set(places.values()))
    usual = {distance for distance, count in distances.items() if count >= FEWEST}
    gone = Counter(
        page[i].strip()
        for page, places in zip(pages, found, strict=True)
        for i, distance in places.items()
        if distance in usual
    )
    kept = [
        [line for i, line in enumerate(page) if places.get(i) not in usual]
        for page, places in zip(pages, found, strict=True)
    ]
    return kept, gone


def without_running_lines(
    pages: Sequence[list[str]], known: Iterable[str] = (), large: Set[str] = frozenset()
) -> tuple[list[list[str]], Counter[str]]:
    """Return pages without the lines that occur at the head or foot of many of them, and these lines.

    Numbers in a line may differ from page to page; heads may alternate between left and right pages. The
    first of several stays if it is the title, the heading of a chapter or the issue of a periodical, and its
    words stand nowhere else.

    Parameters
    ----------
    pages : sequence of list of str
        The lines of each page.
    known : iterable of str
        Lines found to be running heads by their form.
    large : set of str
        Lines without blanks in letters larger than the text: headings, whose numbers count no pages.
    """

    def shape_of(line: str) -> str:
        return bare if (bare := bare_of(line)) in large else _shape(line)

    filled = [[i for i, line in enumerate(page) if line.strip()] for page in pages]
    edges = [
        [*places[:EDGE], *places[-EDGE:]] if len(places) > 2 * EDGE else [*places[:1], *places[-1:]]
        for places in filled
    ]
    seen: Counter[tuple[str, bool]] = Counter()
    for page, places in zip(pages, edges, strict=True):
        half = len(places) / 2
        seen.update({(shape_of(page[i]), k < half) for k, i in enumerate(places)})
        seen.update((shape_of(page[i]), False) for i in places if len(places) == 1)
    n = sum(bool(places) for places in filled)
    often = {key for key, count in seen.items() if count >= _least(key[0], n) and _may_run(key[0])}
    often |= {(shape_of(line), True) for line in known}
    most: Counter[str] = Counter()
    for (shape, _), count in seen.items():
        most[shape] = max(most[shape], count)
    drops: list[set[int]] = []
    cover = next((at for at, places in enumerate(filled) if places), -1)
    last = max((at for at, places in enumerate(filled) if places), default=-1)
    for at, (page, places) in enumerate(zip(pages, edges, strict=True)):
        half = len(places) / 2
        if at == cover and n > 1 and _is_cover(page):
            drops.append(set())
            continue
        places = filled[at] if len(filled[at]) <= 2 * EDGE else places
        half = len(places) / 2
        drop = {i for k, i in enumerate(places) if (shape_of(page[i]), k < half) in often}
        if at == last and len(filled[at]) == 1:  # of the last page, its foot or head alone
            drop = {i for i in places if any((shape_of(page[i]), side) in often for side in (True, False))}
            drop = {i for i in drop if most[shape_of(page[i])] * 2 >= n}
        elif places and len(drop) == len(filled[at]):  # a page with its title alone, or the end of a print
            rare = {i for i in drop if _HAN.search(page[i]) and most[shape_of(page[i])] * 2 < n}
            drop -= rare if len(drop) > 1 else {i for i in drop if _HAN.search(page[i])}
        drop = {
            i
            for i, below in pairwise([*filled[at], 0])
            if i in drop and (below in drop or not _is_of_text_below(page[i], page[below]))
        }
        drops.append(drop | _repeated_head(page))
    for at, i in _headings(pages, drops, cover):
        drops[at].discard(i)
    gone = Counter(page[i].strip() for page, drop in zip(pages, drops, strict=True) for i in drop)
    kept = [
        [line for i, line in enumerate(page) if i not in drop]
        for page, drop in zip(pages, drops, strict=True)
    ]
    return kept, gone


def _headings(pages: Sequence[list[str]], drops: Sequence[set[int]], first: int) -> list[tuple[int, int]]:
    """Return the places (page, line) of heads that are the title or the heading of a chapter themselves."""
    found: dict[str, tuple[int, int] | None] = {}
    worded: dict[str, set[str]] = {}
    rest: set[str] = set()
    above = "。"
    for at, (page, drop) in enumerate(zip(pages, drops, strict=True)):
        is_prose = any("。" in line for line in page)
        for i, line in enumerate(page):
            bare = "".join(line.split())
            if i not in drop:
                rest.add(bare)
                above = bare if bare and is_prose else above
                continue
            worded.setdefault(_shape(line), set()).add(bare)
            chapter = _CHAPTER.match(bare)
            is_title = at == first and (_TITLE.fullmatch(bare) or ISSUE.fullmatch(bare))
            may_begin = is_title or (chapter and above.endswith(ENDS) and chapter[0] not in rest)
            if 2 * i < len(page):
                found.setdefault(bare, (at, i) if may_begin else None)
    return [
        place
        for bare, place in found.items()
        if place
        and len(worded[_shape(bare)]) == 1
        and len(_HAN.findall(bare)) >= NAMED
        and not any(bare in line for line in rest if len(line) <= LONGEST)
    ]


def _is_of_text_below(line: str, below: str) -> bool:
    """Return whether a line is an office, above the day on which it signs or above the rest of its title."""
    return OFFICE.match(line) is not None and (
        DAY.fullmatch(bare_of(below)) is not None or NEXT_TITLE.match(below) is not None
    )


def _is_cover(page: Sequence[str]) -> bool:
    """Return whether the first page of a file holds a title and what belongs to it alone."""
    lines = [line for line in page if line.strip()]
    return len(lines) <= COVER and not any("。" in line for line in lines)


def _shape(line: str) -> str:
    bare = "".join(line.split())
    return bare if is_of_text(bare) else re.sub(r"\d+", "0", bare)


def _may_run(shape: str) -> bool:
    return bool(shape) and len(shape) <= LONGEST and not any(mark in shape for mark in "。；，！？")


def _least(shape: str, n: int) -> float:
    """Return on how many of `n` pages a line must stand to be a running one."""
    return FEWEST if len(_HAN.findall(shape)) >= NAMED else max(FEWEST, SHARE * n)


def _repeated_head(page: Sequence[str]) -> set[int]:
    """Return the place of a head that repeats the heading below it, if the page begins with one."""
    filled = [i for i, line in enumerate(page) if line.strip()]
    words = ["".join(page[i].split()) for i in filled[: 1 + NEAR]]  # rows of a table differ in their numbers
    return {filled[0]} if len(filled) > NEAR and _may_run(words[0]) and words[0] in words[1:] else set()
