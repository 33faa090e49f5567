"""Sheets for coders: a workbook for each, and an offline page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from ..checks import check_result
from ..errors import ChoiceError
from ..files import staged, write_table, write_whole
from .codebook import Codebook
from .judged import check_codebook
from .sheet import SHEET_COLUMNS

KEY_FILE, PAGE_FILE = "sheet.csv", "coding.html"
"""The sample itself, which says what each number stands for, and the page to code it on."""

TAKEN = {
    "sheet",
    "decisions",
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)),
}
"""Names that files of the folder have, or that no file may have on Windows."""


def write_sheets(
    folder: str | Path, sheet: pd.DataFrame, codebook: Codebook, coders: Sequence[str], lang: str = "zh"
) -> list[Path]:
    """Write a workbook for each coder, and one offline page that anyone can code on by keyboard.

    Parameters
    ----------
    folder : path
        A new or empty folder, or one with sheets that may be replaced.
    sheet : DataFrame
        The sample, as returned by `coding_sheet`.
    codebook : Codebook
        Its codes are offered, and explained on a sheet of their own.
    coders : sequence of str
        Names of the coders; each workbook is named after one.
    lang : {"zh", "en"}
        Language of headings and instructions.

    Returns
    -------
    list of Path
        The workbooks, `coding.html`, and `sheet.csv`, which `read_codings` needs to know the units.

    Raises
    ------
    KindError, ChoiceError, OutputError
        When this is no sample, a coder's name cannot be a file name, or the folder cannot be written.
    """
    # Not needed to read sheets, and slow to import.
    from .offline import coding_page
    from .workbook import coding_workbook

    check_result("write_sheets", sheet, SHEET_COLUMNS, "coding_sheet(corpus, codebook)")
    check_codebook("write_sheets", codebook)
    names = [_checked_name(name) for name in ([coders] if isinstance(coders, str) else coders)]
    if not names or len({name.casefold() for name in names}) < len(names):
        raise ChoiceError(
            "write_sheets needs the names of the coders, each different (also in small letters)."
        )
    place = Path(folder)
    with staged(place) as draft:
        written = []
        for name in names:
            write_whole(draft / f"{name}.xlsx", coding_workbook(sheet, codebook, lang))
            written.append(f"{name}.xlsx")
        write_whole(draft / PAGE_FILE, coding_page(sheet, codebook, lang))
        write_table(draft / KEY_FILE, sheet)
        written += [PAGE_FILE, KEY_FILE]
    return [place / name for name in written]


def _checked_name(name: object) -> str:
    name = str(name) if isinstance(name, int) else name
    if (
        not isinstance(name, str)
        or not name.strip()
        or name.casefold().partition(".")[0] in TAKEN
        or name != name.strip()
        or name.startswith((".", "~"))
        or set(name) & set('/\\:*?"<>|\n\t')
    ):
        raise ChoiceError(f"A coder's name is also the name of a file; {name!r} cannot be one.")
    return name
