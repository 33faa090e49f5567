"""The numbers that browsers of terminals set before the links of a page, and their list at its end."""

from __future__ import annotations

import re
from itertools import pairwise

FEWEST, SHARE, WITHIN = 6, 0.8, 400
"""Fewest such numbers, what share of them stand where a link may begin, and among how many characters the
first one stands."""

_NUMBER = re.compile(r"\[(\d{1,3})\](?=[^\s\d])")
_BEGINS = re.compile(r"(?:^|[\s:：|>/·　(（\]])$")
_LIST = re.compile(
    r"\n\s*(?:References|Visible links|Hidden links)[:：]?\s*\n"
    r"(?:\s*(?:(?:Visible|Hidden) links[:：]?|\d{1,3}\.\s*\S+)\s*(?:\n|$))+\s*$"
)


def without_link_numbers(text: str) -> tuple[str, int]:
    """Return a text without the numbers of its links and their list, and how many these were.

    They count up from the first lines on, each before the words of a link; marks of notes stand behind words.

    Parameters
    ----------
    text : str
        A text as read.

    Examples
    --------
    >>> from analysis.load.gate.link_numbers import without_link_numbers
    >>> without_link_numbers("营商[1]环境[2]好。")
    ('营商[1]环境[2]好。', 0)
    """
    if "[1]" not in text[:WITHIN] and "[2]" not in text[:WITHIN]:
        return text, 0
    found = [*_NUMBER.finditer(text)]
    numbers = [int(one[1]) for one in found]
    if len(found) < FEWEST or numbers[0] > 2 or found[0].start() > WITHIN:
        return text, 0
    n_next = sum(b - a in (1, 2) for a, b in pairwise(numbers))
    n_begin = sum(_BEGINS.search(text[max(one.start() - 1, 0) : one.start()]) is not None for one in found)
    if n_next < SHARE * (len(found) - 1) or n_begin < SHARE * len(found):
        return text, 0
    return _NUMBER.sub("", _LIST.sub("\n", text)), len(found)
