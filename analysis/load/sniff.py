"""Detects the format of a file by its content; its ending only decides between kinds of text."""

from __future__ import annotations

import io
import json
import re
import tarfile
import zipfile
import zlib

from .items import Unreadable
from .office.package import CONTENT_TYPES, package_kind
from .tables.databases import database_kind
from .tables.delimiters import table_mark
from .tables.json_values import json_value
from .tables.printed import are_records

MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PAR1", "parquet"),
    (b"ARROW1", "feather"),
    (b"FEA1", "feather"),
    (b"ORC", "orc"),
    (b"\xff\xff\xff\xff", "arrow"),
    (b"\x89HDF", "hdf"),
    (b"\x09\x08\x10\x00\x00\x05", "xls"),
    (b"\x09\x08\x08\x00\x00\x05", "xls"),
    (b"\x09\x04\x06\x00", "xls"),
    (b"\x09\x02\x06\x00", "xls"),
    (b"\x09\x00\x04\x00", "xls"),
    (b"\x00\x01\x00\x00Standard Jet DB", "Access"),
    (b"\x00\x01\x00\x00Standard ACE DB", "Access"),
    (bytes(12) + b"\xc2\xea\x81\x60", "SAS"),
    (b"\x93NUMPY", "NumPy"),
    (b"RDX2\n", "R"),
    (b"RDX3\n", "R"),
    (b"X\n\x00\x00\x00", "R"),
    (b"MATLAB 5.0 MAT-file", "MATLAB"),
    (b"$FL2@(#)", "spss"),
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
    (b"(\xb5/\xfd", "archive"),
    (b'\x04"M\x18', "archive"),
    (b"\x1f\x9d", "archive"),
    (b"MSCF", "archive"),
    (b"!<arch>\n", "archive"),
    (b"CAJ\x00", "CAJ"),
    (b"HN\x00\x00", "CAJ"),
    (b"KDH ", "CAJ"),
    (b"Founder CEB", "CEB"),
    (b"ITSF", "CHM"),
    (b"AT&TFORM", "DjVu"),
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"<stata_dta>", "dta"),
    (b"\x80\x02", "pickle"),
    (b"\x80\x03", "pickle"),
    (b"\x80\x04\x95", "pickle"),
    (b"\x80\x05\x95", "pickle"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)
PACKAGES = (
    ("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("content.xml", "odt"),
    ("ppt/presentation.xml", "pptx"), ("OFD.xml", "ofd"), ("META-INF/container.xml", "epub"),
)  # fmt: skip
PACKAGE_PARTS = frozenset(
    (CONTENT_TYPES, "META-INF/manifest.xml", "META-INF/MANIFEST.MF", "AndroidManifest.xml")
)
OLD_STATA = frozenset(bytes((release, order, 1, 0)) for release in range(0x6C, 0x74) for order in (1, 2))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]", re.IGNORECASE)
PAGE_LINE = re.compile(rf"^[^\S\n]*(?:{PAGE.pattern})", re.IGNORECASE | re.MULTILINE)
PAGE_ENDINGS = ("html", "htm", "shtml", "xhtml", "mht", "asp", "aspx", "php", "jsp")
TABLE_ENDINGS = ("csv", "tsv", "json", "jsonl", "ndjson")
TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
CALL = re.compile(r"\s*(?:(?:var|let|const)\s+|window\.)?\w{1,60}\s*=\s*\[?\s*\{\s*[\"'\w]")
RECORD = re.compile(
    r"[\ufeff\s]*(?:(?://|#)[^\n]*\n\s*|/\*.*?\*/\s*)*(?:\[\s*(?:/\*.*?\*/\s*)?){0,2}\{\s*[\"'\w]", re.DOTALL
)
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
        `pdf`, `docx`, `xlsx`, `pptx`, `doc`, `xls`, `ppt`, `ofd`, `epub`, `package`, `zip`, `gzip`,
        `parquet`, `feather`,
        `arrow`, `orc`, `hdf`, `spss`, `dta`, `rtf`, `odt`,
        `encrypted`, `image`, `archive`, `media`, `program`, `sqlite`, `duckdb` or `text`.

    Raises
    ------
    Unreadable
        When a container is cut off.
    """
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zip_kind(data)
    if data.startswith(OLE):
        return _ole_kind(data)
    if is_tar(data):
        return "archive"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if database := database_kind(data):
        return database
    if data[:4] in OLD_STATA:
        return "dta"
    short = data.startswith(b"BM") and data[6:10] != bytes(4)
    return next((kind for mark, kind in MAGIC if data.startswith(mark) and not short), "text")


def is_tar(data: bytes) -> bool:
    """Return whether the file is a tar archive, told by its checksum: old ones have no mark of their own.

    Parameters
    ----------
    data : bytes
        The file, or its beginning.
    """
    header = data[: tarfile.BLOCKSIZE]
    if len(header) < tarfile.BLOCKSIZE or b"\0" not in header:
        return False
    try:
        tarfile.TarInfo.frombuf(header, "utf-8", "replace")
    except tarfile.HeaderError:
        return False
    return True


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = package_kind(names, archive)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError):
        raise Unreadable("cut_off") from None
    if kind:
        return kind
    if any(name.endswith(".iwa") for name in names):
        return "iWork"
    if any(name.endswith((".fdseq", ".fpage")) for name in names):
        return "XPS"
    for member, found in PACKAGES:
        if member in names:
            return found
    return "package" if PACKAGE_PARTS & names else "zip"


def _ole_kind(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted"
    for stream, kind in (
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("Book", "xls"),
        ("PowerPoint Document", "ppt"),
    ):
        if stream.encode("utf-16-le") in data:
            return kind
    return "doc"


def text_kind(text: str, ending: str) -> str:
    """Return the kind of text in a file: `html`, `json`, `csv`, `notes` or `text`.

    Parameters
    ----------
    text : str
        The decoded file.
    ending : str
        The ending of its name, in lower case, without the dot.
    """
    head = text[:4096].lstrip("\ufeff \n\t")
    if head[:1] in ("{", "[") and PAGE.search(head[:2000]) and (_is_json(text) or are_records(text)):
        return "json"
    if _is_page(head[:2000], text, ending) or TABLE.match(head):
        return "html"
    if ending == "md":
        return "notes"
    if ending in ("json", "jsonl", "ndjson") or are_records(text) or _holds_records(text):
        return "json"
    if ending in ("csv", "tsv") or table_mark(head):
        return "csv"
    return "text"


def _is_page(head: str, text: str, ending: str) -> bool:
    """Return whether a file is a page: markup opens it or a line of it; cells, sentences may hold some."""
    if ending in PAGE_ENDINGS:
        return PAGE.search(head) is not None or PAGE_PART.search(text) is not None
    if head.startswith("<"):
        return PAGE.search(head) is not None
    if ending in TABLE_ENDINGS:
        return False
    opening = PAGE_LINE.search(head)
    return bool(opening and PAGE_PART.search(text) and not table_mark(head[: opening.start()]))


def _holds_records(text: str) -> bool:
    """Return whether a file is one value of JSON, or as Python prints it, that holds records."""
    if not (RECORD.match(text) or CALL.match(text)):
        return False
    value = json_value(text)
    parts = value if isinstance(value, list) else [value]
    return any(one and isinstance(one[0] if isinstance(one, list) else one, dict) for one in parts)


def _is_json(text: str) -> bool:
    """Return whether a file is JSON, with the source of a page in it."""
    try:
        return isinstance(json.loads(text.lstrip("\ufeff"), strict=False), (dict, list))
    except (ValueError, RecursionError):
        return False
