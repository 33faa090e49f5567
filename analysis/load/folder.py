"""Reads a folder: finds its files, reads each in its format, and puts the documents together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from .. import lexicon
from ..cache import cached
from ..checks import check_choice, check_path
from ..errors import InputError, KoujingError, described, warn
from ..files import written_below
from . import manifest as manifests
from .assemble import FileRead, Listed, documents_frame, documents_of, files_frame
from .attribution.banners import shared_banners
from .form import RECOGNISED, TableForm
from .items import Bounds, Content, Item, Message, Unreadable, message
from .messages import LANGUAGES
from .read import is_plain, read_file
from .walk import LIST, bytes_of, find_files, refuse_counts, source_names
from .worker import PASSING, read_apart


class Reading(NamedTuple):
    """What was read from a folder: the documents, one row per file, and what the manifest notes on them."""

    documents: pd.DataFrame
    files: pd.DataFrame
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Reading: {len(self.documents)} .documents from {len(self.files)} .files>"


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

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from analysis import read_documents
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     place = Path(folder, "青岛市-2022.txt")
    ...     _ = place.write_text("青岛市加快港口扩建，推动贸易增长。", encoding="utf-8")
    ...     read_documents(folder)[["city", "year", "text"]].to_numpy().tolist()
    ...
    [['青岛市', 2022, '青岛市加快港口扩建，推动贸易增长。']]
    """
    check_path("read_documents", folder)
    reading = read_folder(folder, manifest)
    skipped = int((reading.files["status"] == "skipped").sum())
    if skipped:
        warn(
            f"{folder}: {skipped} of {len(reading.files)} files were not read; "
            f"`koujing check {folder}` or `read_folder(folder).files` names each with its reason."
        )
    return reading.documents


