"""Columns that number the paragraphs of texts, whatever they are called: 行号 1, 2, 3, 1, 2."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from statistics import median
from typing import Any, NamedTuple

from .cells import cell_text

OF_LINES = re.compile(
    r"[行句段](?:号|序|次|数|序号|编号|落)?|第几[行句段]"
    r"|(?:line|row|sent|para)(?:[ _]?(?:no|num|number|id|idx|index))?\.?",
    re.IGNORECASE,
)
"""What a column of numbers of lines is called."""

ID = re.compile(r"[\da-fA-F_-]+|https?://\S+")
LONGEST, FEWEST_ROWS = 400, 2
"""Longest paragraph (characters, the middle one of all), and fewest rows of a text on average."""


class Numbered(NamedTuple):
    """The column of numbers, whether it is sure, the text of each row, and what is equal within a text."""

    name: str
    is_sure: bool
    runs: list[int]
    shared: list[str]


def numbered_by_look(
    rows: Sequence[Mapping[str, Any]], text: str, telling: Collection[str]
) -> Numbered | None:
    """Return the column of running numbers that begin anew in each text, if there is one.

    Each text has the numbers from its first row on, one after the other, and nothing but the numbers, and
    what identifies rows, changes within it. It is sure to number paragraphs where it is called so, or where
    a column of `telling` changes with the texts.

    Parameters
    ----------
    rows : sequence of mapping
        The rows that have a text, cells by column name.
    text : str
        The column of texts.
    telling : collection of str
        Columns that tell one text from another: of titles, of files.

    Examples
    --------
    >>> from analysis.load.tables.numbered import numbered_by_look
    >>> told = [("甲", 1, "修路。"), ("甲", 2, "点灯。"), ("乙", 1, "植树。"), ("乙", 2, "引水。")]
    >>> rows = [dict(zip(("标题", "序号", "正文"), row)) for row in told]
    >>> numbered_by_look(rows, "正文", ["标题"])
    Numbered(name='序号', is_sure=True, runs=[0, 0, 1, 1], shared=['标题'])
    """
    texts = [cell_text(row.get(text)).strip() for row in rows]
    if len(rows) < 2 * FEWEST_ROWS or any("\n" in one for one in texts) or median(map(len, texts)) > LONGEST:
        return None
    names = [name for name in dict.fromkeys(str(name) for row in rows for name in row) if name != text]
    cells = {name: [cell_text(row.get(name)).strip() for row in rows] for name in names}
    for name in names:
        starts = _starts(cells[name])
        if len(starts) < 2 or len(rows) < FEWEST_ROWS * len(starts):
            continue
        shared = [one for one in names if one != name and not _are_ids(cells[one])]
        runs = list(zip(starts, [*starts[1:], len(rows)], strict=True))
        firsts = {tuple(cells[one][a] for one in shared) for a, _ in runs}
        if any(len({*cells[one][a:b]}) > 1 for one in shared for a, b in runs):
            continue
        of_lines = OF_LINES.fullmatch(name.strip()) is not None
        if len(firsts) in (1, len(runs)):
            told = any(one in telling and len({*cells[one]}) == len(runs) for one in shared)
            numbers = [n for n, (a, b) in enumerate(runs) for _ in range(a, b)]
            return Numbered(name, of_lines or told, numbers, shared)
    return None


def _starts(cells: Sequence[str]) -> list[int]:
    """Return where runs of numbers begin that go up by one from 0 or 1 on; none where cells are no such."""
    first = cells[0]
    if first not in ("0", "1") or not all(cell.isdecimal() and len(cell) < 6 for cell in cells):
        return []
    numbers = [int(cell) for cell in cells]
    starts = [i for i, number in enumerate(numbers) if number == numbers[0]]
    anew = {*starts}
    is_run = all(i in anew or numbers[i] == numbers[i - 1] + 1 for i in range(len(numbers)))
    return starts if len(starts) > 1 and is_run else []


def _are_ids(cells: Sequence[str]) -> bool:
    """Return whether cells identify rows: no two are alike, and all are numbers or links."""
    return len({*cells}) == len(cells) and all(map(ID.fullmatch, cells))
