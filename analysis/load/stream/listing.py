"""Everything at a place that is to be read a piece at a time, with what `documents.csv` states of it.

What that states of single rows of tables is not looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ...lexicon import DOCUMENT_VARIABLES
from ..ahead import columns_ahead
from ..form import FORM, TableForm
from ..grouping import check_columns
from ..items import Bounds, Message, message
from ..manifest import Manifest, read_manifest
from ..tables.rows import further_name
from ..walk import LIST
from .source import Table, find_tables
from .unpacked import Refused, unpacking


class Opened(NamedTuple):
    """What is to be read a piece at a time.

    Attributes
    ----------
    tables : list of Table
        The tables, with what the list states of them.
    refused : list of tuple
        Other files, with reasons.
    said : list of Message
        What is to be said of both.
    notes : tuple of str
        The notes of the list on the texts.
    """

    tables: list[Table]
    refused: Refused
    said: list[Message]
    notes: tuple[str, ...]


def listed_beside(place: Path) -> Manifest | None:
    """Return the list in a folder, or beside a table, where there is one."""
    path = (place if place.is_dir() else place.parent) / LIST
    return read_manifest(path) if path.is_file() else None


@contextmanager
def opened(place: Path, form: TableForm, scratch: Path) -> Iterator[Opened]:
    """Provide the tables of a place, zips among them unpacked for so long.

    Parameters
    ----------
    place : Path
        A table, a zip or a folder; a list is in it or beside it.
    form : TableForm
        How tables are laid out, where the list does not state it.
    scratch : Path
        The folder below which zips are unpacked.

    Raises
    ------
    InputError
        When the list cannot be read at all.
    """
    listed = listed_beside(place)
    with unpacking(scratch) as members:
        found = find_tables(
            place, lambda source: form.stated(listed.row(source)) if listed else form, members
        )
        tables, refused, said = _with_stated(place, *found, listed) if listed else (*found, [])
        said += [one for table in tables for one in table.said]
        yield Opened(tables, refused, said, listed.notes() if listed else ())


def check_by(place: Path, tables: Sequence[Table], by: str, function: str) -> None:
    """Raise `ChoiceError` if nothing in any of the tables has a column that is asked for.

    Parameters
    ----------
    place : Path
        Where they are.
    tables : sequence of Table
        The tables.
    by : str
        The grouping.
    function : str
        The function that is to group, for the message.
    """
    stated = {name for table in tables for name in table.stated}
    stated |= {name for table in tables for cells in table.listed.values() for name in cells}
    own = {further_name(name) for table in tables for name in table.further} | stated
    if not {part.strip() for part in by.split(",")} <= {*DOCUMENT_VARIABLES, *own}:
        forms = {table.form for table in tables if table.files}
        files = [(Path(path), name) for table in tables for path, name in table.files]
        ahead = [columns_ahead(files, listed_beside(place), form, Bounds()) for form in forms]
        if None in ahead:
            return
        own = own.union(*(names for names in ahead if names))
    check_columns(function, by, sorted(own - {*DOCUMENT_VARIABLES, *FORM, "note"}))


def _with_stated(
    place: Path, tables: list[Table], refused: Refused, listed: Manifest
) -> tuple[list[Table], Refused, list[Message]]:
    """Return the tables with the values stated for them, the other files but the list, and messages."""
    others = [entry for entry in refused if entry[0] != LIST]
    listed = listed.meant_by([source for table in tables for source in _sources(table)])
    known = {name for table in tables if not table.files for name in (table.source, Path(table.source).name)}
    single = [key for key in listed.stated if "#" in key and key.rpartition("#")[0] in known]
    of_files = Manifest({key: cells for key, cells in listed.stated.items() if key not in single})
    said = list(listed.warnings)
    if single:
        said.append(message("manifest_rows", count=len(single), first=single[0]))
    if place.is_dir():
        names = [source for table in tables for source in _sources(table)] + [name for name, _ in others]
        known |= {*names, *(Path(name).name for name in names)}
        missing = of_files.missing(dict.fromkeys(names, 0))
        said += [told for told in missing if not known & _around(str(told.values["file"]))]
    rows = {table.source: of_files.row(table.source, 0) for table in tables}
    stated = {source: {k: v for k, v in row.items() if k not in FORM} for source, row in rows.items()}
    kept = [
        replace(table, listed=of_files.about(_sources(table)).stated)
        if table.files
        else replace(table, stated=stated[table.source])
        for table in tables
    ]
    return kept, others, said


def _sources(table: Table) -> list[str]:
    return [source for _, source in table.files] or [table.source]


def _around(entry: str) -> set[str]:
    """Return the file of which an entry states something of a single text, and the archives it may lie in."""
    return {entry.rpartition("#")[0], *map(str, PurePosixPath(entry).parents)}
