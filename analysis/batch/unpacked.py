"""A zip of tables and texts, unpacked below the folder of results while they are counted."""

from __future__ import annotations

import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import InputError
from ..load.archive import climbs, is_furniture, member_name
from ..load.items import Bounds, Message, Unreadable, message
from ..load.messages import joined
from ..load.office import check_size
from ..load.sniff import sniff

BOUNDS = Bounds(archive_members=10_000_000, archive_bytes=1 << 40, ocr="")
"""A zip may be as large as a table; only what its size cannot explain is refused."""

Refused = list[tuple[str, Message]]


@contextmanager
def unpacked(place: Path, target: Path, lang: str) -> Iterator[tuple[Path, Refused]]:
    """Provide a folder with the members of a zip, or what is named itself, and the members refused.

    Sources are the same as when the zip is read at once: `notices.zip/2022.csv`.

    Parameters
    ----------
    place : Path
        A zip, another file, or a folder.
    target : Path
        The folder below which it is unpacked, to the same place each time, so that a run can be continued.
    lang : {"zh", "en"}
        Language of errors.

    Raises
    ------
    InputError
        When the zip is damaged, or far larger than its size explains.
    """
    if not place.is_file() or not _is_zip(place):
        yield place, []
        return
    folder = target / ".unpacked"
    try:
        refused = _members(place, folder / place.name)
        yield folder, refused
    except Unreadable as fault:
        raise InputError(f"{place}: {joined([fault.reason], lang)}.") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_zip(place: Path) -> bool:
    """Return whether a file is a zip and nothing that is packed as one (docx, xlsx, epub)."""
    if place.suffix.lower() != ".zip" or not zipfile.is_zipfile(place):
        return False
    return place.stat().st_size > BOUNDS.file_bytes or sniff(place.read_bytes()) == "zip"


def _members(place: Path, folder: Path) -> Refused:
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
                    refused.append((f"{place.name}/{name.replace('..', '__')}", reason))
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
