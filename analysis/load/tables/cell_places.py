"""Places as people write them in the cells of tables: with markup, a country, a level, or several at once."""

from __future__ import annotations

import html
import re

from ..attribution.gazetteer import county_stems, gazetteer
from ..attribution.places import find_places, in_full, place_named, written_out

NO_PLACE = re.compile(
    r"未知|不详|不明|无|暂无|其[他它]|多地|各地|[-—－–/\\?？.…]{1,4}|全[市县区]|市区|市直|本[市县级]|null|nan",
    re.I,
)
"""What a cell says that names no place."""

ABOVE = re.compile(r"全国|中央|国家|全省|全区域|省直|省本级|省级|自治区本级|自治区直|省属|国家级|中国")
"""What a cell says of a text of a province or of the state."""

_REGION = re.compile(
    r"长三角|珠三角|京津冀|粤港澳|成渝|环渤海|长株潭|苏锡常|关中|中原|东北|西北|西南|华东|华北|华南|华中|[东中西]部"
    r"|[㐀-鿿]{2,8}(?:都市圈|城市群|经济[圈带区]|大湾区|[长珠]?三角洲?|流域|一体化(?:示范区)?)"
)
"""Regions that hold several cities."""

_TAG = re.compile(r"<[^<>]{1,60}>")
_LABEL = re.compile(
    r"^(?:所[在属])?(?:城市|地区|地级?市|市州|地点|名称|区域|行政区划?|单位|市)?(?:名称?)?\s*[:：]\s*(?=[㐀-鿿])"
)
_AROUND = re.compile(r"^[\s。.,，、;；:：·]+|[\s。.,，、;；:：·]+$|[,，]\s*中国$|^[A-Z]{2}[-_ ](?=[㐀-鿿])")
_LEVEL = re.compile(
    r"(?<=[市州盟县区])[\s_/(（—-]*(?:市?本级|全[市州县区]|市区|全域|市域|市直|市?辖区|日报|晚报|发布|市(?:人民)?政府|市委)[)）]?$"
)
_MARKS = re.compile(r"[^\w㐀-鿿]+|_+")
_TWICE = re.compile(r"([㐀-鿿]{2,3})\W?\1[）)]?")
_SEVERAL = re.compile(r"[、，,/;；]|和|与|及")


def as_named(cell: str) -> str:
    """Return the name of a place in a cell without what stands around it; none where it names no place.

    Parameters
    ----------
    cell : str
        A cell of a column of places.

    Examples
    --------
    >>> from analysis.load.tables.cell_places import as_named
    >>> [as_named(cell) for cell in ("<td>青岛市</td>", "山东省.青岛市", "桂林阳朔", "全市")]
    ['青岛市', '山东省青岛市', '桂林市阳朔县', '']
    """
    full, short, _ = gazetteer(True)
    name = _TAG.sub("", html.unescape(cell)).replace("\xa0", " ").strip()
    if NO_PLACE.fullmatch(name):
        return ""
    if name in full or name in short or name.isascii():
        return name
    name = _LABEL.sub("", name)
    while (bare := _AROUND.sub("", name)) != name:
        name = bare
    name = re.sub(r"(?<=[省区])[.．](?=[㐀-鿿])", "", name)
    twice = _TWICE.fullmatch(name)
    if twice and f"{twice[1]}市" in full:
        return f"{twice[1]}市"
    name = _LEVEL.sub("", name)
    if name.endswith("市区") and name not in full and name[:-1] in full:
        return name[:-1]
    if county := _with_county(written_out(name)):
        return county
    parted = _MARKS.sub("/", name).strip("/")
    letter, _, rest = parted.partition("/")
    parted = f"{in_full(letter)}/{rest}" if len(letter) == 1 and rest else parted
    return parted if parted != name and not place_named(name) and place_named(parted) else name


def is_region(name: str) -> bool:
    """Return whether a cell names a region of several cities (`长三角`, `柳州都市圈`).

    Parameters
    ----------
    name : str
        A cell without what stands around its name.
    """
    return _REGION.fullmatch(name) is not None


def _with_county(name: str) -> str:
    """Return a city and a county in it with their full names (桂林阳朔), an empty string for other names."""
    if place_named(name):
        return ""
    for mention in find_places(name, True)[:1]:
        rest = name[mention.end :]
        cities = {place.city for place in mention.places if place.level == "city"}
        inner = {place.name for place in county_stems().get(rest, ()) if place.city in cities}
        if mention.start == 0 and len(cities) == 1 and len(inner) == 1:
            return f"{cities.pop()}{inner.pop()}"
    return ""


def several_cities(name: str) -> tuple[str, ...]:
    """Return the cities that a cell lists (`柳州市、桂林市`), none where it does not list several.

    Parameters
    ----------
    name : str
        A cell.
    """
    parts = [part.strip() for part in _SEVERAL.split(name) if part.strip()]
    found = [place_named(part) for part in parts]
    if len(parts) < 2 or not all(len(places) == 1 and places[0].level == "city" for places in found):
        return ()
    cities = sorted({places[0].city or places[0].name for places in found})
    return tuple(cities) if len(cities) > 1 else ()


def is_city(cell: str) -> bool:
    """Return whether a cell names one city, county or district and nothing else.

    Parameters
    ----------
    cell : str
        A cell.
    """
    full, short, _ = gazetteer(True)
    name = written_out(cell)
    places = full.get(name) or short.get(name) or ()
    return bool(places) and all(place.level != "province" or place.city == place.province for place in places)
