"""Tells which character, or characters, stand between the cells of a table."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Sequence

from .columns import FEWEST_HAN, HAN, columns_of

DELIMITERS = (",", "\t", ";", "|", "，", "；", "^", "#", "~", "@", "\x01")
USUAL = frozenset(",\t;|")
NEVER = frozenset("\"'“”‘’（）()《》【】 \u3000.。\n")
"""Marks that stand inside names, or around them."""

IN_PROSE = NEVER | frozenset("、：:_/-—·")
"""Marks that are no delimiters in a file that is not called a table."""

WITHIN_NAMES = frozenset("_-./")
"""Signs that join the words of a name: they divide a header only where no usual delimiter does."""

LONGEST_HEADER = 2_000

ODD = "^~¦§¬‖¤\x01\x02\x03\x1e\x1f"
"""Marks that a text has not on every line: where they stand, it is a table, whatever its file is called."""

BETWEEN = "|^~¦§¬#@$%&:;\\\t"
"""Marks of which two to four together stand between cells, not in prose."""

FEWEST_NAMES, FEWEST_ROWS = 3, 3
"""Names of columns, and no other word, that a line must have to be a header if marks of prose or blanks stand
between them, and lines that must have a mark equally often if no name is known."""

_BEFORE_QUOTED = re.compile(r'(?:"[^"\n]{1,40}")?[^"\n，。]{0,60}?([,\t;|])"')
"""The usual mark before a cell in quotation marks."""

_WIDE = re.compile(r"\\t|(?:[^\w\s\"'“”‘’（）()《》【】。]|\t){2,4}")


def delimiter_of(text: str) -> str:
    """Return the delimiter of a table: the mark that occurs equally often in its first lines.

    Parameters
    ----------
    text : str
        The table; its first line, or one soon after it, is its header.
    """
    lines = [line for line in text[:20_000].split("\n")[:12] if line.strip()]
    wide = wide_mark(lines)
    if wide:
        return wide
    named = next(filter(None, map(header_mark, lines)), "")
    if named and (named in DELIMITERS or not _even_usual(lines)):  # names of columns may be joined by signs
        return named
    quoted = _BEFORE_QUOTED.match(lines[0]) if lines else None
    if quoted:  # its marks of prose may be more
        return quoted[1]
    for mark in DELIMITERS:
        counts = {line.count(mark) for line in lines}
        if mark in USUAL and len(lines) > 1 and len(counts) == 1 and min(counts):
            return mark

    odd = _even_mark(lines)
    if odd and odd in ODD:
        return odd

    def weight(mark: str) -> tuple[int, int]:
        counts = [len(next(csv.reader([line], delimiter=mark), [])) - 1 for line in lines]
        most = max(counts, default=0)
        return (sum(count == counts[0] for count in counts) if counts and counts[0] else 0), most

    marks = [mark for mark in DELIMITERS if mark not in "，；" or _is_even(lines, mark)]
    head = max(marks, key=lambda mark: (lines[0].count(mark) if lines else 0, mark == ","))
    first = lines[0].count(head) if lines else 0
    if first:
        rivals = [mark for mark in marks if lines[0].count(mark) == first]
        return max(rivals, key=lambda mark: (weight(mark)[0], -DELIMITERS.index(mark)))
    even = max(marks, key=weight)
    return even if weight(even)[0] else odd or even


def _is_even(lines: Sequence[str], mark: str) -> bool:
    """Return whether all lines have a mark, and equally often: those of prose stand in sentences too."""
    return len({line.count(mark) for line in lines}) == 1 and mark in lines[0]


def _even_usual(lines: Sequence[str]) -> str:
    """Return the usual mark that all lines have equally often, else nothing."""
    counts = {mark: {line.count(mark) for line in lines} for mark in ",\t;|"}
    return next(
        (mark for mark, found in counts.items() if len(lines) > 1 and len(found) == 1 and min(found)), ""
    )


def header_mark(line: str, without: Collection[str] = NEVER) -> str:
    """Return the mark between the names of columns in a line, one of them that of the texts; else nothing.

    Parameters
    ----------
    line : str
        Perhaps the header of a table.
    without : collection of str
        Marks that are not tried.
    """
    if len(line) > LONGEST_HEADER:
        return ""
    without = {*without} | (WITHIN_NAMES if USUAL & {*line} else {*()})
    others = (mark for mark in dict.fromkeys(line) if not mark.isalnum() and mark not in DELIMITERS)
    for mark in (*DELIMITERS, *others):
        if mark in line and mark not in without:
            names = [name.strip("\"' ") for name in line.split(mark)]
            known = columns_of(names)
            if len(known) > 1 and "text" in known:
                return mark
    return ""


def table_mark(text: str) -> str:
    """Return the delimiter of a table in a file that is not called one, else nothing.

    Parameters
    ----------
    text : str
        The beginning of the file.
    """
    lines = [line for line in text.split("\n")[:12] if line.strip()]
    first, second = (*lines, "", "")[:2]
    mark = wide_mark(lines, known=True) or header_mark(first, IN_PROSE)
    if mark and (mark in USUAL or second.count(mark) >= first.count(mark)):
        return mark
    for mark in sorted(IN_PROSE - NEVER):
        if _names_only(first.split(mark)) and all(
            line.count(mark) >= first.count(mark) for line in (second, *lines[2:3])
        ):
            return mark
    odd = wide_mark(lines) or _even_mark(lines)
    is_odd = bool(odd) and (odd in ODD or (len(odd) > 1 and set(odd) <= {*BETWEEN}))
    return odd if is_odd and first.count(odd) > 1 and _has_texts(lines, odd) else ""


def cells_alike(text: str) -> int:
    """Return how many cells the lines of a text have, if they look like the rows of a table, else 0.

    Parameters
    ----------
    text : str
        The beginning of a file that is not read as a table.
    """
    lines = [line for line in text.split("\n")[:12] if line.strip()]
    for mark in "|\t" if len(lines) >= FEWEST_ROWS else "":
        counts = {line.strip("|").count(mark) for line in lines}
        if len(counts) == 1 and min(counts) > 1 and _has_texts(lines, mark):
            return min(counts) + 1
    return 0


def _has_texts(lines: Sequence[str], mark: str) -> bool:
    """Return whether each row below the first has a cell that is a text."""
    return all(max(len(HAN.findall(cell)) for cell in line.split(mark)) >= FEWEST_HAN for line in lines[1:])


def is_in_blanks(text: str) -> bool:
    """Return whether a file is a table with nothing but blanks between its cells.

    Parameters
    ----------
    text : str
        The beginning of the file.
    """
    lines = [line.split() for line in text.split("\n")[:4] if line.strip()]
    return (
        len(lines) > 1
        and _names_only(lines[0])
        and "\t" not in text.split("\n", 1)[0]
        and all(len(cells) >= len(lines[0]) for cells in lines)
    )


def _names_only(names: Sequence[str]) -> bool:
    known = columns_of(names) if len(names) >= FEWEST_NAMES else {}
    return "text" in known and len(known) == len(names)


def wide_mark(lines: Sequence[str], known: bool = False) -> str:
    """Return the two to four characters between the cells of a table (`||`, `::`), else nothing.

    Parameters
    ----------
    lines : sequence of str
        Its first lines, one of them the header.
    known : bool
        Whether the header must name a column of texts.
    """
    for i, header in enumerate(lines[:-1]):
        below = lines[i + 1 :]
        for mark in dict.fromkeys(_WIDE.findall(header)) if len(header) <= LONGEST_HEADER else ():
            n, rest = header.count(mark), header.replace(mark, "")
            counts = [line.count(mark) for line in below]
            if counts[0] < n or any(0 < count < n for count in counts) or mark[0] in rest:
                continue
            columns = columns_of(name.strip("\"' ") for name in header.split(mark))
            is_even = not i and len(lines) >= FEWEST_ROWS and {*counts} == {n}
            if len(columns) > 1 and "text" in columns:
                return mark
            if is_even and not known and not any(one in rest for one in DELIMITERS):
                return mark
    return ""


def _even_mark(lines: Sequence[str]) -> str:
    """Return a mark that occurs equally often in all lines, and is none of prose, else nothing."""
    if len(lines) < FEWEST_ROWS:
        return ""
    marks = [one for one in dict.fromkeys(lines[0]) if not one.isalnum() and one not in IN_PROSE]
    even = (mark for mark in marks if len({line.count(mark) for line in lines}) == 1)
    return next((mark for mark in even if mark not in "！？…％%℃"), "")
