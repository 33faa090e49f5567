"""Dumps of databases as text (`.sql`): the rows that INSERT states, or that follow COPY."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..form import RECOGNISED, TableForm
from ..items import Content
from ..text import Decoded
from .databases import chosen_table, passed_over
from .rows import items_of

_PART = r"[`\"\[]?[\w$一-鿿-]{1,64}[`\"\]]?"
_NAME = rf"(?:{_PART}\.){{0,2}}(?P<table>{_PART})"
_LISTED = r"\((?P<columns>[^()]{1,4000})\)"
_OPENS = re.compile(
    r"\s*(?:(?:(?:--|#)[^\n]*\n|/\*(?:[^*]|\*(?!/))*+\*/;?)\s*)*+(?:INSERT|REPLACE|CREATE|DROP|SET|BEGIN|PRAGMA|USE|START|LOCK|COPY|ALTER)\s",
    re.I,
)
_CREATE = re.compile(rf"^[ \t]*CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?{_NAME}\s*\(", re.I | re.M)
_INSERT = re.compile(
    rf"^[ \t]*(?:INSERT(?:\s+IGNORE)?|REPLACE)\s+(?:INTO\s+)?{_NAME}\s*(?:{_LISTED})?\s*VALUES?\s*(?=\()",
    re.I | re.M,
)
_COPY = re.compile(rf"^COPY\s+{_NAME}\s*{_LISTED}\s+FROM\s+stdin;[^\n]*\n", re.I | re.M)
_SINGLE, _DOUBLE = r"'((?:[^'\\]|\\.|'')*+)'", r"\"((?:[^\"\\]|\\.|\"\")*+)\""
_BARE = r"[^,()'\"]*+"
_VALUE = re.compile(
    rf"\s*(?:[NEne]?{_SINGLE}|{_DOUBLE}|(?P<bare>{_BARE})(?:\({_BARE}(?:{_SINGLE})?{_BARE}\))?)\s*(?P<end>[,)])",
    re.S,
)
_COLUMN = re.compile(r"\s*[`\"\[]?([\w$一-鿿-]{1,64})[`\"\]]?\s+(?!KEY\b)[A-Za-z\[]", re.I)
_NO_COLUMN = re.compile(r"PRIMARY|UNIQUE|KEY|INDEX|CONSTRAINT|FULLTEXT|FOREIGN|CHECK|SPATIAL", re.I)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "", "b": "", "Z": ""}


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
    listed = [("", name, False) for name in tables]
    columns = {("", name): [*rows[0]] for name, rows in tables.items()}
    _, name = chosen_table(listed, form.table, columns)
    items, said = items_of(tables[name], form)
    return Content(items, "sql", decoded.encoding, decoded.warnings + said + passed_over(name, tables))


def _tables(text: str) -> dict[str, list[dict[str, str]]]:
    """Return the rows of each table that has any, in their order."""
    columns = {_bare(found["table"]): _columns(text, found.end()) for found in _CREATE.finditer(text)}
    tables: dict[str, list[dict[str, str]]] = {}
    at = 0
    while found := _INSERT.search(text, at):
        table = _bare(found["table"])
        names = _listed(found["columns"]) or columns.get(table, [])
        at = found.end()
        for cells, end in _inserted(text, at):
            at = end
            if len(names) == len(cells):
                tables.setdefault(table, []).append(dict(zip(names, cells, strict=True)))
    for found in _COPY.finditer(text):
        names = _listed(found["columns"])
        below = text[found.end() : text.find("\n\\.", found.end() - 1)]
        for line in below.split("\n"):
            cells = ["" if cell == r"\N" else _plain(cell) for cell in line.split("\t")]
            if len(cells) == len(names):
                tables.setdefault(_bare(found["table"]), []).append(dict(zip(names, cells, strict=True)))
    return tables


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


def _inserted(text: str, at: int) -> Iterator[tuple[list[str], int]]:
    """Yield the cells of each row of an INSERT that begins at a place, and where the row ends."""
    while text[at : at + 1] == "(":
        at += 1
        cells: list[str] = []
        while found := _VALUE.match(text, at):
            quoted = next((told for told in found.group(1, 2, 4) if told is not None), None)
            bare = (found["bare"] or "").strip()
            cells.append(_plain(quoted) if quoted is not None else "" if bare.upper() == "NULL" else bare)
            at = found.end()
            if found["end"] == ")":
                break
        else:
            return
        yield cells, at
        while text[at : at + 1] in (",", " ", "\n", "\r", "\t") and at < len(text):
            at += 1


def _plain(cell: str) -> str:
    """Return a cell without its escapes."""
    whole = cell.replace("''", "'").replace('""', '"') if "\\" not in cell else cell
    return re.sub(r"\\(.)|''", lambda found: _ESCAPES.get(found[1], found[1]) if found[1] else "'", whole)
