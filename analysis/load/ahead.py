"""The columns that documents will have, from the headers of their files, before any of these is read."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path, PurePosixPath

from . import archive
from .form import TableForm
from .gate.mojibake import misread
from .html.read import columns_of_page
from .html.tables import table_rows
from .html.tree import parse_page
from .items import MEBIBYTE, Bounds, Unreadable, trim_lines
from .mail import is_mail
from .manifest import Manifest
from .office.workbooks import sheets_of
from .pdf.ocr import COLUMNS as OF_OCR
from .read import FRAMES, REFUSED, files_in, is_plain
from .several.law_blocks import block_of
from .sniff import sniff, text_kind
from .tables.cells import cell_text
from .tables.columns import columns_of, text_by_look, text_parts
from .tables.databases import KINDS as DATABASES
from .tables.databases import table_of
from .tables.delimited import stream_rows
from .tables.delimiters import delimiter_of
from .tables.frames import stored_columns
from .tables.headers import HEADER_ROWS, header_at, names_in
from .tables.read import json_records
from .tables.rows import further_name, named_columns
from .text import decode
from .walk import bytes_of
from .worker import call_apart
from .xml.files import root_name

LEADING = 10 * HEADER_ROWS
"""Rows of a table among which those are that its header is searched in; some may be blank."""

LARGEST_ARCHIVE = 16 * MEBIBYTE
"""Bytes of an archive that is opened for the headers in it."""

WITHOUT = ("docx", "odt", "epub", "ofd", "rtf", "doc", "ppt", "pptx")
"""Formats that hold no tables of texts."""

FEEDS = frozenset(("rss", "feed", "rdf", "worddocument", "package"))
"""Roots of XML whose texts have no other columns than ours."""


def columns_ahead(
    paths: Iterable[tuple[Path, str]], listed: Manifest | None, form: TableForm, bounds: Bounds
) -> list[str] | None:
    """Return the columns of the user's own that files can give to documents; None if that is not known.

    Every column that there will be is among them; one whose cells are all empty may be, too.

    Parameters
    ----------
    paths : iterable of (Path, str)
        The files, with their sources.
    listed : Manifest or None
        The manifest.
    form : TableForm
        How the tables are laid out, where the manifest does not state it.
    bounds : Bounds
        How much a file may hold.
    """
    found = sorted(listed.columns()) if listed else []
    for path, source in paths:
        try:
            own = form.stated(listed.row(source)) if listed else form
            data = bytes_of(path, bounds)
        except Unreadable:
            continue  # nor is it read
        try:
            if is_plain(data, source):
                names = columns_of_file(data, source, bounds, own)
            else:
                names = call_apart(columns_of_file, data, source, bounds, own, size=len(data), bounds=bounds)
        except (Unreadable, OSError):
            return None
        if names is None:
            return None
        found += names
    return list(dict.fromkeys(found))


def columns_of_file(data: bytes, source: str, bounds: Bounds, form: TableForm) -> list[str] | None:
    """Return the columns of the user's own that the texts of a file can have; None if that is not known.

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
    """
    found: list[str] = []
    try:
        if sniff(data) == "zip" and len(data) > LARGEST_ARCHIVE:
            return None
        for name, content in files_in(data, source, bounds):
            if isinstance(content, bytes) and content:
                names = _columns(content, name, bounds, form)
                if names is None:
                    return None
                found += names
    except Unreadable:  # nor is it read
        return []
    return found


def _columns(data: bytes, source: str, bounds: Bounds, form: TableForm) -> list[str] | None:
    kind = sniff(data)
    if kind == "gzip":
        data, source = archive.gunzip(data, bounds), source.removesuffix(".gz")
        kind = sniff(data)
    if kind in ("pdf", "image"):
        return list(OF_OCR) if bounds.ocr else []
    if kind == "odt" and b"opendocument.spreadsheet" in data[:200]:
        return None
    if kind in WITHOUT or kind in REFUSED:
        return []
    if kind == "xlsx":
        sheets = sheets_of(data, bounds, form, LEADING)
        return [name for rows in sheets.values() for name in _own(_named(rows, form), form)]
    if kind in FRAMES:
        return _own(_schema(data, kind), form)
    if kind in DATABASES:
        with tempfile.TemporaryDirectory(prefix="koujing-") as folder:
            path = Path(folder, f"data.{kind}")
            path.write_bytes(data)
            with table_of(path, kind, form.table) as table:
                return _own(table.names, form)
    if kind != "text" or is_mail(data):
        return None
    return _of_text(data, source, bounds, form)


def _of_text(data: bytes, source: str, bounds: Bounds, form: TableForm) -> list[str] | None:
    if len(data) > bounds.text_bytes:
        return []
    decoded = decode(data)
    wrong = misread(decoded.text)
    text = wrong.text if wrong and wrong.text else decoded.text
    ending = PurePosixPath(source).suffix.lower().lstrip(".")
    root = root_name(text, ending)
    if root:
        return [] if root in FEEDS else None
    kind = text_kind(text, ending)
    if kind == "html":
        rows = table_rows(parse_page(text)[0]) if "<table" in text.lower() else []
        return _own(_keys(rows), form) if rows else columns_of_page(text)
    if kind == "json":
        records, *_ = json_records(text, form)
        names = _keys(records)
        are_texts = "text" in named_columns(names, form) or text_parts(names) or text_by_look(records)
        return _own(names, form) if are_texts else []
    if kind == "csv":
        table = stream_rows(io.StringIO(text), form.mark or delimiter_of(text))
        first = max(form.header_row - 1, 0)
        return _own(_named(list(islice(table, first, first + LEADING)), form), form)
    return list(block_of(trim_lines(text)[0])[1])


def _keys(records: Iterable[Mapping[str, object]]) -> list[str]:
    """Return the names that records have between them."""
    return list(dict.fromkeys(str(name) for row in records for name in row))


def _named(rows: Sequence[Sequence[object]], form: TableForm) -> list[str]:
    """Return the names of columns in the leading rows of a table, with those that a repeated one may get."""
    filled = [list(row) for row in rows if any(cell_text(cell).strip() for cell in row)][:HEADER_ROWS]
    names = names_in(filled, header_at(filled, form)) if filled else []
    again = [f"{name} ({i + 1})" for i, name in enumerate(names) if name in names[:i]]
    return [name for name in (*names, *again) if name]


def _own(names: list[str], form: TableForm) -> list[str]:
    """Return the columns of a table that are not read as ours, as documents name them."""
    columns = named_columns(names, form)
    text = columns.get("text")
    # Where the cell of a text says that there is none, it is further, and the text stands in another.
    other = columns_of(name for name in names if name != text).get("text")
    used = {*columns.values()} - ({text} if other else set())
    return [further_name(name) for name in names if name not in used]


def _schema(data: bytes, kind: str) -> list[str]:
    """Return the columns of a Parquet, Arrow, ORC or Stata file, its labels of rows among them."""
    file = io.BytesIO(data)
    if kind == "dta":
        from pandas.io.stata import StataReader

        with StataReader(file) as reader:
            return list(reader.variable_labels())
    if find_spec("pyarrow") is None:
        raise Unreadable("needs_pyarrow")
    import pyarrow as pa

    try:
        if kind == "parquet":
            import pyarrow.parquet as pq

            schema = pq.read_schema(file)
        elif kind == "orc":
            from pyarrow import orc

            schema = orc.ORCFile(file).schema
        else:
            schema = (pa.ipc.open_stream if kind == "arrow" else pa.ipc.open_file)(file).schema
    except pa.ArrowException:
        raise Unreadable("damaged", format=kind, fault="") from None
    labels = (schema.pandas_metadata or {}).get("index_columns", [])
    named = [str(label["name"]) for label in labels if isinstance(label, dict) and label.get("name")]
    return [*stored_columns(schema), *named]
