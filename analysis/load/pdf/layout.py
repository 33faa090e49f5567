"""The lines of a PDF page in reading order: columns one after the other, cells whole, no watermark."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from .beside import uneven_columns
from .cells import cells_of
from .facing import FEWEST_ROWS, halves, without_head, without_number
from .glyphs import glyphs_of, turn_of, without_unseen
from .margins import paragraph_gaps, vertical_lines
from .marks import PAGE_NUMBER, Glyph, Segment, without_notes
from .page_rows import GAP, UNEVEN_GAP, rows_of
from .scans import is_invisible, straightened, whole_paragraphs, without_blanks, without_specks

EVEN = 0.5
"""Maximum distance, in multiples of the font size, between the left edges of a column's lines."""

FEWEST_LINES, LONG_SIDE = 2, 12
"""Minimum number of lines with a common gutter in columns of text, and their minimum mean length (characters)
on either side: the cells of a table are shorter."""

FEWEST_NARROW, LONG_NARROW = 6, 7
"""The same for three columns and more."""

FEWEST_UPWARD, UPWARD = 3, 0.25
"""Fewest steps from line to line that tell in which order a page was drawn, and the share of those up that
shows an order of its own: columns go up once each."""

HEAD = 2.5
"""How many times as far from the second line as that from the third the first one is a head of the page."""


class Laid(NamedTuple):
    """The lines of a page, None where they are simply below each other, and what is not among them.

    `n_skewed` is the number of characters of watermarks, `notes` are the footnotes, `n_raised` is the number
    of their marks and of numbers in a margin, and `rest` is the end of the note of the page before. `fold` is
    the number of lines of the left of two pages on a sheet, `heads` are the running heads of such. `faint`
    are the pale letters, which are a watermark but where most of a page is (`is_pale`). `rows` are all
    lines by their places, where these are known, `noted` the numbers of those of `notes` and `rest`.
    """

    lines: list[str] | None
    n_skewed: int
    notes: tuple[str, ...] = ()
    n_raised: int = 0
    rest: str = ""
    fold: int = 0
    heads: tuple[str, ...] = ()
    faint: str = ""
    is_pale: bool = False
    rows: tuple[list[Segment], ...] = ()
    noted: frozenset[int] = frozenset()


def lay_out(page: Any, layer: Any, is_scan: bool = False) -> Laid:
    """Return the lines of a page whose order on the page is not that of its text layer.

    Slanted characters belong to watermarks and are left out. A gutter between lines that are long on both
    sides separates columns, which are read one after the other; short pieces side by side are the cells of
    a table, whose wrapped lines are rejoined.

    Parameters
    ----------
    page, layer : pypdfium2 page and text page
        The page.
    is_scan : bool
        Whether it is a picture, below the text that a scanner has recognised.
    """
    glyphs = glyphs_of(layer)
    turn = turn_of(glyphs)
    if turn:
        glyphs = glyphs_of(layer, turn)
    straight = [glyph for glyph in glyphs if min(glyph.angle % 90, 90 - glyph.angle % 90) < 3]
    faint = "".join(glyph.character for glyph in straight if glyph.is_faint)
    is_pale = len(faint) * 2 >= len(straight) > 0
    if not is_pale:
        straight = [glyph for glyph in straight if not glyph.is_faint]
    straight = without_unseen(straight, page) if not turn else straight
    n_skewed = sum(not glyph.character.isspace() for glyph in glyphs) - sum(
        not glyph.character.isspace() for glyph in straight
    )
    # The text layer of a rotated page is in better order, unless it holds a watermark.
    if any(3 <= glyph.angle <= 357 for glyph in straight) or (turn and not n_skewed):
        return Laid(None, 0)
    vertical = vertical_lines(straight)
    if vertical is not None:
        return Laid(vertical, n_skewed)
    is_unseen = is_invisible(layer)
    is_scan = is_scan or is_unseen
    gap = UNEVEN_GAP if is_unseen else GAP
    straight = straightened(straight) if is_scan else straight
    straight = without_blanks(straight) if is_unseen else straight
    pages = halves(straight, *page.get_size()) if not turn else []
    if pages:
        return _facing(pages, n_skewed, gap)
    rows, n_raised = rows_of(straight, gap)
    if is_scan:
        rows = without_specks(rows)
        if not any(len(row) > 1 for row in rows):
            return Laid(whole_paragraphs([row[0] for row in rows]), n_skewed)
    every = tuple(rows)
    rows, notes, rest = without_notes(rows)
    noted = frozenset(i for i, row in enumerate(every) if not any(row is one for one in rows))
    laid = Laid(None, n_skewed, notes, n_raised, rest, 0, (), faint, is_pale, every, noted)
    is_changed = n_skewed > 0 or n_raised > 0 or bool(notes) or bool(rest) or _is_upward(straight)
    return laid._replace(lines=lines_of(rows, is_changed))


