"""Reads the text layer of PDF files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

from . import ocr
from .items import Bounds, Content, Item, Message, Unreadable, library, message, trim_lines, unify_breaks
from .layout import lay_out

LETTER = re.compile(r"[^\W\d_]")
STRANGE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\u0250-\u1fff\ufffd]")
HAN = re.compile(r"[㐀-鿿]")
GARBLED = 0.3
"""Share of non-Chinese characters from which a page is left out."""

EDGE = 2
"""How many lines at the head and the foot of a page may be those of every page."""

SHARE, FEWEST = 0.4, 3
"""On what share of the pages, and on how many, a line must occur at the same edge to be a running one."""

LONGEST = 60
"""Longest running line (characters)."""


def read_pdf(data: bytes, bounds: Bounds) -> Content:
    """Return the text layer of a PDF, its pages one after the other.

    Columns are read one after the other, the cells of a table whole. Running heads and feet, watermarks and
    pages whose fonts do not say which characters they draw are left out and reported.

    Raises
    ------
    Unreadable
        When the file is damaged, locked by a password, too long, or has no text layer.
    """
    pypdfium2 = library("pypdfium2")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise Unreadable(
            "locked" if "password" in str(fault).lower() else "damaged", format="pdf", fault=""
        ) from None
    try:
        if len(document) > bounds.pages:
            raise Unreadable("too_many_pages", count=len(document), bound=bounds.pages)
        read = [_page(document, number) for number in range(len(document))]
        unread = [number for number, (page, _) in enumerate(read) if not _is_read(page)] if bounds.ocr else []
        found = ocr.recognise([partial(_drawn, document, number) for number in unread])
    except pypdfium2.PdfiumError:
        raise Unreadable("damaged", format="pdf", fault="") from None
    finally:
        document.close()
    columns, recognised = ocr.marks(found, [number + 1 for number in unread])
    lines_of = {number: page.lines for number, page in zip(unread, found, strict=True) if page.lines}
    pages, said = _readable([lines_of.get(number, page) for number, (page, _) in enumerate(read)])
    said += recognised
    pages, running = without_running_lines(pages)
    if running:
        said += (message("running_lines", count=sum(running.values()), shown=next(iter(running))[:40]),)
    skewed = sum(n for _, n in read)
    if skewed:
        said += (message("watermarks", count=skewed),)
    text, line = trim_lines("\n".join("\n".join(page) for page in pages))
    if not LETTER.search(text):
        raise Unreadable("no_text_layer")
    return Content((Item(text, line, further=columns),), "pdf (ocr)" if columns else "pdf", "", said)


def _is_read(lines: list[str]) -> bool:
    text = "".join(lines)
    return bool(LETTER.search(text)) and not _is_garbled(text)


def _drawn(document: Any, number: int) -> Any:
    """Return a page as an image."""
    page = document[number]
    try:
        scale = min(ocr.DPI / 72, ocr.LARGEST / max(*page.get_size(), 1))
        return page.render(scale=scale).to_pil()
    finally:
        page.close()


def _page(document: Any, number: int) -> tuple[list[str], int]:
    """Return the lines of a page, and how many characters of watermarks were left out of them."""
    page = document[number]
    layer = page.get_textpage()
    try:
        laid = lay_out(page, layer)
        text = str(layer.get_text_range()).replace("\ufffe", "")
        return (unify_breaks(text).split("\n") if laid.lines is None else laid.lines), laid.n_skewed
    finally:
        layer.close()
        page.close()


def _readable(pages: list[list[str]]) -> tuple[list[list[str]], tuple[Message, ...]]:
    """Return the pages with those emptied that cannot be read, and the warnings about them."""
    empty = [i for i, lines in enumerate(pages, 1) if not any(LETTER.search(line) for line in lines)]
    garbled = [i for i, lines in enumerate(pages, 1) if i not in empty and _is_garbled("".join(lines))]
    if len(garbled) + len(empty) == len(pages) and garbled:
        raise Unreadable("pdf_letters")
    said: tuple[Message, ...] = ()
    if empty:
        said += (message("pages_without_text", count=len(empty), page=empty[0]),)
    if garbled:
        said += (message("pdf_pages_garbled", count=len(garbled), page=garbled[0]),)
    return [[] if i in garbled else lines for i, lines in enumerate(pages, 1)], said


def _is_garbled(text: str) -> bool:
    strange, han = len(STRANGE.findall(text)), len(HAN.findall(text))
    return strange > 4 and strange > GARBLED * (strange + han)


def without_running_lines(pages: Sequence[list[str]]) -> tuple[list[list[str]], Counter[str]]:
    """Return pages without the lines that occur at the head or foot of many of them, and these lines.

    Numbers in a line may differ from page to page; heads may alternate between left and right pages.

    Parameters
    ----------
    pages : sequence of list of str
        The lines of each page.
    """
    filled = [[i for i, line in enumerate(page) if line.strip()] for page in pages]
    edges = [
        [*places[:EDGE], *places[-EDGE:]] if len(places) > 2 * EDGE else [*places[:1], *places[-1:]]
        for places in filled
    ]
    seen: Counter[tuple[str, bool]] = Counter()
    for page, places in zip(pages, edges, strict=True):
        half = len(places) / 2
        seen.update({(_shape(page[i]), k < half) for k, i in enumerate(places)})
    n = sum(bool(places) for places in filled)
    often = {key for key, count in seen.items() if count >= max(FEWEST, SHARE * n) and _may_run(key[0])}
    kept, gone = [], Counter[str]()
    for page, places in zip(pages, edges, strict=True):
        half = len(places) / 2
        drop = {i for k, i in enumerate(places) if (_shape(page[i]), k < half) in often}
        gone.update(page[i].strip() for i in drop)
        kept.append([line for i, line in enumerate(page) if i not in drop])
    return kept, gone


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", "".join(line.split()))


def _may_run(shape: str) -> bool:
    return bool(shape) and len(shape) <= LONGEST and not any(mark in shape for mark in "。；，！？")
