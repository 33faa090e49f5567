"""Places where characters were lost before collection: flagged, never restored."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .records import Entry, Line, Outcome
from .script import TONED
from .signs import has, sign

CONTEXT = 8
"""Number of characters shown on either side of a damaged place."""

MERGE = 6
"""Signs of damage no further apart than this (characters) belong to one place."""

_HAN = "㐀-䶿一-鿿"
_LETTERS = f"[a-zɡɑü{TONED}]"
_SYLLABLE = f"{_LETTERS}{{0,6}}[{TONED}]{_LETTERS}{{0,6}}"
_SURE = re.compile(
    "\ufffd+"
    rf"|(?<=[?{_HAN}]){_SYLLABLE}[)）]"  # a gloss closed but never opened
    rf"|[(（]{_SYLLABLE}(?![a-z{TONED}·' )）]|$)"  # a gloss opened but never closed
    rf"|(?<=[{_HAN}])[\ue000-\uf8ff]+"
    "|锟斤拷|锟斤|烫烫烫|屯屯屯|ï¿½|â€œ|â€"
    rf"|(?<=[{_HAN}])□+(?=[{_HAN}])"
)
_SIGN = sign(f"[?\ufffd\ue000-\uf8ff□锟烫屯ïâ{TONED}]")
_MARK = re.compile(rf"(?<=[{_HAN}])\?(?=[{_HAN}!！,，、;；”]|\?)")
_QUESTION = re.compile(r"[吗呢么何谁哪几怎啥否]|什么|多少|难道|岂|不是|能不能|会不会|要不要|有没有|好不好|问")
_SENTENCE_START = re.compile(r"[。！？!?；;]")


def damaged_places(text: str) -> list[tuple[int, int]]:
    """Return the places (start, end) of a raw line where characters are missing or broken."""
    if not has(text, _SIGN):
        return []
    spans = [match.span() for match in _SURE.finditer(text)]
    for match in _MARK.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        sentence = _SENTENCE_START.split(before)[-1]
        if not _QUESTION.search(sentence):
            spans.append(match.span())
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start - merged[-1][1] <= MERGE:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def flag_damage(lines: Sequence[Line]) -> Outcome:
    """Flag places where characters were lost or broken; the text stays as it is.

    The signs are the replacement character, half a pinyin gloss (`shù)`), a private-use character after a Han
    character, mojibake, an empty box between characters, and a question mark where there is no question.
    """
    entries: list[Entry] = []
    for line in lines:
        places = damaged_places(line.text)
        if places:
            shown = [line.text[max(0, a - CONTEXT) : b + CONTEXT] for a, b in places]
            entries.append(Entry("damage", "flagged", len(places), line.first, "｜".join(shown)))
    return Outcome(list(lines), entries)
