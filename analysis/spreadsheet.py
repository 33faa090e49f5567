"""What workbooks can hold, and how two with the same content come out as the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isinf, isnan
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

LONGEST_CELL = 32_000
"""Maximum number of characters in a cell; Excel allows no more than 32,767."""

_MOMENT = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
RETURN = {"\r": "&#13;"}  # unmarked it would be read as a new line
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def cell_text(text: str) -> str:
    """Return text as a cell can hold it: without control characters and lone surrogates, not too long."""
    return _ILLEGAL.sub("", text)[:LONGEST_CELL]


def is_run(text: str) -> bool:
    """Return whether openpyxl would take a text for a formula or for one of its errors (`#N/A`)."""
    return text.startswith(("=", "#"))


def rows_xml(rows: Iterable[Sequence[str]], kinds: Sequence[str], first: int = 1) -> bytes:
    """Return rows as they stand in the file of a sheet; openpyxl takes eight times as long for them.

    Parameters
    ----------
    rows : iterable of sequence of str
        The cells as written in a CSV file; empty ones are left out.
    kinds : sequence of {"number", "bool", "text"}
        The type of each column.
    first : int
        The number of the first row.

    Examples
    --------
    >>> from analysis.spreadsheet import rows_xml
    >>> rows_xml([["a<b", "3"]], ["text", "number"])
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>a&lt;b</t></is></c><c r="B1" t="n"><v>3</v></c></row>'
    """
    columns = [
        (f'<c r="{get_column_letter(at)}', _Written(CELLS[kind])) for at, kind in enumerate(kinds, start=1)
    ]
    lines = []
    for n, row in enumerate(rows, start=first):
        cells = zip(columns, row, strict=True)
        lines.append(
            f'<row r="{n}">'
            + "".join([f'{begin}{n}"{known[cell]}' for (begin, known), cell in cells if cell])
            + "</row>"
        )
    return "".join(lines).encode()


class _Written(dict[str, str]):
    """The cells of a column after their address: what occurs again is not written again."""

    def __init__(self, write: Callable[[str], str]) -> None:
        super().__init__()
        self.write = write

    def __missing__(self, cell: str) -> str:
        self[cell] = written = self.write(cell)
        return written


def _text(cell: str) -> str:
    text = cell_text(cell)
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f' t="inlineStr"><is><t{space}>{escape(text, RETURN)}</t></is></c>'


def _number(cell: str) -> str:
    if cell.lstrip("-").isdigit():
        return f' t="n"><v>{int(cell)}</v></c>'
    number = float(cell)
    if isinf(number):
        return _text("∞" if number > 0 else "−∞")
    return "/>" if isnan(number) else f' t="n"><v>{number:.16g}</v></c>'


def _bool(cell: str) -> str:
    return f' t="b"><v>{int(cell == "True")}</v></c>'


CELLS: dict[str, Callable[[str], str]] = {"number": _number, "bool": _bool, "text": _text}


def without_times(data: bytes, rows: Mapping[str, bytes] | None = None) -> bytes:
    """Return a workbook without the timestamps of the file and its parts.

    Parameters
    ----------
    data : bytes
        The workbook.
    rows : mapping of str to bytes, optional
        The rows to add to parts of it (see `rows_xml`), behind those that are there.
    """
    out, more = io.BytesIO(), rows or {}
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(given.namelist()):
            content = given.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            if name in more:
                before, end, after = content.rpartition(b"</sheetData>")
                content = b"".join([before, more[name], end, after])
            part = zipfile.ZipInfo(name, _MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(part, content)
    return out.getvalue()
