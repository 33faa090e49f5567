"""The head of a report: the day and the place of the meeting that it was given to, and who gave it."""

from __future__ import annotations

import re
from itertools import pairwise

from .dates import PLACED, find_dates, parse_date
from .places import NOBODY, Who, find_places, resolve

SESSION = re.compile(
    r"^[\s—―－\-–(（]*(?:在(?P<held>[12一二][^，。]{5,22})日(?:召开|举行|举办)的.{2,60}会议?上|(?P<date>.{6,24}?)日?[，,]?在.{2,60}会议?上|(?P<passed>[12一二][^日，。]{5,24})日.{2,60}会议.{0,4}(?:通过|批准))"
)
MEETING = re.compile(
    r"^[（(](?P<date>[12一二][^日，。]{5,24}?日)\s*[一-鿿]{2,20}第[^，。（）]{2,40}会议[)）]$"
)
"""The day and the meeting of a report, in brackets below its title."""

DATED = re.compile(rf"^[\s—―－\-–(（]*[12一二][\d{PLACED}]{{3}}\s*年")
"""How the line of the meeting opens, which may be broken over several."""

PASSED = re.compile(
    r"(?P<date>[12一二][^日，。]{5,24})日[^日。]{2,60}?(?:会议|公告)[^日。]{0,150}?(?:通过|批准|修正|修订|公布)"
)
"""Meetings that passed, amended or approved a law, and notices of it, as listed below its title."""

SPOKEN = 6
"""Among how many lines the day of a report stands beside who gave it."""

SPOKE = re.compile(
    r"^[（(]?(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)[)）]?[\s　]+"
    r"\S{2,20}(?:[市区县州盟旗省]长|主席|专员|主任)[\s　]\S.{1,8}$"
)
"""A day beside who gave the report."""

LONGEST_SESSION = 120
"""Longest such line (characters)."""

HELD = re.compile(
    r"^(?:[上下]午)?[，,\s]*(?:(?:召开|举行|举办)的)?(?:在|于)?(?P<where>[\u4e00-\u9fff]{2,30}?)"
    r"(?:第[一二三四五六七八九十百\d]+届|人民代表大会|人大|政协)"
)
UNDATED = re.compile(
    r"^[（(—―－\-\s]*在(?P<where>[\u4e00-\u9fff]{2,30}?)(?:第[一二三四五六七八九十百\d]+届|人民代表大会|[一二三四五六七八九十]+届人大)"
)
SPEAKER = re.compile(
    r"^(?P<where>[\u4e00-\u9fff]{2,12}?)(?:人民)?(?:政府)?(?:代理?)?(?:市长|区长|县长|州长|盟长|旗长)"
    r"[\s　]+[\u4e00-\u9fff·]{1,2}[\s　]?[\u4e00-\u9fff·]{0,6}(?:[\s　]*[（(].*)?$"
)
SECRETARY = re.compile(
    r"^(?:中共)?(?P<where>[\u4e00-\u9fff]{1,11}?[市县区州盟旗])委(?:副书记|常委|书记|委员)、[\u4e00-\u9fff、]{0,12}"
    r"(?:市长|区长|县长|州长|盟长|旗长)[\s　]+[\u4e00-\u9fff·]{1,2}[\s　]?[\u4e00-\u9fff·]{0,6}$"
)
GUEST = re.compile(
    r"^(?:本期|访谈|在线)?嘉宾[:：]\s*(?P<where>[\u4e00-\u9fff]{1,11}?[市县区州盟旗])"
    r"[\u4e00-\u9fff]{2,16}(?:[局委办厅]|政府|中心)[\u4e00-\u9fff、]{0,8}(?:长|主任|书记)"
)
"""The office whose officer answers in an interview."""

CONFERENCE = re.compile(r"^中国(?:人民政治协商会议|共产党)")


def session_day(lines: list[str]) -> str | None:
    """Return the date of the meeting a report was given at (`——2024年2月2日在……会议上`, on up to 3 lines).

    Parameters
    ----------
    lines : list of str
        The lines at the head of the text.
    """
    broken = ["".join(lines[k : k + n]) for n in (2, 3) for k in range(len(lines)) if DATED.match(lines[k])]
    for line in lines[:SPOKEN]:
        spoken = SPOKE.match(line)
        if spoken and (date := parse_date(spoken["date"])):
            return date
    for line in lines[:SPOKEN]:
        below = MEETING.match(line)
        if below and (date := parse_date(re.sub(r"\s", "", below["date"]))) and len(date) == 10:
            return date
    for line in lines + [line for line in broken if "。" not in line]:
        match = SESSION.match(line[:LONGEST_SESSION])
        if match and (date := parse_date((match["held"] or match["date"] or match["passed"]) + "日")):
            return date if match["held"] or match["date"] else max([date, *_meetings(lines)])
    return None


def _meetings(lines: list[str]) -> list[str]:
    """Return the full dates of the meetings that are named in lines."""
    found = (parse_date(match["date"] + "日") for match in PASSED.finditer("\n".join(lines)))
    return [date for date in found if date and len(date) == 10]


def place_in_session(plain: str) -> Who:
    """Return the place whose congress a report was given to (`2019年1月5日在柳州市第十四届人大…`).

    Parameters
    ----------
    plain : str
        The text as returned by `plain_copy`.
    """
    lines = [line.strip() for line in plain.split("\n") if line.strip()][:12]
    broken = [
        one + below
        for one, below in pairwise(lines)
        if DATED.match(one) and "在" in one and "。" not in below
    ]
    for line in (*lines, *broken):
        dates = find_dates(line[:30])
        held = HELD.match(line[dates[0].end : 120]) if dates else None
        held = held or UNDATED.match(line[:120]) or SPEAKER.match(line[:40]) or SECRETARY.match(line[:60])
        guest = GUEST.match(line)
        if guest and not any(find_places(above, True) for above in lines[: lines.index(line)]):
            held = held or guest
        if held:
            mentions = find_places(CONFERENCE.sub("", held["where"]), True)
            who = resolve(mentions)
            if mentions and mentions[0].start == 0:
                return who._replace(above_city=bool(who.province and not who.city and not who.candidates))
    return NOBODY
