"""Puts what was read together: one row per document, one row per file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import pandas as pd

from ..cache import cached
from ..corpus import DOCUMENT_COLUMNS
from ..errors import KoujingError, described
from .attribution.attribute import FIELDS, Attribution, attribute
from .attribution.page import read_page
from .attribution.plain import plain_copy
from .form import FORM
from .items import Content, Item, Message, message
from .manifest import STATED, Manifest
from .messages import joined

FILE_COLUMNS = (
    "file", "status", "format", "encoding", "n_documents", "n_characters",
    "city", "city_from", "date", "date_from", "year", "year_from", "reason", "warnings",
)  # fmt: skip
NOTES = ("notes", "notes_on_texts", "of_saved_page")
"""Reasons for which a file is a note beside the texts."""

COUNTS = ("n_documents", "n_characters")


OF_TABLES = ("city", "district", "province", "year", "date")
"""Columns with one of which the names of files in a table say nothing more."""


class FileRead(NamedTuple):
    """A file (or member of an archive) and its content, or the reason why it was skipped."""

    source: str
    content: Content | None
    reason: Message | None = None
    is_manifest: bool = False


class Listed(NamedTuple):
    """The manifest and its path."""

    path: Path
    manifest: Manifest


def documents_of(
    file: FileRead, listed: Listed | None, banners: frozenset[str] = frozenset()
) -> list[dict[str, Any]]:
    """Return one row per document of a file; articles of one page share its evidence of place.

    Parameters
    ----------
    file : FileRead
        A file and its content.
    listed : Listed or None
        The manifest.
    banners : frozenset of str
        Lines that are no titles, from `shared_banners`.
    """
    if file.content is None:
        return []
    items = file.content.items
    is_page = len(items) > 1 and all(item.origin == "page" for item in items)
    page_text = "\n".join(plain_copy(item.text) for item in items) if is_page else ""
    rows = []
    for number, item in enumerate(items, 1):
        source = f"{file.source}/{item.member}" if item.member else file.source
        stated = listed.manifest.row(source, number) if listed else {}
        own = {
            **item.further,
            **{name: cell for name, cell in stated.items() if name not in (*STATED, *FORM)},
        }
        place = f"{source}/{_path(item.named)}" if item.named and not {*OF_TABLES} & {*item.asked} else source
        found = _attributed_or_told(item, place, stated, page_text, banners)
        rows.append({"file": file.source, **_row(item, source, found), "further": own})
    return rows


def _path(name: str) -> str:
    """Return the name of a file as paths are written; one that is no path ends in nothing like an ending."""
    return name.replace("\\", "/").strip("/")


def _attributed(
    item: Item, source: str, stated: Mapping[str, str], page_text: str, banners: tuple[str, ...]
) -> Attribution:
    plain = plain_copy(item.text)
    lines = [line for line in plain.split("\n") if line.strip() not in banners]
    return attribute(item, source, stated, read_page(lines), plain, page_text or plain)


def _attributed_or_told(
    item: Item, source: str, stated: Mapping[str, str], page_text: str, banners: frozenset[str]
) -> Attribution:
    try:
        found = partial(_attributed, item, source, stated, page_text, (*sorted(banners),))
        return cached(found, kinds=(Attribution, Message))
    except KoujingError:
        raise
    except Exception as error:  # the text itself and the other documents are usable
        return Attribution({}, {}, (message("not_attributed", fault=described(error)),))


def _row(item: Item, source: str, found: Attribution) -> dict[str, Any]:
    row: dict[str, Any] = {
        "source": source,
        "source_line": item.line,
        "text": item.text,
        "warnings": found.warnings,
    }
    for field in FIELDS:
        row[field] = found.cells.get(field)
        row[f"{field}_from"] = found.origins.get(field)
    return row


def documents_frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the rows of all files as `documents`, sorted by source and named.

    Parameters
    ----------
    rows : list of dict
        Rows from `documents_of`. The user's own columns follow ours.
    """
    order = sorted(range(len(rows)), key=lambda i: (rows[i]["source"], i))
    ids = document_ids([rows[i]["source"] for i in order])
    frame = pd.DataFrame([rows[i] for i in order], columns=list(DOCUMENT_COLUMNS), dtype=object)
    frame.index = pd.Index(ids, name="doc_id", dtype=object)
    frame["year"] = frame["year"].astype("Int64")
    frame["source_line"] = frame["source_line"].astype("int64")
    further = dict.fromkeys(name for row in rows for name in row["further"])
    if not further:
        return frame
    # All at once: adding one column after another takes time that grows with their square.
    cells = [[rows[i]["further"].get(name) for name in further] for i in order]
    more = pd.DataFrame(cells, index=frame.index, columns=pd.Index(list(further), dtype=object), dtype=object)
    return pd.concat([frame, more], axis=1)


