"""Finds administrative places in text, and distinguishes places from streets or people of the same name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ... import lexicon
from .gazetteer import Place, coded, county_stems, gazetteer, in_force, is_past


class Mention(NamedTuple):
    """A name in a text: where, the places it may mean, and whether it is written out (柳州市, not 柳州)."""

    start: int
    end: int
    places: tuple[Place, ...]
    full: bool


class Who(NamedTuple):
    """A piece of evidence about the place a text belongs to.

    `candidates` lists the places where it names several; `above_city` says that a province or the state
    speaks, so that no city is to be looked for; `former` is the former place by which it was named.
    """

    city: str | None = None
    district: str | None = None
    province: str | None = None
    candidates: tuple[str, ...] = ()
    above_city: bool = False
    former: Place | None = None


NOBODY = Who()
STREET = re.compile(
    r"[东南西北中一二三]?(?:大?路|大?街|大道|巷|桥|站|港|机场|(?:理工|工业|科技|交通|师范|农业|林业|医科|财经|政法|民族|航空|航天|电子|邮电|石油|海洋|外国语|体育|艺术|音乐){0,2}大学|学院|中学|小学|医院|公园|广场|大厦|酒店|银行|证券|股份|集团"
    r"|菜|籍|人(?!民|大|口|均|才|社|力|居)|话|方言)"
)
DATED = re.compile(r"\d{2,4}\s?年$|[年月日]在$|\d日$")
"""What may stand before a name of two characters: `2023年藤县`."""

WORD = re.compile("[级域际乡委段小城]")
ENDED = re.compile(r"\d{2,4}\s?年$|[年月日]在$|\d日$|[省市区州]$|关于$|中共$|原$")
"""What makes the name of a former county a word (`沙县小吃`), and what may be before one (no `沿江东区`)."""

HAN = re.compile(r"[㐀-鿿]")
BESIDE = re.compile(
    r"^(?:中共|中国(?!.{0,2}[省市县区]$)|\d{1,3}[.、．)）]|\d{1,3}(?![\d年月日号])|[一二三四五六七八九十]{1,3}[、.．)）]|[*＊#]+)+[\s·,，/_-]*"
    r"|(?:(?<=.)[(（][^()（）]{1,12}[)）]|(?<=[^\d])[*＊※#\d]{1,2}|\[\d{1,2}\]?|\d{1,2}\]|(?:经济)?特区|(?<=市)辖区)+$"
)
"""What a cell says beside the name of its place: a number, a mark of a note, what lies around it."""

LEVELS = ("province", "city", "county")

BELOW = re.compile(r"(?<=[市县区州盟旗])[㐀-鿿]{1,8}(?:镇|乡|街道|街道办事处|社区|村)$")
"""What lies within a place and is none of the gazetteer (`东莞市虎门镇`)."""

PARTS = re.compile(r"[\s·_、，,/\\|>；;-]+")

OFFICE = re.compile(
    r"(?<=[市县区州盟旗])(?:(?:人民)?政府|委(?!员)|人大|政协|委员会|[㐀-鿿]{2,10}(?:局|委|办|厅|委员会|办公[室厅]|中心))(?:[㐀-鿿]{0,12})$"
)
"""An office behind the name of its place (`柳州市人民政府办公室`)."""

VISIT = re.compile(
    r"(?:赴|抵|到|学习|前往|走进|走访|访问|出访|来到|远赴|奔赴|借鉴|对标|支援|援助|援|对口帮扶|结对|支持)$"
)


def find_places(text: str, wide: bool = False, year: int | None = None) -> list[Mention]:
    """Return the places named in `text` (in Simplified script), without streets, schools and other traps.

    Names of two characters (城区, 和县) count only where no other word runs into them.

    Parameters
    ----------
    text : str
        Text in Simplified script.
    wide : bool
        Whether former places and new areas count too: in names, not in running text.
    year : int or None
        Year of the text, which distinguishes former places from present ones of the same name.
    """
    full, short, names = gazetteer(wide)
    found: list[Mention] = []
    for start, end, _ in names.longest(text):
        name = text[start:end]
        if name in full:
            follows = bool(found) and found[-1].end == start
            if all(place.today and place.level == "county" for place in full[name]):
                is_part = _is_han(text[start - 1 : start]) and not (follows or ENDED.search(text[:start]))
                if is_part or WORD.match(text, end):
                    city = in_force(short.get(name[:-1], ()), year)  # 许昌县域
                    found += [Mention(start, end - 1, city, False)] if city else []
                    continue
            if len(name) > 2 or follows or not _is_han(text[start - 1 : start]) or DATED.search(text[:start]):
                found.append(Mention(start, end, in_force(full[name], year), True))
        elif name in short and not STREET.match(text, end) and not is_past(short[name], year):
            found.append(Mention(start, end, in_force(short[name], year), False))
    return found


def _is_han(character: str) -> bool:
    return "㐀" <= character <= "鿿"


def county_at_start(name: str, end: int) -> Mention | None:
    """Return the county with the short name `name[:end]` (龙湾新闻网), unless it is a trap (解放日报)."""
    trapped = any(name.startswith(trap) for trap in lexicon.place_traps() if len(trap) > end)
    places = None if trapped else county_stems().get(name[:end])
    return Mention(0, end, places, False) if places else None


def place_named(name: str, province: str | None = None, year: int | None = None) -> tuple[Place, ...]:
    """Return the places that a whole name means (`柳州`, `柳州市`, `广西柳州`, `龙湾区`), if any.

    Parameters
    ----------
    name : str
        A cell or the name of a folder.
    province : str or None
        Province that the place must lie in, where it is known.
    year : int or None
        Year of the text, which distinguishes former places from present ones.
    """
    full, short, _ = gazetteer(True)
    name = written_out(name)
    if name not in full and name not in short:
        name = _of_region(_as_place(name))
    if name.isascii() and name:
        own, _, around = (part.strip() for part in re.sub("[/|;-]", ",", name).partition(","))
        within = {place.province for place in coded(around)} if around else set()
        places = tuple(place for place in coded(own) if not within or place.province in within)
        if around and all(place.level == "province" for place in places):
            places = (
                tuple(place for place in coded(around) if place.province in {p.province for p in places})
                or places
            )
    else:
        places = in_force(full.get(name) or short.get(name) or (), year)
        places = () if name in short and is_past(places, year) else places
    if not places:
        mentions = find_places(name, True, year)
        if mentions and "".join(name[m.start : m.end] for m in mentions) == PARTS.sub("", name):
            who = resolve(mentions)
            inner = max(mentions, key=lambda m: (LEVELS.index(m.places[0].level), m.start))
            last = [p for p in inner.places if who.city in (None, p.city)]
            places = tuple(last) if not who.candidates else ()
        elif len(parts := PARTS.split(name)) == 2:
            above = {place.city for place in full.get(parts[0]) or short.get(parts[0]) or ()}
            places = tuple(place for place in county_stems().get(parts[1], ()) if place.city in above)
    inside = tuple(place for place in places if province is None or place.province == province)
    return inside or places


_NUMBERS_AROUND = re.compile(r"^[\d_.\s-]+|[\d_.\s年-]+$")
"""Codes and years beside a name: `0772柳州`, `柳州_2021`."""


def _as_place(name: str) -> str:
    """Return a cell without what is said about its place: `柳州市人民政府`, `柳州(广西)`, `450200.0`."""
    name = re.sub(r"(?<=\d)\.0$", "", name)
    if HAN.search(name):
        name = re.sub(r"[A-Za-zÀ-ǜ'’]{3,}(?:[ ,][A-Za-zÀ-ǜ'’]{3,})*", "", name).strip(" ,/|")
        name = _NUMBERS_AROUND.sub("", BESIDE.sub("", BELOW.sub("", OFFICE.sub("", name))))
        name = "/".join(part for part in name.split("/") if HAN.search(part))
    return name if name.isascii() else lexicon.as_in_text(name)


_PAIRS = (
    "京北京 津天津 冀河北 晋山西 蒙内蒙古 辽辽宁 吉吉林 黑黑龙江 沪上海 苏江苏 浙浙江 皖安徽 闽福建 赣江西 "
    "鲁山东 豫河南 鄂湖北 湘湖南 粤广东 桂广西 琼海南 渝重庆 川四川 蜀四川 黔贵州 贵贵州 滇云南 云云南 "
    "藏西藏 陕陕西 秦陕西 甘甘肃 陇甘肃 青青海 宁宁夏 新新疆"
)
_BY_LETTER = {pair[0]: pair[1:] for pair in _PAIRS.split(" ")}
"""The provinces by the one character that stands for each."""


_REGION = re.compile(r"^(广西|内蒙|宁夏|新疆|西藏)古?(?:[壮僮回]族|维吾尔族?)?(?:自治区|省|区(?!域))?")
"""How people write a name of an autonomous region: 广西省, 内蒙, 新疆自治区."""


def in_full(name: str) -> str:
    """Return the name of a province of which a cell holds the one character that stands for it (苏)."""
    return _BY_LETTER.get(name.strip(), name)


def _of_region(name: str) -> str:
    """Return a name whose beginning is that of an autonomous region, however written, with its short name."""
    return _REGION.sub(lambda match: match[1].replace("内蒙", "内蒙古"), name)


def written_out(name: str) -> str:
    """Return the name of a place without blanks inside (`柳　州`) and full-width forms.

    Parameters
    ----------
    name : str
        A cell, or the name of a folder.
    """
    name = unicodedata.normalize("NFKC", name).replace("巿", "市")  # another character, which looks alike
    if not HAN.search(name):  # Liǔzhōu, Xi’an
        name = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", name.replace("’", "'")))
    return re.sub(r"[\s\u3000\u200b\ufeff]+", "", name).strip("\"'“”【】")


def coded_places(name: str) -> list[Mention]:
    """Return the places that codes and Latin names between the marks of a file's name mean.

    Parameters
    ----------
    name : str
        The name of a file, without its ending.
    """
    found = []
    for token in re.finditer(r"(?=[A-Za-z'’]{4})[A-Za-z]+(?:['’][A-Za-z]+)?|(?<!\d)[1-8]\d{5}(?!\d)", name):
        if token[0].isdigit() and token[0][:2] in ("19", "20"):
            continue  # a year and a month
        places = coded(token[0])
        if places:
            found.append(Mention(token.start(), token.end(), places, True))
    return found


def resolve(mentions: Iterable[Mention], province: str | None = None, city: str | None = None) -> Who:
    """Return the one place that mentions refer to, or the candidates if they refer to several.

    Parameters
    ----------
    mentions : iterable of Mention
        Names found together (in one title, one file name).
    province, city : str or None
        From better evidence; decides between places of the same name.
    """
    mentions = list(mentions)
    provinces = {
        p.province for m in mentions for p in m.places if p.level == "province" and len(m.places) == 1
    }
    cities = {p.city for m in mentions for p in m.places if p.level == "city" and len(m.places) == 1}
    if city:
        cities.add(city)
    if province:
        provinces.add(province)
    meant: set[Place] = set()
    unclear: set[str] = set()
    for mention in mentions:
        places = [p for p in mention.places if p.level != "county" or p.city in cities] or list(
            mention.places
        )
        places = [p for p in places if p.province in provinces] or places
        if len(places) == 1:
            meant.add(places[0])
        else:
            unclear |= {label(place) for place in places}
    found_cities = sorted({place.city for place in meant if place.city})
    found_provinces = sorted({place.province for place in meant if place.province})
    if len(found_cities) > 1 or (not found_cities and (unclear or len(found_provinces) > 1)):
        named = {label(place) for place in meant if place.city or not found_cities}
        return Who(
            None,
            None,
            found_provinces[0] if len(found_provinces) == 1 else None,
            tuple(sorted(named | unclear)),
        )
    districts = sorted({place.name for place in meant if place.level == "county"})
    former = sorted(place for place in meant if place.today)
    return Who(
        found_cities[0] if found_cities else None,
        districts[0] if len(districts) == 1 else None,
        found_provinces[0] if len(found_provinces) == 1 else None,
        former=former[0] if former else None,
    )


def within(who: Who, known: Mapping[str, object]) -> Who:
    """Return the only county of several of one name that lies in the city or province known, else `who`.

    Parameters
    ----------
    who : Who
        A piece of evidence, with candidates where it names several places.
    known : mapping
        `city` and `province` by better evidence, where there is any.
    """
    around = known.get("city") or known.get("province")
    inside = [name for name in who.candidates if isinstance(around, str) and around in name]
    places = place_named(inside[0]) if len(inside) == 1 else ()
    if len(places) != 1 or places[0].level != "county":
        return who
    return Who(places[0].city, places[0].name, places[0].province)


def label(place: Place) -> str:
    """Return a place with what it lies in, for a list of candidates."""
    above = [name for name in (place.province, place.city) if name and name != place.name]
    return "".join(dict.fromkeys(above)) + place.name
