"""How the text of a PDF page is set, and which lines stand outside of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ..attribution.headlines import NUMBER
from .marks import Segment

EDGE = 3
"""How many lines at the head and the foot of a page may be no part of its text."""

LONGEST = 90
"""Longest such line (characters)."""

LEVEL, ALIKE = 3.0, 0.06
"""How far apart (points) lines at one height stand at most, and by what share letters of one size differ."""

SMALL, LARGE = 0.92, 1.08
"""Letters that are smaller, or larger, than those of the text, as shares of these."""

RAGGED, INDENT = 2.2, 0.7
"""How far from the right edge a full line may end and how far from the left one it may begin, in letters."""

APART = 1.3
"""How many times as far as the lines of a text a head stands from it."""

FEWEST_ROWS = 2
"""Fewest lines of a page besides its heads and feet."""

NUMBER_BESIDE = re.compile(r"^[·•—–|-]*\d{1,4}[·•—–|-]*(?=[^\d年])|(?<=\D)[·•—–|-]*\d{1,4}[·•—–|-]*$")
"""The number of a page on either side of the words of its head, without blanks."""

CLOCK = re.compile(
    r"(?:\d{1,4}[/年.-]){2}\d{1,4}日?[,，]?(?:上午|下午|星期.)?\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?:[AP]M)?"
)
ADDRESS = re.compile(r"(?:https?|file|ftp)[:：]//\S+|(?:www\.)\S+", re.I)
"""Day and hour, and address, as a browser prints them."""

HAN = re.compile(r"[㐀-鿿]")
DAY = re.compile(r"(?:(?:19|20)\d\d|[二一〇○零][一二三四五六七八九〇○零]{3})年.{1,3}月.{1,3}日")
_SHEET = re.compile(r"(?:第?\d{1,3}页?[/,，of共]+\d{1,3}页?)")
_LABEL = re.compile(r"(?:附[件录表图]|专[栏题]|[图表]|单位[:：])\s*\d*")


class Row(NamedTuple):
    """A line of a page: its words without blanks, edges, height, size, pieces; if it is of a note."""

    text: str
    left: float
    right: float
    base: float
    size: float
    pieces: tuple[str, ...]
    is_note: bool

    @property
    def n(self) -> int:
        """Return the number of its pieces."""
        return len(self.pieces)


class Measure(NamedTuple):
    """The size of the letters of a text, its edges, and the distance of its lines."""

    size: float
    left: float
    right: float
    pitch: float


def bare_of(text: str) -> str:
    """Return a text without blanks, and without what stands for the marks of footnotes.

    Parameters
    ----------
    text : str
        Any text.
    """
    return "".join(text.replace("\u2060", "").split())


def row_of(parts: Sequence[Segment], is_note: bool) -> Row:
    """Return a line of a page by its pieces.

    Parameters
    ----------
    parts : sequence of Segment
        The pieces, from left to right.
    is_note : bool
        Whether it belongs to a footnote.
    """
    pieces = [bare_of(part.text) for part in parts]
    size = median(part.size for part in parts)
    return Row("".join(pieces), parts[0].left, parts[-1].right, parts[0].base, size, tuple(pieces), is_note)


def measure_of(rows: Sequence[Row], whole: Measure | None) -> Measure:
    """Return how the text of a page is set.

    Parameters
    ----------
    rows : sequence of Row
        The lines of a page, from top to bottom.
    whole : Measure or None
        That of the whole file, for pages with hardly a line.
    """
    if whole and len(rows) < EDGE + FEWEST_ROWS:
        return whole
    size = whole.size if whole else median(row.size for row in rows for _ in row.text)
    body = [row for row in rows if is_near(row.size, size)]
    if whole and len(body) < EDGE + FEWEST_ROWS:
        return whole
    lefts = Counter(round(row.left) for row in body)
    steps = [a.base - b.base for a, b in pairwise(body) if a.base > b.base]
    most = max(lefts.values())
    left = min(at for at, n in lefts.items() if 4 * n >= most)
    return Measure(size, left, max(row.right for row in body), median(steps) if steps else 2 * size)


def is_near(size: float, other: float) -> bool:
    """Return whether letters are of one size.

    Parameters
    ----------
    size, other : float
        Sizes in points.
    """
    return abs(size - other) <= ALIKE * other


def shape_of(text: str) -> str:
    """Return a line with its digits alike, and without those that number its page on either side.

    Parameters
    ----------
    text : str
        A line without blanks.
    """
    if is_of_text(text):
        return text
    return re.sub(r"\d+", "0", NUMBER_BESIDE.sub("", text) or text)


def is_of_text(text: str) -> bool:
    """Return whether a line is a day or the number of a document: where they differ, they count no pages.

    Parameters
    ----------
    text : str
        A line without blanks.
    """
    return (DAY.fullmatch(text) or NUMBER.fullmatch(text)) is not None


def may_run(row: Row) -> bool:
    """Return whether a line may be a head or foot by its words.

    Parameters
    ----------
    row : Row
        A line.
    """
    return len(row.text) <= LONGEST and not set(row.text) & set("。；！？") and not _LABEL.match(row.text)


def numbers_of(text: str, at: int) -> set[int]:
    """Return how far the numbers at the edges of a line are from that of its page.

    Parameters
    ----------
    text : str
        A line without blanks.
    at : int
        Number of the page.
    """
    if not HAN.search(text):
        return set()
    return {int(re.sub(r"\D", "", found)) - at for found in NUMBER_BESIDE.findall(text)}


def is_head(
    rows: Sequence[Sequence[Row]], measures: Sequence[Measure], places: Mapping[int, int], at_foot: bool
) -> bool:
    """Return whether lines alike at one height are no title of forms: by place, size, or what they hold.

    Parameters
    ----------
    rows : sequence of sequence of Row
        The lines of each page.
    measures : sequence of Measure
        Those of the pages.
    places : mapping
        Which line of which page.
    at_foot : bool
        Whether they stand at the foot.
    """
    first = min(places)
    row, measure = rows[first][places[first]], measures[first]
    if row.size <= SMALL * measure.size or CLOCK.search(row.text) or ADDRESS.search(row.text):
        return True
    if row.size > LARGE * measure.size:
        return False
    inner = [rows[k][i - 1 if at_foot else i + 1] for k, i in places.items()]
    if all(is_clear(rows[k][i], one, measures[k]) for (k, i), one in zip(places.items(), inner, strict=True)):
        return True
    if at_foot and DAY.fullmatch(row.text):  # below the office that signs
        return False
    if row.n == 2 or 2 * row.left > measure.left + measure.right:
        return True
    if at_foot:
        return row.left > measure.left + 3 * measure.size
    is_title_below = inner[0].left > measure.left + 3 * measure.size > row.left + measure.size
    return inner[0].size > LARGE * row.size or is_title_below


def is_clear(row: Row, text: Row, measure: Measure) -> bool:
    """Return whether a line stands farther from the text than the lines of this from each other.

    Parameters
    ----------
    row : Row
        A line.
    text : Row
        The nearest line of the text.
    measure : Measure
        That of its page.
    """
    return abs(row.base - text.base) >= APART * measure.pitch


def printed_rows(rows: Sequence[Row]) -> set[int]:
    """Return what a browser prints on a page: the hour of printing above it, address and sheet below it.

    Parameters
    ----------
    rows : sequence of Row
        The lines of the page.
    """
    if len(rows) <= FEWEST_ROWS:
        return set()
    above, below = rows[0].text, rows[-1].text
    is_dated = [bool(CLOCK.match(one) or CLOCK.search(one[-24:])) for one in (above, below)]
    is_sheet = [bool(_SHEET.match(one) or _SHEET.search(one[-8:])) for one in (above, below)]
    has_address = [bool(ADDRESS.search(one)) for one in (above, below)]
    told = sum(map(any, (is_dated, is_sheet, has_address)))
    if told < 2 and not (rows[0].n > 1 and CLOCK.match(above)):
        return set()
    found = {
        at
        for at, *signs in zip((0, len(rows) - 1), is_dated, is_sheet, has_address, strict=True)
        if any(signs) and may_run(rows[at]._replace(text=ADDRESS.sub("", rows[at].text)))
    }
    return {i for i, row in enumerate(rows) for at in found if abs(row.base - rows[at].base) < row.size / 2}
