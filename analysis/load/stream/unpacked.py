"""Zips of tables and texts, unpacked below the folder of results while they are counted."""

from __future__ import annotations

import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..archive import climbs, is_furniture, member_name
from ..items import Bounds, Message, Unreadable, message
from ..office.workbooks import check_size
from ..sniff import sniff
from ..walk import find_files, source_names

BOUNDS = Bounds(archive_members=10_000_000, archive_bytes=1 << 40, ocr="")
"""A zip may be as large as a table; only what its size cannot explain is refused."""

Refused = list[tuple[str, Message]]
Members = Callable[[Path, str], tuple[list[tuple[Path, str]], Refused]]


@contextmanager
def unpacking(target: Path) -> Iterator[Members]:
    """Provide a function that returns the files of a zip, or a file that is none, with their sources.

    Sources are the same as when the zip is read at once: `notices.zip/2022.csv`. What is refused is returned
    too, with reasons.

    Parameters
    ----------
    target : Path
        The folder below which zips are unpacked, to the same place each time, so that a run can be continued.
    """
    folder = target / ".unpacked"

    def members(path: Path, source: str) -> tuple[list[tuple[Path, str]], Refused]:
        if not _is_zip(path):
            return [(path, source)], []
        place = folder / source
        try:
            refused = _members(path, place, source)
        except Unreadable as fault:
            return [], [(source, fault.reason)]
        found = find_files(place)
        return list(
            zip(found, (f"{source}/{name}" for name in source_names(found, place)), strict=True)
        ), refused

    try:
        yield members
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_zip(place: Path) -> bool:
    """Return whether a file is a zip and nothing that is packed as one (docx, xlsx, epub)."""
    if place.suffix.lower() != ".zip" or not zipfile.is_zipfile(place):
        return False
    return place.stat().st_size > BOUNDS.file_bytes or sniff(place.read_bytes()) == "zip"


def _members(place: Path, folder: Path, source: str) -> Refused:
    refused: Refused = []
    state = place.stat()
    try:
        with zipfile.ZipFile(place) as archive:
            check_size(archive.infolist(), state.st_size, BOUNDS)
            for info in archive.infolist():
                name = member_name(info)
                if info.is_dir() or is_furniture(name):
                    continue
                reason = _unpack(archive, info, folder / name.replace("\\", "/"), name)
                if reason:
                    refused.append((f"{source}/{name.replace('..', '__')}", reason))
                else:
                    os.utime(folder / name.replace("\\", "/"), ns=(state.st_mtime_ns, state.st_mtime_ns))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise Unreadable("cut_off") from None
    if not folder.is_dir():
        raise Unreadable("locked" if any(r.code == "locked" for _, r in refused) else "empty")
    return refused


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path, name: str) -> Message | None:
    """Write a member to its place, or return why it is refused."""
    if climbs(name):
        return message("climbing", name=name)
    if info.flag_bits & 1:
        return message("locked", format="zip", fault="")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with archive.open(info) as packed, path.open("wb") as file:
            shutil.copyfileobj(packed, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        path.unlink(missing_ok=True)
        return message("cut_off")
    return None
