"""Reads a table of a database that is one file: SQLite, which Python holds itself, or DuckDB."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from ..form import RECOGNISED, TableForm
from ..items import Content, Message, Unreadable, library, message
from .columns import columns_of
from .rows import items_of

KINDS = {"sqlite": (0, b"SQLite format 3\x00"), "duckdb": (8, b"DUCK")}
"""What the files begin with, and at which byte."""

FETCHED = 1_000
"""Rows taken from the database at a time."""

LOCKED = ("key", "encrypt")
"""Words in what is said of a file that only opens with a password."""

OF_SQLITE = (
    "SELECT '', name, type = 'view' FROM sqlite_master "
    "WHERE type IN ('table', 'view') AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name"
)
OF_DUCKDB = (
    "SELECT CASE WHEN table_schema = 'main' THEN '' ELSE table_schema END, table_name, table_type = 'VIEW' "
    "FROM information_schema.tables WHERE table_catalog = current_database() ORDER BY 1, 2"
)
CONFIG = {
    "enable_external_access": "false", "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false", "threads": "1", "memory_limit": "500MB",
}  # fmt: skip


class Rows(NamedTuple):
    """A table of a database: the names of its columns, how many rows it has, and the rows, in their order.

    Besides, its name and those of all tables.
    """

    names: list[str]
    n_rows: int
    rows: Iterator[dict[str, Any]]
    name: str = ""
    listed: tuple[str, ...] = ()


def database_kind(head: bytes) -> str | None:
    """Return which kind of database a file is by its first bytes, or None."""
    return next((kind for kind, (at, mark) in KINDS.items() if head[at : at + len(mark)] == mark), None)


def kind_of_file(path: Path) -> str | None:
    """Return which kind of database a file is, or None.

    Raises
    ------
    OSError
        When it cannot be read.
    """
    with path.open("rb") as file:
        return database_kind(file.read(16))


def read_database(data: bytes, kind: str, form: TableForm = RECOGNISED) -> Content:
    """Return the rows of a table of a database as texts.

    Parameters
    ----------
    data : bytes
        The whole file.
    kind : {"sqlite", "duckdb"}
        Its format.
    form : TableForm
        Which of its tables, and how it is laid out.

    Raises
    ------
    Unreadable
        When it is damaged or locked, or which table is meant or where its texts are cannot be known.
    """
    with tempfile.TemporaryDirectory(prefix="koujing-") as folder:  # neither opens bytes everywhere
        path = Path(folder, f"data.{kind}")
        path.write_bytes(data)
        with table_of(path, kind, form.table) as table:
            items, said = items_of(list(table.rows), form)
    return Content(items, kind, "", said + (() if form.table else passed_over(table.name, table.listed)))


@contextmanager
def table_of(path: Path, kind: str, name: str = "", only: bool = False) -> Iterator[Rows]:
    """Open one table of a database, to be read once, without holding more than a few rows.

    Parameters
    ----------
    path : Path
        The file, which is not changed.
    kind : {"sqlite", "duckdb"}
        Its format.
    name : str
        The table or view; if empty, the only table, or the only one with a column of texts.
    only : bool
        Whether one of several tables must be named, where nothing can be said of those passed over.

    Raises
    ------
    Unreadable
        When the file is damaged, locked or in use, there is no such table, or there are several.
    """
    try:
        with closing(_connected(path, kind)) as connection:
            listed = connection.execute(OF_SQLITE if kind == "sqlite" else OF_DUCKDB).fetchall()
            several = {(schema, table) for schema, table, is_view in listed if not is_view and not name}
            columns = (
                {key: _names(connection, key) for key in several} if len(several) > 1 and not only else {}
            )
            chosen = chosen_table(listed, name, columns)
            quoted = _quoted(chosen)
            ((n_rows,),) = connection.execute(f"SELECT count(*) FROM {quoted}").fetchall()
            cursor = connection.execute(f"SELECT * FROM {quoted}")
            names = [column[0] for column in cursor.description]
            told = tuple(table for _, table, is_view in listed if not is_view)
            yield Rows(names, n_rows, _rows(cursor, names), chosen[1], told)
    except (Unreadable, MemoryError, OSError, GeneratorExit):
        raise
    except Exception as fault:  # both pass on whatever a damaged file leads them to
        said = str(fault).lower()
        if "lock on file" in said or "database is locked" in said:
            raise Unreadable("in_use") from None
        if any(word in said for word in LOCKED):
            raise Unreadable("locked", format=kind, fault="") from None
        raise Unreadable("damaged", format=kind, fault=type(fault).__name__) from None


def chosen_table(
    listed: Sequence[tuple[str, str, Any]], name: str, columns: Mapping[tuple[str, str], Sequence[str]]
) -> tuple[str, str]:
    """Return the schema, empty if it is the usual one, and the name of the table that is meant.

    Parameters
    ----------
    listed : sequence of tuple
        Schema and name of each table, and whether it is a view.
    name : str
        The table that the user names, if any.
    columns : mapping
        The names of the columns of the tables, where there are several.

    Raises
    ------
    Unreadable
        When there is no such table, or it is not known which one is meant.
    """
    names = {(schema, table): f"{schema}.{table}" if schema else table for schema, table, _ in listed}
    found = ", ".join(names.values())[:200] or "-"
    if name:
        meant = [key for key, told in names.items() if told.casefold() == name.casefold()]
        if not meant:
            raise Unreadable("no_such_table", name=name, found=found)
        return meant[0]
    tables = [(schema, table) for schema, table, is_view in listed if not is_view]
    with_texts = [key for key in tables if "text" in columns_of(columns.get(key, ()))]
    if len(tables) != 1 and len(with_texts) != 1:
        raise Unreadable("several_tables" if tables else "empty_table", found=found)
    return (with_texts or tables)[0]


def passed_over(name: str, listed: Iterable[str]) -> tuple[Message, ...]:
    """Return what is said of the tables beside the one that is read; nothing where there are none.

    Parameters
    ----------
    name : str
        The table that is read.
    listed : iterable of str
        All tables.
    """
    others = ", ".join(table for table in listed if table != name)[:200]
    return (message("table_chosen", name=name, found=others),) if others else ()


def _quoted(key: tuple[str, str]) -> str:
    return ".".join('"' + part.replace('"', '""') + '"' for part in key if part)


def _names(connection: Any, key: tuple[str, str]) -> list[str]:
    return [column[0] for column in connection.execute(f"SELECT * FROM {_quoted(key)} LIMIT 0").description]


def _connected(path: Path, kind: str) -> Any:
    if kind == "duckdb":
        connection = library("duckdb").connect(str(path), read_only=True, config=CONFIG)
        connection.execute("SET enable_progress_bar = false")
        return connection
    # Nothing is written beside the file unless another program is at work on it.
    waiting = path.with_name(f"{path.name}-wal").exists()
    address = f"{path.resolve().as_uri()}?mode=ro{'' if waiting else '&immutable=1'}"
    opened = sqlite3.connect(address, uri=True)
    try:
        opened.text_factory = lambda told: told.decode("utf-8", "replace")
        opened.execute("PRAGMA trusted_schema = OFF")
        ((size,),) = opened.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        if not waiting and path.stat().st_size < size:  # what is missing would be taken for empty
            raise Unreadable("damaged", format=kind, fault="")
    except Exception:
        opened.close()
        raise
    return opened


def _rows(cursor: Any, names: list[str]) -> Iterator[dict[str, Any]]:
    while some := cursor.fetchmany(FETCHED):
        for row in some:
            yield dict(zip(names, map(plain_cell, row), strict=True))


def plain_cell(value: Any) -> Any:
    """Return a cell as JSON can hold it: bytes as the text that they may be, days as they are written."""
    if value is None or isinstance(value, str | int | float | list | dict):
        return value
    if isinstance(value, bytes | bytearray | memoryview):
        try:
            return bytes(value).decode("utf-8")
        except UnicodeDecodeError:
            return None
    return str(value)
