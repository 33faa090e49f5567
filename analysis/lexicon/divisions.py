"""The administrative divisions of China and their names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from ..errors import DataFileError
from .files import DATA, one_word, read_lines

if TYPE_CHECKING:
    import pandas as pd


@cache
def places() -> pd.DataFrame:
    """Return the administrative divisions of China.

    Returns
    -------
    DataFrame
        `code, name, level, city, province`: six-digit code, full name, level (`province`, `city`, `county`),
        and the names of the city and province the place belongs to (missing where there is none).
    """
    import pandas as pd

    path = DATA / "places.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    columns = ["code", "name", "level", "city", "province", "lon", "lat"]
    if list(table.columns) != columns:
        raise DataFileError(f"{path}: line 1: the columns must be {','.join(columns)}.")
    return table.drop(columns=["lon", "lat"]).replace("", pd.NA)


def official_order(names: Iterable[str]) -> tuple[str, ...]:
    """Return names of places in the order of the official codes of divisions, then other names as they sort.

    Yearbooks list them so, and readers expect it: 北京市, 天津市, then the provinces from north to west, in
    each the capital first. Of places that share a name the first counts.

    Examples
    --------
    >>> from analysis.lexicon import official_order
    >>> official_order(["柳州市", "甲市", "成都市", "北京市", "南宁市"])
    ('北京市', '南宁市', '柳州市', '成都市', '甲市')
    """
    codes = _codes()
    return tuple(sorted(names, key=lambda name: (codes.get(name, "~"), name)))


@cache
def _codes() -> dict[str, str]:
    table = places().sort_values("code", ascending=False)
    return dict(zip(table["name"], table["code"], strict=True))


@cache
def city_coordinates() -> pd.DataFrame:
    """Return where the cities of China are, 香港 and 澳门 among them.

    Returns
    -------
    DataFrame
        `city, province, lon, lat`: the centre of the city's area in degrees, to one decimal place, which is
        enough for a dot among the others of its province.
    """
    import pandas as pd

    table = pd.read_csv(DATA / "places.csv", dtype=str, keep_default_na=False)
    cities = table[table["lon"] != ""].astype({"lon": float, "lat": float})
    cities["city"] = cities["city"].mask(cities["city"] == "", cities["name"])
    return cities[["city", "province", "lon", "lat"]].reset_index(drop=True)


@cache
def province_grid() -> pd.DataFrame:
    """Return the tile of each province in a grid that resembles the map: `province, short, row, column`."""
    return _table("province_grid.csv", ["province", "short", "row", "column"]).astype(
        {"row": int, "column": int}
    )


@cache
def former_places() -> pd.DataFrame:
    """Return places that were renamed or abolished, with the years they existed.

    Returns
    -------
    DataFrame
        `name, level, since, until, city, province, today`: the name, its level (`city`, `county`), the first
        and the last year it was in force (of prefectures 1949 also where a later first year is not known),
        the city and province its texts are assigned to (the successor where the place was only renamed, the
        place itself where it was divided), and its name today.
    """
    columns = ["name", "level", "since", "until", "city", "province", "today"]
    return _table("former_places.csv", columns).astype({"since": int, "until": int})


@cache
def new_areas() -> pd.DataFrame:
    """Return new areas and zones with their own administrations: `name, level, city, province`."""
    return _table("new_areas.csv", ["name", "level", "city", "province"])


@cache
def place_pinyin() -> dict[str, tuple[str, ...]]:
    """Return the provinces and cities that a name in pinyin may refer to (`suzhou`: two)."""
    found: dict[str, list[str]] = {}
    for row in _table("place_pinyin.csv", ["name", "pinyin"]).itertuples(index=False):
        found.setdefault(str(row.pinyin), []).append(str(row.name))
    return {pinyin: tuple(names) for pinyin, names in found.items()}


def _table(name: str, columns: list[str]) -> pd.DataFrame:
    import pandas as pd

    path = DATA / name
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    if list(table.columns) != columns:
        raise DataFileError(f"{path}: line 1: the columns must be {','.join(columns)}.")
    return table


@cache
def nations() -> tuple[str, ...]:
    """Return the ethnic groups in names of autonomous places, longest first."""
    path = DATA / "nations.txt"
    names = {one_word(path, number, line) for number, line in read_lines(path)}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@cache
def place_traps() -> tuple[str, ...]:
    """Return the words that contain the name of a place without referring to it (孙中山, 中山路), sorted."""
    path = DATA / "place_traps.txt"
    return tuple(sorted({one_word(path, number, line) for number, line in read_lines(path)}))


SUFFIX = re.compile(r"(?:自治州|自治县|自治旗|自治区|特别行政区|地区|林区|[省市州盟县区旗])$")


def short_name(name: str) -> str:
    """Return the name of a place without its rank and ethnic groups (恩施土家族苗族自治州: 恩施).

    Examples
    --------
    >>> from analysis.lexicon import short_name
    >>> short_name("恩施土家族苗族自治州"), short_name("柳州市")
    ('恩施', '柳州')
    """
    rank = SUFFIX.search(name)
    stem = name[: rank.start()] if rank else name
    if rank is None or not rank.group().startswith("自治"):
        return stem
    forms = [form for nation in nations() for form in (nation, nation.removesuffix("族")) if len(form) > 1]
    while ending := next((form for form in forms if stem.endswith(form) and len(stem) - len(form) > 1), None):
        stem = stem[: -len(ending)]
    return stem
