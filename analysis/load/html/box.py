"""Which part of an unknown page holds its text: by running text and links, and by the names of elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ... import lexicon
from ..attribution.headlines import HAN
from ..items import library
from .text import BLOCKS, FEWEST_HAN_MARKED, SILENT, block_text
from .units import PARAGRAPHS, Part, beside_text, without_links_behind

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

PROSE = 20
"""Shortest line (Han characters) with a full stop or two commas that is running text."""

FEWEST_PROSE = 60
"""Fewest Han characters of running text with which a page is read by its parts."""

SHORT_NOTICE = 40
"""The same of a notice, whose other lines stand beside its only paragraph of running text."""

INWARDS = 0.9
"""Share of the running text of an element that one of its children must hold to be looked into instead."""

MOST_ASIDE = 0.3
"""Largest share of the running text that a part called navigation, footer or the like may hold."""

LINKED = 0.8
"""Share of a line's characters that are a link, from which the line is one."""

LONGEST_HEADING = 40
"""Longest heading (characters) above the box of a section."""

_HEADINGS = "h2,h3,h4,h5,h6"
_AROUND = frozenset(("nav", "aside", "footer", "form", "select", "header"))
_CALLED = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|crumbs?|breadcrumbs?|foot|footer|header|topbar|sidebar|side|aside|share|tools?|relat\w*"
    r"|recommend\w*|hot|rank\w*|comments?|reply|copyright|links?|friendlink|pager|pagination|prev|next|updown|qr\w*"
    r"|digg\w*|vote|pingjia|manyidu|ewm|erweima|cmt\w*|feedback|tags?|ads?|advert\w*|search|login|float\w*|print|mood|fenxiang|daohang|weizhi|dibu|xiangguan|xgxw|xgyd|pinglun)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^：:。，]{1,8}[：:]\s*(?=\S{4})")
_ANNEX = re.compile(r"附[件表录]|\d{1,2}[.．、]|[（(]?[一二三四五六七八九十]{1,3}[）)、]|第.{1,4}[条章节]")


class Block(NamedTuple):
    """A line of a page: its text, how many of its characters are links, and the number of its element."""

    text: str
    linked: int
    owner: int


class Element(NamedTuple):
    """An element of a page that has lines: its node, and the number of the element around it."""

    node: Any
    around: int


def blocks_of(top: LexborNode) -> tuple[list[Block], list[Element]]:
    """Return the lines of a part of a page as `block_text` has them, and the elements that they stand in.

    Parameters
    ----------
    top : LexborNode
        Any element.
    """
    elements = [Element(top, -1)]
    lines: list[Block] = []
    pieces: list[tuple[str, bool, int]] = []

    def end_line() -> None:
        pieces[:] = without_links_behind(pieces)
        text = re.sub(r" *\t *", "\t", "".join(piece for piece, _, _ in pieces)).strip(" \t")
        if text.strip():
            longest = max(pieces, key=lambda piece: len(piece[0]))
            linked = sum(len(piece.strip()) for piece, is_link, _ in pieces if is_link)
            lines.append(Block(text, linked, longest[2]))
        pieces.clear()

    stack: list[tuple[Any, bool, int, bool]] = [(top, False, 0, False)]
    while stack:
        node, closing, owner, is_link = stack.pop()
        tag = node.tag
        if closing or tag == "br":
            end_line()
        elif tag == "-text":
            pieces.append((re.sub(r"[ \t\r\n\f]+", " ", node.text_content or ""), is_link, owner))
        elif tag not in SILENT and not str(tag).startswith(("_", "!")):
            if tag in BLOCKS or tag in ("td", "th"):
                if node is not top:
                    elements.append(Element(node, owner))
                    owner = len(elements) - 1
                if tag in BLOCKS:
                    end_line()
                    stack.append((node, True, owner, is_link))
                else:
                    pieces.append(("\t", False, owner))
            is_link = is_link or (tag == "a" and "href" in node.attributes)
            child = node.last_child
            while child is not None:
                stack.append((child, False, owner, is_link))
                child = child.prev
    end_line()
    return lines, elements


def main_text(tree: LexborHTMLParser, source: str, title: str = "") -> str:
    """Return the main text of a page: of a box known or found to hold it, else as trafilatura extracts it.

    Parameters
    ----------
    tree : LexborHTMLParser
        The page, without its hidden parts.
    source : str
        The same as a string.
    title : str
        The title that it states, an empty string if none.
    """
    for selector in lexicon.html_selectors():
        texts = [(block_text(node), node) for node in tree.css(selector)]
        best, box = max(texts, key=lambda text: len(HAN.findall(text[0])), default=("", None))
        if len(HAN.findall(best)) >= FEWEST_HAN_MARKED:
            return (_without_asides(box, title) if box else "") or best
    box = _box(*blocks_of(tree.body)) if tree.body else None
    if box is not None:
        return "\n".join(filter(None, (_heading_above(box, title), _without_asides(box, title))))
    trafilatura = library("trafilatura")
    for precise in (True, False):
        text = trafilatura.extract(source, include_comments=False, favor_precision=precise) or ""
        if len(HAN.findall(text)) >= FEWEST_PROSE:
            return "\n".join(line.strip(" \t") for line in str(text).split("\n") if line.strip(" \t-"))
    return block_text(tree.body) if tree.body else ""


