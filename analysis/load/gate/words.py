"""How many words of which script a text has."""

from __future__ import annotations

import re

from ...lexicon import HAN_RANGES, count_han

KANA = re.compile(r"[\u3041-\u30ff\uff66-\uff9d]")
HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
LATIN = re.compile(r"[A-Za-z]+")
OTHER = re.compile(rf"[^\W\d_A-Za-z{HAN_RANGES}\u3041-\u30ff\uff66-\uff9d\uac00-\ud7af\u2160-\u217f]")


def n_words(text: str) -> int:
    """Return the number of Chinese characters, Latin words, and characters of other scripts."""
    return count_han(text) + len(LATIN.findall(text)) + len(OTHER.findall(text)) + len(KANA.findall(text))
