"""Records in XML: elements that repeat, each with a text and with what is said of it, at any depth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..tables.columns import HAN, columns_of

FEWEST, FEWEST_HAN = 2, 60
"""How often such an element stands beside others of its name, and its fewest Chinese characters."""

STATED = frozenset(("city", "district", "province", "year", "date", "title", "publisher"))
"""What elements and attributes inside a record may state of it."""

OF_CMS = {
    "doctitle": "title", "docreltime": "date", "docpubtime": "date", "docdate": "date", "doccrtime": "",
    "docsourcename": "publisher", "docsource": "publisher", "dochtmlcon": "text", "doccontent": "text",
    "docbody": "text", "doctext": "text", "docpuburl": "url",
}  # fmt: skip
"""What the systems that government sites are kept with call the parts of a document, by our names."""


def repeated_rows(tree: Any, lines_in: Callable[[Any], list[str]]) -> list[dict[str, str]]:
    """Return the rows that elements of one name state, beside each other; none for the parts of a text.

    Each has a title, and a place, a day or a year, as attributes or in an element of its own, or the names
    that the systems of government sites give them.

    Parameters
    ----------
    tree : Any
        The root of the document.
    lines_in : callable
        Returns the paragraphs in an element.
    """
    for parent in tree.iter():
        groups: dict[str, list[Any]] = {}
        for child in parent:
            groups.setdefault(_local(child), []).append(child)
        for name, group in groups.items():
            if not name or not all(_is_text(child) for child in group):
                continue
            rows = [_row(child, lines_in) for child in group]
            if all(row.get(".cms") for row in rows) or (len(rows) >= FEWEST and all(map(_is_record, rows))):
                return [{key: told for key, told in row.items() if key != ".cms"} for row in rows]
    return []


def _is_text(node: Any) -> bool:
    return len(HAN.findall("".join(node.itertext()))) >= FEWEST_HAN


def _is_record(row: Mapping[str, str]) -> bool:
    known = columns_of(row)
    return "title" in known and bool({"city", "district", "province", "date", "year"} & {*known})


def _row(node: Any, lines_in: Callable[[Any], list[str]]) -> dict[str, str]:
    """Return what the attributes and the innermost elements of a record say, and its text."""
    row = {str(name): str(told) for name, told in node.attrib.items()}
    for one in node.iter():
        words = (one.text or "").strip()
        if one is not node and not len(one) and not words:
            row |= {
                str(name): str(told) for name, told in one.attrib.items() if STATED & {*columns_of([name])}
            }
        if one is node or len(one) or not words:
            continue
        name = _local(one)
        if ours := OF_CMS.get(name, ""):
            row[ours] = words
            row[".cms"] = "1" * (ours == "text") or row.get(".cms", "")
        elif name not in row and STATED & {*columns_of([name])}:
            row[name] = words
    if "text" not in columns_of(row):
        told = {" ".join(words.split()) for words in row.values()}
        row["text"] = "\n".join(line for line in lines_in(node) if line not in told)
    return row


def _local(node: Any) -> str:
    return node.tag.rsplit("}", 1)[-1].lower() if isinstance(node.tag, str) else ""
