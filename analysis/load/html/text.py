"""The text of a page, as a browser shows it: blocks on lines of their own, nothing that is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ... import lexicon
from ..attribution.headlines import HAN

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
        "rtc",
        "rp",
    )
)
STRUCK = "del, s, strike"
"""Words struck out on a page, which its text does not have."""

UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])"
    r"|(?:left|top|right|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}(?:px|em|pt|rem)?"
    r"|(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*;.{0,80}overflow\s*:\s*hidden|overflow\s*:\s*hidden.{0,80}(?:height|width)\s*:\s*0(?:px)?\s*(?:;|$)",
    re.IGNORECASE,
)
MAIN_SHARE = (
    0.5  # what holds half of a page's characters is its text, however it is styled before scripts run
)
STYLED = re.compile(r"(?P<names>[^{}@]{1,400})\{(?P<said>[^{}]{1,2000})\}")
SIMPLE = re.compile(r"\s*[a-z]{0,10}(?P<name>[.#][\w-]+)\s*", re.IGNORECASE)
MOST_STYLED = 200
"""Most Chinese characters, in no sentence, of a part that is left out because its class is hidden: what is
longer a script may show."""

MOST_WHOLE = 50  # hidden boxes around most of a page that are looked into: each takes a pass over the page
MOST_BLANK = 6  # siblings without a text that are passed over
FEWEST_HAN_MARKED = 20  # a short notice in a box made for texts is a text


def without_hidden(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    """Remove the invisible parts of a page (hidden by style, off screen) and words struck out.

    Returns
    -------
    list of tuple of str
        The text of each, and that of its neighbours.
    """
    if tree.body is None:
        return []
    least = MAIN_SHARE * len(HAN.findall(tree.body.text() or ""))
    unseen = _hidden_names(tree)
    gone = _without_struck(tree)
    stack, kept = [tree.body.child], 0
    while stack:
        node = stack.pop()
        if node is None:
            continue
        stack.append(node.next)
        if node.tag in ("rt", "rtc", "rp"):
            node.decompose()
            continue
        styled = bool(unseen) and not unseen.isdisjoint(_names_of(node))
        if kept < MOST_WHOLE and (styled or _is_hidden(node)):
            words = " ".join((node.text() or "").split())
            short = "。" not in words and len(HAN.findall(words)) <= MOST_STYLED
            if len(HAN.findall(words)) <= least and (short or _is_hidden(node)):
                around = f"{_beside(node, -1)}\n{_beside(node, 1)}"
                node.decompose()
                if HAN.search(words):
                    gone.append((words, around))
                continue
            kept += 1
        stack.append(node.child)
    return gone


def without_asides(tree: LexborHTMLParser) -> int:
    """Remove the parts that are called what no text is, unless most of the page is in them; return how many.

    Parameters
    ----------
    tree : LexborHTMLParser
        A page.
    """
    found = tree.css(lexicon.html_asides()) if tree.body else []
    if not found or tree.body is None:
        return 0
    least = MAIN_SHARE * len(HAN.findall(tree.body.text() or ""))
    gone = {node.mem_id: node for node in found if len(HAN.findall(node.text() or "")) <= least}
    outer = [node for node in gone.values() if not any(one.mem_id in gone for one in _around(node))]
    for node in outer:
        node.decompose()
    return len(outer)


def _around(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _without_struck(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    """Remove words struck out on a page, and return each with the text around it."""
    found = [(node, node.parent) for node in tree.css(STRUCK)]
    words = [" ".join((node.text() or "").split()) for node, _ in found]
    for node, _ in found:
        if not any(node.parent == other for other, _ in found):
            node.decompose()
    told = zip(words, found, strict=True)
    return [
        (word, block_text(parent)) for word, (_, parent) in told if parent is not None and HAN.search(word)
    ]


def _hidden_names(tree: LexborHTMLParser) -> set[str]:
    """Return the classes (`.a`) and identifiers (`#a`) that the page's own styles hide."""
    found: set[str] = set()
    for style in tree.css("style"):
        for rule in STYLED.finditer(style.text() or ""):
            if UNSEEN.search(rule["said"]):
                parts = map(SIMPLE.fullmatch, rule["names"].split(","))
                found.update(part["name"] for part in parts if part)
    return found


def _names_of(node: LexborNode) -> set[str]:
    if str(node.tag).startswith(("-", "_", "!")):
        return set()
    stated = node.attributes
    return {f".{name}" for name in (stated.get("class") or "").split()} | {f"#{stated.get('id')}"}


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
