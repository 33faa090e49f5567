"""Lists and records as a program prints them, read back as texts."""

from __future__ import annotations

import ast
import json
import re

from ..tables.cells import are_words
from ..tables.columns import columns_of

_PRINTED = re.compile(r"(?:array\()?[\[({]*+(?<=[\[({])[bu]?['\"]|b['\"]")
_STRING = re.compile(r'"[^"\n]*\\[nrtu][^\n]*"')
"""A text as JSON writes it, its line breaks escaped."""

_ARRAY = re.compile(r"array\((\[.*\])(?:,\s*dtype=[^()]{1,40})?\)", re.S)
_ARRAY_LINES = re.compile(r"(['\"])\s*\n\s*(?=['\"])")
"""Where an array of NumPy that is printed has no comma between its texts."""


def printed_list(text: str) -> list[str] | None:
    """Return the texts of a list or record as Python prints it (`['…', '…']`), None for any other text.

    Parameters
    ----------
    text : str
        Perhaps a list.
    """
    if _STRING.fullmatch(text):
        try:
            return [str(json.loads(text))]
        except ValueError:
            return None
    if not _PRINTED.match(text) or text[-1:] not in "])'\"}":
        return None
    array = _ARRAY.fullmatch(text)
    text = array[1] if array else text
    text = _ARRAY_LINES.sub(r"\1, ", text)
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    if isinstance(value, bytes):
        try:
            return [value.decode("utf-8")]
        except UnicodeDecodeError:
            return None
    parts = _texts_in(value)
    if parts is not None and are_words(parts):
        return ["".join(parts)]
    return None if parts is None else [part.strip("\n") for part in parts]


def _texts_in(value: object) -> list[str] | None:
    """Return the texts in a list, one in another too, or in a record that has one; None for what has none."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        texts = [inner for inner in value.values() if isinstance(inner, (str, list, tuple))]
        inner = value.get(columns_of(map(str, value)).get("text", "")) or (
            texts[0] if len(texts) == 1 else None
        )
        return None if inner is None else _texts_in(inner)
    if not isinstance(value, (list, tuple, set)):
        return None
    value = sorted(value) if isinstance(value, set) else value
    lists = [_texts_in(part) for part in value]
    if any(found is None for found in lists):
        return None
    return [part for found in lists if found for part in found]
