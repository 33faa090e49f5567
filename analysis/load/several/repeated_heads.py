"""Several texts in one file whose heads repeat alike: a marker or a title, and a day or a number below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..attribution.evidence import place_in_name
from ..attribution.headlines import END_TITLE
from ..attribution.page import OWN_SITE
from ..items import Item, Message, message, trim_lines
from .head_kinds import BRACKETS, HASH, LONGEST_TITLE, RULE, SHORTEST_TITLE, URL, Head, fields_told, heads_at

FEWEST = 2
"""How often such a head must stand in a file."""

FEWEST_HAN = 60
"""Fewest Chinese characters of each text."""

MOST_ABOVE = 4
"""Most lines, no sentences, above the first head: the name of a collection."""

_HAN = re.compile(r"[一-鿿]")
_MARKED = ("marker", "address", "ruler", "decree")
"""Kinds that part texts whatever stands above the first."""

_COLLECTION = re.compile(r"汇编|选编|选登|文件|合集|文集|公报|政报|要闻|新闻|目\s?录|报$|专辑|资料")
_BARE = ("ruler", "hash", "part?", "brackets?", "marker?", "gap?")
"""Kinds whose titles may be headings of one text, but where each has a day or names a document or place."""

_PUBLISHERS = ("发布部门", "制定机关", "发文机关", "来源", "信息来源", "文章来源", "稿源")
"""Labels of who issued a text, or else brought it."""


def repeated_texts(text: str, line: int = 1) -> tuple[list[Item], tuple[Message, ...]]:
    """Return the texts of a file whose heads repeat alike, and what is said of it; none if not sure.

    A head is a title with a day below it, also in brackets or numbered; a marker (`第1篇`, `文件一`, an
    address) above a title; a title behind `# `; the name and number of a decree. Rulers part texts where
    each begins with a title. The first head stands at the beginning, each text has sentences, and no title
    recurs.

    Parameters
    ----------
    text : str
        A file, with line feeds as line breaks.
    line : int
        Line of the source on which it begins.

    Examples
    --------
    >>> from analysis.load.several.repeated_heads import repeated_texts
    >>> body = "　　河道由各县分段管护，沟渠由各村清理，不得占河填水。" * 3
    >>> heads = ("第1篇", "甲市河道管护办法", "第2篇", "甲市沟渠清理办法")
    >>> whole = [heads[0], heads[1], "2021年3月2日", body, heads[2], heads[3], "2021年5月6日", body]
    >>> [item.stated["date"] for item in repeated_texts(chr(10).join(whole))[0]]
    ['2021-03-02', '2021-05-06']
    """
    lines = [one.strip() for one in text.split("\n")]
    filled = [i for i, one in enumerate(lines) if one]
    heads = [head for k in range(len(filled)) for head in heads_at(lines, filled, k)]
    kinds = {head.kind for head in heads}
    perhaps: list[Item] = []
    if "ruler" not in kinds and not any(head.at for head in heads if head.kind == "gap?"):
        heads = [head for head in heads if head.kind != "gap?"]
    by_kind = {kind: [head for head in heads if head.kind == kind] for kind in sorted(kinds)}
    for kind, every in sorted(
        by_kind.items(), key=lambda pair: (-len(pair[1]), -sum(bool(h.day) for h in pair[1]))
    ):
        own = _apart(lines, every) if kind.startswith(("passed", "dated", "numbered")) else every
        marks = {lines[head.at] for head in own} if kind == "address" else set()
        if kind == "address" and len(marks) < len(own):  # what a browser prints on each page
            continue
        if len(own) < FEWEST or len({head.title for head in own}) < len(own) or not _opens(lines, own[0].at):
            continue
        items = _items(text, lines, own, line)
        if not items or (kind in _BARE and not all(map(_is_whole, own))):
            continue
        if kind.endswith("?") or (kind not in _MARKED and _has_own_title(lines, own[0].at)):
            perhaps = perhaps or items
            continue
        return items, (message("collection_parted", count=len(items), shown=items[1].stated["title"][:30]),)
    if not perhaps:
        return [], ()
    return [], (message("perhaps_several", count=len(perhaps), shown=perhaps[1].stated["title"][:30]),)


def _apart(lines: Sequence[str], heads: Sequence[Head]) -> list[Head]:
    """Return the heads whose texts are not issued, or enacted anew, by the one above."""
    kept: list[Head] = []
    for head in heads:
        above = "".join(lines[kept[-1].at : head.at]) if kept else ""
        if f"《{head.title}》" not in above:
            kept.append(head)
    return kept


def _is_whole(head: Head) -> bool:
    """Return whether a title is that of a text of its own: dated, of a known kind, or of a place."""
    who = place_in_name(head.title)
    return bool(head.day or END_TITLE.search(head.title) or who.city or who.district or who.province)


def _opens(lines: Sequence[str], first: int) -> bool:
    """Return whether nothing but a few lines without sentences stands above the first head."""
    above = [one for one in lines[:first] if one and not RULE.fullmatch(one)]
    return len(above) <= MOST_ABOVE and not any("。" in one or len(one) > LONGEST_TITLE for one in above)


def _has_own_title(lines: Sequence[str], first: int) -> bool:
    """Return whether a line above the first head is the title of all below, and no name of a collection."""
    return any(
        len(_HAN.findall(one)) >= SHORTEST_TITLE and not _COLLECTION.search(one) for one in lines[:first]
    )


def _items(text: str, lines: Sequence[str], heads: Sequence[Head], line: int) -> list[Item]:
    raw = text.split("\n")
    items = []
    for head, end in zip(heads, [*(head.at for head in heads[1:]), len(raw)], strict=True):
        part = [
            "" if RULE.fullmatch(lines[i]) or URL.fullmatch(lines[i]) else raw[i]
            for i in range(head.begins, end)
        ]
        if part and (found := BRACKETS.fullmatch(part[0].strip()) or HASH.fullmatch(part[0].strip())):
            part[0] = found["title"]
        further: dict[str, str] = {}
        if head.kind.startswith("fields") and part:
            part[0], further = head.title, _fields_of(part)
        words, first = trim_lines("\n".join(part), line + head.begins)
        body = [one for one in part[1:] if "。" in one]
        if not body or len(_HAN.findall("".join(body))) < FEWEST_HAN:
            return []
        stated = {"title": head.title} | ({"date": head.day} if head.day else {})
        named = [further.pop(label) for label in _PUBLISHERS if label in further]
        stated |= {"publisher": named[0]} if named and not OWN_SITE.match(named[0]) else {}
        items.append(Item(words, first, stated, (), "part", further=further))
    return items


def _fields_of(part: list[str]) -> dict[str, str]:
    """Return what the labelled lines below a title state, emptied there."""
    told: dict[str, str] = {}
    for i in range(1, len(part)):
        fields = fields_told(part[i])
        if not part[i].strip():
            continue
        if not fields or set(part[i]) & set("。；"):
            break
        told |= fields
        part[i] = ""
    return told
