"""Tables of a page, and pages that are saved tables of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..form import RECOGNISED, TableForm
from ..tables.columns import columns_of
from ..tables.headers import HEADER_ROWS, is_header, records_of
from .text import block_text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode


def table_rows(tree: LexborHTMLParser, form: TableForm = RECOGNISED) -> list[dict[str, Any]]:
    """Return the rows of a page that is a saved table: a header that names texts and what is stated.

    Parameters
    ----------
    tree : LexborHTMLParser
        The page.
    form : TableForm
        How the table is laid out; a column of texts named in it is enough of a header.
    """
    for table in tree.css("table"):
        grid = table_grid(table)[max(form.header_row - 1, 0) :]
        names = [cell.strip() for row in grid[:HEADER_ROWS] for cell in row if 0 < len(cell.strip()) <= 30]
        known = columns_of(names)
        is_named = any(is_header(row, form) for row in grid[:HEADER_ROWS]) if form.text_column else False
        if len(grid) > 1 and (is_named or ("text" in known and len(known) > 1)):
            rows = records_of(grid, form)
            if rows and (is_named or any(known["text"] in row for row in rows)):
                return rows
    return []


def table_grid(table: LexborNode) -> list[list[str]]:
    """Return the cells of a table, with spanning cells repeated in each row or column.

    Parameters
    ----------
    table : LexborNode
        A `table`; tables inside it are cells.
    """
    grid: list[list[str]] = []
    waiting: dict[int, tuple[int, str]] = {}
    for row in table.css("tr"):
        if _table_of(row) != table.mem_id:
            continue
        cells: list[str] = []
        for cell in row.iter():
            if cell.tag not in ("td", "th"):
                continue
            while len(cells) in waiting:
                cells.append(_due(waiting, len(cells)))
            text = block_text(cell)
            down, across = (_span(cell.attributes.get(name)) for name in ("rowspan", "colspan"))
            for _ in range(across):
                if down > 1:
                    waiting[len(cells)] = (down - 1, text)
                cells.append(text)
        while len(cells) in waiting:
            cells.append(_due(waiting, len(cells)))
        grid.append(cells)
    return grid


def _table_of(row: LexborNode) -> int | None:
    """Return the identity of the table that a row belongs to."""
    node = row.parent
    while node is not None and node.tag != "table":
        node = node.parent
    return node.mem_id if node is not None else None


def _due(waiting: dict[int, tuple[int, str]], at: int) -> str:
    left, text = waiting.pop(at)
    if left > 1:
        waiting[at] = (left - 1, text)
    return text


def _span(value: str | None) -> int:
    return min(int(value), 1000) if value and value.isdigit() and int(value) else 1
