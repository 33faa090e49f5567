"""Bytes that fit no single encoding as they are: a wrong mark, zero bytes, lines in several encodings."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from .items import Message, message

EURO = re.compile(r"€\s?\d|\d\s?€|[（(]€[）)]|€[/／]")
"""How a price is written: code page 936 has the euro sign as the single byte 80, which is in no standard."""

READS = 0.5
"""Share of common characters from which on a foreign line is one of Chinese."""

SYLLABLES = 0.3
"""Share of Hiragana and Katakana in Japanese from which on it is taken for it."""

FEWEST_HANGUL = 5
"""Fewest characters, all of them Hangul, that make bytes Korean which would be rare Chinese characters."""

FIRST = 1 << 16
SEPARATORS = (b"\x01", b"\x02", b"\x1d", b"\x1e", b"\x1f")
"""Control codes that some programs write between cells."""

_HAN = re.compile(r"[一-鿿]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_HZ = re.compile(rb"~\{(?:[!-~]{2})+~\}")


def _euro(fault: UnicodeError) -> tuple[str, int]:
    if isinstance(fault, UnicodeDecodeError) and fault.object[fault.start] == 0x80:
        return "€", fault.start + 1
    raise fault


codecs.register_error("koujing.euro", _euro)


def of_code_page_936(data: bytes) -> str | None:
    """Return GB18030 in which euro signs are single bytes as Windows writes them, else None."""
    if b"\x80" not in data:
        return None
    try:
        text = data.decode("gb18030", errors="koujing.euro")
    except UnicodeDecodeError:
        return None
    return text if text.count("€") == len(EURO.findall(text)) else None


def without_separators(data: bytes) -> bytes:
    """Return bytes without control codes that part the cells of a table: as many in each of two lines."""
    lines = [line for line in data[:FIRST].split(b"\n", 3) if line.strip()][:2]
    for mark in SEPARATORS:
        counts = {line.count(mark) for line in lines}
        if len(lines) == 2 and min(counts) and len(counts) == 1:
            data = data.replace(mark, b"")
    return data


def of_utf32(data: bytes) -> str | None:
    """Return a text in UTF-32 without a byte order mark, else None."""
    if len(data) % 4 or len(data) < 8:
        return None
    for encoding, highest in (("utf-32-le", data[3::4]), ("utf-32-be", data[::4])):
        if not any(highest):
            text = data.decode(encoding, "replace")
            if _HAN.search(text) and "\x00" not in text and "\ufffd" not in text:
                return text
    return None


def of_surrogates(data: bytes) -> str | None:
    """Return UTF-8 whose rare characters are written as two halves each (CESU-8, as Java does), else None."""
    try:
        text = data.decode("utf-8", "surrogatepass")
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeError:
        return None


def of_hz(data: bytes) -> str | None:
    """Return a text in HZ, the seven-bit encoding of old mail (`~{VPND~}`), else None."""
    if not data.isascii() or not _HZ.search(data):
        return None
    try:
        return data.decode("hz")
    except UnicodeDecodeError:
        return None


def of_lines(data: bytes, plausibility: Callable[[str], float]) -> tuple[str, tuple[Message, ...]] | None:
    """Return a text whose lines are some in UTF-8 and some in GB18030, as files put together have them.

    Parameters
    ----------
    data : bytes
        The whole file.
    plausibility : callable
        Returns the share of common characters of a text.
    """
    texts: list[str] = []
    foreign: list[int] = []
    n_utf8 = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            texts.append(line.decode("utf-8"))
            n_utf8 += not line.isascii()
        except UnicodeDecodeError:
            try:
                text = line.decode("gb18030")
            except UnicodeDecodeError:
                return None
            if plausibility(text) < READS:
                return None
            texts.append(text)
            foreign.append(number)
    if not foreign or not n_utf8:
        return None
    counts = {"utf8": n_utf8, "gbk": len(foreign)}
    first = foreign[0] if len(foreign) <= n_utf8 else _first_utf8(data, foreign)
    return "\n".join(texts), (message("mixed_lines", **counts, line=first),)


def _first_utf8(data: bytes, foreign: list[int]) -> int:
    others = set(foreign)
    lines = enumerate(data.split(b"\n"), 1)
    return next(number for number, line in lines if number not in others and not line.isascii())


def is_korean(data: bytes) -> str | None:
    """Return bytes as Korean if every character beyond ASCII is Hangul then, else None."""
    try:
        text = data.decode("euc_kr")
    except UnicodeDecodeError:
        return None
    beyond = [c for c in text if ord(c) > 0x7F]
    fits = len(beyond) >= FEWEST_HANGUL and all(_HANGUL.match(c) for c in beyond)
    return text if fits else None


def is_japanese(data: bytes) -> str | None:
    """Return bytes as Japanese if they are Shift-JIS with its syllables in a good part of it, else None."""
    try:
        text = data.decode("shift_jis")
    except UnicodeDecodeError:
        return None
    beyond = [c for c in text if ord(c) > 0x7F]
    syllables = sum("\u3041" <= c <= "\u30fa" for c in beyond)
    return text if len(beyond) >= FEWEST_HANGUL and syllables >= SYLLABLES * len(beyond) else None
