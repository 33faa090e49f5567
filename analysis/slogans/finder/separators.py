"""Marks that set slogans apart on posters and in headlines: / · | ― and line breaks, read as 、."""

from __future__ import annotations

import re

from .runs import CLOSING, OPENING

SHORTEST, LONGEST = 2, 12
"""Length in Han characters of pieces between such marks that may be limbs."""

LINE = (3, 8)
"""Length in Han characters of lines that may be limbs."""

_OPEN, _CLOSE = re.escape(OPENING + "‘"), re.escape(CLOSING + "’")
_PIECE = rf"[一-鿿]{{0,12}}[{_OPEN}]?[一-鿿]{{1,12}}[{_CLOSE}]?"
MARKS = "/／·•・‧|｜―"
ALSO_WITHIN = "－—–-+＋→～~&＆︱＼…"
"""Marks that also stand between the ends of a road or the parts of a model (研发—制造—应用)."""

_ALL = re.escape(MARKS + ALSO_WITHIN)
_MARKED = re.compile(rf"{_PIECE}(?:([{_ALL}])(?:{_PIECE}\1)+{_PIECE})")
_LINES = re.compile(rf"^{_PIECE}(?:\n{_PIECE}){{2,}}$", re.M)
_NOT_HAN = re.compile("[^一-鿿]")


def with_commas(text: str) -> str:
    """Return a text of the same length with 、 for the marks and line breaks between pieces of one length.

    Three or more pieces are read so. Between marks (寻难点/聚痛点/破堵点) the inner ones have one length, and
    the outer ones, which may hold more than a limb, are no shorter. Whole lines, and pieces between marks
    that also join the ends of a road (寻难点—聚痛点—破堵点), have one length and share a character in one
    place. Names (弗拉基米尔·伊里奇·列宁) and lists of headings have neither.

    Parameters
    ----------
    text : str
        A paragraph or a document.

    Examples
    --------
    >>> from analysis.slogans.finder.separators import with_commas
    >>> with_commas("寻难点/聚痛点/破堵点")
    '寻难点、聚痛点、破堵点'
    >>> with_commas("教育/卫生健康/养老")
    '教育/卫生健康/养老'
    """
    changed = "\n".join(map(_marked, text.split("\n")))
    return _LINES.sub(lambda match: _joined_lines(match[0]), changed) if "\n" in changed else changed


def _marked(line: str) -> str:
    """Return a line with 、 for marks; most lines have no mark twice, and the pattern is slow to say so."""
    if all(line.count(mark) < 2 for mark in MARKS + ALSO_WITHIN):
        return line
    return _MARKED.sub(lambda match: _joined(match[0], match[1]), line)


def _joined(run: str, mark: str) -> str:
    plain = [_NOT_HAN.sub("", piece) for piece in run.split(mark)]
    lengths = [len(piece) for piece in plain]
    inner = lengths[1:-1]
    is_even = len(set(inner)) == 1 and SHORTEST <= inner[0] <= LONGEST and min(lengths) == inner[0]
    if mark in ALSO_WITHIN:
        is_even = is_even and _share_a_place(plain)
    return run.replace(mark, "、") if is_even else run


def _joined_lines(lines: str) -> str:
    """Return consecutive short lines with the breaks between those of one construction as 、."""
    pieces = lines.split("\n")
    plain = [_NOT_HAN.sub("", piece) for piece in pieces]
    out = pieces[0]
    at = 0
    while at < len(pieces):
        end = at + 1
        while end < len(pieces) and _share_a_place(plain[at : end + 1]):
            end += 1
        mark = "、" if end - at >= 3 and LINE[0] <= len(plain[at]) <= LINE[1] else "\n"
        for i in range(at + 1, end):
            out += mark + pieces[i]
        if end < len(pieces):
            out += "\n" + pieces[end]
        at = end
    return out


def _share_a_place(plain: list[str]) -> bool:
    """Return whether different pieces have one length and one character in the same place."""
    is_even = len({len(piece) for piece in plain}) == 1 and len(set(plain)) == len(plain)
    return is_even and any(len(set(column)) == 1 for column in zip(*plain, strict=True))
