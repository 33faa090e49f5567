"""Rows of a table as people leave them: cells merged before it was saved, rows that explain it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import Any

from .cells import cell_text
from .columns import HAN, columns_of

OF_BLOCK = ("city", "district", "province", "year", "date", "publisher")
"""What all rows of a merged block may state once."""

FEWEST_BLOCKS = 2
"""Fewest blocks of several rows that show that blanks were merged cells."""

MOST_NAMES = 30
"""Most rows of a table that lies on its side."""

LONGEST = 40
"""Longest cell (characters) of a row that explains the columns."""

EXPLAINS = re.compile(
    r"[（(【\[].{1,38}[)）】\]]"
    r"|(?:必填|选填|非必填|文本型?|数字|数值型?|字符型?|字符串|日期型?|整数|整型|长文本|单选|下拉选择|string|str|text|longtext|int|integer|float"
    r"|number|numeric|date|datetime|object|bool|(?:var)?char(?:\(\d+\))?)"
    r"|(?:示例|例如|例|说明|填写|请填|填报|格式|如)\s*[:：].*|(?:请)?(?:填写|填入|粘贴|输入|选择)[^。]{2,30}",
    re.IGNORECASE,
)
"""A cell that says how its column is to be filled in, or of what kind it is."""


def filled_down(
    rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]
) -> tuple[Sequence[Mapping[str, Any]], int, str]:
    """Return the rows of a table with blank cells filled from above, how many, and of which column.

    The cells were merged if each block of rows begins with a place, no two places below each other are equal,
    several blocks have several rows, and another column is blank in the same rows, or no block has a year
    twice; rows with an issuer of their own are left as they are. Years are filled where each row has a place,
    no block has one twice, and those of one block stand in others too.

    Parameters
    ----------
    rows : sequence of mapping
        Cells by column name.
    names : mapping
        The columns by our names; `text` among them.
    """
    used = [row for row in rows if cell_text(row.get(names.get("text", ""))).strip()]
    place = next((names[one] for one in ("city", "district", "province") if one in names), "")
    key = names.get("year", "") if place and all(_cells(used, place)) else place
    told = _cells(used, key)
    if not key or "" not in told or not told[0] or any(a and a == b for a, b in pairwise(told)):
        return rows, 0, ""
    starts = [i for i, place in enumerate(told) if place]
    bounds = list(zip(starts, [*starts[1:], len(used)], strict=True))
    if sum(end - start > 1 for start, end in bounds) < FEWEST_BLOCKS:
        return rows, 0, ""
    issuer = names.get("publisher", "")
    if any(not place and cell_text(row.get(issuer)).strip() for place, row in zip(told, used, strict=True)):
        return rows, 0, ""  # whoever issued it may be of no place
    columns = list(dict.fromkeys(str(name) for row in used for name in row))
    blank = {name: [not cell_text(row.get(name)).strip() for row in used] for name in columns}
    alike = [name for name in columns if name != key and blank[name] == blank[key]]
    if key != place:
        if not _recur(_cells(used, place), bounds):
            return rows, 0, ""
    elif not alike and not _counts_years(used, names, bounds):
        return rows, 0, ""
    fill = {names[one] for one in OF_BLOCK if one in names} & {key, *alike}
    above: dict[str, Any] = {}
    kept: list[Mapping[str, Any]] = []
    for row in rows:
        if cell_text(row.get(key)).strip():
            above = {name: row.get(name) for name in fill}
            kept.append(row)
        else:
            kept.append({**row, **above} if any(map(cell_text, row.values())) else row)
    return kept, told.count(""), key


def joined_below(
    rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]
) -> tuple[Sequence[Mapping[str, Any]], int]:
    """Return the rows, those that hold nothing but a text added to the row above, and how many these were.

    Only where a text goes on over rows in several of its documents, and the first row states something.

    Parameters
    ----------
    rows : sequence of mapping
        Cells by column name.
    names : mapping
        The columns by our names; `text` among them.
    """
    own = names.get("text", "")
    if len(names) < 3 or not own:  # where only one thing is stated of each, a row may be without it
        return rows, 0
    text = [cell_text(row.get(own)).strip() for row in rows]
    bare = [
        bool(text[i]) and not any(cell_text(cell).strip() for name, cell in row.items() if name != own)
        for i, row in enumerate(rows)
    ]
    if not rows or bare[0] or not text[0]:
        return rows, 0
    heads = [i for i in range(len(rows) - 1) if text[i] and not bare[i] and bare[i + 1]]
    if len(heads) < FEWEST_BLOCKS:
        return rows, 0
    kept: list[Mapping[str, Any]] = []
    last = 0
    for i, row in enumerate(rows):
        if bare[i]:
            kept[last] = {**kept[last], own: f"{cell_text(kept[last].get(own)).strip()}\n{text[i]}"}
            kept.append({})
        else:
            last = len(kept)
            kept.append(row)
    return kept, sum(bare)


def in_one_column(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[dict[str, Any]]:
    """Return rows with the cells of several columns below each other in the first of them.

    Parameters
    ----------
    rows : sequence of mapping
        Cells by column name.
    names : sequence of str
        The columns.
    """
    return [
        {
            **{name: cell for name, cell in row.items() if name not in names},
            names[0]: "\n".join(filter(None, (cell_text(row.get(name)).strip() for name in names))),
        }
        for row in rows
    ]


def upright(rows: list[list[Any]]) -> list[list[Any]]:
    """Return a table that lies on its side, whose first column names what is in its rows, turned upright.

    Parameters
    ----------
    rows : list of list
        Its rows that hold something.
    """
    if len(rows) < 2 or not rows[0]:
        return rows
    first = [cell_text(row[0]).strip() if row else "" for row in rows]
    if len({*first}) > MOST_NAMES:
        return rows
    known = columns_of(name for name in first if 0 < len(name) <= LONGEST)
    if "text" not in known or len(known) < 2 or max(map(len, rows)) < 2:
        return rows
    short = ([text for cell in row if 0 < len(text := cell_text(cell).strip()) <= LONGEST] for row in rows)
    if any(len(columns_of(names)) > 1 for names in short):
        return rows
    if first.count(first[0]) > 1:
        return _upright_each(rows, first) or rows
    return [list(column) for column in zip_longest(*rows, fillvalue="")]


def _upright_each(rows: list[list[Any]], first: list[str]) -> list[list[Any]]:
    """Return a table in whose first column the same names recur for each text, with one row a text."""
    starts = [i for i, name in enumerate(first) if name == first[0]]
    names = list(dict.fromkeys(first))
    records = []
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        own = {
            name: (row[1] if len(row) > 1 else "")
            for name, row in zip(first[start:end], rows[start:end], strict=True)
        }
        if len(own) < end - start or not own.keys() & {columns_of(names).get("text")}:
            return []
        records.append([own.get(name, "") for name in names])
    return [list(names), *records]


def _counts_years(
    rows: Sequence[Mapping[str, Any]], names: Mapping[str, str], bounds: Sequence[tuple[int, int]]
) -> bool:
    """Return whether all rows have a year or a day, and none of a block the same."""
    column = names.get("year") or names.get("date")
    years = _cells(rows, column) if column else [""]
    return all(years) and all(len({*years[start:end]}) == end - start for start, end in bounds)


def _recur(places: Sequence[str], bounds: Sequence[tuple[int, int]]) -> bool:
    """Return whether no block has a place twice, and most places stand in several blocks."""
    blocks = [places[start:end] for start, end in bounds]
    counts = Counter(place for block in blocks for place in block)
    is_once = all(len({*block}) == len(block) for block in blocks)
    return is_once and 2 * sum(n > 1 for n in counts.values()) > len(counts)


def _cells(rows: Sequence[Mapping[str, Any]], name: str) -> list[str]:
    return [cell_text(row.get(name)).strip() for row in rows]


def explains(row: Sequence[Any], header: Sequence[Any]) -> bool:
    """Return whether the row below a header says how the columns are to be filled in, or names them again.

    Parameters
    ----------
    row, header : sequence
        Their cells.
    """
    cells = [text for cell in row if (text := cell_text(cell).strip())]
    if len(cells) < 2 or any(len(text) > LONGEST for text in cells):
        return False
    if all(map(EXPLAINS.fullmatch, cells)):
        return True
    own, above = columns_of(cells), columns_of(map(cell_text, header))
    other = [bool(HAN.search(own[key])) != bool(HAN.search(above[key])) for key in own if key in above]
    return len(own) > 1 and len(other) == len(own) and all(other)
