"""Rows of a table, whatever its format: the header, the column of texts, and one item per row with a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from ...lexicon import DOCUMENT_COLUMNS, OF_CLEANING
from ..form import RECOGNISED, TableForm
from ..items import Item, Message, Unreadable, message, trim_lines, unify_breaks
from .cells import cell_text, whole_text
from .columns import (
    HAN,
    NAMED,
    columns_of,
    known_names,
    sections_by_look,
    stated_by_look,
    text_by_look,
    text_parts,
)
from .feet import without_feet
from .filled import filled_down, in_one_column, joined_below
from .paragraphs import joined_rows
from .place_columns import places_by_look
from .row_checks import date_checks, place_checks
from .shapes import says, side_by_side
from .unread_columns import prose_beside, refuse_names

NO_TEXT = re.compile(
    r"无|暂无|空|缺|缺失|暂缺|未公开|未找到|无法获取|无数据|无内容|略|[-—－/\\*?？.…]{1,3}|NA|N/A|n/a|none|undefined|\\N"
    r"|#(?:VALUE!|REF!|NAME\?|NULL!|DIV/0!)"
)
"""What stands in the cell of a text that there is not."""

OF_FILES = (
    "id",
    "name",
    "path",
    "file_path",
    "filepath",
    "doc_name",
    "docname",
    "doc",
    "文件名称",
    "文档名",
    "文档名称",
    "名称",
    "路径",
    "编号",
)
"""Further columns that may hold the names of the files of texts."""

OF_FILE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\.[A-Za-z]{2,5}$")
"""What names of files have there: a year or an ending; those of persons have neither."""

FILE_NAME = re.compile(r"(?!\w+://).*\.(?:pdf|docx?|txt|html?|md|xlsx?|csv|wps|ofd|epub|json)", re.IGNORECASE)

RESERVED = frozenset({*DOCUMENT_COLUMNS, *OF_CLEANING, "doc_id", "file"})
"""Names that columns of the user's own cannot have."""


def items_of(
    rows: Sequence[Mapping[str, Any]], form: TableForm = RECOGNISED
) -> tuple[tuple[Item, ...], tuple[Message, ...]]:
    """Return one item per row that has a text, and warnings.

    Parameters
    ----------
    rows : sequence of mapping
        Cells by column name.
    form : TableForm
        How the table is laid out.

    Raises
    ------
    Unreadable
        When no column is known to hold texts, no row has one, or a column named is missing.
    """
    if not rows:
        raise Unreadable("empty_table")
    every = list(dict.fromkeys(str(name) for row in rows for name in row))
    parts = [] if form.text_column else text_parts(every)
    if parts:
        rows = [
            {
                **{name: cell for name, cell in row.items() if name not in parts},
                parts[0]: whole_text([row.get(name) for name in parts]),
            }
            for row in rows
        ]
        form = replace(form, text_column=parts[0])
    names = named_columns(every, form)
    keys = form.keys_in(every)
    said: tuple[Message, ...] = ()
    if "text" not in names or (says(names["text"]) and not form.text_column):
        beside, told = side_by_side(rows)
        if beside:
            items_beside, more = items_of(beside, form)
            return items_beside, told + more
    sections = [] if "text" in names else sections_by_look(rows, names.values())
    if sections:
        rows_of_one = in_one_column(rows, sections)
        found_items, more = items_of(rows_of_one, replace(form, text_column=sections[0]))
        shown = "、".join(sections[:3])
        return found_items, (*said, message("sections_joined", count=len(sections), shown=shown), *more)
    if "text" not in names:
        look = text_by_look(rows)
        if look is None:
            found = ", ".join(dict.fromkeys(str(name) for row in rows[:50] for name in row)) or "-"
            raise Unreadable(
                "no_text_column", found=found[:200], known=", ".join(known_names("text")[:NAMED])
            )
        names = {name: column for name, column in names.items() if column != look} | {"text": look}
        names = stated_by_look(rows, names.values()) | names
        said = (message("text_by_look", name=look),)
    if not form.text_column and (looking := places_by_look(rows, names)):
        said += (message("place_by_look", name=looking["city"]),) if "city" in looking else ()
        times = [looking[ours] for ours in ("year", "date") if ours in looking]
        said += (message("time_by_look", name=times[0]),) if times else ()
        names = {**names, **looking}
    held = {type(row.get(names["text"])) for row in rows} & {bytes, dict}
    if held:
        kind = "bytes" if bytes in held else "records"
        raise Unreadable("odd_cells", name=names["text"], kind=kind)
    if not form.text_column and (unread := prose_beside(rows, names["text"], names.values())):
        said += (message("columns_unread", names="、".join(unread[:3]), name=names["text"]),)
    rows, n_below = joined_below(rows, names)
    said += (message("rows_below", count=n_below),) if n_below else ()
    rows, n_filled, key = filled_down(rows, names)
    said += (message("filled_down", count=n_filled, name=key),) if n_filled else ()
    items = row_items(rows, names)
    if not items:
        raise Unreadable("empty_table")
    refuse_names(names["text"], [item.text for item in items])
    empty = len(rows) - len(items) - n_below
    said += (message("empty_rows", count=empty),) if empty else ()
    said += _other_columns(items, rows, names)
    items, feet = without_feet(items, names)
    said += (message("footers", count=len(feet), shown=feet[0].text[:20]),) if feet else ()
    said += place_checks(items, names) + date_checks(items, names)
    items, joined = joined_rows(items, rows, names, keys)
    return tuple(items), said + joined


