"""Reads the bytes of one file in the format its content shows."""

from __future__ import annotations

from .items import Bounds, Content, Item, Unreadable, trim_lines
from .tables import read_csv, read_json
from .text import decode


def read_bytes(data: bytes, name: str, bounds: Bounds) -> Content:
    """Return what a file holds.

    Raises
    ------
    Unreadable
        When it holds no text that can be read.
    """
    if not data:
        raise Unreadable("empty")
    ending = name.lower().rpartition(".")[2]
    if ending == "md":
        raise Unreadable("notes")
    if ending in ("csv", "tsv"):
        return read_csv(data)
    if ending in ("jsonl", "json", "ndjson"):
        return read_json(data)
    decoded = decode(data)
    text, line = trim_lines(decoded.text)
    if not text:
        raise Unreadable("empty")
    return Content((Item(text, line),), "text", decoded.encoding, decoded.warnings)