def _is_upward(glyphs: Sequence[Glyph]) -> bool:
    """Return whether the lines of a page were drawn in another order than from top to bottom."""
    steps = [above.base - below.base for above, below in pairwise(glyphs) if not below.character.isspace()]
    lines = [step for step, glyph in zip(steps, glyphs, strict=False) if abs(step) > glyph.size]
    return len(lines) >= FEWEST_UPWARD and sum(step < 0 for step in lines) > UPWARD * len(lines)


def lines_of(rows: list[list[Segment]], is_changed: bool) -> list[str] | None:
    """Return the lines of a page in their order; None where none is changed and each is below another.

    Parameters
    ----------
    rows : list of list of Segment
        The lines by their places.
    is_changed : bool
        Whether anything is left out of them.
    """
    foot = [rows[-1][0].text] if _ends_in_number(rows) else []  # else it is the end of a column
    columns = uneven_columns(rows[: len(rows) - len(foot)])
    if columns:
        return [line for column in columns for line in _column(column)] + foot
    if not any(len(row) > 1 for row in rows):
        wide = paragraph_gaps([row[0] for row in rows])
        if not is_changed and not wide:
            return None
        parted = ["\n" * (i in wide) + line for i, line in enumerate(_column([row[0] for row in rows]))]
        return "\n".join(parted).split("\n")
    lines, is_moved = _read(rows[: len(rows) - len(foot)])
    return lines + foot if is_changed or is_moved else None


def _ends_in_number(rows: Sequence[Sequence[Segment]]) -> bool:
    """Return whether the last line of a page is its number, which stands below no column."""
    if len(rows) < 2 or len(rows[-1]) > 1 or not PAGE_NUMBER.fullmatch(rows[-1][0].text):
        return False
    number = rows[-1][0]
    return all(abs(part.left - number.left) > number.size for row in rows[:-1] for part in row)


def _facing(pages: Sequence[Sequence[Glyph]], n_skewed: int, gap: float) -> Laid:
    """Return the lines of two pages on a sheet, one after the other, with what each has at its foot."""
    lines: list[str] = []
    notes: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    n_raised = fold = 0
    for glyphs in pages:
        fold = len(lines)
        rows, n = rows_of(glyphs, gap)
        rest = ""
        if len(rows) > FEWEST_ROWS:
            rows, own, rest = without_notes(without_number(rows))
            rows, head = without_head(rows)
            notes, heads = notes + own, heads + head
        n_raised += n
        if any(len(row) > 1 for row in rows):
            lines += _read(rows)[0]
        elif gap == UNEVEN_GAP:
            lines += whole_paragraphs([row[0] for row in without_specks(rows)])
        else:
            lines += _column([row[0] for row in rows])
        lines += rest.split("\n") if rest else []
    return Laid(lines, n_skewed, notes, n_raised, "", fold, heads)


def _read(rows: list[list[Segment]]) -> tuple[list[str], bool]:
    """Return the lines of a page some of which are of several segments, and whether their order changed."""
    lines: list[str] = []
    changed = False
    for block in _blocks(rows):
        if all(len(row) == 1 for row in block):
            lines += [row[0].text for row in block]
            continue
        gutters = _gutters(block)
        if gutters:
            changed = True
            lines += _in_columns(block, gutters)
        else:
            cells = cells_of(block)
            changed = changed or cells is not None
            lines += cells if cells is not None else [" ".join(part.text for part in row) for row in block]
    return lines, changed


