"""Several tables in one: side by side below one row of names, or below each other with own headers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .cells import cell_text
from .columns import HAN, columns_of

LONGEST_NAME = 30
FEWEST_HAN = 30
"""Fewest Chinese characters of a cell that is a text."""


def one_below_the_other(filled: list[list[Any]]) -> list[list[Any]]:
    """Return a table whose row of names repeats itself (城市, 正文, 城市, 正文) as one of half the width.

    Parameters
    ----------
    filled : list of list
        Its rows that hold something.

    Examples
    --------
    >>> from analysis.load.tables.blocks import one_below_the_other
    >>> one_below_the_other([["城市", "正文", "城市", "正文"], ["柳州", "修路。", "桂林", "点灯。"]])
    [['城市', '正文'], ['柳州', '修路。'], ['桂林', '点灯。']]
    """
    for top, row in enumerate(filled[:3]):
        names = [cell_text(cell).strip() for cell in row]
        told = [(i, name) for i, name in enumerate(names) if name]
        again = [i for i, name in told if name == told[0][1]]
        if len(again) < 2:
            continue
        width = again[1] - again[0]
        spans = [(start, start + width) for start in again]
        blocks = [[name for name in names[a:b] if name] for a, b in spans]
        known = columns_of(blocks[0])
        if len(known) < 2 or "text" not in known or any(block != blocks[0] for block in blocks):
            continue
        if sum(map(len, blocks)) < len(told):
            continue
        below = [row[a:b] for a, b in spans for row in filled[top + 1 :]]
        return [*filled[:top], row[: again[0] + width], *([""] * again[0] + row for row in below if any(row))]
    return filled


def tables_below(
    filled: Sequence[Sequence[Any]], is_header: Callable[[Sequence[Any]], bool]
) -> list[tuple[int, int]]:
    """Return where each of several tables begins and ends that stand below each other; one for most.

    Each has a header of its own, another one than that above, that names two columns we know at least, and
    texts below it.

    Parameters
    ----------
    filled : sequence of sequence
        The rows that hold something.
    is_header : callable
        Returns whether a row is a header.

    Examples
    --------
    >>> from analysis.load.tables.blocks import tables_below
    >>> body = "港口扩建，村道修通，路灯点亮。" * 3
    >>> rows = [["城市", "正文"], ["柳州", body], ["内容", "地区"], [body, "桂林"]]
    >>> tables_below(rows, lambda row: "正文" in row or "内容" in row)
    [(0, 2), (2, 4)]
    """
    starts, has_text = [0], False
    header: list[str] = []
    for i, row in enumerate(filled):
        cells = [cell_text(cell).strip() for cell in row]
        names = [cell for cell in cells if cell]
        are_short = len(names) > 1 and max(map(len, names)) <= LONGEST_NAME
        if are_short and is_header(row) and len(columns_of(names)) > 1:
            if has_text and header and cells != header:
                starts.append(i)
            header, has_text = cells, False
        else:
            has_text = has_text or any(len(HAN.findall(cell)) >= FEWEST_HAN for cell in cells)
    return list(zip(starts, [*starts[1:], len(filled)], strict=True))


def called_alike(rows: list[dict[str, Any]], first: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of a further table with the names that the first one has for the same things.

    Parameters
    ----------
    rows : list of dict
        Cells by column name.
    first : sequence of str
        The columns of the first table.
    """
    known = columns_of(first)
    own = columns_of(dict.fromkeys(name for row in rows for name in row))
    called = {name: known[ours] for ours, name in own.items() if ours in known}
    return [{called.get(name, name): cell for name, cell in row.items()} for row in rows]
