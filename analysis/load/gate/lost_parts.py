"""Damage in parts of a good text: marks decoded wrongly, lines of which nothing is left, an end cut off."""

from __future__ import annotations

import re

from ...lexicon import count_han
from ..items import Message, message

_REST = "[\u0080-\u00bf" + bytes(range(0x80, 0xC0)).decode("cp1252", "ignore") + "]"
_MARKS = re.compile(f"(?:[âãï]{_REST}{{2}}|â€(?!{_REST})|Â{_REST})+")
"""Punctuation in UTF-8 that was read as Windows-1252 (`â€œ`, `ï¼Œ`); of ” the last byte is often lost."""

_HALF = re.compile("鈥[\ufffd?]")
"""A quotation mark in UTF-8 that was read as GBK, its last byte lost."""

_NOTHING = re.compile(r"[锟斤拷烫屯葺\ufffd?□\s]+")
_SIGNS = re.compile(r"锟斤拷|锟斤|烫烫|屯屯|\ufffd")
FEWEST_LOST = 4
"""Fewest characters of a line of which nothing is left."""


_CUT = re.compile(
    r"(?:\.{3,}|…+|。{2,})\s*[\[【(（<]?\s*(?:(?:点击|请)?(?:查看|阅读|显示|展开|了解)?(?:全文|更多|详细|详情|原文|全部|剩余)(?:内容)?)\s*[\]】)）>»]*\s*$"
)


def is_cut(text: str) -> bool:
    """Return whether a text ends where a list of texts cuts them, with a link to the whole (`…[查看全文]`).

    Parameters
    ----------
    text : str
        A text.
    """
    return _CUT.search(text[-40:]) is not None


def with_parts_mended(text: str) -> tuple[str, tuple[Message, ...]]:
    """Return a text with its marks of punctuation mended and without lines that are wholly lost.

    Only where most of the text is sound; what was lost is told.

    Parameters
    ----------
    text : str
        A text as read.

    Examples
    --------
    >>> from analysis.load.gate.lost_parts import with_parts_mended
    >>> with_parts_mended("各县要把“村道”修到户，年底前完成。".replace("“", "â€œ").replace("”", "â€"))[0]
    '各县要把“村道”修到户，年底前完成。'
    """
    if not (
        "â" in text or "Â" in text or "ï¼" in text or "ã€" in text or "鈥" in text or _SIGNS.search(text)
    ):
        return text, ()
    lines = text.split("\n")
    lost = [i for i, line in enumerate(lines) if _is_lost(line)]
    if count_han(re.sub("[锟斤拷烫屯]", "", text)) < count_han(text) / 2:
        return text, ()
    said: list[Message] = []
    if lost:
        said.append(message("lines_lost", count=len(lost), line=lost[0] + 1))
    found, n_marks = _MARKS.subn(_taken_back, "\n".join("" if _is_lost(line) else line for line in lines))
    mended = [_paired(line) for line in found.split("\n")]
    n_marks += sum(one != line for one, line in zip(mended, found.split("\n"), strict=True))
    if n_marks:
        said.append(message("marks_mended", count=n_marks))
    return "\n".join(mended), tuple(said)


def _is_lost(line: str) -> bool:
    bare = line.strip()
    return len(bare) >= FEWEST_LOST and bool(_SIGNS.search(bare)) and _NOTHING.fullmatch(bare) is not None


def _taken_back(match: re.Match[str]) -> str:
    """Return the punctuation that the misread bytes spell, the match itself where they spell none."""
    raw = b"".join(
        c.encode("cp1252") if c.encode("cp1252", "ignore") else bytes([ord(c)]) if ord(c) < 256 else b"\xff"
        for c in match[0]
    )
    raw = re.sub(b"\xe2\x80(?![\x80-\xbf])", b"\xe2\x80\x9d", raw)
    told = raw.decode("utf-8", "replace")
    return match[0] if "\ufffd" in told else told


def _paired(line: str) -> str:
    """Return a line with the quotation marks of which the first bytes are left, where they come in pairs."""
    line = re.sub("(?:鈥[\ufffd?]){2}", "——", line)
    if len(_HALF.findall(line)) % 2:
        return line
    opening = True
    parts = _HALF.split(line)
    for i in range(1, len(parts)):
        parts[i] = ("“" if opening else "”") + parts[i]
        opening = not opening
    return "".join(parts)
