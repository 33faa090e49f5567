"""Columns that hold running text beside the one that is read, and such as hold only where texts are."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ..items import Unreadable
from .columns import HAN

FEWEST_HAN = 15
"""Chinese characters of the shortest running text."""

LOOKED_AT = 200
"""Number of rows that are looked at."""

_SENTENCE = re.compile("[。！？!?]")
_DIGEST = re.compile(
    "摘要|简介|概要|导语|提要|关键|解读|备注|说明|abstract|summary|digest|description|intro|note", re.I
)
"""Names of columns that are about the text."""


_NO_TEXT = re.compile(
    r"(?:https?|ftp|file)://\S+|(?:[A-Za-z]:|\.{1,2})?[\\/]?[^\n，。；]{1,120}\.[A-Za-z]{2,5}", re.I
)
"""An address, or the path of a file."""


def refuse_names(name: str, texts: Sequence[str]) -> None:
    """Raise `Unreadable` where a column holds the addresses of texts, or the paths of their files.

    Parameters
    ----------
    name : str
        The column.
    texts : sequence of str
        Its cells that hold something.
    """
    if texts and all(_NO_TEXT.fullmatch(one.strip()) for one in texts[:LOOKED_AT]):
        raise Unreadable("cells_of_files", name=name, shown=texts[0].strip()[:60])


def prose_beside(rows: Sequence[Mapping[str, Any]], text: str, used: Collection[str]) -> list[str]:
    """Return the columns half of whose cells are running text of their own.

    Parameters
    ----------
    rows : sequence of mapping
        Cells by column name.
    text : str
        The column that is read; what repeats it (a page and its text) is not its own.
    used : collection of str
        The columns that are known to be something else.

    Examples
    --------
    >>> from analysis.load.tables.unread_columns import prose_beside
    >>> row = {"问": "小区门口的路灯坏了一个多月，晚上出门很不方便。", "答": "路灯已经修好。", "区县": "甲县"}
    >>> prose_beside([row], "答", ["区县"])
    ['问']
    """
    looked_at = [row for row in rows[:LOOKED_AT] if isinstance(row.get(text), str)]
    names = dict.fromkeys(str(name) for row in looked_at for name in row)
    return [
        name
        for name in names
        if name and name != text and name not in used and not _DIGEST.search(name)
        and 2 * sum(_is_own(row.get(name), row[text]) for row in looked_at) >= max(len(looked_at), 1)
    ]  # fmt: skip


def _is_own(cell: object, text: str) -> bool:
    """Return whether a cell is running text that the text does not have."""
    if not isinstance(cell, str) or not _SENTENCE.search(cell):
        return False
    han = HAN.findall(cell)
    return len(han) >= FEWEST_HAN and "".join(han[-8:]) not in "".join(HAN.findall(text))
