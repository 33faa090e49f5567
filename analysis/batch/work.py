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
from ..files import write_whole
from ..load.form import RECOGNISED
from ..load.rows import further
from .parts import KINDS, Part, name_of, parquet_bytes, read_parquet
from .process import DOCUMENT_PART, Settings, process_batch, process_settings
from .source import Piece, Records, Table, records_of


class Kept(NamedTuple):
    """What is kept of a batch, see `BatchResult`; frames as the bytes of Parquet files."""

    documents: bytes
    counts: bytes
    hits: bytes
    texts: bytes
    skipped: bytes
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
    """
    place = Path(folder)
    note = place / "done" / f"{piece.number:06d}.json"
    if note.is_file():
        return Part(*json.loads(note.read_bytes()))
    records = records_of(piece)
    kept = _kept(records, piece.table, settings, cache)
    if piece.table.further:
        kept = kept._replace(documents=_with_further(kept.documents, records.rows, piece.table))
    for kind in KINDS:
        write_whole(place / kind / name_of(piece.number), getattr(kept, kind))
    n_lines = len(piece.lines) or piece.n_rows
    part = Part(piece.number, piece.table.source, piece.first, n_lines, kept.n_rows, kept.settings)
    write_whole(note, json.dumps(part).encode())  # written last: if it exists, everything else is complete
    return part


def _kept(records: Records, table: Table, settings: Settings, cache: str) -> Kept:
    """Return what is kept of some rows, from the cache wherever in a table they were."""
    names = set(table.columns.values())
    rows = [{name: cell for name, cell in row.items() if name in names} for row in records.rows]
    userdict = Path(settings.userdict) if settings.userdict else None
    plain = replace(table, path="", n_rows=0, further=(), form=RECOGNISED)
    call = partial(
        _processed, Records(rows, records.faults), plain, settings.slogans, userdict, settings.texts
    )
    return cached(call, (Kept,), cache) if cache else call()


def _with_further(documents: bytes, rows: list[dict[str, Any]], table: Table) -> bytes:
    """Return documents with the further columns of their rows, on which nothing else depends."""
    frame = read_parquet(io.BytesIO(documents), DOCUMENT_PART)
    used = {*table.columns.values()}
    told = []
    for number, stated in zip(frame["row"], frame["further"], strict=True):
        cells = {**further(rows[number - 1], used), **(json.loads(stated) if isinstance(stated, str) else {})}
        told.append(json.dumps(cells, ensure_ascii=False) if cells else None)
    return parquet_bytes(frame.assign(further=pd.Series(told, frame.index, dtype="str")), DOCUMENT_PART)


def _processed(records: Records, table: Table, slogans: bool, userdict: Path | None, texts: bool) -> Kept:
    result = process_batch(records, table, process_settings(slogans, userdict, texts))
    frames = {kind: parquet_bytes(getattr(result, kind), types) for kind, types in KINDS.items()}
    return Kept(**frames, n_rows=result.n_rows, settings=result.settings)
