"""The work on one piece of a table, unless it was done before; results go to the folder of parts."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from ..cache import cached
from ..engines import uncollected
from ..files import not_written, write_whole
from ..load.assemble import Listed
from ..load.folder import reads_of
from ..load.form import RECOGNISED, TableForm
from ..load.items import Bounds, Message, Unreadable
from ..load.manifest import Manifest
from ..load.stream.lines import Records
from ..load.stream.pieces import Piece, records_of
from ..load.stream.source import Table
from ..load.tables.rows import further, text_column
from ..load.walk import LIST, bytes_of
from ..load.worker import PASSING
from ..store.parts import KINDS, Part, name_of, parquet_bytes, read_parquet
from .process import BatchResult, Settings, process_batch, process_files


class Kept(NamedTuple):
    """What is kept of a batch, see `BatchResult`: its tables as the bytes of Parquet files."""

    files: dict[str, bytes]
    n_rows: int
    settings: dict[str, Any]


def work(piece: Piece, settings: Settings, folder: str, cache: str = "") -> Part:
    """Read a piece, process it, and write what is kept of it, unless it exists already.

    Parameters
    ----------
    piece : Piece
        Some rows.
    settings : Settings
        What is requested.
    folder : str
        The folder of parts; its content must come from the same tables and settings.
    cache : str
        A cache of what earlier runs kept of the same rows; none if empty. If the worker cannot read or write
        it, the work is simply done again.

    Raises
    ------
    OutputError
        When disk space or write permission is lacking.
    """
    place = Path(folder)
    note = place / "done" / f"{piece.number:06d}.json"
    if note.is_file():
        return Part(*json.loads(note.read_bytes()))
    with uncollected():
        kept = (_kept_files if piece.table.files else _kept_rows)(piece, settings, cache)
    part = Part(piece.number, piece.table.source, piece.first, piece.n_lines, kept.n_rows, kept.settings)
    try:
        for kind, data in kept.files.items():
            write_whole(place / kind / name_of(piece.number), data)
        write_whole(
            note, json.dumps(part).encode()
        )  # written last: if it exists, everything else is complete
    except OSError as fault:
        raise not_written(place.parent, fault) from None
    return part


def _kept_rows(piece: Piece, settings: Settings, cache: str) -> Kept:
    """Return what is kept of some rows, from the cache wherever in a table they were."""
    records, table = records_of(piece), piece.table
    names = set(table.columns.values())
    rows = [
        row
        if text_column(row, table.columns) != table.columns["text"]
        else {name: cell for name, cell in row.items() if name in names}
        for row in records.rows
    ]
    plain = replace(table, path="", n_rows=0, further=(), form=RECOGNISED, said=())
    call = partial(_processed, Records(rows, records.faults), plain, settings)
    kept = cached(call, (Kept,), cache) if cache else call()
    if table.further:
        kept.files["documents"] = _with_further(kept.files["documents"], records.rows, table)
    return kept


class _NotKept(Exception):
    """Carries results past the cache, as they may differ next time."""


def _kept_files(piece: Piece, settings: Settings, cache: str) -> Kept:
    """Return what is kept of some files, from the cache wherever in a folder they were."""
    table, bounds = piece.table, Bounds()
    listed = Manifest(table.listed).about(source for _, source in table.files)
    contents = [(source, _content(Path(path), bounds)) for path, source in table.files]
    call = partial(_processed_files, contents, listed.stated, table.form, bounds, settings)
    try:
        return cached(call, (Kept, Message), cache) if cache else call()
    except _NotKept as result:
        kept: Kept = result.args[0]
        return kept


def _content(path: Path, bounds: Bounds) -> bytes | Message:
    try:
        return bytes_of(path, bounds)
    except Unreadable as fault:
        return fault.reason


def _with_further(documents: bytes, rows: list[dict[str, Any]], table: Table) -> bytes:
    """Return documents with the further columns of their rows, on which nothing else depends."""
    frame = read_parquet(io.BytesIO(documents), KINDS["documents"])
    used = {*table.columns.values()}
    told = []
    for number, stated in zip(frame["row"], frame["further"], strict=True):
        row = rows[number - 1]
        own = further(row, {*used, text_column(row, table.columns)})
        cells = {**own, **(json.loads(stated) if isinstance(stated, str) else {})}
        told.append(json.dumps(cells, ensure_ascii=False) if cells else None)
    further_cells = pd.Series(told, frame.index, dtype="str")
    return parquet_bytes(frame.assign(further=further_cells), KINDS["documents"])


def _processed(records: Records, table: Table, settings: Settings) -> Kept:
    return _as_bytes(process_batch(records, table, settings))


def _processed_files(
    contents: list[tuple[str, bytes | Message]],
    stated: dict[str, dict[str, str]],
    form: TableForm,
    bounds: Bounds,
    settings: Settings,
) -> Kept:
    listed = Manifest(stated)
    files = [
        file
        for source, content in contents
        for file in reads_of(content, source, Listed(Path(LIST), listed), bounds, form)
    ]
    kept = _as_bytes(process_files(files, listed, settings))
    if any(file.reason and file.reason.code in PASSING for file in files):
        raise _NotKept(kept)
    return kept


def _as_bytes(result: BatchResult) -> Kept:
    files = {kind: parquet_bytes(table, KINDS[kind]) for kind, table in result.tables.items()}
    return Kept(files, result.n_rows, result.settings)
