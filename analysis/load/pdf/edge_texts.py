"""The lines of a PDF page without those that are its heads and feet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..attribution.body import ISSUE
from .edge_places import EDGE, LARGE, NUMBER_BESIDE, bare_of, measure_of, row_of
from .layout import Laid, lines_of

MOST_TOGETHER = 6
"""Most pieces of heads that may stand on one line of the text layer."""


def without_edges(page: list[str], laid: Laid | None, taken: set[int]) -> tuple[list[str], list[str]]:
    """Return the lines of a page without its heads and feet, and these.

    Parameters
    ----------
    page : list of str
        The lines of a page.
    laid : Laid or None
        Their places.
    taken : set of int
        Which of these are heads and feet.
    """
    if not laid or not taken:
        return page, []
    pieces = [[one for part in laid.rows[i] if (one := bare_of(part.text))] for i in sorted(taken)]
    gone = ["".join(row) for row in pieces]
    if laid.lines is None or page != laid.lines:
        return without_lines(page, [one for row in pieces for one in row]), gone
    rest = [row for i, row in enumerate(laid.rows) if i not in taken and i not in laid.noted]
    return lines_of(rest, True) or [], gone


def without_lines(page: list[str], heads: Sequence[str]) -> list[str]:
    """Return the lines at the head or foot of a page without some, each of which may be broken into several.

    Parameters
    ----------
    page : list of str
        The lines of a page.
    heads : sequence of str
        Lines or their pieces, without blanks, in their order.
    """
    bare = [bare_of(line) for line in page]
    gone: set[int] = set()
    k = 0
    span: list[int] = []
    while k < len(heads):  # as many as stand on one line, or on lines that follow each other
        for end in range(min(len(heads), k + MOST_TOGETHER), k, -1):
            span = _span(bare, "".join(heads[k:end]))
            if span or end == k + 1:
                break
        for i in span:
            bare[i] = ""
        gone.update(span)
        k = end
    return [line for i, line in enumerate(page) if i not in gone]


def _span(bare: Sequence[str], text: str) -> list[int]:
    """Return the places of lines at the edge of a page whose words together are those of a head."""
    filled = [i for i, one in enumerate(bare) if one]
    n = len(filled)
    for k in sorted(range(n), key=lambda k: min(k, n - 1 - k)):
        if min(k, n - 1 - k) > 2 * EDGE:
            break
        words, span = "", list[int]()
        for i in filled[k:]:
            words, span = words + bare[i], [*span, i]
            if words == text:
                return span
            if not text.startswith(words):
                break
    return []


def large_lines(laid: Sequence[Laid | None]) -> set[str]:
    """Return the lines, without blanks, that are set in letters larger than the text.

    Parameters
    ----------
    laid : sequence of Laid or None
        The pages; None where the places of the lines are not known.
    """
    rows = [[row_of(row, False) for row in page.rows] for page in laid if page]
    known = [row for page in rows for row in page]
    size = measure_of(known, None).size if known else 0.0
    return {row.text for row in known if row.size > LARGE * size}


def issue_of(heads: Iterable[str]) -> str:
    """Return the name of a periodical with its issue among the heads of pages, without the page's number.

    Parameters
    ----------
    heads : iterable of str
        Heads without blanks.
    """
    bare = (NUMBER_BESIDE.sub("", head) for head in heads)
    return next((head for head in bare if ISSUE.fullmatch(head)), "")
