"""Columns of cities and titles whose names say nothing (`area`, `name`), by what their cells hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

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

FEWEST_FILLED = 0.8
SHORTEST_TITLE, LONGEST_TITLE = 5, 60
"""Chinese characters of a title."""


def places_by_look(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> dict[str, str]:
    """Return the columns of cities and of titles that no name shows, where exactly one column looks so.

    Every cell of the first is a city or county, written out where there are few rows; the cells of the second
    are short, different and Chinese, and its name is one that titles have.

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
    if "title" not in names:
        titles = [
            name
            for name, column in cells.items()
            if plain_name(name) in OF_TITLES and name not in found.values() and are_titles(column)
        ]
        if len(titles) == 1:
            found["title"] = titles[0]
    return found


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