def _in_columns(block: Sequence[Sequence[Segment]], gutters: Sequence[float]) -> list[str]:
    """Return the lines of columns one after the other, those also beside which the last one is short."""
    lines: list[str] = []
    for left, right in pairwise((-math.inf, *gutters, math.inf)):
        rows = [[part for part in row if left <= part.left < right] for row in block]
        rows = [row for row in rows if row]
        inner = _gutters(rows, LONG_NARROW) if any(len(row) > 1 for row in rows) else []
        lines += _in_columns(rows, inner) if inner else _column([part for row in rows for part in row])
    return lines


def _blocks(rows: Sequence[list[Segment]]) -> list[list[list[Segment]]]:
    """Return the rows in blocks: rows of a single segment apart from rows of several.

    A single segment between rows of several belongs to their block if it lies within one of their columns: it
    is the last line of a column or cell. A first row far above the others is a head of the page.
    """
    steps = [above[0].base - below[0].base for above, below in pairwise(rows[:3])]
    has_head = len(steps) == 2 and steps[0] > HEAD * steps[1] > 0
    blocks: list[list[list[Segment]]] = [[rows[0]]] if has_head else []
    for row in rows[has_head:]:
        last = blocks[-1][-1] if len(blocks) > has_head else []
        if last and ((len(row) > 1) == (len(last) > 1) or _belongs(row, blocks[-1])):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _belongs(row: list[Segment], block: Sequence[Sequence[Segment]]) -> bool:
    """Return whether a row that differs in kind from the last one of a block still belongs to the block."""
    if len(row) > 1:
        return len(block[0]) > 1
    return len(block[-1]) > 1 and _fits(row[0], block)


def _fits(alone: Segment, block: Sequence[Sequence[Segment]]) -> bool:
    """Return whether a segment continues one column of a block: it is within it, and close below."""
    last = block[-1][0]
    if last.base - alone.base > 2.2 * alone.size:
        return False
    columns = [segment for row in block for segment in row]
    return any(
        abs(alone.left - segment.left) <= EVEN * alone.size
        and alone.right <= segment.right + GAP * alone.size
        for segment in columns
        if len(block) > 1 or segment.right - segment.left < 0.6 * (columns[-1].right - columns[0].left)
    )


def _column(parts: Sequence[Segment]) -> list[str]:
    """Return the lines of a column, with the indents that show where its paragraphs begin."""
    edge = min((part.left for part in parts), default=0.0)
    return ["\u3000\u3000" * (1.2 < (part.left - edge) / part.size < 4) + part.text for part in parts]


def _gutters(block: Sequence[Sequence[Segment]], long: int = LONG_SIDE) -> list[float]:
    """Return the positions of the gutters between columns of text, none if there are no columns.

    Two columns have long lines on either side; the lines of three or more also fill their columns, which the
    cells of a table do not. `long` is how long the lines of two columns are at least.
    """
    several = [row for row in block if len(row) > 1]
    n = Counter(len(row) for row in several).most_common(1)[0][0]
    full = [row for row in several if len(row) == n]
    if len(full) < (FEWEST_LINES if n == 2 else FEWEST_NARROW) or len(full) * 2 < len(several):
        return []
    size = median(row[0].size for row in full)
    found = []
    for k in range(n):
        start = median(row[k].left for row in full)
        even = [row for row in full if abs(row[k].left - start) <= 2.5 * size]
        lengths = [len(row[k].text) for row in full]
        if k and (len(even) * 10 < len(full) * 8 or max(row[k - 1].right for row in full) >= start):
            return []
        if median(lengths) < (long if n == 2 else LONG_NARROW):
            return []
        if n > 2 and sum(length >= 0.8 * max(lengths) for length in lengths) * 10 < 7 * len(lengths):
            return []
        if k:
            found.append((max(row[k - 1].right for row in full) + start) / 2)
    return found
