r"""Control codes in texts taken out of Word's files: fields (`\x13 PAGE \x14…\x15`), ends of cells."""

from __future__ import annotations

import re

FIELD = re.compile("\x13\\s*(?P<what>[^\x13\x14\x15]*)(?:\x14(?P<shown>[^\x13\x14\x15]*))?\x15")
"""A field that holds no other: its instruction, and what it shows."""

DEEPEST = 8
"""How many fields may stand within each other."""

_COLOURS = re.compile("\x1b\\[[0-9;]{0,12}[A-Za-z]|\x1b[()][A-Z0-9]")
"""What a terminal is told between the words it shows."""

_ROW_END = re.compile("\x07[ \t]*(?:\x07|(?=[\r\n]|$))")
_BREAKS = re.compile("[\x0b\x0c\x0e]")
_NOTHING = re.compile("[\x00-\x06\x08\x0f-\x1a\x1c-\x1d\x1f\x7f]")
ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def _shown(field: re.Match[str]) -> str:
    """Return what a field shows; tables of contents repeat the headings."""
    return "" if field["what"].startswith("TOC") else field["shown"] or ""


def without_codes(text: str) -> str:
    r"""Return a text without the control codes of a word processor or a terminal, its fields as they show.

    Parameters
    ----------
    text : str
        A text as decoded.

    Examples
    --------
    >>> from analysis.load.word_codes import without_codes
    >>> without_codes("\x13 PAGEREF _Toc1 \x14一、修路\x15\x01\r点灯\x07五千盏\x07\x07")
    '一、修路\r点灯\t五千盏\n'
    """
    for _ in range(DEEPEST):
        bare = FIELD.sub(_shown, text)
        if bare == text:
            break
        text = bare
    text = _ROW_END.sub("\n", _COLOURS.sub("", text)).replace("\x07", "\t").replace("\x1e", "-")
    return _NOTHING.sub("", _BREAKS.sub("\n", text))
