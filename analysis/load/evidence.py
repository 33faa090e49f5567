"""What names, datelines, publishers and bodies of texts say of place and time."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from .dates import find_dates
from .places import NOBODY, VISIT, Mention, Who, find_places, resolve

ISSUER = re.compile(
    r"^(?:人民政府|政府|市政府|省政府|委员会|市委|省委|区委|县委|州委|委办公|党委|政协|人大|人民代表大会|发展改革|发展和改革|办公厅|办公室|市场监管|体育局"
    r"|[\u4e00-\u9fff]{2,8}[局厅委办](?:关于|印发|转发)?)"
)
UNNAMED = re.compile(r"^(?:中共)?(?P<rank>[省市区县州])(?:委|政府|人民政府|人大|政协)")
MEDIUM = r"(?:日报|晚报|晨报|早报|都市报|时报|商报|新闻网|政府网|在线|发布|电视台|广播电视台|融媒|网|报)"
REPORTED = re.compile(rf"{MEDIUM}(?:客户端|社)?讯(?=[\s(（:：])")
OWN_BYLINE = re.compile(r"(?:本报|新华社|中新社|中新网|人民网)(?=[^\s，。]{2,12}[讯电])")
OPENING = re.compile(r"^[\s　]*(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[上下]午|晚)?[，,]?\s*")
HOLDS = re.compile(r"[市县区州]?[\u4e00-\u9fff]{0,4}(?:召开|举行|举办|组织|开展|启动|出台|印发|发布)")
HAN = re.compile(r"[一-鿿]")


class Dateline(NamedTuple):
    """Place and publisher that a dateline names."""

    who: Who
    publisher: str | None


def place_in_name(name: str, around: str = "") -> Who:
    """Return the place a title or the name of a file states as the author's own.

    Parameters
    ----------
    name : str
        A title, or the name of a file with or without its ending.
    around : str
        The text, which settles what a short name means.
    """
    name = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)
    bare = re.sub(r"^[\s(（\[【\d)）\]】_.、-]+", "", name)
    unnamed = UNNAMED.match(bare)
    mentions = [m for m in find_places(name) if not VISIT.search(name[: m.start])]
    if unnamed and unnamed["rank"] == "省":
        return NOBODY
    issuer = _issuer(name, mentions, len(name) - len(bare))
    return resolve(issuer or mentions)


def _issuer(name: str, mentions: list[Mention], start: int) -> list[Mention]:
    """Return the mentions that open a name and are followed by an office: the issuer's own place."""
    chain: list[Mention] = []
    start += len(re.match(r"(?:中共)?", name[start:]).group())  # type: ignore[union-attr]
    for mention in mentions:
        if mention.start != (chain[-1].end if chain else start):
            break
        chain.append(mention)
    return chain if chain and ISSUER.match(name[chain[-1].end :]) else []


def place_in_publisher(publisher: str) -> Who:
    """Return the place a newspaper or an office is named after (柳州日报, 中共柳州市委宣传部)."""
    return resolve(m for m in find_places(publisher)[:2])


def place_in_dateline(plain: str) -> Dateline:
    """Return place and publisher of a dateline: `柳州日报讯（记者 …）`, `本报柳州8月2日电`, `1月30日，柳州召开…`.

    Parameters
    ----------
    plain : str
        The text as `plain_copy` gives it.
    """
    lines = [line.strip() for line in plain.split("\n") if line.strip()][:12]
    for line in lines:
        match = REPORTED.search(line)
        if match:
            named = re.search(r"[\u4e00-\u9fff]{2,8}$", line[: match.start()])
            for length in (4, 3, 2):
                word = named.group()[-length:] if named else ""
                who = place_in_publisher(word) if len(word) == length else NOBODY
                if who != NOBODY:
                    return Dateline(who, word + match.group().removesuffix("讯"))
        match = OPENING.match(line)
        if match:
            opening = [m for m in find_places(line) if m.start == match.end()]
            if opening and HOLDS.match(line, opening[0].end):
                return Dateline(resolve(opening), None)
    return Dateline(NOBODY, None)


def place_in_body(text: str) -> Who:
    """Return the city a text speaks of above all others, named in full at least twice."""
    counts: Counter[str] = Counter()
    full: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for mention in find_places(text):
        if len(mention.places) != 1 or not mention.places[0].city or VISIT.search(text[: mention.start][-6:]):
            continue
        city = mention.places[0].city
        counts[city] += 1
        full[city] += mention.full
        first.setdefault(city, mention)
    if not counts:
        return NOBODY
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    city, n = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    if full[city] >= 2 and n >= 3 * max(second, 1):
        place = first[city].places[0]
        return Who(city, None, place.province)
    return NOBODY


def name_date(name: str) -> str | None:
    """Return the date or year that the name of a file or a title states, if it states one only."""
    found = {one.date for one in find_dates(name)}
    return found.pop() if len(found) == 1 else None


def year_in_body(plain: str) -> int | None:
    """Return the year that a text dates itself with."""
    return None