def read_folder(
    folder: str | Path,
    manifest: str | Path | None = None,
    progress: bool = False,
    lang: str = "en",
    bounds: Bounds | None = None,
    jobs: int = 1,
    form: TableForm = RECOGNISED,
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
        How large files may be, and how much time and memory reading one may take.
    jobs : int
        How many files are read at the same time, each by a process of its own; the result is the same.
    form : TableForm
        How the tables are laid out, where the manifest does not state it for one of them.

    Returns
    -------
    Reading
        `documents` as in `read_documents`; `files` with the columns `file, status` (`read`, `skipped`,
        `manifest`, or `note` for a README beside the texts), `format, encoding, n_documents, n_characters,
        city, city_from, date, date_from, year, year_from` (missing where the documents of a file differ),
        `reason` (why it was skipped) and `warnings`; `notes`, the notes of the manifest on the texts.

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
    check_path("read_folder", folder)
    check_choice("read_folder", "lang", lang, LANGUAGES)
    root = Path(folder)
    refuse_counts(root)
    named, listed, ours = _files_of(root, Path(manifest) if manifest else None)
    if listed:
        listed = listed._replace(manifest=listed.manifest.meant_by(source for _, source in named))
    reading = _all_read(named, listed, bounds or Bounds(), form, jobs, ours)
    files = [file for found in _shown(reading, len(named), progress, lang) for file in found]
    rows = _documents_of(files, listed)
    summary = files_frame(files, rows, listed, lang)
    if not rows:
        said = files_frame(files, rows, listed, "en")  # as errors are
        skipped = said[said["status"] == "skipped"].head(3)
        if skipped.empty:
            raise InputError(f"{root}: holds no text, only notes or {LIST}; put texts beside it.")
        shown = "; ".join(f"{row['file']}: {row['reason']}" for _, row in skipped.iterrows())
        raise InputError(f"{root}: none of its {len(named)} files could be read as a text ({shown}).")
    return Reading(documents_frame(rows), summary, listed.manifest.notes() if listed else ())


def read_from_end(folder: str | Path, form: TableForm = RECOGNISED) -> None:
    """Open the files of a folder, the last first, for what stays in the cache.

    Parameters
    ----------
    folder, form
        As for `read_folder`.
    """
    named, listed, ours = _files_of(Path(folder))
    for _ in _all_read(named[::-1], listed, Bounds(), form, 1, ours):
        pass


def _files_of(
    root: Path, manifest: Path | None = None
) -> tuple[list[tuple[Path, str]], Listed | None, set[Path]]:
    """Return the files of a folder with their names, its manifest, and which of them are our own results."""
    paths = find_files(root)
    base = root if root.is_dir() else root.parent
    named = list(zip(paths, source_names(paths, base), strict=True))
    return named, manifest_in(base, manifest), written_below(base, paths)


def _shown(
    reading: Iterable[list[FileRead]], total: int, progress: bool, lang: str
) -> Iterable[list[FileRead]]:
    if not progress:
        return reading
    from tqdm import tqdm

    words = lexicon.messages(lang)["progress"]
    bar: Iterable[list[FileRead]] = tqdm(reading, total=total, unit=words["file"], desc=words["read"])
    return bar


def manifest_in(base: Path, given: Path | None = None) -> Listed | None:
    """Return the manifest in a folder, or the one named; None where there is none.

    Parameters
    ----------
    base : Path
        The folder.
    given : Path, optional
        The manifest.

    Raises
    ------
    InputError
        When it cannot be used.
    """
    path = given or base / LIST
    if given is None and not os.path.isfile(path):
        return None
    read = manifests.read_manifest(path)
    if read is None and given is not None:
        raise InputError(f"{path}: the manifest has no column `file`; name the file of each row there.")
    return Listed(path, read) if read else None


class _NotKept(Exception):
    """Carries results past the cache, as they may differ next time."""


def reads_of(
    content: bytes | Message, source: str, listed: Listed | None, bounds: Bounds, form: TableForm = RECOGNISED
) -> list[FileRead]:
    """Return what a file holds, each member of an archive by itself.

    Parameters
    ----------
    content : bytes or Message
        The whole file, or why it cannot be read.
    source : str
        Its path relative to the folder read.
    listed : Listed or None
        The manifest.
    bounds : Bounds
        How much it may hold.
    form : TableForm
        How its tables are laid out, where the manifest does not state it.
    """
    if isinstance(content, Message):
        return [FileRead(source, None, content)]
    try:
        own = form.stated(listed.manifest.row(source)) if listed else form
    except Unreadable as fault:
        return [FileRead(source, None, fault.reason)]
    return [
        FileRead(name, value)
        if isinstance(value, Content)
        else FileRead(name, None, manifests.asks_for_files(name, value))
        for name, value in _found(content, source, bounds, own)
    ]


def _found(data: bytes, source: str, bounds: Bounds, form: TableForm) -> list[tuple[str, Content | Message]]:
    try:
        return cached(partial(_contents, data, source, bounds, form), kinds=(Content, Item, Message))
    except _NotKept as result:
        found: list[tuple[str, Content | Message]] = result.args[0]
        return found


def _contents(
    data: bytes, source: str, bounds: Bounds, form: TableForm
) -> list[tuple[str, Content | Message]]:
    """Return the content of a file; all but short plain texts are opened in another process."""
    read = read_file if is_plain(data, source) else read_apart
    found = list(read(data, source, bounds, form))
    if any(isinstance(value, Message) and value.code in PASSING for _, value in found):
        raise _NotKept(found)
    return found


def _read(path: Path, source: str, listed: Listed | None, bounds: Bounds, form: TableForm) -> list[FileRead]:
    if listed and os.path.realpath(path) == os.path.realpath(listed.path):
        return [FileRead(source, None, is_manifest=True)]
    try:
        return reads_of(bytes_of(path, bounds), source, listed, bounds, form)
    except Unreadable as fault:
        return [FileRead(source, None, fault.reason)]


def _all_read(
    paths: Iterable[tuple[Path, str]],
    listed: Listed | None,
    bounds: Bounds,
    form: TableForm,
    jobs: int,
    ours: set[Path],
) -> Iterator[list[FileRead]]:
    """Yield what each file holds, in their order, several being read at the same time."""

    def read(pair: tuple[Path, str]) -> list[FileRead]:
        if pair[0] in ours:
            return [FileRead(pair[1], None, message("own_result"))]
        return _read(*pair, listed, bounds, form)

    if jobs < 2:
        yield from map(read, paths)
        return
    with ThreadPoolExecutor(jobs) as pool:
        try:
            yield from pool.map(read, paths)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _documents_of(files: list[FileRead], listed: Listed | None) -> list[dict[str, Any]]:
    """Return the documents of files; a file whose documents cannot be distinguished is skipped."""
    rows = []
    for at, file in enumerate(files):
        try:
            rows += documents_of(file, listed)
        except KoujingError:
            raise
        except Exception as error:  # whatever the error, the other files are read
            files[at] = FileRead(file.source, None, message("fault", fault=described(error)))
    banners = shared_banners(rows)
    wrong = {row["file"] for row in rows if row["title"] in banners} if banners else set()
    right = [row for row in rows if row["file"] not in wrong]
    return right + [
        row for file in files if file.source in wrong for row in documents_of(file, listed, banners)
    ]
