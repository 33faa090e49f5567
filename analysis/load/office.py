"""Reads docx and Excel files; hands legacy formats to LibreOffice when it is installed."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from .items import Bounds, Content, Item, Message, Unreadable, library, message, trim_lines
from .tables import items_of

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WRAPPERS = tuple(WORD + name for name in ("sdt", "sdtContent", "customXml", "ins"))
DRAWN_TWICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
CONVERTED = {"doc": "docx", "rtf": "docx", "odt": "docx", "xls": "xlsx"}
SECONDS = 120


def read_docx(data: bytes, bounds: Bounds) -> Content:
    """Return the text of a docx: one line a paragraph, table rows as cells with tabs between them.

    Raises
    ------
    Unreadable
        When the file is damaged, too large once unpacked, or empty.
    """
    check_container(data, bounds)
    docx = library("docx")
    try:
        body = docx.Document(io.BytesIO(data)).element.body
        text, line = trim_lines("\n".join(_blocks(body)))
    except (MemoryError, Unreadable):
        raise
    except Exception as fault:  # python-docx passes on whatever lxml, zipfile or a missing part raises
        raise Unreadable("damaged", format="docx", fault=type(fault).__name__) from None
    if not text:
        raise Unreadable("empty_page")
    return Content((Item(text, line),), "docx")


def _blocks(parent: Any) -> Iterator[str]:
    """Yield the lines of a body, a cell or a content control, in order."""
    for child in parent:
        if child.tag == WORD + "p":
            yield from paragraph_text(child).split("\n")
        elif child.tag == WORD + "tbl":
            for row in _rows(child):
                cells = (" ".join(_blocks(cell)).strip() for cell in row.iterchildren(WORD + "tc"))
                yield "\t".join(cells).strip("\t")
        elif child.tag in WRAPPERS:
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table; those of a table within it belong to its cells."""
    for child in table:
        if child.tag == WORD + "tr":
            yield child
        elif child.tag in WRAPPERS:
            yield from _rows(child)


def paragraph_text(paragraph: Any) -> str:
    """Return the text of a paragraph element, with insertions and links, without what was struck out.

    Parameters
    ----------
    paragraph : lxml element
        A `w:p`.
    """
    parts = []
    skip: set[Any] = set()
    for node in paragraph.iter():
        above = node.getparent()
        if above in skip or node.tag in (WORD + "del", WORD + "moveFrom", DRAWN_TWICE):
            skip.add(node)
        elif node.tag == WORD + "t":
            parts.append(node.text or "")
        elif node.tag == WORD + "tab" and above is not None and above.tag == WORD + "r":
            parts.append("\t")
        elif node.tag in (WORD + "br", WORD + "cr"):
            parts.append("\n")
    return "".join(parts)


def read_xlsx(data: bytes, bounds: Bounds) -> Content:
    """Return the rows of all sheets that have a column of texts.

    Raises
    ------
    Unreadable
        When the file is damaged, too large once unpacked, or no sheet has such a column.
    """
    check_container(data, bounds)
    openpyxl = library("openpyxl")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = {sheet.title: _filled(sheet) for sheet in book.worksheets}
        book.close()
    except MemoryError:
        raise
    except Exception as fault:  # openpyxl passes on whatever lies below it
        raise Unreadable("damaged", format="xlsx", fault=type(fault).__name__) from None
    items: list[Item] = []
    warnings: list[Message] = []
    last = Unreadable("empty_table")
    for name, rows in sheets.items():
        try:
            found, said = items_of(_records(rows))
        except Unreadable as fault:
            last = fault
            warnings.append(message("sheet_skipped", sheet=name))
            continue
        items += [item if len(sheets) == 1 else replace(item, member=name) for item in found]
        warnings += said
    if not items:
        raise last
    return Content(tuple(items), "xlsx", "", tuple(warnings))


def _filled(sheet: Any) -> list[list[Any]]:
    """Return the rows that have a filled cell, each to its last cell: a sheet may claim to be huge."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    return [list(row) for row in rows if any(cell not in (None, "") for cell in row)]


def _records(filled: list[list[Any]]) -> list[dict[str, Any]]:
    names = [str(name).strip() if name is not None else "" for name in filled[0]] if filled else []
    return [{name: cell for name, cell in zip(names, row, strict=False) if name} for row in filled[1:]]


def check_container(data: bytes, bounds: Bounds) -> None:
    """Refuse a zipped document that would unpack to more than the bounds allow.

    Raises
    ------
    Unreadable
        When it would.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        check_size(archive.infolist(), len(data), bounds)


def check_size(members: list[zipfile.ZipInfo], packed: int, bounds: Bounds) -> None:
    """Refuse an archive with too many members, or too large a content by size or by ratio.

    Parameters
    ----------
    members : list of ZipInfo
        What the archive lists.
    packed : int
        Size of the archive in bytes.
    bounds : Bounds
        What is allowed.

    Raises
    ------
    Unreadable
        When a bound is passed.
    """
    total = sum(member.file_size for member in members)
    if len(members) > bounds.archive_members:
        raise Unreadable("too_many_members", count=len(members), bound=bounds.archive_members)
    if total > bounds.archive_bytes or (total > 10 << 20 and total > bounds.archive_ratio * packed):
        raise Unreadable("bomb", size=total >> 20, packed=packed >> 10)


def _limits_lifted() -> None:
    """Give a program back what the process that reads files has taken from itself: LibreOffice is large."""
    import resource

    for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU):
        resource.setrlimit(kind, (resource.getrlimit(kind)[1],) * 2)


def convert_legacy(data: bytes, kind: str) -> tuple[bytes, str]:
    """Return a doc, rtf, odt or xls file as docx or xlsx, by LibreOffice.

    Parameters
    ----------
    data : bytes
        The file.
    kind : str
        Its format.

    Raises
    ------
    Unreadable
        When LibreOffice is not installed or cannot read it.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    target = CONVERTED[kind]
    if program is None:
        raise Unreadable("needs_libreoffice", format=kind, target=target)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"document.{kind}")
        path.write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, "--headless", "--norestore", profile, "--convert-to", target]
        command += ["--outdir", folder, str(path)]
        try:
            subprocess.run(
                command,
                check=True,
                capture_output=True,
                timeout=SECONDS,
                preexec_fn=_limits_lifted if os.name == "posix" else None,
            )
            return path.with_suffix(f".{target}").read_bytes(), target
        except (subprocess.SubprocessError, OSError):
            raise Unreadable("not_converted", format=kind) from None
