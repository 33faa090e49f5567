"""Reads texts and sheets of OpenDocument: zipped (odt, ods) or as one XML file (fodt)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from ..form import RECOGNISED, TableForm
from ..items import Bounds, Content, Item, Unreadable, trim_lines
from ..tables.sheets import read_sheets
from .package import xml_root
from .workbooks import check_container

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DRAWN = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SILENT = frozenset(
    (
        TEXT + "tracked-changes",
        OFFICE + "annotation",
        TEXT + "note",
        TEXT + "table-of-content",
        TEXT + "ruby-text",
        "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}notes",
    )
)
"""What is no text of the document: deleted words, comments, footnotes, its table of contents."""

MOST_MERGED = 1000
"""Most rows or columns that a cell is taken to span or to be repeated in."""


def read_odt(data: bytes, bounds: Bounds, form: TableForm = RECOGNISED) -> Content:
    """Return the text of an odt file, the rows of an ods file.

    Raises
    ------
    Unreadable
        When it is damaged, too large once unpacked, or has no text.
    """
    check_container(data, bounds)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = archive.read("content.xml")
    except (KeyError, zipfile.BadZipFile, OSError, ValueError):
        raise Unreadable("damaged", format="odt", fault="content.xml") from None
    return read_odf(xml_root(content), form)


def read_odf(root: Any, form: TableForm = RECOGNISED) -> Content:
    """Return the text below the root of an OpenDocument file.

    Raises
    ------
    Unreadable
        When it has none.
    """
    sheets = root.find(f".//{OFFICE}spreadsheet")
    if sheets is not None:
        tables = {sheet.get(TABLE + "name", ""): _grid(sheet, form) for sheet in sheets.iter(TABLE + "table")}
        return read_sheets(tables, "ods", form, _hidden(root))
    bodies = (root.find(f".//{OFFICE}{kind}") for kind in ("text", "presentation"))
    body = next((found for found in bodies if found is not None), None)
    lines = list(_lines(body)) if body is not None else []
    text, line = trim_lines("\n".join(lines))
    if not text:
        raise Unreadable("empty_page")
    return Content((Item(text, line),), "odt")


def _hidden(root: Any) -> list[str]:
    """Return the names of the sheets whose style says that they are not shown."""
    unseen = {
        style.get(STYLE + "name")
        for style in root.iter(STYLE + "style")
        if any(part.get(TABLE + "display") == "false" for part in style.iter(STYLE + "table-properties"))
    }
    return [
        sheet.get(TABLE + "name", "")
        for sheet in root.iter(TABLE + "table")
        if sheet.get(TABLE + "style-name") in unseen
    ]


def _grid(sheet: Any, form: TableForm) -> list[list[str]]:
    """Return the rows of a sheet that hold something, the value of merged and repeated cells in each of them.

    Where `form` states the row of the header, the rows above it are left out.
    """
    rows: list[list[str]] = []
    above: dict[int, tuple[int, str]] = {}
    number = 0
    for row in sheet.iter(TABLE + "table-row"):
        cells: list[str] = []
        for cell in row:
            if cell.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                continue
            text = "\n".join(_lines(cell))
            down, across = (_number(cell, f"number-{name}-spanned") for name in ("rows", "columns"))
            for _ in range(_number(cell, "number-columns-repeated")):
                left, over = above.pop(len(cells), (0, ""))
                if left > 1:
                    above[len(cells)] = (left - 1, over)
                cells.append(text or over)
                if down > 1 and text:
                    above[len(cells) - 1] = (down - 1, text)
            for i in range(across - 1 if text else 0):
                above[len(cells) + i] = (down, text)
        for _ in range(_number(row, "number-rows-repeated")):
            number += 1
            if any(cells) and number >= form.header_row:
                rows.append(cells)
    return rows


def _number(cell: Any, name: str) -> int:
    value = cell.get(TABLE + name) or "1"
    return min(int(value), MOST_MERGED) if value.isdecimal() else 1


def _lines(node: Any) -> list[str]:
    """Return the paragraphs below a node; the cells of a row of a table are parted by tabs."""
    found: list[str] = []
    for child in node:
        if child.tag in SILENT or not isinstance(child.tag, str):
            continue
        if child.tag in (TEXT + "p", TEXT + "h"):
            shapes = [line for shape in _shapes(child) for line in _lines(shape)]
            words = _words(child)
            found += [words, *shapes] if words.strip() or not shapes else shapes
        elif child.tag == TABLE + "table-row":
            cells = [_lines(cell) for cell in child if cell.tag == TABLE + "table-cell"]
            found.append("\t".join("\n".join(lines) for lines in cells))
        else:
            found += _lines(child)
    return found


def _is_drawn(node: Any) -> bool:
    """Return whether a node is a frame or a shape, whose text is none of the paragraph it is anchored in."""
    return isinstance(node.tag, str) and node.tag.startswith(DRAWN) and node.tag != DRAWN + "a"


def _shapes(node: Any) -> Iterator[Any]:
    """Yield the outermost frames and shapes in a paragraph."""
    for child in node:
        if _is_drawn(child):
            yield child
        elif child.tag not in SILENT:
            yield from _shapes(child)


def _words(node: Any) -> str:
    parts = [node.text or ""]
    for child in node:
        if child.tag == TEXT + "s":
            parts.append(" " * int(child.get(TEXT + "c") or 1))
        elif child.tag == TEXT + "tab":
            parts.append("\t")
        elif child.tag == TEXT + "line-break":
            parts.append("\n")
        elif isinstance(child.tag, str) and child.tag not in SILENT and not _is_drawn(child):
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)
