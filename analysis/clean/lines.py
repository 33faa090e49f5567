"""Lines broken in mid-sentence, joined again; captions that stand in a sentence, set after it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from .records import Entry, Line, Outcome, is_terminated

LONGEST_WRAP = 130
"""A longer line (characters) was not made by wrapping."""

MIN_WRAPPED = 12
"""A shorter line (characters) says nothing about the width of the text."""

SLACK = 2
"""How much shorter than the full width a wrapped line may be: punctuation is kept off the beginning of a line."""

CAPTION_LENGTH = 160

_CANNOT_BEGIN = "，。、；：！？）”’》〉】〕％%,;:!?)]"
_CANNOT_END = "，、（“‘《〈【〔,([·"
# Words that call for something after them: no heading and no sentence ends with one.
_OPEN_END = "的和与或把将被从而且并让因若但即其该各每很更最不未已正也还又"
_STARTS = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、．](?!\d)|\d{1,2}\.(?!\d)|第[一二三四五六七八九十百零\d]+[条章节]"
    r"|——|#|[①-⑳㉑-㊿●■◆▲★□]|各位代表|附件|附[:：]|抄送|名词解释"
)
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、．.](?!\d)|第[一二三四五六七八九十百零\d]+[条章节]"
)
_CHINESE_NUMBER = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百零\d]+[条章节]|各位代表")
_CUT_BRACKET = re.compile(r"[^。！？；…][）)】〕]$")
_LOOKS_WHOLE = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日[)）]?$|(?:记者|通讯员|编辑|作者|市长|省长|主席|摄影?)\s?[一-鿿 ·]{0,12}$|\.[A-Za-z]{3,4}$|[:：]$"
)
_CAPTION = re.compile(r"图为|(?:记者|通讯员|本报|新华社|摄影)[^。]{0,16}摄[)）]?$|^[（(]?(?:图|图片)(?:[一二三四五六七八九十\d]+|来源|说明)?[:：]")
_DATED = re.compile(r"(?:19|20)\d\d年\d{1,2}月")
_TWO_HAN = re.compile(r"[㐀-䶿一-鿿]{2}")
_CLAUSE_MARKS = "，。、；：！？,;:!?“”（）《》()"
_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")", "【": "】"}


class Regime(NamedTuple):
    """How a stretch of lines is wrapped: at which width (0: at no fixed one) and how its paragraphs are parted."""

    first: int
    last: int
    width: int
    slack: int
    raw: bool
    ragged: bool
    gaps: bool
    indents: bool


def _length(line: Line, raw: bool) -> int:
    return line.width if raw and line.width else len(line.text)


def regimes(lines: Sequence[Line]) -> list[Regime]:
    """Return the stretches of short lines that were wrapped, with the width of each."""
    found: list[Regime] = []
    i = 0
    while i < len(lines):
        j = i
        while j < len(lines) and _length(lines[j], False) <= LONGEST_WRAP:
            j += 1
        if j - i >= 3:
            regime = _regime(lines, i, j)
            if regime:
                found.append(regime)
        i = max(j, i + 1)
    return found


def _regime(lines: Sequence[Line], first: int, last: int) -> Regime | None:
    stretch = lines[first:last]
    open_lines = [line for line in stretch[:-1] if not is_terminated(line.text) and len(line.text) >= MIN_WRAPPED]
    best = (0, 0, False)
    # Where marks begin lines, whoever broke the lines did not look at them: all lines are equally long.
    strict = sum(line.text[0] in "，。、；：！？" for line in stretch[1:]) * 80 > len(stretch)
    slack = 0 if strict else SLACK
    for raw in (False, True):
        lengths = Counter(_length(line, raw) for line in open_lines)
        for width in sorted(lengths):
            support = sum(lengths[width - k] for k in range(slack + 1))
            longer = sum(_length(line, raw) > width + 1 for line in stretch)
            if support >= 3 and support * 2 >= len(open_lines) and longer * 10 <= len(stretch):
                best = max(best, (support, width, raw))
    support, width, raw = best
    long_lines = [line for line in stretch if len(line.text) >= MIN_WRAPPED]
    ragged = not width and len(open_lines) >= 6 and len(open_lines) * 10 >= len(long_lines) * 6
    marked = sum(any(mark in line.text for mark in "，。、；,") for line in open_lines)
    if (not width and not ragged) or marked * 2 < len(open_lines):
        return None
    after_open = [b.gap > 0 for a, b in zip(stretch, stretch[1:], strict=False) if not is_terminated(a.text)]
    after_stop = [b.gap > 0 for a, b in zip(stretch, stretch[1:], strict=False) if is_terminated(a.text)]
    gaps = sum(after_stop) * 2 > len(after_stop) and sum(after_open) * 2 < len(after_open)
    indented = sum(line.indented for line in stretch)
    indents = 2 <= indented <= len(stretch) * 0.7
    return Regime(first, last, width, slack, raw, ragged, gaps, indents)


def _begins_paragraph(line: Line) -> bool:
    return _STARTS.match(line.text) is not None


def _is_open(text: str, following: str) -> bool:
    """Return whether a quotation or bracket opened in a line is closed in the next before another opens."""
    for opening, closing in _PAIRS.items():
        if text.rfind(opening) > text.rfind(closing):
            end, again = following.find(closing), following.find(opening)
            if 0 <= end <= 60 and (again < 0 or end < again):
                return True
    return False


def _must_join(above: str, below: str) -> bool:
    """Return whether the marks at the seam say that a sentence goes on, whatever else speaks against it."""
    if not above or not below:
        return False
    if below[0] in _CANNOT_BEGIN and not (is_terminated(above) and below[0] not in "”’）)》"):
        return True
    if is_terminated(above):
        return False
    if above[-1] in "（“‘《〈【〔([、":
        return True
    return len(above) >= 10 and _is_open(above, below)


class _Seams:
    """Decides by the words at a seam, with the characters of the document as evidence."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._text: str | None = None
        self._edges: dict[tuple[str, bool], bool] = {}

    def _rare_at_edge(self, character: str, at_end: bool) -> bool:
        """Return whether a character hardly ever ends (or begins) a clause in this document."""
        key = (character, at_end)
        if key not in self._edges:
            text = self._read()
            marks = _CLAUSE_MARKS if at_end else _CLAUSE_MARKS + "\n"
            n = sum(text.count(character + mark if at_end else mark + character) for mark in marks)
            self._edges[key] = n * 20 <= text.count(character)
        return self._edges[key]

    def _read(self) -> str:
        if self._text is None:
            self._text = "\n".join(line.text for line in self._lines)
        return self._text

    def _inside_word(self, a: str, b: str) -> bool:
        """Return whether two characters stand together elsewhere, and are rare at the edges of clauses."""
        return self._read().count(a + b) >= 2 and self._rare_at_edge(a, True) and self._rare_at_edge(b, False)

    def joins(self, above: str, below: Line) -> bool:
        """Return whether an open line goes on in the next, where nothing is known about the width."""
        if is_terminated(above) or _begins_paragraph(below) or _LOOKS_WHOLE.search(above):
            return False
        if _DATED.match(below.text) and above[-1] not in "，,、于在":
            return False
        text = below.text
        if above[-1] in "，," and len(above) + len(text) > 40:
            return True
        numbered = _NUMBERED.match(above) is not None and len(above) < 60
        if len(above) >= 15 and above[-1] in _OPEN_END and not numbered and not above.endswith("目的"):
            return True
        prose = len(above) >= 40 and any(mark in above for mark in "。！？；")
        if prose and not numbered and (len(text) >= 15 or is_terminated(text)):
            return True
        if len(above) < MIN_WRAPPED or not (is_terminated(text) or len(text) >= 40):
            return False
        return _TWO_HAN.match(above[-1] + text[0]) is not None and self._inside_word(above[-1], text[0])


