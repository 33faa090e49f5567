"""Page furniture learnt from texts: lines at the edges of many texts of one publisher, and of no other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from .article import around
from .records import Entry, Line, removed
from .shapes import speaks_to_reader
from .surroundings import above, is_prose
from .titles import is_headline

RULE = "learnt furniture"
HEAD, FOOT = 30, 30
"""How many lines at the head and at the foot of a text may be the page's."""

FEWEST, SHARE = 5, 0.3
"""In how many texts of a publisher, and in what share of them, a line must stand at the edge."""

FEWEST_OTHERS = 5
"""How many texts of other publishers there must be, none of which has the line: what reports of all have in
common is their form (各位代表), not their page."""

NEARLY_ALL = 0.9
"""Share of the texts of a publisher that open with the line of its page."""

DEEPEST = 4
"""Most lines one below the other that are the banner of a site."""

_TITLE = re.compile(
    r"(?:通知|意见|办法|规定|条例|决定|方案|纲要|规划|计划|要点|公报|公告|通告|批复|函|讲话|致辞|献词|贺词|回顾|总结|章|节|条)$"
)

LONGEST = 80
"""Longest line (characters) that is learnt."""

_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十百\d]{1,4}[）)、.．]|第[一二三四五六七八九十百零\d]+[条章节部分]|[一二三四五六七八九十]是"
)
_OFFICE = re.compile(
    r"(?:政府|委员会|办公[厅室]|[局厅院部署]|银行|分行|[市县区省州委]委|小组|代表大会|常务委员会)$"
)
_OF_TEXTS = re.compile(
    r"各位|代表|委员|同志们|报告|[市县区州]长|省长|主席|请予审议|请审议|谢谢|附件|抄送|此件|目录|前言|序言|印发|总则|附则|以上|特此|为荷"
)
_DATE = re.compile(r"[\s〇○零一二三四五六七八九十\d年月日（()）.\-/]+")


def learn(texts: Sequence[tuple[str, Sequence[Line]]]) -> dict[str, set[str]]:
    """Return the lines of the page that the texts of each publisher show, as shapes (digits are alike).

    Parameters
    ----------
    texts : sequence of (publisher, lines)
        The cleaned texts. A text that occurs several times counts once.
    """
    seen: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    n_texts: dict[str, int] = defaultdict(int)
    known: set[int] = set()
    for publisher, lines in texts:
        whole = hash(tuple(line.text for line in lines))
        if whole in known:
            continue
        known.add(whole)
        n_texts[publisher] += 1
        for shape in {
            shape_of(line.text) for line in (*lines[:HEAD], *lines[-FOOT:]) if len(line.text) <= LONGEST
        }:
            seen[publisher][shape] += 1
    total = sum(n_texts.values())
    banners = _banners(texts, n_texts)
    likely: dict[str, set[str]] = defaultdict(set)
    for publisher, shapes in seen.items():
        if total - n_texts[publisher] >= FEWEST_OTHERS:
            least = max(FEWEST, SHARE * n_texts[publisher])
            for shape in (shape for shape, count in shapes.items() if count >= least and may_be_page(shape)):
                likely[shape].add(publisher)
    for publisher, lines in texts if likely else ():
        for line in lines:
            if len(line.text) <= LONGEST and (shape := shape_of(line.text)) in likely:
                likely[shape].add(publisher)
    return {
        publisher: {shape for shape, who in likely.items() if who == {publisher}}
        | banners.get(publisher, set())
        for publisher in n_texts
    }


def _banners(texts: Sequence[tuple[str, Sequence[Line]]], n_texts: Mapping[str, int]) -> dict[str, set[str]]:
    """Return the lines with which nearly all texts of a publisher open, each with another headline below it.

    Reports of one kind, whose first line is their common title, have a date or an address below it.
    """
    openings: dict[str, list[list[Line]]] = defaultdict(list)
    for publisher, lines in texts:
        openings[publisher].append(list(lines[: DEEPEST + 1]))
    return {publisher: _banner(heads, n_texts[publisher]) for publisher, heads in openings.items()}


def _banner(heads: Sequence[Sequence[Line]], n_texts: int) -> set[str]:
    """Return the lines with which nearly all texts open, one below the other, above headlines that differ."""
    least = max(FEWEST, NEARLY_ALL * n_texts)
    found: set[str] = set()
    below = [[line.text for line in head] for head in heads]
    while len(found) < DEEPEST:
        first = Counter(shape_of(rest[0]) for rest in below if len(rest) > 1 and len(rest[0]) <= LONGEST)
        shape, count = first.most_common(1)[0] if first else ("", 0)
        if count < least or not may_be_page(shape) or _TITLE.search(shape):
            break
        found.add(shape)
        below = [rest[1:] if rest and shape_of(rest[0]) == shape else rest for rest in below]
    headlines = {shape_of(rest[0]) for rest in below if rest and is_headline(rest[0])}
    return found if len(headlines) >= least else set()


def without_learnt(lines: Sequence[Line], shapes: set[str]) -> tuple[list[Line], list[Entry]]:
    """Return a text without the lines learnt that stand at its edges, and the log of them.

    They go above the first and below the last running text, with what stands among them (`above`, `around`).

    Parameters
    ----------
    lines : sequence of Line
        The cleaned text.
    shapes : set of str
        The lines learnt of its publisher.
    """
    texts = [line.text for line in lines]
    running = [
        i
        for i, text in enumerate(texts)
        if (is_prose(text) or text[-1] in "。；！？") and shape_of(text) not in shapes
    ]
    first, last = (running[0], running[-1]) if running else (len(lines), -1)
    families = [
        RULE if (i < first or i > last) and shape_of(text) in shapes else None for i, text in enumerate(texts)
    ]
    drop = {i for i, family in enumerate(families) if family}
    if running:
        drop.update((*above(texts, families), *around(texts, families)))
    if len(drop) == len(lines):
        return list(lines), []
    kept = [line for i, line in enumerate(lines) if i not in drop]
    return kept, [removed(RULE, lines[i]) for i in sorted(drop)]


def publisher_of(publisher: object, source: object, city: object) -> str:
    """Return by whom a text was put on the web: its publisher, else its folder, else its city.

    Parameters
    ----------
    publisher, source, city : object
        Of the document; missing values are passed over.
    """
    folder = str(PurePosixPath(source).parent) if isinstance(source, str) else "."
    for name in (publisher, "" if folder == "." else folder, city):
        if isinstance(name, str) and name:
            return name
    return ""


def shape_of(text: str) -> str:
    """Return a line without blanks, all numbers alike."""
    return _DIGITS.sub("0", "".join(text.split()))


def may_be_page(shape: str) -> bool:
    """Return whether a line may be the page's: none that texts of one kind open or close with."""
    if not 2 <= len(shape) <= LONGEST or shape[-1] in ":：；;，,、" or _DATE.fullmatch(shape):
        return False
    if shape[-1] in "。！？" and not speaks_to_reader(shape):
        return False
    return not (_NUMBERED.match(shape) or _OFFICE.search(shape) or _OF_TEXTS.search(shape))
