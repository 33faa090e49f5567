"""The lines below the title of a law or of rules that tell who passed, amended and published it, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .records import Line, Outcome, removed
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
    "(?:会议|公告|主席团|令).*?(?:通过|批准|修正|修订|修改|公布|发布|公告|备案|废止)"
    "|(?:第[^，。]{1,6}号|政府|委员会|大会|国务院|[厅局部院日起])[\\s　]*"
    "(?:通过|批准|修正|修订|公布|发布|颁布|印发|施行|实施|废止|备案)[，、。；\\s）)〕]*$"
)
"""What it tells: what a meeting or a decree did, or an office on that day, or that it came into force."""

INSIDE = re.compile("。.*[\u4e00-\u9fff]")
"""A sentence that another one follows: prose."""

COMES_INTO_FORCE = re.compile(
    r"[（(]?(?:自.{4,20}起)?(?:施行|实施)[）)。；]*$|[^。]{0,60}的?决定[》〉）)]?[^。]{0,24}(?:修正|修订|修改)[）)。；]*$"
)
"""The rest of one that is broken over two lines, or that it comes into force."""

MEETING = re.compile("[^，。]{4,40}会议[^，。]{0,8}(?:通过|批准|修正|修订)[）)]*")
"""One whose date stands on the line above."""

MOST_BROKEN, LONGEST_REST = 3, 120
"""Lines over which one is broken, below the first, and characters in such a line."""

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
    gone: set[int] = set()
    for at, line in enumerate(lines[:head]):
        told = at in gone or (
            not INSIDE.search(line.text)
            and (
                _is_dated(line.text)
                or MEETING.fullmatch(line.text) is not None
                or (bool(gone) and COMES_INTO_FORCE.match(line.text) is not None)
            )
        )
        if told:
            gone.update(range(at, at + 1 + _rest(lines[at:head])))
    entries = [removed("passage", lines[at]) for at in sorted(gone)]
    return Outcome([line for at, line in enumerate(lines) if at not in gone], entries)


def _rest(lines: Sequence[Line]) -> int:
    """Return how many of the lines below the first close what it leaves open; 0 where none of them does."""
    text = lines[0].text
    for n, line in enumerate(lines[: MOST_BROKEN + 1]):
        if n and (INSIDE.search(line.text) or len(line.text) > LONGEST_REST or HEADING.match(line.text)):
            return 0
        text += line.text if n else ""
        if all(text.count(pair[0]) <= text.count(pair[1]) for pair in PAIRS):
            return n
    return 0


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
