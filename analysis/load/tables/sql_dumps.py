"""Dumps of databases as text (`.sql`): the rows that INSERT states, or that follow COPY."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..form import RECOGNISED, TableForm
from ..items import Content, Unreadable, message
from ..text import Decoded
from .databases import chosen_table, passed_over
from .headers import names_in
from .rows import items_of
from .sql_values import GAP, plain, rows_at

_PART = r"[`\"\[]?[\w$一-鿿-]{1,64}[`\"\]]?"
_NAME = rf"(?:{_PART}\.){{0,2}}(?P<table>{_PART})"
_LISTED = r"\((?P<columns>[^()]{1,4000})\)"
_OPENS = re.compile(
    rf"{GAP}(?:(?:INSERT|REPLACE|CREATE|DROP|DELETE|TRUNCATE|SET|BEGIN|PRAGMA|USE|START|LOCK|COPY|ALTER|REM|PROMPT)\s"
    r"|\\(?:restrict|connect|c)\s)",
    re.I,
)
_CREATE = re.compile(rf"^[ \t]*CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?{_NAME}\s*\(", re.I | re.M)
_STATEMENT = re.compile(
    r"(?:^|;)[ \t]*(?:(?P<inserts>(?:INSERT|REPLACE)"
    r"(?:\s+(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE|OR\s+\w+))*+\s+(?:INTO\s+)?)"
    rf"|UPDATE\s+|MERGE\s+INTO\s+){_NAME}(?=[\s(])",
    re.I | re.M,
)
_ROWS = re.compile(rf"\s*(?:{_LISTED})?\s*(?:OVERRIDING\s+\w+\s+VALUE\s+)?VALUES?{GAP}(?=\()", re.I)
_HOLDS = re.compile(r"\bVALUES?\s*\(|\bCREATE\s+TABLE\b|\bFROM\s+stdin\b", re.I)
_COPY = re.compile(rf"^COPY\s+{_NAME}\s*(?:{_LISTED})?\s+FROM\s+stdin(?P<how>[^;\n]*);[^\n]*\n", re.I | re.M)
_COLUMN = re.compile(r"\s*[`\"\[]?([\w$一-鿿-]{1,64})[`\"\]]?\s+(?!KEY\b)[A-Za-z\[]", re.I)
_NO_COLUMN = re.compile(r"PRIMARY|UNIQUE|KEY|INDEX|CONSTRAINT|FULLTEXT|FOREIGN|CHECK|SPATIAL", re.I)

SHOWN = 3
"""How many of the rows that cannot be read are named by their lines."""


class _Table(NamedTuple):
    """The rows of a table, and where in the file those begin that cannot be read."""

    rows: list[dict[str, str]]
    odd: list[int]


def read_dump(decoded: Decoded, form: TableForm = RECOGNISED) -> Content | None:
    r"""Return the texts in the dump of a database, None for a file that holds no rows.

    Parameters
    ----------
    decoded : Decoded
        A file.
    form : TableForm
        Which of its tables, and how it is laid out.

    Raises
    ------
    Unreadable
        When several tables have a column of texts and none is named.

    Examples
    --------
    >>> from analysis.load.tables.sql_dumps import read_dump
    >>> from analysis.load.text import Decoded
    >>> rows = "INSERT INTO t (city, text) VALUES ('柳州市', '港口扩建。\\n村道修通。');"
    >>> read_dump(Decoded(rows, "utf-8", ())).items[0].text
    '港口扩建。\n村道修通。'
    """
    if not _OPENS.match(decoded.text):
        return None
    tables = _tables(decoded.text)
    if not tables:
        return None
    held = {name: table.rows for name, table in tables.items() if table.rows}
    odd = [place for table in tables.values() if not table.rows for place in table.odd]
    if not held and not _HOLDS.search(decoded.text):
        return None
    if not held:
        raise Unreadable("bad_dump", **_told(decoded.text, odd))
    listed = [("", name, False) for name in held]
    columns = {("", name): [*rows[0]] for name, rows in held.items()}
    _, name = chosen_table(listed, form.table, columns)
    odd += tables[name].odd
    items, said = items_of(held[name], form)
    said += (message("dump_rows", **_told(decoded.text, odd)),) if odd else ()
    return Content(items, "sql", decoded.encoding, decoded.warnings + said + passed_over(name, held))


def _told(text: str, odd: list[int]) -> dict[str, object]:
    """Return how many rows cannot be read, and on which lines the first of them begin."""
    lines = sorted({text.count("\n", 0, place) + 1 for place in sorted(odd)[:SHOWN]})
    return {"count": len(odd), "lines": ", ".join(map(str, lines)) + (" ..." if len(odd) > SHOWN else "")}


def _tables(text: str) -> dict[str, _Table]:
    """Return what is stated of each table, in the order of the file."""
    columns = {_bare(found["table"]): _columns(text, found.end()) for found in _CREATE.finditer(text)}
    tables: dict[str, _Table] = {}
    unnamed: dict[str, list[list[str]]] = {}
    at = 0
    while found := _STATEMENT.search(text, at):
        name = _bare(found["table"])
        table = tables.setdefault(name, _Table([], []))
        begins = _ROWS.match(text, found.end()) if found["inserts"] else None
        at = found.end()
        if begins is None:
            table.odd.append(found.start() + (text[found.start()] == ";"))
            continue
        names = _listed(begins["columns"]) or columns.get(name, [])
        for row, end in rows_at(text, begins.end(), len(names)):
            at = end
            if row.cells is None:
                table.odd.append(row.start)
            elif names:
                table.rows.append(dict(zip(names, row.cells, strict=True)))
            else:
                unnamed.setdefault(name, []).append(row.cells)
    for name, rows in unnamed.items():
        tables[name].rows.extend(dict(zip(names_in(rows, -1), row, strict=False)) for row in rows)
    for found in _COPY.finditer(text):
        table = tables.setdefault(_bare(found["table"]), _Table([], []))
        names = _listed(found["columns"]) or columns.get(_bare(found["table"]), [])
        _copied(text, found.end(), names, table)
    return tables


def _copied(text: str, at: int, names: list[str], table: _Table) -> None:
    """Add the rows that follow COPY to a table, up to the line that ends them."""
    end = text.find("\n\\.", at - 1)
    for line in text[at : end if end >= 0 else len(text)].split("\n"):
        cells = ["" if cell == r"\N" else plain(cell) for cell in line.split("\t")]
        if len(cells) == len(names):
            table.rows.append(dict(zip(names, cells, strict=True)))
        elif line:
            table.odd.append(at)
        at += len(line) + 1


def _columns(text: str, at: int) -> list[str]:
    """Return the names of the columns that CREATE TABLE states from a place on."""
    names: list[str] = []
    depth = 1
    while found := _COLUMN.match(text, at):
        if not _NO_COLUMN.fullmatch(found[1]):
            names.append(found[1])
        at = found.end()
        while at < len(text) and (depth > 1 or text[at] not in ",)"):
            if text[at] == "'":
                at = text.find("'", at + 1)
                if at < 0:
                    return names
            depth += (text[at] == "(") - (text[at] == ")")
            at += 1
        if text[at : at + 1] != ",":
            break
        at += 1
    return names


def _bare(name: str) -> str:
    return name.strip().strip('`"[]')


def _listed(columns: str | None) -> list[str]:
    return [_bare(name) for name in columns.split(",")] if columns else []
