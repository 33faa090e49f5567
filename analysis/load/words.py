"""How many words of which script a text has."""

from __future__ import annotations

import re

HAN_RUNS = re.compile(r"[㐀-䶿一-鿿\uf900-\ufaff\u2e80-\u2fdf\U00020000-\U000323af]+")
KANA = re.compile(r"[\u3041-\u30ff\uff66-\uff9d]")
HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
LATIN = re.compile(r"[A-Za-z]+")
OTHER = re.compile(
    r"[^\W\d_A-Za-z㐀-䶿一-鿿\uf900-\ufaff\u2e80-\u2fdf\u3041-\u30ff\uff66-\uff9d\uac00-\ud7af\u2160-\u217f\U00020000-\U000323af]"
)


def n_han(text: str) -> int:
    """Return the number of Chinese characters."""
    return sum(map(len, HAN_RUNS.findall(text)))


def n_words(text: str) -> int:
    """Return the number of Chinese characters, Latin words, and characters of other scripts."""
    return n_han(text) + len(LATIN.findall(text)) + len(OTHER.findall(text)) + len(KANA.findall(text))
