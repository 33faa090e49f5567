"""Tables whose quotation marks are escaped by a backslash, as MySQL writes them, instead of doubled."""

from __future__ import annotations

import csv
import io
import re

ESCAPE = re.compile(r'\\([\\"\n]|N(?=["\W]|\Z))', re.ASCII)
"""An escaped sign, or the `\\N` of a cell that is empty."""

_PLAIN = {"\\": "\\", '"': '""', "\n": "\n", "N": ""}


def is_escaped(text: str, delimiter: str) -> bool:
    r"""Return whether a backslash escapes the quotation marks of a table.

    It does where none is doubled, and where the rows have as many cells as the header at least as often as
    they have with the backslashes taken for text: a cell may end in one (`C:\\`).

    Parameters
    ----------
    text : str
        The table, or its beginning up to the end of a line.
    delimiter : str
        The character, or the few characters, between its cells.

    Raises
    ------
    csv.Error
        When a cell is too long.

    Examples
    --------
    >>> from analysis.load.tables.backslashes import is_escaped
    >>> is_escaped('城市,正文\n甲市,"\\"修路\\",点灯"\n', ",")
    True
    >>> is_escaped('城市,路径\n甲市,"D:\\\"\n', ",")
    False
    """
    if '\\"' not in text or len(delimiter) != 1:
        return False
    mark = re.escape(delimiter)
    doubled = re.compile(rf'(?<![\\{mark}\n"])""|""(?![{mark}\n"]|\Z)')
    bare = ESCAPE.sub("", text)
    if doubled.search(bare):
        return False
    escaped, plain = (_even(each, delimiter) for each in (unescaped(text), text))
    inner = re.search(rf'\\"(?![{mark}\n]|\Z)', text)
    return escaped > plain or (escaped == plain and inner is not None)


def unescaped(text: str) -> str:
    """Return a table, or a line of it, with its quotation marks doubled instead of escaped.

    Parameters
    ----------
    text : str
        What `is_escaped` said yes to.
    """
    return ESCAPE.sub(lambda match: _PLAIN[match[1]], text)


def _even(text: str, delimiter: str) -> float:
    """Return the share of rows that have as many cells as the first."""
    widths = [len(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row]
    return sum(width == widths[0] for width in widths) / len(widths) if widths else 0.0
