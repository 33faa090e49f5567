"""Several notices, speeches or laws in one file, parted where each has a head of its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from ..attribution.headlines import PROSE
from ..attribution.page import ONLY_DATE
from ..items import Content, Item, Message, message, trim_lines
from .dated_heads import dated_heads
from .heads_together import heads_together
from .listed_heads import listed_texts
from .official_texts import DATED, FIRST, Head, official_heads
from .repeated_heads import repeated_texts

_HAN = re.compile(r"[一-鿿]")
_PASSES_ON = re.compile(r"转发|批转|转批|翻印|印发")
_FORWARDS = re.compile(r"转发|批转|转批|翻印")
_MOST_FORWARDING = 500
"""Most Chinese characters of a notice that only passes another one on."""

_ANNEX = re.compile(r"附\s?(?:[件录表]\s?[\d一二三四五六七八九十]{0,3})?\s?(?:[:：]|$)")
_IMPRINT = re.compile(
    r"[（(]此件.{2,12}[)）]|抄送.*|(?:主题词|分送|印发|校对|责任编辑).*|.{2,24}\d{1,2}日印发?|[—\-\s]*\d{1,4}[—\-\s]*|[-=*_~—]{3,}"
    r"|[（(]?(?:联系人|联系电话|信息公开).*"
)
_MASTHEAD = re.compile(r"[一-鿿（）()\s]{4,30}文件|.{2,24}[第〔\[（(].{1,12}号")
_SIGNED_WITHIN, _OPENING = 6, 12
FEWEST_HAN = 60
"""Fewest Chinese characters of each text."""


def collected_texts(text: str, line: int = 1) -> tuple[list[Item], tuple[Message, ...]]:
    """Return the texts of a file of several, each with its title and number; none where it is one.

    A notice begins with its title above or below its number or above those it is addressed to, a speech with
    its title above day, speaker or salutation, a law with its title above the note on its passing. What is
    passed on or attached belongs to the text above it. Where several begin and the first lines are those of
    none, that is told.

    Parameters
    ----------
    text : str
        A file, with line feeds as line breaks.
    line : int
        Line of the source on which it begins.

    Examples
    --------
    >>> from analysis.load.several.collected import collected_texts
    >>> first = "第一条　河道由市人民政府管，各县分段负责，不得占河填水，违者由水务局查处。"
    >>> passed = "（2019年5月6日甲市人民代表大会常务委员会通过）"
    >>> laws = (line for name in "河湖" for line in (f"甲市{name}道管理条例", passed, first * 2))
    >>> items, _ = collected_texts(chr(10).join(laws))
    >>> [item.stated["title"] for item in items]
    ['甲市河道管理条例', '甲市湖道管理条例']
    """
    lines = text.split("\n")
    heads = _apart(lines, official_heads(lines))
    if len(heads) < 2:
        if listed := listed_texts(text, line):
            second = listed[1].stated["title"][:30]
            return listed, (message("collection_parted", count=len(listed), shown=second),)
        found, said = repeated_texts(text, line)
        return found, said or dated_heads(text) or heads_together(lines)
    shown = heads[1].title[:30]
    front = [one.strip() for one in lines[: heads[0].at] if one.strip()]
    bounds = [head.at for head in heads[1:]] + [len(lines)]
    parts = [lines[head.at : end] for head, end in zip(heads, bounds, strict=True)]
    if any(len(one) >= PROSE and "。" in one for one in front) or any(
        len(_HAN.findall("".join(part))) < FEWEST_HAN for part in parts
    ):
        return [], (message("perhaps_several", count=len(heads), shown=shown),)
    items = []
    for head, part in zip(heads, parts, strict=True):
        words, first = trim_lines("\n".join(part), line + head.at)
        further = {"发文字号": head.number} if head.number else {}
        items.append(Item(words, first, {"title": head.title}, (), "part", further=further))
    told = [message("collection_parted", count=len(items), shown=shown)]
    firsts = [sum(FIRST.match(one.strip()) is not None for one in part) for part in parts]
    if kept := [n for n, head in zip(firsts, heads, strict=True) if head.kind == "law" and n > 1]:
        told.append(message("perhaps_several", count=sum(kept), shown=shown))
    return items, tuple(told)


def with_texts_parted(content: Content) -> Content:
    """Return the content of a file of running text or a page with the texts it is a collection of.

    Parameters
    ----------
    content : Content
        What a reader found.
    """
    if len(content.items) != 1 or content.items[0].asked or content.items[0].further:
        return content
    (item,) = content.items
    items, said = collected_texts(item.text, item.line)
    # What stands in the text itself was said of one of its parts, which finds it there.
    stated = item.stated.get("publisher", "")
    publisher = {"publisher": stated} if stated and stated not in item.text else {}
    parts = tuple(replace(one, stated={**publisher, **one.stated}, member=item.member) for one in items)
    said = tuple(one for one in said if one not in content.warnings)
    return replace(content, items=parts or content.items, warnings=content.warnings + said)


def _apart(lines: Sequence[str], heads: Sequence[Head]) -> list[Head]:
    """Return the heads that begin a text of their own, not one passed on by, or attached to, that above."""
    kept: list[Head] = []
    places = [i for i, one in enumerate(lines) if one.strip()]
    bare = ["".join(lines[i].split()) for i in places]
    sums = [0, *accumulate(len(_HAN.findall(one)) for one in bare)]
    ends = [*(head.at for head in heads), len(lines)][1:]
    for head, end in zip(heads, ends, strict=True):
        if not kept:
            kept.append(head._replace(at=_with_masthead(lines, head.at)))
            continue
        if head.kind == "law" and not any(FIRST.match(one.strip()) for one in lines[head.at : end]):
            continue
        first, last = bisect_left(places, kept[-1].at), bisect_left(places, head.at)
        opening, closing = (
            bare[first : min(first + _OPENING, last)],
            bare[max(first, last - _SIGNED_WITHIN) : last],
        )
        if _begins(head, kept[-1], opening, closing, sums[last] - sums[first]):
            kept.append(head._replace(at=_with_masthead(lines, head.at)))
    known = [(head.title, head.number) for head in kept]
    return kept if len({*known}) == len(known) or _all_differ(lines, kept) else []


def _all_differ(lines: Sequence[str], heads: Sequence[Head]) -> bool:
    """Return whether texts of the same title are of different days."""
    days = [_first_day(lines[head.at : head.at + 12]) for head in heads]
    return all(days) and len({(head.title, day) for head, day in zip(heads, days, strict=True)}) == len(heads)


def _first_day(lines: Sequence[str]) -> str:
    return next((found[0] for one in lines if (found := DATED.fullmatch(one.strip()))), "")


def _begins(head: Head, last: Head, opening: Sequence[str], closing: Sequence[str], han: int) -> bool:
    """Return whether a head begins a text of its own below the first and the last lines of that above."""
    above = closing[-1]
    if _ANNEX.match(above) and len(above) < 60:
        return False
    if head.kind != "notice":
        return last.kind == head.kind and f"《{head.title}》" not in last.title
    core = head.title[head.title.find("关于") :] if "关于" in head.title else head.title
    if _PASSES_ON.search(last.title) and (core in last.title or not head.number):
        return False
    if _FORWARDS.search(last.title) and han < _MOST_FORWARDING:
        return False
    if any(re.search(r"将《[^《》]*" + re.escape(core), one) for one in opening):
        return False
    ends = [one for one in closing if not _IMPRINT.fullmatch(one)]
    signed = any(ONLY_DATE.match(one) for one in closing) and (
        not ends or ONLY_DATE.match(ends[-1]) is not None or _MASTHEAD.fullmatch(ends[-1]) is not None
    )
    return signed or bool(head.number and head.is_addressed and above.endswith(("。", "！", "”", "）")))


def _with_masthead(lines: Sequence[str], at: int) -> int:
    """Return the line at which the masthead (`…人民政府文件`) above a head begins."""
    found = at
    for above in range(at - 1, max(at - 4, -1), -1):
        line = lines[above].strip()
        if _MASTHEAD.fullmatch(line):
            found = above
        elif line:
            break
    return found
