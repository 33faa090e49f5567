"""Reads Excel files; hands legacy formats to LibreOffice when it is installed."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from ..form import RECOGNISED, TableForm
from ..items import Bounds, Content, Unreadable, library, message
from ..tables.cells import cell_text
from ..tables.sheets import read_sheets
from .package import open_package, usual_package

CONVERTED = {"doc": "docx", "ppt": "pptx", "xls": "xlsx"}
SECONDS = 120
MERGED = re.compile(r'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
BLANK_FORMULA = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3}\d{1,7})"[^>]*><(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LONGEST_MERGE, MOST_COLUMNS = 100_000, 256


def read_xlsx(data: bytes, bounds: Bounds, form: TableForm = RECOGNISED) -> Content:
    """Return the rows of all sheets that have a column of texts.

    Raises
    ------
    Unreadable
        When the file is damaged, too large once unpacked, or no sheet has such a column.
    """
    sheets = sheets_of(data, bounds, form)
    blank = _formulas(data)
    told = {"count": len(blank), "first": blank[0] if blank else ""}
    try:
        content = read_sheets(sheets, "xlsx", form, _hidden(data))
    except Unreadable as fault:
        if blank and fault.reason.code in ("empty_table", "no_text_column"):
            raise Unreadable("formulas", **told) from None
        raise
    return replace(content, warnings=(*content.warnings, message("formulas", **told))) if blank else content


def _formulas(data: bytes) -> list[str]:
    """Return the cells with a formula of which no value is stored."""
    return [
        f"{sheet}!{cell.decode()}"
        for sheet, part in _parts(usual_package(data)).items()
        for cell in BLANK_FORMULA.findall(part)
    ]


def _hidden(data: bytes) -> list[str]:
    """Return the names of the hidden sheets of a workbook."""
    try:
        package = open_package(data)
        sheets = list(package.part(package.main).iter(SHEET))
    except Unreadable:
        return []
    return [sheet.get("name", "") for sheet in sheets if "idden" in sheet.get("state", "")]


def sheets_of(
    data: bytes, bounds: Bounds, form: TableForm = RECOGNISED, n_rows: int | None = None
) -> dict[str, list[list[Any]]]:
    """Return the filled rows of each sheet of a workbook, from the header row on where `form` states it.

    Parameters
    ----------
    data : bytes
        The whole file.
    bounds : Bounds
        How much it may hold.
    form : TableForm
        How the sheets are laid out.
    n_rows : int, optional
        How many rows of each are wanted; all by default.

    Raises
    ------
    Unreadable
        When the file is damaged, or too large once unpacked.
    """
    check_container(data, bounds)
    openpyxl = library("openpyxl")
    try:
        data = usual_package(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        merged = _merged(data)
        sheets = {
            sheet.title: list(islice(_filled(sheet, merged.get(sheet.title, []), form.header_row), n_rows))
            for sheet in book.worksheets
        }
        book.close()
    except MemoryError:
        raise
    except Exception as fault:  # openpyxl passes on whatever lies below it
        raise Unreadable("damaged", format="xlsx", fault=type(fault).__name__) from None
    return sheets


def _filled(sheet: Any, merged: list[tuple[int, int, int, int]], top_row: int = 0) -> Iterator[list[Any]]:
    """Yield the rows from `top_row` on that have a filled cell, each to its last one.

    A sheet may claim to be huge. The value of merged cells is repeated in each of them.
    """
    sheet.reset_dimensions()
    above: dict[tuple[int, int], list[Any]] = {}
    by_row: dict[int, list[tuple[int, int, int, int]]] = {}
    spans = Counter((top, bottom) for top, _, bottom, _ in merged)
    for top, left, bottom, right in merged:
        for place in range(top, min(bottom, top + LONGEST_MERGE) + 1):
            by_row.setdefault(place, []).append((top, left, bottom, right))
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        row = list(cells)
        if any(cell not in (None, "") for cell in row):
            for top, left, bottom, right in by_row.get(number, ()):
                if number == top:
                    above[top, left] = row[left - 1 : left]
                first = above.get((top, left)) or [None]
                if number > top and "。" in cell_text(first[0]) and spans[top, bottom] > 1:
                    first = [None]  # one text of one place beside several rows
                row += [None] * (min(right, MOST_COLUMNS) - len(row))
                row[left - 1 : min(right, MOST_COLUMNS)] = first * (min(right, MOST_COLUMNS) - left + 1)
            if number >= top_row:
                yield row


def _merged(data: bytes) -> dict[str, list[tuple[int, int, int, int]]]:
    """Return the ranges of merged cells (top, left, bottom, right, from 1) of each sheet that has some."""
    found = {}
    for name, part in _parts(data).items():
        ranges = MERGED.findall(part.decode("utf-8", "replace"))
        found[name] = [(int(t), _column(a), int(b), _column(z)) for a, t, z, b in ranges]
    return found


def _parts(data: bytes) -> dict[str, bytes]:
    """Return the XML of each sheet."""
    try:
        package = open_package(data)
        parts = package.named()
        sheets = {sheet.get("name"): sheet.get(RELATION) for sheet in package.part(package.main).iter(SHEET)}
    except Unreadable:
        return {}
    return {name: parts.get(identifier or "", b"") for name, identifier in sheets.items()}


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


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
    """Lift the limits of the reading process for a program it starts: LibreOffice needs more."""
    import resource

    for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU):
        resource.setrlimit(kind, (resource.getrlimit(kind)[1],) * 2)


def convert_legacy(data: bytes, kind: str) -> tuple[bytes, str]:
    """Return a doc, xls or ppt file as docx or xlsx, by LibreOffice.

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
