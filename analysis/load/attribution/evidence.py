"""Evidence of a text's place in names, titles, datelines and publishers."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...lexicon import place_traps
from .actors import is_settled
from .counties import county_alone, county_behind
from .places import (
    NOBODY,
    VISIT,
    Mention,
    Who,
    coded_places,
    county_at_start,
    find_places,
    place_named,
    resolve,
)

ISSUER = re.compile(
    r"(?:[省市区县州]?(?:人民政府|政府)|委员会|[省市区县州]?委|政协|人大|人民代表大会|办公[厅室]"
    r"|[\u4e00-\u9fff]{2,10}[局厅委办院部](?:[、和等关印转]|$))"
)
UNNAMED = re.compile(r"^(?:中共)?(?P<rank>[省市区县州]|自治[区州县])(?:委|政府|人民政府|人大|政协)")
NATIONAL = re.compile(
    r"^(?:中华人民共和国(?=[一-鿿]{1,20}法)|中共中央|国务院|全国人大|中央(?!公园|大街)|国家|中国(?:银保监|银监|证监|人民银行)|财政部|教育部|科技部|民政部|商务部|工业和信息化部"
    r"|人力资源|自然资源部|生态环境部|住房和?城乡建设部|交通运输部|水利部|农业农村部|文化和旅游部|最高人民)"
)
MEDIUM = r"(?:日报|晚报|晨报|早报|都市报|时报|商报|新闻网|政府网|在线|发布|电视台|广播电视台|融媒体?|网|报)"
WIDE_MEDIUM = re.compile(
    r"(?:晚报|晨报|早报|都市报|时报|快报|(?<!新闻)(?<!政府)(?<!政务)网|在线)(?:客户端|社)?$"
)
"""Media of provinces and cities: what begins them is no county (`新安晚报`, `南海网`)."""

REPORTED = re.compile(rf"{MEDIUM}(?:客户端|社)?讯(?=[\s(（:：])")
OPENING = re.compile(r"^[\s　]*(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[上下]午|晚)?[，,]?\s*")
DISPATCHED = 5
"""Among how many lines at the head of a text it is told where it was sent from."""

ACCOUNTS = ("发布", "融媒", "融媒体")
"""Names of accounts, which leave out 新区 (浦东发布)."""

HOLDS = re.compile(r"[市县区州]?[\u4e00-\u9fff]{0,4}(?:召开|举行|举办|组织|开展|启动|出台|印发|发布)")
HOLDS_MEETING = re.compile(r"(?:召开|举行)[\u4e00-\u9fff“”]{2,24}(?:会|会议|座谈会|大会)(?:[，。,]|$)")
AGENCY = (
    r"本[报网刊台]|(?:新华|中新)[社网]|中国新闻[社网]|中国日报网?|人民(?:日报|网)|央视网?|央广网?|光明(?:日报|网)|中青[报网]|中国(?:青年|经济|广播)网"
    r"|(?:经济|科技|工人|农民|法治)日报|中国青年报|央视新闻|澎湃新闻|国际在线"
)
"""Who sends reports from many places, to the capital too, about no matter which place."""

DISPATCH = re.compile(
    rf"^[（(【\[]?(?P<agency>{AGENCY})?(?P<place>[\u4e00-\u9fff]{{2,5}}?)(?:新闻)?"
    r"(?:(?:20\d\d年)?\d{1,2}月\d{1,2}日)?(?:讯|电|消息|报道)(?=[\s（(：:】\]])"
    r"|^[（(][^（()）]{0,24}?[\s　](?P<last>[\u4e00-\u9fff]{2,5}?)报道[)）]"
)
"""A place that a report is sent from, at the head of its first paragraph (`梧州讯（通讯员 …）`)."""

CAPITAL = "北京市"
"""What an agency or the reporters of a paper send from here is as likely about another place."""

OPENING_LINES = 3
"""Lines at the head of a text of which one may say whose meeting it reports (`甲市召开推进会，…`)."""

AREA = re.compile(
    r"(?:国家级?)?(?:经济技术|高新技术产业|经济)?开发区|高新(?:技术产业)?区|经开区|工业园区?|产业园区|综合保税区|综保区"
)
FORM_OF_PLACE = re.compile(
    r"[\d_\-—.\s（）()年]*(?P<name>[一-鿿]{1,8}(?:市|县|区|州|盟|旗|新城|兵团|第.{1,2}师))(?=[_\-—.\s\d]|$)"
)
_BETWEEN = re.compile(r"[\s_\-—–·，,.．/|+（）()\[\]【】]{1,4}")
"""Marks between a province and its city in the name of a file."""

LABEL_HAN = 8
HAN = re.compile(r"[一-鿿]")


class Dateline(NamedTuple):
    """Place and publisher that a dateline names."""

    who: Who
    publisher: str | None


def place_in_name(name: str, around: str = "", year: int | None = None, is_title: bool = False) -> Who:
    """Return the place a title or the name of a file states as the author's own.

    Parameters
    ----------
    name : str
        A title, or the name of a file with or without its ending.
    around : str
        The text, which settles what a short name means.
    year : int or None
        Year of the text, which distinguishes former places from present ones.
    is_title : bool
        Whether the name is that of a text, in which words may follow a city's short name that lengthen it.
    """
    name = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)
    if (sent := DISPATCH.match(name)) and sent["agency"]:
        return NOBODY
    bare = re.sub(r"^[\s#*(（\[【\d)）\]】_.、-]+", "", name)
    unnamed = UNNAMED.match(bare)
    if NATIONAL.match(bare):
        return Who(above_city=True)
    if unnamed and unnamed["rank"] in ("省", "自治区"):
        return Who(above_city=True)
    mentions = [m for m in find_places(name, True, year) if not VISIT.search(name[: m.start])]
    coded = [] if mentions else coded_places(name)
    mentions = mentions or coded or county_alone(name) or _of_area(bare, len(name) - len(bare))
    mentions += [inner for mention in mentions if (inner := county_behind(name, mention))]
    issuer = [] if coded else _issuer(name, mentions, len(name) - len(bare))
    who = resolve(issuer or mentions)
    if who.province and not who.city and not who.candidates:
        return who._replace(above_city=True)
    if (is_title or not is_label(name)) and who.city and not is_settled(mentions, who.city, name, around):
        return Who(None, None, who.province, (who.city,))
    return who


def _of_area(name: str, start: int) -> list[Mention]:
    """Return the county a development area is named after (`昆山开发区`)."""
    area = AREA.search(name)
    county = county_at_start(name, area.start()) if area else None
    return [county._replace(start=county.start + start, end=county.end + start)] if county else []


def is_label(name: str) -> bool:
    """Return whether a file's name is a label (`柳州市_2024`) not a title: little but places and dates.

    Parameters
    ----------
    name : str
        Name of a file.
    """
    for mention in reversed(find_places(name, True)):
        name = name[: mention.start] + name[mention.end :]
    return len(HAN.findall(name)) <= LABEL_HAN and "关于" not in name


def _issuer(name: str, mentions: list[Mention], start: int) -> list[Mention]:
    """Return the mentions that open a name as its issuer: an office follows, or it is a province."""
    chain: list[Mention] = []
    start += len("中共") if name.startswith("中共", start) else 0
    for mention in mentions:
        if chain and mention.start != chain[-1].end:
            between = name[chain[-1].end : mention.start]
            if not _BETWEEN.fullmatch(between) or not _lies_in(mention, chain[-1]):
                break
        elif not chain and mention.start != start:
            break
        chain.append(mention)
    if chain and ISSUER.match(name, chain[-1].end):
        return chain
    is_province = len(chain) == 1 and chain[0].full and chain[0].places[0].level == "province"
    return chain if is_province else []


def _lies_in(mention: Mention, above: Mention) -> bool:
    """Return whether a name is that of a city or county in the province named before it."""
    around = {place.province for place in above.places if place.level == "province"}
    return any(place.level != "province" and place.province in around for place in mention.places)


def place_in_publisher(publisher: str) -> Who:
    """Return the place a newspaper or an office is named after (柳州日报, 中共柳州市委宣传部)."""
    mentions = find_places(publisher)[:2]
    if mentions:
        return resolve(mentions)
    medium = re.search(rf"(?:{MEDIUM}(?:客户端|社)?|管委会)$", publisher)
    if WIDE_MEDIUM.search(publisher) or not medium:
        return NOBODY
    end = medium.start()
    if publisher in place_traps():
        return NOBODY
    county = county_at_start(publisher, end)
    area = place_named(publisher[:end])
    if not area and medium.group() in ACCOUNTS:
        area = place_named(f"{publisher[:end]}新区")
    places = tuple(dict.fromkeys((*area, *(county.places if county else ()))))
    return resolve([Mention(0, end, places, False)] if places else [])


def place_in_office(office: str) -> Who:
    """Return the place an office that signed a text belongs to; a province's office closes the search."""
    who = place_in_publisher(office)
    return who._replace(above_city=True) if who.province and not who.city and not who.candidates else who


