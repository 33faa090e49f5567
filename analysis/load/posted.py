"""The day a page was posted or printed, on a line of its own above the text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .dates import parse_date

TIMED = re.compile(
    r"^[^。；，]{0,50}?(?P<date>(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?)[T\s]*\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
    r"(?:[.,]\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?\s*"
    r"(?:发表于.{2,8}|[一-鿿]{2,4}|[|｜·]?\s*(?:信息|文章|稿件|新闻)?(?:来源|稿源|出处|作者|编辑|记者|浏览|阅读|点击|字号|字体|分享|责任编辑).{0,60})?$"
)
_DAY = r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?"
_WEEKDAY = r"(?:[\s|｜·(（]*(?:星期|礼拜|周)[一二三四五六日天][)）]?)?"
_MEDIUM = (
    r"[一-鿿]{2,12}(?:日报|晚报|晨报|早报|都市报|时报|商报|电视台|新闻网|[报网]|发布|融媒体?|客户端|在线)"
)
OF_MEDIUM = re.compile(
    rf"^(?:(?P<medium>{_MEDIUM})讯?[\s|｜·]*(?P<date>{_DAY}){_WEEKDAY}(?:\s*\d{{1,2}}:\d\d(?::\d\d)?)?"
    rf"|(?P<day>{_DAY}){_WEEKDAY}[\s|｜·]*(?P<after>{_MEDIUM}))讯?(?:[\s|｜·].{{0,30}})?$"
)
"""A line with nothing but a medium and a day, which may be one of the week too."""

OF_PRINT = re.compile(
    r"^(?P<paper>[一-鿿]{2,12})\s?/\s?(?P<y>\d{4})\s?年\s?/\s?(?P<m>\d{1,2})\s?月\s?/\s?(?P<d>\d{1,2})\s?日\s?/?.{0,12}$"
)
"""The head of an article of a newspaper in a data base (`某州日报/2022年/5月/6日/第003版`)."""

ALONE = re.compile(r"^[（(]?(?P<date>(?:19|20)\d\d(?P<m>[-/.])\d{1,2}(?P=m)\d{1,2})[)）]?$")
"""A day in figures and nothing else."""

SOURCED = re.compile(
    r"^(?=.{0,60}(?:来源|稿源|出处)\s*[:：])[^。；]{0,60}?(?P<date>(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?)"
)
"""A date on the line that names the source."""

"""A date with a time of day behind it is one of posting, wherever it stands above the text."""


def posted_date(lines: Iterable[str]) -> str | None:
    """Return the day that the first lines of a page state as that of posting, None if none or several.

    It stands with a time of day, beside the source, or alone with the name of a medium.

    Parameters
    ----------
    lines : iterable of str
        The lines.
    """
    kinds = (TIMED, SOURCED, OF_MEDIUM, ALONE)
    matches = [
        match
        for line in lines
        if (match := next(filter(None, (kind.match(line[:120]) for kind in kinds)), None))
    ]
    found = {parse_date(match.groupdict().get("date") or match["day"]) for match in matches}
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
