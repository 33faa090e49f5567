"""Reads packages of pages: OFD, the Chinese standard of fixed pages, and EPUB."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import Any
from urllib.parse import unquote

from ..html.text import block_text
from ..html.tree import parse_page
from ..items import Bounds, Content, Item, Unreadable, message, trim_lines
from ..text import decode
from .package import xml_root
from .workbooks import check_container

SAME_LINE = 0.5
"""Largest distance between two pieces of one line, as a share of their height."""

IMPRINT = re.compile(r"图书在版编目|CIP\s?数据|ISBN\s?(?:97[89])?[\d-]{9,}")
"""What only the page says that names publisher, number and price of a book."""

LONGEST_IMPRINT = 600
"""Longest such page (characters)."""

NOTES = "aside[epub\\:type~=footnote], aside[epub\\:type~=endnote], a[epub\\:type~=noteref], nav[epub\\:type]"
"""Notes, marks of notes and lists of contents in a chapter."""


def read_ofd(data: bytes, bounds: Bounds) -> Content:
    """Return the text of an OFD file, one line a line of its pages.

    Raises
    ------
    Unreadable
        When it is damaged, too large once unpacked, or has no text.
    """
    check_container(data, bounds)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        lines: list[str] = []
        for document in _texts(_root(archive, "OFD.xml"), "DocRoot"):
            folder = posixpath.dirname(document)
            pages = [page.get("BaseLoc") or "" for page in _nodes(_root(archive, document), "Page")]
            for place in _each_once(folder, pages):
                lines += _page_lines(_root(archive, place))
    text, line = trim_lines("\n".join(lines))
    if not text:
        raise Unreadable("ofd")
    return Content((Item(text, line),), "ofd")


def _page_lines(page: Any) -> list[str]:
    """Return the lines of a page: pieces at one height, from left to right."""
    pieces = []
    for box in _nodes(page, "TextObject"):
        x, y, _, height = (float(part) for part in (box.get("Boundary") or "0 0 0 0").split()[:4])
        size = float(box.get("Size") or height or 1)
        for code in _nodes(box, "TextCode"):
            at = (y + float(code.get("Y") or 0), x + float(code.get("X") or 0))
            pieces.append((*at, size, (code.text or "").strip("\n")))
    lines: list[list[tuple[float, float, float, str]]] = []
    for piece in sorted(pieces):
        if lines and piece[0] - lines[-1][0][0] <= SAME_LINE * piece[2]:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return ["".join(words for _, _, _, words in sorted(line, key=lambda piece: piece[1])) for line in lines]


def read_epub(data: bytes, bounds: Bounds) -> Content:
    """Return the text of an EPUB, its chapters in reading order.

    Raises
    ------
    Unreadable
        When it is damaged, too large once unpacked, or has no text.
    """
    check_container(data, bounds)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        place = next(
            (node.get("full-path") for node in _nodes(_root(archive, "META-INF/container.xml"), "rootfile")),
            "",
        )
        package = _root(archive, place)
        items = [
            node for node in _nodes(package, "item") if "nav" not in (node.get("properties") or "").split()
        ]
        files = {node.get("id"): unquote(node.get("href") or "") for node in items}
        spine = [files.get(node.get("idref")) or "" for node in _nodes(package, "itemref")]
        chapters = _each_once(posixpath.dirname(place), [name for name in spine if name])
        members = set(archive.namelist())
        parts = [_chapter(archive.read(name)) for name in chapters if name in members]
    missing = [name for name in chapters if name not in members]
    text, line = trim_lines("\n".join(part for part in parts if part and not _is_imprint(part)))
    if not text:
        raise Unreadable("empty_page")
    said = (message("chapters_missing", count=len(missing), shown=missing[0][:60]),) if missing else ()
    return Content((Item(text, line),), "epub", "", said)


def _chapter(source: bytes) -> str:
    tree = parse_page(decode(source).text)[0] if source else None
    if tree is None or tree.body is None:
        return ""
    for node in tree.css(NOTES):
        node.decompose()
    return block_text(tree.body)


def _is_imprint(text: str) -> bool:
    """Return whether a chapter is the page that says of the book who published it."""
    return len(text) <= LONGEST_IMPRINT and IMPRINT.search(text) is not None


def _each_once(folder: str, places: list[str]) -> list[str]:
    """Return the paths of the parts listed, each once: a list may name one part any number of times."""
    return list(dict.fromkeys(posixpath.normpath(posixpath.join(folder, place)) for place in places))


def _root(archive: zipfile.ZipFile, name: str) -> Any:
    try:
        return xml_root(archive.read(name.lstrip("/")))
    except (KeyError, zipfile.BadZipFile, OSError, ValueError):
        raise Unreadable("damaged", format=posixpath.splitext(name)[1].lstrip("."), fault=name) from None


def _nodes(root: Any, tag: str) -> list[Any]:
    return [node for node in root.iter() if isinstance(node.tag, str) and node.tag.rsplit("}", 1)[-1] == tag]


def _texts(root: Any, tag: str) -> list[str]:
    return [(node.text or "").strip().lstrip("/") for node in _nodes(root, tag)]
