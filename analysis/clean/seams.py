"""The seam between two lines: whether its punctuation and words show that a sentence continues there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .records import Line, is_terminated

SHORTEST_OPEN = 12
"""Shorter lines (characters) are more likely headings or names than half sentences."""

_CANNOT_BEGIN = "，。、；：！？）”’》〉】〕％%,;:!?)]"
_CANNOT_END = "，、（“‘《〈【〔,([·"
# Words that require a complement: no heading or sentence ends in one.
_OPEN_END = "的和与或把将被从而且并让因若但即其该各每很更最不未已正也还又"
RARE = 10
"""A character is rare at clause boundaries if at most one in this many of its occurrences is at one."""

CAPTION_LENGTH = 160
"""Longest picture caption (characters)."""

_STARTS = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、．](?!\d)|\d{1,2}\.(?!\d)|第[一二三四五六七八九十百零\d]+[条章节]"
    r"|——|#|[①-⑳㉑-㊿●■◆▲★□]|各位代表|附件|附[:：]|抄送|名词解释"
)
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、．.](?!\d)|第[一二三四五六七八九十百零\d]+[条章节]"
)
_LOOKS_WHOLE = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日[)）]?$|\.[A-Za-z]{3,4}$|[:：]$"
    r"|(?:记者|通讯员|编辑|作者|市长|省长|主席|摄影?)\s?[一-鿿 ·]{0,12}$"
)
_CAPTION = re.compile(
    r"图为|(?:记者|通讯员|本报|新华社|摄影)[^。]{0,16}摄[)）]?$"
    r"|^[（(]?(?:图|图片)(?:[一二三四五六七八九十\d]+|来源|说明)?[:：]"
)
_DATED = re.compile(r"(?:19|20)\d\d年\d{1,2}月")
_TWO_HAN = re.compile(r"[㐀-䶿一-鿿]{2}")
_CLAUSE_MARKS = "，。、；：！？,;:!?“”（）《》()"
_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")", "【": "】"}


def begins_paragraph(line: Line) -> bool:
    """Return whether a line opens like a heading, a list item or a new paragraph."""
    return _STARTS.match(line.text) is not None


def _is_open(text: str, following: str) -> bool:
    """Return whether a quotation or bracket opened in a line closes in the next before another opens."""
    for opening, closing in _PAIRS.items():
        if text.rfind(opening) > text.rfind(closing):
            end, again = following.find(closing), following.find(opening)
            if 0 <= end <= 60 and (again < 0 or end < again):
                return True
    return False


_TITLE_CUT = re.compile(r"(?:报告|通知|意见|决定|公告|通告|办法|方案|规定|细则|条例|纲要|规划|计划|要点)$")
"""A headline whose last character was set on a line of its own."""


def must_join(above: str, below: str) -> bool:
    """Return whether the punctuation at the seam proves that a sentence continues."""
    if not above or not below:
        return False
    if len(below) == 1 and _TITLE_CUT.search(above[-6:] + below):
        return True
    if below[0] in _CANNOT_BEGIN and not (is_terminated(above) and below[0] not in "”’）)》"):
        return True
    if is_terminated(above):
        return False
    if above[-1] in "（“‘《〈【〔([、":
        return True
    return len(above) >= 10 and _is_open(above, below)


def is_dated(above: str, below: str) -> bool:
    """Return whether a line opens with a date, like the lines of a legislative history."""
    return _DATED.match(below) is not None and above[-1] not in "，,、于在"


def is_numbered(text: str) -> bool:
    """Return whether a line opens with the number of a heading or item."""
    return _NUMBERED.match(text) is not None


def is_caption(text: str) -> bool:
    """Return whether a line is a picture caption."""
    return len(text) <= CAPTION_LENGTH and _CAPTION.search(text) is not None


class Seams:
    """Judges seams by their words, with the characters of the document as evidence."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._text: str | None = None
        self._edges: dict[tuple[str, bool], bool] = {}

    def _rare_at_edge(self, character: str, at_end: bool) -> bool:
        """Return whether a character hardly ever ends (or begins) clauses in this document."""
        key = (character, at_end)
        if key not in self._edges:
            text = self._read()
            marks = _CLAUSE_MARKS if at_end else _CLAUSE_MARKS + "\n"
            n = sum(text.count(character + mark if at_end else mark + character) for mark in marks)
            n -= not at_end  # the seam in question is itself one such beginning
            self._edges[key] = n * RARE <= text.count(character)
        return self._edges[key]

    def _read(self) -> str:
        if self._text is None:
            self._text = "\n".join(line.text for line in self._lines)
        return self._text

    def _inside_word(self, a: str, b: str) -> bool:
        """Return whether two characters occur together elsewhere, and are rare at clause boundaries."""
        return self._read().count(a + b) >= 2 and self._rare_at_edge(a, True) and self._rare_at_edge(b, False)

    def joins(self, above: str, below: Line) -> bool:
        """Return whether an unfinished line continues in the next, if the width is unknown."""
        if is_terminated(above) or begins_paragraph(below) or _LOOKS_WHOLE.search(above):
            return False
        if is_dated(above, below.text):
            return False
        text = below.text
        if above[-1] in "，," and len(above) + len(text) > 40:
            return True
        numbered = is_numbered(above) and not any(stop in above for stop in "。！？；")
        if len(above) >= 15 and above[-1] in _OPEN_END and not numbered and not above.endswith("目的"):
            return True
        commas = above.count("，") + above.count("、") + above.count(",")
        prose = len(above) >= 40 and (commas >= 3 or any(mark in above for mark in "。！？；"))
        if prose and not numbered and (len(text) >= 15 or is_terminated(text)):
            return True
        if len(above) < SHORTEST_OPEN or not (is_terminated(text) or len(text) >= 40):
            return False
        return _TWO_HAN.match(above[-1] + text[0]) is not None and self._inside_word(above[-1], text[0])
