"""Rows of a table, whatever its format: the header, the column of texts, and one item per row with a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from .. import lexicon
from ..lexicon import DOCUMENT_COLUMNS, OF_CLEANING
from .columns import columns_of, known_names, plain_name, text_by_look
from .form import RECOGNISED, TableForm
from .items import Item, Message, Unreadable, message, trim_lines, unify_breaks

HEADER_ROWS = 12
"""Number of filled rows searched for the header: titles and notes may precede it."""

LONGEST_NAME = 30
NO_TEXT = re.compile(
    r"无|暂无|空|缺|缺失|暂缺|未公开|未找到|无法获取|无数据|无内容|略|[-—－/\\*?？.…]{1,3}|NA|N/A|n/a|none|undefined|\\N"
    r"|#(?:VALUE!|REF!|NAME\?|NULL!|DIV/0!)"
)
"""What stands in the cell of a text that there is not."""

FOOTER = re.compile(
    r"^[（(【\[]?(?:(?:数据|资料|信息|文本|内容)来源|来源|注释?|备注|说明|合计|总计|共计|共\s*\d+\s*[条篇行份]|制表|填表|审核|下载时间|导出时间)"
    r"(?:人|日期|时间)?\s*(?:[:：]|$|\d)"
)

RESERVED = frozenset({*DOCUMENT_COLUMNS, *OF_CLEANING, "doc_id", "file"})
"""Names that columns of the user's own cannot have."""


def records_of(rows: Sequence[Sequence[Any]], form: TableForm = RECOGNISED) -> list[dict[str, Any]]:
    """Return the rows below the header of a table as cells by name; lines above the header are skipped.

    The header is the first of the leading rows that names a column of texts, else the first that is filled.
    Of two columns with one name the filled one counts.

    Parameters
    ----------
    rows : sequence of sequence
        The cells, row by row; from the header on, where `form` states its row.
    form : TableForm
        How the table is laid out.

    Raises
    ------
    Unreadable
        When two columns that differ have one name, and it is one that says what they hold.
    """
    filled = [list(row) for row in rows if any(cell_text(cell).strip() for cell in row)]
    if not filled:
        return []
    top = header_at(filled, form)
    names = [cell_text(cell).strip().lstrip("\ufeff") for cell in filled[top]]
    body = filled[top + 1 :]
    places = distinct_names(names, body)
    return [{name: row[i] for name, i in places.items() if i < len(row)} for row in body]


def header_at(filled: Sequence[Sequence[Any]], form: TableForm = RECOGNISED) -> int:
    """Return which of the filled rows of a table is its header.

    Parameters
    ----------
    filled : sequence of sequence
        Its rows that hold something; from the header on, where `form` states its row.
    form : TableForm
        How the table is laid out.
    """
    leading = filled[:HEADER_ROWS]
    if form.header_row:
        return 0
    widths = [sum(bool(cell_text(cell).strip()) for cell in row) for row in leading]
    widest = next((i for i, width in enumerate(widths) if width * 2 > max(widths)), 0)
    return next((i for i, row in enumerate(leading) if is_header(row, form)), widest)


def is_header(row: Sequence[Any], form: TableForm = RECOGNISED) -> bool:
    """Return whether a row names a column of texts, or the one that is asked for."""
    names = [cell_text(cell).strip() for cell in row]
    if form.text_column:
        return plain_name(form.text_column) in map(plain_name, names)
    return "text" in columns_of(name for name in names if 0 < len(name) <= LONGEST_NAME)


