"""Opens zip, tar and gzip files within bounds, in memory; nothing is ever written to disk."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from .items import Bounds, Unreadable
from .office.workbooks import check_size
from .sniff import is_tar


def members(data: bytes, bounds: Bounds) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Yield the files of a zip archive, sorted by name: each name with its bytes or the reason for refusal.

    Parameters
    ----------
    data : bytes
        The archive.
    bounds : Bounds
        How much it may hold.

    Raises
    ------
    Unreadable
        When the archive as a whole is damaged or passes a bound.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unreadable("cut_off") from None
    with archive:
        check_size(archive.infolist(), len(data), bounds)
        for info in sorted(archive.infolist(), key=member_name):
            name = member_name(info)
            if info.is_dir() or is_furniture(name):
                continue
            yield name, _member(archive, info, name, bounds)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, bounds: Bounds) -> bytes | Unreadable:
    if climbs(name):
        return Unreadable("climbing", name=name)
    if info.flag_bits & 1:
        return Unreadable("locked", format="zip", fault="")
    try:
        with archive.open(info) as stream:
            content = stream.read(bounds.file_bytes + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return Unreadable("cut_off")
    if len(content) > bounds.file_bytes:
        return Unreadable("too_large", size=len(content) >> 20, bound=bounds.file_bytes >> 20)
    return content


def tar_members(data: bytes, bounds: Bounds) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Yield the files of a tar archive, as `members` does those of a zip; links and devices are passed over.

    Parameters
    ----------
    data : bytes
        The archive, unpacked.
    bounds : Bounds
        How much it may hold.

    Raises
    ------
    Unreadable
        When the archive is damaged or passes a bound.
    """
    found: list[tuple[str, bytes | Unreadable]] = []
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:", errors="surrogateescape") as archive:
            for info in archive:
                name = _tar_name(info.name)
                if not info.isfile() or is_furniture(name):
                    continue
                if len(found) >= bounds.archive_members:
                    raise Unreadable("too_many_members", count=len(found) + 1, bound=bounds.archive_members)
                if climbs(name):
                    found.append((name, Unreadable("climbing", name=name)))
                    continue
                if info.size > min(len(data), bounds.file_bytes):  # sparse ones hold more than the archive
                    size, bound = info.size >> 20, bounds.file_bytes >> 20
                    found.append((name, Unreadable("too_large", size=size, bound=bound)))
                    continue
                stream = archive.extractfile(info)
                found.append((name, stream.read() if stream else b""))
    except (tarfile.TarError, OSError, EOFError, ValueError):
        raise Unreadable("cut_off") from None
    yield from sorted(found, key=lambda pair: pair[0])


def _tar_name(name: str) -> str:
    """Return the name of a member, which old archives of Chinese Windows write in GB18030."""
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def holds_tar(data: bytes) -> bool:
    """Return whether a gzip file is a packed tar archive, by its first block.

    Parameters
    ----------
    data : bytes
        The whole file.
    """
    try:
        return is_tar(zlib.decompressobj(31).decompress(data, tarfile.BLOCKSIZE))
    except zlib.error:
        return False


def gunzip(data: bytes, bounds: Bounds) -> bytes:
    """Return the content of a gzip file.

    Raises
    ------
    Unreadable
        When it is damaged or would unpack to more than the bounds allow.
    """
    limit = min(bounds.archive_bytes, max(10 << 20, bounds.archive_ratio * len(data)))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            content = file.read(limit + 1)
    except (EOFError, OSError, zlib.error):
        raise Unreadable("cut_off") from None
    if len(content) > limit:
        raise Unreadable("bomb", size=len(content) >> 20, packed=len(data) >> 10)
    return content


def member_name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; old archives of Chinese Windows write it in GB18030 undeclared."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeEncodeError:
        return info.filename
    except UnicodeDecodeError:
        return info.filename.encode("cp437").decode("gb18030", errors="replace")


def climbs(name: str) -> bool:
    """Return whether a member's name leads out of the archive."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or name[1:2] == ":"


def is_furniture(name: str) -> bool:
    """Return whether a member is a system file (`__MACOSX`, hidden files)."""
    parts = PurePosixPath(name).parts
    return any(part == "__MACOSX" or (part.startswith((".", "~$")) and part != "..") for part in parts)
