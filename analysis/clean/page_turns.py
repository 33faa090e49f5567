"""Heads and feet of pages within the sentences of wrapped lines, as programs that read PDF leave them."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import accumulate, pairwise

from ..lexicon import common_pairs
from .lines import Regime, line_length, regimes
from .pages import counting_numbers, is_page_number
from .records import Line, Outcome, is_terminated, removed
from .seams import begins_paragraph
from .shapes import is_labelled
from .surroundings import NUMBERED

FEWEST_LINES, MOST_AT_TURN = 12, 6
"""Fewest lines of a text that is wrapped at one width, and most lines between the parts of a sentence."""

WIDEST = 90
"""Widest line of a page."""

FEWEST = 3
"""How often a line must stand within sentences that is no head of the first page."""

FEWEST_ROWS = 12
"""Fewest lines from one head to the next that stands beside no number."""

EVEN = 0.1
"""By what share the numbers of lines of pages differ at most."""

LONGEST, SHORTEST_HEAD = 80, 4
"""Longest head (characters), and the shortest that is known again elsewhere."""

SHORTER = 3
"""By how many characters such a line is shorter than those of the text, at least."""

SHORTEST_PAGE = 120
"""Fewest characters from one head to the next."""

OPENING, SHORTEST_TITLE = 6, 8
"""Among how many lines at the head of a text its title is, and the shortest that is known by its words."""

_MARKS = re.compile("[，。；、：]")
_SENTENCE = re.compile("[，。；！？]")
_ADDRESS = re.compile(r"(?:https?|file)://\S+|www\.\S+", re.I)
_CLOCK = re.compile(r"(?:\d{1,4}[/年.-]){2}\d{1,4}日?[,，\s]*(?:上午|下午|星期.)?\s*\d{1,2}[:：]\d\d")
_EDGE_NUMBER = re.compile(
    r"^\s*[·•—–|-]*\s*\d{1,4}\s*[·•—–|-]*(?=\D)|(?<=\D)\s*[·•—–|-]*\s*\d{1,4}(?:\s*/\s*\d{1,4})?\s*[·•—–|-]*\s*$"
)
_WIDE = re.compile(r"\S(?: {4,}|\u3000{2,}|\t)\S")
_SHEET = re.compile(r"(?:(?:https?|file)://\S+|www\.\S+)\s+\d{1,3}\s?/\s?\d{1,3}", re.I)
_LABEL = re.compile(r"(?:附[件录表图]|专[栏题]|[图表]|单位[:：])\s*\d*")
_OPENS = "《“（‘〔【("
_DASHES = re.compile("[—―–-]{1,2}")


def without_turns(lines: Sequence[Line]) -> Outcome:
    """Remove heads and feet of pages that stand within the sentences of lines wrapped at one width.

    A full line without an end, and one that goes on without an indent, are parts of a sentence. Between them
    goes what holds a wide blank, repeats the title, is of a page (its number, the address or hour that a
    browser prints), or recurs at the distance of a page, first at the head of the text or always within
    sentences. Lines of the same words go elsewhere too; so do such lines beside the number of a page.

    Parameters
    ----------
    lines : sequence of Line
        The lines of a text.
    """
    wrapped = [
        one for one in regimes(lines) if 0 < one.width <= WIDEST and one.last - one.first >= FEWEST_LINES
    ]  # the words of a link on a line of their own part longer ones
    if not wrapped:
        return Outcome(list(lines), [])
    titles = {line.text for line in lines[:OPENING]}
    turns = [
        (i + 1, end)
        for regime in wrapped
        for i in range(regime.first, regime.last - 1)
        if (end := _end_of_turn(lines, i, regime, titles)) > i + 1
    ]
    known = _Known(lines, turns)
    within = {i for start, end in turns for i in range(start, end)}
    counted = counting_numbers(lines)
    gone: set[int] = set()
    going_on: set[int] = set()
    for start, end in turns:
        if all(known.is_head(i, within) for i in range(start, end)):
            gone.update(i for i in range(start, end) if i not in counted)
            going_on.add(end)
    gone |= _beside_numbers(lines, gone, known, wrapped, within)
    if not gone:
        return Outcome(list(lines), [])
    gone |= _elsewhere(lines, gone)
    kept = [
        line._replace(goes_on=True) if i in going_on else line
        for i, line in enumerate(lines)
        if i not in gone
    ]
    return Outcome(kept, [removed("chrome: running heads", lines[i]) for i in sorted(gone)])


class _Known:
    """What the lines of a text show of each other: which recur, and what its title is."""

    def __init__(self, lines: Sequence[Line], turns: Sequence[tuple[int, int]]) -> None:
        self._lines = lines
        numbers = [int(line.text) for line in lines if line.text.isdecimal() and is_page_number(line.text)]
        self._counts = all(b > a for a, b in pairwise(numbers))
        prose = next((i for i, line in enumerate(lines[:OPENING]) if _SENTENCE.search(line.text)), OPENING)
        self._opening = {i: line.text for i, line in enumerate(lines[:prose])}
        self._marked = {
            i for start, end in turns if any(map(self.is_mark, range(start, end))) for i in range(start, end)
        }
        self._parting = {
            i
            for start, end in turns
            if lines[start - 1].text[-1] + lines[end].text[0] in common_pairs()
            for i in range(start, end)
        }
        self._offsets = [0, *accumulate(len(line.text) for line in lines)]
        self._places: dict[str, list[int]] = {}
        for i, line in enumerate(lines):
            if len(line.text) <= LONGEST:
                self._places.setdefault(_shape(line.text), []).append(i)

    def is_mark(self, i: int) -> bool:
        """Return whether a line is the number of its page, or what a browser prints beside it."""
        text = self._lines[i].text
        if is_page_number(text):
            return not text.isdecimal() or self._counts
        if clock := _CLOCK.match(text):
            rest = text[clock.end() :].strip()
            return not rest or any(len(one) >= OPENING and one in rest for one in self._opening.values())
        return _SHEET.fullmatch(text) is not None

    def is_head(self, i: int, within: set[int]) -> bool:
        """Return whether a line that parts a sentence, or stands beside a page's number, is of a page."""
        text = self._lines[i].text
        if self.is_mark(i):
            return True
        if is_labelled(text) or _LABEL.match(text):
            return False
        is_sure = i in self._marked or i in self._parting
        if _WIDE.search(text) and is_sure:
            return True
        places = self._places.get(_shape(text), [])
        if _ADDRESS.fullmatch(text):
            return i in self._marked or len(places) > 1
        bare = _DASHES.sub("", text)
        is_title = len(bare) >= OPENING and any(bare in one for k, one in self._opening.items() if k != i)
        if is_title and (is_sure or bare in self._opening.values()):
            return True
        if len(bare) < SHORTEST_HEAD or len(places) < 2:
            return False
        steps = [self._offsets[b] - self._offsets[a] for a, b in pairwise(places)]
        if min(steps) < SHORTEST_PAGE:
            return False
        if places[0] < OPENING and _is_above_title(self._lines, places[0], {}):
            return True
        if self._marked.issuperset(places):
            return True
        at_turns = [at for at in places if at in within]
        if places[-1] == len(self._lines) - 1 and len(at_turns) >= len(places) - 1:  # no heading ends a text
            return True
        # The words of a link, a refrain or a heading recur too, but hardly within words.
        n_parting = len(self._parting & {*places})
        rows = [b - a for a, b in pairwise(places)]
        if min(rows) < FEWEST_ROWS or not (self._marked & {*places} or 2 * n_parting >= len(at_turns)):
            return False
        if len(at_turns) == len(places):
            return len(places) >= FEWEST
        is_often = len(rows) > 1 and 2 * len(at_turns) >= len(places)
        return is_often and max(rows) - min(rows) <= max(FEWEST, EVEN * max(rows))