def distinct_names(names: Sequence[str], body: Sequence[Sequence[Any]]) -> dict[str, int]:
    """Return the place of each column by its name; of two with one name, the filled one.

    Parameters
    ----------
    names : sequence of str
        The header.
    body : sequence of sequence
        The rows below it.

    Raises
    ------
    Unreadable
        When two columns that differ have one name, and it is one that says what they hold.
    """
    places: dict[str, int] = {}
    for i, name in enumerate(names):
        if not name:
            continue
        if name in places:
            first = places[name]
            pairs = [(cell_text(r[first]), cell_text(r[i])) for r in body if len(r) > max(first, i)]
            if all(not a for a, _ in pairs):
                places[name] = i
            elif any(b and a != b for a, b in pairs):
                if columns_of([name]):
                    raise Unreadable("equal_names", name=name)
                places[f"{name} ({i + 1})"] = i
        else:
            places[name] = i
    return places


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
    names = named_columns(every, form)
    keys = form.keys_in(every)
    said: tuple[Message, ...] = ()
    if "text" not in names:
        look = text_by_look(rows)
        if look is None:
            found = ", ".join(dict.fromkeys(str(name) for row in rows[:50] for name in row)) or "-"
            raise Unreadable("no_text_column", found=found[:200], known=", ".join(known_names("text")))
        names = {name: column for name, column in names.items() if column != look} | {"text": look}
        said = (message("text_by_look", name=look),)
    held = {type(row.get(names["text"])) for row in rows} & {bytes, dict}
    if held:
        kind = "bytes" if bytes in held else "records"
        raise Unreadable("odd_cells", name=names["text"], kind=kind)
    items = row_items(rows, names)
    if not items:
        raise Unreadable("empty_table")
    empty = len(rows) - len(items)
    said += (message("empty_rows", count=empty),) if empty else ()
    items, footers = _without_footers(items, names)
    said += (message("footers", count=footers),) if footers else ()
    items, joined = _joined(items, rows, names, keys)
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
        return columns_of(names)
    return {**columns_of(name for name in names if name != text), "text": text}


def _without_footers(items: list[Item], names: Mapping[str, str]) -> tuple[list[Item], int]:
    """Return the items without the last ones that are notes below the table: they have no metadata."""
    end = len(items)
    stating = {"city", "district", "province", "year", "date", "title"} & set(names)
    while stating and end > 1 and not items[end - 1].stated and FOOTER.match(items[end - 1].text):
        end -= 1
    return items[:end], len(items) - end


def _joined(
    items: list[Item],
    rows: Sequence[Mapping[str, Any]],
    names: Mapping[str, str],
    keys: Sequence[str],
) -> tuple[list[Item], tuple[Message, ...]]:
    """Return the items with those joined that are the paragraphs of one document.

    A table says that its rows are paragraphs when a column numbers them, and the numbers begin anew in each
    document. The user says it by naming the columns (`keys`) that paragraphs of one document share.
    """
    number = columns_of([name for name in rows[0] if name != names["text"]]).get("paragraph")
    if number is None and not keys:
        return items, ()
    kept = [row for row in rows if cell_text(row.get(names["text"])).strip()][: len(items)]
    key = columns_of([name for name in rows[0]]).get("document")
    told = keys or ([key] if key else [])
    groups: dict[tuple[Any, ...], list[Item]] = {}
    for item, row in zip(items, kept, strict=True):
        own: tuple[Any, ...] = tuple(cell_text(row.get(name)).strip() for name in told)
        own = own or tuple(sorted(item.stated.items()))
        groups.setdefault(own, []).append(item)
    numbers = {own: len(group) for own, group in groups.items()}
    if max(numbers.values()) == 1:
        return items, ()
    joined = [replace(group[0], text="\n".join(item.text for item in group)) for group in groups.values()]
    counts = {"rows": len(items), "count": len(joined)}
    if keys:
        return joined, (message("rows_joined_by", **counts, name=", ".join(keys)),)
    return joined, (message("rows_joined", **counts, name=number),)


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
    used = {*names.values()}
    for number, row in enumerate(rows, 1):
        text, _ = trim_lines(unify_breaks(cell_text(row.get(names["text"]))))
        stated = {key: cell_text(row.get(names[key])).strip() for key in asked if key != "text"}
        stated = {key: value for key, value in stated.items() if value}
        if text and not NO_TEXT.fullmatch(text.strip()):
            items.append(Item(text, number, stated, asked, "table", further=further(row, used)))
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


def cell_text(value: object) -> str:
    """Return a cell as text: lists as paragraphs, missing values as nothing, half characters as �."""
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if not isinstance(value, str) and hasattr(value, "tolist"):
        value = value.tolist()  # what numpy and Arrow give for a list
    if isinstance(value, (list, tuple)):
        return "\n".join(part for part in map(cell_text, value) if part)
    if isinstance(value, dict):
        inner = value.get(columns_of(value).get("text", ""))
        return cell_text(inner) if isinstance(inner, (str, list)) else str(value)
    # JSON may name half of an emoji that was cut in two; no file could be written with it.
    text = lexicon.SURROGATE.sub("\ufffd", str(value))
    return "" if text in lexicon.MISSING else text
