"""Joins rows of a table that are the paragraphs of one document, without holding a large table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from ..form import TableForm
from ..items import MEBIBYTE, Unreadable
from ..tables.cells import cell_text
from ..tables.columns import columns_of
from ..tables.paragraphs import begins_anew
from ..tables.rows import has_text

HELD = 64 * MEBIBYTE
"""Size of the rows of a table up to which its documents are held, so that their rows may stand apart."""


class Row(NamedTuple):
    """A row of a table: its number, its document, its cells, the column of its text, and the text."""

    number: int
    key: tuple[str, ...]
    cells: dict[str, Any]
    name: str
    text: str


def joined_rows(lines: Callable[[], Iterator[bytes]], form: TableForm) -> Iterator[bytes]:
    """Yield the rows of a table as JSON objects, those of one document as one; see `TableForm.document_by`.

    In tables of up to `HELD` bytes the rows of a document may stand apart, as they may in those that are read
    as a whole. In larger ones they must follow each other: only one document is held at a time, and of those
    before it eight bytes each. Lines that are no objects are yielded as they are.

    Parameters
    ----------
    lines : callable
        Returns the rows, as `json_lines` yields them, from the first on.
    form : TableForm
        How the table is laid out; its `document_by` names columns.

    Raises
    ------
    Unreadable
        When a column named is missing, or rows of one document of a large table stand apart.
    """
    whole = _gathered(lines(), form)
    yield from _in_passing(lines(), form) if whole is None else whole


def _gathered(lines: Iterable[bytes], form: TableForm) -> Iterator[bytes] | None:
    """Return the documents in the order of their first rows; None when the table is too large to be held."""
    order: list[bytes | tuple[str, ...]] = []
    documents: dict[tuple[str, ...], tuple[Row, list[str]]] = {}
    size = 0
    for line, row in _keyed(lines, form):
        size += len(line)
        if size > HELD:
            return None
        if row is None:
            order.append(line)
            continue
        if row.key not in documents:
            order.append(row.key)
            documents[row.key] = (row, [])
        elif row.text and not documents[row.key][1]:
            documents[row.key] = (row, [])  # the cells are those of the first row that has a text
        documents[row.key][1].extend([row.text] if row.text else [])
    return (one if isinstance(one, bytes) else _line(*documents[one]) for one in order)


def _in_passing(lines: Iterable[bytes], form: TableForm) -> Iterator[bytes]:
    """Yield the documents of a table whose rows follow each other."""
    held: Row | None = None
    parts: list[str] = []
    seen: set[bytes] = set()
    for line, row in _keyed(lines, form):
        if row is None:
            yield line
            continue
        told = [row.text] if row.text else []
        if held and row.key == held.key:
            held = held if parts else row
            parts += told
            continue
        if held:
            yield _line(held, parts)
        mark = blake2b(json.dumps(row.key).encode(), digest_size=8).digest()
        if mark in seen:
            shown = " ".join(row.key)[:40]
            raise Unreadable(
                "rows_apart", name=form.document_by, line=row.number, told=shown, bound=HELD // MEBIBYTE
            )
        seen.add(mark)
        held, parts = row, told
    if held:
        yield _line(held, parts)


def _keyed(lines: Iterable[bytes], form: TableForm) -> Iterator[tuple[bytes, Row | None]]:
    """Yield each line with its row, None where it is no object."""
    text = ""
    document, before = 0, -1
    for number, line in enumerate(lines, 1):
        try:
            cells = json.loads(line)
        except ValueError:
            cells = None
        if not isinstance(cells, dict):
            yield line, None
            continue
        text = text or form.text_in(cells) or columns_of(list(cells)).get("text", "")
        names = form.keys_in(cells)
        if names == [columns_of(cells).get("paragraph")]:
            is_new, before = begins_anew(cell_text(cells.get(names[0])), before)
            document += is_new
            key: tuple[str, ...] = (str(document),)
        else:
            key = tuple(cell_text(cells.get(name)).strip() for name in names)
        told = cell_text(cells.get(text)) if has_text(cells.get(text)) else ""
        yield line, Row(number, key, cells, text, told)


def _line(row: Row, parts: list[str]) -> bytes:
    told = row.cells | {row.name: "\n".join(parts)}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def paragraph_keys(columns: Mapping[str, str]) -> str:
    """Return the columns that rows of one document share where another one numbers its paragraphs, else "".

    Where there are none, it is the one with the numbers, which begin anew in each document.

    Parameters
    ----------
    columns : mapping
        The columns of a table by our names, from `columns_of`.

    Examples
    --------
    >>> from analysis.load.stream.joined import paragraph_keys
    >>> paragraph_keys({"city": "城市", "year": "年份", "paragraph": "段落序号", "text": "正文"})
    '城市,年份'
    """
    if "paragraph" not in columns:
        return ""
    own = [columns["document"]] if "document" in columns else []
    own = own or [name for ours, name in columns.items() if ours not in ("text", "paragraph")]
    own = own or [columns["paragraph"]]
    return "" if any("," in name or "，" in name for name in own) else ",".join(own)
