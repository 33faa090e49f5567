"""Paragraphs broken at a fixed width: the width is found first, then each paragraph made whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..lexicon import common_pairs
from .records import CLOSING, Entry, Line, Outcome, is_terminated
from .seams import begins_paragraph, is_numbered

RULE = "fixed widths"
LONGEST, NARROWEST, WIDEST = 130, 8, 110
"""Longest line (characters) of a stretch examined, and the widths (characters) at which lines are broken."""

SLACK = 2
"""How many characters shorter than the width a line may be whose last ones went down with a mark."""

FEWEST, SHARE = 4, 0.6
"""Fewest full lines, and the share of the characters between the first and the last of them that is in full
lines or right below one."""

FEWEST_PAIRS, PAIRS = 2, 0.15
"""How many breaks, and what share of them, must be within a word or before a punctuation mark: of lines
broken at a width every third is, of headings and the items of a list hardly any. Half as
many will do where a sign parts the paragraphs and the lines are not narrow."""

INNER = 0.02
"""Fewest punctuation marks within full lines, as a share of their characters: lists have hardly any."""

HEADED = 18
"""Narrowest width (characters) at which the headings of a text mostly fit on a line."""

_NO_BEGINNING = "，。、；：！？）”’》〉】〕］％%,;:!?)]…"
FEWEST_ENDED = 3
"""Fewest paragraphs that show how many sentences they have: where hardly one ends within a line, a full line
that ends one ends a paragraph too."""

_STOP = re.compile(r"[。！？](?![”’》）])")
_MARK = re.compile(r"[，。、；：！？]")
_WORD = re.compile(r"[A-Za-z0-9.%％]+")
_CHAPTER = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十百零\d]+[编章节条]|各位代表"
)
_KINDS = tuple(
    map(
        re.compile,
        (
            r"[一二三四五六七八九十]{1,3}[、.．]",
            r"[（(][一二三四五六七八九十]{1,3}[）)]",
            r"第[一二三四五六七八九十百零\d]+[编章节]",
            r"第[一二三四五六七八九十百零\d]+条",
            r"\d{1,2}[、.．](?!\d)",
            r"[（(]\d{1,2}[）)]",
        ),
    )
)
"""Kinds of numbers of headings: those of one kind stand alone or open paragraphs throughout a text."""


class Width(NamedTuple):
    """How a stretch of lines is broken: the width, its measure, and what parts the paragraphs.

    `strict` says that lines are cut without regard to punctuation and words, `hangs` that punctuation stands
    beyond the width, `single` that paragraphs are of one sentence each.
    """

    first: int
    last: int
    width: int
    measure: Callable[[Line], int]
    strict: bool
    hangs: bool
    gaps: bool
    indents: bool
    alone: frozenset[int]
    single: bool = False


def _characters(line: Line) -> int:
    return line.width or len(line.text) + line.lead


def _columns(line: Line) -> int:
    return _wide(line.text) + line.lead + 4 * line.indented


def _wide(text: str) -> int:
    # A Han character takes three bytes of UTF-8 and two columns, an ASCII character one of each.
    return (len(text.encode("utf-8", "replace")) + len(text)) // 2


def join_widths(lines: Sequence[Line]) -> Outcome:
    """Join lines broken at a fixed width into paragraphs.

    A line that is full, so that the next word would not have fitted, continues in the next one, unless a
    blank line, an indent or the number of a heading shows a paragraph to begin there. Where neither parts the
    paragraphs, a full line that ends a sentence continues too.
    """
    kept: list[Line] = []
    entries: list[Entry] = []
    end = 0
    for stretch in _stretches(lines):
        found = _width(lines, stretch)
        if found is None:
            continue
        kept.extend(lines[end : found.first])
        end = found.last
        i = found.first
        while i < found.last:
            j = i + 1
            while j < found.last and _goes_on(lines, i, j, found):
                j += 1
            kept.append(_joined(lines[i:j], found.strict))
            if j > i + 1:
                marks = [f"{a.text[-6:]}⏎{b.text[:6]}｜" for a, b in pairwise(lines[i:j])]
                entries.append(Entry(RULE, "changed", len(marks), lines[i].first, "".join(marks)))
            i = j
    kept.extend(lines[end:])
    return Outcome(kept, entries)


def _stretches(lines: Sequence[Line]) -> list[range]:
    """Return the places of lines that follow each other, none of them long or the row of a table."""
    edges = [-1, *(i for i, line in enumerate(lines) if len(line.text) > LONGEST or line.is_row), len(lines)]
    return [range(a + 1, b) for a, b in pairwise(edges) if b - a > FEWEST]


def _joined(lines: Sequence[Line], strict: bool) -> Line:
    if len(lines) == 1:
        return lines[0]
    text = lines[0].text
    for line in lines[1:]:
        is_word = not strict and text[-1].isascii() and text[-1].isalpha() and line.text[0].isascii()
        text += (" " if is_word and line.text[0].isalnum() else "") + line.text
    return lines[0]._replace(text=text, last=lines[-1].last, width=0)


def _width(lines: Sequence[Line], stretch: range) -> Width | None:
    """Return how a stretch is broken, None if its lines are none of a fixed width."""
    best: tuple[int, Width | None] = (0, None)
    for measure, size in ((_characters, 1), (_columns, 2)):
        sizes = [measure(lines[i]) for i in stretch]
        lengths = Counter(
            length for i, length in zip(stretch, sizes, strict=True) if not is_terminated(lines[i].text)
        )
        support, width = max(
            (sum(lengths[width - k] for k in range(SLACK * size + 1)), width) for width in lengths or [0]
        )
        if support <= best[0] or not NARROWEST * size <= width <= WIDEST * size:
            continue
        found = _described(lines, stretch, width, measure, size, sizes)
        if found:
            best = (support, found)
    return best[1]


def _described(
    lines: Sequence[Line],
    stretch: range,
    width: int,
    measure: Callable[[Line], int],
    size: int,
    sizes: Sequence[int],
) -> Width | None:
    """Return the description of a stretch broken at a width, None if its lines contradict it."""
    base = width
    for _ in range(SLACK):
        full_lines = (i for i, length in zip(stretch, sizes, strict=True) if length == base)
        ends = [lines[i].text[-1] in _NO_BEGINNING for i in full_lines]
        lower = sizes.count(base - size)
        base -= size * (all(ends) and lower * 2 >= len(ends))
    strict = any(lines[i].text[0] in "，。、；：！？" for i in stretch[1:])
    found = Width(stretch.start, stretch.stop, base, measure, strict, base < width, False, False, frozenset())
    widest = base + size * (2 if found.hangs else 1)
    may_be_full = (
        i for i, length in zip(stretch[:-1], sizes, strict=False) if base - SLACK * size <= length <= widest
    )
    full = [i for i in may_be_full if _is_full(lines, i, found)]
    if len(full) < FEWEST:
        return None
    first, last = full[0], full[-1] + 2
    within = {*full, *(i + 1 for i in full)}
    n = sum(len(lines[i].text) for i in range(first, last))
    longer = sum(measure(lines[i]) > width + size for i in range(first, last))
    cut = [i for i in full if not is_terminated(lines[i].text)]
    inner = sum(len(_MARK.findall(lines[i].text[:-1])) for i in full)
    if (
        sum(len(lines[i].text) for i in within) < SHARE * n
        or longer * 10 > last - first
        or 2 * len(cut) < len(full)
        or inner < INNER * sum(len(lines[i].text) for i in full)
    ):
        return None
    known = common_pairs()
    pairs = sum(
        lines[i].text[-1] + lines[i + 1].text[0] in known or lines[i + 1].text[0] in _NO_BEGINNING
        for i in cut
    )
    is_full = set(full)
    short = [i for i in range(first, last - 1) if i not in is_full]
    gaps = _parted([lines[i + 1].gap > 0 for i in short], [lines[i + 1].gap > 0 for i in full])
    indents = _parted([lines[i + 1].indented for i in short], [lines[i + 1].indented for i in full])
    parts = 2 if (gaps or indents) and width >= HEADED * size else 1
    if pairs * parts < max(FEWEST_PAIRS, PAIRS * len(cut)):
        return None
    alone = _alone(lines, stretch, found) if width >= HEADED * size else frozenset()
    ended = sum(is_terminated(lines[i].text) for i in range(first, last) if i not in is_full)
    within_lines = sum(len(_STOP.findall(lines[i].text[:-1])) for i in range(first, last))
    single = ended >= FEWEST_ENDED and within_lines * 4 <= ended
    return found._replace(first=first, last=last, gaps=gaps, indents=indents, alone=alone, single=single)


def _parted(after_short: list[bool], after_full: list[bool]) -> bool:
    """Return whether a sign stands below most lines that are not full, and below few that are."""
    return sum(after_short) * 5 > 3 * len(after_short) and sum(after_full) * 2 < len(after_full)


def _is_full(lines: Sequence[Line], i: int, found: Width) -> bool:
    """Return whether what the next line begins with would not have fitted into a line."""
    if i + 1 == len(lines):
        return False
    length = found.measure(lines[i])
    size = 1 if found.measure is _characters else 2
    if not found.width - SLACK * size <= length <= found.width + size * (2 if found.hangs else 1):
        return False
    following = lines[i + 1].text
    if found.strict:
        unit = following[:1]
    else:
        word = _WORD.match(following)
        n = word.end() if word else 1
        while n < len(following) and following[n] in _NO_BEGINNING:
            n += 1
        unit = following[:n]
    return length + (len(unit) if size == 1 else _wide(unit)) > found.width


def _alone(lines: Sequence[Line], stretch: range, found: Width) -> frozenset[int]:
    """Return the places of full lines that are headings, as those numbered alike stand alone."""
    found_alone: set[int] = set()
    for kind in _KINDS:
        numbered = [i for i in stretch[:-1] if kind.match(lines[i].text)]
        full = {i for i in numbered if _is_full(lines, i, found)}
        short = [i for i in numbered if i not in full]
        heads = sum(not is_terminated(lines[i].text) for i in short)
        if heads * 2 > len(short):
            found_alone.update(
                i
                for i in full
                if not is_terminated(lines[i].text) and not re.search("[，。；]", lines[i].text[:-1])
            )
    return frozenset(found_alone)


def _goes_on(lines: Sequence[Line], i: int, j: int, found: Width) -> bool:
    """Return whether the line above `j`, in the paragraph that begins at `i`, continues in it."""
    above, below = lines[j - 1], lines[j]
    if below.goes_on:
        return True
    if (found.gaps and below.gap > 0) or (found.indents and below.indented):
        return False
    if (j - 1 == i and i in found.alone) or not _is_full(lines, j - 1, found):
        return False
    if found.gaps or found.indents:
        return True
    if _CHAPTER.match(below.text) and above.text[-1] not in "第、":
        return False
    is_end = is_terminated(above.text.rstrip(CLOSING)) or is_terminated(above.text)
    is_heading = not (_is_full(lines, j, found) or is_terminated(below.text) or _MARK.search(below.text))
    if found.single and is_end:
        return False
    begins = begins_paragraph(below) and (is_end or is_numbered(lines[i].text))
    return not begins and not (is_end and is_heading)
