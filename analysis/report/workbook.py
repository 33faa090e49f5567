"""All tables of a report in one Excel workbook, the same bytes for the same tables."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from ..cache import cached
from ..files import write_whole
from ..lexicon import messages

MOST_ROWS, PREVIEW = 20_000, 1_000
"""A table with more rows has only its first ones in the workbook; the CSV file beside it has all."""

LONGEST_CELL = 32_000
"""Characters of a cell: Excel takes no more than 32,767."""

_MOMENT = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write_workbook(path: Path, tables: Sequence[Path], lang: str = "zh") -> None:
    """Write a workbook with a sheet for each table, and a list of them as the first sheet.

    Parameters
    ----------
    path : Path
        The workbook.
    tables : sequence of Path
        CSV files as `write_table` makes them: text that a spreadsheet would run has an apostrophe already.
    lang : {"zh", "en"}
        Language of the list.
    """
    content = [(table.name, table.read_bytes()) for table in tables]
    write_whole(path, cached(partial(_workbook, content, lang)))


def _workbook(tables: Sequence[tuple[str, bytes]], lang: str) -> bytes:
    say = messages(lang)["workbook"]
    book = Workbook(write_only=True)
    listed = book.create_sheet(say["contents"])
    listed.append(_bold(listed, [say["sheet"], say["file"], say["rows"], say["note"]]))
    for file, content in tables:
        frame = pd.read_csv(io.BytesIO(content), encoding="utf-8-sig", low_memory=False)
        n_rows = len(frame) if len(frame) <= MOST_ROWS else PREVIEW
        note = say["cut"].format(n=f"{PREVIEW:,}") if n_rows < len(frame) else ""
        name = file.removesuffix(".csv")[:31]
        listed.append([name, f"tables/{file}", len(frame), note])
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(_bold(sheet, list(frame.columns)))
        for row in frame.head(n_rows).astype(object).itertuples(index=False, name=None):
            sheet.append([_cell(value) for value in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_times(buffer.getvalue())


def _bold(sheet: Any, values: list[str]) -> list[Any]:
    cells = []
    for value in values:
        cell = WriteOnlyCell(sheet, value=value)
        cell.font = Font(bold=True)
        cells.append(cell)
    return cells


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return _ILLEGAL.sub("", value)[:LONGEST_CELL]
    if isinstance(value, float) and (pd.isna(value) or value in (float("inf"), -float("inf"))):
        return None if pd.isna(value) else "∞" if value > 0 else "−∞"
    return value


def _without_times(data: bytes) -> bytes:
    """Return a workbook without the times at which it and its parts were made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(given.namelist()):
            content = given.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            part = zipfile.ZipInfo(name, _MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(part, content)
    return out.getvalue()
