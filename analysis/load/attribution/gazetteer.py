"""The names of places: divisions of today, new areas and former places, by name, short name and code."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ... import lexicon

NEVER = 0
"""`until` of a former place of which it is not known when it ended."""

COMMON_BEFORE_CITY = re.compile(
    "新城|老城|东城|西城|古城|江城|海城|山城|港口|海港|中心|高新|和平|城中|城关|城东|城西|城北|城南|城厢"
    "|沿江|滨江|滨海|江北|江南|江东|桥东|桥西|中原|东部|临港|新华|解放|友谊"
)
"""Names of districts that with 市 behind them are more often words (`新城市`, `港口市场`)."""


class Place(NamedTuple):
    """A row of `data/places.csv`, `new_areas.csv` or `former_places.csv`.

    Of a former place, `today` says what it is now, `since` and `until` when it was in force.
    """

    name: str
    level: str
    city: str | None
    province: str | None
    today: str = ""
    since: int = 0
    until: int = 9999


class Gazetteer(NamedTuple):
    """Names written out, short names, and what finds all of them, traps too, in a text."""

    full: dict[str, tuple[Place, ...]]
    short: dict[str, tuple[Place, ...]]
    names: lexicon.Scanner


@cache
def gazetteer(wide: bool = False) -> Gazetteer:
    """Return the names of today's divisions, and where `wide`, also those of former places and new areas."""
    full: dict[str, list[Place]] = {}
    short: dict[str, list[Place]] = {}
    for row in lexicon.places().astype(object).itertuples(index=False):
        city, province = (value if isinstance(value, str) else None for value in (row.city, row.province))
        place = Place(str(row.name), str(row.level), city, province)
        stem = lexicon.short_name(place.name)
        full.setdefault(place.name, []).append(place)
        for name in _written_forms(place, stem):
            full.setdefault(name, []).append(place)
        if place.level == "province" or (
            place.level == "city" and place.name[-1] in "市州盟区" and len(stem) > 1
        ):
            short.setdefault(stem, []).append(place)
    settled, stems = _settled(full), _settled(short)
    if wide:
        _add_others(settled, stems)
    names = sorted(name for name in {*settled, *stems, *lexicon.place_traps()} if len(name) > 1)
    return Gazetteer(settled, stems, lexicon.Scanner(names))


def _add_others(full: dict[str, tuple[Place, ...]], short: dict[str, tuple[Place, ...]]) -> None:
    for row in lexicon.new_areas().itertuples(index=False):
        name = str(row.name)
        full.setdefault(name, (Place(name, str(row.level), str(row.city), str(row.province) or None),))
    for row in lexicon.former_places().itertuples(index=False):
        name, city = str(row.name), str(row.city) or None
        place = Place(
            name, str(row.level), city, str(row.province), str(row.today), int(row.since), int(row.until)
        )
        full[name] = (*full.get(name, ()), place)
        stem = lexicon.short_name(name)
        is_own = city in (place.today, name)  # 莱芜, while it was a city; else the county of today
        if place.level == "city" and name.endswith("市") and is_own and stem not in {*full, *short}:
            short[stem] = (place,)
    _add_older(full, short)


def _add_older(full: dict[str, tuple[Place, ...]], short: dict[str, tuple[Place, ...]]) -> None:
    """Add the names that counties had before they became cities or districts: 徐水县, 江津市.

    When they changed is not in our lists; a name that another place has, or could have had, is not added.
    """
    older: dict[str, list[Place]] = {}
    for places in list(full.values()):
        for place in places:
            stem = place.name[:-1]
            if place.level != "county" or place.today or len(stem) < 2 or place.name[-1] not in "市区":
                continue
            endings = "县" if place.name[-1] == "市" or COMMON_BEFORE_CITY.fullmatch(stem) else "县市"
            for ending in endings:
                name = stem + ending
                if name not in full and name not in short:
                    told = Place(name, "county", place.city, place.province, place.name, until=NEVER)
                    if told not in older.setdefault(name, []):
                        older[name].append(told)
    full.update({name: (places[0],) for name, places in older.items() if len(places) == 1})


def in_force(places: tuple[Place, ...], year: int | None) -> tuple[Place, ...]:
    """Return the places of a name that were in force in a year, today's where none or no year is known."""
    today = tuple(place for place in places if not place.today)
    if len(today) == len(places):
        return places
    held = tuple(p for p in places if p.today and year is not None and p.since <= year <= p.until)
    return held or today or places


def is_past(places: tuple[Place, ...], year: int | None) -> bool:
    """Return whether a short name is of a former city that is a county today, and was so in a year."""
    return all(
        place.today and place.city == place.name and not (year and place.since <= year <= place.until)
        for place in places
    )


def _settled(found: dict[str, list[Place]]) -> dict[str, tuple[Place, ...]]:
    """Return the places of each name; of what is city and province, or city and county, the city."""
    settled = {}
    for name, places in found.items():
        provinces = [place for place in places if place.level == "province"]
        municipal = [place for place in places if place.level == "city" and place.city == place.province]
        own = [place for place in places if place.level == "city"]
        same = own if own and len({place.city for place in places}) == 1 else []
        settled[name] = tuple(municipal or provinces or same or dict.fromkeys(places))
    return settled


def _written_forms(place: Place, stem: str) -> list[str]:
    """Return the common shorter ways to write an autonomous place: 恩施州, 三江县."""
    if place.name.endswith("自治州"):
        return [stem + "州", stem + "自治州"]
    if place.name.endswith(("自治县", "自治旗")):
        return [stem + place.name[-1]]
    return []


@cache
def county_stems() -> dict[str, tuple[Place, ...]]:
    """Return the counties by their short names of two or more characters."""
    found: dict[str, list[Place]] = {}
    for places in gazetteer().full.values():
        for place in places:
            stem = lexicon.short_name(place.name)
            if place.level == "county" and len(stem) > 1 and place not in found.setdefault(stem, []):
                found[stem].append(place)
    return {stem: tuple(places) for stem, places in found.items()}


@cache
def _by_code() -> dict[str, Place]:
    found = {}
    for row in lexicon.places().astype(object).itertuples(index=False):
        city, province = (value if isinstance(value, str) else None for value in (row.city, row.province))
        found[str(row.code)] = Place(str(row.name), str(row.level), city, province)
    return found


def coded(name: str) -> tuple[Place, ...]:
    """Return the places that a code (`450200`, `4502`) or a name in Latin letters (`Liuzhou City`) means."""
    if re.fullmatch(r"\d{4}|\d{6}|\d{9}|\d{12}", name):
        place = _by_code().get(name[:6].ljust(6, "0"))
        return (place,) if place else ()
    letters = re.sub(r"[^a-z]", "", name.lower())
    stems = (letters, re.sub(r"(?:shi|city|municipality|sheng|province|prefecture)$", "", letters))
    names = next((lexicon.place_pinyin()[stem] for stem in stems if stem in lexicon.place_pinyin()), ())
    full = gazetteer().full
    return tuple(dict.fromkeys(place for one in names for place in full.get(one, ())))
