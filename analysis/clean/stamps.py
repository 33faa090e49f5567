"""Lines that data bases of papers stamp on every page they deliver."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .pages import breaks_sentence, is_page_number
from .records import Entry, Line, Outcome, removed
from .seams import must_join
from .signs import has, sign

_YEARS = r"(?:19|20)\d\d(?:\s*[-–—~]\s*(?:19|20)\d\d)?"
_SITES = r"(?:cnki\s*\.\s*(?:net|com\.cn)|cqvip\s*\.\s*com|wanfangdata\s*\.\s*com\.cn)"
_ADDRESS = rf"(?:https?\s*[:：]\s*//)?\s*www\s*\.\s*{_SITES}/?"
STAMP = re.compile(
    rf"\s*(?:[(（]?[cC©][)）]?|[?？])?\s*(?:Copyright\s*)?(?:{_YEARS}\s*)?China\s*Academic\s*Journal\s*Electronic\s*Publishing\s*House"
    rf"[.,]?(?:\s*All\s*rights?\s*reserved[.]?)?(?:\s*{_ADDRESS})?\s*"
    rf"|\s*(?:中国知网|维普资讯|万方数据(?:知识服务平台)?)\s*{_ADDRESS}\s*",
    re.IGNORECASE,
)
"""A stamp, which may also stand within a line."""

ALONE = re.compile(rf"{STAMP.pattern}|\s*{_ADDRESS}\s*|万方数据", re.IGNORECASE)
"""What is one on a line of its own."""

_CLOCK = re.compile(
    r"(?P<who>(?:[\[【(（][^\[\]【】：:。，]{1,24}[\]】)）]\s*[:：]?|[^\[\]【】：:。，\s]{2,12}[:：])?\s*)[\[【(（]\d{1,2}[:：]\d\d(?:[:：]\d\d)?[\]】)）]\s*(?=\S)"
)
"""The time at the head of what somebody said, as live records of meetings have it."""

FEWEST_SAID = 2
_BRACKET = sign(r"[\[【(（]")
_LETTERS = sign("[A-Za-z]")
_STAMPED = re.compile("www|journal", re.IGNORECASE)
"""What every stamp has, but for 万方数据."""


def remove_stamps(lines: Sequence[Line]) -> Outcome:
    """Remove the stamps of data bases, and the times in live records.

    A sentence that a page with a stamp cuts in two goes on.

    Parameters
    ----------
    lines : sequence of Line
        The lines of a text.
    """
    kept: list[Line] = []
    lines, entries = _without_times(lines)
    is_below = False
    for line in lines:
        has_letters = has(line.text, _LETTERS) and _STAMPED.search(line.text) is not None
        may_be = has_letters or "万方数据" in line.text
        if may_be and ALONE.fullmatch(line.text):
            entries.append(removed("chrome: footer", line))
            is_below = True
            continue
        if is_below and not is_page_number(line.text):
            above = kept[-1].text if kept else ""
            if breaks_sentence(above, line) or must_join(above, line.text):
                line = line._replace(goes_on=True)
            is_below = False
        found = STAMP.findall(line.text) if may_be else []
        if found:
            entries.append(Entry("chrome: footer", "changed", len(found), line.first, "".join(found)))
            line = line._replace(text=STAMP.sub("", line.text))
        kept.append(line)
    return Outcome(kept, entries)


def _without_times(lines: Sequence[Line]) -> tuple[Sequence[Line], list[Entry]]:
    """Return the lines of a live record without the times at their head; others as they are."""
    said = {
        i: match
        for i, line in enumerate(lines)
        if has(line.text, _BRACKET) and (match := _CLOCK.match(line.text))
    }
    n_speakers = sum(bool(match["who"].strip()) for match in said.values())
    if n_speakers < FEWEST_SAID:  # a timetable has none
        return lines, []
    bare = [
        line._replace(text=said[i]["who"] + line.text[said[i].end() :]) if i in said else line
        for i, line in enumerate(lines)
    ]
    return bare, [
        Entry("chrome: metadata", "changed", 1, lines[i].first, match[0][len(match["who"]) :])
        for i, match in said.items()
    ]
