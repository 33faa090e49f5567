"""What the head of an official document names: the office of a red head, the decree that published a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .dates import parse_date
from .evidence import place_in_office
from .places import NOBODY, Who

RED_HEAD = re.compile(r"(?:中共)?(?P<office>[一-鿿\s　、（）()]{4,40}?)\s*文\s*件")
DECREED = re.compile(
    r"(?P<date>[12一二][^日，。；（(]{5,24})日[^日。；]{2,60}?令[^日。；]{0,40}?(?:公布|发布|修正|修订|修改)"
)
"""A decree that published or amended a rule, in the note below its title."""

FIRST, NOTES = 3, 10
"""Among how many filled lines a red head, and a note on decrees, stand."""


def place_in_red_head(plain: str) -> Who:
    r"""Return the place of the office whose name heads a document (`甲市教育局文件`).

    Parameters
    ----------
    plain : str
        The text as returned by `plain_copy`.

    Examples
    --------
    >>> from analysis.load.attribution.red_heads import place_in_red_head
    >>> place_in_red_head("柳州市教育局文件\n柳教〔2020〕1号\n关于修路的通知").city
    '柳州市'
    """
    for line in _filled(plain, FIRST):
        head = RED_HEAD.fullmatch(line)
        if head and len(line) <= 40:
            return place_in_office("".join(head["office"].split()))
    return NOBODY


def decree_day(lines: Sequence[str]) -> str | None:
    """Return the day of the last decree named in the note in brackets below the title of a rule.

    Parameters
    ----------
    lines : sequence of str
        The lines at the head of the text.
    """
    notes = [line.strip() for line in lines[:NOTES]]
    start = next((i for i, line in enumerate(notes) if line.startswith(("（", "("))), None)
    if start is None:
        return None
    note = []
    for line in notes[start:]:
        note.append(line)
        if line.endswith(("）", ")")) or "。" in line:
            break
    found = (parse_date(match["date"] + "日") for match in DECREED.finditer("".join(note)))
    days = [day for day in found if day and len(day) == 10]
    return max(days, default=None)


def _filled(plain: str, count: int) -> list[str]:
    lines = (line.strip() for line in plain[:2000].split("\n"))
    return [line for line in lines if line][:count]
