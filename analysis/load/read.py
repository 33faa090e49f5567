"""Reads the bytes of one file in the format its content shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from ..errors import KoujingError, described
from . import archive
from .companions import MARKDOWN, check_companion
from .form import RECOGNISED, TableForm
from .gate.judge import admit
from .gate.mojibake import mended, misread
from .gate.source_code import language_of
from .html.read import read_html
from .items import (
    MEBIBYTE,
    Bounds,
    Content,
    Message,
    Unreadable,
    message,
    oversized,
    unify_breaks,
)
from .lists import check_list
from .mail import is_mail, main_part, subject_of
from .office import workbooks as office
from .office.books import read_epub, read_ofd
from .office.odf import read_odt
from .office.rtf import read_rtf
from .office.slides import read_pptx
from .office.word import read_docx
from .pdf.ocr import read_image
from .pdf.read import read_pdf
from .plain_texts import plain_content
from .several.collected import with_texts_parted
from .several.law_blocks import with_law_block
from .sniff import is_tar, sniff, text_kind
from .tables.databases import KINDS as DATABASES
from .tables.databases import read_database
from .tables.delimiters import cells_alike, is_in_blanks
from .tables.frames import read_frame_file
from .tables.headers import records_of
from .tables.pipes import piped_rows
from .tables.read import is_stated_table, read_csv, read_json
from .tables.rows import items_of
from .tables.sql_dumps import read_dump
from .text import Decoded, decode
from .xml.files import read_xml, root_name

READERS = {
    "docx": read_docx, "pptx": read_pptx, "image": read_image, "ofd": read_ofd, "epub": read_epub,
}  # fmt: skip
RUNNING = frozenset(("text", "docx", "odt", "rtf", "pdf"))
"""Formats of running text, above which data bases set their fields."""

FRAMES = ("parquet", "feather", "arrow", "orc", "dta")
REFUSED = {
    "archive": "other_archive",
    **dict.fromkeys(("CAJ", "CEB", "CHM", "DjVu", "XPS", "iWork"), "own_reader"),
    "media": "media",
    "program": "program",
    "encrypted": "locked",
    "package": "unknown_package",
    "pickle": "pickle",
    "hdf": "other_table",
    "spss": "other_table",
    **dict.fromkeys(("Access", "SAS", "NumPy", "MATLAB", "R"), "table_of_program"),
}


def read_file(
    data: bytes, source: str, bounds: Bounds, form: TableForm = RECOGNISED
) -> Iterator[tuple[str, Content | Message]]:
    """Yield what a file holds, archives opened: each source with its content or the reason for refusal.

    Parameters
    ----------
    data : bytes
        The whole file.
    source : str
        Its path; members of archives are named below it.
    bounds : Bounds
        How much it may hold.
    form : TableForm
        How its tables are laid out.
    """
    for name, content in files_in(data, source, bounds):
        yield name, read_one(content, name, bounds, form)


def files_in(
    data: bytes, source: str, bounds: Bounds, depth: int = 0
) -> Iterator[tuple[str, bytes | Message]]:
    """Yield the files in an archive, or the one file that is none: each source with its bytes, or a refusal.

    Parameters
    ----------
    data : bytes
        The whole file.
    source : str
        Its path.
    bounds : Bounds
        How much it may hold.
    depth : int
        How many archives it lies in.
    """
    try:
        is_packed = sniff(data) == "gzip" and archive.holds_tar(data)
        is_tape = is_packed or is_tar(data)
        if not is_tape and sniff(data) != "zip":
            yield source, data
            return
        if depth >= bounds.archive_depth:
            raise Unreadable("too_deep", bound=bounds.archive_depth)
        unpacked = archive.gunzip(data, bounds) if is_packed else data
        opened = (archive.tar_members if is_tape else archive.members)(unpacked, bounds)
        for name, content in opened:
            if isinstance(content, Unreadable):
                yield f"{source}/{name.replace('..', '__')}", content.reason
            else:
                yield from files_in(content, f"{source}/{name}", bounds, depth + 1)
    except KoujingError:
        raise
    except Exception as error:  # whatever error a library raises, the other files are read
        yield source, refusal(error)


def read_one(
    content: bytes | Message, source: str, bounds: Bounds, form: TableForm = RECOGNISED
) -> Content | Message:
    """Return the content of a file that is not an archive, or the reason for refusing it.

    Parameters
    ----------
    content : bytes or Message
        The whole file; a refusal is passed on.
    source : str
        Its path.
    bounds : Bounds
        How much it may hold.
    form : TableForm
        How its tables are laid out.
    """
    if isinstance(content, Message):
        return content
    try:
        return check_list(check_companion(admit(read_bytes(content, source, bounds, form)), source))
    except KoujingError:
        raise
    except Exception as error:  # whatever error a library raises, the other files are read
        return refusal(error)


def refusal(error: Exception) -> Message:
    """Return the message to the user about an error caused by a file."""
    if isinstance(error, Unreadable):
        return error.reason
    if isinstance(error, MemoryError):
        return message("no_memory")
    return message("fault", fault=described(error))


def is_plain(data: bytes, source: str) -> bool:
    """Return whether a file is short UTF-8 text, which no library has to open.

    Parameters
    ----------
    data : bytes
        The whole file.
    source : str
        Its path.
    """
    if not source.lower().endswith(".txt") or len(data) > MEBIBYTE or data.startswith(b"PK"):
        return False
    try:
        return sniff(data) == "text" and text_kind(data.decode("utf-8"), "txt") == "text"
    except UnicodeDecodeError:
        return False


def read_bytes(data: bytes, source: str, bounds: Bounds, form: TableForm = RECOGNISED) -> Content:
    """Return the content of a file that is not a zip archive.

    Parameters
    ----------
    data : bytes
        The whole file.
    source : str
        Its path, for its ending.
    bounds : Bounds
        How much it may hold.
    form : TableForm
        How its tables are laid out.

    Raises
    ------
    Unreadable
        When it holds no text that can be read.
    """
    found = _read_bytes(data, source, bounds, form)
    if found.format not in (*RUNNING, "html"):
        return found
    parted = with_texts_parted(found)
    return parted if found.format == "html" else with_law_block(parted)


def _read_bytes(data: bytes, source: str, bounds: Bounds, form: TableForm) -> Content:
    if not data:
        raise Unreadable("empty")
    kind = sniff(data)
    if kind == "gzip":
        data, source = archive.gunzip(data, bounds), source.removesuffix(".gz")
        kind = sniff(data)
        if kind in ("gzip", "zip"):
            raise Unreadable("too_deep", bound=1)
    if kind in REFUSED:
        raise Unreadable(REFUSED[kind], format=kind, fault="", shown=PurePosixPath(source).suffix)
    if kind in office.CONVERTED:
        data, kind = office.convert_legacy(data, kind)
    if kind == "pdf":
        return read_pdf(data, bounds, form.pages)
    if kind == "odt":
        return read_odt(data, bounds, form)
    if kind in READERS:
        return READERS[kind](data, bounds)
    if kind == "xlsx":
        return office.read_xlsx(data, bounds, form)
    if kind == "rtf":
        return read_rtf(data)
    if kind in FRAMES:
        return read_frame_file(data, kind, form)
    if kind in DATABASES:
        return read_database(data, kind, form)
    if is_mail(data):
        text, kind = main_part(data)
        whole = Decoded(text.replace("\r\n", "\n"), "mime", ())
        return read_html(whole) if kind == "html" else _titled(plain_content(whole), subject_of(data))
    return _read_text(data, source, bounds, form)


def _titled(content: Content, title: str) -> Content:
    """Return the only text of a file with a title that stands outside of it."""
    if len(content.items) != 1 or not title or content.items[0].stated.get("title"):
        return content
    item = content.items[0]
    named = replace(item, stated={**item.stated, "title": title}, origin=item.origin or "page")
    return replace(content, items=(named,))


def _read_text(data: bytes, source: str, bounds: Bounds, form: TableForm) -> Content:
    if len(data) > bounds.text_bytes:
        raise oversized(source, len(data), bounds.text_bytes)
    decoded = decode(data)
    wrong = misread(decoded.text)
    if wrong and wrong.text:
        said = (*decoded.warnings, mended(wrong))
        decoded = decoded._replace(text=unify_breaks(wrong.text), warnings=said)
    ending = PurePosixPath(source).suffix.lower().lstrip(".")
    root = root_name(decoded.text, ending)
    if root:
        return read_xml(decoded.text, root, form)
    kind = text_kind(decoded.text, ending)
    if kind in ("text", "notes", "csv") and (piped := piped_rows(decoded.text)):
        items, said = items_of(records_of(piped, form), form)
        return Content(items, "table", decoded.encoding, decoded.warnings + said)
    if kind == "text" and is_stated_table(decoded.text, form):
        kind = "csv"
    if kind == "text" and (dumped := read_dump(decoded, form)):
        return dumped
    language = language_of(decoded.text, ending) if kind == "text" else None
    if kind == "text" and is_in_blanks(decoded.text[:4096]):
        raise Unreadable("in_blanks")
    if language:
        raise Unreadable(language.code, **language.values)
    alike = cells_alike(decoded.text[:20_000]) if kind == "text" else 0
    if alike:
        decoded = decoded._replace(warnings=(*decoded.warnings, message("rows_alike", count=alike)))
    if kind == "notes":
        if MARKDOWN.search(PurePosixPath(source).stem):
            raise Unreadable("notes")
        kind = "text"
    if kind == "html":
        return read_html(decoded, form)
    if kind == "json":
        return read_json(decoded, form)
    if kind == "csv":
        return read_csv(decoded, form)
    return plain_content(decoded)
