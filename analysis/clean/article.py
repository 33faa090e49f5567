"""Where the article of a page begins and ends: it is one block, with furniture above it and below it.

Below the last running text, the article ends where what looks like text outweighs what looks like furniture
the most (Pasternack and Roth 2009, Extracting article text from the web with maximum subsequence
segmentation); above the first, it begins with its headline, the line whose words the text has the most. Only
a text in which other furniture was found is a page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from .likeness import READ, scores, words_of
from .shapes import closes_page, is_labelled, is_loose, is_person_list, is_row_of_labels, of_page, pairs
from .surroundings import (
    ABOVE_ANNEX,
    NUMBERED,
    formal_end,
    is_annex,
    is_office,
    is_official,
    is_prose,
    may_be_text,
    opens_text,
)

FEWEST, PAGE = 2, 3
"""Lines that must be known to be furniture above or below a text before others go there; and in all, from
which on it is a page, where one above and none below is enough."""

OFF, SURELY = 1.0, 2.0
"""Log odds from which a line is furniture, and from which it is so where the headline is not certain."""

SURE = 6.0
"""Sum of log odds with which the lines below the text of a page go, though fewer are known."""

TEXT = -2.5
"""Log odds below which a line is text, so that the headline stands above it."""

SHORTEST, LONGEST, SHARED = 7, 60, 0.3
"""Length of a headline (characters), and the least share of its pairs of characters that the text has."""

BESIDE, TITLE = 3, 6
"""Number of lines above the headline that may open the text, and the shortest of them (characters): an
office, a number; a shorter one is more often a link."""

LOOSE_LINES, LOOSE_CHARACTERS, LOOSE_SHARE = 3, 200, 0.2
"""How much running text may stand among the furniture below an article: lines, characters, share of all."""

GAP, KNOWN = 4, 1 / 3
"""Fewest lines between the article and such running text, and the least share of them known as furniture."""

TOLD = 0.05
"""Mean share of pairs of characters that a text has of a list right below it, from which on it is its own."""

LIST = 5
"""Lines below a text that go, from how many on it is a page though nothing is known above it."""

FEWEST_SURE = 1 / 8
"""Least share of the lines below the first known one that are known, with which it ends the article."""

FEWEST_SHORT = 4
"""Lines that are no sentences, from how many on an article may be of such lines."""

_ABOUT = re.compile(r"关于[^，。；：]{4,}的[一-鿿]{2,6}")
"""What is a title by its form, so that half of `SHARED` is enough."""

_SECOND = re.compile(r"(?:——|--|－－)[^-—－]")
_DAY = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}:\d\d")
_CLAUSES = re.compile("[，。！？]")
_PAIR = re.compile(r"(?=([一-鿿]{2}))")


def around(lines: Sequence[str], families: Sequence[str | None]) -> list[int]:
    """Return the places of lines above and below the article of a page that are not known as furniture.

    Parameters
    ----------
    lines : sequence of str
        All lines of a text.
    families : sequence of str or None
        The family of furniture that each belongs to, None for lines of the text.
    """
    running = [i for i, line in enumerate(lines) if families[i] is None and is_prose(line)]
    known = [family is not None or of_page(line) for family, line in zip(families, lines, strict=True)]
    if not running:
        return []
    below = _below(lines, families, known, running)
    above = _above(lines, families, known, running, is_page=len(below) >= LIST)
    return [i for i in (*above, *below) if families[i] is None]


def _below(
    lines: Sequence[str], families: Sequence[str | None], known: Sequence[bool], running: Sequence[int]
) -> Sequence[int]:
    first = _last(lines, known, running) + 1
    tail = lines[first:]
    beside = pairs(tail)
    sure = [k in beside or known[first + k] or closes_page(line) for k, line in enumerate(tail)]
    is_page = sum(known) >= PAGE
    if not (is_page or any(sure)):
        return []
    off = 0.0 if is_page else OFF
    odds = [score - off for score in scores(lines, families, range(first, len(lines)))]
    sums = list(accumulate((-one for one in odds), initial=0.0))
    end = max(range(len(sums)), key=lambda k: (sums[k], -k))
    formal = max(formal_end(lines, first - 1) - first, 0)
    may_have = tail[: max(end, formal + ABOVE_ANNEX) + 1]
    annexed = any(is_annex(line) and not sure[k] for k, line in enumerate(may_have))
    if formal and not annexed and any(sure[formal:]) and all(map(is_loose, tail[formal:])):
        return range(first + formal, len(lines))
    end = max(end, formal)
    if annexed or _is_broken(lines, known, range(running[0], first)):
        near = FEWEST if annexed else 1
        ends = (k for k in range(end, len(tail)) if sure[k] and sum(sure[k : k + 3]) >= near)
        end = next(ends, len(tail))
    begin = next((k for k in range(formal, end) if sure[k]), end)
    if annexed or sum(sure[begin:]) < max(FEWEST, FEWEST_SURE * (len(tail) - begin)):
        begin = end
    until = next((k for k in range(begin, len(tail)) if sure[k]), len(tail))
    if begin <= 1 and until - begin >= LIST:
        text = "".join(lines[i] for i in running)[:READ]
        if sum(words_of(line, text) for line in tail[begin:until]) >= TOLD * (until - begin):
            begin = until
    if any(sure[begin:]):
        while begin > formal and is_labelled(tail[begin - 1]) and not may_be_text(tail[begin - 1]):
            begin -= 1
    least = KNOWN * (len(tail) - begin) if annexed and not is_page else 0
    if sum(sure[begin:]) < max(FEWEST, least) and not (is_page and sum(odds[end:]) >= SURE):
        return []
    return [
        first + k
        for k in range(begin, len(tail))
        if (k >= end or is_loose(tail[k]))
        and not (k < max(end, begin + BESIDE) and may_be_text(tail[k], tail[k + 1 : k + 4], k - begin))
    ]


def _is_broken(lines: Sequence[str], known: Sequence[bool], article: range) -> bool:
    """Return whether many lines of an article are no sentences, as those of posts are."""
    short = [
        i
        for i in article
        if not known[i] and not NUMBERED.match(lines[i]) and not any(stop in lines[i] for stop in "。；：:")
    ]
    return len(short) >= FEWEST_SHORT and len(short) >= KNOWN * len(article)


def _last(lines: Sequence[str], known: Sequence[bool], running: Sequence[int]) -> int:
    """Return the place of the last running text that does not stand among the furniture below."""
    total = sum(len(lines[i]) for i in running)
    for here, after in reversed(list(pairwise(running))):
        rest = [i for i in running if i > here]
        n_rest = sum(len(lines[i]) for i in rest)
        if len(rest) > LOOSE_LINES or n_rest > min(LOOSE_CHARACTERS, LOOSE_SHARE * total):
            break
        gap = range(here + 1, after)
        n_known = sum(known[i] for i in gap)
        is_gap = len(gap) >= GAP and n_known >= max(FEWEST, KNOWN * len(gap))
        if is_gap and not any(NUMBERED.match(lines[i]) for i in gap):
            return here
    return running[-1]


def _above(
    lines: Sequence[str],
    families: Sequence[str | None],
    known: Sequence[bool],
    running: Sequence[int],
    is_page: bool,
) -> list[int]:
    first = running[0]
    if sum(known[:first]) < (1 if sum(known) >= PAGE else FEWEST) and not is_page:
        return []
    odds = scores(lines, families, range(first))
    text = next((i for i in range(first) if odds[i] < TEXT and not known[i]), first)
    able = [i for i in range(min(text + 1, first)) if not known[i] and _may_be_headline(lines[i])]
    headline, least = _headline(lines, able, running), -SURE
    if headline is None:
        able = [i for i in able if odds[i] < SURELY]
        headline, least = min(able, key=lambda i: (odds[i], -i), default=None), OFF
    if headline is None:
        return []
    while headline and _SECOND.match(lines[headline]) and not known[headline - 1]:
        headline -= 1
    over = [i for i in range(headline) if families[i] is None]
    is_menu = len(over) >= LIST or any(known[:first])
    if sum(known[:headline]) < FEWEST and not (is_menu and sum(odds[i] for i in over) >= OFF * len(over)):
        over = []
    opening = {
        i
        for i in range(max(headline - BESIDE, 0), first)
        if (opens_text(lines[i]) or (i > headline and is_person_list([lines[i]])))
        and not (known[i - 1] and headline < i < first - 1 and known[i + 1])
        and (i > headline or (not known[i] and (len(lines[i]) >= TITLE or odds[i] < 1.5 * OFF)))
    }
    gone = [i for i in over if odds[i] >= (SURELY if least > 0 and _CLAUSES.search(lines[i]) else least)]
    amid = max((i for i in range(headline, first) if known[i]), default=headline)
    gone += [
        i
        for i in range(headline + 1, first)
        if odds[i] >= (-OFF if i < amid and least < 0 and not _CLAUSES.search(lines[i]) else OFF)
    ]
    return [i for i in gone if i not in opening]


def _may_be_headline(line: str) -> bool:
    is_data = is_labelled(line) and any(char.isdigit() for char in line)
    return SHORTEST <= len(line) <= LONGEST and not (
        is_data
        or is_office(line)
        or line[-1] in "：:。；"
        or NUMBERED.match(line)
        or _DAY.search(line)
        or is_row_of_labels(line)
    )


def _headline(lines: Sequence[str], able: Sequence[int], running: Sequence[int]) -> int | None:
    """Return the place of the line whose pairs of characters the running text has the most.

    Of titles of official texts it is the first.
    """
    text = ""
    for i in running:
        text += lines[i]
        if len(text) > READ:
            break
    best, place = SHARED, None
    for i in reversed(able):
        pairs = set(_PAIR.findall(lines[i]))
        share = sum(pair in text for pair in pairs) / max(len(pairs), 4)
        is_title = _ABOUT.fullmatch(lines[i]) is not None
        if share > best or (share > SHARED and is_official(lines[i])) or (is_title and share > SHARED / 2):
            best, place = max(share, best), i
    return place