def _without_asides(box: LexborNode, title: str) -> str:
    """Return the lines of a part of a page without those that stand around its text.

    Parts that are navigation, share buttons, footers by their element or name go, boxes beside the text, and
    lines that are links, but for links to annexes and single ones amid running text. An empty string if there
    is no such text.
    """
    lines, elements = blocks_of(box)
    prose = _sums(lines, elements)
    aside = _aside(elements, prose)
    kept = [line for line in lines if not aside[line.owner]]
    parts = [
        Part(line.text, _is_link(line) and not _ANNEX.match(line.text), bool(_prose(line)), line.owner)
        for line in kept
    ]
    running = [i for i, part in enumerate(parts) if part.is_prose]
    if not running:
        return ""
    gone = {i for i, part in enumerate(parts) if part.is_link}
    within = {i for i in gone if running[0] < i < running[-1] and not gone & {i - 1, i + 1}}
    gone = (gone - within) | beside_text(parts, elements, prose, title)
    return "\n".join(line.text for i, line in enumerate(kept) if i not in gone)


def _box(lines: list[Block], elements: list[Element]) -> Any:
    """Return the innermost element with nearly all running text, or None if there is too little."""
    prose = _sums(lines, elements)
    aside = _aside(elements, prose)
    whole = [0 if out else n for n, out in zip(prose, aside, strict=True)]
    if prose[0] < SHORT_NOTICE:
        return None
    closed = PARAGRAPHS if prose[0] < FEWEST_PROSE else frozenset()
    here, least = 0, INWARDS * whole[0]
    for i, element in enumerate(elements):  # in the order of the page: a child comes after its parent
        if element.around == here and whole[i] >= least and whole[i] and element.node.tag not in closed:
            here, least = i, INWARDS * whole[i]
    return elements[here].node


def _heading_above(box: LexborNode, title: str) -> str:
    """Return the heading that stands right above a box, as it does above the only section of a text.

    Its buttons (`编辑`) are no part of it. The title of a page is no such heading, nor is one without a
    number above a box that is not called a section.
    """
    node: Any = box
    while node is not None and node.tag != "body":
        above = node.prev
        while above is not None and not (above.tag and block_text(above)):
            above = above.prev
        if above is not None:
            break
        node = node.parent
    else:
        return ""
    if node is None or above is None or above.tag in ("-text", "h1"):
        return ""
    headings = [above] if above.tag in _HEADINGS.split(",") else above.css(_HEADINGS)
    if len(headings) != 1 or len(block_text(above)) > LONGEST_HEADING:
        return ""
    words = block_text(headings[0])
    for link in reversed(headings[0].css("a")):
        words = words.rstrip("[] ").removesuffix((link.text() or "").strip()).rstrip("[] ")
    is_title = title and (title in words or words in title)
    is_section = node.tag == "section" or _ANNEX.match(words)
    return "" if "\n" in words or is_title or not is_section else words


def _prose(line: Block) -> int:
    """Return how many characters of running text a line has."""
    n_han = len(HAN.findall(line.text))
    marks = sum(line.text.count(mark) for mark in "。；") * 2 + line.text.count("，")
    return n_han if n_han >= PROSE and marks >= 2 and line.linked < n_han / 2 else 0


def _sums(lines: list[Block], elements: list[Element]) -> list[int]:
    sums = [0] * len(elements)
    for line in lines:
        sums[line.owner] += _prose(line)
    for i in range(len(elements) - 1, 0, -1):
        sums[elements[i].around] += sums[i]
    return sums


def _aside(elements: list[Element], prose: list[int]) -> list[bool]:
    """Return for each element whether it stands in a part that is not the text's, by its tag or its name."""
    found = [False] * len(elements)
    for i, element in enumerate(elements[1:], 1):
        stated = element.node.attributes
        name = f"{stated.get('class') or ''} {stated.get('id') or ''}"
        is_around = element.node.tag in _AROUND or bool(_CALLED.search(name))
        found[i] = found[element.around] or (is_around and prose[i] <= MOST_ASIDE * prose[0])
    return found


def _is_link(line: Block) -> bool:
    text = line.text.strip("·•▪- \t")
    return line.linked >= LINKED * len(text) or (
        bool(_LABEL.match(text)) and line.linked >= len(_LABEL.sub("", text))
    )
