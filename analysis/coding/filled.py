"""Reads back what coders have filled in: their workbooks, and the files that the page has saved."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pandas as pd

from ..checks import check_path, check_result
from ..errors import InputError, warn
from ..lexicon import read_text
from .codings import NO_CODE, checked_codings, is_nothing
from .filled_files import Filled, number_of, offered_on, rows_of, same_text, separator_of
from .sheets import KEY_FILE, PAGE_FILE

CODINGS_COLUMNS = ("unit", "coder", "code", "round", "doc_id", "note")


DECISIONS_FILE = "decisions.csv"
"""What was decided where coders differ, beside their files."""

READ = (".xlsx", ".xlsm", ".csv")
NUMBERS = ("repeats", "weight", "year", "line", "start", "end")

NOT_READ = (".xls", ".et", ".ods", ".numbers", ".tsv")
"""Tables that are passed over, which is told."""

COPY = re.compile(
    r"^(?P<of>.+?)(?:\s*[（(]\d+[)）]|\s*-\s*(?:副本|Copy).*|\s*(?:副本|copy)\s*\d*)$", re.IGNORECASE
)
"""What programs call a copy of a file."""


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
        When there is no sample or no codings in the folder, a number or its text is not that of the sample, a
        cell holds something else than the codes, or a coder has two files; the message names file and row.

    Warns
    -----
    KoujingWarning
        When a coder has left units out, or a table is in a format that is not read.
    """
    check_path("read_codings", folder)
    place = Path(folder)
    if place.suffix.lower() in (".xlsx", ".xlsm", *NOT_READ):
        raise InputError(
            f"{place}: a single workbook; name the folder it is in: read_codings({str(place.parent)!r})."
        )
    if place.is_file():
        return _long(place)
    key = read_sheet(place)
    parts = []
    for path in _files(place):
        rows = _checked_rows(path, key, offered_on(place / PAGE_FILE))
        if rows:
            _tell_left_out(path, rows, key)
            parts.append((path, rows))
    _check_once([path for path, _ in parts])
    found = [
        (key["unit"][row.number], path.stem, code, 2 if pd.notna(key["repeats"][row.number]) else 1,
         key["doc_id"][row.number], row.note)
        for path, rows in parts for row in rows for code in row.codes
    ]  # fmt: skip
    return pd.DataFrame(found, columns=list(CODINGS_COLUMNS))


def _files(place: Path) -> list[Path]:
    """Return the files of coders in a folder; tables that cannot be read are told."""
    there = [
        path
        for path in sorted(place.iterdir())
        if path.name not in (KEY_FILE, DECISIONS_FILE) and not path.name.startswith((".", "~"))
    ]
    if lost := [path.name for path in there if path.suffix.lower() in NOT_READ]:
        warn(f"{place}: passed over: {', '.join(lost)}. Save it as .xlsx, under the name of its coder.")
    files = [path for path in there if path.suffix.lower() in READ]
    if not files:
        raise InputError(f"{place}: no codings in it; put the coders' workbooks or saved files there.")
    stems = {path.stem for path in files}
    for path in files:
        of = COPY.match(path.stem)
        if of and of["of"] in stems:
            raise InputError(
                f"{path}: a copy of {of['of']}{path.suffix}? It would count as a coder of its own: keep one, "
                "or give it the name of a coder."
            )
    return files


def _checked_rows(path: Path, key: pd.DataFrame, offered: set[str]) -> list[Filled]:
    """Return the rows that a coder has coded, after checking that they are of this sample."""
    seen: dict[int, int] = {}
    kept = []
    for row in rows_of(path, offered):
        where = f"{path}: row {row.place}"
        if row.number not in key.index:
            raise InputError(
                f"{where}: the number {row.number!r} is not in {KEY_FILE}; has the sheet been exchanged?"
            )
        if row.number in seen:
            raise InputError(f"{where}: the number {row.number} stands in row {seen[row.number]} too.")
        seen[row.number] = row.place
        if row.text is not None and "text" in key and not same_text(row.text, key["text"][row.number]):
            raise InputError(
                f"{where}: another text than that of number {row.number} in {KEY_FILE}; is this the sheet of "
                "another sample?"
            )
        if row.codes:
            kept.append(row)
    return kept


def _tell_left_out(path: Path, rows: list[Filled], key: pd.DataFrame) -> None:
    """Warn of the units that a coder has not coded: they are no decision for none."""
    coded = {row.number for row in rows}
    left = [number for number in key.index if number not in coded]
    if left:
        shown = ", ".join(map(str, left[:8])) + (" ..." if len(left) > 8 else "")
        warn(
            f"{path}: {len(left)} of {len(key)} rows are not coded (number {shown}); "
            "where there is no code, write -."
        )


def _check_once(paths: list[Path]) -> None:
    """Raise an error when two files hold the codings of one coder."""
    of: dict[str, Path] = {}
    for path in paths:
        if (other := of.setdefault(path.stem.casefold(), path)) != path:
            raise InputError(f"{path}: {other.name} holds codings of {path.stem} too; keep one of them.")


def read_sheet(folder: str | Path) -> pd.DataFrame:
    """Return the sample in a folder of `write_sheets`, by its numbers.

    Raises
    ------
    InputError, KindError
        When there is none, or it lacks a column.
    """
    place = Path(folder)
    if not place.is_dir():
        raise InputError(f"{place}: no such folder.")
    if not (place / KEY_FILE).is_file():
        raise InputError(
            f"{place}: there is no {KEY_FILE}, the sample that write_sheets has put there; put it back."
        )
    key = _csv(place / KEY_FILE)
    check_result(
        "read_codings", key, ("number", "unit", "doc_id", "repeats"), "coding_sheet(corpus, codebook)"
    )
    numbers = [number_of(number) for number in key["number"]]
    if wrong := [number for number in numbers if not isinstance(number, int)]:
        raise InputError(f"{place / KEY_FILE}: {wrong[0]!r} is no number of a unit.")
    typed = {name: pd.to_numeric(key[name]) for name in NUMBERS if name in key}
    if "enriched" in key:
        typed["enriched"] = key["enriched"].str.strip().str.casefold() == "true"
    return key.assign(**typed, number=numbers).set_index("number")


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
    """Return a table in UTF-8, or as Excel and WPS save it."""
    text = read_text(path, legacy=True)
    try:
        table = pd.read_csv(io.StringIO(text), sep=separator_of(text), dtype=str)
    except ValueError as fault:
        raise InputError(f"{path}: cannot be read as a CSV file ({fault}).") from None
    return table.rename(columns=str.strip)


def _long(path: Path) -> pd.DataFrame:
    """Return a long table of codings, as a program writes it."""
    table = _csv(path)
    if lacking := [name for name in ("unit", "coder", "code") if name not in table]:
        raise InputError(
            f"{path}: it has no column {lacking[0]!r}; codings have unit, coder and code, this file "
            f"{', '.join(table)}."
        )
    number = pd.to_numeric(table["round"], errors="coerce") if "round" in table else 1
    codes = table["code"].fillna(NO_CODE)
    table = table.assign(code=codes.mask(codes.map(is_nothing), NO_CODE), round=number)
    if "doc_id" not in table:
        table["doc_id"] = table["unit"].str.rsplit(":", n=1).str[0]
    table["note"] = table["note"].fillna("") if "note" in table else ""
    as_shown = table.set_axis(range(2, len(table) + 2))  # rows as a spreadsheet numbers them
    checked_codings(str(path), as_shown[as_shown["round"] == 1])
    return table[list(CODINGS_COLUMNS)]
