"""Reads the metadata on a page: title, publisher and date in the lines around the text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from .dates import PLACED, find_dates, parse_date
from .headlines import DATE_LABELS, HAN, NUMBER, OFFICE, PROSE, PUBLISHER, closed, headline_of
from .mastheads import MENU, masthead
from .posted import (
    OF_MEDIUM,
    OF_PRINT,
    TIMED,
    account_of,
    medium_of,
    posted_date,
    posted_line,
    source_beside,
    timed_date,
)
from .red_heads import decree_day
from .sessions import session_day

UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
HEAD_LINES, TAIL_LINES = 30, 12
END_LENGTH = 10_000
RANGE = re.compile(r"\s*(?:\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?\s*(?:至|到|[—–~～]|-(?!\d{2}:))")
"""What stands behind the first day of a range, which is no day of a text."""

OWN_SITE = re.compile(
    r"^(?:本网|本站|本报|本刊|本网站|本台|原创|转载|网络|互联网|未知|综合|其他|其它|admin)(?:讯|综合|原创|稿)?$"
)
COLUMN = 4
"""Longest name (characters) of the page of a newspaper (`要闻`) above a headline."""

POSTED_WITHIN = 8
"""Among how many lines a date of posting is looked for."""

STOP = re.compile(
    r"[\s|｜]|(?:成文|生成|发文|印发|公开|有效|索引|文件|信息)(?:日期|时间|文?号|名称|标题|状态)|发布(?=[时日于人机:：\d])|时间|日期|作者|编辑|责编|浏览|点击|字体|字号|阅读|访问|【|（|\(|分享"
)
CENTRAL = re.compile(r"国务院|中共中央|全国人大")
ONLY_DATE = re.compile(rf"^[(（]?[\d{PLACED}十年月日\s]{{8,26}}[)）]?$")


class Page(NamedTuple):
    """Metadata a page states about itself; None where it states nothing."""

    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    signed: str | None = None
    signer: str | None = None
    number_year: int | None = None
    signers: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


def read_page(lines: list[str]) -> Page:
    """Return title, publisher and date that the lines around a text state.

    Parameters
    ----------
    lines : list of str
        The lines of the text, as returned by `plain_copy`.
    """
    bare = (closed(line.strip().strip(UNSEEN).strip()) for line in lines)
    filled = [(i, _ends(line)) for i, line in enumerate(bare) if line]
    head, tail = filled[:HEAD_LINES], filled[HEAD_LINES:][-TAIL_LINES:]
    printed = next((match for _, line in head[:POSTED_WITHIN] if (match := OF_PRINT.match(line[:60]))), None)
    if printed:
        head = [(i, line) for i, line in head if not OF_PRINT.match(line[:60])]
        head = head[1:] if head and len(head[0][1]) <= COLUMN else head
    top = None if printed else masthead([line for _, line in head])
    if top:
        head = [one for k, one in enumerate(head) if k not in top.lines and not MENU.fullmatch(one[1])]
    medium = medium_of([line for _, line in head[:POSTED_WITHIN]] + _above_prose(head))
    told = (_publisher(head[:POSTED_WITHIN]), (medium, None) if medium else None)
    publisher, at = next(filter(None, (*told, _publisher(head), _publisher(tail))), (None, None))
    date, date_at = _labelled_date(head) or _labelled_date(tail) or (None, None)
    date = date or posted_date([line for _, line in head[:POSTED_WITHIN]]) or timed_date(_above_prose(head))
    publisher = account_of([line for _, line in head[:POSTED_WITHIN]]) or publisher
    if top:
        publisher, date = publisher or top.publisher, date or top.date
    if printed:
        publisher = publisher or printed["paper"]
        date = date or parse_date("-".join(printed.group("y", "m", "d")))
    posted = posted_line(filled)
    date = date or (posted.date if posted else None)
    timed = next((i for i, line in head if TIMED.match(line[:120]) or OF_MEDIUM.match(line[:120])), None)
    if at is None and date_at is None:
        date_at = posted.at if posted else timed
    if posted and not (publisher and at is not None and at <= posted.at):
        publisher = posted.source or publisher or source_beside(filled, posted.at)
    if posted and posted.at > (head[-1][0] if head else 0):
        head = [one for one in filled if one[0] <= posted.at + POSTED_WITHIN][-HEAD_LINES:]
    labels = [i for i in (at, date_at) if i is not None and i <= (head[-1][0] if head else 0)]
    signed, signer = _signature(filled)
    numbers = [NUMBER.match(line) for _, line in head[:15]]
    years = {int(number["year"]) for number in numbers if number}
    top_lines = [line for _, line in head]
    signed = session_day(top_lines) or decree_day(top_lines) or signed
    return Page(
        headline_of(head, min(labels) if labels else None), publisher, date, signed, signer,
        years.pop() if len(years) == 1 else None, _signers(filled),
        tuple(line for i, line in filled if i < posted.at) if posted else (),
    )  # fmt: skip


def _above_prose(lines: list[tuple[int, str]]) -> list[str]:
    """Return the lines above the first running text."""
    prose = next((k for k, (_, line) in enumerate(lines) if len(line) >= PROSE and "。" in line), 0)
    return [line for _, line in lines[:prose]]


def _ends(line: str) -> str:
    """Return a line without the middle if it is extremely long; metadata is at its beginning and end."""
    return line if len(line) <= 2 * END_LENGTH else line[:END_LENGTH] + line[-END_LENGTH:]


def _signature(lines: list[tuple[int, str]]) -> tuple[str | None, str | None]:
    """Return date and office of a signature: a line that is a date, alone or below a line that is an office.

    A notice with attachments is signed in its middle; a text with several such dates states none.
    """
    found = []
    for k, (_, line) in enumerate(lines):
        if ONLY_DATE.match(line) and (date := parse_date(re.sub(r"\s", "", line))) and len(date) == 10:
            above = lines[k - 1][1].strip("　 ") if k else ""
            found.append((date, above if OFFICE.match(above) else None))
    signed = [one for one in found if one[1] and not CENTRAL.match(one[1])] or found  # what is passed on
    if len({date for date, _ in signed}) != 1:
        return None, None
    return signed[-1]


def _signers(lines: list[tuple[int, str]]) -> tuple[str, ...]:
    """Return the offices above dates on lines of their own, each once."""
    found = (
        above.strip("　 ")
        for (_, above), (_, line) in pairwise(lines)
        if ONLY_DATE.match(line) and OFFICE.match(above.strip("　 "))
    )
    return tuple(dict.fromkeys(found))


def _publisher(lines: list[tuple[int, str]]) -> tuple[str, int] | None:
    for k, (i, line) in enumerate(lines):
        match = PUBLISHER.search(line)
        if not match:
            continue
        rest = line[match.end() :] or (lines[k + 1][1] if k + 1 < len(lines) else "")
        name = STOP.split(rest, maxsplit=1)[0].strip(' 　"“”')
        if 2 <= len(name) <= 30 and HAN.search(name) and not OWN_SITE.match(name):
            return name, i
    return None


def _labelled_date(lines: list[tuple[int, str]]) -> tuple[str, int] | None:
    named = [k for k, (_, line) in enumerate(lines) if "日期" in line or "时间" in line or "发布" in line]
    for label in DATE_LABELS:
        for k in named:
            i, line = lines[k]
            match = label.search(line)
            if not match:
                continue
            rest = line[match.end() :] or (lines[k + 1][1] if k + 1 < len(lines) else "")
            found = find_dates(rest[:20])
            if found and not rest[: found[0].start].strip() and not RANGE.match(rest, found[0].end):
                return found[0].date, i
    return None
