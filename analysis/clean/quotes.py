"""Quotation marks whose halves do not match: “难点“, ”难点”, “难点"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .records import Line, Outcome, rewrite

LONGEST = 60
"""Longest quotation (characters) in which mismatched marks are put right."""

_MARKS = re.compile('[“”"„‟＂〝〞]')


def match_quotes(lines: Sequence[Line]) -> Outcome:
    """Put quotation marks right that open where they should close, or the other way round.

    Only in a line with an even number of double marks, of which no two that belong together stand far apart;
    a line whose marks alternate rightly, or that has straight ones alone, stays as it is.
    """

    def change(text: str) -> tuple[str, list[str]]:
        places = [match.start() for match in _MARKS.finditer(text)]
        marks = "".join(text[i] for i in places)
        if len(places) % 2 or not set(marks) - {'"'} or marks == "“”" * (len(places) // 2):
            return text, []
        pairs = list(zip(places[::2], places[1::2], strict=True))
        if any(b - a > LONGEST or b - a < 2 for a, b in pairs):
            return text, []
        new, found = list(text), []
        for a, b in pairs:
            if (text[a], text[b]) != ("“", "”"):
                new[a], new[b] = "“", "”"
                found.append(f"{text[a]}…{text[b]}→“…” ")
        return "".join(new), found

    return rewrite("quotes", lines, change)
