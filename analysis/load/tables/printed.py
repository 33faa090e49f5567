"""Values as Python prints them, where people print records instead of writing JSON."""

from __future__ import annotations

import json
import re
from ast import literal_eval
from typing import Any

from .opened import one_each

_OPENS = re.compile(r"\s*[\[({]\s*[\[({]*\s*(?:'|\"|[\d-]|None|True|False|datetime|nan)")
_TOKEN = re.compile(
    r"(?P<quoted>'(?:[^'\\]++|\\.)*+(?:'|\Z)|\"(?:[^\"\\]++|\\.)*+(?:\"|\Z))"
    r"|(?:datetime\.|pd\.)?(?:date|datetime)\((?P<y>\d{4}), (?P<m>\d{1,2}), (?P<d>\d{1,2})(?:, [\d, ]+)?\)"
    r"|\b[A-Za-z_][\w.]{0,40}\((?P<only>'[^'\n]*'|\"[^\"\n]*\"|[\d.]+)\)"
    r"|(?<=[\s:,\[(])(?P<none>nan|inf|NaT|<NA>)(?=\s*[,}\])])",
    re.S,
)
"""A quoted text, which stays, or what Python alone understands outside of such."""

LOOKED_AT = 6
"""First lines of a file that show whether all are lists."""

MOST_PARTS = 200_000
"""Most brackets and commas of a value that is read so: each takes many times its length in memory."""


def printed_value(text: str) -> Any | None:
    """Return the value that Python printed, None for other texts.

    Days, and what stands in a call as its only value (`ObjectId('…')`), are read as texts and numbers.

    Parameters
    ----------
    text : str
        A line or a file.

    Examples
    --------
    >>> from analysis.load.tables.printed import printed_value
    >>> printed_value("{'城市': '柳州市', 'day': datetime.date(2021, 3, 5), 'n': nan}")
    {'城市': '柳州市', 'day': '2021-3-5', 'n': None}
    """
    if not _OPENS.match(text) or sum(map(text.count, ",[({")) > MOST_PARTS:
        return None
    plain = _TOKEN.sub(_plain, text)
    for one in dict.fromkeys((text, plain)):
        try:
            return literal_eval(one.strip())
        except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
            continue
    return None


def _plain(found: re.Match[str]) -> str:
    if found["y"]:
        return f"'{found['y']}-{found['m']}-{found['d']}'"
    return "None" if found["none"] else found["only"] or found[0]


def line_value(line: str) -> Any | None:
    """Return the value on a line of records, of JSON or as Python prints it; None for other lines.

    A comma or semicolon behind it is none of it.

    Parameters
    ----------
    line : str
        A line.

    Raises
    ------
    Unreadable
        When a record of JSON has two values under one key that says what they hold.

    Examples
    --------
    >>> from analysis.load.tables.printed import line_value
    >>> line_value('{"a": null}'), line_value("{'a': None}"), line_value("修路。")
    ({'a': None}, {'a': None}, None)
    """
    line = line.strip().lstrip("\ufeff").rstrip(",;")
    try:
        return json.loads(line, object_pairs_hook=one_each)
    except (ValueError, RecursionError):
        return printed_value(line)


def are_records(text: str) -> bool:
    r"""Return whether the first lines of a file are records, or lists of equally many cells.

    Parameters
    ----------
    text : str
        The file.

    Examples
    --------
    >>> from analysis.load.tables.printed import are_records
    >>> are_records("{'城市': '柳州市'}"), are_records("[1, '修路。']\n[2, '点灯。']"), are_records("[1]")
    (True, True, False)
    """
    text = text.lstrip("\ufeff \n\t")
    if text[:1] not in ("{", "[", "("):
        return False
    first = line_value(text.split("\n", 1)[0])
    if isinstance(first, dict):
        return bool(first) and all(isinstance(key, str) for key in first)
    if isinstance(first, list) and first and all(isinstance(one, dict) for one in first):
        return True
    if not isinstance(first, (list, tuple)) or not any(isinstance(cell, str) for cell in first):
        return False
    others = [line_value(line) for line in text.split("\n", LOOKED_AT)[1:LOOKED_AT] if line.strip()]
    is_even = all(isinstance(one, (list, tuple)) and len(one) == len(first) for one in others)
    return len(first) > 1 and bool(others) and is_even
