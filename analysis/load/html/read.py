"""Reads a saved page: its main text, and its stated title, publisher and date."""

from __future__ import annotations

import re

from ...lexicon import count_han
from ..attribution.headlines import HAN
from ..form import RECOGNISED, TableForm
from ..gate.mojibake import misread
from ..gate.words import LATIN
from ..items import Content, Item, Unreadable, message, trim_lines
from ..several.heads_together import heads_together
from ..several.law_blocks import OF_LAW_BASES, block_of, without_fields
from ..tables.rows import items_of
from ..text import Decoded
from .box import main_text
from .embedded import text_in_scripts
from .head import page_meta, stated_by_page, stated_title
from .tables import table_rows
from .text import FEWEST_HAN_MARKED, block_text, without_asides, without_hidden
from .tree import parse_page

FEWEST_BESIDE_FORM = 120
"""Fewest Chinese characters of a text on a page that asks for a password: fewer are those of the form."""

ANSWERED = re.compile(
    r"\A\s*(?:WARC/[\d.]+\n(?:[\w-]+:[^\n]*\n)+\n)?HTTP/[\d.]+ \d{3}[^\n]*\n(?:[\w-]+:[^\n]*\n)*\n"
)
"""What a server says above a page, which programs that save pages may keep."""


def read_html(decoded: Decoded, form: TableForm = RECOGNISED) -> Content:
    """Return the main text of a page with its stated metadata.

    Parameters
    ----------
    decoded : Decoded
        The page's source.
    form : TableForm
        How a table that was saved as a page is laid out.

    Raises
    ------
    Unreadable
        If it has no text, or cannot be parsed.
    """
    tree, parsed = parse_page(ANSWERED.sub("", decoded.text))
    meta = page_meta(tree)
    if meta.get("generator") == "koujing":
        raise Unreadable("own_result")
    rows = table_rows(tree, form)
    if rows:
        items, said = items_of(rows, form)
        return Content(items, "html table", decoded.encoding, decoded.warnings + said)
    asks = tree.css_first("input[type=password]") is not None
    hidden = without_hidden(tree)
    without = without_asides(tree)
    source = tree.html or "" if hidden or without or "<rt" in parsed else parsed
    text = main_text(tree, source, stated_title(tree, meta))
    embedded = text_in_scripts(decoded.text, text)
    text = embedded or text
    if not HAN.search(text) and tree.body and misread(whole := block_text(tree.body)):
        text = whole  # which the gate mends, or refuses by its name
    elif not HAN.search(text):
        if tree.body and LATIN.search(block_text(tree.body)):
            raise Unreadable("no_chinese", share=0)
        raise Unreadable("empty_page")
    if asks and count_han(text) < FEWEST_BESIDE_FORM:
        raise Unreadable("error_page", phrase="password")
    lines = block_text(tree.body).split("\n") if tree.body else []
    stated = stated_by_page(tree, meta, lines, text, decoded.text)
    told, further = block_of("\n".join(lines))
    bare = without_fields(text) if further else text
    stated = {name: value for name, value in told.items() if name != "title"} | dict(stated)
    within = [words for words, around in hidden if _stands_in(around, text)]
    said = (message("hidden_text", count=len(within), shown=within[0][:30]),) if within else ()
    said += (message("text_in_script"),) if embedded else ()
    said += (message("law_block", count=len(further)),) if bare != text else ()
    head = tree.css_first("title")
    said += heads_together([head.text() if head else "", *lines])
    items = (Item(*trim_lines(bare), stated, (), "page", further=further),)
    return Content(items, "html", decoded.encoding, decoded.warnings + said)


def columns_of_page(text: str) -> list[str]:
    """Return the names of the further columns that the block of a data base of law on a page gives.

    Parameters
    ----------
    text : str
        The page's source.
    """
    if not any(label in text for label in OF_LAW_BASES):
        return []
    tree, _ = parse_page(ANSWERED.sub("", text))
    without_hidden(tree)
    without_asides(tree)
    return list(block_of(block_text(tree.body))[1]) if tree.body else []


def _stands_in(around: str, text: str) -> bool:
    """Return whether what stands around an invisible part is text: menus that open are no news."""
    lines = (line.strip() for line in around.split("\n"))
    return any(len(HAN.findall(line)) >= FEWEST_HAN_MARKED and line in text for line in lines)
