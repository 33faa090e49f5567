"""Reads texts and sheets of OpenDocument: zipped (odt, ods) or as one XML file (fodt)."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from .headers import records_of
from .items import Bounds, Content, Item, Message, Unreadable, trim_lines
from .office import check_container
from .package import xml_root
from .rows import items_of

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
BOX = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"
SILENT = frozenset(
    (
        TEXT + "tracked-changes",
        OFFICE + "annotation",
        TEXT + "note",
        TEXT + "table-of-content",
        TEXT + "ruby-text",
    )
)
"""What is no text of the document: deleted words, comments, footnotes, its table of contents."""

MOST_MERGED = 1000
"""Most rows or columns that a cell is taken to span or to be repeated in."""


def read_odt(data: bytes, bounds: Bounds) -> Content:
    """Return the text of an odt file.

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
    return read_odf(xml_root(content))


def read_odf(root: Any) -> Content:
    """Return the text below the root of an OpenDocument file.

    Raises
    ------
    Unreadable
        When it has none.
    """
    sheets = root.find(f".//{OFFICE}spreadsheet")
    if sheets is not None:
        return _read_sheets(sheets)
    body = root.find(f".//{OFFICE}text")
    lines = list(_lines(body)) if body is not None else []
    text, line = trim_lines("\n".join(lines))
    if not text:
        raise Unreadable("empty_page")
    return Content((Item(text, line),), "odt")


def _read_sheets(sheets: Any) -> Content:
    """Return the texts of the sheets that have a column of texts."""
    items: list[Item] = []
    said: tuple[Message, ...] = ()
    last = Unreadable("empty_table")
    for sheet in sheets.iter(TABLE + "table"):
        try:
            found, more = items_of(records_of(_grid(sheet)))
        except Unreadable as fault:
            last = fault
            continue
        items += found
        said += more
    if not items:
        raise last
    return Content(tuple(items), "ods", "", said)


def _grid(sheet: Any) -> list[list[str]]:
    """Return the rows of a sheet that hold something, the value of merged cells in each of them."""
    rows: list[list[str]] = []
    above: dict[int, tuple[int, str]] = {}
    for row in sheet.iter(TABLE + "table-row"):
        cells: list[str] = []
        for cell in row:
            if cell.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                continue
            text = "\n".join(_lines(cell))
            down, across = (_number(cell, f"number-{name}-spanned") for name in ("rows", "columns"))
            for _ in range(1 if text else min(_number(cell, "number-columns-repeated"), MOST_MERGED)):
                left, over = above.pop(len(cells), (0, ""))
                if left > 1:
                    above[len(cells)] = (left - 1, over)
                cells.append(text or over)
                if down > 1 and text:
                    above[len(cells) - 1] = (down - 1, text)
            for _ in range(across - 1 if text else 0):
                above[len(cells)] = (1, text)
        if any(cells):
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
            boxes = [line for box in child.iter(BOX) for line in _lines(box)]
            found += [_words(child), *boxes]
        elif child.tag == TABLE + "table-row":
            cells = [_lines(cell) for cell in child if cell.tag == TABLE + "table-cell"]
            found.append("\t".join("\n".join(lines) for lines in cells))
        else:
            found += _lines(child)
    return found


def _words(node: Any) -> str:
    parts = [node.text or ""]
    for child in node:
        if child.tag == TEXT + "s":
            parts.append(" " * int(child.get(TEXT + "c") or 1))
        elif child.tag == TEXT + "tab":
            parts.append("\t")
        elif child.tag == TEXT + "line-break":
            parts.append("\n")
        elif isinstance(child.tag, str) and child.tag not in SILENT and child.tag != BOX:
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)
