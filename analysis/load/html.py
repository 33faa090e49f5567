"""Reads a saved page: its main text, and what it states of title, publisher and date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .. import lexicon
from .dates import find_dates, parse_date
from .items import Content, Item, Unreadable, library
from .page import HAN, OWN_SITE, PUBLISHER, read_page
from .text import Decoded

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "table",
        "tbody", "tfoot", "thead", "tr", "ul",
    )
)  # fmt: skip
SILENT = frozenset(
    ("script", "style", "noscript", "template", "iframe", "svg", "object", "head", "button", "textarea")
)
FEWEST_HAN = 60
FEWEST_HAN_MARKED = 20  # a short notice in a box made for texts is a text
TITLES = ("ArticleTitle", "articletitle", "og:title", "twitter:title")
DATES = (
    "PubDate",
    "pubdate",
    "publishdate",
    "article:published_time",
    "og:published_time",
    "weibo: article:create_at",
)
PUBLISHERS = ("ContentSource", "contentsource", "source", "og:article:author")
SPLIT_TITLE = re.compile(r"\s*[_|｜]\s*|\s*--\s*|\s+[-–—]\s+|-(?=[^-]{2,12}网?$)")


def read_html(decoded: Decoded) -> Content:
    """Return the main text of a page with what the page states of it.

    Parameters
    ----------
    decoded : Decoded
        The page's source.

    Raises
    ------
    Unreadable
        When there is no text in it.
    """
    parser = library("selectolax.lexbor").LexborHTMLParser
    try:
        tree = parser(decoded.text)
    except MemoryError:
        raise
    except Exception as fault:  # the parser has an error of its own for what it cannot make a tree of
        raise Unreadable("damaged", format="html", fault=type(fault).__name__) from None
    meta = _meta(tree)
    if meta.get("generator") == "koujing":
        raise Unreadable("own_result")
    text = _main_text(tree, decoded.text)
    if not HAN.search(text):
        raise Unreadable("empty_page")
    lines = block_text(tree.body).split("\n") if tree.body else []
    stated = _stated(tree, meta, lines, text)
    return Content((Item(text, 1, stated, (), "page"),), "html", decoded.encoding, decoded.warnings)


def _main_text(tree: LexborHTMLParser, source: str) -> str:
    for selector in lexicon.html_selectors():
        texts = [block_text(node) for node in tree.css(selector)]
        best = max(texts, key=lambda text: len(HAN.findall(text)), default="")
        if len(HAN.findall(best)) >= FEWEST_HAN_MARKED:
            return best
    trafilatura = library("trafilatura")
    for precise in (True, False):
        text = trafilatura.extract(source, include_comments=False, favor_precision=precise) or ""
        if len(HAN.findall(text)) >= FEWEST_HAN:
            return "\n".join(line.strip(" \t") for line in str(text).split("\n") if line.strip(" \t-"))
    return block_text(tree.body) if tree.body else ""


def block_text(node: LexborNode) -> str:
    """Return the text of a node, one line a block, blanks as a browser shows them.

    Parameters
    ----------
    node : LexborNode
        Any element; scripts, styles and forms in it are passed over.
    """
    parts: list[str] = []
    stack: list[tuple[Any, bool]] = [(node, False)]
    while stack:
        here, closing = stack.pop()
        tag = here.tag
        if closing or tag == "br":
            parts.append("\n")
        elif tag == "-text":
            parts.append(re.sub(r"[ \t\r\n\f]+", " ", here.text_content or ""))
        elif tag not in SILENT and not str(tag).startswith(("_", "!")):
            if tag in BLOCKS:
                parts.append("\n")
                stack.append((here, True))
            elif tag in ("td", "th"):
                parts.append("\t")
            child = here.last_child
            while child is not None:
                stack.append((child, False))
                child = child.prev
    lines = [re.sub(r" *\t *", "\t", line).strip(" \t") for line in "".join(parts).split("\n")]
    return "\n".join(line for line in lines if line.strip())


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta"):
        name = node.attributes.get("name") or node.attributes.get("property")
        content = (node.attributes.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _stated(tree: LexborHTMLParser, meta: dict[str, str], lines: list[str], text: str) -> dict[str, str]:
    title = _heading(tree, meta)
    near = _lines_before(lines, title, text)
    page = read_page(near)
    publisher = next((meta[n] for n in PUBLISHERS if n in meta and not OWN_SITE.match(meta[n])), "")
    publisher = publisher if HAN.search(publisher) else ""
    date = next((date for name in DATES if name in meta and (date := parse_date(meta[name][:19]))), None)
    stated = {
        "title": title,
        "publisher": PUBLISHER.sub("", publisher) or page.publisher or "",
        "date": date or page.date or _bare_date(near) or "",
    }
    return {key: value for key, value in stated.items() if value}


def _heading(tree: LexborHTMLParser, meta: dict[str, str]) -> str:
    """Return the first heading that the page's `<title>` repeats, else the title up to its dash."""
    node = tree.css_first("title")
    whole = " ".join((node.text() if node else "").split())
    for heading in tree.css("h1, h2"):
        words = " ".join(heading.text().split())
        if len(HAN.findall(words)) >= 4 and words[:8] in whole:
            return words
    stated = next((meta[name] for name in TITLES if name in meta), "")
    first = SPLIT_TITLE.split(whole)[0]
    return max((SPLIT_TITLE.split(stated)[0], first), key=lambda words: len(HAN.findall(words)))


def _lines_before(lines: list[str], title: str, text: str) -> list[str]:
    """Return the lines from the title of a page to the beginning of its text, and some after its end."""
    first = text.split("\n", 1)[0][:20]
    start = next((i for i, line in enumerate(lines) if first and line.startswith(first)), 0)
    opening = max((i for i in range(start) if title and title[:8] in lines[i]), default=max(start - 12, 0))
    return lines[opening : start + 6]


def _bare_date(lines: list[str]) -> str | None:
    """Return the date of the first short line that holds a full one: the line under a headline."""
    for line in lines[:12]:
        found = [one.date for one in find_dates(line) if len(one.date) == 10]
        if found and len(line) <= 60:
            return found[0]
    return None
