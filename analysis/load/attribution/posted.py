"""The day a page was posted or printed, on a line of its own above the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...lexicon import byline, named_source
from .dates import parse_date
from .headlines import PROSE, is_headline

TIMED = re.compile(
    r"^[^。；，]{0,50}?(?P<date>(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?)[T\s]*\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
    r"(?:[.,]\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?\s*"
    r"(?:发表于.{2,8}|[一-鿿]{2,4}|[|｜·]?\s*(?:信息|文章|稿件|新闻)?(?:来源|稿源|出处|作者|编辑|记者|浏览|阅读|点击|字号|字体|分享|责任编辑).{0,60})?$"
)
_DAY = r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?"
_WEEKDAY = r"(?:[\s|｜·(（]*(?:星期|礼拜|周)[一二三四五六日天][)）]?)?"
_MEDIUM = (
    r"[一-鿿]{2,12}"
    r"(?:日报|晚报|晨报|早报|都市报|时报|商报|电视台|广电|新闻网|(?<![通快简喜公月年汇申预播])[报网]|发布|融媒体?|客户端|在线)"
)
_CLOCK = r"(?:[\sT]*\d{1,2}:\d\d(?::\d\d)?)?"
OF_MEDIUM = re.compile(
    rf"^(?:(?P<medium>{_MEDIUM})讯?[\s|｜·]*(?P<date>{_DAY}){_WEEKDAY}{_CLOCK}"
    rf"|(?P<day>{_DAY}){_WEEKDAY}{_CLOCK}[\s|｜·]*(?P<after>{_MEDIUM}))讯?(?:[\s|｜·].{{0,30}})?$"
)
"""A line with nothing but a medium and a day, which may be one of the week too."""

OF_PRINT = re.compile(
    r"^(?P<paper>[一-鿿]{2,12})\s?/\s?(?P<y>\d{4})\s?年\s?/\s?(?P<m>\d{1,2})\s?月\s?/\s?(?P<d>\d{1,2})\s?日\s?/?.{0,12}$"
)
"""The head of an article of a newspaper in a data base (`某州日报/2022年/5月/6日/第003版`)."""

_FIGURES = r"(?:19|20)\d\d(?P<m{0}>[-/.])\d{{1,2}}(?P=m{0})\d{{1,2}}"
ORIGINAL = re.compile(r"^原创[\s\u3000]+(?:\S{1,12}[\s\u3000]+){0,2}(?P<account>[一-鿿A-Za-z0-9]{2,16})$")
"""The line of a post that names its author and its account."""

TITLE = 8
"""Fewest Chinese characters of a line above a day with its weekday; elsewhere it is the day of the visit."""

_HAN = re.compile(r"[一-鿿]")
_READERS = r"\s*[（(|｜]?\s*(?:阅读|浏览|点击|访问)(?:量|数|次数)?\s*[:：]?\s*\d+\s*次?[)）]?"
ALONE = re.compile(
    rf"^(?:[（(\[【]?(?P<date>{_FIGURES.format('')})[)）\]】]?|[\[【（(](?P<d1>{_DAY})[\]】）)]"
    rf"|(?P<d2>{_DAY}){_WEEKDAY.removesuffix('?')}|(?P<d3>{_DAY}){_READERS})$"
)
"""A day in figures, in brackets, or with its weekday, and nothing else but a count of readers."""

BEHIND = re.compile(
    rf"^(?:(?:作者|编辑|发布者?|上传者?|录入)\s*[:：]\s*(?:[A-Za-z一-鿿]{{2,8}}\s+)?"
    rf"|(?:[A-Za-z一-鿿]{{2,8}}\s*)?(?:发表|发布|上传)于\s*|(?i:(?:published|posted|updated)(?:\s+on)?)\s*[:：]?\s*"
    rf"|[一-鿿]{{1,8}}[办局委厅部处]\s+)(?P<date>{_DAY})$"
)
"""A day behind who posted a page."""

SOURCED = re.compile(
    r"^(?=.{0,60}(?:来源|稿源|出处)\s*[:：])[^。；]{0,60}?(?P<date>(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?)"
)
"""A date on the line that names the source."""

BESIDE = 2
"""How many lines from that of the day the source may stand on one of its own."""

MENU_LINES = 120
"""Lines of a page's menus that may stand above its text."""


