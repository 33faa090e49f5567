r"""Control codes in texts taken out of Word's files: fields (`\x13 PAGE \x14…\x15`), ends of cells."""

from __future__ import annotations

import re

FIELD = re.compile("\x13\\s*(?P<what>[^\x13\x14\x15]*)(?:\x14(?P<shown>[^\x13\x14\x15]*))?\x15")
"""A field that holds no other: its instruction, and what it shows."""

DEEPEST = 8
"""How many fields may stand within each other."""

_COLOURS = re.compile(
    r"(?:\x1b|\^\[|\u241b|\\u001[bB]|\\x1[bB]|\\033|\\e)\[[0-9;?]{0,12}[A-Za-z]|\x1b[()][A-Z0-9]"
)
"""What a terminal is told between the words it shows, also spelt out."""

_BARE_COLOUR = re.compile(r"\[(?:[0-9]{1,3};){0,4}[0-9]{0,3}m(?![A-Za-z\]])")
_BARE_END = re.compile(r"\[0?m(?![A-Za-z\]])")
"""What stays of them without the escape, and of that which ends a colour."""

_ROW_END = re.compile("\x07[ \t]*(?:\x07|(?=[\r\n]|$))")
_BREAKS = re.compile("[\x0b\x0c\x0e]")
_NOTHING = re.compile("[\x00-\x06\x08\x0f-\x1a\x1c-\x1d\x1f\x7f]")
ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def _shown(field: re.Match[str]) -> str:
    """Return what a field shows; tables of contents repeat the headings."""
    return "" if field["what"].startswith("TOC") else field["shown"] or ""


def without_colours(text: str) -> tuple[str, int]:
    r"""Return a text without the colours of a terminal, and how many of its orders these were.

    Those that lost their escape (`[31m`) count where one ends a colour (`[0m`): `[5m` alone may be a length.

    Parameters
    ----------
    text : str
        A text as decoded.

    Examples
    --------
    >>> from analysis.load.office.word_codes import without_colours
    >>> without_colours("[31m修路[0m，路宽[5m]")
    ('修路，路宽[5m]', 2)
    """
    text, n_whole = _COLOURS.subn("", text) if "[" in text else (text, 0)
    if not _BARE_END.search(text):
        return text, n_whole
    text, n_bare = _BARE_COLOUR.subn("", text)
    return text, n_whole + n_bare


def as_shown(text: str) -> tuple[str, int]:
    """Return a text without the codes of a terminal or of the fields of a word processor, and their number.

    Parameters
    ----------
    text : str
        A text as decoded.
    """
    text, count = without_colours(text)
    if "\x13" not in text or not FIELD.search(text):
        return text, count
    return without_codes(text), count + len(ODD.findall(text))


def without_codes(text: str) -> str:
    r"""Return a text without the control codes of a word processor or a terminal, its fields as they show.

    Parameters
    ----------
    text : str
        A text as decoded.

    Examples
    --------
    >>> from analysis.load.office.word_codes import without_codes
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
