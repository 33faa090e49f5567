"""Records of JSON: a text in a record of its own (`article: {headline, body}`), keys used twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..items import Unreadable
from .columns import columns_of
from .rich_text import rich_lines


def opened(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a record with what the record in place of its text says, where that has a text of its own.

    What the outer record says under the same key counts more, but for the text.

    Parameters
    ----------
    record : mapping
        A record of JSON.

    Examples
    --------
    >>> from analysis.load.tables.opened import opened
    >>> opened({"id": 3, "article": {"headline": "村道", "body": ["修路。", "点灯。"]}})
    {'headline': '村道', 'body': ['修路。', '点灯。'], 'id': 3}
    """
    name = columns_of(record).get("text", "")
    inner = record.get(name)
    if not isinstance(inner, dict) or rich_lines(inner):
        return record
    names = columns_of(inner)
    own = names.get("text", "")
    if len(names) < 2 or not inner.get(own) or not isinstance(inner[own], (str, list)):
        return record
    outer = {key: value for key, value in record.items() if key not in (name, own)}
    return {**inner, **outer, own: inner[own]}


def one_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a record of JSON; of two values under one key the filled one.

    Parameters
    ----------
    pairs : list of (str, value)
        Keys and values in the order of the file.

    Raises
    ------
    Unreadable
        When two values under one key differ, and the key is one that says what they hold.
    """
    record = dict(pairs)
    if len(record) == len(pairs):
        return record
    record = {}
    for key, value in pairs:
        held = record.get(key)
        if held and value and held != value and columns_of([key]):
            raise Unreadable("equal_names", name=key)
        record[key] = held or value
    return record
