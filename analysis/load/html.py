"""Reads a saved page: its main text, and its stated title, publisher and date."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from .. import lexicon
from .columns import columns_of
from .dates import find_dates, parse_date
from .items import Content, Item, Unreadable, library, message
from .page import HAN, OWN_SITE, PUBLISHER, read_page
from .rows import HEADER_ROWS, items_of, records_of
from .text import Decoded
from .tree import parse_page

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
    (
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "svg",
        "object",
        "head",
        "button",
        "textarea",
        "rt",
        "rp",
    )
)
UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])"
    r"|(?:left|top|right|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}(?:px|em|pt|rem)?"
    r"|(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*;.{0,80}overflow\s*:\s*hidden|overflow\s*:\s*hidden.{0,80}(?:height|width)\s*:\s*0(?:px)?\s*(?:;|$)",
    re.IGNORECASE,
)
MAIN_SHARE = (
    0.5  # what holds half of a page's characters is its text, however it is styled before scripts run
)
WECHAT_DATE = re.compile(
    r"\b(?:var\s+)?(?:ct|publish_time|svr_time|createTime|create_time)\s*[=:]\s*[\"']?(\d{10}|\d{4}-\d\d-\d\d)"
)
WECHAT_NAME = re.compile(r"\b(?:var\s+)?nick_?name\s*[=:]\s*(?:htmlDecode\()?[\"']([^\"'<>]{2,30})[\"']")
EAST = timezone(timedelta(hours=8))
MOST_WHOLE = 50  # hidden boxes around most of a page that are looked into: each takes a pass over the page
FEWEST_HAN = 60
MOST_BLANK = 6  # siblings without a text that are passed over
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
SPLIT_TITLE = re.compile(r"(?<!\s)(?:\s*[_|｜]\s*|\s*--\s*|\s+[-–—]\s+)|-(?=[^-]{2,12}网?$)")


def read_html(decoded: Decoded) -> Content:
    """Return the main text of a page with its stated metadata.

    Parameters
    ----------
    decoded : Decoded
        The page's source.

    Raises
    ------
    Unreadable
        If it has no text, or cannot be parsed.
    """
    tree, parsed = parse_page(decoded.text)
    meta = _meta(tree)
    if meta.get("generator") == "koujing":
        raise Unreadable("own_result")
    rows = _table_rows(tree)
    if rows:
        items, said = items_of(rows)
        return Content(items, "html table", decoded.encoding, decoded.warnings + said)
    hidden = _without_hidden(tree)
    source = tree.html or "" if hidden or "<rt" in parsed else parsed
    text = _main_text(tree, source)
    if not HAN.search(text):
        raise Unreadable("empty_page")
    lines = block_text(tree.body).split("\n") if tree.body else []
    stated = _stated(tree, meta, lines, text, decoded.text)
    within = [words for words, around in hidden if _stands_in(around, text)]
    said = (message("hidden_text", count=len(within), shown=within[0][:30]),) if within else ()
    return Content((Item(text, 1, stated, (), "page"),), "html", decoded.encoding, decoded.warnings + said)


def _stands_in(around: str, text: str) -> bool:
    """Return whether what stands around an invisible part is text: menus that open are no news."""
    lines = (line.strip() for line in around.split("\n"))
    return any(len(HAN.findall(line)) >= FEWEST_HAN_MARKED and line in text for line in lines)


def _without_hidden(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    """Remove the invisible parts of a page (hidden by style, off screen).

    Returns
    -------
    list of tuple of str
        The text of each, and that of its neighbours.
    """
    if tree.body is None:
        return []
    least = MAIN_SHARE * len(HAN.findall(tree.body.text() or ""))
    gone: list[tuple[str, str]] = []
    stack, kept = [tree.body.child], 0
    while stack:
        node = stack.pop()
        if node is None:
            continue
        stack.append(node.next)
        if node.tag in ("rt", "rp"):
            node.decompose()
            continue
        if kept < MOST_WHOLE and _is_hidden(node):
            words = " ".join((node.text() or "").split())
            if len(HAN.findall(words)) <= least:
                around = f"{_beside(node, -1)}\n{_beside(node, 1)}"
                node.decompose()
                if HAN.search(words):
                    gone.append((words, around))
                continue
            kept += 1
        stack.append(node.child)
    return gone


def _is_hidden(node: LexborNode) -> bool:
    """Return whether an element is hidden by its own attributes."""
    if str(node.tag).startswith(("-", "_", "!")):
        return False
    stated = node.attributes
    return "hidden" in stated or bool(UNSEEN.search(stated.get("style") or ""))


def _beside(node: LexborNode, way: int) -> str:
    """Return the text of the nearest sibling that has one, before (-1) or after (1) a node."""
    for _ in range(MOST_BLANK):
        found = node.prev if way < 0 else node.next
        if found is None:
            return ""
        node = found
        words = (node.text_content if node.tag == "-text" else block_text(node)) or ""
        if words.strip():
            return words
    return ""


def _table_rows(tree: LexborHTMLParser) -> list[dict[str, Any]]:
    """Return the rows of a page that is a saved table: a header that names texts and what is stated."""
    for table in tree.css("table"):
        grid = table_grid(table)
        names = [cell.strip() for row in grid[:HEADER_ROWS] for cell in row if 0 < len(cell.strip()) <= 30]
        known = columns_of(names)
        if "text" in known and len(known) > 1 and len(grid) > 1:
            rows = records_of(grid)
            if rows and known["text"] in rows[0]:
                return rows
    return []


def table_grid(table: LexborNode) -> list[list[str]]:
    """Return the cells of a table, with spanning cells repeated in each row or column.

    Parameters
    ----------
    table : LexborNode
        A `table`; tables inside it are cells.
    """
    grid: list[list[str]] = []
    waiting: dict[int, tuple[int, str]] = {}
    for row in table.css("tr"):
        if _table_of(row) != table.mem_id:
            continue
        cells: list[str] = []
        for cell in row.iter():
            if cell.tag not in ("td", "th"):
                continue
            while len(cells) in waiting:
                cells.append(_due(waiting, len(cells)))
            text = block_text(cell)
            down, across = (_span(cell.attributes.get(name)) for name in ("rowspan", "colspan"))
            for _ in range(across):
                if down > 1:
                    waiting[len(cells)] = (down - 1, text)
                cells.append(text)
        while len(cells) in waiting:
            cells.append(_due(waiting, len(cells)))
        grid.append(cells)
    return grid


def _table_of(row: LexborNode) -> int | None:
    """Return the identity of the table that a row belongs to."""
    node = row.parent
    while node is not None and node.tag != "table":
        node = node.parent
    return node.mem_id if node is not None else None


def _due(waiting: dict[int, tuple[int, str]], at: int) -> str:
    left, text = waiting.pop(at)
    if left > 1:
        waiting[at] = (left - 1, text)
    return text


def _span(value: str | None) -> int:
    return min(int(value), 1000) if value and value.isdigit() and int(value) else 1


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
        Any element; scripts, styles and forms in it are skipped.
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


def _stated(
    tree: LexborHTMLParser, meta: dict[str, str], lines: list[str], text: str, source: str
) -> dict[str, str]:
    title = _heading(tree, meta)
    near = _lines_before(lines, title, text)
    page = read_page(near)
    publisher = next((meta[n] for n in PUBLISHERS if n in meta and not OWN_SITE.match(meta[n])), "")
    publisher = publisher if HAN.search(publisher) else ""
    date = next((date for name in DATES if name in meta and (date := parse_date(meta[name][:19]))), None)
    stated = {
        "title": title,
        "publisher": PUBLISHER.sub("", publisher) or page.publisher or _account(tree, source),
        "date": date or page.date or _bare_date(near) or _scripted_date(source),
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
    first = SPLIT_TITLE.split(whole, 1)[0]
    return max((SPLIT_TITLE.split(stated, 1)[0], first), key=lambda words: len(HAN.findall(words)))


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


def _account(tree: LexborHTMLParser, source: str) -> str:
    """Return the account that published a WeChat page, an empty string elsewhere."""
    node = tree.css_first("[id=js_name], .profile_nickname")
    named = WECHAT_NAME.search(source) if node is None and "js_content" in source else None
    return " ".join(node.text().split()) if node else named[1] if named else ""


def _scripted_date(source: str) -> str:
    """Return the date stated only in a script of the page, as on WeChat pages."""
    match = WECHAT_DATE.search(source)
    if match is None:
        return ""
    return str(datetime.fromtimestamp(int(match[1]), EAST).date()) if match[1].isdigit() else match[1]
