"""Reads the text layer of PDF files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from functools import partial
from typing import Any

from ..form import pages_asked
from ..gate.mojibake import misread
from ..gate.nonsense import is_nonsense
from ..items import Bounds, Content, Item, Message, Unreadable, library, message, trim_lines, unify_breaks
from ..text import plausibility
from . import ocr
from .edge_texts import issue_of, large_lines, without_edges, without_lines
from .edges import edge_rows
from .layout import Laid, lay_out
from .running import without_numbered_heads, without_page_numbers, without_running_lines
from .title import metadata_title, title_in

LETTER = re.compile(r"[^\W\d_]")
STRANGE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\u0250-\u1fff\ufffd]")
HAN = re.compile(r"[㐀-鿿]")
GARBLED = 0.3
"""Share of non-Chinese characters from which a page is left out."""

FEWEST_BESIDE, COVERED, PICTURE = 30, 0.4, 3
"""Fewest Chinese characters beside a picture that make a page of text, share of the page that the picture
covers, and the kind of such an object in PDFium."""

FEWEST_READ, LEAST_COMMON = 60, 0.4
"""From how many Chinese characters on a page is left out if so small a share of its characters is common."""


def read_pdf(data: bytes, bounds: Bounds, pages: str = "") -> Content:
    """Return the text layer of a PDF, its pages one after the other.

    Columns are read one after the other, the cells of a table whole. Running heads and feet, watermarks and
    pages whose fonts do not say which characters they draw are left out and reported.

    Parameters
    ----------
    data : bytes
        The whole file.
    bounds : Bounds
        How much it may hold.
    pages : str
        The pages to read, such as `1-3,5`; all if empty.

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
        count = len(document)
        asked = pages_asked(pages, count)
        if len(asked) > bounds.pages:
            raise Unreadable("too_many_pages", count=len(asked), bound=bounds.pages)
        read = [_page(document, number) for number in asked]
        pictured = {i for i, (page, _) in enumerate(read) if _is_pictured(document, asked[i], page)}
        doubted = [i for i, (page, _) in enumerate(read) if i in pictured or not _is_read(page)]
        unread = doubted if bounds.ocr else []
        metadata = metadata_title(document)
        found = ocr.recognise([partial(_drawn, document, asked[i]) for i in unread])
    except pypdfium2.PdfiumError:
        raise Unreadable("damaged", format="pdf", fault="") from None
    finally:
        document.close()
    columns, recognised = ocr.marks(found, [asked[i] + 1 for i in unread])
    lines_of = {number: page.lines for number, page in zip(unread, found, strict=True) if page.lines}
    kept, said = _readable(
        [lines_of.get(i, page) for i, (page, _) in enumerate(read)], asked, pictured - {*lines_of}
    )
    said += recognised
    if pages:
        said += (message("pages_chosen", told=pages, read=len(asked), count=count),)
    places = [laid if i not in lines_of and kept[i] else None for i, (_, laid) in enumerate(read)]
    found_edges = [*map(without_edges, kept, places, edge_rows(places))]
    kept, placed = [page for page, _ in found_edges], [own for _, own in found_edges]
    kept, n_faint = _without_marks(kept, [laid for _, laid in read])
    kept, notes = _with_notes(kept, [laid for _, laid in read], placed)
    folds = [0 if i in lines_of else laid.fold for i, (_, laid) in enumerate(read)]
    kept = [part for page, at in zip(kept, folds, strict=True) for part in _sides(page, at)]
    small = Counter(head for _, laid in read for head in laid.heads)
    kept, numbers = without_page_numbers(kept)
    kept, heads = without_numbered_heads(kept)
    kept, running = without_running_lines(kept, small, large_lines(places))
    running = Counter(one for own in placed for one in own) + running + heads + numbers + small
    if running:
        said += (message("running_lines", count=sum(running.values()), shown=next(iter(running))[:40]),)
    skewed = sum(laid.n_skewed for _, laid in read) + n_faint
    if skewed:
        said += (message("watermarks", count=skewed),)
    if notes:
        said += (message("footnotes", count=len(notes), shown=notes[0][:30]),)
    issue = issue_of(running)
    front = (
        [issue] if issue and not any(issue in "".join(line.split()) for page in kept for line in page) else []
    )
    text, line = trim_lines("\n".join("\n".join(page) for page in [front, *kept, notes]))
    if not LETTER.search(text):
        raise Unreadable("no_text_layer")
    title = title_in(metadata, text)
    stated = {"title": title} if title else {}
    item = Item(text, line, stated, (), "page", further=columns)
    return Content((item,), "pdf (ocr)" if columns else "pdf", "", said)


