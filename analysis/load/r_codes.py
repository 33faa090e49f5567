"""Characters that R on Windows writes as codes, as its code page has them not: `<U+67F3>`."""

from __future__ import annotations

import re

_CODE = re.compile(r"<U\+([0-9A-Fa-f]{4,8})>")
_HALVES = range(0xD800, 0xE000)
_MOST = 0x110000


def without_r_codes(text: str) -> str:
    """Return a text with the characters that R wrote as codes.

    Parameters
    ----------
    text : str
        A text or a table as read.

    Examples
    --------
    >>> from analysis.load.r_codes import without_r_codes
    >>> without_r_codes("<U+4FEE><U+8DEF>3km")
    '修路3km'
    """
    return _CODE.sub(_character, text) if "<U+" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code < _MOST and code not in _HALVES else match[0]
