"""The head of a page of a paper, and of a post of an account: its name and its day, on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .dates import parse_date
from .posted import TIMED

PAPER = re.compile(
    r"[《]?(?P<name>[一-鿿]{2,8}(?:日报|晚报|晨报|早报|都市报|时报|商报|快报|周报|导报|青年报|广播电视报|新闻|报))[》]?(?:数字报|电子报|数字版|电子版)?"
)
ACCOUNT = re.compile(
    r"(?P<name>[一-鿿A-Za-z]{2,12}(?:发布|日报|晚报|融媒|融媒体|在线|政务|政府网|微政务|广电|电视台|新闻|头条|资讯|观察|报|网))"
)
_DAY = r"(?P<date>(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?)"
_WEEK = r"[\s|｜·(（]*(?:星期|礼拜|周)[一二三四五六日天][)）]?"
WEEKDAY = re.compile(
    rf"(?:{_WEEK}[\s|｜]*)?{_DAY}(?:{_WEEK})?[\s|｜]*(?:农历.{{0,14}}|第\s?\d+\s?期|总第.{{1,12}})?"
)
EDITION = re.compile(
    r"第?\s?[A-Z]?\d{1,3}\s?版\s?[:：·\s]?\s?[一-鿿·]{0,10}|[A-Z]\d{1,2}\s?[:：·]?\s?[一-鿿·]{2,8}|版面[:：].{1,14}"
)
MENU = re.compile(r"(?:\S{1,4}[\s|｜·]+){2,}\S{1,4}")
"""Buttons beside each other, below a masthead."""

WITHIN = 6
"""Lines at the head of a text among which a masthead stands."""


class Masthead(NamedTuple):
    """What the head of a page states, and the places of its lines."""

    publisher: str
    date: str | None
    lines: frozenset[int]


def masthead(lines: Sequence[str]) -> Masthead | None:
    """Return what the head of a page of a paper or of a post states, None where there is none.

    A paper stands beside its day or the number of its page, an account beside the line with its time.

    Parameters
    ----------
    lines : sequence of str
        The first lines that are filled.

    Examples
    --------
    >>> from analysis.load.attribution.mastheads import masthead
    >>> masthead(["某州日报", "2020年9月10日 星期四", "03版：要闻", "路修好了"])
    Masthead(publisher='某州日报', date='2020-09-10', lines=frozenset({0, 1, 2}))
    """
    head = [" ".join(line.split()) for line in lines[:WITHIN]]
    days = {i: match["date"] for i, line in enumerate(head) if (match := WEEKDAY.fullmatch(line))}
    pages = {i for i, line in enumerate(head) if EDITION.fullmatch(line)}
    for i, line in enumerate(head):
        paper = PAPER.fullmatch(line)
        beside = {j for j in (*days, *pages) if abs(j - i) <= 2}
        if paper and beside:
            date = next((parse_date(days[j]) for j in sorted(beside) if j in days), None)
            return Masthead(paper["name"], date, frozenset({i, *beside, *pages}))
    for i, line in enumerate(head):
        account = ACCOUNT.fullmatch(line)
        timed = next((j for j in (i + 1, i - 1) if 0 <= j < len(head) and TIMED.match(head[j][:120])), None)
        if account and timed is not None and i:
            return Masthead(account["name"], None, frozenset({i}))
    return None
