"""Litter that sites put into a text against copying: runs of random signs, names of programs, addresses."""

from __future__ import annotations

import re

from ...lexicon import litter
from ..tables.columns import HAN

FEWEST_TOKENS, FEWEST_ODD = 8, 3
"""Fewest groups of one or two signs that are such a run, and how many of them must be no words."""

_RUN = re.compile(
    r"(?:^|(?<=[^\x00-\x7f])|(?<=\s))[ \t]*(?:[!-~]{1,2} {1,2}){7,}[!-~]{1,3}[ \t]*(?=$|[㐀-鿿])", re.M
)
_MAY_RUN = re.compile(r"(?:[!-~]{1,2} {1,2}){6}")
_HELD = ("dede", "织梦", "www", "ｗｗｗ", "http", "注明", "编辑", "保留", "标注", "本站", "我们的网")
_HELD_TOO = re.compile(
    r"[-_|]来[-_|]|(?:[网库坛秘载号]|资料|范文)】|\.(?:com|cn|net|org)\s?[】\]］]|w\s[wWｗ]\s|/[）)]",
    re.IGNORECASE,
)
"""What all litter of words has in it."""

_ODD = re.compile(r"[A-Za-z][^A-Za-z]|[^\w\s]")
_HOST = re.compile(r"^[ \t]*(?:https?://)?(?:[\w-]+\.){1,4}(?:com|net|org|cn|cc|info)/?[ \t]*$", re.M)

GLYPH_CODE = re.compile(r"[(（]\s?cid\s?[:：]\s?\d{1,6}\s?[)）]", re.IGNORECASE)
"""What a program writes for a character of a PDF whose font does not say which it is."""

MOST_CODES = 0.1
"""Largest share of such codes among the characters before a text cannot be read."""


def without_glyph_codes(text: str) -> tuple[str, int]:
    """Return a text without codes for characters of a PDF, and their number; with more than a few as it is.

    Parameters
    ----------
    text : str
        A text as read.

    Examples
    --------
    >>> from analysis.load.gate.litter import without_glyph_codes
    >>> without_glyph_codes("全县修通村道三百里，路灯都亮了。(cid:12)")
    ('全县修通村道三百里，路灯都亮了。', 1)
    >>> without_glyph_codes("修(cid:7)(cid:8)(cid:9)。")
    ('修(cid:7)(cid:8)(cid:9)。', 0)
    """
    if "cid" not in text.lower():
        return text, 0
    bare, count = GLYPH_CODE.subn("", text)
    is_read = count <= MOST_CODES * (count + len(HAN.findall(bare)))
    return (bare, count) if is_read else (text, 0)


def without_litter(text: str) -> tuple[str, list[str]]:
    """Return a text without litter, and what was taken out.

    Parameters
    ----------
    text : str
        A text as read.

    Examples
    --------
    >>> from analysis.load.gate.litter import without_litter
    >>> without_litter("路修好了。0 j& n8 X4 l! t- w2 q% m")
    ('路修好了。', ['0 j& n8 X4 l! t- w2 q% m'])
    """
    found: list[str] = []

    def taken(match: re.Match[str]) -> str:
        tokens = match[0].split()
        if match.re is _RUN and (
            len(tokens) < FEWEST_TOKENS or sum(bool(_ODD.search(one)) for one in tokens) < FEWEST_ODD
        ):
            return match[0]
        found.append(match[0].strip())
        return ""

    if not HAN.search(text):
        return text, found
    if _MAY_RUN.search(text):
        text = _RUN.sub(taken, text)
        text = _HOST.sub(taken, text) if found else text
    lower = text.lower()
    may_hold = any(word in lower for word in _HELD) or _HELD_TOO.search(text)
    return (litter().sub(taken, text) if may_hold else text), found
