"""Full stops set as dots (`.`, `．`): between Chinese characters they end sentences as 。 does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .records import Line, Outcome, rewrite
from .signs import has, sign

FEWEST, SHORTEST = 3, 10
"""From how many dots on a text sets its stops so, if it has fewer 。 (one less if it has none), and shortest
line (characters) whose last dot is a stop in any text."""

_DOTS = ".．﹒"
_ANY_DOT = sign(f"[{_DOTS}]")
_HAN = "㐀-䶿一-鿿"
_DOT = re.compile(rf"(?<=[{_HAN}”’》）)%％])(?<![.．﹒])[.．﹒](?=[{_HAN}“‘《（(]|[”’]?$)")
_LAST = re.compile(rf"(?<=[{_HAN}”’》）)%％])(?<![.．﹒])[.．﹒]$")
_SHORT = re.compile(rf"(?:^|[。.．﹒])[{_HAN}]{{1,3}}$")
"""Fewer characters make no sentence, but the first part of a foreign name (`马克.吐温`)."""

_NUMBER = re.compile(
    r"(?:^|[。；：:\s])[（(]?(?:[一二三四五六七八九十百]{1,4}|第[一二三四五六七八九十百零\d]{1,4}[章节条款部分]?|附[件表]?)[）)]?$"
)


def right_stops(lines: Sequence[Line]) -> Outcome:
    r"""Turn dots that end sentences into 。, where a text sets its stops so or a long line ends in one.

    The dot behind the number of a heading (`一.`), between digits, and dots in a row stay.

    Parameters
    ----------
    lines : sequence of Line
        The lines of a text.

    Examples
    --------
    >>> from analysis.clean.records import read_lines
    >>> from analysis.clean.stops import right_stops
    >>> lines = read_lines("一.全县修路.共3.5公里.\n乡里点灯.")
    >>> [line.text for line in right_stops(lines).lines]
    ['一.全县修路。共3.5公里。', '乡里点灯。']
    """
    dotted = [line.text for line in lines if has(line.text, _ANY_DOT)]
    if not dotted:
        return Outcome(list(lines), [])
    dots = sum(len(_stops(_DOT, text)) for text in dotted)
    n_stops = sum(line.text.count("。") for line in lines)
    is_set_so = dots > n_stops and dots >= FEWEST - (not n_stops)
    if not is_set_so and not any(text[-1] in _DOTS and len(text) >= SHORTEST for text in dotted):
        return Outcome(list(lines), [])

    def change(text: str) -> tuple[str, list[str]]:
        places = _stops(_DOT, text) if is_set_so else _stops(_LAST, text) if len(text) >= SHORTEST else []
        marked = list(text) if places else []
        for place in places:
            marked[place] = "。"
        return "".join(marked) or text, [f"{text[max(place - 4, 0) : place + 1]}→。 " for place in places]

    return rewrite("characters", lines, change, _ANY_DOT)


def _stops(pattern: re.Pattern[str], text: str) -> list[int]:
    return [
        dot.start()
        for dot in pattern.finditer(text)
        if not (_NUMBER.search(before := text[: dot.start()]) or _SHORT.search(before))
    ]
