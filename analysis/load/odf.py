"""Reads texts of OpenDocument: zipped (odt) or as one XML file (fodt)."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from .items import Bounds, Content, Item, Unreadable, trim_lines
from .office import check_container
from .package import xml_root

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
    body = root.find(f".//{OFFICE}text")
    lines = list(_lines(body)) if body is not None else []
    text, line = trim_lines("\n".join(lines))
    if not text:
        raise Unreadable("empty_page")
    return Content((Item(text, line),), "odt")


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
