"""Several articles of papers in one file, parted by the lines that say where each was printed."""

from __future__ import annotations

import re

from ..attribution.dates import parse_date
from ..attribution.headlines import is_headline
from ..items import Item, trim_lines

_PAPER = r"[《]?(?P<paper>[一-鿿]{2,10}(?:日报|晚报|晨报|早报|时报|商报|文摘|报))[》]?"
_DAY = r"(?P<y>(?:19|20)\d\d)\s?(?:年|[-/.])\s?/?\s?(?P<m>\d{1,2})\s?(?:月|[-/.])\s?/?\s?(?P<d>\d{1,2})\s?日?"
_PAGE = (
    r"(?:[（(]?\s?第?\s?[A-Z]?\d{1,3}\s?版(?:[:：\s]\s?[一-鿿·]{1,8})?\s?[）)]?"
    r"|[（(]?\s?[A-Z]\d{1,2}\s?[）)]?)"
)
PRINTED = re.compile(
    rf"[（(【\[]?(?:来源|稿源|出处|原载|刊于|报纸名称|报刊)?\s?[:：]?\s?{_PAPER}\s?[,，/|｜]?\s?[（(]?\s?"
    rf"{_DAY}\s?[,，/|｜]?(?:\s?星期.\s?[,，/|｜]?)?\s?(?P<page>{_PAGE})?(?:\s?[,，/|｜]?\s?[一-鿿]{{2,4}})?\s?[）)】\]]{{0,2}}"
)
"""A line with a paper, a day and mostly a page, and nothing else."""

_TOOLS = re.compile(r"(?:(?:复制链接|打印|下载|收藏|分享|复制|全文|放大|缩小|字号|导出|引用)[\s|｜]*){2,}")
_ENDS = ("。", "！", "？", "”", "）", ")", "…")
PROSE, ABOVE = 40, 6
"""Least length of a line of running text, and most filled lines between headline and place of print."""


def printed_articles(text: str, line: int = 1) -> list[Item]:
    """Return the articles of a file of several, with title, paper and day; none for other texts.

    Each stands below the line that says where it was printed, and may end with the same line, or stands above
    it.

    Parameters
    ----------
    text : str
        The text, with line feeds as line breaks.
    line : int
        Line of the source on which it begins.
    """
    lines = [" ".join(one.split()) for one in text.split("\n")]
    marks = {i: match for i, one in enumerate(lines) if len(one) < 80 and (match := PRINTED.fullmatch(one))}
    if len(marks) < 2:
        return []
    heads = [i for i in marks if not _is_below_prose(lines, i)]
    if len(heads) > 1:
        starts = [start for i in heads if (start := _start(lines, i, marks)) is not None]
    else:
        heads = [i for i in marks if _is_below_prose(lines, i)]
        starts = [0, *(i + 1 for i in heads[:-1])]
    bounds = [*starts[1:], len(lines)]
    if len(heads) < 2 or len(starts) < len(heads) or _has_prose(lines[: starts[0]]):
        return []
    items = []
    for at, start, end in zip(heads, starts, bounds, strict=True):
        whole = [
            "" if i in marks or _TOOLS.fullmatch(lines[i]) else raw
            for i, raw in enumerate(text.split("\n")[:end])
            if i >= start
        ]
        words, first = trim_lines("\n".join(whole), line + start)
        title = next((one for one in lines[start:end] if one), "")
        if not is_headline(title) or not _has_prose(whole):
            return []
        found = marks[at]
        day = parse_date("-".join(found.group("y", "m", "d"))) or ""
        stated = {"title": title, "publisher": found["paper"], "date": day}
        items.append(Item(words, first, {k: v for k, v in stated.items() if v}, (), "page"))
    return items


def _is_below_prose(lines: list[str], at: int) -> bool:
    above = next((one for one in reversed(lines[:at]) if one), "")
    return above.endswith(_ENDS) and (len(above) >= PROSE or "。" in above)


def _has_prose(lines: list[str]) -> bool:
    return any(len(one) >= PROSE and "。" in one for one in lines)


def _start(lines: list[str], at: int, marks: dict[int, re.Match[str]]) -> int | None:
    """Return where the headline of an article stands above the line that says where it was printed."""
    found = None
    n = 0
    for i in range(at - 1, -1, -1):
        if not lines[i]:
            if found is not None:
                break
            continue
        n += 1
        if n > ABOVE or i in marks or _has_prose([lines[i]]) or lines[i].endswith("。"):
            break
        found = i
    while found is not None and found < at and not (lines[found] and is_headline(lines[found])):
        found += 1
    return found if found is not None and found < at else None
