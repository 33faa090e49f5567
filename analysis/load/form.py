"""How files are to be read, as the user states it: tables (columns, delimiter, header row), pages of PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .items import Unreadable
from .tables.columns import columns_of, plain_name

NAMES = {
    "text_column": ("text_column", "正文列", "正文列名"),
    "delimiter": ("delimiter", "分隔符"),
    "header_row": ("header_row", "表头行", "表头行号"),
    "document_by": ("document_by", "文档列", "成篇列"),
    "table": ("table", "数据表", "表名"),
    "pages": ("pdf_pages", "pdf页码"),
}
"""Columns of `documents.csv` that state it for one table: our name, and those the user may give them."""

FORM = tuple(NAMES)
MARKS = {"tab": "\t", "comma": ",", "semicolon": ";", "bar": "|", "space": " "}
"""Delimiters by their names, for those that are hard to type."""


_SPAN = re.compile(r"(\d{0,6})\s*(-?)\s*(\d{0,6})")


@dataclass(frozen=True)
class TableForm:
    r"""How a table is laid out; what is not stated is recognised by its content.

    Attributes
    ----------
    text_column : str
        Name of the column with the texts; empty: recognised.
    delimiter : str
        The character between the cells of a text file, or its name (`tab`, `bar` ...); empty: recognised.
    header_row : int
        Number of the row with the column names, from 1; 0: recognised.
    document_by : str
        Columns, separated by commas: rows that agree in all of them are the paragraphs of one document;
        empty: every row is a document.
    table : str
        Name of the table, of a database that has several; empty: the only one.
    pages : str
        Pages of a PDF to be read, such as `1-3,5` or `7-`; empty: all.
    """

    text_column: str = ""
    delimiter: str = ""
    header_row: int = 0
    document_by: str = ""
    table: str = ""
    pages: str = ""

    @property
    def mark(self) -> str:
        """The delimiter itself."""
        return MARKS.get(self.delimiter.lower(), self.delimiter)

    def text_in(self, names: Iterable[str]) -> str | None:
        """Return the column of texts among the columns of a table, None if it is to be recognised.

        Raises
        ------
        Unreadable
            When the table has not the column named.
        """
        return _named(self.text_column, list(names)) if self.text_column else None

    def keys_in(self, names: Iterable[str]) -> list[str]:
        """Return the columns that make rows one document; our names (`city`) stand for the table's own.

        Raises
        ------
        Unreadable
            When the table has not one of them.
        """
        known = list(names)
        ours = columns_of(known)
        asked = [part.strip() for part in self.document_by.replace("，", ",").split(",") if part.strip()]
        return [ours[part] if part in ours and part not in known else _named(part, known) for part in asked]

    def stated(self, cells: Mapping[str, str]) -> TableForm:
        """Return the form with what the list of texts states of one table put in its place.

        Raises
        ------
        Unreadable
            When its header row is no number.
        """
        row = cells.get("header_row", "")
        if row and not (row.isdecimal() and int(row)):
            raise Unreadable("bad_header_row", told=row)
        return TableForm(
            cells.get("text_column") or self.text_column,
            cells.get("delimiter") or self.delimiter,
            int(row) if row else self.header_row,
            cells.get("document_by") or self.document_by,
            cells.get("table") or self.table,
            cells.get("pages") or self.pages,
        )


def pages_asked(pages: str, count: int) -> list[int]:
    """Return the pages asked for, as places from 0, of a file with so many pages.

    Parameters
    ----------
    pages : str
        Such as `1-3,5` or `7-`; empty: all.
    count : int
        Number of its pages.

    Raises
    ------
    Unreadable
        When it is no such list, or the file has none of these pages.

    Examples
    --------
    >>> from analysis.load.form import pages_asked
    >>> pages_asked("1-2,5-", 6)
    [0, 1, 4, 5]
    """
    found: set[int] = set()
    for part in filter(None, pages.replace("，", ",").split(",")):
        span = _SPAN.fullmatch(part.strip())
        if span is None or not (span[1] or span[3]):
            raise Unreadable("bad_pages", told=pages)
        first = int(span[1] or 1)
        found.update(range(first, min(int(span[3] or count) if span[2] else first, count) + 1))
    if not pages:
        return list(range(count))
    if not found & set(range(1, count + 1)):
        raise Unreadable("no_such_pages", told=pages, count=count)
    return [number - 1 for number in sorted(found) if 1 <= number <= count]


RECOGNISED = TableForm()
"""Nothing is stated: everything is recognised."""


def form_columns(names: Iterable[str]) -> dict[str, str]:
    """Return the columns of a list of texts that state how tables are laid out, by our names."""
    present = {plain_name(name): name for name in names}
    found = {
        ours: next((present[name] for name in known if name in present), "") for ours, known in NAMES.items()
    }
    return {ours: name for ours, name in found.items() if name}


def _named(asked: str, names: list[str]) -> str:
    if asked in names:
        return asked
    alike = [name for name in names if plain_name(name) == plain_name(asked)]
    if not alike:
        raise Unreadable("no_such_column", name=asked, found=", ".join(names)[:200] or "-")
    return alike[0]
