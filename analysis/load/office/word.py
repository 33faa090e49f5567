"""Reads Word documents: docx, docm, Strict Open XML, and the single XML files of Word 2003 and later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from zipfile import BadZipFile

from ..html.read import read_html
from ..items import Bounds, Content, Item, Message, Unreadable, message, trim_lines
from ..mail import is_mail, main_part
from ..sniff import text_kind
from ..text import Decoded, decode
from .numbering import WORD, Numbering
from .package import open_package, xml_root
from .word_contents import heads_contents, is_contents, is_entry
from .word_runs import (
    MC,
    PASSED_OVER,
    hidden_and_struck,
    hide_by_style,
    is_placeholder,
    paragraph_text,
    show_ringed,
)
from .word_tables import LAID_IN, cells_of, is_blank_form, records
from .workbooks import check_container

RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
FILES = ("Word.", "Excel.", "PowerPoint.", "Package", "AcroExch")
"""How programs of embedded files are called; those of formulas are not."""

WORD_2003 = "{http://schemas.microsoft.com/office/word/2003/wordml}"
LONGEST_LABEL = 24
"""Most characters of the lines of a cell that are taken for one label."""

OWN_NOTES = ("separator", "continuationSeparator", "continuationNotice")


def read_docx(data: bytes, bounds: Bounds) -> Content:
    """Return the text of a Word document: one line a paragraph, table rows as cells with tabs between them.

    Files embedded in it (HTML, text, Word) stand where it shows them. Automatic numbers precede their
    paragraphs, the paragraphs of a text box come after the one it hangs on, footnotes at the end. A table of
    contents, hidden text, deletions and readings above characters are left out.

    Raises
    ------
    Unreadable
        When the file is damaged, too large once unpacked, or empty.
    """
    check_container(data, bounds)
    package = open_package(data)
    try:
        styles = package.related("styles")
        numbering = Numbering(package.related("numbering"), styles)
        notes = [package.related("footnotes"), package.related("endnotes")]
        chunks = package.named("aFChunk")
        embedded = {name: _embedded(chunk, bounds) for name, chunk in chunks.items()}
        embedded |= {name: _drawn(part) for name, part in package.named("diagramData").items()}
        root = package.part(package.main)
        hide_by_style(root, styles)
        return _content(root, numbering, notes, embedded)
    except (AttributeError, ValueError, TypeError) as fault:  # a part that is not what its name says
        raise Unreadable("damaged", format="docx", fault=type(fault).__name__) from None


def read_word_xml(root: Any) -> Content:
    """Return the text of a Word document that is one XML file.

    Parameters
    ----------
    root : lxml element
        A `w:wordDocument` (Word 2003) or `pkg:package` (later).

    Raises
    ------
    Unreadable
        When there is no text in it.
    """
    for node in root.iter():
        if isinstance(node.tag, str) and node.tag.startswith(WORD_2003):
            node.tag = WORD + node.tag.removeprefix(WORD_2003)
            for name in [name for name in node.attrib if str(name).startswith(WORD_2003)]:
                node.set(WORD + str(name).removeprefix(WORD_2003), node.attrib[name])
    numbering = next(iter(root.iter(WORD + "numbering")), None)
    styles = next(iter(root.iter(WORD + "styles")), None)
    notes = [next(iter(root.iter(WORD + name)), None) for name in ("footnotes", "endnotes")]
    return _content(root, Numbering(numbering, styles), notes)


def _drawn(part: bytes) -> str | None:
    """Return the text of a diagram, a paragraph a line."""
    try:
        root = xml_root(part)
    except Unreadable:
        return None
    lines = ("".join(one.text or "" for one in line.iter(DRAWING + "t")) for line in root.iter(DRAWING + "p"))
    return "\n".join(line for line in lines if line.strip())


def _embedded(data: bytes, bounds: Bounds) -> str | None:
    """Return the text of an embedded file, None where it cannot be read; none is read inside another."""
    try:
        if data.startswith(b"PK"):
            check_container(data, bounds)
            package = open_package(data)
            content = _content(package.part(package.main), Numbering(None, None), [])
        elif is_mail(data):
            text, kind = main_part(data)
            if kind != "html":
                return text
            content = read_html(Decoded(text, "mime", ()))
        else:
            decoded = decode(data)
            if text_kind(decoded.text, "") != "html":
                return decoded.text
            content = read_html(decoded)
    except (Unreadable, BadZipFile, AttributeError, ValueError, TypeError):  # the document itself is read
        return None
    return "\n".join(item.text for item in content.items)


def _content(
    root: Any,
    numbering: Numbering,
    notes: list[Any | None],
    embedded: Mapping[str, str | None] | None = None,
) -> Content:
    body = next(iter(root.iter(WORD + "body")), None)
    if body is None:
        raise Unreadable("damaged", format="docx", fault="no body")
    show_ringed(root)
    reader = _Reader(numbering, embedded or {})
    lines = list(reader.blocks(body))
    if is_blank_form(body, lines):
        raise Unreadable("blank_form", shown=next(filter(str.strip, lines), "").strip()[:20])
    below = [line for part in notes if part is not None for line in reader.notes(part)]
    text, line = trim_lines("\n".join([*lines, *below]))
    if not text:
        raise Unreadable("empty_page")
    said: list[Message] = []
    if reader.contents:
        said.append(message("contents_left_out", count=reader.contents))
    lost = reader.lost + sum(
        (one.get("ProgID") or "").startswith(FILES) for one in body.iter(OFFICE + "OLEObject")
    )
    hidden, struck = hidden_and_struck(body)
    if hidden:
        said.append(message("hidden_text", count=len(hidden), shown=hidden[0][:30]))
    if struck:
        said.append(message("struck_out", count=struck))
    if lost:
        said.append(message("embedded_lost", count=lost))
    if below:
        said.append(message("notes_at_end", count=len(below)))
    items, more = records(body, lambda cell: list(reader.blocks(cell)), lines)
    return Content(items or (Item(text, line),), "docx", "", (*said, *more))


class _Reader:
    """Turns the elements of a document into lines, and counts the lines of contents left out."""

    def __init__(self, numbering: Numbering, embedded: Mapping[str, str | None]) -> None:
        self._numbering = numbering
        self._embedded = embedded
        self.contents = 0
        self.lost = 0

    def blocks(self, parent: Any) -> Iterator[str]:
        """Yield the lines of a body, a cell or a content control, in order."""
        open_line = ""
        for child in parent:
            if child.tag == WORD + "p":
                lines = list(self._paragraph(child))
                if open_line and lines:
                    lines[0] = open_line + lines[0]
                    open_line = ""
                if lines and (_is_joined(child) or _is_drop_cap(child)):
                    open_line = lines.pop()
                yield from lines
                continue
            if open_line:
                yield open_line
                open_line = ""
            if child.tag == WORD + "altChunk":
                yield from self._chunk(child)
            elif child.tag == WORD + "sdt" and is_placeholder(child):
                continue
            elif child.tag == WORD + "tbl":
                yield from self._table(child)
            elif child.tag == WORD + "sdt" and is_contents(child):
                self.contents += sum(bool(paragraph_text(p).strip()) for p in child.iter(WORD + "p"))
            elif child.tag in LAID_IN or (isinstance(child.tag, str) and child.tag.endswith("}sect")):
                yield from self.blocks(child)
        if open_line:
            yield open_line

    def _chunk(self, node: Any, name: str = "id") -> Iterator[str]:
        text = self._embedded.get(node.get(RELATIONS + name) or "")
        if text is None:
            self.lost += 1
        else:
            yield from text.split("\n")

    def notes(self, part: Any) -> Iterator[str]:
        """Yield the lines of foot- or endnotes."""
        for note in part:
            if note.get(WORD + "type") not in OWN_NOTES:
                yield from (line for line in self.blocks(note) if line.strip())

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        properties = paragraph.find(WORD + "pPr")
        text = paragraph_text(paragraph)
        name = self._numbering.style_name(properties)
        if is_entry(name) or heads_contents(paragraph, text, self._numbering.style_name):
            self.contents += bool(text.strip())
            return
        label = self._numbering.label(properties) if text.strip() else ""
        yield from (label + (" " if label[-1:].isalnum() else "") + text).split("\n")
        for box in _boxes(paragraph):
            yield from self.blocks(box)
        for drawing in paragraph.iter(DIAGRAM + "relIds"):
            yield from self._chunk(drawing, "dm")

    def _table(self, table: Any) -> Iterator[str]:
        """Yield a row of one-line cells as one line with tabs, else the lines of one cell after the other."""
        for row in cells_of(table):
            cells = [[line for line in self.blocks(cell) if line.strip()] for cell in row]
            if len(cells) > 1:
                cells = [_label(lines) for lines in cells]
            if all(len(lines) <= 1 for lines in cells):
                yield "\t".join(lines[0].strip() if lines else "" for lines in cells).strip("\t")
            else:
                yield from (line for lines in cells for line in lines)


def _label(lines: list[str]) -> list[str]:
    """Return the lines of a cell, as one where they are a label broken to fit its column."""
    fits = (
        len(lines) > 1
        and sum(map(len, lines)) <= LONGEST_LABEL
        and not any(line[-1] in "。；！？" for line in lines)
    )
    return [" ".join(lines)] if fits else lines


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the text boxes that hang on a paragraph, each once; those inside another are its own."""
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag == WORD + "txbxContent":
            yield node
        elif node.tag not in PASSED_OVER or _only_fallback(node):
            stack.extend(reversed(node))


def _only_fallback(node: Any) -> bool:
    return bool(node.tag == MC + "Fallback" and node.getparent().find(MC + "Choice") is None)


def _is_joined(paragraph: Any) -> bool:
    """Return whether the mark at the end of a paragraph was struck out, so that the next one continues it."""
    mark = paragraph.find(f"{WORD}pPr/{WORD}rPr/{WORD}del")
    return mark is not None


def _is_drop_cap(paragraph: Any) -> bool:
    """Return whether a paragraph is the large first letter of the next one, in a frame of its own."""
    frame = paragraph.find(f"{WORD}pPr/{WORD}framePr")
    return frame is not None and frame.get(WORD + "dropCap") in ("drop", "margin")
