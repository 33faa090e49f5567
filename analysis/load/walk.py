"""Finds the files of a folder and reads their bytes; only ordinary files are opened."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from ..errors import InputError
from ..files import is_counted
from .items import Bounds, Unreadable, oversized

LIST = "documents.csv"
"""The list of a folder in which the user states what its texts do not, see `manifest`."""

FURNITURE = frozenset({"Thumbs.db", "desktop.ini"})
OF_PAGE = re.compile(r"(?:_files|\.files|_文件)$")
FAULTS = {
    errno.ENOENT: "gone",
    errno.ENOTDIR: "gone",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.ELOOP: "no_file",
    errno.ENAMETOOLONG: "long_name",
}


def find_files(root: Path) -> list[Path]:
    """Return the files below a folder, sorted by path; hidden ones and circular links are left out.

    What is not searched is listed itself: a folder that may not be opened, a link to a folder that another
    link has led to already, and a folder that belongs to a page saved by a browser.

    Raises
    ------
    InputError
        When there is no such folder, or nothing in it.
    """
    try:
        mode = os.stat(root).st_mode
    except FileNotFoundError:
        raise InputError(f"{root}: no such folder; check the path.") from None
    except (OSError, ValueError) as fault:
        said = getattr(fault, "strerror", None) or fault
        raise InputError(f"{root}: cannot be opened ({said}); check the path.") from None
    if stat.S_ISREG(mode):
        return [root]
    if not stat.S_ISDIR(mode):
        raise InputError(f"{root}: neither a folder nor a file.")
    paths = sorted(_walk(root), key=lambda path: path.relative_to(root).as_posix())
    if not paths:
        raise InputError(
            f"{root}: the folder is empty; put the texts in it (txt, html, docx, pdf, csv, xlsx ...)."
        )
    return paths


def refuse_counts(place: Path) -> None:
    """Raise `InputError` for a folder of counts, whose tables are results and not texts."""
    if is_counted(place):
        raise InputError(
            f"{place}: holds the results of `koujing count`, not texts: open_counted({str(place)!r}), "
            "`koujing report` and `koujing panel` take it; all others take the folder that was counted."
        )


def _walk(root: Path) -> Iterator[Path]:
    """Yield the files below a folder, and what is listed itself.

    Each folder is entered once by its own path, and once by way of links: where many folders link to each
    other, there is no end to the paths.
    """
    linked: set[tuple[int, int]] = set()
    waiting: list[tuple[Path, frozenset[tuple[int, int]], bool]] = [(root, frozenset(), False)]
    while waiting:
        folder, above, by_link = waiting.pop()
        try:
            status = os.stat(folder)
            here = (status.st_dev, status.st_ino)
            if here in above:
                continue
            if by_link and here in linked:
                yield folder
                continue
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            yield folder
            continue
        if by_link:
            linked.add(here)
        within = []
        for entry in entries:
            if entry.name.startswith((".", "~$")) or entry.name in FURNITURE:
                continue
            try:
                is_folder, is_link = entry.is_dir(), entry.is_symlink()
            except OSError:
                is_folder, is_link = False, False
            if is_folder and is_of_page(folder / entry.name):
                yield folder / entry.name
            elif is_folder:
                within.append((folder / entry.name, above | {here}, by_link or is_link))
            else:
                yield folder / entry.name
        waiting += reversed(within)


def is_of_page(folder: Path) -> bool:
    """Return whether a folder holds the pictures and scripts of a page that a browser saved beside it.

    Parameters
    ----------
    folder : Path
        The folder: `柳州市_files` beside `柳州市.html`.
    """
    page = OF_PAGE.sub("", folder.name)
    endings = (".html", ".htm", ".shtml", ".xhtml", ".HTML", ".HTM")
    return page not in ("", folder.name) and any(
        (folder.parent / f"{page}{one}").is_file() for one in endings
    )


def bytes_of(path: Path, bounds: Bounds) -> bytes:
    """Return the bytes of an ordinary file; a pipe, a socket or a device is never opened.

    Parameters
    ----------
    path : Path
        The file.
    bounds : Bounds
        How large it may be.

    Raises
    ------
    Unreadable
        When it is something else, too large, or the system does not let it be read.
    """
    try:
        check_ordinary(path)
        # It may have been exchanged since: then opening it must not wait for someone to write.
        with open(path, "rb", opener=_open_at_once) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise Unreadable("no_file")
            # It may grow while it is read.
            data = file.read(bounds.file_bytes + 1) if status.st_size <= bounds.file_bytes else b""
            size = max(status.st_size, len(data))
    except OSError as fault:
        raise refused(fault) from None
    if size > bounds.file_bytes:
        raise oversized(path.name, size, bounds.file_bytes)
    return data


def check_ordinary(path: Path) -> None:
    """Refuse what is no ordinary file, without opening it.

    Raises
    ------
    Unreadable
        When it is a folder, a pipe, a socket, a device, or a link to nothing.
    OSError
        When the system cannot report what it is.
    """
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        if os.path.islink(path):
            raise Unreadable("no_file") from None
        raise
    if stat.S_ISDIR(mode):
        if is_of_page(Path(path)):
            raise Unreadable("of_saved_page", page=OF_PAGE.sub("", Path(path).name))
        os.scandir(path).close()
        raise Unreadable("read_already")
    if not stat.S_ISREG(mode):
        raise Unreadable("no_file")


def refused(fault: OSError) -> Unreadable:
    """Return why a file is not read when the system raised an error over it."""
    code = FAULTS.get(fault.errno or 0)
    return Unreadable(code) if code else Unreadable("system", fault=fault.strerror or str(fault))


def source_names(paths: list[Path], base: Path) -> list[str]:
    r"""Return the paths below a folder as printable names, all distinct.

    Names that are no UTF-8 are read as GB18030, the encoding of Chinese Windows; bytes that are neither, or
    that would make two names the same, are written as `\xff`.

    Parameters
    ----------
    paths : list of Path
        Files, possibly with undecodable bytes in their names.
    base : Path
        The folder.
    """
    encoded = [os.fsencode(path.relative_to(base).as_posix()) for path in paths]
    names = [_decoded(data, "utf-8") for data in encoded]
    known = {None, *names}
    for number, data in enumerate(encoded):
        if names[number] is None:
            read = _decoded(data, "gb18030")
            names[number] = data.decode("utf-8", "backslashreplace") if read in known else read
            known.add(names[number])
    return [name or "" for name in names]


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