def place_in_dateline(plain: str) -> Dateline:
    """Return place and publisher of a dateline: `柳州日报讯（记者 …）`, `1月30日，柳州召开…`, `柳州召开…会`.

    Parameters
    ----------
    plain : str
        The text as returned by `plain_copy`.
    """
    lines = [line.strip()[:2000] for line in plain.split("\n") if line.strip()][:12]
    for line in lines:
        match = REPORTED.search(line)
        named = re.search(r"[\u4e00-\u9fff]{2,5}$", line[: match.start()]) if match else None
        for length in range(len(named.group()) if named else 0, 1, -1):
            name = named.group()[-length:] + match.group().removesuffix("讯")  # type: ignore[union-attr]
            who = place_in_publisher(name)
            if who != NOBODY and all(m.start == 0 for m in find_places(name)[:1]):
                return Dateline(who, name)
        match = OPENING.match(line)
        if match:
            opening = [m for m in find_places(line) if m.start == match.end()]
            if opening and HOLDS.match(line, opening[0].end):
                return Dateline(resolve(opening), None)
    for line in lines[:DISPATCHED]:
        sent = DISPATCH.match(line)
        places = place_named(sent["place"] or sent["last"]) if sent else ()
        from_capital = sent and sent["agency"] and places and places[0].province == CAPITAL
        if len(places) == 1 and places[0].level in ("city", "county") and not from_capital:
            place = places[0]
            district = place.name if place.level == "county" else None
            return Dateline(Who(place.city or place.name, district, place.province), None)
    for line in lines[:OPENING_LINES]:
        holder = [m for m in find_places(line[:30]) if m.start == 0 and m.full]
        if holder and HOLDS_MEETING.match(line, holder[0].end):
            return Dateline(resolve(holder), None)
    return Dateline(NOBODY, None)


def unknown_place(name: str) -> str:
    """Return what the name of a file calls a place by its form (`甲市_2021`), else an empty string.

    Parameters
    ----------
    name : str
        Name of a file in which no place is known.
    """
    found = FORM_OF_PLACE.match(re.sub(r"\.[A-Za-z][A-Za-z0-9]{0,4}$", "", name))
    return found["name"] if found and is_label(name) else ""
