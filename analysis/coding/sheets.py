"""Sheets for coders, written as workbooks and as an offline page, and read back as codings."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from ..checks import check_result
from ..errors import ChoiceError, InputError
from ..files import staged, write_table, write_whole
from ..lexicon import messages
from ..spreadsheet import cell_text, is_run, without_times
from .codebook import Codebook
from .codings import NO_CODE
from .sheet import SHEET_COLUMNS

CODINGS_COLUMNS = ("unit", "coder", "code", "round", "doc_id", "note")

KEY_FILE, PAGE_FILE = "sheet.csv", "coding.html"
"""The sample itself, which says what each number stands for, and the page to code it on."""

GIVEN, NOTHING = "x", "-"
"""What a coder writes into the column of a code, and for no code at all."""

PAGE = Path(__file__).with_name("page")
KEYS = "1234567890qwertyuiopasdfghjlzxcvbm"
"""Keys of the page, in the order of the codes; k and n are taken."""


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
    check_result("write_sheets", sheet, SHEET_COLUMNS, "coding_sheet(corpus, codebook)")
    names = [_checked_name(name) for name in coders]
    if not names or len(set(names)) < len(names):
        raise ChoiceError("write_sheets needs the names of the coders, each different.")
    place = Path(folder)
    with staged(place) as draft:
        written = []
        for name in names:
            write_whole(draft / f"{name}.xlsx", _workbook(sheet, codebook, lang))
            written.append(f"{name}.xlsx")
        write_whole(draft / PAGE_FILE, _page(sheet, codebook, lang))
        write_table(draft / KEY_FILE, sheet)
        written += [PAGE_FILE, KEY_FILE]
    return [place / name for name in written]


def read_codings(folder: str | Path) -> pd.DataFrame:
    """Read what coders have filled in: their workbooks, and the files that the page has saved.

    Parameters
    ----------
    folder : path
        The folder of `write_sheets`. Each `NAME.xlsx`, or `NAME.csv` as saved by the page, holds the codings
        of the coder NAME.

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
    place = Path(folder)
    key = _key(place)
    files = sorted(
        path
        for path in place.iterdir()
        if path.suffix in (".xlsx", ".csv") and path.name != KEY_FILE and not path.name.startswith((".", "~"))
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


def _key(place: Path) -> pd.DataFrame:
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


def _checked_name(name: str) -> str:
    if (
        not name.strip()
        or name != name.strip()
        or name.startswith((".", "~"))
        or set(name) & set('/\\:*?"<>|\n\t')
    ):
        raise ChoiceError(f"A coder's name is also the name of a file; {name!r} cannot be one.")
    return name


def _workbook(sheet: pd.DataFrame, codebook: Codebook, lang: str) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    say = messages(lang)["coding"]
    leaves = [code.name for code in codebook.leaves]
    context = [("before", say["before"], 32), ("text", say["text"], 60), ("after", say["after"], 32)]
    if codebook.exclusive:
        # The hidden cell after it lists the codes, so that a sheet can be checked without its codebook.
        codes = [("code", say["code"], 16), (f"codes: {json.dumps(leaves, ensure_ascii=False)}", "", 2)]
    else:
        codes = [*((f"code: {name}", name, 9) for name in leaves), ("none", say["none"], 6)]
    columns = [("number", say["number"], 6), *context, *codes, ("note", say["note"], 24)]
    book = Workbook()
    page = book.active
    page.title = say["sheet"]
    for at, (name, heading, width) in enumerate(columns, 1):
        page.cell(1, at, cell_text(name))
        page.cell(2, at, cell_text(heading)).font = Font(bold=True)
        page.column_dimensions[get_column_letter(at)].width = width
    page.row_dimensions[1].hidden = True
    page.freeze_panes = "B3"
    for place, row in enumerate(sheet[["number", "before", "text", "after"]].itertuples(index=False), 3):
        for at, value in enumerate(row, 1):
            cell = page.cell(place, at, cell_text(value) if isinstance(value, str) else int(value))
            if isinstance(value, str) and is_run(value):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    guide = book.create_sheet(say["codebook"])
    for at, heading in enumerate(("code", "parent", "definition", "yes", "no"), 1):
        guide.cell(1, at, say[f"guide_{heading}"]).font = Font(bold=True)
        guide.column_dimensions[get_column_letter(at)].width = (16, 12, 50, 40, 40)[at - 1]
    for place, entry in enumerate(codebook.table().itertuples(index=False), 2):
        for at, value in enumerate(entry[:5], 1):
            cell = guide.cell(place, at, cell_text(value))
            cell.data_type = "s" if value else cell.data_type
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    offered = book.create_sheet("codes")
    for place, name in enumerate([*leaves, NOTHING] if codebook.exclusive else [GIVEN], 1):
        offered.cell(place, 1, name).data_type = "s"
    offered.sheet_state = "hidden"
    rule = DataValidation("list", formula1=f"codes!$A$1:$A${offered.max_row}", allow_blank=True)
    rule.error, rule.errorTitle = say["wrong"], say["sheet"]
    page.add_data_validation(rule)
    first, last = 5, 5 if codebook.exclusive else 5 + len(leaves)
    rule.add(f"{get_column_letter(first)}3:{get_column_letter(last)}{len(sheet) + 2}")
    buffer = io.BytesIO()
    book.save(buffer)
    return without_times(buffer.getvalue())


def _page(sheet: pd.DataFrame, codebook: Codebook, lang: str) -> str:
    from jinja2 import Environment, FileSystemLoader, select_autoescape

    say = messages(lang)["coding"]
    units = sheet[["number", "before", "text", "after"]].to_dict("records")
    codes = [
        {"name": code.name, "above": " › ".join(codebook.path(code.name)[:-1]), "definition": code.definition,
         "yes": code.yes, "no": code.no, "key": KEYS[at : at + 1]}
        for at, code in enumerate(codebook.leaves)
    ]  # fmt: skip
    data = {"units": units, "codes": codes, "exclusive": codebook.exclusive, "words": say}
    data["id"] = hashlib.sha256(
        json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    ).hexdigest()[:12]
    script, style = ((PAGE / f"coding.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    digest = {
        name: base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
        for name, text in (("script", script), ("style", style))
    }
    environment = Environment(loader=FileSystemLoader(PAGE), autoescape=select_autoescape(default=True))
    return environment.get_template("coding.html.j2").render(
        lang={"zh": "zh-Hans", "en": "en"}[lang], title=codebook.title, say=say, data=data, script=script,
        style=style, digest=digest,
    )  # fmt: skip
