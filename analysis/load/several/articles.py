"""Splits a page with several articles (of a newspaper, a digest) where headlines and bylines show it."""

from __future__ import annotations

import re

from ..attribution.headlines import HAN, is_headline
from ..items import Item, trim_lines
from .parted import parted_texts

NAMES = r"[\u4e00-\u9fff·]{2,4}(?:[\s、,，/]{1,3}[\u4e00-\u9fff·]{2,4}){0,4}"
BYLINE = re.compile(
    rf"^[（(]?(?:本报|本网|本刊|本台)?(?:首席|特约|见习|实习|驻\S{{2,4}})?(?:全媒体|融媒体?)?(?:记者|通讯员|评论员)[:：\s/]*{NAMES}"
    r"(?:\s*(?:文[/／]?图|报道|通讯员.{0,20}|摄影.{0,10}))?[)）]?$"
)
REPORTED = re.compile(
    r"^(?:(?:本报|本网|本台)\S{0,12}?(?:讯|电)\s*(?=\S)"
    r"|[\u4e00-\u9fff]{2,8}(?:日报|晚报|新闻网|融媒|在线|社|网)[^，。；、\s]{0,12}?(?:讯|电)[\s(（:：【]\s*(?=\S))"
)
NAMES_ALONE = re.compile(rf"^{NAMES}$")
OFFICE = re.compile(
    r"^(?:[省市区县州]委|[省市区县州](?:人大|政府|政协|长)|全[省市区县州]|[我本][省市区县州])"
)
PLACE_FIRST = re.compile(r"^[\u4e00-\u9fff]{2,6}[省市区县州](?![\u4e00-\u9fff]{0,2}[、，。])")
LONG = 60


def split_articles(text: str, line: int = 1) -> tuple[Item, ...]:
    """Return the articles of a text, each with its headline as title; one item when it is a single article.

    Texts below lines that name them (`parted_texts`) are parted there.

    Parameters
    ----------
    text : str
        The text, with line feeds as line breaks.
    line : int
        Line of the source on which it begins.
    """
    if parted := parted_texts(text, line):
        return tuple(parted)
    lines = text.split("\n")
    starts = article_starts(lines)
    if len(starts) < 2:
        return (Item(text, line),)
    bounds = [0, *starts[1:], len(lines)]
    items = []
    for start, end, headline in zip(bounds[:-1], bounds[1:], starts, strict=True):
        part, first = trim_lines("\n".join(lines[start:end]), line + start)
        items.append(Item(part, first, {"title": lines[headline].strip()}, (), "page"))
    return tuple(items)


def article_starts(lines: list[str]) -> list[int]:
    """Return the numbers (from 0) of the lines that open an article; at most one if there is only one.

    A headline opens one when a byline or a dispatch line (本报讯) follows. On a page that has two such, a
    headline followed by names alone opens one too, and so does one that begins with a place or an office and
    is between full paragraphs.

    Parameters
    ----------
    lines : list of str
        The lines of the page.
    """
    filled = [i for i, line in enumerate(lines) if line.strip()]
    sure, likely = [], []
    for k in range(len(filled) - 1):
        headline, below = lines[filled[k]].strip(), lines[filled[k + 1]].strip()
        if not is_headline(headline) or BYLINE.match(headline):
            continue
        if BYLINE.match(below) or REPORTED.match(below):
            sure.append(filled[k])
        elif _stands_between_paragraphs(lines, filled, k):
            likely.append(filled[k])
    sure = [i for i in sure if not _continues(lines, i, sure)]
    return sorted({*sure, *likely}) if len(sure) > 1 else sure


def _continues(lines: list[str], here: int, starts: list[int]) -> bool:
    """Return whether a headline repeats one that opened an article before (a page scraped twice)."""
    return any(lines[i].strip() == lines[here].strip() for i in starts if i < here)


def _stands_between_paragraphs(lines: list[str], filled: list[int], k: int) -> bool:
    headline = lines[filled[k]].strip()
    following = [lines[i].strip() for i in filled[k + 1 : k + 3]]
    before_ends = k > 0 and lines[filled[k - 1]].strip().endswith(("。", "！", "”", "）", ")"))
    if NAMES_ALONE.match(following[0]) and len(following) > 1 and len(following[1]) >= LONG // 2:
        return len(HAN.findall(headline)) >= 8
    opens = OFFICE.match(headline) or PLACE_FIRST.match(headline)
    return bool(before_ends and opens and len(following[0]) >= LONG)
