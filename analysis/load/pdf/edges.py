"""Heads and feet of the pages of a PDF by their places: at one height on several, or within a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise, product

from .edge_cuts import goes_on, is_one_word, is_outside
from .edge_places import (
    ALIKE,
    CLOCK,
    EDGE,
    HAN,
    LARGE,
    LEVEL,
    NUMBER_BESIDE,
    SMALL,
    Measure,
    Row,
    is_clear,
    is_head,
    is_near,
    is_of_text,
    may_run,
    measure_of,
    numbers_of,
    printed_rows,
    row_of,
    shape_of,
)
from .layout import Laid
from .marks import PAGE_NUMBER, counted

SHARE = 0.4
"""On what share of the pages a line must stand at one height."""

OPENING, FEWEST_OF_TITLE = 6, 6
"""Among how many lines the title of a file is, and its fewest Chinese characters."""

_TITLE = re.compile(
    r".*(?:方案|规划|纲要|报告|意见|通知|办法|条例|计划|决定|规定|细则|措施|公告|通告|要点|总结|讲话|指南|公约)(?:[（(].{1,24}[)）])?"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_OF_SERIES = re.compile(
    r"(?:[选汇文]编|政府[公政]报|[一-鿿]{2}[日晚晨早时]报|简报|年鉴|专刊|文集|丛书|蓝皮书)"
    r"[·\d年第总期辑卷号（()）]{0,16}$"
)


def edge_rows(laid: Sequence[Laid | None]) -> list[set[int]]:
    """Return which lines of the pages of a file are heads and feet, as their places show.

    Lines at one height that are alike but for digits are such; so is what stands between the two parts of a
    word that goes on from page to page, and what else stands at its height; the title at the head of further
    pages, in smaller letters; and what a browser prints above and below a page. The first stays if it is the
    title.

    Parameters
    ----------
    laid : sequence of Laid or None
        The pages; None where the places of the lines are not known.
    """
    rows = [
        [row_of(row, i in page.noted) for i, row in enumerate(page.rows)] if page else [] for page in laid
    ]
    known = [row for page in rows for row in page]
    if not known:
        return [set() for _ in laid]
    whole = measure_of(known, None)
    measures = [measure_of(page, whole) for page in rows]
    taken = [printed_rows(page) for page in rows]
    _take_numbers(rows, measures, taken)
    _take_level(rows, measures, taken)
    _take_titles(rows, measures, taken)
    _take_cutting(rows, measures, taken)
    _take_same_height(rows, measures, taken)
    _take_above_title(rows, measures, taken)
    _keep_title(rows, taken)
    return taken


def _free(rows: Sequence[Row], taken: set[int], at_foot: bool, notes: bool = True) -> list[int]:
    """Return the outermost lines of a page that are not taken, from outside to inside."""
    order = range(len(rows) - 1, -1, -1) if at_foot else range(len(rows))
    return [i for i in order if i not in taken and (notes or not rows[i].is_note)][:EDGE]


def _take_numbers(
    rows: Sequence[Sequence[Row]], measures: Sequence[Measure], taken: Sequence[set[int]]
) -> None:
    """Take the numbers of pages that stand outside of all else and count the pages."""
    found = []
    for at, page in enumerate(rows):
        edges = (
            {i for at_foot in (False, True) for i in _free(page, taken[at], at_foot)[:1]} if page else set()
        )
        matches = {i: match for i in edges if (match := PAGE_NUMBER.fullmatch(page[i].text))}
        found.append({i: counted(match["number"]) - at for i, match in matches.items()})
    distances = Counter(distance for places in found for distance in {*places.values()})
    for at, places in enumerate(found):
        for i, distance in places.items():
            is_small = rows[at][i].size <= SMALL * measures[at].size
            alone = len(rows) == 1 and (is_small or distance == 1) and i and len(rows[at]) > EDGE
            if distances[distance] > 1 or (alone and is_clear(rows[at][i], rows[at][i - 1], measures[at])):
                taken[at].add(i)


def _take_level(
    rows: Sequence[Sequence[Row]], measures: Sequence[Measure], taken: Sequence[set[int]]
) -> None:
    """Take lines at one height of several pages that are alike, or count them."""
    least = max(2.0, SHARE * sum(bool(page) for page in rows))
    for at_foot in (False, True):
        before = [{*own} for own in taken]
        for depth in range(EDGE + 1):
            free = [_free(page, own, at_foot) for page, own in zip(rows, taken, strict=True)]
            outer = {at: places[0] for at, places in enumerate(free) if len(places) > 1}
            fresh = {
                at: i for at, i in outer.items() if _is_level(rows, measures, outer, at, at_foot) >= least
            }
            for at, i in fresh.items():
                taken[at].add(i)
                if depth == EDGE:  # pages alike below their heads, too: forms
                    taken[at].clear()
                    taken[at].update(before[at])
            if not fresh:
                break


def _is_level(
    rows: Sequence[Sequence[Row]],
    measures: Sequence[Measure],
    outer: Mapping[int, int],
    at: int,
    at_foot: bool,
) -> int:
    """Return on how many pages such a line as the outermost of one stands at its height."""
    row = rows[at][outer[at]]
    if not may_run(row) or _is_full(row, measures[at]):
        return 0
    level = {
        k: rows[k][j]
        for k, j in outer.items()
        if abs(rows[k][j].base - row.base) <= LEVEL
        and (
            is_near(rows[k][j].size, row.size)
            or max(rows[k][j].size, row.size) <= SMALL * min(measures[k].size, measures[at].size)
        )
    }
    alike = sum(
        shape_of(one.text) == shape_of(row.text) and _is_in_line(row, measures[at], one, measures[k])
        for k, one in level.items()
    )
    is_heading = row.size > LARGE * measures[at].size
    numbers = set() if is_heading else numbers_of(row.text, at)
    counted = max((sum(n in numbers_of(one.text, k) for k, one in level.items()) for n in numbers), default=0)
    if alike > 1 and not is_head(rows, measures, {k: outer[k] for k in level}, at_foot):
        alike = 0
    return max(alike, counted)


def _is_in_line(row: Row, here: Measure, other: Row, there: Measure) -> bool:
    """Return whether two lines begin, end or are centred alike, or as those of left and right pages do."""
    left, right = row.left - here.left, here.right - row.right
    also_left, also_right = other.left - there.left, there.right - other.right
    near = 1.5 * row.size
    pairs = ((left, also_left), (right, also_right), (left - right, also_left - also_right))
    mirrored = ((left, also_right), (right, also_left))
    return any(abs(a - b) <= near for a, b in pairs) or all(abs(a - b) <= near for a, b in mirrored)


def _is_full(row: Row, measure: Measure) -> bool:
    """Return whether a line of the text, with an indent or none, fills it, in letters of its size."""
    return (
        row.n == 1
        and is_near(row.size, measure.size)
        and row.right >= measure.right - 1.5 * measure.size
        and row.left <= measure.left + 3 * measure.size
    )


def _take_titles(
    rows: Sequence[Sequence[Row]], measures: Sequence[Measure], taken: Sequence[set[int]]
) -> None:
    """Take heads of further pages that repeat the title of the first."""
    first = next(at for at, page in enumerate(rows) if page)
    opening = [
        row
        for row in rows[first][:OPENING]
        if row.n == 1 and not set(row.text) & set("。；") and not _is_full(row, measures[first])
    ]
    largest = max((row.size for row in opening), default=0.0)
    for at in range(first + 1, len(rows)):
        for i in _free(rows[at], taken[at], False)[:1]:
            row = rows[at][i]
            if row.size > LARGE * measures[at].size or row.size > (1 - ALIKE) * largest or not may_run(row):
                continue  # a title of its own
            text = NUMBER_BESIDE.sub("", row.text).strip("—―-")
            others = [  # what stands at its place is a heading, or a head itself
                one.text
                for one in opening
                if abs(one.base - row.base) > LEVEL or not is_near(one.size, row.size)
            ]
            titles = [one for one in others if len(HAN.findall(one)) >= FEWEST_OF_TITLE]
            if len(HAN.findall(text)) >= FEWEST_OF_TITLE and (
                text in "".join(others) or any(one in text for one in titles)
            ):
                taken[at].add(i)


def _take_cutting(
    rows: Sequence[Sequence[Row]], measures: Sequence[Measure], taken: Sequence[set[int]]
) -> None:
    """Take what stands between the two parts of a sentence that goes on from page to page."""
    places = [at for at, page in enumerate(rows) if page]
    for a, b in pairwise(places):
        feet, heads = _free(rows[a], taken[a], True, False), _free(rows[b], taken[b], False, False)
        ways = sorted(product(range(len(feet)), range(len(heads))), key=sum)
        for n, m in ways:
            last, following = rows[a][feet[n]], rows[b][heads[m]]
            if not goes_on(last, measures[a], following, measures[b]):
                continue
            if not is_one_word(rows[a], feet[n], rows[b], heads[m]):
                continue
            out = [is_outside(rows, a, i, feet[n], measures, True) for i in feet[:n]]
            out += [is_outside(rows, b, i, heads[m], measures, False) for i in heads[:m]]
            if all(out):
                taken[a].update(feet[:n])
                taken[b].update(heads[:m])
                break


def _take_same_height(
    rows: Sequence[Sequence[Row]], measures: Sequence[Measure], taken: Sequence[set[int]]
) -> None:
    """Take the outermost lines that stand at the height of those taken, in letters of their size."""
    for at_foot in (False, True):
        known = [
            rows[at][i] for at, own in enumerate(taken) for i in own if (2 * i >= len(rows[at])) == at_foot
        ]
        for at, page in enumerate(rows):
            for i in _free(page, taken[at], at_foot)[:-1]:
                row = page[i]
                same = any(abs(one.base - row.base) <= LEVEL and is_near(one.size, row.size) for one in known)
                is_large = row.size > LARGE * measures[at].size
                if is_large or not same or not may_run(row) or _is_full(row, measures[at]):
                    break
                taken[at].add(i)


def _take_above_title(
    rows: Sequence[Sequence[Row]], measures: Sequence[Measure], taken: Sequence[set[int]]
) -> None:
    """Take small lines above a large title that repeat it, have the page's number or name a series."""
    at = next(at for at, page in enumerate(rows) if page)
    page, size = rows[at], measures[at].size
    large = [i for i, row in enumerate(page[: OPENING + EDGE]) if row.size > LARGE * size]
    title = "".join(page[i].text for i in large)
    for i in set(range(min([*large, EDGE]) if large else 0)) - taken[at]:
        row = page[i]
        is_numbered = HAN.search(row.text) and NUMBER_BESIDE.search(_YEAR.sub("", row.text))
        is_head = is_numbered or _OF_SERIES.search(row.text) or title in row.pieces
        if row.size <= SMALL * size and is_head and may_run(row) and not is_of_text(row.text):
            taken[at].add(i)


def _keep_title(rows: Sequence[Sequence[Row]], taken: Sequence[set[int]]) -> None:
    """Give a head back to the first page that has it if it is the title, which stands nowhere else."""
    for at, own in enumerate(taken):
        for i in sorted(own):
            text = rows[at][i].text
            rest = [
                row.text for k, page in enumerate(rows) for j, row in enumerate(page) if j not in taken[k]
            ]
            if (
                2 * i < len(rows[at])
                and _TITLE.fullmatch(text)
                and len(HAN.findall(text)) >= FEWEST_OF_TITLE
                and not CLOCK.search(text)
                and not any(text in one or (len(one) > 9 and one in text) for one in rest)
            ):
                own.discard(i)
        if own:
            return
