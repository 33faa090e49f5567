"""What is said of the rows of a table whose place or day is not understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ...lexicon import short_name
from ..attribution.dates import parse_date, parse_year
from ..attribution.places import place_named
from ..attribution.stated_places import who_in_cells
from ..items import Item, Message, message
from .cell_places import as_named, is_region

OF_PLACE = ("city", "district", "province")
CODE = re.compile(r"\d{1,4}(?:\.0)?")
"""What a cell holds whose place is a number of the table's own, or that is empty."""

OF_SPREADSHEET = re.compile(r"\d{5}(?:\.\d+)?")
"""A day as spreadsheets count them."""


def place_checks(items: Sequence[Item], names: Mapping[str, str], whole: bool = True) -> tuple[Message, ...]:
    """Return what is said of rows without a city in a table that states it, and of cities that are none.

    Cities that lie in another province than is stated beside them are named too.

    Parameters
    ----------
    items : sequence of Item
        The texts of the table.
    names : mapping
        Its columns by our names.
    whole : bool
        Whether every row should have a city.
    """
    missing = _without_place(items, names) if whole else ()
    return missing + _unknown(items, names) + _elsewhere(items)


def date_checks(items: Sequence[Item], names: Mapping[str, str]) -> tuple[Message, ...]:
    """Return what is said of cells that state a day or a year in a way that is not understood.

    Parameters
    ----------
    items : sequence of Item
        The texts of the table.
    names : mapping
        Its columns by our names.
    """
    said: tuple[Message, ...] = ()
    for field, read in (("date", parse_date), ("year", parse_year)):
        told = [(item.line, cell) for item in items if (cell := item.stated.get(field)) and not read(cell)]
        if told:
            row, shown = told[0]
            said += (message("unread_dates", count=len(told), name=names[field], row=row, shown=shown[:20]),)
    years = [(item.line, cell) for item in items if (cell := item.stated.get("year"))]
    days = [(row, cell) for row, cell in years if OF_SPREADSHEET.fullmatch(cell) and parse_year(cell)]
    if 0 < len(days) <= len(years) / 2:
        row, shown = days[0]
        year = parse_year(shown)
        said += (
            message("days_amid_years", count=len(days), name=names["year"], row=row, shown=shown, year=year),
        )
    return said


def _without_place(items: Sequence[Item], names: Mapping[str, str]) -> tuple[Message, ...]:
    missing = [
        item.line for item in items if all(CODE.fullmatch(item.stated.get(name, "0")) for name in OF_PLACE)
    ]
    none_stated = all(not {*OF_PLACE} & set(item.stated) for item in items)
    if "city" not in names or not missing or none_stated:
        return ()
    return (message("rows_without_city", count=len(missing), row=missing[0], name=names["city"]),)


def _unknown(items: Sequence[Item], names: Mapping[str, str]) -> tuple[Message, ...]:
    """Return what is said of cells of cities that name no known place, or a region, beside such as do."""
    cells = Counter(cell for item in items if (cell := item.stated.get("city")))
    stated = {cell: who_in_cells({"city": cell}) for cell in cells}
    unknown = [cell for cell, who in stated.items() if who.city and not place_named(who.city)]
    inner = [
        cell for cell, who in stated.items() if who.city and who.district and short_name(who.city) not in cell
    ]
    regions = [cell for cell in cells if is_region(as_named(cell))]
    column = names.get("city", "")
    said = []
    if unknown and len(unknown) < len(cells):
        said.append(message("unknown_cities", name=column, **_counted(cells, unknown)))
    if inner:
        shown = "、".join(f"{cell}→{stated[cell].city}" for cell in inner[:3])
        said.append(
            message("counties_in_cities", name=column, count=sum(cells[one] for one in inner), shown=shown)
        )
    if regions:
        said.append(message("regions_no_cities", name=column, **_counted(cells, regions)))
    return tuple(said)


def _elsewhere(items: Sequence[Item]) -> tuple[Message, ...]:
    """Return what is said of cities that do not lie in the province stated beside them."""
    told = []
    for item in items:
        city, province = (as_named(item.stated.get(name, "")) for name in ("city", "province"))
        if not (city and province and place_named(province)):
            continue
        around = {place.province for place in place_named(city)}
        if around and who_in_cells({"province": province}).province not in around:
            told.append((item.line, f"{province}，{city}"))
    if not told:
        return ()
    row, shown = told[0]
    return (message("cities_elsewhere", count=len(told), row=row, shown=shown[:40]),)


def _counted(cells: Counter[str], found: Sequence[str]) -> dict[str, object]:
    return {"count": sum(cells[cell] for cell in found), "shown": "、".join(found[:3])[:40]}
