"""Types the readers exchange: items, the content of a file, messages, limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

MEBIBYTE = 1 << 20


class Message(NamedTuple):
    """A sentence for the user: its code in `data/load_messages.toml` and the values it is filled with."""

    code: str
    values: Mapping[str, object]


def message(code: str, **values: object) -> Message:
    """Return the message with `code` and the values to fill in."""
    return Message(code, values)


class Unreadable(Exception):
    """Raised by a reader that cannot return a text; carries the reason."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.reason = message(code, **values)


def library(name: str) -> Any:
    """Return a library that reads a format, loaded on first use.

    Raises
    ------
    Unreadable
        When it is missing or cannot be loaded, for whatever reason: that concerns files of this format alone.
    """
    try:
        return import_module(name)
    except Exception as fault:
        said = f"{type(fault).__name__}: {fault}".splitlines()[0]
        raise Unreadable("needs_library", library=name.split(".")[0], fault=said[:120]) from None


@dataclass(frozen=True)
class Item:
    """One text as it is in its source.

    Attributes
    ----------
    text : str
        The text, with line breaks as a single line feed each.
    line : int
        Line of the source on which `text` begins, or number of the data row of a table.
    stated : mapping
        What a table or a page states about the text: `city`, `date`, `title` ... (only what is filled).
    asked : tuple of str
        Columns a table has, filled or not.
    origin : str
        Where `stated` comes from: `table` or `page`.
    member : str
        Path within an archive.
    further : mapping
        What a table has in other columns (only what is filled).
    named : str
        What a table calls the file that the text was in (`柳州市_2021.txt`).
    """

    text: str
    line: int = 1
    stated: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    origin: str = ""
    member: str = ""
    further: Mapping[str, str] = field(default_factory=dict)
    named: str = ""


ROW_BY_ROW = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet", ".db", ".sqlite", ".sqlite3", ".duckdb")
"""Endings of tables that `koujing count` reads in batches, however large they are."""


@dataclass(frozen=True)
class Content:
    """What a reader found in one file."""

    items: tuple[Item, ...]
    format: str
    encoding: str = ""
    warnings: tuple[Message, ...] = ()


def oversized(source: str, size: int, bound: int) -> Unreadable:
    """Return the refusal of a file that is too large; of a table, with the command that counts it in batches.

    Parameters
    ----------
    source : str
        The path of the file.
    size, bound : int
        Its size and the largest one allowed, in bytes.
    """
    known = {"size": size // MEBIBYTE, "bound": bound // MEBIBYTE}
    if source.lower().removesuffix(".gz").endswith(ROW_BY_ROW):
        return Unreadable("table_too_large", **known)
    return Unreadable("too_large", **known)


@cache
def recogniser() -> str:
    """Return the recogniser of the extra `ocr` that is installed and its version, empty when none is."""
    try:
        return f"rapidocr {version('rapidocr')} {version('onnxruntime')}"
    except PackageNotFoundError:
        return ""


@dataclass(frozen=True)
class Bounds:
    """How much a file may hold before it is refused; sizes in bytes.

    Attributes
    ----------
    file_bytes : int
        Largest file read at all.
    text_bytes : int
        Largest plain text, page or table.
    archive_members, archive_bytes, archive_ratio, archive_depth : int
        Most members of an archive, their largest total size once unpacked, the largest ratio of that to the
        size of the archive, and how many archives may lie within each other.
    pages : int
        Most pages of a PDF.
    seconds, seconds_per_mebibyte : float
        CPU time allowed for reading a file: a fixed part, and a part per MiB of its size.
    memory : int
        Most memory that reading a file may take, where the system can keep a process to that (Linux).
    ocr : str
        The recogniser of scanned pages and its version; empty: none, such pages are refused.
    """

    file_bytes: int = 256 * MEBIBYTE
    text_bytes: int = 64 * MEBIBYTE
    archive_members: int = 10_000
    archive_bytes: int = 512 * MEBIBYTE
    archive_ratio: int = 200
    archive_depth: int = 2
    pages: int = 5_000
    seconds: float = 60
    seconds_per_mebibyte: float = 5
    memory: int = 1536 * MEBIBYTE
    ocr: str = field(default_factory=lambda: recogniser())


def unify_breaks(text: str) -> str:
    r"""Return `text` with `\r\n` and `\r` as `\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def trim_lines(text: str, line: int = 1) -> tuple[str, int]:
    """Return `text` without blank lines before and after it, and the line number of its first line.

    Parameters
    ----------
    text : str
        Any text.
    line : int
        The line that `text` begins on.
    """
    lines = text.split("\n")
    first = next((i for i, content in enumerate(lines) if content.strip()), len(lines))
    last = next((i for i in range(len(lines), first, -1) if lines[i - 1].strip()), first)
    # If nothing is removed, the text itself is returned, to avoid a second copy of every text of a table.
    kept = text if last - first == len(lines) else "\n".join(lines[first:last])
    return kept, line + first
