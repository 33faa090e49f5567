"""What names, datelines, publishers and bodies of texts say of place and time."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from .dates import find_dates
from .places import NOBODY, VISIT, Mention, Who, county_at_start, find_places, resolve

ISSUER = re.compile(
    r"^(?:[省市区县州]?(?:人民政府|政府)|委员会|[省市区县州]?委|政协|人大|人民代表大会|办公[厅室]"
    r"|[\u4e00-\u9fff]{2,10}[局厅委办院部](?:[、和等关印转]|$))"
)
UNNAMED = re.compile(r"^(?:中共)?(?P<rank>[省市区县州]|自治[区州县])(?:委|政府|人民政府|人大|政协)")
NATIONAL = re.compile(
    r"^(?:中共中央|国务院|全国人大|中央(?!公园|大街)|国家|中国(?:银保监|银监|证监|人民银行)|财政部|教育部|科技部|民政部|商务部|工业和信息化部"
    r"|人力资源|自然资源部|生态环境部|住房和?城乡建设部|交通运输部|水利部|农业农村部|文化和旅游部|最高人民)"
)
MEDIUM = r"(?:日报|晚报|晨报|早报|都市报|时报|商报|新闻网|政府网|在线|发布|电视台|广播电视台|融媒体?|网|报)"
REPORTED = re.compile(rf"{MEDIUM}(?:客户端|社)?讯(?=[\s(（:：])")
OPENING = re.compile(r"^[\s　]*(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[上下]午|晚)?[，,]?\s*")
HOLDS = re.compile(r"[市县区州]?[\u4e00-\u9fff]{0,4}(?:召开|举行|举办|组织|开展|启动|出台|印发|发布)")
SPEAKER = re.compile(
    r"我(?:谨)?代表(?P<who>[^，。]{0,12}?)(?P<rank>国务院|省|自治区|市|州|盟|地区|县|区)(?:人民)?(?:政府|，|,)"
)
VOICE = re.compile(
    r"(?:我|本|全)(?P<rank>省|自治区|市|州|盟|县|区|国)(?!际)"
    r"|(?<![\u4e00-\u9fff])(?P<rank2>省|自治区|市|州|盟|县|区)(?:委|人民政府|政府)"
)
LABEL_HAN = 12
LEAD = 3  # how many times more often than the next a city must be named
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
    if NATIONAL.match(bare):
        return Who(above_city=True)
    if unnamed and unnamed["rank"] in ("省", "自治区"):
        return Who(above_city=True)
    mentions = [m for m in find_places(name) if not VISIT.search(name[: m.start])]
    issuer = _issuer(name, mentions, len(name) - len(bare))
    who = resolve(issuer or mentions)
    if who.province and not who.city and not who.candidates:
        return who._replace(above_city=True)
    if not is_label(name) and who.city and not _is_settled(mentions, who.city, name, around):
        return Who(None, None, who.province, (who.city,))
    return who


def _is_settled(mentions: list[Mention], city: str, name: str, around: str) -> bool:
    """Tell whether a title surely speaks of a city: written out, opening it, or written out in the text."""
    for mention in mentions:
        opens = mention.start == 0 or not "㐀" <= name[mention.start - 1] <= "鿿"
        if (
            mention.full
            or opens
            or (mention.start and name[: mention.start].endswith(("省", "区", "西", "东")))
        ):
            return True
    return city in around


def is_label(name: str) -> bool:
    """Tell whether a name of a file is a label (`柳州市_2024`) rather than a title: few characters, no 关于."""
    return len(re.findall(r"[一-鿿]", name)) <= LABEL_HAN and "关于" not in name


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
    mentions = find_places(publisher)[:2]
    if mentions:
        return resolve(mentions)
    medium = re.search(rf"{MEDIUM}(?:客户端|社)?$", publisher)
    return resolve([county] if medium and (county := county_at_start(publisher, medium.start())) else [])


def place_in_office(office: str) -> Who:
    """Return the place an office that signed a text belongs to; a province's office closes the search."""
    who = place_in_publisher(office)
    return who._replace(above_city=True) if who.province and not who.city and not who.candidates else who


def place_in_dateline(plain: str) -> Dateline:
    """Return place and publisher of a dateline: `柳州日报讯（记者 …）`, `1月30日，柳州召开…`.

    Parameters
    ----------
    plain : str
        The text as `plain_copy` gives it.
    """
    lines = [line.strip() for line in plain.split("\n") if line.strip()][:12]
    for line in lines:
        match = REPORTED.search(line)
        named = re.search(r"[\u4e00-\u9fff]{2,5}$", line[: match.start()]) if match else None
        for length in range(len(named.group()) if named else 0, 1, -1):
            name = named.group()[-length:] + match.group().removesuffix("讯")  # type: ignore[union-attr]
            who = place_in_publisher(name)
            if who != NOBODY and (find_places(name) or [None])[0] in (None, *find_places(name[: length + 1])):
                return Dateline(who, name)
        match = OPENING.match(line)
        if match:
            opening = [m for m in find_places(line) if m.start == match.end()]
            if opening and HOLDS.match(line, opening[0].end):
                return Dateline(resolve(opening), None)
    return Dateline(NOBODY, None)


def place_in_body(text: str) -> Who:
    """Return the city that a text speaks for: its own voice is a city's, and it names one above all others.

    Parameters
    ----------
    text : str
        The text, or the page it stands on, as `plain_copy` gives it.
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
    """Return whose voice a text has: `市` (a city's, prefecture's), `县`, `区`, `省`, `国`; None when it has none.

    `我代表市人民政府` settles it; else the ranks are counted in the words a government uses of itself (全市, 我省, 县委).
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


def name_date(name: str) -> str | None:
    """Return the date or year that the name of a file or a title states, if it states one only."""
    found = {one.date for one in find_dates(name)}
    return found.pop() if len(found) == 1 else None


def year_in_body(plain: str) -> int | None:
    """Return the year that a text dates itself with, where it does so beyond doubt.

    Four ways are trusted: the year behind the source in the imprint (`来源：…（2023年）`); the headings of a work
    report, whose plan is for the year of the report and whose review is of the year before; a pledge for the year
    signed at the event (`《2018年…责任书》`), when no later year stands in the text. Ways that disagree date nothing.

    Parameters
    ----------
    plain : str
        The text as `plain_copy` gives it.
    """
    said = {int(match["year"]) for match in IMPRINT.finditer(plain)}
    if REPORT.search(plain[:2000]):
        said |= _report_years(plain)
    if not said:
        pledged = {int(match["year"]) for match in PLEDGE.finditer(plain)}
        latest = max((int(one.date[:4]) for one in find_dates(plain)), default=0)
        said = pledged if pledged == {latest} else set()
    return said.pop() if len(said) == 1 else None


def _report_years(plain: str) -> set[int]:
    reviewed = REVIEWED.search(plain)
    planned = PLANNED.search(plain, reviewed.end() if reviewed else 0)
    years = {int(planned["year"])} if planned else set()
    return years | ({int(reviewed["year"]) + 1} if reviewed else set())
