"""Several texts in one file below the list of their titles: issues of gazettes, pages of newspapers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..attribution.dates import parse_date
from ..attribution.evidence import place_in_name
from ..attribution.headlines import END_TITLE, is_headline
from ..items import Item, trim_lines

FEWEST, FEWEST_HAN, SHORTEST_TITLE, LONGEST_TITLE = 2, 60, 7, 80
"""Fewest titles of a list, Chinese characters of each text and of a title, and most characters of this."""

WITHIN = 60
"""Among how many filled lines at the head of a file the list stands."""

_HAN = re.compile(r"[一-鿿]")
_LEADER = re.compile(r"^(?:\d{1,2}[.、．\s]\s*|[·•●■◆▪]\s*)|[\s.…·．]*[（(]?\s?[A-Z]?\d{0,3}\s?[）)]?\s*$")
OF_PAPER = re.compile(
    r"(?:第\s?[A-Z]?\d{1,3}\s?版|[A-Z]\d{1,2}版|版面导航|标题导航|上一[版期篇]|下一[版期篇]|数字报)"
)
_PAPER = re.compile(
    r"^[《]?([一-鿿]{2,10}?(?:日报|晚报|晨报|早报|时报|商报|都市报|报))(?:数字报)?[》]?(?=[\s　\-—|]|$)"
)
_DAY = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?")
_OF_TEXT = re.compile(r"。|^附\s?[件录表]?|^现(?:将|就)|^特此|^各.{1,40}[:：]$")
"""Lines of a text that lists what is attached to it: nothing of it may be lost."""

LONGEST_LINE = 400
"""Longest line of a list of titles (characters): dots may lead to the number of the page."""

_SECTION = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}[章节编篇]|[（(]?[一二三四五六七八九十]{1,3}[)）、.．])"
)


def listed_texts(text: str, line: int = 1) -> list[Item]:
    """Return the texts of a file that begins with a list of their titles, each of which stands above its own.

    A list of headings is none: the titles name a place or a kind of document, or a newspaper is named above.

    Parameters
    ----------
    text : str
        A file, with line feeds as line breaks.
    line : int
        Line of the source on which it begins.
    """
    lines = [one.strip() for one in text.split("\n")]
    filled = [i for i, one in enumerate(lines) if one]
    bare = {i: _bare(lines[i]) for i in filled}
    listed: list[int] = []
    for k, i in enumerate(filled[:WITHIN]):
        again = bool(bare[i]) and any(bare[j] == bare[i] for j in filled[k + 1 :])
        if again and (not listed or filled.index(listed[-1]) == k - 1):
            listed.append(i)
        elif len(listed) >= FEWEST:
            break
        elif again:
            listed = [i]
    titles = [bare[i] for i in listed]
    if len(titles) < FEWEST or len({*titles}) < len(titles):
        return []
    front = [lines[i] for i in filled if i < listed[-1]]
    starts = [next(j for j in filled if j > listed[-1] and bare[j] == title) for title in titles]
    is_press = any(OF_PAPER.search(one) for one in front)
    if starts != sorted(starts) or not (is_press or all(map(_is_whole, titles))):
        return []
    above = [one for one in lines[: starts[0]] if len(one) > LONGEST_TITLE or _OF_TEXT.search(one)]
    above += [one for one in lines[listed[-1] + 1 : starts[0]] if _DAY.fullmatch(one)]
    return [] if above else _items(text, starts, titles, front if is_press else [], line)


def _items(
    text: str, starts: Sequence[int], titles: Sequence[str], front: Sequence[str], line: int
) -> list[Item]:
    raw = text.split("\n")
    told = paper_of(front)
    items = []
    for title, at, end in zip(titles, starts, [*starts[1:], len(raw)], strict=True):
        body = raw[at:end]
        if len(_HAN.findall("".join(one for one in body[1:] if "。" in one))) < FEWEST_HAN:
            return []
        words, first = trim_lines("\n".join(body), line + at)
        items.append(Item(words, first, {"title": title} | told, (), "part"))
    return items


def paper_of(front: Sequence[str]) -> dict[str, str]:
    """Return the newspaper and the day that the head of one of its pages names.

    Parameters
    ----------
    front : sequence of str
        The lines above the articles.
    """
    paper = next((found[1] for one in front if (found := _PAPER.match(one.strip()))), "")
    days = {day for one in front for found in _DAY.findall(one) if (day := parse_date(found))}
    told = {"publisher": paper, "date": days.pop() if len(days) == 1 else ""}
    return {name: value for name, value in told.items() if value}


def _bare(words: str) -> str:
    """Return a line as a title, without its number and that of its page; empty for what is none."""
    words = " ".join(words.split())
    if "。" in words or len(words) > LONGEST_LINE:
        return ""
    bare = "".join(_LEADER.sub("", words).split())
    fits = len(bare) <= LONGEST_TITLE and len(_HAN.findall(bare)) >= SHORTEST_TITLE
    return bare if fits and not _SECTION.match(bare) and is_headline(bare) else ""


def _is_whole(title: str) -> bool:
    who = place_in_name(title)
    return END_TITLE.search(title) is not None or bool(who.city or who.district or who.province)
