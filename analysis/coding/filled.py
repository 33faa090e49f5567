"""Reads back what coders have filled in: their workbooks, and the files that the page has saved."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from ..checks import check_path, check_result
from ..errors import InputError
from .codings import NO_CODE, NOTHING, checked_codings
from .sheets import KEY_FILE, PAGE_FILE

CODINGS_COLUMNS = ("unit", "coder", "code", "round", "doc_id", "note")


DECISIONS_FILE = "decisions.csv"
"""What was decided where coders differ, beside their files."""


def read_codings(folder: str | Path) -> pd.DataFrame:
    """Read what coders have filled in: their workbooks, and the files that the page has saved.

    Parameters
    ----------
    folder : path
        The folder of `write_sheets`. Each `NAME.xlsx`, or `NAME.csv` as saved by the page, holds the codings
        of the coder NAME; `decisions.csv` is passed over. Or a CSV file with the columns `unit, coder, code`,
        such as a program has written it.

    Returns
    -------
    DataFrame
        `unit, coder, code, round, doc_id, note`: one row per code given; a unit coded without any code has
        one row with an empty `code`, one that is not coded has none. `round` is 2 where a unit was shown
        again.

    Raises
    ------
    InputError
        When there is no sample or no codings in the folder, a number is not in the sample, or a cell holds
        something else than the codes; the message names file and row.
    """
    check_path("read_codings", folder)
    place = Path(folder)
    if place.is_file():
        return _long(place)
    key = read_sheet(place)
    files = sorted(
        path
        for path in place.iterdir()
        if path.suffix in (".xlsx", ".csv")
        and path.name not in (KEY_FILE, DECISIONS_FILE)
        and not path.name.startswith((".", "~"))
    )
    if not files:
        raise InputError(f"{place}: no codings in it; put the coders' workbooks or saved files there.")
    rows = [
        (
            key["unit"][number],
            path.stem,
            code,
            2 if pd.notna(key["repeats"][number]) else 1,
            key["doc_id"][number],
            note,
        )
        for path in files
        for number, codes, note in _filled(path, set(key.index))
        for code in codes
    ]
    return pd.DataFrame(rows, columns=list(CODINGS_COLUMNS))


def read_sheet(folder: str | Path) -> pd.DataFrame:
    """Return the sample in a folder of `write_sheets`, by its numbers.

    Raises
    ------
    InputError, KindError
        When there is none, or it lacks a column.
    """
    place = Path(folder)
    try:
        key = pd.read_csv(
            place / KEY_FILE, dtype={"unit": str, "doc_id": str, "group": str}, encoding="utf-8-sig"
        )
    except (OSError, ValueError) as fault:
        raise InputError(
            f"{place / KEY_FILE}: cannot be read ({fault}); it is written by write_sheets."
        ) from None
    check_result(
        "read_codings", key, ("number", "unit", "doc_id", "repeats"), "coding_sheet(corpus, codebook)"
    )
    return key.set_index("number")


def read_decisions(folder: str | Path) -> pd.DataFrame | None:
    """Return what was decided, `unit, decision`, from the file in a folder of `write_sheets`, if any.

    Raises
    ------
    InputError, KindError
        When it cannot be read, or lacks a column.
    """
    path = Path(folder) / DECISIONS_FILE
    if not path.is_file():
        return None
    table = _csv(path)
    check_result("read_codings", table, ("unit", "decision"), "disagreements(codings)")
    return table


def _csv(path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(path, dtype=str, encoding="utf-8-sig")
    except (OSError, ValueError) as fault:
        raise InputError(f"{path}: cannot be read as a CSV file in UTF-8 ({fault}).") from None


def _long(path: Path) -> pd.DataFrame:
    """Return a long table of codings, as a program writes it."""
    table = _csv(path)
    if lacking := [name for name in ("unit", "coder", "code") if name not in table]:
        raise InputError(f"{path}: it has no column {lacking[0]!r}; codings have unit, coder and code.")
    number = pd.to_numeric(table["round"], errors="coerce") if "round" in table else 1
    table = table.assign(code=table["code"].fillna(NO_CODE).replace(NOTHING, NO_CODE), round=number)
    if "doc_id" not in table:
        table["doc_id"] = table["unit"].str.rsplit(":", n=1).str[0]
    table["note"] = table["note"].fillna("") if "note" in table else ""
    checked_codings(str(path), table[table["round"] == 1])
    return table[list(CODINGS_COLUMNS)]


def _filled(path: Path, known: set[int]) -> Iterable[tuple[int, list[str], str]]:
    """Yield number, codes and note of each row that a coder has coded."""
    rows = _workbook_rows(path) if path.suffix == ".xlsx" else _csv_rows(path)
    seen: dict[int, int] = {}
    for place, number, codes, note in rows:
        where = f"{path}: row {place}"
        if number not in known:
            raise InputError(
                f"{where}: the number {number!r} is not in {KEY_FILE}; has the sheet been exchanged?"
            )
        if number in seen:
            raise InputError(f"{where}: the number {number} stands in row {seen[number]} too.")
        seen[number] = place
        if NO_CODE in codes and len(codes) > 1:
            raise InputError(f"{where}: a code, and also {NOTHING!r} for none.")
        if codes:
            yield number, codes, note


def _workbook_rows(path: Path) -> Iterable[tuple[int, Any, list[str], str]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
    except Exception as fault:
        raise InputError(f"{path}: not a workbook that can be read ({fault}).") from None
    # The first row holds the codes' names for us, hidden; the second the headings that coders read.
    if len(rows) < 2 or not rows[0] or rows[0][0] != "number":
        raise InputError(
            f"{path}: not a sheet of write_sheets: its first row, which is hidden, has been changed."
        )
    names = [str(name or "") for name in rows[0]]
    leaves = {name.removeprefix("code: ") for name in names if name.startswith("code: ")}
    allowed = (
        set(json.loads(names[names.index("code") + 1].removeprefix("codes: "))) if "code" in names else leaves
    )
    for place, row in enumerate(rows[2:], 3):
        cells = {name: _text(value) for name, value in zip(names, row, strict=False) if name}
        if not any(cells.values()):
            continue
        given = []
        for name, value in cells.items():
            if name == "code" and value:
                given.append(NO_CODE if value == NOTHING else value)
            elif name.startswith("code: ") and value:
                given.append(name.removeprefix("code: "))
            elif name == "none" and value:
                given.append(NO_CODE)
        for code in given:
            if code not in allowed | {NO_CODE}:
                raise InputError(f"{path}: row {place}: {code!r} is none of the codes.")
        yield place, _number(cells.get("number", "")), given, cells.get("note", "")


def _csv_rows(path: Path) -> Iterable[tuple[int, Any, list[str], str]]:
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        rows = list(reader)
    except (OSError, UnicodeError, csv.Error) as fault:
        raise InputError(f"{path}: cannot be read ({fault}).") from None
    if not {"number", "codes", "note"} <= set(reader.fieldnames or ()):
        raise InputError(f"{path}: not a file saved by {PAGE_FILE}: it lacks a column number, codes or note.")
    for place, row in enumerate(rows, 2):
        codes = [NO_CODE if code == NOTHING else code for code in (row["codes"] or "").split(" + ") if code]
        yield place, _number(row["number"] or ""), codes, (row["note"] or "").removeprefix("'")


def _text(value: object) -> str:
    return (
        ""
        if value is None
        else str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()
    )


def _number(text: str) -> Any:
    return int(text) if text.isascii() and text.isdigit() else text
