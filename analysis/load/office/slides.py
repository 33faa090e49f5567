"""Reads slides (pptx): the text of each in the order of the show, a paragraph a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

from ..items import Bounds, Content, Item, Unreadable, trim_lines
from .package import open_package, xml_root
from .workbooks import check_container

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHOW = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
FURNITURE = frozenset(("sldNum", "dt", "ftr", "hdr"))
"""Places for the number of a slide, its date and what stands at the foot of all."""


def read_pptx(data: bytes, bounds: Bounds) -> Content:
    """Return the text of slides; rows of tables have tabs between their cells.

    Parameters
    ----------
    data : bytes
        The whole file.
    bounds : Bounds
        How much it may hold.

    Raises
    ------
    Unreadable
        When it is damaged, too large once unpacked, or has no text.
    """
    try:
        check_container(data, bounds)
        package = open_package(data)
        parts = package.named("slide")
        order = [node.get(RELATION) or "" for node in package.part(package.main).iter(SHOW + "sldId")]
    except BadZipFile:
        raise Unreadable("damaged", format="pptx", fault="zip") from None
    slides = [xml_root(parts[one]) for one in order if one in parts]
    text, line = trim_lines("\n".join(line for slide in slides for line in _lines(slide)))
    if not text:
        raise Unreadable("empty_page")
    return Content((Item(text, line),), "pptx")


def _lines(node: Any) -> Iterator[str]:
    for child in node:
        if child.tag == DRAWING + "p":
            if words := _words(child).strip():
                yield words
        elif child.tag == DRAWING + "tr":
            yield "\t".join(" ".join(_lines(cell)) for cell in child.iter(DRAWING + "tc")).strip("\t")
        elif child.tag != FALLBACK and not _is_furniture(child):
            yield from _lines(child)


def _words(paragraph: Any) -> str:
    """Return the words of a paragraph; fields that count or date slides are none."""
    parts = []
    for run in paragraph:
        if run.tag == DRAWING + "br":
            parts.append(" ")
        elif run.tag == DRAWING + "r":
            parts.append("".join(node.text or "" for node in run.iter(DRAWING + "t")))
    return "".join(parts)


def _is_furniture(shape: Any) -> bool:
    place = shape.find(f"{SHOW}nvSpPr/{SHOW}nvPr/{SHOW}ph") if shape.tag == SHOW + "sp" else None
    return place is not None and place.get("type") in FURNITURE
