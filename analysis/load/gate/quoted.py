"""Marks before the lines of quoted mail (`> …`)."""

from __future__ import annotations

import re

_BLOCK = re.compile(r"^>.*(?:\n>.*){2,}", re.M)
_MARK = re.compile(r"^(?:>[ \t\u3000]?)+", re.M)
_PROSE = re.compile(r"[，。；].{8}|.{8}[，。；]")
"""What running text has and a list of links (`> 首页`) has not."""


def without_quote_marks(text: str, found: list[str]) -> str:
    r"""Return a text without the marks before quoted lines, at least three of which follow each other.

    Parameters
    ----------
    text : str
        A text as read.
    found : list of str
        To which the marks are added.

    Examples
    --------
    >>> from analysis.load.gate.quoted import without_quote_marks
    >>> without_quote_marks("王工：\n> 路修好了，灯也亮了，\n> 夜里出门不再摸黑，\n> 很好。", [])
    '王工：\n路修好了，灯也亮了，\n夜里出门不再摸黑，\n很好。'
    """
    if ">" not in text:
        return text

    def bare(block: re.Match[str]) -> str:
        if not _PROSE.search(block[0]):
            return block[0]
        found.extend(_MARK.findall(block[0]))
        return _MARK.sub("", block[0])

    return _BLOCK.sub(bare, text)
