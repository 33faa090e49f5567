"""Days and years in the names of files and in titles."""

from __future__ import annotations

import re
from datetime import datetime

from .dates import PLACED, find_dates

HAN = re.compile(r"[一-鿿]")
POSTED = re.compile(
    r"[（(【\[][^（()）【】\[\]]*(?:发布|印发|公布|更新|上传|下载|采集|修订)[^（()）【】\[\]]*[)）】\]]"
    r"|[-_—\s]+(?:19|20)\d\d[年./-]\d{1,2}(?:[月./-]\d{1,2}日?|月)?(?:发布|印发|公布|更新|上传|下载|采集)(?=\.\w+$|$)"
)
REVIEW_AND_PLAN = re.compile(
    r"(?<!\d)(?P<review>(?:19|20)\d\d)(?:年度?)?\D{0,20}(?:总结|回顾|执行情况|完成情况)(?:报告)?[和与及暨、，,_\-—\s]{0,3}"
    r"(?P<plan>(?:19|20)\d\d)(?:年度?)?\D{0,20}(?:计划|安排|打算|思路|要点|草案|部署|谋划)"
)
CLOSED = re.compile(
    r"日?[\s)）\]】]*(?:(?:公布|发布|印发|通过|修订|修正|版|稿)[)）\]】]?)?(?:[\s_—-]+[㐀-鿿（）()]{1,12})?(?:\.[A-Za-z]\w{0,4})?"
)
"""What may stand behind the day at the end of a name."""

REMOTE = re.compile(
    r"(?:面向|展望|迈向|到|至)?(?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年?(?=中长期|远景|愿景|展望|发展战略)|(?<=[-—–~～至到])20[3-9]\d年?(?=规划|国土|总体)"
)
"""A year that a plan looks ahead to."""

_BARE = r"(?<!\d)(?:19[4-9]\d|20\d\d)"
_MEASURE = (
    r"[余多]?(?:[万亿]|亩|吨|件|名(?![单录师优城牌家])|人(?![大民才口社均事工物文居力民])|个(?![人税体转])|户(?![外籍])"
    r"|家(?![庭乡园具政电长])|条(?!例)|号(?!召)|线(?![上下索])|期(?![末间初中])|元(?![旦宵月])|座(?!谈)|台(?![州山风账湾])|种(?![植子业养])"
    r"|所(?![得有属在])|例(?![会行])|处(?![置理罚长])|项(?!目)|公里|平方|[千万]?米|次|套|株|辆|余)"
)
NO_YEAR = re.compile(
    rf"第\s?{_BARE}(?!\s?年)"
    rf"|(?:[编序工货房型卷档]号|代码|邮编|电话|[Nn][Oo]\.?)\s?[:：]?\s?{_BARE}(?!\s?年)"
    rf"|{_BARE}\s?(?={_MEASURE})|{_BARE}\s?年?(?=以来|以后|之后|至今|起(?!草))"
)
"""Four digits that count or number something (`第2021期`, `编号2021`, `2000万亩`), and years since when."""

IN_WORDS = re.compile(
    rf"(?<![{PLACED}])(?:一九|二[〇○◯零])[{PLACED}]{{2}}(?![{PLACED}十百千万年])(?!{_MEASURE})"
)
"""A year in Chinese digits that no 年 follows."""

YEAR_MONTH = re.compile(r"(?<![\d.第号编])(?:19[5-9]\d|20[0-4]\d)(?:0[1-9]|1[0-2])(?![\d号])")
TAKEN = re.compile(
    r"下载|采集|爬取|抓取|更新|上传|保存|修改|整理|备份|导出|扫描|录入|截止?至|版|OCR|清洗|识别|校对|终稿|定稿|转(?:txt|换|码|存)|处理|标注|审定"
)
"""What the name of a file says of a day that is that of the file."""


def name_date(name: str) -> str | None:
    """Return the date or year that the name of a file or a title states, if it states one only.

    A date of posting in brackets (`（2024年1月发布）`) gives way to the one outside them.
    No text is of a year that lies in the future.
    """
    name = IN_WORDS.sub(r"\g<0>年", NO_YEAR.sub("", REMOTE.sub("", name)))
    for words in (name, POSTED.sub("", name)):
        found = {one.date for one in find_dates(words)}
        if any(int(date[:4]) > datetime.now().year + 1 for date in found):
            return None
        longest = max(found, key=len, default=None)
        if longest and all(longest.startswith(date) for date in found):
            return longest
    return _before_day(name) or _month(name)


def day_at_edge(name: str) -> str | None:
    """Return the one day at the beginning or the end of a file's name, parted from its words.

    A day of downloading is none, nor one beside another year.

    Parameters
    ----------
    name : str
        The name of a file.

    Examples
    --------
    >>> from analysis.load.attribution.named_days import day_at_edge
    >>> day_at_edge("2020-03-05_关于修路的通知.txt"), day_at_edge("2020年3月5日在大会上的讲话.txt")
    ('2020-03-05', None)
    """
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)
    found = find_dates(stem)
    if len(found) != 1 or len(found[0].date) != len("2020-01-01") or TAKEN.search(stem):
        return None
    day = found[0]
    before, after = stem[: day.start], stem[day.end :].lstrip("日")
    at_start = not HAN.search(before) and re.match(r"[\s_\-—–)）\]】.+]", after)
    at_end = re.fullmatch(r"[\s)）\]】_-]*(?:\(\d\)|（\d）)?[\s_-]*", after) and re.search(
        r"[\s_\-—–(（\[【.+]$", before
    )
    between = re.search(r"[\s_\-—–]$", before) and re.match(r"[\s_\-—–]", after)
    return day.date if at_start or at_end or between else None


def _month(name: str) -> str | None:
    """Return the year and month in six digits beside words (`青岛市201601`), if no other date is stated."""
    months = {match[0] for match in YEAR_MONTH.finditer(name)}
    if len(months) != 1 or not HAN.search(name) or find_dates(name):
        return None
    month = months.pop()
    return f"{month[:4]}-{month[4:]}"


def _before_day(name: str) -> str | None:
    """Return the year that a name states before a last day, of about that year (`2019年报告(20200115)`)."""
    found = find_dates(name)
    years = {one.date for one in found[:-1]}
    if len(years) != 1 or len(found[-1].date) < 10 or not CLOSED.fullmatch(name, found[-1].end):
        return None
    last = found[-1]
    (year,) = years
    return year if len(year) == 4 and abs(int(last.date[:4]) - int(year)) <= 1 else None


def planned_year(name: str) -> int | None:
    """Return the later of two successive years, of which a name reviews the first and plans the second.

    Such a text is written in the year it plans for (`2022年工作总结和2023年工作计划`).
    """
    both = REVIEW_AND_PLAN.search(name)
    if both is None or int(both["plan"]) != int(both["review"]) + 1:
        return None
    return int(both["plan"])
