"""Texts written as codes: `%E6%9F%B3` of addresses, `%u67F3` of scripts, `=E6=9F=B3` of mail, base64."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from quopri import decodestring
from urllib.parse import unquote_to_bytes

from ..text import HAN, plausibility
from .mojibake import misread, misread_name

SHARE = 0.4
"""Share of the text from which on codes are its words."""

READS = 0.5
"""Share of common characters from which on the decoded text is Chinese."""

SELDOM = 0.4
"""Share of common characters below which a line may have been decoded wrongly."""

FEWEST, LEAST_LATIN = 20, 0.6
"""Fewest characters of a line that was decoded wrongly, and their share in it."""

_CODES = {"%": re.compile("%[0-9A-Fa-f]{2}"), "=": re.compile("=[0-9A-F]{2}")}
_PERCENT_U = re.compile("%(?:25)?u([0-9A-Fa-f]{4})")
_OCTAL = re.compile(r"\\([0-3][0-7]{2})")
_HEX = re.compile(r"(?:0x|\\x)?(?:[0-9A-Fa-f]{2})+")
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_UTF7 = re.compile(r"\+[A-Za-z0-9+/]{3,}-?")
_HIGH = re.compile(r"[\x80-\xff\u0152-\u0178\u02c6\u02dc\u2010-\u2122\ufffd]")
_SPAN = re.compile(
    r"[\x80-\xff](?:[\x80-\u024f\u02c6\u02dc\u2010-\u2122 \w.%/-]*[\x80-\u024f\u02c6\u02dc\u2010-\u2122])",
    re.A,
)
"""Letters with marks on a line of Chinese: what UTF-8 becomes when it is read as Latin-1."""

_AS_GBK = re.compile("[锛銆鐨鏄鍦]")
"""What becomes of `，。的是在` in UTF-8 that is read as GBK."""

_PIECE = re.compile(r"[，。；！？、]")
_LATIN = re.compile(r"[\x80-\u024f\u2010-\u2122]")


def decoded_codes(text: str) -> str | None:
    """Return the text that codes of bytes or characters spell, None where they spell no Chinese.

    Parameters
    ----------
    text : str
        A text as read.
    """
    if "u" in text[:4000] and 6 * len(_PERCENT_U.findall(text)) >= SHARE * len(text):
        decoded = _PERCENT_U.sub(lambda match: chr(int(match[1], 16)), text)
        decoded = unquote_to_bytes(decoded).decode("utf-8", "replace")  # `%0A` between them
        return decoded if _reads(decoded) else None
    for data in _spelled_bytes(text):
        for encoding in ("utf-8", "gb18030"):
            with suppress(UnicodeDecodeError):
                decoded = data.decode(encoding)
                if _reads(decoded):
                    return decoded
    if sum(map(len, _UTF7.findall(text))) >= SHARE * len(text) and text.isascii():
        with suppress(UnicodeDecodeError):
            decoded = text.encode("ascii").decode("utf-7")
            if _reads(decoded):
                return decoded
    return None


def _reads(decoded: str) -> bool:
    """Return whether there are Chinese characters in a text, common ones on the whole."""
    han = "".join(HAN.findall(decoded))
    return bool(han) and min(plausibility(decoded), plausibility(han)) >= READS


def _spelled_bytes(text: str) -> Iterator[bytes]:
    """Yield the bytes that a text spells, in each way in which it may."""
    for sign, codes in _CODES.items():
        if sign in text[:4000] and 3 * len(codes.findall(text)) >= SHARE * len(text):
            data = unquote_to_bytes(text) if sign == "%" else decodestring(text.encode("utf-8", "replace"))
            yield unquote_to_bytes(data) if data.count(b"%") > len(data) // 4 else data  # escaped twice
    if len(_OCTAL.findall(text)) * 4 >= SHARE * len(text) and "\\" in text:
        spelled = _OCTAL.sub(lambda match: chr(int(match[1], 8)), text)
        yield spelled.encode("latin-1", "replace")
    bare = "".join(text.split())
    if len(bare) >= FEWEST and _HEX.fullmatch(bare):
        yield bytes.fromhex(bare.removeprefix("0x").removeprefix("\\x"))
    elif len(bare) >= FEWEST and _BASE64.fullmatch(bare):
        with suppress(ValueError):
            yield b64decode(bare, validate=True)


def _taken_back(span: re.Match[str]) -> str:
    wrong = misread_name(span[0])
    return wrong.text if wrong and wrong.text and wrong.way.startswith("utf-8") else span[0]


def _is_high(line: str) -> bool:
    return len(line) >= FEWEST and len(_HIGH.findall(line)) >= LEAST_LATIN * len(line)


def _has_garbled(line: str) -> bool:
    return _AS_GBK.search(line) is not None and any(map(_is_garbled, _PIECE.split(line)))


def _is_garbled(piece: str) -> bool:
    return len(piece) >= FEWEST and plausibility(piece) < SELDOM and misread(piece) is not None


def with_lines_mended(text: str) -> tuple[str, list[int], list[int]]:
    """Return a text with wrongly decoded lines among right ones mended, their places, and those of the rest.

    Parameters
    ----------
    text : str
        A text as read.
    """
    lines = text.split("\n")
    mended: list[int] = []
    garbled: list[int] = []
    for i, given in enumerate(lines):
        line = given if given.isascii() or not HAN.search(given) else _SPAN.sub(_taken_back, given)
        if line != given:
            lines[i] = line
            mended.append(i)
        if line.isascii():
            continue
        is_latin = not HAN.search(line) and len(_LATIN.findall(line)) >= LEAST_LATIN * len(line)
        is_odd = is_latin or plausibility(line) < SELDOM
        wrong = (misread(line) if len(line) >= FEWEST else misread_name(line)) if is_odd else None
        if wrong and wrong.text and "\n" not in wrong.text:
            lines[i] = wrong.text
            mended.append(i)
        elif wrong or (is_latin and _is_high(line)) or _has_garbled(line):
            garbled.append(i)
    return ("\n".join(lines) if mended else text), mended, garbled