def _in_regime(regime: Regime, above: Line, below: Line) -> bool | None:
    """Return whether a line goes on in the next by the width of the stretch, or `None` if that says nothing."""
    parted = (regime.gaps and below.gap > 0) or (regime.indents and below.indented)
    if parted:
        return False
    length = _length(above, regime.raw)
    if regime.ragged:
        dated = _DATED.match(below.text) is not None and above.text[-1] not in "，,、于在"
        if is_terminated(above.text) or _begins_paragraph(below) or dated:
            return False
        short_heading = _NUMBERED.match(above.text) is not None and len(above.text) <= 30
        return None if short_heading or len(above.text) < MIN_WRAPPED else True
    if length > regime.width + 1:
        return None
    full = regime.width - regime.slack <= length
    if is_terminated(above.text) and not _CUT_BRACKET.search(above.text):
        sure = regime.gaps or regime.indents
        return full if sure else length == regime.width and not _begins_paragraph(below)
    return full and not _CHINESE_NUMBER.match(below.text)


def join_wraps(lines: Sequence[Line]) -> Outcome:
    """Join lines that were broken in mid-sentence, across a page break or a caption too.

    Where most lines of a stretch are broken at one width, that width decides; elsewhere the marks and words at
    the seam do: a line that breaks off in running text goes on in the next, a heading does not. A caption
    between the two halves of a sentence is set after the paragraph, as a paragraph of its own.
    """
    found = regimes(lines)
    regime_at = {i: regime for regime in found for i in range(regime.first, regime.last)}
    seams = _Seams(lines)
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
            text, last_line = (text + glue + following.text)[-400:], following
            j += 1 + skip
        joined = "".join(parts)
        kept.append(lines[i] if j == i + 1 else lines[i]._replace(text=joined, last=last_line.last))
        if marks:
            entries.append(Entry("wraps", "changed", len(marks), lines[i].first, "".join(marks)))
        for caption in captions:
            kept.append(caption)
            entries.append(Entry("captions", "changed", 1, caption.first, caption.text))
        i = j
    return Outcome(kept, entries)


def _goes_on(text: str, above: Line, below: Line, regime: Regime | None, seams: _Seams) -> bool:
    if _must_join(text, below.text):
        return True
    if regime is not None:
        verdict = _in_regime(regime, above, below)
        if verdict is not None:
            return verdict
    return seams.joins(text, below)


def _is_caption_within(
    text: str, lines: Sequence[Line], at: int, regime_at: dict[int, Regime]
) -> bool:
    """Return whether the line at `at` is a caption, and the text above it goes on below it."""
    if at + 1 >= len(lines) or is_terminated(text) or at in regime_at:
        return False
    caption = lines[at].text
    if len(caption) > CAPTION_LENGTH or not _CAPTION.search(caption):
        return False
    return len(text) >= 40 and any(mark in text for mark in "，。,") and not _begins_paragraph(lines[at + 1])