def _sides(page: list[str], fold: int) -> list[list[str]]:
    """Return the two pages on a sheet; any other page as it is."""
    return [page[:fold], page[fold:]] if fold and page else [page]


def _without_marks(pages: list[list[str]], read: list[Laid]) -> tuple[list[list[str]], int]:
    """Return pages without watermarks where hardly more stands, and of how many characters these are."""
    marks = {"".join(one.faint.split()) for one in read if not one.is_pale} - {""}
    kept = [
        [line for line in page if not one.is_pale or "".join(line.split()) not in marks]
        for page, one in zip(pages, read, strict=True)
    ]
    return kept, sum(len("".join(page)) for page in pages) - sum(len("".join(page)) for page in kept)


def _with_notes(
    pages: list[list[str]], read: list[Laid], edges: list[list[str]]
) -> tuple[list[list[str]], list[str]]:
    """Return the pages, and the footnotes of all, whole; what is the end of none goes back to its page."""
    kept: list[list[str]] = []
    notes: list[str] = []
    for page, laid, own in zip(pages, read, edges, strict=True):
        rest = without_lines(laid.rest.split("\n"), own) if laid.rest else []
        if rest and notes and not notes[-1].endswith(("。", "；", "！", "？")):
            notes[-1] += "".join(rest)
            rest = []
        kept.append(page + rest)
        notes += without_lines(list(laid.notes), own)
    return kept, notes


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


def _page(document: Any, number: int) -> tuple[list[str], Laid]:
    """Return the lines of a page, and what was found out about them."""
    page = document[number]
    layer = page.get_textpage()
    try:
        laid = lay_out(page, layer, _is_covered(page))
        text = str(layer.get_text_range()).replace("\ufffe", "")
        return (unify_breaks(text).split("\n") if laid.lines is None else laid.lines), laid
    finally:
        layer.close()
        page.close()


def _is_pictured(document: Any, number: int, lines: list[str]) -> bool:
    """Return whether a page is a picture with hardly a text beside it: a scan with a head or a number."""
    if len(HAN.findall("".join(lines))) >= FEWEST_BESIDE:
        return False
    page = document[number]
    try:
        return _is_covered(page)
    finally:
        page.close()


def _is_covered(page: Any) -> bool:
    """Return whether a picture covers most of a page."""
    width, height = page.get_size()
    bounds = [found.get_bounds() for found in page.get_objects(filter=(PICTURE,))]
    return any((right - left) * (top - low) >= COVERED * width * height for left, low, right, top in bounds)


def _readable(
    pages: list[list[str]], asked: list[int], pictured: Set[int] = frozenset()
) -> tuple[list[list[str]], tuple[Message, ...]]:
    """Return the pages with those emptied that cannot be read, and the warnings about them.

    The text of `pictured` ones, which are pictures, is not among what was read.
    """
    texts = dict(enumerate(map("".join, pages), 1))
    # Mojibake is mended, or refused by its name, by the gate.
    garbled = [i for i, text in texts.items() if _is_garbled(text) and not misread(text)]
    empty = [i for i, text in texts.items() if i not in garbled and not LETTER.search(text)]
    if len(garbled) + len(empty) == len(pages) and garbled:
        raise Unreadable("pdf_letters")
    if len(empty) < len(pages):
        empty = sorted({*empty, *(i + 1 for i in pictured if i + 1 not in garbled)})
    said: tuple[Message, ...] = ()
    if empty:
        said += (message("pages_without_text", count=len(empty), page=asked[empty[0] - 1] + 1),)
    if garbled:
        said += (message("pdf_pages_garbled", count=len(garbled), page=asked[garbled[0] - 1] + 1),)
    return [[] if i in garbled else lines for i, lines in enumerate(pages, 1)], said


def _is_garbled(text: str) -> bool:
    strange, han = len(STRANGE.findall(text)), len(HAN.findall(text))
    if strange > 4 and strange > GARBLED * (strange + han):
        return True
    return (han >= FEWEST_READ and plausibility(text) < LEAST_COMMON) or is_nonsense(text)
