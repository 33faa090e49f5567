"""Texts that a segmenter has cut already: `推进/改革`, `推进/v 改革/vn`, `推进_v 改革_n`."""

from __future__ import annotations

import re

_HAN = "㐀-䶿一-鿿"
_WORD_END = rf"(?<=[{_HAN}，。、；：！？“”《》（）0-9%])"
_TAGGED = re.compile(
    rf"{_WORD_END}[/_](?:[a-z]{{1,2}}\d?|[A-Z]{{1,4}}|[a-z]{{1,3}}x?)(?=[ \t\n/\u3000\]]|$)[ \t\u3000/]*"
)
_CUT = re.compile(rf"{_WORD_END}[ \t]*[/|｜∕][ \t]*(?=[{_HAN}，。、；：！？“”《》（）0-9%％])")
_UNIT = re.compile(rf"[{_HAN}]")

FEWEST = 8
"""Fewest marks between words that show a cut text."""

SHARE = 0.25
"""Marks for each Chinese character, from which on a text is cut: words have two characters on average."""


def rejoined(text: str) -> tuple[str, int]:
    """Return a text without the marks and tags a segmenter put between its words, and their number.

    Parameters
    ----------
    text : str
        A text as read.
    """
    if "/" not in text and "_" not in text and "|" not in text and "｜" not in text:
        return text, 0
    for pattern in (_TAGGED, _CUT):
        n_han = len(_UNIT.findall(text[:20_000]))
        n_marks = len(pattern.findall(text[:20_000]))
        if n_marks >= FEWEST and n_marks >= SHARE * n_han:
            return pattern.subn("", text)
    return text, 0
