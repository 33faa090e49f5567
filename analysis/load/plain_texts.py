"""A file of running text: front matter, the records of data bases, labelled texts, articles, one text."""

from __future__ import annotations

from .items import Content, Item, Message, Unreadable, message, trim_lines
from .pdf.foot_notes import without_foot_notes
from .several.articles import split_articles
from .several.exports import exported_records, front_matter
from .several.labelled import labelled_texts
from .several.press_bases import press_articles
from .several.press_pages import printed_articles
from .text import Decoded


def plain_content(decoded: Decoded) -> Content:
    """Return the texts of a file of running text.

    Parameters
    ----------
    decoded : Decoded
        A file.

    Raises
    ------
    Unreadable
        When nothing is in it, or abstracts alone.
    """
    text, line = trim_lines(decoded.text)
    if not text:
        raise Unreadable("empty")
    stated, below = front_matter(text)
    if stated:
        text, line = trim_lines(below, line)
        if not text:
            raise Unreadable("empty")
        item = Item(text, line, stated, tuple(sorted(stated)), "table")
        return Content((item,), "text", decoded.encoding, decoded.warnings)
    records, empty, n_abstracts = exported_records(text)
    if records and n_abstracts == len(records):
        raise Unreadable("abstracts", count=n_abstracts, shown=records[0].stated.get("title", "")[:30])
    if records:
        said: tuple[Message, ...] = (message("empty_rows", count=empty),) if empty else ()
        said += (message("some_abstracts", count=n_abstracts),) if n_abstracts else ()
        return Content(tuple(records), "cnki", decoded.encoding, decoded.warnings + said)
    labelled = press_articles(text) or printed_articles(text, line) or labelled_texts(text)
    if labelled:
        return Content(tuple(labelled), "text", decoded.encoding, decoded.warnings)
    text, notes = without_foot_notes(text)
    said = (message("footnotes", count=len(notes), shown=notes[0][:30]),) if notes else ()
    items = split_articles(text, line)
    return Content(items, "text", decoded.encoding, decoded.warnings + said)
