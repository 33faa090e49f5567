"""Reads `documents.csv`, the list in which the user states what the texts do not."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from glob import escape
from pathlib import Path, PurePosixPath

from ..errors import InputError
from .form import FORM, form_columns
from .gate.names import decoded_name
from .items import Bounds, Item, Message, Unreadable, message
from .messages import worded
from .sniff import sniff
from .tables.columns import columns_of
from .tables.read import csv_rows
from .tables.row_checks import date_checks, place_checks
from .tables.rows import further
from .text import decode
from .walk import LIST, bytes_of

ABSOLUTE = re.compile(r"[A-Za-z]:/|/|~/|file:")
LOOKED_AT = 20
"""How many rows tell which column names the files, where its name does not."""

STATED = ("city", "district", "province", "year", "date", "title", "publisher", "note")


@dataclass(frozen=True)
class Manifest:
    """Entries of a manifest: by file name, the cells that are filled, those of further columns too."""

    stated: dict[str, dict[str, str]]
    warnings: tuple[Message, ...] = ()

    def row(self, source: str, number: int = 1) -> dict[str, str]:
        """Return what is stated about a document alone (`page.txt#2`), of its file, or of its archive.

        Parameters
        ----------
        source : str
            Path of its file, relative to the folder read; listed with its sub-folders or by its name alone.
        number : int
            Its number in the file, from 1.
        """
        path = PurePosixPath(source)
        for key in (
            f"{source}#{number}",
            f"{path.name}#{number}",
            source,
            path.name,
            *map(str, path.parents),
        ):
            if key in self.stated:
                return self.stated[key]
        return {}

    def meant_by(self, sources: Iterable[str]) -> Manifest:
        """Return the entries by the files they mean, where a name that no file has means exactly one of them.

        Lists made by hand leave out endings, and have the paths of another computer or other capitals.

        Parameters
        ----------
        sources : iterable of str
            Paths of the files.
        """
        meant: dict[str, set[str]] = {}
        known: set[str] = set()
        for source in sources:
            path = PurePosixPath(source)
            known.update((source, path.name, *map(str, path.parents)))
            for name in (source, path.name, str(path.parent / path.stem), path.stem):
                meant.setdefault(_loosely(name), set()).add(source)
        whole: dict[str, str] = {}
        for key in self.stated:
            found = meant.get(_loosely(key), set()) if key not in known else set()
            if len(found) == 1 and not found & self.stated.keys():
                whole[key] = next(iter(found))
        return replace(self, stated={whole.get(key, key): cells for key, cells in self.stated.items()})

    def about(self, sources: Iterable[str]) -> Manifest:
        """Return the entries about some files, their documents and their archives or folders alone."""
        paths = [PurePosixPath(source) for source in sources]
        names = {name for path in paths for name in (str(path), path.name, *map(str, path.parents))}
        keys = [key for key in self.stated if key in names or key.rpartition("#")[0] in names]
        return Manifest({key: self.stated[key] for key in keys})

    def columns(self) -> frozenset[str]:
        """Return the columns in which something is stated."""
        return frozenset(name for cells in self.stated.values() for name in cells if name not in FORM)

    def notes(self) -> tuple[str, ...]:
        """Return the notes of all rows, each once, in the order of the manifest."""
        return tuple(dict.fromkeys(cells["note"] for cells in self.stated.values() if "note" in cells))

    def missing(self, sources: Mapping[str, int]) -> tuple[Message, ...]:
        """Return a message for each row that names none of the files.

        Parameters
        ----------
        sources : mapping
            Number of documents by path of the file.
        """
        known = {key for source in sources for key in (source, *map(str, PurePosixPath(source).parents))}
        known |= {f"{source}#{n}" for source, count in sources.items() for n in range(1, count + 1)}
        known |= {PurePosixPath(source).name for source in known}
        return tuple(message("manifest_missing_file", file=name) for name in self.stated if name not in known)


def read_manifest(path: Path) -> Manifest | None:
    """Return the manifest in `path`, or None when the file is no manifest (it has no column of files).

    Raises
    ------
    InputError
        When it cannot be read at all.
    """
    try:
        data = bytes_of(path, Bounds())
    except Unreadable as fault:
        raise InputError(f"{path}: cannot be read: {worded(fault.reason, 'en')}.") from None
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        return Manifest({}, (message("manifest_empty"),))
    if b"\0" in data and sniff(data) != "text":
        raise InputError(f"{path}: is not a table; save it as CSV in UTF-8 or GB18030.")
    try:
        decoded = decode(data)
    except Unreadable as fault:
        raise InputError(
            f"{path}: {_undecodable(data, fault)}; save it as CSV in UTF-8 or GB18030."
        ) from None
    try:
        text = decoded.text
        rows = csv_rows(text)
        # A list of which no row is filled in yet is known by its header, read here as a row of itself.
        head = text.split("\n", 1)[0]
        named = rows or csv_rows(f"{head}\n{head}")
    except Unreadable:
        raise InputError(f"{path}: is not a table; save it as CSV in UTF-8 or GB18030.") from None
    names = columns_of(name for row in named for name in row)
    if "text" not in names and "file" not in names and (column := _names_files(rows, path.parent)):
        names = {ours: name for ours, name in names.items() if name != column} | {"file": column}
    if "text" in names or "file" not in names:
        return None
    stated: dict[str, dict[str, str]] = {}
    lines: dict[int, dict[str, str]] = {}
    warnings = list(decoded.warnings)
    laid_out = form_columns(name for row in named for name in row)
    used = {*names.values(), *laid_out.values()}
    for number, row in enumerate(rows, 2):
        name = _plain(row.get(names["file"]) or "")
        cells = {key: (row.get(names[key]) or "").strip() for key in STATED if key in names}
        cells |= {ours: (row.get(name) or "").strip() for ours, name in laid_out.items()}
        cells |= further(row, used)
        if not name:
            warnings.append(message("manifest_no_file", line=number))
        elif name in stated:
            warnings.append(message("manifest_twice", file=name, line=number))
        else:
            stated[name] = lines[number] = {key: value for key, value in cells.items() if value}
    rows_of_it = [Item("", number, cells) for number, cells in lines.items()]
    warnings += [*place_checks(rows_of_it, names, whole=False), *date_checks(rows_of_it, names)]
    return Manifest(stated, tuple(warnings))


def _names_files(rows: Sequence[Mapping[str, str]], folder: Path) -> str | None:
    """Return the column in which most cells name files beside the list, with or without their endings."""

    def is_there(name: str) -> bool:
        place = folder / name
        return place.is_file() or any(place.parent.glob(f"{escape(place.name)}.*"))

    for column in rows[0] if rows else ():
        cells = [_plain(row.get(column) or "") for row in rows[:LOOKED_AT]]
        if sum(map(is_there, filter(None, cells))) > len(cells) / 2:
            return column
    return None


def _loosely(name: str) -> str:
    """Return a name as it is compared: ordinary width, small letters, no folders of another computer."""
    name = posixpath.normpath(unicodedata.normalize("NFKC", decoded_name(name)).strip())
    return (PurePosixPath(name).name if ABSOLUTE.match(name) else name).casefold()


def _undecodable(data: bytes, fault: Unreadable) -> str:
    """Return what is wrong with bytes that are no text, with the line where it begins."""
    if fault.reason.code != "no_encoding":
        return "is not a table"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as first:
        return f"line {data.count(10, 0, first.start) + 1} is not valid text in any encoding known here"
    return "is not a table"


def asks_for_files(source: str, found: Message) -> Message:
    """Return what is said of a file that cannot be read; of a `documents.csv`, that it must name the files.

    Parameters
    ----------
    source : str
        Path of the file, relative to the folder read.
    found : Message
        Why it cannot be read as texts.
    """
    if source != LIST or found.code != "no_text_column":
        return found
    return message("manifest_no_column", found=dict(found.values)["found"])


def _plain(name: str) -> str:
    """Return a path as sources are written: forward slashes, no `./` before it."""
    return name.strip().replace("\\", "/").removeprefix("./")
