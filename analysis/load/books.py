"""Reads packages of pages: OFD, the Chinese standard of fixed pages, and EPUB."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any

from .html_text import block_text
from .items import Bounds, Content, Item, Unreadable, trim_lines
from .office import check_container
from .package import xml_root
from .text import decode
from .tree import parse_page

SAME_LINE = 0.5
"""Largest distance between two pieces of one line, as a share of their height."""


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
        files = {node.get("id"): node.get("href") for node in _nodes(package, "item")}
        spine = [files.get(node.get("idref")) or "" for node in _nodes(package, "itemref")]
        parts = []
        for name in _each_once(posixpath.dirname(place), [name for name in spine if name]):
            source = archive.read(name)
            body = parse_page(decode(source).text)[0].body if source else None
            parts.append(block_text(body) if body else "")
    text, line = trim_lines("\n".join(part for part in parts if part))
    if not text:
        raise Unreadable("empty_page")
    return Content((Item(text, line),), "epub")


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
