"""Reads single XML files by their root: Word and Excel of 2003, flat packages, feeds; reports all others."""

from __future__ import annotations

import re
from dataclasses import replace
from email.utils import parsedate
from typing import Any

from ..form import RECOGNISED, TableForm
from ..items import Content, Item, Unreadable, trim_lines
from ..office.odf import OFFICE, read_odf
from ..office.package import xml_root
from ..office.word import read_word_xml
from ..tables.columns import HAN, columns_of
from ..tables.rows import items_of
from ..tables.sheets import read_sheets
from .records import repeated_rows
from .wiki_pages import ROOT, read_wiki_pages

OPENING = re.compile(
    # Atomic: what precedes the root can be read in one way only.
    r"\A\ufeff?(?>\s+|<!--.*?-->|<\?[\w-]+[^>]*\?>|<!DOCTYPE[^>\[]*>)*+<(?P<root>[\w:.-]+)[\s/>]",
    re.S,
)
DECLARED = re.compile(r"\A\ufeff?\s*<\?xml\s")
SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
PARAGRAPH = re.compile(r"p|para|paragraph|head|heading|title|h[1-6]|item|段落?|标题")
PARTS = re.compile(r"part|chapter|section|sec|subsection|编|章|节")
"""Parts of a text, which are no rows of a table."""

OF_BODY = re.compile(r"preamble|conclusions?|schedules?|annex(?:es)?|attachments?")
"""What stands before and behind the body of a law."""

STATING = frozenset(("city", "province", "year", "date"))
"""Columns by which rows say whose they are."""

NUMBER = re.compile(r"num|number|label|enum|no|编号|序号|[章节条款]号")
NUMBERED = re.compile(
    r"第[一二三四五六七八九十百千零〇\d]{1,8}[编章节条款项][之一二三四五六七八九十\d]{0,4}"
    r"|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]"
)
SENTENCE = re.compile(r"[。！？；][”’」）]?\s*\Z")
TRANSLATIONS = frozenset(("tmx", "xliff", "tbx", "martif", "txml"))
MOST_MERGED = 1000
"""Most rows or columns that a merged cell is taken to span."""

OF_PAGES = frozenset(
    ("html", "head", "body", "div", "p", "table", "section", "article", "main", "span", "ul")
)
KNOWN = TRANSLATIONS | {ROOT, "worddocument", "package", "workbook", "rss", "feed", "rdf"}


def root_name(text: str, ending: str = "") -> str | None:
    """Return the root of an XML file, in lower case without its prefix; None for pages and other files.

    Parameters
    ----------
    text : str
        The decoded file.
    ending : str
        The ending of its name, in lower case, without the dot: an element `<texts>…</texts>` of a file called
        `.xml` need not be declared.
    """
    match = OPENING.match(text[:8192])
    if not match:
        return None
    root = match["root"].rsplit(":", 1)[-1].lower()
    is_named = ending == "xml" and root not in OF_PAGES and text.rstrip().endswith(f"</{match['root']}>")
    return None if root == "html" or not (DECLARED.match(text) or root in KNOWN or is_named) else root


def read_xml(text: str, root: str, form: TableForm = RECOGNISED) -> Content:
    """Return the texts of an XML file.

    Parameters
    ----------
    text : str
        The decoded file.
    root : str
        Its root, from `root_name`.
    form : TableForm
        How its tables are laid out.

    Raises
    ------
    Unreadable
        If files with this root are not supported, or the file contains no text.
    """
    if root in TRANSLATIONS:
        raise Unreadable("translation_memory", root=root)
    tree = xml_root(re.sub(r"\A\ufeff?\s*<\?xml[^>]*\?>", "", text).strip().encode())
    if tree.tag == OFFICE + "document":
        return read_odf(tree, form)
    if root not in KNOWN:
        found = _records(tree, form)
        if found and any("title" in item.stated for item in found.items):
            return found
        return _repeated(tree, form) or found or _paragraphs(tree, root)
    if root in ("worddocument", "package"):
        return read_word_xml(tree)
    if root == "workbook":
        return read_sheets(_sheets(tree, form), "xls", form)
    if root == ROOT:
        return read_wiki_pages(tree)
    return _feed(tree)


def _records(tree: Any, form: TableForm) -> Content | None:
    """Return the texts of nodes that are the rows of a table: their children have names of columns.

    What stands within a row is its text, whatever its own parts are called, unless these are rows that say
    themselves whose they are; and what begins with the number of an article is none.
    """
    asked = form.text_column.strip().lower()  # as `_local` has it
    rows: dict[Any, None] = {}
    stating: dict[Any, int] = {}
    for node in tree.iter():
        names = {name for child in node if (name := _local(child))}
        known = columns_of(sorted(names)) if len(names) > 1 and not PARTS.fullmatch(_local(node)) else {}
        has_text = asked in names if asked else "text" in known
        if has_text and not NUMBERED.fullmatch((node[0].text or "").strip()):
            rows[node] = None
            for outer in node.iterancestors() if STATING & {*known} else ():
                stating[outer] = stating.get(outer, 0) + 1
    rows = {node: None for node in rows if stating.get(node, 0) < 2}
    outermost = [node for node in rows if not any(outer in rows for outer in node.iterancestors())]
    if not outermost:
        return None
    items, said = items_of(
        [{**{str(name): told for name, told in node.attrib.items()}, **_cells(node)} for node in outermost],
        replace(form, text_column=asked),
    )
    return Content(items, "xml", "", said)


def _repeated(tree: Any, form: TableForm) -> Content | None:
    """Return the texts of elements that repeat, each of which says whose it is."""
    rows = repeated_rows(tree, _lines_in) if not form.text_column else []
    if not rows:
        return None
    items, said = items_of(rows, form)
    return Content(items, "xml", "", said)


