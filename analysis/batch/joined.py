"""Joins rows of a table that are the paragraphs of one document, without holding the table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

from ..load.cells import cell_text
from ..load.columns import columns_of
from ..load.form import TableForm
from ..load.items import Unreadable
from ..load.rows import begins_anew, has_text


def joined_rows(lines: Iterable[bytes], form: TableForm) -> Iterator[bytes]:
    """Yield the rows of a table as JSON objects, those of one document as one; see `TableForm.document_by`.

    Rows of one document must follow each other: only one document is held at a time, and of those before
    it eight bytes each. Lines that are no objects are yielded as they are.

    Parameters
    ----------
    lines : iterable of bytes
        The rows, as `json_lines` yields them.
    form : TableForm
        How the table is laid out; its `document_by` names columns.

    Raises
    ------
    Unreadable
        When a column named is missing, or rows of one document stand apart.
    """
    held: dict[str, Any] = {}
    parts: list[str] = []
    own: tuple[str, ...] = ()
    text = ""
    seen: set[bytes] = set()
    document, before = 0, -1

    def whole() -> bytes:
        return json.dumps(held | {text: "\n".join(parts)}, ensure_ascii=False).encode("utf-8", "replace")

    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            yield line
            continue
        text = text or form.text_in(row) or columns_of(list(row)).get("text", "")
        names = form.keys_in(row)
        if names == [columns_of(row).get("paragraph")]:
            is_new, before = begins_anew(cell_text(row.get(names[0])), before)
            document += is_new
            key: tuple[str, ...] = (str(document),)
        else:
            key = tuple(cell_text(row.get(name)).strip() for name in names)
        told = [cell_text(row.get(text))] if has_text(row.get(text)) else []
        if held and key == own:
            parts += told
            continue
        if held:
            yield whole()
        mark = blake2b(json.dumps(key).encode(), digest_size=8).digest()
        if mark in seen:
            raise Unreadable("rows_apart", name=form.document_by, line=number, told=" ".join(key)[:40])
        seen.add(mark)
        held, own, parts = row, key, told
    if held:
        yield whole()


def paragraph_keys(columns: Mapping[str, str]) -> str:
    """Return the columns that rows of one document share where another one numbers its paragraphs, else "".

    Where there are none, it is the one with the numbers, which begin anew in each document.

    Parameters
    ----------
    columns : mapping
        The columns of a table by our names, from `columns_of`.

    Examples
    --------
    >>> from analysis.batch.joined import paragraph_keys
    >>> paragraph_keys({"city": "城市", "year": "年份", "paragraph": "段落序号", "text": "正文"})
    '城市,年份'
    """
    if "paragraph" not in columns:
        return ""
    own = [columns["document"]] if "document" in columns else []
    own = own or [name for ours, name in columns.items() if ours not in ("text", "paragraph")]
    own = own or [columns["paragraph"]]
    return "" if any("," in name or "，" in name for name in own) else ",".join(own)
