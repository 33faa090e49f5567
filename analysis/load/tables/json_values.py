"""What a file of JSON holds, also where it is none by the letter: several values, comments, calls."""

from __future__ import annotations

import json
import re
from typing import Any

from .opened import one_each
from .printed import line_value, printed_value

CALLED = re.compile(r"\s*(?:[\w.$]{1,60}(\()|(?:(?:var|let|const)\s+|window\.)?\w{1,60}\s*=)\s*(?=[\[{])")
BESIDE = re.compile(r"[}\]]\s*,?\s*[{\[]")
BETWEEN = re.compile(r"[\s,;]*")

_QUOTED = r"\"(?:[^\"\\]++|\\.)*+(?:\"|\Z)"
_COMMENT = re.compile(
    rf"({_QUOTED}|'(?:[^'\\\n]++|\\.)*+(?:'|(?=\n)|\Z))"
    r"|//[^\n]*|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|^[ \t]*#[^\n]*",
    re.S | re.M,
)
_LOOSE = re.compile(
    rf"({_QUOTED})|'((?:[^'\\]++|\\.)*+)(?:'|\Z)|,(?=\s*+[\]}}])"
    r"|(?<=[{,\s])([A-Za-z_$一-鿿][\w$]{0,60}+)(?=\s*+:)",
    re.S,
)
# What is quoted goes on to the end where no mark closes it: else it would be sought anew behind each mark.


def json_value(text: str) -> Any | None:
    """Return the value of a file that is JSON, or what is nearly so; None when it is neither.

    Parameters
    ----------
    text : str
        The file.

    Raises
    ------
    Unreadable
        When a record has two values under one key that says what they hold.
    """
    value, _ = loose_value(text)
    return value


def loose_value(text: str) -> tuple[Any | None, bool]:
    """Return the value of a file, and whether it is JSON only without its comments and the like.

    Several values one behind the other, which are no lines of JSON, are a list; the call of a function
    around a value (`callback(…);`) goes. What Python printed (`[{'city': …}]`) is read too, and so is JSON
    with comments, commas behind the last part (`…},]`), keys without quotation marks or with single ones.

    Parameters
    ----------
    text : str
        The file.

    Raises
    ------
    Unreadable
        When a record has two values under one key that says what they hold.

    Examples
    --------
    >>> from analysis.load.tables.json_values import loose_value
    >>> loose_value('{"a": 1}'), loose_value('{a: 1, /* b */}'), loose_value("修路。")
    (({'a': 1}, False), ({'a': 1}, True), (None, False))
    """
    try:
        return json.loads(text, object_pairs_hook=one_each, strict=False), False
    except (ValueError, RecursionError):
        pass
    first = next((line for line in text.lstrip("\ufeff").split("\n", 20) if line.strip()), "")
    if _is_json(first) and first.strip() != "[]":  # its lines are values
        return None, False
    if (printed := printed_value(text)) is not None:
        is_loose = text.find('"') >= 0 and "'" not in text[: text.find('"')]
        return (list(printed) if isinstance(printed, tuple) else printed), is_loose
    called = CALLED.match(text)
    if called:
        end = text.rstrip().rstrip(";").rstrip()
        return loose_value(end[called.end() : -1] if called[1] else end[called.end() :])
    several = _several(text)
    if several is not None:
        return several, False
    return (None, False) if line_value(first) not in (None, []) else _relaxed(text)


def _is_json(line: str) -> bool:
    try:
        return isinstance(json.loads(line), (dict, list))
    except (ValueError, RecursionError):
        return False


def _relaxed(text: str) -> tuple[Any | None, bool]:
    """Return the value of a file without what programs of JavaScript allow and JSON does not."""
    bare = _COMMENT.sub(lambda found: found[1] or "", text).strip()
    if bare[:1] not in ("{", "["):
        return None, False
    plain = _LOOSE.sub(_strict, bare)
    try:
        return json.loads(plain, object_pairs_hook=one_each, strict=False), True
    except (ValueError, RecursionError):
        several = _several(plain)
        return several, several is not None


def _strict(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    if found[2] is not None:
        return json.dumps(found[2].replace("\\'", "'"), ensure_ascii=False)
    return f'"{found[3]}"' if found[3] else ""


def _several(text: str) -> list[Any] | None:
    """Return the values that stand one behind the other, where the first goes on over lines, else None.

    Of lists the parts are the values: pages of an answer that were saved one behind the other.
    """
    first = text.lstrip().split("\n", 1)[0].rstrip()
    is_line = first.endswith(("}", "]")) and not BESIDE.search(first)
    if first[:1] not in ("{", "[") or (is_line and first != "[]"):
        return None
    decoder = json.JSONDecoder(object_pairs_hook=one_each)
    found: list[Any] = []
    at = 0
    while match := BETWEEN.match(text, at):
        at = match.end()
        if at == len(text):
            return found
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return None
        found += value if isinstance(value, list) else [value]
    return None