def _cells(node: Any) -> dict[str, str]:
    """Return the text of each child by its name; what opens and closes a law is part of its body."""
    cells: dict[str, str] = {}
    names = [_local(child) for child in node]
    for child, name in zip(node, names, strict=True):
        if name:
            is_file = child.find(".//*[@encoding='base64']") is not None
            told = "" if is_file else "\n".join(_lines_in(child))
            own = "body" if "body" in names and OF_BODY.fullmatch(name) else name
            cells[own] = f"{cells[own]}\n{told}" if own in cells else told
    return cells


def _lines_in(node: Any, is_all: bool = True) -> list[str]:
    """Return the paragraphs marked in a node, each with the number before it, and what stands between them.

    Parameters
    ----------
    node : Any
        A part of the document.
    is_all : bool
        Whether all words that are in no paragraph are lines too, and one line where no paragraph is marked;
        else only those that end as a sentence does.
    """
    marked = {one for one in node.iter() if one is not node and PARAGRAPH.fullmatch(_local(one))}
    around: set[Any] = set()
    for one in marked:
        for outer in one.iterancestors():
            if outer in around:
                break
            around.add(outer)
    if not marked:
        whole = "".join(node.itertext()).strip()
        return [whole] if is_all and whole else []
    lines: list[str] = []
    pieces: list[str] = []
    number = ""

    def end_line(words: str) -> None:
        nonlocal number
        if line := " ".join(f"{number} {words}".split()):
            lines.append(line)
        number = ""

    def end_pieces() -> None:
        words = "".join(pieces)
        pieces.clear()
        if words.strip() and (is_all or SENTENCE.search(words)):
            end_line(words)

    stack: list[tuple[Any, bool]] = [(node, False)]
    while stack:
        one, is_closed = stack.pop()
        if is_closed:
            pieces.append(one.tail or "")
            continue
        if one is not node:
            stack.append((one, True))
        is_words = isinstance(one.tag, str) and one not in around
        words = "".join(one.itertext()) if is_words else ""
        if one is node or one in around:
            end_pieces()
            pieces.append(one.text or "")
            stack.extend((child, False) for child in reversed(one))
        elif one in marked:
            end_pieces()
            end_line(words)
        elif NUMBERED.fullmatch(words.strip()) or (NUMBER.fullmatch(_local(one)) and words.strip()):
            end_pieces()
            number = f"{number} {words}"
        else:
            if not (one.getprevious() is not None and (one.getprevious().tail or "").strip()):
                end_pieces()  # it follows another element at once: not a word within a line
            pieces.append(words)
    end_pieces()
    end_line("")
    return lines


def _paragraphs(tree: Any, root: str) -> Content:
    """Return the text of a document whose paragraphs and headings are marked as those of a page are."""
    text, line = trim_lines("\n".join(_lines_in(tree, False)))
    if not HAN.search(text):
        raise Unreadable("unknown_xml", root=root)
    return Content((Item(text, line),), "xml")


def _sheets(tree: Any, form: TableForm) -> dict[str, list[list[str]]]:
    """Return the cells of each sheet of a workbook, from the header row on where `form` states it."""
    sheets = {}
    for number, sheet in enumerate(tree.iter(SHEET + "Table"), 1):
        rows: list[list[str]] = []
        above: dict[int, tuple[int, str]] = {}
        at = 0
        for row in sheet.iter(SHEET + "Row"):
            at = max(at + 1, _span(row.get(SHEET + "Index")))
            cells: list[str] = []
            for cell in row.iter(SHEET + "Cell"):
                place = int(cell.get(SHEET + "Index") or 0) - 1
                while len(cells) < place or (place < 0 and len(cells) in above):
                    cells.append(_merged_above(above, len(cells)))
                data = cell.find(SHEET + "Data")
                text = "" if data is None else "".join(data.itertext())
                down, across = (_span(cell.get(SHEET + name)) for name in ("MergeDown", "MergeAcross"))
                for _ in range(across + 1):
                    if down:
                        above[len(cells)] = (down, text)
                    cells.append(text)
            while len(cells) in above:
                cells.append(_merged_above(above, len(cells)))
            if at >= form.header_row:
                rows.append(cells)
        sheets[sheet.getparent().get(SHEET + "Name") or str(number)] = rows
    return sheets


def _span(value: str | None) -> int:
    return min(int(value), MOST_MERGED) if value and value.isdigit() else 0


def _merged_above(above: dict[int, tuple[int, str]], at: int) -> str:
    """Return the value of a cell that a merged one above covers, an empty string if none does."""
    left, text = above.pop(at, (0, ""))
    if left > 1:
        above[at] = (left - 1, text)
    return text


def _feed(tree: Any) -> Content:
    rows = []
    for entry in tree.iter():
        if _local(entry) in ("item", "entry"):
            fields = {_local(child): "".join(child.itertext()).strip() for child in reversed(list(entry))}
            bodies = (fields.get(name, "") for name in ("encoded", "content", "description", "summary"))
            date = next(
                (fields[name] for name in ("pubdate", "published", "updated", "date") if name in fields), ""
            )
            parsed = parsedate(date)
            rows.append(
                {
                    "title": fields.get("title", ""),
                    "publisher": fields.get("source") or fields.get("author") or fields.get("creator") or "",
                    "date": f"{parsed[0]}-{parsed[1]:02}-{parsed[2]:02}" if parsed else date[:10],
                    "text": max(bodies, key=len),
                }
            )
    items, said = items_of(rows)
    return Content(items, "feed", "", said)


def _local(node: Any) -> str:
    return node.tag.rsplit("}", 1)[-1].lower() if isinstance(node.tag, str) else ""
