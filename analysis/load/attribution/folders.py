"""What the folders that a file lies in say about its year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath
from urllib.parse import unquote

from ..items import Message, message
from .dates import PLACED, find_dates

IN_WORDS = re.compile(rf"[一二][{PLACED}]{{3}}")
"""A year written in words and nothing else (`二〇二〇`)."""


SHORT_YEAR = re.compile(r"(?<!\d)(?P<short>[0-4]\d)(?=年(?:度?政府工作报告)|年(?![代前后来间内期])|$|[_\-.])")
OF_CENTURY = re.compile(r"(?P<short>[0-2]\d)年度?(?:政策|文件|文本|材料|报告)?")
"""A whole name that is a year of two digits (`19年`, `16年政策`)."""

PERIOD = re.compile(
    r"(?:“|\")?(?P<name>十[一二三四五六]?五)(?:”|\")?(?=时?期?(?:规划|计划|纲要|发展|$|[_\-]))|第十[一二三四五六]?个?五年(?:规划|计划)"
)
PARTITION = re.compile(r"[A-Za-z_一-鿿]{1,20}=(?P<value>.+)")
HAN = re.compile(r"[一-鿿]")


def folder_names(source: str) -> Iterator[str]:
    """Yield the names of the folders (and archives) a source lies in, the nearest first.

    Of the folders into which programs part a table (`city=柳州市`) the value.

    Parameters
    ----------
    source : str
        Path relative to the folder read.
    """
    for parent in PurePosixPath(source).parents:
        if parent.name:
            name = parent.name.removesuffix(".zip")
            yield unquote(found["value"]) if (found := PARTITION.fullmatch(name)) else name


def folder_year(source: str) -> int | None:
    """Return the year stated by the nearest folder that states one; a full date is a download date.

    Parameters
    ----------
    source : str
        Path relative to the folder read.

    Examples
    --------
    >>> from analysis.load.attribution.folders import folder_year
    >>> folder_year("嘉兴市/二〇二〇/措施.txt")
    2020
    """
    for folder in folder_names(source):
        if short := OF_CENTURY.fullmatch(folder.strip()):
            return 2000 + int(short["short"])
        words = f"{folder}年" if IN_WORDS.fullmatch(folder) else folder
        years = {one.date for one in find_dates(words)}
        if len(years) == 1 and len(date := years.pop()) <= len("2021-01"):
            return int(date[:4])
        if years or re.search(r"\d{4}\s*[-—~至]\s*\d{4}", folder):
            return None
    return None


def year_doubts(source: str) -> list[Message]:
    """Return what the name of a file, or of its folder, may say about the year.

    Parameters
    ----------
    source : str
        Path relative to the folder read.
    """
    origins = ("file name", "folder")
    names = (PurePosixPath(source).name, *islice(folder_names(source), 1))
    for origin, name in zip(origins, names, strict=False):
        years, short = doubtful_years(name)
        if re.fullmatch(r"\d{4}", years):
            return [message("year_not_taken", origin=origin, years=years)]
        if years:
            return [message("years_unclear", origin=origin, years=years)]
        if short:
            return [message("short_year", origin=origin, short=short)]
    return []


def doubtful_years(name: str) -> tuple[str, str]:
    """Return the years that a name states without stating one, and the short year it may state; else blanks.

    Parameters
    ----------
    name : str
        Name of a file or folder that states no single year.
    """
    name = re.sub(r"\.[A-Za-z][A-Za-z0-9]{0,4}$", "", name)
    years = sorted({one.date[:4] for one in find_dates(name)})
    period = PERIOD.search(name)
    if years or period:
        return "、".join(years) or (period[0].strip('“”"') if period else ""), ""
    short = SHORT_YEAR.search(name)
    return "", short["short"] if short and HAN.search(name) else ""