class Posted(NamedTuple):
    """Where the line beside a headline stands, the day and the source in it."""

    at: int
    date: str
    source: str | None


def posted_line(lines: Sequence[tuple[int, str]]) -> Posted | None:
    """Return the one line above a text that says when its page was posted, None if none or several days.

    A day that stands alone is such a line below a headline only: higher up it is the day of the visit.

    Parameters
    ----------
    lines : sequence of (int, str)
        The lines that are filled, with their numbers.
    """
    prose = next(
        (k for k, (_, line) in enumerate(lines[:MENU_LINES]) if len(line) >= PROSE and "。" in line), 0
    )
    found = []
    for k, (i, line) in enumerate(lines[:prose]):
        said = byline(line)
        above = lines[k - 1][1] if k else ""
        if said and (said.is_sure or (is_headline(above) and len(_HAN.findall(above)) >= TITLE)):
            date = parse_date(said.day)
            found += [(said.is_sure, Posted(i, date, said.source))] if date and len(date) == 10 else []
    best = [one for sure, one in found if sure] or [one for _, one in found]
    return best[-1] if best and len({one.date for one in best}) == 1 else None


def posted_date(lines: Iterable[str]) -> str | None:
    """Return the day that the first lines of a page state as that of posting, None if none or several.

    It stands with a time of day, beside the source, or alone with the name of a medium.

    Parameters
    ----------
    lines : iterable of str
        The lines.
    """
    kinds = (TIMED, SOURCED, OF_MEDIUM, ALONE, BEHIND)
    lines = list(lines)
    matches = [
        match
        for above, line in zip(["", *lines], lines, strict=False)
        if (match := next(filter(None, (kind.match(line[:120]) for kind in kinds)), None))
        and not (match.groupdict().get("d2") and len(_HAN.findall(above)) < TITLE)
    ]
    found = {parse_date(_day(match)) for match in matches}
    return found.pop() if len(found) == 1 else None


def _day(match: re.Match[str]) -> str:
    told = match.groupdict()
    return next(one for name in ("date", "day", "d1", "d2", "d3") if (one := told.get(name)))


def source_beside(lines: Sequence[tuple[int, str]], at: int) -> str | None:
    """Return the medium or office that a line beside that of the day names as the source.

    Parameters
    ----------
    lines : sequence of (int, str)
        The lines that are filled, with their numbers.
    at : int
        The number of the line of the day.
    """
    place = next(k for k, (i, _) in enumerate(lines) if i == at)
    beside = (line for _, line in lines[max(place - BESIDE, 0) : place + BESIDE + 1])
    return next((source for line in beside if (source := named_source(line))), None)


def timed_date(lines: Iterable[str]) -> str | None:
    """Return the day that stands with a time of day or its source above a text, None if none or several.

    Parameters
    ----------
    lines : iterable of str
        The lines, those of the page's furniture among them.
    """
    kinds = (TIMED, SOURCED, OF_MEDIUM)
    matches = (match for line in lines for kind in kinds if (match := kind.match(line[:120])))
    found = {parse_date(_day(match)) for match in matches}
    return found.pop() if len(found) == 1 else None


def medium_of(lines: Iterable[str]) -> str | None:
    """Return the medium that stands alone with a day in the first lines of a page, None if none does.

    Parameters
    ----------
    lines : iterable of str
        The lines.
    """
    found = (OF_MEDIUM.match(line[:120]) for line in lines)
    return next((one["medium"] or one["after"] for one in found if one), None)


def account_of(lines: list[str]) -> str | None:
    """Return the account named last on the line `原创 …` of a post, above the line with its time.

    Parameters
    ----------
    lines : list of str
        The lines at the head of a page.
    """
    for line, below in pairwise(lines):
        match = ORIGINAL.match(line)
        if match and TIMED.match(below[:120]):
            return match["account"]
    return None
