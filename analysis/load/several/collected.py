"""Several notices, speeches or laws in one file, parted where each has a head of its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, islice
from typing import NamedTuple

from ..attribution.headlines import END_TITLE, NEXT_TITLE, NUMBER, OFFICE, PROSE
from ..attribution.page import ONLY_DATE
from ..items import Content, Item, Message, message, trim_lines
from .dated_heads import dated_heads
from .law_blocks import KNOWN
from .listed_heads import listed_texts
from .repeated_heads import repeated_texts

_HAN = re.compile(r"[一-鿿]")
_ABOUT = re.compile(r"关于|印发|转发|批转|转批")
_PASSES_ON = re.compile(r"转发|批转|转批|翻印|印发")
_FORWARDS = re.compile(r"转发|批转|转批|翻印")
_MOST_FORWARDING = 500
"""Most Chinese characters of a notice that only passes another one on."""

_ADDRESSED = re.compile(
    r"(?!为|根据|按照|依据|现)[^。；！？:：]{0,160}"
    r"(?:政府|部门|单位|委员会|局|办公[厅室]|机构|公司|企业|学校|院|街道|街道办|处|委|办|团体|镇|乡|县|区|市|会|人员|同志)[）)]?[:：]"
)
_SPEECH = re.compile(
    r"(?:[一-鿿·]{2,6}同志)?在.{4,60}(?:上的?|时的?)(?:讲话|致辞|发言|报告|演讲|主持词|总结讲话)(?:[(（].{1,12}[)）])?"
    r"|(?:[一-鿿]{2,12}[省市县区州盟旗])?(?:\d{4}年)?政府工作报告"
)
_HAILED = re.compile(
    r"(?:同志们|各位|尊敬的|女士们|先生们|朋友们|老师们|同学们|乡亲们|青年朋友|主席).{0,40}[:：！!]"
)
_DATED = re.compile(
    r"[—―\-\s（(]*(?:[一-鿿 ]{0,6})?(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日.{0,40}?[)）]?"
)
_SPEAKER = re.compile(r"[一-鿿（）()、\s　]{2,24}")
_LAW = re.compile(r"(?!关于)[一-鿿、（）()《》]{3,40}(?:条例|规定|办法|细则|规则|规章)(?:[(（].{1,12}[)）])?")
_PASSED = re.compile(
    r"[(（].{0,80}\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日.{0,120}(?:通过|公布|发布|批准|修[订正]|施行|令)"
)
_FIELD = re.compile(rf"[【\[]?(?:{'|'.join(sorted(KNOWN))})(?:[】\]]|\s*[:：])")
_FIRST = re.compile(r"第一条(?!款|第|规定|和|、|至|的)")
_CHAPTER = re.compile(r"目[\s　]*录|第[一二三四五六七八九十]{1,3}[章节编].{0,40}|附[\s　]*则|总[\s　]*则")
_ANNEX = re.compile(r"附\s?(?:[件录表]\s?[\d一二三四五六七八九十]{0,3})?\s?(?:[:：]|$)")
_IMPRINT = re.compile(
    r"[（(]此件.{2,12}[)）]|抄送.*|(?:主题词|分送|印发|校对|责任编辑).*|.{2,24}\d{1,2}日印发?|[—\-\s]*\d{1,4}[—\-\s]*|[-=*_~—]{3,}"
    r"|[（(]?(?:联系人|联系电话|信息公开).*"
)
_MASTHEAD = re.compile(r"[一-鿿（）()\s]{4,30}文件|.{2,24}[第〔\[（(].{1,12}号")
_NUMBERED = re.compile(r"[\d一二三四五六七八九十]{1,3}[、.．]|附|[《（(]|第.{1,3}[条章节]")
_LEADERS = re.compile(r"…{2}|[.·．]{4}")
_LONGEST, _LONGEST_LAW = 120, 50
_LAW_LINES, _NOTES = 120, 14
_SIGNED_WITHIN, _OPENING = 6, 12
_BELOW = 4
_HEAD_LINES = 3
FEWEST_HAN = 60
"""Fewest Chinese characters of each text."""


class _Head(NamedTuple):
    """Where a text begins: its first line, its kind, its title, its number, and how surely it is one."""

    at: int
    kind: str
    title: str
    number: str = ""
    is_addressed: bool = False


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
    heads = _apart(lines, _heads(lines))
    if len(heads) < 2:
        if listed := listed_texts(text, line):
            second = listed[1].stated["title"][:30]
            return listed, (message("collection_parted", count=len(listed), shown=second),)
        found, said = repeated_texts(text, line)
        return found, said or dated_heads(text)
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
    firsts = [sum(_FIRST.match(one.strip()) is not None for one in part) for part in parts]
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
    publisher = {name: words for name, words in item.stated.items() if name == "publisher"}
    parts = tuple(replace(one, stated={**publisher, **one.stated}, member=item.member) for one in items)
    return replace(content, items=parts or content.items, warnings=content.warnings + said)


def _heads(lines: Sequence[str]) -> list[_Head]:
    """Return the heads of notices, speeches and laws, in their order."""
    filled = [(i, "".join(one.split())) for i, one in enumerate(lines) if one.strip()]
    found: list[_Head] = []
    k = 0
    while k < len(filled):
        head, next_k = _notice(filled, k) or _speech(lines, filled, k) or _law(filled, k) or (None, k + 1)
        if head:
            found.append(head)
        k = next_k
    return found


def _number(line: str) -> str:
    return line if len(line) <= 40 and NUMBER.fullmatch(line) else ""


def _notice(filled: Sequence[tuple[int, str]], k: int) -> tuple[_Head, int] | None:
    """Return the head of a notice that begins at a line (its number, or its title), and what is below it."""
    start = k
    number = _number(filled[k][1])
    k += bool(number)
    title, n = _official(filled, k, bool(number)) or ("", 0)
    if not title:
        return None
    k += n
    if not number and k < len(filled) and not _official(filled, k + 1):
        number = _number(filled[k][1].strip("（）()"))
        k += bool(number)
    addressed = any(_ADDRESSED.fullmatch(line) for _, line in filled[k : k + 2])
    if not number and not addressed:
        return None
    return _Head(filled[start][0], "notice", title, number, addressed), k


def _official(filled: Sequence[tuple[int, str]], k: int, is_numbered: bool = False) -> tuple[str, int] | None:
    """Return the title of a notice that begins at a line, and the number of its lines.

    Beside the number of its document (above it or below) a title need not say what it is about.
    """
    for n in range(1, _HEAD_LINES + 1):
        block = [line for _, line in filled[k : k + n]]
        title = "".join(block)
        if (
            len(block) < n
            or len(title) > _LONGEST
            or set(title) & set("。；：:！")
            or ONLY_DATE.match(block[-1])
            or NUMBER.match(block[-1])
            or _NUMBERED.match(block[0])
            or _LEADERS.search(title)
        ):
            break
        if n == 2 and OFFICE.match(block[0]) and not (OFFICE.match(block[1]) or NEXT_TITLE.match(block[1])):
            break
        below = filled[k + n][1] if k + n < len(filled) else ""
        is_told = _ABOUT.search(title) or is_numbered or _number(below.strip("（）()"))
        if is_told and END_TITLE.search(title) and not below.startswith(("的", "》")):
            return title, n
    return None


def _speech(lines: Sequence[str], filled: Sequence[tuple[int, str]], k: int) -> tuple[_Head, int] | None:
    """Return the head of a speech or report that begins at a line, and what is below it."""
    for n in (1, 2, 3):
        title = "".join(line for _, line in filled[k : k + n])
        if len(title) > 80 or set(title) & set("。；：:！《》"):
            return None
        if _SPEECH.fullmatch(title):
            break
    else:
        return None
    below = [line for _, line in filled[k + n : k + n + _BELOW]]
    for at, line in enumerate(below):
        if len(line) < 60 and (_DATED.fullmatch(line) or _HAILED.fullmatch(line)):
            return _Head(filled[k][0], "speech", title, "", True), k + n + at + 1
        if not _SPEAKER.fullmatch(lines[filled[k + n + at][0]].strip()) and not line.startswith(("—", "―")):
            return None
    return None


def _law(filled: Sequence[tuple[int, str]], k: int) -> tuple[_Head, int] | None:
    """Return the head of a law that begins at a line, and what is below it."""
    title = filled[k][1].lstrip("#")
    if not _LAW.fullmatch(title) or len(title) > _LONGEST_LAW:
        return None
    n = 1
    while k + n < len(filled) and filled[k + n][1].lstrip("#") == title:  # as data bases repeat it
        n += 1
    below = [line for _, line in filled[k + n : k + n + _LAW_LINES]]
    notes = (one for one in below if not _CHAPTER.fullmatch(one))
    first = any(_FIRST.match(one) for one in islice(notes, _NOTES + 1))
    passed = _PASSED.match("".join(below[:3])) or (below and _FIELD.match(below[0]))
    ends = k and re.search(r"施行|实施|执行|废止", "".join(line for _, line in filled[max(0, k - 3) : k]))
    if not passed and not (first and (not k or (ends and filled[k - 1][1].endswith("。")))):
        return None
    return _Head(filled[k][0], "law", title), k + n


def _apart(lines: Sequence[str], heads: Sequence[_Head]) -> list[_Head]:
    """Return the heads that begin a text of their own, not one passed on by, or attached to, that above."""
    kept: list[_Head] = []
    places = [i for i, one in enumerate(lines) if one.strip()]
    bare = ["".join(lines[i].split()) for i in places]
    sums = [0, *accumulate(len(_HAN.findall(one)) for one in bare)]
    ends = [*(head.at for head in heads), len(lines)][1:]
    for head, end in zip(heads, ends, strict=True):
        if not kept:
            kept.append(head._replace(at=_with_masthead(lines, head.at)))
            continue
        if head.kind == "law" and not any(_FIRST.match(one.strip()) for one in lines[head.at : end]):
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


def _all_differ(lines: Sequence[str], heads: Sequence[_Head]) -> bool:
    """Return whether texts of the same title are of different days."""
    days = [_first_day(lines[head.at : head.at + 12]) for head in heads]
    return all(days) and len({(head.title, day) for head, day in zip(heads, days, strict=True)}) == len(heads)


def _first_day(lines: Sequence[str]) -> str:
    return next((found[0] for one in lines if (found := _DATED.fullmatch(one.strip()))), "")


def _begins(head: _Head, last: _Head, opening: Sequence[str], closing: Sequence[str], han: int) -> bool:
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
