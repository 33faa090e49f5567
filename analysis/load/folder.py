"""Reads a folder: finds its files, reads each in its format, and puts the documents together."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from ..cache import cached
from ..errors import InputError, KoujingWarning, check_choice
from . import manifest as manifests
from .assemble import FileRead, Listed, documents_frame, documents_of, files_frame
from .items import MEBIBYTE, Bounds, Content, Item, Message, Unreadable, message
from .messages import LANGUAGES
from .read import is_plain, read_file
from .worker import PASSING, read_apart

FURNITURE = frozenset({"Thumbs.db", "desktop.ini"})


class Reading(NamedTuple):
    """What was read from a folder: the documents, one row per file, and what the manifest notes on them."""

    documents: pd.DataFrame
    files: pd.DataFrame
    notes: tuple[str, ...] = ()


def read_documents(folder: str | Path, manifest: str | Path | None = None) -> pd.DataFrame:
    """Return the documents of a folder of texts.

    Parameters
    ----------
    folder : str or Path
        A folder, searched with its sub-folders, or a single file.
    manifest : str or Path, optional
        A table that states what the texts do not; `documents.csv` in the folder when there is one.

    Returns
    -------
    DataFrame
        Columns `analysis.corpus.DOCUMENT_COLUMNS`, indexed by `doc_id`, sorted by `source`.

    Raises
    ------
    InputError
        When the folder is missing, empty, or holds nothing readable.

    Warns
    -----
    KoujingWarning
        When files were skipped.
    """
    reading = read_folder(folder, manifest)
    skipped = int((reading.files["status"] == "skipped").sum())
    if skipped:
        warnings.warn(
            f"{folder}: {skipped} of {len(reading.files)} files were not read; "
            f"`koujing check {folder}` or `read_folder(folder).files` names each with its reason.",
            KoujingWarning,
            stacklevel=2,
        )
    return reading.documents


def read_folder(
    folder: str | Path,
    manifest: str | Path | None = None,
    progress: bool = False,
    lang: str = "en",
    bounds: Bounds | None = None,
) -> Reading:
    """Return the documents of a folder and, for each of its files, how it was read or why not.

    Parameters
    ----------
    folder : str or Path
        A folder, searched with its sub-folders, or a single file.
    manifest : str or Path, optional
        A table that states what the texts do not; `documents.csv` in the folder when there is one.
    progress : bool
        Whether to show a bar on standard error.
    lang : {"en", "zh"}
        Language of reasons and warnings.
    bounds : Bounds, optional
        How large files may be.

    Returns
    -------
    Reading
        `documents` as of `read_documents`; `files` with the columns `file, status` (`read`, `skipped`,
        `manifest`, or `note` for a README beside the texts), `format, encoding, n_documents, n_characters,
        city, city_from, date, date_from, year, year_from` (missing where the documents of a file differ),
        `reason` (why it was skipped) and `warnings`; `notes`, what the manifest says of the texts.

    Raises
    ------
    InputError
        When the folder is missing, empty, or holds nothing readable.

    Examples
    --------
    >>> from analysis import SAMPLE, read_folder
    >>> reading = read_folder(SAMPLE)
    >>> reading.files["status"].value_counts().to_dict()
    {'read': 24, 'note': 1, 'manifest': 1}
    >>> sorted(reading.documents["city"].unique())
    ['兰州市', '宜昌市', '无锡市', '泉州市', '遵义市', '青岛市']
    """
    check_choice("read_folder", "lang", lang, LANGUAGES)
    root = Path(folder)
    paths = find_files(root)
    base = root if root.is_dir() else root.parent
    listed = _manifest(base, Path(manifest) if manifest else None)
    files = [
        file for path in _shown(paths, progress) for file in _read(path, base, listed, bounds or Bounds())
    ]
    rows = [row for file in files for row in documents_of(file, listed)]
    summary = files_frame(files, rows, listed, lang)
    if not rows:
        skipped = summary[summary["status"] == "skipped"].head(3)
        if skipped.empty:
            raise InputError(
                f"{root}: holds no text, only the list {manifests.NAME}; put the texts beside it."
            )
        shown = "; ".join(f"{row['file']}: {row['reason']}" for _, row in skipped.iterrows())
        raise InputError(f"{root}: none of its {len(paths)} files could be read as a text ({shown}).")
    return Reading(documents_frame(rows), summary, listed.manifest.notes() if listed else ())


def find_files(root: Path) -> list[Path]:
    """Return the files below a folder, sorted by path; hidden ones and links that lead round are left out.

    Raises
    ------
    InputError
        When there is no such folder, or nothing in it.
    """
    if not root.exists():
        raise InputError(f"{root}: no such folder; check the path.")
    if root.is_file():
        return [root]
    if not root.is_dir():
        raise InputError(f"{root}: neither a folder nor a file.")
    paths = sorted(_walk(root, frozenset()), key=lambda path: path.relative_to(root).as_posix())
    if not paths:
        raise InputError(
            f"{root}: the folder is empty; put the texts in it (txt, html, docx, pdf, csv, xlsx ...)."
        )
    return paths


def _walk(folder: Path, above: frozenset[Path]) -> Iterator[Path]:
    """Yield the files below a folder; a folder that may not be opened is yielded itself."""
    here = folder.resolve()
    if here in above:
        return
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for path in paths:
        if path.name.startswith((".", "~$")) or path.name in FURNITURE:
            continue
        if path.is_dir():
            yield from _walk(path, above | {here})
        else:
            yield path


def _shown(paths: list[Path], progress: bool) -> Iterable[Path]:
    if not progress:
        return paths
    from tqdm import tqdm

    bar: Iterable[Path] = tqdm(paths, unit="file", desc="read")
    return bar


def _manifest(base: Path, given: Path | None) -> Listed | None:
    path = given or base / manifests.NAME
    if given is None and not path.is_file():
        return None
    read = manifests.read_manifest(path)
    if read is None and given is not None:
        raise InputError(f"{path}: the manifest has no column `file`; name the file of each row there.")
    return Listed(path, read) if read else None


def source_name(name: str) -> str:
    """Return a path that can be written down: names that are no UTF-8 are read as GB18030.

    Parameters
    ----------
    name : str
        A path, perhaps with bytes the system could not decode.
    """
    data = os.fsencode(name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


class _NotKept(Exception):
    """Carries results past the cache: they may be others another time."""


def _found(data: bytes, source: str, bounds: Bounds) -> list[tuple[str, Content | Message]]:
    try:
        return cached(partial(_contents, data, source, bounds), kinds=(Content, Item, Message))
    except _NotKept as result:
        found: list[tuple[str, Content | Message]] = result.args[0]
        return found


def _contents(data: bytes, source: str, bounds: Bounds) -> list[tuple[str, Content | Message]]:
    """Return what a file holds; all but short plain texts are opened by another process."""
    read = read_file if is_plain(data, source) else read_apart
    found = list(read(data, source, bounds))
    if any(isinstance(value, Message) and value.code in PASSING for _, value in found):
        raise _NotKept(found)
    return found


def _read(path: Path, base: Path, listed: Listed | None, bounds: Bounds) -> Iterator[FileRead]:
    source = source_name(path.relative_to(base).as_posix())
    if listed and path.resolve() == listed.path.resolve():
        yield FileRead(source, None, is_manifest=True)
        return
    try:
        if path.is_dir():
            raise Unreadable("no_permission")
        if path.is_symlink() and not path.exists():
            raise Unreadable("no_file")
        size = path.stat().st_size
        if not path.is_file():
            raise Unreadable("no_file")
        if size > bounds.file_bytes:
            raise Unreadable("too_large", size=size // MEBIBYTE, bound=bounds.file_bytes // MEBIBYTE)
        data = path.read_bytes()
        for name, found in _found(data, source, bounds):
            yield FileRead(name, found) if isinstance(found, Content) else FileRead(name, None, found)
    except Unreadable as fault:
        yield FileRead(source, None, fault.reason)
    except FileNotFoundError:
        yield FileRead(source, None, message("gone"))
    except PermissionError:
        yield FileRead(source, None, message("no_permission"))
    except OSError as fault:
        yield FileRead(source, None, message("system", fault=fault.strerror or str(fault)))
