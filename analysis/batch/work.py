"""The work on one piece of a table, unless it was done before: what is kept goes to the folder of parts."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from ..cache import cached
from ..files import write_whole
from .parts import KINDS, Part, name_of, parquet_bytes
from .process import Settings, process_batch, process_settings
from .source import Piece, Records, Table, records_of


class Kept(NamedTuple):
    """What is kept of a batch, see `BatchResult`; frames as the bytes of Parquet files."""

    documents: bytes
    counts: bytes
    hits: bytes
    skipped: bytes
    n_rows: int
    settings: dict[str, Any]


def work(piece: Piece, settings: Settings, folder: str, cache: str = "") -> Part:
    """Read a piece, process it, and write what is kept of it, unless that lies there already.

    Parameters
    ----------
    piece : Piece
        Some rows.
    settings : Settings
        What is asked for.
    folder : str
        Where parts go; what lies there must come from the same tables and settings.
    cache : str
        A cache of what was kept of the same rows in other runs; none if empty. Where the worker cannot read
        or write it, it does the work itself.
    """
    place = Path(folder)
    note = place / "done" / f"{piece.number:06d}.json"
    if note.is_file():
        return Part(*json.loads(note.read_bytes()))
    kept = _kept(records_of(piece), piece.table, settings, cache)
    for kind in KINDS:
        write_whole(place / kind / name_of(piece.number), getattr(kept, kind))
    n_lines = len(piece.lines) or piece.n_rows
    part = Part(piece.number, piece.table.source, piece.first, n_lines, kept.n_rows, kept.settings)
    write_whole(note, json.dumps(part).encode())  # written last: where it lies, all else is whole
    return part


def _kept(records: Records, table: Table, settings: Settings, cache: str) -> Kept:
    """Return what is kept of some rows, from the cache wherever in their table, and in it, they stood."""
    names = set(table.columns.values())
    rows = [{name: cell for name, cell in row.items() if name in names} for row in records.rows]
    userdict = Path(settings.userdict) if settings.userdict else None
    plain = replace(table, path="", n_rows=0)
    call = partial(_processed, Records(rows, records.faults), plain, settings.slogans, userdict)
    return cached(call, (Kept,), cache) if cache else call()


def _processed(records: Records, table: Table, slogans: bool, userdict: Path | None) -> Kept:
    result = process_batch(records, table, process_settings(slogans, userdict))
    frames = {kind: parquet_bytes(getattr(result, kind), types) for kind, types in KINDS.items()}
    return Kept(**frames, n_rows=result.n_rows, settings=result.settings)
