"""Tells the format of a file by its content; its ending only decides between kinds of text."""

from __future__ import annotations

import io
import json
import re
import zipfile

from .items import Unreadable
from .tables import columns_of

MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PAR1", "parquet"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"RIFF", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"BZh", "archive"),
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]", re.IGNORECASE)
PAGE_PART = re.compile(r"</(?:p|div|span|td|li|h\d)>", re.IGNORECASE)


def sniff(data: bytes) -> str:
    """Return the format that the first bytes show, or `text`.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    str
        `pdf`, `docx`, `xlsx`, `doc`, `xls`, `zip`, `gzip`, `parquet`, `rtf`, `odt`, `encrypted`, `image`,
        `archive`, `media`, `program` or `text`.

    Raises
    ------
    Unreadable
        When a container is cut off.
    """
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zip_kind(data)
    if data.startswith(OLE):
        return _ole_kind(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    short = data.startswith(b"BM") and data[6:10] != bytes(4)
    return next((kind for mark, kind in MAGIC if data.startswith(mark) and not short), "text")


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unreadable("cut_off") from None
    for member, kind in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("content.xml", "odt")):
        if member in names:
            return kind
    return "odt" if "ppt/presentation.xml" in names else "zip"


def _ole_kind(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted"
    for stream, kind in (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls")):
        if stream.encode("utf-16-le") in data:
            return kind
    return "doc"


def text_kind(text: str, ending: str) -> str:
    """Return what kind of text a file is: `html`, `json`, `csv`, `notes` or `text`.

    Parameters
    ----------
    text : str
        The decoded file.
    ending : str
        The ending of its name, in small letters, without the dot.
    """
    head = text[:4096].lstrip("\ufeff \n\t")
    if PAGE.search(head[:2000]) or (ending in ("html", "htm", "shtml", "xhtml") and PAGE_PART.search(text)):
        return "html"
    if ending == "md":
        return "notes"
    if ending in ("json", "jsonl", "ndjson") or _opens_with_object(text):
        return "json"
    if ending in ("csv", "tsv") or _has_header(head):
        return "csv"
    return "text"


def _opens_with_object(text: str) -> bool:
    line = text.lstrip("\ufeff \n\t").split("\n", 1)[0]
    if not line.startswith("{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _has_header(head: str) -> bool:
    first = head.split("\n", 1)[0]
    cells = re.split(r"[,\t;]", first)
    columns = columns_of(cell.strip('" ') for cell in cells)
    return len(columns) > 1 and "text" in columns
