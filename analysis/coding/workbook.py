"""A coder's workbook: the units with their context, and cells that offer the codes."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..lexicon import messages
from ..spreadsheet import cell_text, is_run, without_times
from .codebook import Codebook
from .codings import GIVEN, NOTHING

TOP = Alignment(wrap_text=True, vertical="top")
BOLD = Font(bold=True)
FIRST_ROW = 3
"""The first row of units: the first row of all holds the columns' names for the program, hidden, the second
the headings that coders read."""


def coding_workbook(sheet: pd.DataFrame, codebook: Codebook, lang: str) -> bytes:
    """Return the content of a workbook to code a sample in.

    Parameters
    ----------
    sheet : DataFrame
        The sample, as returned by `coding_sheet`.
    codebook : Codebook
        Its codes are offered in lists, and explained on a sheet of their own.
    lang : {"zh", "en"}
        Language of headings and instructions.
    """
    say = messages(lang)["coding"]
    book = Workbook()
    _write_units(book.active, sheet, codebook, say)
    _write_guide(book.create_sheet(say["codebook"]), codebook, say)
    _offer_codes(book.active, book.create_sheet("codes"), len(sheet), codebook, say)
    buffer = io.BytesIO()
    book.save(buffer)
    return without_times(buffer.getvalue())


def _columns(codebook: Codebook, say: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """Return name, heading and width of each column."""
    leaves = [code.name for code in codebook.leaves]
    if codebook.exclusive:
        # The hidden cell after it lists the codes, so that a sheet can be checked without its codebook.
        codes = [("code", say["code"], 16), (f"codes: {json.dumps(leaves, ensure_ascii=False)}", "", 2)]
    else:
        codes = [*((f"code: {name}", name, 9) for name in leaves), ("none", say["none"], 6)]
    context = [("before", say["before"], 32), ("text", say["text"], 60), ("after", say["after"], 32)]
    return [("number", say["number"], 6), *context, *codes, ("note", say["note"], 24)]


def _write_units(page: Worksheet, sheet: pd.DataFrame, codebook: Codebook, say: Mapping[str, str]) -> None:
    page.title = say["sheet"]
    for at, (name, heading, width) in enumerate(_columns(codebook, say), 1):
        page.cell(1, at, cell_text(name))
        page.cell(2, at, cell_text(heading)).font = BOLD
        page.column_dimensions[get_column_letter(at)].width = width
    page.row_dimensions[1].hidden = True
    page.freeze_panes = f"B{FIRST_ROW}"
    units = sheet[["number", "before", "text", "after"]].itertuples(index=False)
    for row, unit in enumerate(units, FIRST_ROW):
        for at, value in enumerate(unit, 1):
            cell = page.cell(row, at, cell_text(value) if isinstance(value, str) else int(value))
            if isinstance(value, str) and is_run(value):
                cell.data_type = "s"
            cell.alignment = TOP


def _write_guide(guide: Worksheet, codebook: Codebook, say: Mapping[str, str]) -> None:
    """Write what each code means, with its examples."""
    widths = {"code": 16, "parent": 12, "definition": 50, "yes": 40, "no": 40}
    for at, (heading, width) in enumerate(widths.items(), 1):
        guide.cell(1, at, say[f"guide_{heading}"]).font = BOLD
        guide.column_dimensions[get_column_letter(at)].width = width
    for row, entry in enumerate(codebook.table().itertuples(index=False), 2):
        for at, value in enumerate(entry[: len(widths)], 1):
            cell = guide.cell(row, at, cell_text(value))
            cell.data_type = "s" if value else cell.data_type
            cell.alignment = TOP


def _offer_codes(
    page: Worksheet, offered: Worksheet, n_units: int, codebook: Codebook, say: Mapping[str, str]
) -> None:
    """Let the cells of codes take nothing but the values of a hidden list."""
    leaves = [code.name for code in codebook.leaves]
    for row, value in enumerate([*leaves, NOTHING] if codebook.exclusive else [GIVEN], 1):
        offered.cell(row, 1, value).data_type = "s"
    offered.sheet_state = "hidden"
    rule = DataValidation("list", formula1=f"codes!$A$1:$A${offered.max_row}", allow_blank=True)
    rule.error, rule.errorTitle = say["wrong"], say["sheet"]
    page.add_data_validation(rule)
    first, last = (get_column_letter(at) for at in (5, 5 if codebook.exclusive else 5 + len(leaves)))
    rule.add(f"{first}{FIRST_ROW}:{last}{n_units + FIRST_ROW - 1}")
