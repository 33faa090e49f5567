"""Mismatched quotation marks: “难点“, ”难点”, “难点"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .records import Line, Outcome, rewrite
from .signs import sign

LONGEST = 60
"""Longest quotation (characters) whose mismatched marks are corrected."""

_TYPED = (
    (re.compile("(?<![\\d′])[″]([^″\\d\\W][^″]{0,58})[″]"), "“”"),
    (re.compile("``([^`'\"]{1,60})''"), "“”"),
    (re.compile("`([^`'\"]{1,60})'"), "‘’"),
    (re.compile("‘([^‘’]{1,60})‘"), "‘’"),
    (re.compile("’([^‘’]{1,60})’"), "‘’"),
)
"""Marks of typewriters and typesetting programs, and single ones of one shape, each with what is meant."""

_ANY_TYPED = re.compile("[″`‘’]")
_HAN = re.compile("[㐀-鿿]")
_NO_BEGINNING = frozenset("，。、；：！？”")
_MARKS = re.compile('[“”"„‟＂〝〞〟]')
_ANY = sign(f"{_ANY_TYPED.pattern}|{_MARKS.pattern}")


def match_quotes(lines: Sequence[Line]) -> Outcome:
    """Correct quotation marks that open where they should close, or the reverse.

    This applies only to lines with an even number of double marks, no pair of which is far apart; lines whose
    marks alternate correctly, stand within each other, or are all straight, are left alone.
    """

    def change(text: str) -> tuple[str, list[str]]:
        typed, found = _typed(text)
        matched, more = double(typed)
        return matched, found + more

    def double(text: str) -> tuple[str, list[str]]:
        places = [match.start() for match in _MARKS.finditer(text)]
        marks = "".join(text[i] for i in places)
        if len(places) % 2 or not set(marks) - {'"'} or marks == "“”" * (len(places) // 2):
            return text, []
        if _is_nested(text, places):
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

    return rewrite("quotes", lines, change, _ANY)


def _is_nested(text: str, places: Sequence[int]) -> bool:
    """Return whether a quotation stands within another: all marks open and close, none before a comma."""
    depth = 0
    for at in places:
        opens = text[at] == "“"
        depth += 1 if opens else -1
        follows = text[at + 1 : at + 2]
        if (
            text[at] not in "“”"
            or not 0 <= depth <= 2
            or (opens and (not follows or follows in _NO_BEGINNING))
        ):
            return False
    return not depth


def _typed(text: str) -> tuple[str, list[str]]:
    """Return a line with the marks of typewriters around Chinese words as quotation marks."""
    found: list[str] = []
    if not _ANY_TYPED.search(text):
        return text, found
    uneven = text.count("‘") % 2 or text.count("’") % 2 or ("‘" in text and "’" in text)
    for pattern, meant in _TYPED[:3] if uneven else _TYPED:

        def put(match: re.Match[str], meant: str = meant) -> str:
            if not _HAN.search(match[1]):
                return match[0]
            found.append(f"{match[0][0]}…{match[0][-1]}→{meant[0]}…{meant[1]} ")
            return f"{meant[0]}{match[1]}{meant[1]}"

        text = pattern.sub(put, text)
    return text, found
