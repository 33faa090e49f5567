"""Records in XML: elements that repeat, each with a text and with what is said of it, at any depth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..attribution.dates import parse_date
from ..tables.columns import FULL_DATE, HAN, columns_of
from ..tables.place_columns import are_titles, places_by_look

FEWEST, FEWEST_HAN = 2, 60
"""How often such an element stands beside others of its name, and its fewest Chinese characters."""

SHORT = 60
"""Most characters of what an element states of a record, where its name says nothing."""

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

    Each has a title, and a place, a day or a year, or a day and a place, as attributes or in an element of
    its own, or the names
    that the systems of government sites give them. What their names do not tell, their words do, where every
    record has them; but no title below a heading of the whole.

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
            if all(row.get(".cms") for row in rows):
                return [{key: told for key, told in row.items() if key != ".cms"} for row in rows]
            if len(rows) >= FEWEST and all(map(_is_record, rows := _named(rows, _has_head(parent)))):
                return rows
    return []


def _has_head(parent: Any) -> bool:
    """Return whether an element has a heading beside its parts: a chronicle of days is one text."""
    words = [(child.text or "").strip() for child in parent if not len(child)]
    return any(HAN.search(one) and _is_short(one) for one in words)


def _named(rows: Sequence[dict[str, str]], is_one_text: bool) -> list[dict[str, str]]:
    """Return rows in which what every one has is named by what it holds: a place, a day, a title."""
    shared = [name for name in rows[0] if all(row.get(name) for row in rows)]
    known = columns_of(shared)
    found = places_by_look([{name: row[name] for name in shared} for row in rows], known | {"title": ""})
    days = [name for name in shared if all(len(parse_date(row[name]) or "") == FULL_DATE for row in rows)]
    if not {"date", "year"} & {*known} and len(days) == 1:
        found["date"] = days[0]
    named = {*known.values(), *found.values()}
    free = (name for name in shared if name not in named)
    title = next((name for name in free if are_titles([row[name] for row in rows])), "")
    # What has a year or a province alone may be a section.
    is_told = not is_one_text and bool({"city", "district", "date"} & {*known, *found})
    if "title" not in known and is_told and title:
        found["title"] = title
    renamed = {theirs: ours for ours, theirs in found.items()}
    return [{renamed.get(name, name): told for name, told in row.items()} for row in rows]


def _is_text(node: Any) -> bool:
    return len(HAN.findall("".join(node.itertext()))) >= FEWEST_HAN


def _is_record(row: Mapping[str, str]) -> bool:
    known = {*columns_of(row)}
    is_of_one = "date" in known and bool({"city", "district"} & known)
    return is_of_one or ("title" in known and bool({"city", "district", "province", "date", "year"} & known))


def _row(node: Any, lines_in: Callable[[Any], list[str]]) -> dict[str, str]:
    """Return what the attributes and the innermost elements of a record say, and its text.

    Elements that differ in an attribute `name` (`<field name="city">`) are called by that. Of elements whose
    names say nothing, those that stand once and hold a few words are kept.
    """
    row = {str(name): str(told) for name, told in node.attrib.items()}
    n_of = Counter(map(_local, node.iter()))
    for one in node.iter():
        if one is node or len(one):
            continue
        words = (one.text or "").strip()
        name = _local(one)
        own = one.get("name", "") if n_of[name] > 1 else ""
        name = own or name
        if not words:
            row |= {
                str(key): str(told)
                for key, told in one.attrib.items()
                if key != "name" and len(told) <= SHORT
            }
            if STATED & {*columns_of([name])} and (told := one.get("when") or one.get("value")):
                row[name] = told
        elif ours := OF_CMS.get(name, ""):
            row[ours] = words
            row[".cms"] = "1" * (ours == "text") or row.get(".cms", "")
        elif name not in row and (
            own or STATED & {*columns_of([name])} or (n_of[_local(one)] == 1 and _is_short(words))
        ):
            row[name] = words
    if "text" not in columns_of(row):
        told = {" ".join(words.split()) for words in row.values()}
        row["text"] = "\n".join(line for line in lines_in(node) if line not in told)
    return row


def _is_short(words: str) -> bool:
    return len(words) <= SHORT and "。" not in words and "\n" not in words


def _local(node: Any) -> str:
    return node.tag.rsplit("}", 1)[-1].lower() if isinstance(node.tag, str) else ""