def _shape(text: str) -> str:
    """Return a line with its digits alike, and without the number of its page."""
    return re.sub(r"\d+", "0", "".join((_EDGE_NUMBER.sub("", text) or text).split()))


def _is_full(line: Line, regime: Regime) -> bool:
    return line_length(line, regime.measure) >= regime.width - max(regime.slack, 1)


def _end_of_turn(lines: Sequence[Line], i: int, regime: Regime, titles: Set[str]) -> int:
    """Return the line with which the sentence of a full line goes on below others; `i` for none."""
    above = lines[i].text
    if (
        not _is_full(lines[i], regime)
        or is_terminated(above)
        or not _MARKS.search(above)
        or above[-1] in _OPENS
    ):
        return i
    end = i + 1
    while end < len(lines) and end - i <= MOST_AT_TURN and _may_be_head(lines[end], regime, titles):
        end += 1
    if end == len(lines) or end - i > MOST_AT_TURN or end == i + 1:
        return i
    below = lines[end]
    is_new = below.is_row or begins_paragraph(below) or (regime.indents and below.indented)
    is_text = _is_full(below, regime) or _SENTENCE.search(below.text) is not None
    return end if is_text and not is_new else i


def _may_be_head(line: Line, regime: Regime, titles: Set[str]) -> bool:
    text = line.text
    if line.is_row or len(text) > LONGEST or _SENTENCE.search(text) or text[0] in "、：）”》":
        return False
    if _is_of_page(text) or (text in titles and len(text) >= SHORTEST_TITLE):
        return True
    least = regime.width - max(regime.slack, SHORTER)
    length = line_length(line, regime.measure)
    is_other = length <= least or length > regime.width + max(regime.slack, 1) or _WIDE.search(text)
    return bool(is_other) and (not begins_paragraph(line) or _DASHES.match(text) is not None)


