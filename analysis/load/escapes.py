"""Texts written as codes of their bytes: `%E6%9F%B3` of addresses, `=E6=9F=B3` of mail, UTF-7."""

from __future__ import annotations

import re
from contextlib import suppress
from quopri import decodestring
from urllib.parse import unquote_to_bytes

from .mojibake import misread
from .text import HAN, plausibility

SHARE = 0.4
"""Share of the text from which on codes are its words."""

READS = 0.5
"""Share of common characters from which on the decoded text is Chinese."""

SELDOM = 0.4
"""Share of common characters below which a line may have been decoded wrongly."""

FEWEST, LEAST_LATIN = 20, 0.6
"""Fewest characters of a line that was decoded wrongly, and their share in it."""

_CODES = {"%": re.compile("%[0-9A-Fa-f]{2}"), "=": re.compile("=[0-9A-F]{2}")}
_UTF7 = re.compile(r"\+[A-Za-z0-9+/]{3,}-?")
_HIGH = re.compile(r"[\x80-\xff\u0152-\u0178\u02c6\u02dc\u2010-\u2122\ufffd]")
_LATIN = re.compile(r"[\x80-\u024f\u2010-\u2122]")


def decoded_codes(text: str) -> str | None:
    """Return the text that codes of bytes spell, None where it has none or they spell no Chinese.

    Parameters
    ----------
    text : str
        A text as read.
    """
    if sum(map(len, _UTF7.findall(text))) >= SHARE * len(text) and text.isascii():
        with suppress(UnicodeDecodeError):
            decoded = text.encode("ascii").decode("utf-7")
            if HAN.search(decoded) and plausibility(decoded) >= READS:
                return decoded
    for sign, codes in _CODES.items():
        if sign not in text[:4000] or 3 * len(codes.findall(text)) < SHARE * len(text):
            continue
        data = unquote_to_bytes(text) if sign == "%" else decodestring(text.encode("utf-8", "replace"))
        for encoding in ("utf-8", "gb18030"):
            try:
                decoded = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if HAN.search(decoded) and plausibility(decoded) >= READS:
                return decoded
    return None


def with_lines_mended(text: str) -> tuple[str, int, list[int]]:
    """Return a text with wrongly decoded lines among right ones mended, their number, and what cannot be.

    Parameters
    ----------
    text : str
        A text as read.
    """
    lines = text.split("\n")
    n_mended = 0
    garbled: list[int] = []
    for i, line in enumerate(lines):
        is_latin = not HAN.search(line) and len(_LATIN.findall(line)) >= LEAST_LATIN * len(line)
        if len(line) < FEWEST or not (is_latin or plausibility(line) < SELDOM):
            continue
        wrong = misread(line)
        if wrong and wrong.text and "\n" not in wrong.text:
            lines[i] = wrong.text
            n_mended += 1
        elif wrong or (is_latin and len(_HIGH.findall(line)) >= LEAST_LATIN * len(line)):
            garbled.append(i)
    return ("\n".join(lines) if n_mended else text), n_mended, garbled
