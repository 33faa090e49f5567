"""Values that `documents.csv` states; those for single rows of tables are not looked up in batches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ..form import FORM, TableForm
from ..items import Message, message
from ..manifest import NAME, Manifest, read_manifest
from .source import Table

Refused = list[tuple[str, Message]]


def listed_beside(place: Path) -> Manifest | None:
    """Return the list in a folder, or beside a table, where there is one."""
    path = (place if place.is_dir() else place.parent) / NAME
    return read_manifest(path) if path.is_file() else None


def with_stated(
    place: Path, tables: list[Table], refused: Refused
) -> tuple[list[Table], Refused, list[Message]]:
    """Return the tables with the values stated for them, the other files, and messages.

    Parameters
    ----------
    place : Path
        The folder or table read; the list is in it or beside it.
    tables : list of Table
        Its tables.
    refused : list of tuple
        Its other files, with reasons; the list is removed from them.

    Raises
    ------
    InputError
        When the list cannot be read at all.
    """
    listed = listed_beside(place)
    if listed is None:
        return tables, refused, []
    others = [entry for entry in refused if entry[0] != NAME]
    listed = listed.with_endings([source for table in tables for source in _sources(table)])
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


def notes_in(place: Path) -> tuple[str, ...]:
    """Return the notes of the list on the texts."""
    listed = listed_beside(place)
    return listed.notes() if listed else ()


def forms_in(place: Path, form: TableForm) -> Callable[[str], TableForm]:
    """Return the function that says how a table is laid out: as the list states, else as `form` does.

    Parameters
    ----------
    place : Path
        The folder or table read; the list is in it or beside it.
    form : TableForm
        How tables are laid out by the options.
    """
    listed = listed_beside(place)
    return lambda source: form.stated(listed.row(source)) if listed else form
