"""The lines below the title of a law or of rules that tell who passed, amended and published it, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .records import Entry, Line, Outcome, removed
from .signs import has, sign

MOST = 60
"""Lines before the first article among which they stand; a law amended a dozen times has thirty."""

ARTICLE = re.compile(r"第[一1]条(?:$|[\s　【（(]|[\u4e00-\u9fff])")
HEADING = re.compile(r"(?:第[一1][章编]|目\s*[录次]|总\s*则)")

DATED = re.compile(
    r"[（(]?\s*(?:根据|经)?\s*(?:(?:19|20)\d\d|[一二][〇○零九\d一二三四五六七八]{3})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月"
)
"""How such a line opens: with a date, or the decision of one."""

TOLD = re.compile(
    "会议|公告|主席团|[^，。]第.{1,6}号|(?:通过|批准|修正|修订|公布|发布|颁布|施行|实施|废止|备案)[，、。；\\s）)〕]*$"
)
"""What it names: a meeting, a notice, a decree by its number, or what was done on that day."""

INSIDE = re.compile("。.*[\u4e00-\u9fff]")
"""A sentence that another one follows: prose."""

COMES_INTO_FORCE = re.compile(
    r"[（(]?(?:自.{4,20}起)?(?:施行|实施)[）)。；]*$|[^。]{0,60}的?决定[》〉）)]?[^。]{0,24}(?:修正|修订|修改)[）)。；]*$"
)
"""The rest of one that is broken over two lines, or that it comes into force."""

MEETING = re.compile("[^，。]{4,40}会议[^，。]{0,8}(?:通过|批准|修正|修订)[）)]*")
"""One whose date stands on the line above."""

PAIRS = ("（）", "()", "《》", "〈〉")

_YEAR = sign("年")


def remove_passage(lines: Sequence[Line]) -> Outcome:
    """Remove the history of a law from the lines above its first article.

    They tell of meetings, decrees and decisions, not of what the law is about. Elsewhere nothing is taken for
    such a line, nor in a text without articles.

    Parameters
    ----------
    lines : sequence of Line
        The lines of a text.
    """
    head = _head(lines)
    entries: list[Entry] = []
    kept: list[Line] = []
    is_open = False
    for line in lines[:head]:
        told = not INSIDE.search(line.text) and (
            _is_dated(line.text)
            or MEETING.fullmatch(line.text) is not None
            or is_open
            or (bool(entries) and COMES_INTO_FORCE.match(line.text) is not None)
        )
        if told:
            entries.append(removed("passage", line))
            # A title or a bracket that the line leaves open goes on in the next.
            whole = "".join(entry.text for entry in entries)
            is_open = any(whole.count(pair[0]) > whole.count(pair[1]) for pair in PAIRS)
        else:
            kept.append(line)
            is_open = False
    return Outcome([*kept, *lines[head:]], entries)


def _is_dated(text: str) -> bool:
    """Return whether a line is a date and what was done then: bracketed, or without a comma or full stop."""
    return (
        has(text, _YEAR)
        and DATED.match(text) is not None
        and TOLD.search(text) is not None
        and (text[0] in "（(" or not ("，" in text or text.endswith("。")))
    )


def _head(lines: Sequence[Line]) -> int:
    """Return how many lines stand above the first article or chapter, 0 where there is no article."""
    for at, line in enumerate(lines[: MOST + 1]):
        if ARTICLE.match(line.text):
            return next((i for i in range(at) if HEADING.match(lines[i].text)), at)
    return 0
