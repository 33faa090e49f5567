"""DuckDB over the Parquet files of a folder: one connection, its views, and what keeps it within memory."""

from __future__ import annotations

import re
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import InputError
from ..load.items import message
from ..load.messages import joined
from .parts import ROWS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "1GB"
"""What DuckDB may hold; sums and sorts that need more go to a temporary folder."""

DAMAGED = frozenset({"Error", "IOException", "InvalidInputException", "JSONDecodeError", "KeyError"})
"""Faults of DuckDB, and of reading settings, that a damaged file leads to."""

PART = r"regexp_extract(filename, '(\d+)\.parquet$', 1)::BIGINT"
"""The number of a batch, from the name of its file."""


class Tables:
    """A connection to no database but files: each kind of file of a folder is a view.

    Parameters
    ----------
    folder : Path
        Holds a folder of numbered Parquet files of each kind.
    kinds : iterable of str
        The kinds; the view of each has the columns of its files, `part` and `position`, the place of a row in
        its file.
    """

    def __init__(self, folder: Path, kinds: Iterable[str]) -> None:
        try:
            import duckdb
        except ImportError:
            raise InputError(joined([message("needs_duckdb")], "en")) from None
        scratch = tempfile.mkdtemp(prefix="koujing-")
        weakref.finalize(self, shutil.rmtree, scratch, ignore_errors=True)
        settings: dict[str, Any] = {
            "memory_limit": MEMORY, "temp_directory": scratch,
            "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
        }  # fmt: skip
        self.connection: DuckDBPyConnection = duckdb.connect(config=settings)
        self.connection.execute("SET enable_progress_bar = false")
        self.folder = folder
        with damage_told(folder):
            for kind in kinds:
                self.connection.execute(f"CREATE VIEW {kind} AS {numbered(folder / kind)}")

    def table(self, name: str, columns: Mapping[str, Any]) -> None:
        """Make a table of arrays of equal length."""
        frame = pd.DataFrame({column: np.asarray(values) for column, values in columns.items()}, copy=False)
        for column in frame:
            if frame[column].dtype.kind not in "iufb":
                frame[column] = frame[column].astype(object)
        self.connection.register("given", frame)
        texts = ", ".join(
            f"{column}::VARCHAR AS {column}" if frame[column].dtype == object else column for column in frame
        )
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {texts} FROM given")
        self.connection.unregister("given")

    def arrays(self, query: str) -> list[npt.NDArray[Any]]:
        """Return the columns of a query, texts as objects; none of its values may be missing."""
        with damage_told(self.folder):
            found = self.connection.execute(query).fetchnumpy()
        return [np.asarray(column) for column in found.values()]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query, few of them, as tuples."""
        with damage_told(self.folder):
            return self.connection.execute(query).fetchall()

    def frame(self, query: str) -> pd.DataFrame:
        """Return the rows of a query."""
        with damage_told(self.folder):
            return self.connection.execute(query).df()

    def write(self, query: str, path: Path) -> None:
        """Write the rows of a query, in their order, as a Parquet file."""
        options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS}"
        self.connection.execute(f"COPY ({query}) TO {quoted(path)} ({options})")


@contextmanager
def damage_told(folder: Path) -> Iterator[None]:
    """Turn what is said of a damaged file of a folder of counts into an error that names the folder."""
    try:
        yield
    except Exception as fault:
        if type(fault).__name__ not in DAMAGED:
            raise
        told = " ".join(str(fault).split())[:200]
        raise InputError(
            f"{folder}: a file of these counts is damaged or missing ({told}); count the texts again."
        ) from None


def numbered(folder: Path) -> str:
    """Return the query for the rows of numbered files, with the number of the file and the place in it."""
    files = quoted(f"{escaped(str(folder))}/*.parquet")
    return (
        f"SELECT {PART} AS part, file_row_number AS position, * EXCLUDE (filename, file_row_number) "
        f"FROM read_parquet({files}, filename = true, file_row_number = true)"
    )


def reading(path: Path) -> str:
    """Return what follows FROM to read a Parquet file."""
    return f"read_parquet({quoted(escaped(str(path)))})"


def quoted(text: str | Path) -> str:
    """Return a text as SQL writes it."""
    return "'" + str(text).replace("'", "''") + "'"


def identifier(name: str) -> str:
    """Return the name of a column as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def escaped(path: str) -> str:
    """Return a path in which brackets and other signs of a pattern stand for themselves."""
    return re.sub(r"([\[*?])", r"[\1]", path)
