"""What is read a piece at a time: rows of text tables, databases and Parquet, and files that are texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from ..form import RECOGNISED, TableForm
from ..items import Bounds, Message, Unreadable, message
from ..tables.cells import cell_text
from ..tables.columns import LOOKED_AT, NAMED, known_names, plain_name, text_by_look
from ..tables.filled import joined_below
from ..tables.numbered import numbered_by_look
from ..tables.paragraphs import OF_PARTS, TELLING, parts_of_one
from ..tables.place_columns import places_by_look
from ..tables.rows import has_text, named_columns, row_items
from ..tables.unread_columns import refuse_names
from ..walk import check_ordinary, find_files, refuse_counts, refused, source_names
from ..worker import call_apart
from .joined import paragraph_keys
from .lines import is_table, json_lines, names_and_rows, parsed
from .parquet_rows import holds_bytes
from .unpacked import Members

MOST_COLUMNS = 10_000
"""Maximum number of columns of a table."""


@dataclass(frozen=True)
class Table:
    """A file of rows, or adjacent files that are texts themselves.

    Attributes
    ----------
    path : str
        Its path; empty for files of texts.
    source : str
        Its path relative to the folder read.
    columns : dict of str to str
        Our column names to those of the table.
    n_rows : int
        Number of its lines or rows, including unusable ones; for files of texts, of the files.
    stated : dict of str to str
        The values that the list of texts states for the whole table.
    further : tuple of str
        Its other columns.
    form : TableForm
        How it is laid out.
    files : tuple of tuple
        Path and source of each file of texts.
    listed : dict of str to dict
        What the list of texts states of these files.
    said : tuple of Message
        What is to be said of the table.
    """

    path: str
    source: str
    columns: dict[str, str]
    n_rows: int
    stated: dict[str, str] = field(default_factory=dict)
    further: tuple[str, ...] = ()
    form: TableForm = RECOGNISED
    files: tuple[tuple[str, str], ...] = ()
    listed: dict[str, dict[str, str]] = field(default_factory=dict)
    said: tuple[Message, ...] = ()


def find_tables(
    place: Path,
    form_of: Callable[[str], TableForm] = lambda source: RECOGNISED,
    members: Members = lambda path, source: ([(path, source)], []),
) -> tuple[list[Table], list[tuple[str, Message]]]:
    """Return the tables of a folder, or the one named, and the tables that cannot be used, with reasons.

    Every table is scanned once for its columns and its number of rows. Files of other formats hold texts
    themselves, and adjacent ones are listed together.

    Parameters
    ----------
    place : Path
        A table, or a folder of tables.
    form_of : callable
        Returns how the table of a source is laid out.
    members : callable
        Returns the files of a zip with their sources, and those refused, see `unpacking`.

    Raises
    ------
    InputError
        When there is nothing at `place`.
    """
    base = place if place.is_dir() else place.parent
    tables: list[Table] = []
    others: list[tuple[str, Message]] = []
    refuse_counts(place)
    paths = find_files(place)
    files: list[tuple[Path, str]] = []
    for path, source in zip(paths, source_names(paths, base), strict=True):
        found, apart = members(path.absolute(), source)  # the process that reads it began in another folder
        files += found
        others += apart
    for path, source in files:
        try:
            check_ordinary(path)
            if not is_table(path):
                if not (tables and tables[-1].files):
                    tables.append(Table("", "", {}, 0, form=form_of("")))
                listed = (*tables[-1].files, (str(path), source))
                tables[-1] = replace(tables[-1], files=listed, n_rows=len(listed))
                continue
            size = path.stat().st_size
            tables.append(
                call_apart(_survey, path, source, form_of(source), size=size, bounds=Bounds(ocr=""))
            )
        except Unreadable as fault:
            others.append((source, fault.reason))
        except OSError as fault:
            others.append((source, refused(fault).reason))
    return tables, others


def _survey(path: Path, source: str, form: TableForm) -> Table:
    names, n_rows, first = _scanned(path, form)
    if first and not names:  # no row can be read: the reason for the first is that for the table
        raise Unreadable(first.code, **first.values)
    if not n_rows:
        raise Unreadable("empty_table")
    if len(names) > MOST_COLUMNS:
        raise Unreadable("many_columns", bound=MOST_COLUMNS)
    columns = named_columns(names, form)
    leading = parsed(islice(json_lines(path, form), LOOKED_AT)).rows
    said: tuple[Message, ...] = ()
    if "text" not in columns:
        look = text_by_look(leading)
        if look is None:
            shown = ", ".join(names)[:200] or "-"
            raise Unreadable("no_text_column", found=shown, known=", ".join(known_names("text")[:NAMED]))
        columns = {name: column for name, column in columns.items() if column != look} | {"text": look}
        said = (message("text_by_look", name=look),)
    if any(isinstance(row.get(columns["text"]), dict) for row in leading):
        raise Unreadable("odd_cells", name=columns["text"], kind="records")
    if holds_bytes(path, columns["text"]):
        raise Unreadable("odd_cells", name=columns["text"], kind="bytes")
    with_text = [row for row in leading if has_text(row.get(columns["text"]))]
    refuse_names(columns["text"], [cell_text(row[columns["text"]]) for row in with_text])
    telling = [name for ours, name in columns.items() if ours in TELLING]
    if "paragraph" not in columns and (runs := numbered_by_look(with_text, columns["text"], telling)):
        columns = {**columns, "paragraph": runs.name} if runs.is_sure else columns
    if not form.text_column:
        looking = places_by_look(leading, columns)
        said += tuple(
            message("place_by_look" if ours == "city" else "time_by_look", name=name)
            for ours, name in looking.items()
            if ours != "title"
        )
        columns = {**columns, **looking}
    n_below = joined_below(leading, columns)[1]
    said += (message("rows_below_apart", count=n_below),) if n_below else ()
    used = {*columns.values()}
    others = tuple(name for name in names if name not in used)
    table = Table(str(path), source, columns, n_rows, further=others, form=form, said=said)
    keys = "" if form.document_by else paragraph_keys(columns) or _of_sentences(leading, columns)
    return _of_paragraphs(table, keys) if keys else table


def _of_sentences(rows: list[dict[str, Any]], columns: dict[str, str]) -> str:
    """Return the columns that the sentences of one text share, where the column of texts is called so."""
    if plain_name(columns["text"]) not in OF_PARTS:
        return ""
    shared, _, is_all = parts_of_one(row_items(rows, columns), rows, columns)
    return "" if not is_all or any("," in name or "，" in name for name in shared) else ",".join(shared)


def _of_paragraphs(table: Table, keys: str) -> Table:
    """Return a table one of whose columns numbers paragraphs with the rows of a document as one."""
    form = replace(table.form, document_by=keys)
    try:
        n_rows = _scanned(Path(table.path), form)[1]
    except Unreadable as fault:  # rows of a document stand apart in a table too large to be held
        return replace(table, said=(*table.said, fault.reason))
    if n_rows == table.n_rows:
        return table
    counts = {"rows": table.n_rows, "count": n_rows}
    number = table.columns.get("paragraph")
    told = (
        message("rows_joined", **counts, name=number)
        if number
        else message("rows_joined_by", **counts, name=keys)
    )
    return replace(table, n_rows=n_rows, form=form, said=(*table.said, told))


def _scanned(path: Path, form: TableForm) -> tuple[list[str], int, Message | None]:
    """Return the columns of a table, its number of rows, and why the first of those is none that is none."""
    if found_in := names_and_rows(path, form):
        return *found_in, None
    found: dict[str, None] = {}
    n_rows = 0
    first: Message | None = None
    for line in json_lines(path, form):
        n_rows += 1
        rows, faults = parsed((line,))
        first = first or next((reason for _, reason in faults), None)
        for row in rows:
            found.update(dict.fromkeys(map(str, row)))
        if len(found) > MOST_COLUMNS:
            break
    return list(found), n_rows, first