def document_ids(sources: list[str]) -> list[str]:
    """Return a readable name for each document: its source without ending, `#2` for the second of a file.

    Parameters
    ----------
    sources : list of str
        Source of each document, those of one file next to each other.
    """
    stems = {source: stem_of(source) for source in sources}
    shared = {stem for stem, n in Counter(stems.values()).items() if n > 1}
    taken = {*sources, *stems.values()}
    seen: Counter[str] = Counter()
    ids = []
    for source in sources:
        name = source if stems[source] in shared else stems[source]
        seen[name] += 1
        while seen[name] > 1 and f"{name}#{seen[name]}" in taken:
            seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return ids


def stem_of(source: str) -> str:
    """Return a source without its ending, by which `document_ids` calls documents."""
    path = PurePosixPath(source)
    name = path.name.removesuffix(".gz")
    return str(path.with_name(PurePosixPath(name).stem))


def files_frame(
    files: list[FileRead], rows: list[dict[str, Any]], listed: Listed | None, lang: str
) -> pd.DataFrame:
    """Return one row per file: how it was read or why not.

    Parameters
    ----------
    files : list of FileRead
        All files, in order.
    rows : list of dict
        Their documents, from `documents_of`.
    listed : Listed or None
        The manifest.
    lang : {"en", "zh"}
        Language of reasons and warnings.

    Returns
    -------
    DataFrame
        The columns `FILE_COLUMNS`.
    """
    by_file: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_file.setdefault(row["file"], []).append(row)
    table = []
    for file in files:
        own = by_file.get(file.source, [])
        said = list(file.content.warnings) if file.content else []
        said += [warning for row in own for warning in row["warnings"]]
        if file.is_manifest and listed:
            numbered = Counter(row["source"] for row in rows)
            known = {file.source: 1 for file in files} | numbered
            said += [*listed.manifest.warnings, *listed.manifest.missing(known)]
        table.append(
            {
                "file": file.source,
                "status": _status(file),
                "format": file.content.format if file.content else None,
                "encoding": (file.content.encoding or None) if file.content else None,
                "n_documents": len(own),
                "n_characters": sum(len(row["text"]) for row in own),
                **_common(own, "city"),
                **_common(own, "date"),
                **_common(own, "year"),
                "reason": joined([file.reason], lang) if file.reason else None,
                "warnings": joined(said, lang),
            }
        )
    return pd.DataFrame(table, columns=list(FILE_COLUMNS), dtype=object).astype(
        dict.fromkeys(COUNTS, "int64")
    )


def _common(rows: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """Return the value that all documents of a file have, and how it was found."""
    values = {row[name] for row in rows}
    value = values.pop() if len(values) == 1 else None
    origins = sorted({row[f"{name}_from"] for row in rows}) if value else []
    return {name: value, f"{name}_from": ", ".join(origins) or None}


def _status(file: FileRead) -> str:
    if file.is_manifest:
        return "manifest"
    if file.content:
        return "read"
    return "note" if file.reason and file.reason.code in NOTES else "skipped"
