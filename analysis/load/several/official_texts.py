"""Heads of official texts: notices and what has a number, speeches and reports, laws."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from ..attribution.headlines import END_TITLE, NEXT_TITLE, NUMBER, OFFICE
from ..attribution.page import ONLY_DATE
from .law_blocks import KNOWN

DATED = re.compile(
    r"[—―\-\s（(]*(?:[一-鿿 ]{0,6})?(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日.{0,40}?[)）]?"
)
FIRST = re.compile(r"第一条(?!款|第|规定|和|、|至|的)")
_ABOUT = re.compile(r"关于|印发|转发|批转|转批")
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
_SPEAKER = re.compile(r"[一-鿿（）()、\s　]{2,24}")
_LAW = re.compile(r"(?!关于)[一-鿿、（）()《》]{3,40}(?:条例|规定|办法|细则|规则|规章)(?:[(（].{1,12}[)）])?")
_PASSED = re.compile(
    r"[(（].{0,80}\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日.{0,120}(?:通过|公布|发布|批准|修[订正]|施行|令)"
)
_FIELD = re.compile(rf"[【\[]?(?:{'|'.join(sorted(KNOWN))})(?:[】\]]|\s*[:：])")
_CHAPTER = re.compile(r"目[\s　]*录|第[一二三四五六七八九十]{1,3}[章节编].{0,40}|附[\s　]*则|总[\s　]*则")
_NUMBERED = re.compile(r"[\d一二三四五六七八九十]{1,3}[、.．]|附|[《（(]|第.{1,3}[条章节]")
_LEADERS = re.compile(r"…{2}|[.·．]{4}")
_LONGEST, _LONGEST_LAW = 120, 50
_LAW_LINES, _NOTES = 120, 14
_BELOW = 4
_HEAD_LINES = 3


class Head(NamedTuple):
    """Where a text begins: its first line, its kind, its title, its number, and how surely it is one."""

    at: int
    kind: str
    title: str
    number: str = ""
    is_addressed: bool = False


def official_heads(lines: Sequence[str]) -> list[Head]:
    """Return the heads of notices, speeches and laws, in their order.

    Parameters
    ----------
    lines : sequence of str
        The lines of a file.
    """
    filled = [(i, "".join(one.split())) for i, one in enumerate(lines) if one.strip()]
    found: list[Head] = []
    k = 0
    while k < len(filled):
        head, next_k = _notice(filled, k) or _speech(lines, filled, k) or _law(filled, k) or (None, k + 1)
        if head:
            found.append(head)
        k = next_k
    return found


def _number(line: str) -> str:
    return line if len(line) <= 40 and NUMBER.fullmatch(line) else ""


def _notice(filled: Sequence[tuple[int, str]], k: int) -> tuple[Head, int] | None:
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
    return Head(filled[start][0], "notice", title, number, addressed), k


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


def _speech(lines: Sequence[str], filled: Sequence[tuple[int, str]], k: int) -> tuple[Head, int] | None:
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
        if len(line) < 60 and (DATED.fullmatch(line) or _HAILED.fullmatch(line)):
            return Head(filled[k][0], "speech", title, "", True), k + n + at + 1
        if not _SPEAKER.fullmatch(lines[filled[k + n + at][0]].strip()) and not line.startswith(("—", "―")):
            return None
    return None


def _law(filled: Sequence[tuple[int, str]], k: int) -> tuple[Head, int] | None:
    """Return the head of a law that begins at a line, and what is below it."""
    title = filled[k][1].lstrip("#")
    if not _LAW.fullmatch(title) or len(title) > _LONGEST_LAW:
        return None
    n = 1
    while k + n < len(filled) and filled[k + n][1].lstrip("#") == title:  # as data bases repeat it
        n += 1
    below = [line for _, line in filled[k + n : k + n + _LAW_LINES]]
    notes = (one for one in below if not _CHAPTER.fullmatch(one))
    first = any(FIRST.match(one) for one in islice(notes, _NOTES + 1))
    passed = _PASSED.match("".join(below[:3])) or (below and _FIELD.match(below[0]))
    ends = k and re.search(r"施行|实施|执行|废止", "".join(line for _, line in filled[max(0, k - 3) : k]))
    if not passed and not (first and (not k or (ends and filled[k - 1][1].endswith("。")))):
        return None
    return Head(filled[k][0], "law", title), k + n
