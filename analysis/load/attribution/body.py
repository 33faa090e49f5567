"""City and year as stated in the body of a text, where this is unambiguous."""

from __future__ import annotations

import re
from collections import Counter

from .dates import find_dates
from .places import NOBODY, VISIT, Who, find_places

SPEAKER = re.compile(
    r"我(?:谨)?代表(?P<who>[^，。]{0,12}?)(?P<rank>国务院|省|自治区|市|州|盟|地区|县|区)(?:人民)?(?:政府|，|,)"
)
VOICE = re.compile(
    r"(?:我|本|全)(?P<rank>省|自治区|市|州|盟|县|区|国)(?!际)"
    r"|(?<![\u4e00-\u9fff])(?P<rank2>省|自治区|市|州|盟|县|区)(?:委|人民政府|政府)"
)
LEAD = 3  # how many times as often as the next a city must be named
REPORT = re.compile(r"(?:代表.{0,14}(?:政府|国务院).{0,4}向.{0,10}(?:大会|会议).{0,6}报告|政府工作报告)")
REVIEWED = re.compile(
    r"(?P<year>20\d\d|19\d\d)\s*年(?:度)?(?:政府)?(?:主要)?(?:的)?工作\s*(?:的)?(?:简要)?(?:回顾|总结|情况)"
)
PLANNED = re.compile(
    r"(?P<year>20\d\d|19\d\d)\s*年(?:度)?(?:的)?(?:政府|经济社会发展|经济社会|全市)?(?:的)?(?:工作|发展|主要|重点|目标|预期)?"
    r"(?:的)?(?:主要|重点|预期|总体)?(?:总体要求|安排|要求|打算|建议|思路|任务|目标|部署|重点工作|工作重点)"
)
PLEDGE = re.compile(
    r"《[^《》]{0,12}?(?P<year>20\d\d)\s*年(?:度)?[^《》]{0,40}?(?:责任书|责任状|承诺书|任务书|军令状)》"
)
IMPRINT = re.compile(r"来源[:：][^。；\n]{2,30}[（(](?P<year>20\d\d)年?[)）]\s*$", re.MULTILINE)
ISSUE = re.compile(
    r"^[ \t\u3000]*(?:\d{1,4}[ \t\u3000]+)?[一-鿿]{2,20}(?:公报|政报|月报|简报|通讯|学报)[ \t\u3000·|—-]{0,4}"
    r"(?P<year>(?:19|20)\d\d)\s?年?[ \t\u3000·.．/]{0,3}第?\s?\d{1,3}\s?期[^。；，\n]{0,14}$",
    re.MULTILINE,
)
"""The head of a page of a periodical, with the issue that the text stands in."""

AT_HEAD, FEWEST_HEADS = 120, 2
"""Among how many characters at the beginning one such head is that of the text, and how many are anywhere."""


def place_in_body(text: str) -> Who:
    """Return the city whose government is the author of a text, if one is named far more often than others.

    Parameters
    ----------
    text : str
        The text, or the page it is on, as returned by `plain_copy`.
    """
    rank = speaking_rank(text)
    if rank is None or rank in "国省":
        return Who(above_city=rank is not None)
    counts: Counter[str] = Counter()
    written: Counter[str] = Counter()
    counties: Counter[tuple[str, str]] = Counter()
    province: dict[str, str | None] = {}
    for mention in find_places(text):
        place = mention.places[0]
        if (
            len(mention.places) != 1
            or not place.city
            or VISIT.search(text[max(mention.start - 6, 0) : mention.start])
        ):
            continue
        counts[place.city] += 1
        written[place.city] += mention.full
        province[place.city] = place.province
        if place.level == "county":
            counties[place.city, place.name] += 1
    ranked = sorted(counts, key=lambda city: (-counts[city], city))
    if not ranked:
        return NOBODY
    city = ranked[0]
    second = counts[ranked[1]] if len(ranked) > 1 else 0
    is_sure = written[city] >= 2 or counts[city] >= max(10, 10 * second)
    if not is_sure or counts[city] < max(3, LEAD * second):
        close = [name for name in ranked[:4] if counts[name] >= 3]
        return Who(candidates=tuple(sorted(close)) if len(close) > 1 else ())
    county = max(
        (key for key in counties if key[0] == city), key=lambda key: (counties[key], key), default=None
    )
    sole = county and rank in "县区" and counties[county] >= 0.8 * counts[city]
    return Who(city, county[1] if county and sole else None, province[city])


def speaking_rank(text: str) -> str | None:
    """Return the level of government that is the author (`市`, `县`, `区`, `省`, `国`), or None.

    Prefectures count as `市`.

    `我代表市人民政府` decides; otherwise the level is the one most frequent in a government's references to
    itself (全市, 我省, 县委).

    Parameters
    ----------
    text : str
        The text, in Simplified script.
    """
    speaker = SPEAKER.search(text[:1500])
    if speaker:
        return {"国务院": "国", "自治区": "省", "州": "市", "盟": "市", "地区": "市"}.get(
            speaker["rank"], speaker["rank"]
        )
    counts = Counter(match["rank"] or match["rank2"] for match in VOICE.finditer(text))
    voices = {"市": counts["市"] + counts["州"] + counts["盟"], "县": counts["县"], "区": counts["区"]}
    voices |= {"省": counts["省"] + counts["自治区"], "国": counts["国"]}
    rank, n = max(voices.items(), key=lambda pair: pair[1])
    return rank if n >= 2 and list(voices.values()).count(n) == 1 else None


def year_in_body(plain: str) -> int | None:
    """Return the year that a text states as its own, if this is beyond doubt.

    Four kinds of evidence are trusted: the year after the source in the imprint (`来源：…（2023年）`); the
    headings of a work report, whose plan is for its own year and whose review is of the year before; a pledge
    signed for the year (`《2018年…责任书》`), if no later year occurs in the text; the issue in the heads of
    the pages of a periodical (`某市公报 2018年第3期`). If they disagree, no year is returned.

    Parameters
    ----------
    plain : str
        The text as returned by `plain_copy`.
    """
    said = {int(match["year"]) for match in IMPRINT.finditer(plain)}
    if REPORT.search(plain[:2000]):
        said |= _report_years(plain)
    if not said:
        heads = list(ISSUE.finditer(plain))
        if len(heads) >= FEWEST_HEADS or (heads and heads[0].start() < AT_HEAD):
            said = {int(match["year"]) for match in heads}
    if not said:
        pledged = {int(match["year"]) for match in PLEDGE.finditer(plain)}
        latest = max((int(one.date[:4]) for one in find_dates(plain)), default=0) if pledged else 0
        said = pledged if pledged == {latest} else set()
    return said.pop() if len(said) == 1 else None


def _report_years(plain: str) -> set[int]:
    reviewed = REVIEWED.search(plain)
    planned = PLANNED.search(plain, reviewed.end() if reviewed else 0)
    years = {int(planned["year"])} if planned else set()
    return years | ({int(reviewed["year"]) + 1} if reviewed else set())
