"""Reads a folder: finds its files, reads each in its format, and puts the documents together."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import pandas as pd

from ..corpus import DOCUMENT_COLUMNS
from ..errors import InputError, KoujingWarning, check_choice
from . import manifest as manifests
from .attribute import FIELDS, Attribution, attribute
from .items import MEBIBYTE, Bounds, Content, Item, Message, Unreadable, message
from .messages import LANGUAGES, joined
from .page import plain_copy, read_page
from .read import read_file

FILE_COLUMNS = (
    "file", "status", "format", "encoding", "n_documents", "n_characters", "city", "city_from", "date", "date_from",
    "reason", "warnings",
)  # fmt: skip
COUNTS = ("n_documents", "n_characters")


class Reading(NamedTuple):
    """What was read from a folder: the documents, one row per file, and what the manifest notes on them."""

    documents: pd.DataFrame
    files: pd.DataFrame
    notes: tuple[str, ...] = ()


class _File(NamedTuple):
    """A file (or member of an archive) and what came of it: its content or the reason why it was skipped."""

    source: str
    content: Content | None
    reason: Message | None = None
    is_manifest: bool = False


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
        `manifest`), `format, encoding, n_documents, n_characters, city, city_from, date, date_from` (missing
        where a file has several), `reason` (why it was skipped) and `warnings`.

    Raises
    ------
    InputError
        When the folder is missing, empty, or holds nothing readable.
    """
    check_choice("read_folder", "lang", lang, LANGUAGES)
    root = Path(folder)
    paths = find_files(root)
    base = root if root.is_dir() else root.parent
    listed = _manifest(base, Path(manifest) if manifest else None)
    files = [
        file for path in _shown(paths, progress) for file in _read(path, base, listed, bounds or Bounds())
    ]
    rows = [row for file in files for row in _documents(file, listed)]
    summary = _summary(files, rows, listed, lang)
    if not rows:
        skipped = summary[summary["status"] == "skipped"].head(3)
        shown = "; ".join(f"{row['file']}: {row['reason']}" for _, row in skipped.iterrows())
        raise InputError(f"{root}: none of its {len(paths)} files could be read as a text ({shown}).")
    return Reading(_frame(rows), summary)


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


def _walk(folder: Path, above: frozenset[Path]) -> Iterable[Path]:
    here = folder.resolve()
    if here in above:
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")):
            continue
        if path.is_dir():
            yield from _walk(path, above | {here})
        else:
            yield path


def _shown(paths: list[Path], progress: bool) -> Iterable[Path]:
    if not progress:
        return paths
    from tqdm import tqdm

    return tqdm(paths, unit="file", desc="read")  # type: ignore[no-any-return]


class _Listed(NamedTuple):
    """The manifest and where it lies."""

    path: Path
    manifest: manifests.Manifest


def _manifest(base: Path, given: Path | None) -> _Listed | None:
    path = given or base / manifests.NAME
    if given is None and not path.is_file():
        return None
    read = manifests.read_manifest(path)
    if read is None and given is not None:
        raise InputError(f"{path}: the manifest has no column `file`; name the file of each row there.")
    return _Listed(path, read) if read else None


def _read(path: Path, base: Path, listed: _Listed | None, bounds: Bounds) -> Iterator[_File]:
    source = path.relative_to(base).as_posix()
    if listed and path.resolve() == listed.path.resolve():
        yield _File(source, None, is_manifest=True)
        return
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise Unreadable("no_file")
        if size > bounds.file_bytes:
            raise Unreadable("too_large", size=size // MEBIBYTE, bound=bounds.file_bytes // MEBIBYTE)
        for name, found in read_file(path.read_bytes(), source, bounds):
            yield _File(name, found) if isinstance(found, Content) else _File(name, None, found)
    except Unreadable as fault:
        yield _File(source, None, fault.reason)
    except FileNotFoundError:
        yield _File(source, None, message("gone"))
    except PermissionError:
        yield _File(source, None, message("no_permission"))
    except OSError as fault:
        yield _File(source, None, message("system", fault=fault.strerror or str(fault)))


def _documents(file: _File, listed: _Listed | None) -> list[dict[str, Any]]:
    """Return one row per document of a file; articles of one page share its evidence of place."""
    if file.content is None:
        return []
    texts = [(item, plain_copy(item.text)) for item in file.content.items]
    is_page = len(texts) > 1 and all(item.origin == "page" for item, _ in texts)
    page_text = "\n".join(plain for _, plain in texts) if is_page else ""
    rows = []
    for item, plain in texts:
        source = f"{file.source}/{item.member}" if item.member else file.source
        stated = listed.manifest.row(source) if listed else {}
        found = attribute(item, source, stated, read_page(plain.split("\n")), plain, page_text or plain)
        rows.append({"file": file.source, **_row(item, source, found)})
    return rows


def _row(item: Item, source: str, found: Attribution) -> dict[str, Any]:
    row: dict[str, Any] = {
        "source": source,
        "source_line": item.line,
        "text": item.text,
        "warnings": found.warnings,
    }
    for field in FIELDS:
        row[field] = found.values.get(field)
        row[f"{field}_from"] = found.origins.get(field)
    return row


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    order = sorted(range(len(rows)), key=lambda i: (rows[i]["source"], i))
    ids = document_ids([rows[i]["source"] for i in order])
    frame = pd.DataFrame([rows[i] for i in order], columns=list(DOCUMENT_COLUMNS), dtype=object)
    frame.index = pd.Index(ids, name="doc_id", dtype=object)
    frame["year"] = frame["year"].astype("Int64")
    frame["source_line"] = frame["source_line"].astype("int64")
    return frame


def document_ids(sources: list[str]) -> list[str]:
    """Return a readable name for each document: its source without ending, and `#2` ... for the next in a file.

    Parameters
    ----------
    sources : list of str
        Source of each document, those of one file next to each other.
    """
    stems = {source: _stem(source) for source in sources}
    shared = {stem for stem, n in Counter(stems.values()).items() if n > 1}
    seen: Counter[str] = Counter()
    ids = []
    for source in sources:
        name = source if stems[source] in shared else stems[source]
        seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return ids


def _stem(source: str) -> str:
    path = PurePosixPath(source)
    name = path.name.removesuffix(".gz")
    return str(path.with_name(PurePosixPath(name).stem))


def _summary(
    files: list[_File], rows: list[dict[str, Any]], listed: _Listed | None, lang: str
) -> pd.DataFrame:
    by_file: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_file.setdefault(row["file"], []).append(row)
    table = []
    for file in files:
        own = by_file.get(file.source, [])
        said = list(file.content.warnings) if file.content else []
        said += [warning for row in own for warning in row["warnings"]]
        if file.is_manifest and listed:
            said += [*listed.manifest.warnings, *listed.manifest.missing([row["source"] for row in rows])]
        table.append(
            {
                "file": file.source,
                "status": "manifest" if file.is_manifest else "read" if file.content else "skipped",
                "format": file.content.format if file.content else None,
                "encoding": (file.content.encoding or None) if file.content else None,
                "n_documents": len(own),
                "n_characters": sum(len(row["text"]) for row in own),
                **{name: _common(own, name) for name in ("city", "city_from", "date", "date_from")},
                "reason": joined([file.reason], lang) if file.reason else None,
                "warnings": joined(said, lang),
            }
        )
    return pd.DataFrame(table, columns=list(FILE_COLUMNS), dtype=object).astype(
        dict.fromkeys(COUNTS, "int64")
    )


def _common(rows: list[dict[str, Any]], name: str) -> Any:
    values = {row[name] for row in rows}
    return values.pop() if len(values) == 1 else None
