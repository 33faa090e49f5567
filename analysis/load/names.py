"""Cells beside a text (city, title, publisher ...) that were decoded wrongly before they came to us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .items import Item, Message, message
from .mojibake import misread_name


def with_names_mended(item: Item) -> tuple[Item, tuple[Message, ...]]:
    """Return a text with what is stated about it taken back, and what is said of it.

    Parameters
    ----------
    item : Item
        A text with its cells.
    """
    mended: list[str] = []
    garbled: list[str] = []

    def taken_back(cells: Mapping[str, str]) -> Mapping[str, str]:
        found = {name: misread_name(value) for name, value in cells.items() if not value.isascii()}
        wrong = {name: one for name, one in found.items() if one}
        garbled.extend(cells[name] for name, one in wrong.items() if not one.text)
        right = {name: one.text for name, one in wrong.items() if one.text}
        mended.extend(right.values())
        return {**cells, **right} if right else cells

    stated, further = taken_back(item.stated), taken_back(item.further)
    said = []
    if mended:
        said.append(message("names_mended", count=len(mended), line=item.line, shown=mended[0][:12]))
    if garbled:
        said.append(message("names_garbled", count=len(garbled), line=item.line, shown=garbled[0][:12]))
    return (replace(item, stated=stated, further=further) if mended else item), tuple(said)
