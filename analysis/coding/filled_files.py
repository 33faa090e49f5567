"""The rows of the files that coders fill in: what a cell says, however it was typed or saved."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import InputError
from ..lexicon import read_text
from .codings import NO_CODE, is_nothing, spelling
from .sheets import PAGE_FILE

YES = frozenset(("x", "1", "y", "yes", "true", "v", "√", "✓", "✔", "☑", "是", "有"))
NO = frozenset(("0", "n", "no", "false", "否", "☐"))
"""What stands in the column of a code, where there is one for each."""

BETWEEN = re.compile(r"\s*[+＋、,，;；/|\n]\s*")

ALIKE = 0.5
"""Likeness from which on a text is the one that a number stands for, if somebody has corrected it."""


class Filled(NamedTuple):
    """A row of a coder's file.

    Attributes
    ----------
    place : int
        Its number in the file.
    number : int or str
        The number of the unit, text if it is none.
    codes : list of str
        The codes given, `NO_CODE` for none; empty where nothing was said.
    note : str
        What the coder noted.
    text : str or None
        The text beside it, where the file has it.
    """

    place: int
    number: Any
    codes: list[str]
    note: str
    text: str | None


def rows_of(path: Path, offered: set[str]) -> Iterable[Filled]:
    """Yield the rows of a coder's workbook, or of the file that the page has saved.

    Parameters
    ----------
    path : Path
        The file.
    offered : set of str
        The codes, where they are known; a workbook names its own.
    """
    return _csv_rows(path, offered) if path.suffix.lower() == ".csv" else _workbook_rows(path)


def offered_on(page: Path) -> set[str]:
    """Return the codes that the page of a folder offers; none where it is gone."""
    try:
        data = re.search(
            r"<script[^>]*application/json[^>]*>(.*?)</script>", page.read_text("utf-8"), re.DOTALL
        )
        return {str(code["name"]) for code in json.loads(data[1])["codes"]} if data else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def number_of(cell: object) -> Any:
    """Return the number in a cell, or its text: `１２` and `12.0` are 12."""
    text = unicodedata.normalize("NFKC", _text(cell)).strip().removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() else _text(cell)


def same_text(one: str, other: object) -> bool:
    """Return whether two cells hold one text, blanks apart, perhaps with something corrected."""
    first, second = (re.sub(r"\s|_x[0-9A-Fa-f]{4}_", "", text) for text in (one, str(other)))
    return first == second or SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


def separator_of(text: str) -> str:
    """Return what parts the columns of a table: a comma, a semicolon or a tab."""
    head = text.partition("\n")[0]
    return max(",;\t", key=lambda sign: (head.count(sign), sign == ","))


def _workbook_rows(path: Path) -> Iterable[Filled]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    except Exception as fault:
        raise InputError(f"{path}: not a workbook that can be read ({fault}).") from None
    # The first row holds the codes' names for us, hidden; the second the headings that coders read.
    rows = next((rows for rows in sheets if len(rows) > 1 and rows[0] and rows[0][0] == "number"), None)
    if rows is None:
        raise InputError(
            f"{path}: not a sheet of write_sheets: its first row, which is hidden, has been changed."
        )
    names = [str(name or "") for name in rows[0]]
    columns = [name.removeprefix("code: ") for name in names if name.startswith("code: ")]
    listed = next((name.removeprefix("codes: ") for name in names if name.startswith("codes: ")), "[]")
    offered = set(columns) or set(json.loads(listed))
    if not columns and "code" not in names:
        raise InputError(f"{path}: the column of the codes is gone; copy it back from another sheet.")
    for place, row in enumerate(rows[2:], 3):
        cells = {name: _text(value) for name, value in zip(names, row, strict=False) if name}
        if not any(cells.values()):
            continue
        where = f"{path}: row {place}"
        codes = (
            _marked(cells, where) if columns else codes_in(cells.get("code", ""), offered, where, one=True)
        )
        yield Filled(place, number_of(cells.get("number")), codes, cells.get("note", ""), cells.get("text"))


def _marked(cells: dict[str, str], where: str) -> list[str]:
    """Return the codes whose columns a coder has marked."""
    given, denied = [], False
    for name, value in cells.items():
        if not value or not (name.startswith("code: ") or name == "none"):
            continue
        if spelling(value) in NO or is_nothing(value):
            denied |= name != "none"
        elif spelling(value) in YES:
            given.append(NO_CODE if name == "none" else name.removeprefix("code: "))
        else:
            code = name.removeprefix("code: ")
            raise InputError(
                f"{where}: {value!r} under {code!r}; mark with x what is given, leave the rest empty."
            )
    if NO_CODE in given and len(given) > 1:
        raise InputError(f"{where}: a code, and also '-' for none.")
    return given or ([NO_CODE] if denied else [])


def codes_in(cell: str, offered: set[str], where: str, one: bool = False) -> list[str]:
    """Return the codes that a cell names, as the codebook spells them.

    Parameters
    ----------
    cell : str
        What a coder has written: a code, several, a dash for none.
    offered : set of str
        The codes; empty where they are not known.
    where : str
        File and row, for the message.
    one : bool
        Whether a unit has one code only.

    Raises
    ------
    InputError
        When it is none of the codes, or there are several and one is wanted.

    Examples
    --------
    >>> from analysis.coding.filled_files import codes_in
    >>> codes_in(" 资金 投入", {"资金投入"}, "a.xlsx: row 3"), codes_in("—", {"资金投入"}, "a.xlsx: row 4")
    (['资金投入'], [''])
    """
    if not cell.strip():
        return []
    known = {spelling(code): code for code in offered}
    if spelling(cell) in known:
        return [known[spelling(cell)]]
    if is_nothing(cell):
        return [NO_CODE]
    parts = [part for part in cell.split(" + ") if part.strip()]
    if not offered:
        return parts
    if not all(spelling(part) in known for part in parts):
        parts = [part for part in BETWEEN.split(cell) if part]
    codes = [known.get(spelling(part), "") or (NO_CODE if is_nothing(part) else "") for part in parts]
    wrong = [part for part, code in zip(parts, codes, strict=True) if not code and not is_nothing(part)]
    if wrong:
        near = get_close_matches(wrong[0], sorted(offered), 1)
        raise InputError(
            f"{where}: {wrong[0]!r} is none of the codes{f'; {near[0]!r} is meant?' if near else ''}."
        )
    codes = list(dict.fromkeys(codes))
    if NO_CODE in codes and len(codes) > 1:
        raise InputError(f"{where}: a code, and also '-' for none.")
    if one and len(codes) > 1:
        raise InputError(f"{where}: {' and '.join(codes)}, but a unit has one code in this codebook.")
    return codes


def _csv_rows(path: Path, offered: set[str]) -> Iterable[Filled]:
    text = read_text(path, legacy=True)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    try:
        rows = list(reader)
    except csv.Error as fault:
        raise InputError(f"{path}: cannot be read ({fault}).") from None
    names = {(name or "").strip(): name for name in reader.fieldnames or ()}
    if not {"number", "codes", "note"} <= names.keys():
        raise InputError(
            f"{path}: not a file saved by {PAGE_FILE}: it lacks a column number, codes or note; it has "
            f"{', '.join(names) or 'none'}."
        )
    for place, row in enumerate(rows, 2):
        number, given, note = (row[names[name]] or "" for name in ("number", "codes", "note"))
        codes = codes_in(given, offered, f"{path}: row {place}")
        yield Filled(place, number_of(number), codes, note.removeprefix("'"), None)


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()
