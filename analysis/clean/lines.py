"""Join lines broken in mid-sentence, and move captions that interrupt a sentence behind it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from .records import Entry, Line, Outcome, is_terminated
from .seams import (
    SHORTEST_OPEN,
    Seams,
    begins_paragraph,
    is_caption,
    is_dated,
    is_numbered,
    must_join,
)

LONGEST_WRAP = 130
"""Longer lines (characters) do not result from wrapping."""

SLACK = 2
"""How much shorter than the full width a wrapped line may be, as punctuation must not begin a line."""

FEWEST_ALIKE = 3
"""Fewest unfinished lines of one width that show lines to be wrapped."""

ROUNDS = 9
"""Maximum number of passes over the lines; two or three are usual."""

RAGGED = 0.6
"""Share of the usual length of unfinished lines below which one is no broken line, where these are uneven."""

MEASURES = ("text", "source", "columns")
"""Measures of a line: characters now, characters in the source, columns (two for a Han character)."""

FEWEST_LABELS, LABELLED = 3, 5
"""From how many labels on, one in so many lines, a list is one of labels with what they stand for."""

_LABEL = re.compile(r"[^，。；！？,;]{1,8}[:：]")
_CHINESE_NUMBER = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百零\d]+[条章节]|各位代表"
)
_CUT_BRACKET = re.compile(r"[^。！？；…][）)】〕]$")


class Regime(NamedTuple):
    """How a stretch of lines is wrapped: its width (0 if unwrapped), and how its paragraphs are separated.

    `least` is the length of broken lines where they are uneven (`ragged`). With `labels` every few lines are
    nothing but a label (`某局：`), in which no line above goes on.
    """

    first: int
    last: int
    width: int
    slack: int
    measure: str
    ragged: bool
    gaps: bool
    indents: bool
    least: float
    labels: bool


def line_length(line: Line, measure: str) -> int:
    """Return the length of a line by one of `MEASURES`.

    Parameters
    ----------
    line : Line
        A line.
    measure : {"text", "source", "columns"}
        How it is measured.
    """
    if measure == "source" and line.width:
        return line.width
    if measure == "columns":
        # A Han character takes three bytes of UTF-8 and two columns, an ASCII character one of each.
        return (len(line.text.encode("utf-8", "replace")) + len(line.text)) // 2 + line.lead
    return len(line.text) + line.lead


def regimes(lines: Sequence[Line]) -> list[Regime]:
    """Return the stretches of short, wrapped lines, with the width of each."""
    found: list[Regime] = []
    i = 0
    while i < len(lines):
        j = i
        while j < len(lines) and len(lines[j].text) <= LONGEST_WRAP:
            j += 1
        if j - i >= 3:
            regime = _regime(lines, i, j)
            if regime:
                found.append(regime)
        i = max(j, i + 1)
    return found


def _common_width(
    stretch: Sequence[Line], open_lines: Sequence[Line], measure: str, slack: int
) -> tuple[int, int]:
    """Return how many unfinished lines end at one width, and that width; (0, 0) if too few do."""
    lengths = Counter(line_length(line, measure) for line in open_lines)
    supports = ((sum(lengths[width - k] for k in range(slack + 1)), width) for width in sorted(lengths))
    widths = [(n, width) for n, width in supports if n >= FEWEST_ALIKE and n * 2 >= len(open_lines)]
    if not widths:
        return 0, 0
    every = sorted(line_length(line, measure) for line in stretch)
    may_be = (one for one in widths if (len(every) - bisect_right(every, one[1] + 1)) * 10 <= len(stretch))
    return max(may_be, default=(0, 0))


def _regime(lines: Sequence[Line], first: int, last: int) -> Regime | None:
    stretch = lines[first:last]
    open_lines = [
        line for line in stretch[:-1] if not is_terminated(line.text) and len(line.text) >= SHORTEST_OPEN
    ]
    if len(open_lines) < FEWEST_ALIKE:
        return None
    # If punctuation begins lines, they were broken mechanically: all lines are equally long.
    strict = sum(line.text[0] in "，。、；：！？" for line in stretch[1:]) * 80 > len(stretch)
    best = (0, 0, 0, "text")
    for measure in MEASURES:
        slack = 2 * SLACK if measure == "columns" else 0 if strict else SLACK
        support, width = _common_width(stretch, open_lines, measure, slack)
        if support > best[0]:
            best = (support, width, slack, measure)
    _, width, slack, measure = best
    long_lines = [line for line in stretch if len(line.text) >= SHORTEST_OPEN]
    ragged = not width and len(open_lines) >= 6 and len(open_lines) * 10 >= len(long_lines) * 6
    marked = sum(any(mark in line.text for mark in "，。、；,") for line in open_lines)
    if (not width and not ragged) or marked * 2 < len(open_lines):
        return None
    after_open = [b.gap > 0 for a, b in pairwise(stretch) if not is_terminated(a.text)]
    after_stop = [b.gap > 0 for a, b in pairwise(stretch) if is_terminated(a.text)]
    gaps = sum(after_stop) * 2 > len(after_stop) and sum(after_open) * 2 < len(after_open)
    indented = sum(line.indented for line in stretch)
    indents = 2 <= indented <= len(stretch) * 0.7
    least = RAGGED * median(len(line.text) for line in open_lines) if ragged else 0.0
    n_labels = sum(_LABEL.fullmatch(line.text) is not None for line in stretch)
    labels = n_labels >= FEWEST_LABELS and n_labels * LABELLED >= len(stretch)
    return Regime(first, last, width, slack, measure, ragged, gaps, indents, least, labels)


def _in_regime(regime: Regime, above: Line, below: Line) -> bool | None:
    """Return whether the width of the stretch shows a line to continue in the next; `None` if undecided."""
    parted = (regime.gaps and below.gap > 0) or (regime.indents and below.indented)
    if parted or (regime.labels and _LABEL.fullmatch(below.text)):
        return False
    length = line_length(above, regime.measure)
    if regime.ragged:
        if is_terminated(above.text) or begins_paragraph(below) or is_dated(above.text, below.text):
            return False
        short_heading = is_numbered(above.text) and len(above.text) <= 30
        return None if short_heading or len(above.text) < max(SHORTEST_OPEN, regime.least) else True
    if length > regime.width + 1:
        return None
    full = regime.width - regime.slack <= length
    if is_terminated(above.text) and not _CUT_BRACKET.search(above.text):
        sure = regime.gaps or regime.indents
        return (full if sure else length == regime.width) and not begins_paragraph(below)
    return full and not _CHINESE_NUMBER.match(below.text)


def join_wraps(lines: Sequence[Line]) -> Outcome:
    """Join lines broken in mid-sentence, including across a page break or a caption.

    If most lines of a stretch are broken at one width, that width decides; otherwise the punctuation and
    words at the seam do: a line that breaks off in running text continues in the next, a heading does not.
    A caption between the two halves of a sentence is moved after the paragraph, as a separate paragraph.
    """
    current = list(lines)
    entries: list[Entry] = []
    for _ in range(ROUNDS):
        current, done = _join_once(current)
        entries.extend(done)
        if not done:
            break
    return Outcome(current, entries)


def _join_once(lines: Sequence[Line]) -> Outcome:
    """Make one pass over the lines; joined lines may reveal further ones to join."""
    found = regimes(lines)
    regime_at = {i: regime for regime in found for i in range(regime.first, regime.last)}
    seams = Seams(lines)
    kept: list[Line] = []
    entries: list[Entry] = []
    i = 0
    while i < len(lines):
        parts, captions, marks = [lines[i].text], [], []
        text, last_line = lines[i].text, lines[i]
        j = i + 1
        while j < len(lines):
            skip = int(_is_caption_within(text, lines, j, regime_at))
            if not _goes_on(text, last_line, lines[j + skip], regime_at.get(j + skip - 1), seams):
                break
            if skip:
                captions.append(lines[j])
            following = lines[j + skip]
            marks.append(f"{text[-6:]}⏎{following.text[:6]}｜")
            glue = " " if text[-1:].isascii() and text[-1:].isalpha() and following.text[0].isascii() else ""
            parts.append(glue + following.text)
            text = (text + glue + following.text)[-400:]
            last_line = _unbroken(last_line, following, regime_at.get(j))
            j += 1 + skip
        joined = "".join(parts)
        kept.append(lines[i] if j == i + 1 else lines[i]._replace(text=joined, last=last_line.last, width=0))
        if marks:
            entries.append(Entry("wraps", "changed", len(marks), lines[i].first, "".join(marks)))
        for caption in captions:
            kept.append(caption)
            entries.append(Entry("captions", "changed", 1, caption.first, caption.text))
        i = j
    return Outcome(kept, entries)


def _unbroken(above: Line, below: Line, regime: Regime | None) -> Line:
    """Return the line whose length shows whether the paragraph continues below it.

    If a page marker had broken a wrapped line, its two parts count as one line.
    """
    if below.goes_on and regime and regime.width:
        whole = below._replace(text=above.text + below.text, width=above.width + below.width - below.lead)
        whole = whole._replace(lead=0)
        if regime.width - regime.slack <= line_length(whole, regime.measure) <= regime.width + 1:
            return whole
    return below


def join_continued(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, joining to the line above those marked as continuing its sentence."""
    kept: list[Line] = []
    for line in lines:
        if line.goes_on and kept:
            kept[-1] = kept[-1]._replace(text=kept[-1].text + line.text, last=line.last)
        else:
            kept.append(line)
    return kept


def _goes_on(text: str, above: Line, below: Line, regime: Regime | None, seams: Seams) -> bool:
    if above.is_row or below.is_row:
        return False
    if below.goes_on or must_join(text, below.text):
        return True
    if regime is not None:
        verdict = _in_regime(regime, above, below)
        if verdict is not None:
            return verdict
    return seams.joins(text, below)


def _is_caption_within(text: str, lines: Sequence[Line], at: int, regime_at: dict[int, Regime]) -> bool:
    """Return whether the line at `at` is a caption and the text above it continues below."""
    if at + 1 >= len(lines) or is_terminated(text) or at in regime_at:
        return False
    if not is_caption(lines[at].text) or begins_paragraph(lines[at + 1]):
        return False
    return len(text) >= 40 and any(mark in text for mark in "，。,")
