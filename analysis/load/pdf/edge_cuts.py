"""Sentences that go on from page to page of a PDF, and what stands between their parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...lexicon import common_pairs
from .edge_places import INDENT, LARGE, LEVEL, RAGGED, Measure, Row, is_clear, is_near, may_run

LEAST_FULL = 10
"""Fewest letters of a full line: those of cells are shorter."""

_ENDS = ("。", "！", "？", "；", "：", "”", "）", ".", ":", "!", "?", ";", ")", "…", "】", "》")
_BEGINS = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|第.{1,4}[条章节编]"
)
_OF_PICTURE = re.compile(
    r"(?:注|制图|资料|图片?|摄影|漫画|文字?)\s*[:：/／]|.{0,12}[ /／]?摄$|(?:资料图|图为|图片)"
)
_MARKS = re.compile("[，。；、]")


def is_one_word(rows: Sequence[Row], i: int, below: Sequence[Row], k: int) -> bool:
    """Return whether the text is of sentences, and characters that often follow each other meet over a turn.

    Parameters
    ----------
    rows, below : sequence of Row
        The lines of two pages.
    i, k : int
        The last line of the text on the one, and the first on the other.
    """
    last, following = rows[i].text, below[k].text
    around = [row.text for row in (*rows[max(i - 1, 0) : i + 1], *below[k : k + 2])]
    is_pair = last[-1] + following[0] in common_pairs()
    return (is_pair or following[0] in "，。、；：") and any(map(_MARKS.search, around))


def goes_on(last: Row, above: Measure, following: Row, below: Measure) -> bool:
    """Return whether a sentence that fills the last line of a page goes on in the first of the next one.

    Parameters
    ----------
    last, following : Row
        The two lines.
    above, below : Measure
        Those of their pages.
    """
    return (
        last.n == following.n == 1
        and not last.text.endswith(_ENDS)
        and is_near(last.size, above.size)
        and is_near(following.size, below.size)
        and last.right >= above.right - RAGGED * above.size
        and last.right - last.left >= LEAST_FULL * above.size
        and last.left <= above.left + 3 * above.size
        and abs(following.left - below.left) <= INDENT * below.size
        and not _BEGINS.match(following.text)
    )


def is_outside(
    rows: Sequence[Sequence[Row]],
    at: int,
    i: int,
    inner: int,
    measures: Sequence[Measure],
    at_foot: bool,
) -> bool:
    """Return whether a line is none of those of the text.

    Parameters
    ----------
    rows : sequence of sequence of Row
        The lines of each page.
    at, i : int
        Page, and line.
    inner : int
        The line with which the text begins or ends.
    measures : sequence of Measure
        Those of the pages.
    at_foot : bool
        Whether the line stands at the foot.
    """
    row, text, measure = rows[at][i], rows[at][inner], measures[at]
    is_ended = row.text.endswith(_ENDS) and not row.text.endswith((")", "）", "》"))
    if not may_run(row) or is_ended or row.size > LARGE * measure.size or _BEGINS.match(row.text):
        return False
    if _OF_PICTURE.match(row.text):
        return False
    if row.n > 1 or not is_near(row.size, measure.size):
        return True
    if abs(row.left - measure.left) > INDENT * measure.size:
        is_indented = abs(row.left - measure.left - 2 * measure.size) <= INDENT * measure.size
        return not is_indented or is_clear(row, text, measure)
    return row.right < measure.right - RAGGED * measure.size and (
        is_clear(row, text, measure) or _is_beyond(rows, at, row, measure, at_foot)
    )


def _is_beyond(rows: Sequence[Sequence[Row]], at: int, row: Row, measure: Measure, at_foot: bool) -> bool:
    """Return whether a line stands above, or below, all full lines of other pages."""
    bases = [
        one.base
        for k, page in enumerate(rows)
        for one in page
        if k != at and one.n == 1 and one.right >= measure.right - RAGGED * measure.size
    ]
    if not bases:
        return False
    return row.base < min(bases) - LEVEL if at_foot else row.base > max(bases) + LEVEL