def _beside_numbers(
    lines: Sequence[Line], gone: set[int], known: _Known, wrapped: Sequence[Regime], within: set[int]
) -> set[int]:
    """Return the lines beside numbers of pages, between paragraphs, that recur or repeat the title."""
    marks = [i for i in range(len(lines)) if known.is_mark(i)]
    found: set[int] = set()
    for regime in wrapped:
        for at in marks:
            for i in (at - 1, at + 1, at + 2):
                if not max(regime.first, OPENING) <= i < regime.last or i in gone or i in marks:
                    continue
                is_near = i != at + 2 or i - 1 in found
                if is_near and _may_be_head(lines[i], regime, set()) and known.is_head(i, within):
                    found.add(i)
    return found


def _is_of_page(text: str) -> bool:
    """Return whether a line is the number of a page, or what a browser prints beside it."""
    is_number = is_page_number(text) or _CLOCK.match(text) is not None
    return is_number or (
        _ADDRESS.search(text) is not None and not _SENTENCE.search(text) and len(text) <= LONGEST
    )


def _elsewhere(lines: Sequence[Line], gone: set[int]) -> set[int]:
    """Return the lines of the words of heads that stand at the distance of a page; not a title among them."""
    offsets = [0, *accumulate(len(line.text) for line in lines)]
    heads: dict[str, list[int]] = {}
    for i in sorted(gone):
        if len(shape := _shape(lines[i].text)) >= SHORTEST_HEAD:
            heads.setdefault(shape, []).append(i)
    found: set[int] = set()
    for i, line in enumerate(lines):
        places = heads.get(_shape(line.text), []) if i not in gone and len(line.text) <= LONGEST else []
        if not places:
            continue
        if i < len(lines) - OPENING and min(abs(offsets[i] - offsets[k]) for k in places) < SHORTEST_PAGE:
            continue
        if i >= OPENING or _is_above_title(lines, i, heads):
            found.add(i)
    return found


def _is_above_title(lines: Sequence[Line], i: int, heads: dict[str, list[int]]) -> bool:
    """Return whether another line that may be the title stands below one at the head of a text."""
    return any(
        6 <= len(line.text) <= LONGEST
        and not _SENTENCE.search(line.text)
        and not NUMBERED.match(line.text)
        and _shape(line.text) not in heads
        for line in lines[i + 1 : OPENING + 1]
        if line.text
    )
