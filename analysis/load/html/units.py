"""Parts of a page that stand beside its text: boxes without running text, what is above or below.

A box is judged whole. What it holds besides words decides: links, fields to fill in, a picture with its
caption, times of day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

BOXES = frozenset(("div", "ul", "ol", "dl", "figure", "aside", "footer", "header", "nav", "section", "form"))
"""Elements that are judged; a paragraph, a heading or a table is a part of the text around it."""

PARAGRAPHS = frozenset(("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "center", "pre", "dd"))

MOST_LINES = 40
"""Most lines of such a box."""

LONGEST = 60
"""Longest line (characters) of one that is no list of links."""

CAPTION = 3
"""Most lines beside a picture."""

LINKS_BEHIND = 40
"""Longest row of links (characters) behind the last sentence of a paragraph."""

BUTTON, MOST_BUTTONS = 4, 3
"""Longest button (characters) behind the heading of a section, and how many there may be."""

_FIELDS = "input,select,textarea,label,button"
_PICTURES = "img,video,audio,canvas"
_CLOCK = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2} \d{1,2}:\d\d(?!\d)")
_TIME = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|(?<!\d)\d{1,2}:\d\d(?!\d)|[★☆]{3}")
_SENTENCE = re.compile(r"[。；;！!？?：:][”’」』）)]?$")
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第.{1,4}[条章节]|附[件表录图]|表\s?\d|图\s?\d"
)
_DATE = re.compile(r"[〇○零一二三四五六七八九十\d]{4}年[一二三四五六七八九十\d]{1,3}月.{0,4}")
_SIGNED = re.compile(
    r"(?:政府|委员会|办公[厅室]|[局厅院部署行团]|[会委组]|公司)$|^[（(]?(?:此[件文]|抄送|主题词|印发|联系)|〔(?:19|20)\d\d〕"
)
_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|ofd|zip|rar|wps|et)\b", re.IGNORECASE)


class Part(NamedTuple):
    """A line of the page as it is judged: its text, whether it is a link, whether it is running text."""

    text: str
    is_link: bool
    is_prose: bool
    owner: int


def beside_text(parts: Sequence[Part], elements: Sequence[Any], prose: Sequence[int], title: str) -> set[int]:
    """Return the places of lines that stand beside the text of a page.

    Parameters
    ----------
    parts : sequence of Part
        Its lines.
    elements : sequence
        Its elements, each with `node` and `around`, the number of the element around it.
    prose : sequence of int
        Characters of running text in each.
    title : str
        The title that the page states, an empty string if none.
    """
    running = [i for i, part in enumerate(parts) if part.is_prose]
    if not running:
        return set()
    inner = _innermost(parts, elements)
    gone = _above_headline(parts, running[0], title) | _below(parts, elements, running[-1], inner)
    for number, places in _boxes(parts, elements, prose).items():
        node, inside = elements[number].node, [parts[i] for i in places]
        is_box = node.tag in BOXES and len(places) <= MOST_LINES
        if (is_box and _is_aside(node, inside, inner in _chain(elements, number))) or _is_data(node, inside):
            gone.update(places)
    return gone


def _boxes(parts: Sequence[Part], elements: Sequence[Any], prose: Sequence[int]) -> dict[int, list[int]]:
    """Return the largest elements without running text, with the places of their lines."""
    found: dict[int, list[int]] = {}
    for i, part in enumerate(parts):
        here = part.owner
        if prose[here]:
            continue
        while elements[here].around >= 0 and not prose[elements[here].around]:
            here = elements[here].around
        found.setdefault(here, []).append(i)
    return found


def _is_data(node: Any, parts: Sequence[Part]) -> bool:
    """Return whether a table without running text is the data block of a page: days and hours, no numbers."""
    return (
        node.tag == "table"
        and len(parts) <= CAPTION
        and any(_CLOCK.search(part.text) for part in parts)
        and all(len(part.text) <= LONGEST and not _SENTENCE.search(part.text) for part in parts)
    )


def _is_aside(node: Any, parts: Sequence[Part], within: bool) -> bool:
    """Return whether a box without running text is the page's, by what it holds besides words.

    A picture is that of the text, and so is what is said of it, if the box stands `within` the text.
    """
    texts = [part.text for part in parts]
    if any(_FILE.search(text) or text.startswith("附") for text in texts) or _is_heading(node, parts):
        return False
    if 2 * sum(part.is_link for part in parts) >= len(parts) or node.css(_FIELDS):
        return True
    if any(
        len(text) > LONGEST or _SENTENCE.search(text) or _NUMBERED.match(text) or _is_end(text)
        for text in texts
    ):
        return False
    return bool(
        (len(texts) <= CAPTION and not within and node.css(_PICTURES))
        or any(part.is_link or _TIME.search(part.text) for part in parts)
    )


def _is_heading(node: Any, parts: Sequence[Part]) -> bool:
    """Return whether a box is the heading of a section with its buttons (`播报`, `编辑`), which go alone."""
    links = [part for part in parts if part.is_link]
    return (
        len(parts) - len(links) == 1
        and len(links) <= MOST_BUTTONS
        and all(len(part.text) <= BUTTON for part in links)
        and any(_heads(one) for one in node.css("h1,h2,h3,h4,h5,h6"))
    )


def _heads(heading: Any) -> bool:
    return bool((heading.text() or "").strip()) and not heading.css("a")


def _is_end(text: str) -> bool:
    """Return whether a line may close a text: a signature, a date, a note on its release."""
    return bool(_DATE.fullmatch(text) or _SIGNED.search(text))


def _above_headline(parts: Sequence[Part], first: int, title: str) -> set[int]:
    """Return the places above the headline, which stands above the first running text, but for its number."""
    bare = "".join(title.split())
    at = max((i for i in range(first) if bare and "".join(parts[i].text.split()) == bare), default=0)
    return {i for i in range(at) if not _SIGNED.search(parts[i].text) and not _NUMBERED.match(parts[i].text)}


def _innermost(parts: Sequence[Part], elements: Sequence[Any]) -> int:
    """Return the number of the innermost box that holds the last running text, with another if any."""
    chains = [_chain(elements, part.owner) for part in parts if part.is_prose]
    shared = [number for number in chains[-1] if sum(number in chain for chain in chains) > 1] or chains[-1]
    return next((number for number in shared if elements[number].node.tag not in PARAGRAPHS), shared[-1])


def _below(parts: Sequence[Part], elements: Sequence[Any], last: int, inner: int) -> set[int]:
    """Return the places below the last running text, outside the element that holds it."""
    return {
        i
        for i in range(last + 1, len(parts))
        if inner not in _chain(elements, parts[i].owner)
        and len(text := parts[i].text) <= LONGEST
        and "\t" not in text
        and not (_SENTENCE.search(text) or _NUMBERED.match(text) or _is_end(text) or _FILE.search(text))
    }


def _chain(elements: Sequence[Any], number: int) -> list[int]:
    """Return an element and those around it, from the inside."""
    found = []
    while number >= 0:
        found.append(number)
        number = elements[number].around
    return found


def without_links_behind(pieces: Sequence[tuple[str, bool, int]]) -> list[tuple[str, bool, int]]:
    """Return the pieces of a line without the links behind its last sentence.

    Parameters
    ----------
    pieces : sequence of tuple
        Text, whether it is a link, and the number of the element of each.
    """
    end = len(pieces)
    while end and (pieces[end - 1][1] or not pieces[end - 1][0].strip()):
        end -= 1
    behind = "".join(text for text, _, _ in pieces[end:]).strip()
    if not end or not behind or len(behind) > LINKS_BEHIND or "《" in behind or _NUMBERED.match(behind):
        return list(pieces)
    return list(pieces[:end] if pieces[end - 1][0].rstrip().endswith(("。", "！", "？")) else pieces)
