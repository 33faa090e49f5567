"""Tables of other shapes: texts of several years or cities side by side, bands between the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..attribution.dates import parse_year
from ..attribution.places import place_named
from ..items import Message, message
from .cells import cell_text
from .columns import FEWEST_HAN, HAN, LOOKED_AT, columns_of

FEWEST_SIDE_BY_SIDE = 2
"""Fewest columns that are years, or places, of a table that has texts side by side."""

LONGEST_NAME, LONGEST_BAND = 30, 24
OWN = re.compile(
    r"政府工作报告|工作报告|报告|全文|正文|文本|内容|规划|文件|原文|full_?text|text|content|body|report|article",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?")
NUMBERED = re.compile(r"^[\s（(]*(?:[一二三四五六七八九十]{1,3}|\d{1,3})[）)、.．\s]\s*")


def says(name: str) -> dict[str, str]:
    """Return the place and year that a column or a band is called after, if after nothing else.

    Parameters
    ----------
    name : str
        The name.
    """
    bare = NUMBERED.sub("", name.strip()).strip("【】[]（）() :：")
    if not bare or len(bare) > LONGEST_NAME:
        return {}
    year = YEAR.search(bare)
    rest = re.sub(r"[\s_\-—:：（）()]", "", OWN.sub("", YEAR.sub("", bare)))
    places = place_named(rest) if HAN.search(rest) else ()
    if rest and not places:
        return {}
    stated = {"year": year[0].rstrip("年度")} if year and parse_year(year[0]) else {}
    if places:
        stated["province" if all(place.level == "province" for place in places) else "city"] = rest
    return stated


def side_by_side(rows: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], tuple[Message, ...]]:
    """Return a table with one row a text, where its columns are years or places and their cells texts.

    Parameters
    ----------
    rows : sequence of mapping
        Cells by column name, none of which is the name of a column of texts.

    Returns
    -------
    list of dict, tuple of Message
        The rows, and what is said of it; no rows where the table is none such.
    """
    names = list(dict.fromkeys(str(name) for row in rows for name in row))
    meant = {name: told for name in names if (told := says(name))}
    if len(meant) < FEWEST_SIDE_BY_SIDE or len({(*told.items(),) for told in meant.values()}) < len(meant):
        return [], ()
    cells = [cell_text(row.get(name)) for row in rows[:LOOKED_AT] for name in meant]
    filled = [len(HAN.findall(cell)) for cell in cells if cell.strip()]
    if not filled or sum(filled) < FEWEST_HAN * len(filled):
        return [], ()
    found = [
        {**{key: cell for key, cell in row.items() if key not in meant}, **told, "text": row[name]}
        for row in rows
        for name, told in meant.items()
        if cell_text(row.get(name)).strip()
    ]
    return found, (message("side_by_side", count=len(meant), shown="、".join([*meant][:3])),)


def without_bands(
    names: Sequence[str], body: Sequence[Sequence[Any]]
) -> Iterator[tuple[Sequence[Any], dict[str, str]]]:
    """Yield each row of a table, a band over all columns as an empty one, with what the band above it says.

    Parameters
    ----------
    names : sequence of str
        The header.
    body : sequence of sequence
        The rows below it.
    """
    known = {*columns_of(names, loosely=True)}
    told: dict[str, str] = {}
    for row in body:
        filled = [text for cell in row if (text := cell_text(cell).strip())]
        is_band = len(names) > 1 and len({*filled}) == 1 and (len(filled) > 1 or filled[0] == _first(row))
        own = says(filled[0]) if is_band and len(filled[0]) <= LONGEST_BAND else {}
        if own:
            told = {name: value for name, value in {**told, **own}.items() if name not in known}
        yield (() if is_band and (len(filled) > 1 or own) else row), told


def _first(row: Sequence[Any]) -> str:
    return cell_text(row[0]).strip() if row else ""
