"""Reads the text layer of PDF files."""

from __future__ import annotations

import re

from .items import Bounds, Content, Item, Unreadable, library, message, trim_lines, unify_breaks

LETTER = re.compile(r"[^\W\d_]")


def read_pdf(data: bytes, bounds: Bounds) -> Content:
    """Return the text layer of a PDF, its pages one after the other.

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
        pages = [_page_text(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError:
        raise Unreadable("damaged", format="pdf", fault="") from None
    finally:
        document.close()
    empty = [number for number, text in enumerate(pages, 1) if not LETTER.search(text)]
    text, line = trim_lines(unify_breaks("\n".join(pages)))
    if not LETTER.search(text):
        raise Unreadable("no_text_layer")
    said = (message("pages_without_text", count=len(empty), page=empty[0]),) if empty else ()
    return Content((Item(text, line),), "pdf", "", said)


def _page_text(document: object, number: int) -> str:
    page = document[number]  # type: ignore[index]
    layer = page.get_textpage()
    try:
        return str(layer.get_text_range()).replace("\ufffe", "")
    finally:
        layer.close()
        page.close()
