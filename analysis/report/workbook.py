"""Write all tables of a report to one Excel workbook; the same tables give the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from ..cache import cached
from ..files import types_file, write_whole
from ..lexicon import messages
from ..spreadsheet import cell_text, rows_xml, without_times

MOST_ROWS, PREVIEW = 20_000, 1_000
"""Longer tables are cut to this number of rows in the workbook; their CSV files are complete."""

_NO_SHEET = re.compile(r"[:\\/?*\[\]]")


def write_workbook(path: Path, tables: Sequence[Path], lang: str = "zh") -> None:
    """Write a workbook with one sheet per table, preceded by a sheet that lists them.

    Parameters
    ----------
    path : Path
        The workbook.
    tables : sequence of Path
        CSV files written by `write_table` with column types: text that a spreadsheet would execute has
        an apostrophe, and text in the frame stays text in the sheet, including `NA` and `001`.
    lang : {"zh", "en"}
        Language of the listing.
    """
    content = [(table.name, table.read_bytes(), _types(table)) for table in tables]
    write_whole(path, cached(partial(_workbook, content, lang)))


def _types(table: Path) -> list[str]:
    """Return the column types of a table and remove the file that stores them."""
    try:
        types: list[str] = json.loads(types_file(table).read_bytes())
    except FileNotFoundError:
        return []
    types_file(table).unlink()
    return types


def _workbook(tables: Sequence[tuple[str, bytes, list[str]]], lang: str) -> bytes:
    say = messages(lang)["workbook"]
    book = Workbook(write_only=True)
    listed = book.create_sheet(say["contents"])
    listed.append(_bold(listed, [say["sheet"], say["file"], say["rows"], say["note"]]))
    taken = {say["contents"].lower()}
    csv.field_size_limit(1 << 30)
    filled: dict[str, bytes] = {}
    for file, content, types in tables:
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        n_rows = len(rows) if len(rows) <= MOST_ROWS else PREVIEW
        note = say["cut"].format(n=f"{PREVIEW:,}") if n_rows < len(rows) else ""
        name = _sheet_name(file.removesuffix(".csv"), taken)
        listed.append([name, f"tables/{file}", len(rows), note])
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(_bold(sheet, headings(header, lang)))
        part = f"xl/worksheets/sheet{len(book.worksheets)}.xml"
        filled[part] = rows_xml(rows[:n_rows], types or ["text"] * len(header), first=2)
    buffer = io.BytesIO()
    book.save(buffer)
    return without_times(buffer.getvalue(), filled)


def headings(columns: Sequence[str], lang: str) -> list[str]:
    """Return the headings of columns: their names, in a Chinese workbook in Chinese where there is a word.

    Where two columns have the same heading, their names stand behind it.

    Examples
    --------
    >>> from analysis.report.workbook import headings
    >>> headings(["group", "term", "n", "mine"], "zh"), headings(["group"], "en")
    (['组', '词', '次数', 'mine'], ['group'])
    """
    if lang != "zh":
        return list(columns)
    known = messages(lang)["columns"]
    found = [known.get(column, column) for column in columns]
    return [
        f"{heading} ({column})" if found.count(heading) > 1 and heading != column else heading
        for column, heading in zip(columns, found, strict=True)
    ]


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a valid and unused sheet name."""
    plain = _NO_SHEET.sub("_", cell_text(name)).strip("'")[:31] or "_"
    number = 1
    while (found := plain if number == 1 else f"{plain[:27]}~{number}").lower() in taken:
        number += 1
    taken.add(found.lower())
    return found


def _bold(sheet: Any, values: list[str]) -> list[Any]:
    cells = []
    for value in values:
        cell = WriteOnlyCell(sheet, value=cell_text(value))
        cell.data_type, cell.font = "s", Font(bold=True)
        cells.append(cell)
    return cells
