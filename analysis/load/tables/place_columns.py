"""Columns of cities and titles whose names say nothing (`area`, `name`), by what their cells hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..attribution.dates import parse_date
from .cell_places import is_city
from .cells import cell_text
from .columns import HAN, LOOKED_AT, plain_name

OF_TITLES = ("name", "subject", "topic", "head", "biaoti", "bt", "doc_name", "item", "label", "heading")
"""What columns of titles are called that may be other things."""

OTHER_PLACES = (
    "birth",
    "origin",
    "籍",
    "出生",
    "印刷",
    "作者",
    "结对",
    "对象",
    "转载",
    "注册",
    "author",
    "来源地",
    "目的",
    "对口",
    "帮扶",
    "比较",
    "参照",
    "邻",
)
"""What stands in the names of columns of places that are not those of the texts."""

OTHER_TIMES = re.compile(
    r"birth|born|found|start|begin|end|crawl|scrap|fetch|download|update|modif|create|insert|import"
    r"|出生|成立|起|止|抓取|采集|爬|下载|更新|修改|入库|录入|创建|施行|生效|废止|失效",
    re.IGNORECASE,
)
"""Names of columns of years and days that are not those of the texts."""

OF_TIMES = re.compile(r"年|时间|日期?$|day|year|(?<!\w)yr|time|date|nian|riqi|shijian|rq$", re.IGNORECASE)
SAYS_NOTHING = re.compile(r"(?:字段|列|column|col|field|unnamed:?)[ _]?\d*|[a-z]?", re.IGNORECASE)
QUANTITY = re.compile(
    r"数|量|号|码|值|额|率|页|字|目标|基期|期末|规划|排名|序"
    r"|count|num|size|page|words?|value|target|rank|\bid\b|_id\b",
    re.IGNORECASE,
)
"""What columns of years and days have in their names, names that say nothing, and those of quantities."""

LAST_YEAR = 2030
"""A later one is that of a plan."""

YEAR = re.compile(r"(?:19[5-9]\d|20[0-4]\d)(?:\.0)?\s*(?:年度?)?")

FEWEST_FILLED = 0.8
SHORTEST_TITLE, LONGEST_TITLE = 5, 60
"""Chinese characters of a title."""


def places_by_look(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> dict[str, str]:
    """Return the columns of cities, times and titles that no name shows, where exactly one column looks so.

    Every cell of the first is a city or county, written out where there are few rows; of the second all are
    years, or all are days; the cells of the third are short, different and Chinese, and its name is one that
    titles have.

    Parameters
    ----------
    rows : sequence of mapping
        Cells by column name.
    names : mapping
        The columns that are known, by our names.
    """
    taken = {*names.values()}
    columns = list(dict.fromkeys(str(name) for row in rows[:LOOKED_AT] for name in row))
    cells = {
        name: [cell_text(row.get(name)).strip() for row in rows[:LOOKED_AT]]
        for name in columns
        if name not in taken
    }
    found: dict[str, str] = {}
    if not {"city", "district", "province"} & {*names}:
        cities = [name for name, column in cells.items() if _are_cities(name, column)]
        if len(cities) == 1:
            found["city"] = cities[0]
    if not {"year", "date"} & {*names}:
        for ours, is_one in (("year", _are_years), ("date", _are_days)):
            times = [name for name, column in cells.items() if _is_of_times(name) and is_one(column)]
            if len(times) == 1 and not {"year", "date"} & {*found}:
                found[ours] = times[0]
    if "title" not in names:
        titles = [
            name
            for name, column in cells.items()
            if plain_name(name) in OF_TITLES and name not in found.values() and are_titles(column)
        ]
        if len(titles) == 1:
            found["title"] = titles[0]
    return found


def _is_of_times(name: str) -> bool:
    """Return whether a column is called after the time of texts, or after nothing."""
    is_time = OF_TIMES.search(name) or SAYS_NOTHING.fullmatch(name)
    return bool(is_time) and not (OTHER_TIMES.search(name) or QUANTITY.search(name))


def _are_years(cells: Sequence[str]) -> bool:
    """Return whether cells are years, none of them far in the future."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or len(filled) < FEWEST_FILLED * len(cells) or not all(map(YEAR.fullmatch, filled)):
        return False
    return max(int(cell[:4]) for cell in filled) <= LAST_YEAR


def _are_days(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    days = [parse_date(cell) or "" for cell in filled if not cell.isdecimal() or len(cell) == len("20210305")]
    is_full = len(days) == len(filled) and all(len(day) == len("2021-03-05") for day in days)
    return len(filled) > 1 and len(filled) >= FEWEST_FILLED * len(cells) and is_full


def _are_cities(name: str, cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    if not filled or len(filled) < FEWEST_FILLED * len(cells) or any(one in name for one in OTHER_PLACES):
        return False
    full = all(cell.endswith(("市", "州", "盟", "区", "县", "旗")) for cell in filled)
    return all(map(is_city, filled)) and (full or len({*filled}) > 2)


def are_titles(cells: Sequence[str]) -> bool:
    """Return whether the cells of a column are short, Chinese, no sentences, and all different.

    Parameters
    ----------
    cells : sequence of str
        Cells, some perhaps empty.
    """
    filled = [cell for cell in cells if cell]
    return (
        bool(filled)
        and all(
            SHORTEST_TITLE <= len(HAN.findall(cell)) <= LONGEST_TITLE
            and "。" not in cell
            and "\n" not in cell
            for cell in filled
        )
        and len({*filled}) == len(filled)
    )