def named_columns(names: Sequence[str], form: TableForm = RECOGNISED) -> dict[str, str]:
    """Return the columns of a table by our names, the texts being where the form says.

    Parameters
    ----------
    names : sequence of str
        All columns of the table.
    form : TableForm
        How it is laid out.

    Raises
    ------
    Unreadable
        When it has not the column of texts named.
    """
    text = form.text_in(names)
    if text is None:
        return columns_of(names, loosely=True)
    return {**columns_of((name for name in names if name != text), loosely=True), "text": text}


def text_column(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return the column with the text of a row: that of the table, or where it is empty, another known one.

    Parameters
    ----------
    row : mapping
        Cells by column name.
    names : mapping
        The columns by our names; `text` among them.
    """
    own = names["text"]
    if has_text(row.get(own)):
        return own
    others = [str(name) for name in row if str(name) != own and has_text(row[name])]
    return columns_of(others).get("text", own)


def has_text(cell: object) -> bool:
    """Return whether a cell holds a text, and not a word for none."""
    text = cell_text(cell).strip()
    return bool(text) and not NO_TEXT.fullmatch(text)


def _other_columns(
    items: Sequence[Item], rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]
) -> tuple[Message, ...]:
    """Return what is said of texts that stand in another column than those of the table."""
    used = Counter(text_column(rows[item.line - 1], names) for item in items)
    return tuple(
        message("other_text_column", count=count, name=name, usual=names["text"])
        for name, count in used.items()
        if name != names["text"]
    )


def row_items(rows: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> list[Item]:
    """Return one item per row that has a text.

    Parameters
    ----------
    rows : iterable of mapping
        Cells by column name.
    names : mapping
        The columns by our names, from `columns_of`; `text` among them.
    """
    items = []
    asked = tuple(sorted(set(names) - {"paragraph", "document"}))
    for number, row in enumerate(rows, 1):
        own = text_column(row, names)
        columns = dict(names) if own == names["text"] else {**names, **columns_of(row), "text": own}
        text, _ = trim_lines(unify_breaks(cell_text(row.get(own))))
        stated = {key: cell_text(row.get(columns[key])).strip() for key in asked if key != "text"}
        stated = {key: value for key, value in stated.items() if value}
        if FILE_NAME.fullmatch(stated.get("publisher", "")):  # where it was cut from, not who published it
            stated.setdefault("title", PurePath(stated.pop("publisher").replace("\\", "/")).stem)
        is_header = text.strip() == own and all(cell == columns[key] for key, cell in stated.items())
        if text and not is_header and not NO_TEXT.fullmatch(text.strip()):
            rest = further(row, {*columns.values()})
            others = (name for key in OF_FILES if (name := rest.get(key)) and OF_FILE.search(name))
            told = (stated.pop("file", ""), cell_text(row.get(names.get("document", ""))), *others)
            named = next((name.strip() for name in told if name and HAN.search(name)), "")
            items.append(Item(text, number, stated, asked, "table", further=rest, named=named))
    return items


def further(row: Mapping[str, Any], used: Collection[str]) -> dict[str, str]:
    """Return the cells of a row in columns other than ours: the user's own variables.

    Parameters
    ----------
    row : mapping
        Cells by column name.
    used : collection of str
        The columns that are read as ours.
    """
    cells = {
        further_name(str(name)): cell_text(cell).strip()
        for name, cell in row.items()
        if str(name) not in used
    }
    return {name: cell for name, cell in cells.items() if name and cell}


def further_name(name: str) -> str:
    """Return the name of a further column in the documents: `text_given`, if it is called like ours."""
    return f"{name}_given" if name in RESERVED else name
