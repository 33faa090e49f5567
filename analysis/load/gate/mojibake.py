"""Texts that were decoded wrongly before they came to us: repaired where this is certain, else reported."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ...lexicon import character_levels
from ..items import Message, message
from ..text import HAN, NEUTRAL, plausibility

WAYS = (
    ("latin-1", "utf-8"),
    ("gb18030", "utf-8"),
    ("big5hkscs", "utf-8"),
    ("latin-1", "gb18030"),
    ("latin-1", "big5hkscs"),
    ("big5hkscs", "gb18030"),
    ("gb18030", "big5hkscs"),
    ("shift_jis", "utf-8"),
    ("shift_jis", "gb18030"),
    ("cp949", "gb18030"),
    ("euc_jp", "gb18030"),
    ("cp1251", "utf-8"),
    ("cp1251", "gb18030"),
    ("mac_roman", "utf-8"),
    ("koi8_r", "gb18030"),
    ("koi8_r", "utf-8"),
    ("cp437", "utf-8"),
    ("cp437", "gb18030"),
    ("cp850", "utf-8"),
    ("cp850", "gb18030"),
    ("iso8859_15", "utf-8"),
    ("iso8859_15", "gb18030"),
)
"""Pairs of encodings: the one the bytes were read as, and their own."""

TWICE = ("latin-1", "utf-8")
"""The misreading that can occur twice, through programs that save what they have misread."""

ENOUGH = 0.5
"""Share of common characters from which on a text reads as Chinese; one decoded wrongly has half of it."""

GAIN = 0.3
"""By how much a text must read better when taken back, so that it was surely decoded wrongly."""

FEWEST, FEWEST_NAMED = 6, 14
"""Fewest non-ASCII characters for a certain verdict: that they can be repaired, and
that they cannot be."""

MOST_LOST, NAMED_LOST = 0.02, 0.3
"""Largest share of characters that may be lost on the way back: for the text to be mended, and for the fault
to be named."""

SHORTEST, CERTAIN = 2, 0.9
"""Of a title, a cell or a line: fewest common Chinese characters that it holds once taken back, and their
share."""

OF_NAMES = ("latin-1", "gb18030", "mac_roman", "cp437", "cp1251", "koi8_r", "iso8859_15", "shift_jis")
"""Encodings as which UTF-8 is read by mistake, for texts as short."""

_LATIN_ONLY = re.compile(r"[\x00-\xff\u0152-\u0178\u0192\u02c6\u02dc\u2010-\u2122\ufffd]+")
_ASCII = re.compile(r"[\x00-\x7f]+")
_SAMPLE = 4000


class Misreading(NamedTuple):
    """How a text was misdecoded, and the original.

    `way` is `utf-8 → latin-1` for bytes of the one read as the other; `text` is empty where too much is lost.
    """

    way: str
    text: str


def mended(wrong: Misreading) -> Message:
    """Return what is said of a text that was taken back: that it is whole again, or what of it is lost."""
    n_lost = wrong.text.count("\ufffd")
    if not n_lost:
        return message("mojibake_mended", way=wrong.way)
    return message("mojibake_mostly", way=wrong.way, count=n_lost)


@lru_cache(maxsize=4)  # asked once before a text is mended, and once after
def misread(text: str) -> Misreading | None:
    """Return how a text was decoded wrongly and the original, None if it is correct as it is.

    Each misreading in `WAYS` is reversed, twice if necessary. One is certain when reversing it
    loses next to nothing, and the text reads as Chinese afterwards and not before.

    Parameters
    ----------
    text : str
        A text as read.
    """
    sample = text[:_SAMPLE]
    if len(_ASCII.sub("", sample)) < FEWEST:
        return None
    before = _reads(sample)
    if before >= ENOUGH:
        return None
    best = 0.0
    ways: tuple[tuple[str, str], ...] = ()
    for first in WAYS:
        once = _back(sample, *first)
        for chain in ((first,), (first, TWICE)):
            there = once if len(chain) == 1 else _back(once, *chain[1])
            score = _reads(there) if _lost(there) <= NAMED_LOST else 0.0
            if score >= before + GAIN and score > best + 0.02:
                best, ways = score, chain
    if best < ENOUGH:
        return None
    for way in ways:
        text = _back(text, *way)
    said = ", ".join(f"{meant} → {taken}" for taken, meant in reversed(ways))
    if _lost(text) <= MOST_LOST:
        return Misreading(said, text)
    return Misreading(said, "") if len(_ASCII.sub("", sample)) >= FEWEST_NAMED else None


def misread_name(text: str) -> Misreading | None:
    """Return the same of a text as short as a title, a cell or a line.

    Taken back to UTF-8, it is certain however short it is: hardly any other bytes are valid there. Otherwise
    only where all of it is Latin letters with marks, as no name is.

    Parameters
    ----------
    text : str
        The text, perhaps only a few characters long.

    Examples
    --------
    >>> from analysis.load.gate.mojibake import misread_name
    >>> misread_name("柳州市".encode().decode("latin-1"))
    Misreading(way='utf-8 → latin-1', text='柳州市')
    >>> misread_name("Ça va très bien") is None
    True
    """
    if text.isascii() or len(_ASCII.sub("", text)) < 2 * SHORTEST or _reads(text) >= ENOUGH:
        return None
    is_latin = _LATIN_ONLY.fullmatch(text) is not None
    best: tuple[float, Misreading | None] = (0.0, None)
    for taken, meant in (*((taken, "utf-8") for taken in OF_NAMES), ("latin-1", "gb18030")):
        if meant != "utf-8" and (best[1] or not is_latin):
            continue
        there = b"\xff".join(_bytes(part, taken) for part in text.split("\ufffd")).decode(meant, "replace")
        n_lost, n_common = there.count("\ufffd"), _n_common(there)
        beyond = len(_ASCII.sub("", there)) - n_lost
        if n_lost * 2 > n_common or n_common < SHORTEST:
            continue
        if n_common + len(NEUTRAL.findall(there)) >= CERTAIN * beyond and 1 + _reads(there) > best[0]:
            best = (1 + _reads(there), Misreading(f"{meant} → {taken}", "" if n_lost else there))
    return best[1]


def _n_common(text: str) -> int:
    levels = character_levels()
    return sum(levels.get(character, 9) <= 2 for character in text)


def _reads(text: str) -> float:
    """Return the share of characters beyond ASCII that are common in Chinese; 0 when none of them is Han."""
    beyond = _ASCII.sub("", text).replace("\ufffd", "")
    return plausibility(beyond) if HAN.search(beyond) else 0.0


def _lost(text: str) -> float:
    return text.count("\ufffd") / max(len(text), 1)


def _back(text: str, taken: str, meant: str) -> str:
    """Return the text that bytes meant which were read as `taken`; what is lost on the way as U+FFFD."""
    return _bytes(text, taken).decode(meant, errors="replace")


def _bytes(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        pass
    parts = []
    for character in text:
        try:
            parts.append(character.encode(encoding))
        except UnicodeEncodeError:
            parts.append(_odd(character, encoding))
    return b"".join(parts)


def _odd(character: str, encoding: str) -> bytes:
    """Return the byte of a character that the encoding lacks: Windows-1252's for Latin-1, else a lost one."""
    if encoding == "latin-1":
        try:
            return character.encode("cp1252")
        except UnicodeEncodeError:
            pass
    return b"\xff" if ord(character) > 0xFF else bytes([ord(character)])
