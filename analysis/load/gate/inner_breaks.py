"""Paragraphs of a text on one line, as cells and scrapers leave them, parted by wide blanks or by signs."""

from __future__ import annotations

import re

FEWEST, SHORTEST_LINE = 3, 60
"""Fewest paragraphs on a line, and fewest characters of it."""

LONGEST_HEADING = 40
"""Most characters of a piece that is no sentence."""

OF_SENTENCES = 0.5
"""Share of the pieces of a line that end as sentences do."""

_SIGN = re.compile(r"[ \u3000]*[¶↵⏎][ \u3000]*")
_BLANK = re.compile(r"(?<=\S)(?:\u3000{2,}| {4,}|\xa0{4,})(?=\S)|(?<=[。！？；：”])\u3000(?=\S)")
_ENDED = re.compile(r"[。！？；：][”’」）]?$")


def with_inner_breaks(text: str) -> tuple[str, int]:
    """Return a text with a line for each paragraph where several stand on one, and how many these are.

    The signs for ends of paragraphs (`¶`, `↵`) part them, and wide blanks, where most pieces end as sentences
    do and all others are as short as headings: the blanks of a table do not.

    Parameters
    ----------
    text : str
        A text as read.

    Examples
    --------
    >>> from analysis.load.gate.inner_breaks import with_inner_breaks
    >>> sentence = "为了把村道修好，让大家出门不蹚水，制定本办法。"
    >>> with_inner_breaks(f"修路办法　　{sentence}　　{sentence}　　各县都要修路。")[1]
    4
    """
    if not (_SIGN.search(text) or _BLANK.search(text)):
        return text, 0
    lines: list[str] = []
    found = 0
    for line in text.split("\n"):
        pieces = _pieces(line)
        found += len(pieces) if len(pieces) > 1 else 0
        lines += pieces
    return "\n".join(lines), found


def _pieces(line: str) -> list[str]:
    if _SIGN.search(line):
        return [piece for piece in _SIGN.split(line) if piece.strip()] or [""]
    pieces = _BLANK.split(line.strip()) if len(line) >= SHORTEST_LINE else []
    ended = sum(_ENDED.search(piece.strip()) is not None for piece in pieces)
    if len(pieces) < FEWEST or ended < max(2, OF_SENTENCES * len(pieces)):
        return [line]
    is_whole = all(_ENDED.search(piece.strip()) or len(piece) <= LONGEST_HEADING for piece in pieces[:-1])
    return [piece.strip() for piece in pieces] if is_whole else [line]
