"""Headlines that stand together above paragraphs: a page of a paper whose articles are not apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..attribution.evidence import place_in_name
from ..attribution.headlines import HAN, OFFICE, PROSE, is_headline
from ..items import Message, message
from .listed_heads import OF_PAPER, paper_of

WITHIN, MOST = 40, 12
"""Among how many lines such headlines stand, and how many they are at most."""

FEWEST_HAN = 7
_DAY = re.compile(r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d")
_GENRE = re.compile(r"(?:纪实|侧记|综述|述评|观察|扫描|启示|速写|记事|见闻|之路|之变|强调|指出)$")
"""How the second line of a headline ends, or that above it."""

_RUN = re.compile("[㐀-䶿一-鿿]+")


def heads_together(lines: Sequence[str]) -> tuple[Message, ...]:
    """Return what is said of lines in which headlines follow each other above the paragraphs of each.

    Each headline names a place, another one or below the name of a paper, as the lines of one headline seldom
    do, and has words that none of the others has, in paragraphs of its own. Which paragraph is whose is not
    guessed: by the words in common one in eight goes astray, and on every other page one at least.

    Parameters
    ----------
    lines : sequence of str
        The lines of a file or page.
    """
    filled = [one.strip() for one in lines if one.strip()]
    k = 0
    while k < min(len(filled), WITHIN):
        end = k
        while end < len(filled) and end - k < MOST and _is_title(filled[end]):
            end += 1
        if end - k > 1 and _are_together(filled[:k], filled[k:end], filled[end:]):
            return (message("heads_together", count=end - k, shown=filled[k + 1][:30]),)
        k = max(end, k + 1)
    return ()


def _are_together(above: Sequence[str], heads: Sequence[str], below: Sequence[str]) -> bool:
    """Return whether lines are headlines of several articles, of which the paragraphs stand below."""
    if not below or not _is_prose(below[0]) or not all(places := [_place_of(head) for head in heads]):
        return False
    is_paper = any(OF_PAPER.search(one) for one in above) or bool(paper_of(above))
    return (is_paper or len({*places}) == len(places)) and _have_own(heads, list(filter(_is_prose, below)))


def _is_title(line: str) -> bool:
    is_short = len(line) < WITHIN and len(HAN.findall(line)) >= FEWEST_HAN
    marks = (OF_PAPER, _DAY, _GENRE, OFFICE)
    is_other = any(mark.search(line) for mark in marks) or line.startswith(("—", "―", "#"))
    return is_short and is_headline(line) and not is_other


def _is_prose(line: str) -> bool:
    return len(line) >= PROSE and "。" in line


def _place_of(line: str) -> str:
    who = place_in_name(line)
    return f"{who.province}{who.city}{who.district}" if who.city or who.district or who.province else ""


def _have_own(heads: Sequence[str], paragraphs: Sequence[str]) -> bool:
    """Return whether each headline has most in common with a paragraph that has less with all others."""
    words = [_pairs(head) for head in heads]
    own = [
        one - {pair for k, other in enumerate(words) if k != i for pair in other}
        for i, one in enumerate(words)
    ]
    found: set[int] = set()
    for paragraph in map(_pairs, paragraphs):
        shared = [len(paragraph & one) for one in own]
        if shared.count(max(shared)) == 1:
            found.add(shared.index(max(shared)))
    return len(found) == len(heads)


def _pairs(text: str) -> set[str]:
    return {run[i : i + 2] for run in _RUN.findall(text) for i in range(len(run) - 1)}
