"""The place that cells of a table, a manifest or the name of a folder state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ... import lexicon
from ..tables.cell_places import ABOVE, as_named, is_region, several_cities
from .gazetteer import Place, county_stems, gazetteer
from .places import NOBODY, Mention, Who, find_places, in_full, label, place_named, resolve, written_out

AREA = re.compile(
    r"[㐀-鿿]{0,10}(?:开发区|高新区|园区|工业园|新区|新城|保税港?区|示范区|试验区|度假区|合作区|自贸区|科学城|生态城|产业园)"
    r"(?:管委会|管理委员会)?"
)
"""What stands behind the name of a city in the name of an area in it."""


BEHIND = re.compile(r"^([㐀-鿿]{2,6})[(（/]([㐀-鿿]{2,8})[)）]?$")
"""A place with what it lies in behind it (`义乌（浙江）`)."""

MARKS = re.compile(r"\W+|_+")


def who_in_cells(cells: Mapping[str, str], known_only: bool = False, year: int | None = None) -> Who:
    """Return the place that cells of a table state; names of unknown places are kept unchanged.

    A county or an area in a column of cities is the district of its city; a province or a region is none.

    Parameters
    ----------
    cells : mapping
        `city`, `district`, `province`, where stated.
    known_only : bool
        Whether names of unknown places are ignored.
    year : int or None
        Year of the text, which distinguishes former places from present ones.
    """
    province = next(
        (
            p.province
            for p in place_named(in_full(cells.get("province", "")))
            if p.level == "province" or p.city == p.province
        ),
        None,
    )
    province = province or (None if known_only else cells.get("province"))
    city, district = cells.get("city"), cells.get("district")
    if city and not known_only:
        city = as_named(city)
        if ABOVE.fullmatch(city) or is_region(city):
            return Who(None, district, province, above_city=True)
        if several := several_cities(city):
            return Who(None, district, province, several)
    if city and district:
        district = _written_out(district, place_named(city, province, year))
    if city:
        return _of_city(city, district, province, known_only, year)
    if district:
        places = tuple(p for p in place_named(district, province) if p.level == "county")
        if len(places) == 1:
            return Who(places[0].city, places[0].name, places[0].province)
        return Who(None, district, province, tuple(sorted(label(place) for place in places)))
    return Who(None, None, province)


def _of_city(
    city: str, district: str | None, province: str | None, known_only: bool, year: int | None
) -> Who:
    """Return the place that the cell of a city states, with what the other cells state."""
    places = place_named(city, province, year) or _by_stem(city, province, known_only)
    if len(places) > 1:
        candidates = tuple(sorted(label(place) for place in places))
        return Who(None, None if known_only else district, province, candidates)
    if not places:
        area = _of_area(city)
        if area.city and province in (None, area.province):
            return area._replace(district=district or area.district)
        return NOBODY if known_only else Who(city, district, province)
    place = places[0]
    if place.level == "province" and not known_only:
        return Who(None, district, province or place.province, above_city=True)
    former = place if place.today else None
    if place.level == "county":
        return Who(place.city, district or place.name, place.province, former=former)
    return Who(place.city, district, province or place.province, former=former)


def _by_stem(name: str, province: str | None, known_only: bool) -> tuple[Place, ...]:
    """Return the counties whose short name a cell is, alone (`义乌`) or behind its province.

    Of names of folders, those that are words count for nothing.
    """
    if known_only and (name in lexicon.common_pairs() or name not in county_stems()):
        return ()
    name = BEHIND.sub(r"\2\1", written_out(name))
    for mention in find_places(name)[:1]:
        above = {place.province for place in mention.places if place.level == "province"}
        if mention.start == 0 and len(above) == 1:
            name, province = MARKS.sub("", name[mention.end :]), above.pop()
    found = _stems().get(name, ())
    inside = tuple(place for place in found if province in (None, place.province))
    return inside if not known_only or len(inside) == 1 else ()


@cache
def _stems() -> dict[str, tuple[Place, ...]]:
    """Return the counties by their short names, those without a city above them among them."""
    found = dict(county_stems())
    for name, places in gazetteer().full.items():
        stem = lexicon.short_name(name)
        if name.endswith("县") and places[0].level == "city" and len(stem) > 1:
            found[stem] = tuple(dict.fromkeys((*found.get(stem, ()), *places)))
    return found


def _of_area(name: str) -> Who:
    """Return the city that an area in it is named after (`苏州工业园区`), with the area as its district."""
    mentions = find_places(written_out(name), True)
    chain: list[Mention] = []
    for mention in mentions:
        if mention.start != (chain[-1].end if chain else 0):
            break
        chain.append(mention)
    if not chain or not AREA.fullmatch(written_out(name), chain[-1].end):
        return NOBODY
    who = resolve(chain)
    return who._replace(district=name) if who.city else NOBODY


def _written_out(district: str, cities: tuple[Place, ...]) -> str:
    """Return the name of a district as its city has it: 鹿寨县 for 鹿寨; else as it is given."""
    if len(cities) != 1 or district in {place.name for place in place_named(district)}:
        return district
    found = {place.name for place in county_stems().get(district, ()) if place.city == cities[0].city}
    return found.pop() if len(found) == 1 else district
