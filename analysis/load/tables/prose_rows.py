"""A text that stands in a table row by row, a paragraph a cell, below no name of a column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..attribution.headlines import END_TITLE, HAN, is_headline
from ..attribution.places import find_places
from ..form import RECOGNISED, TableForm
from ..items import Item, Message, message
from ..several.labelled import labelled_texts
from .cells import cell_text
from .headers import HEADER_ROWS, named_row

FEWEST, LONGEST, PROSE = 3, 400, 0.5
"""Fewest rows of such a text, its longest paragraph on average (characters), and what share of the rows are
sentences at least."""


def texts_in_column(
    rows: Sequence[Sequence[Any]], form: TableForm = RECOGNISED, is_named: bool = False
) -> tuple[list[Item], tuple[Message, ...]]:
    """Return the texts that a single column holds line by line, and what is said of them; none for others.

    They are one text from its title on, or several below labelled lines (`城市：柳州市`).

    Parameters
    ----------
    rows : sequence of sequence
        The cells, row by row.
    form : TableForm
        How the table is laid out.
    is_named : bool
        Whether the sheet is named by a place, as one of several, so that the text needs no title.

    Examples
    --------
    >>> from analysis.load.tables.prose_rows import texts_in_column
    >>> rows = [["城市：柳州市"], ["年份：2020"], ["修路。"], ["城市：桂林市"], ["年份：2021"], ["点灯。"]]
    >>> [dict(item.stated) for item in texts_in_column(rows)[0]]
    [{'city': '柳州市', 'year': '2020'}, {'city': '桂林市', 'year': '2021'}]
    """
    if any(len(row) > 1 and sum(bool(cell_text(cell).strip()) for cell in row) > 1 for row in rows):
        return [], ()
    filled = [[text for cell in row if (text := cell_text(cell).strip())] for row in rows]
    if not (form.text_column or form.header_row) and all(len(row) < 2 for row in filled):
        labelled = labelled_texts("\n".join(row[0] if row else "" for row in filled))
        if labelled:
            return labelled, ()
    text = whole_column(rows, form, is_named)
    return ([Item(text, 1)], (message("rows_as_text", count=text.count("\n") + 1),)) if text else ([], ())


def whole_column(rows: Sequence[Sequence[Any]], form: TableForm = RECOGNISED, is_named: bool = False) -> str:
    r"""Return the text that a single column holds from its title on, an empty string for any other table.

    Parameters
    ----------
    rows : sequence of sequence
        The cells, row by row.
    form : TableForm
        How the table is laid out.
    is_named : bool
        Whether the sheet is named by a place, as one of several, so that the text needs no title.

    Examples
    --------
    >>> from analysis.load.tables.prose_rows import whole_column
    >>> whole_column([["柳州市工作报告"], ["修路。"], ["点灯。"]])
    '柳州市工作报告\n修路。\n点灯。'
    """
    filled = [[text for cell in row if (text := cell_text(cell).strip())] for row in rows]
    filled = [row for row in filled if row]
    if len(filled) < FEWEST or any(len(row) > 1 for row in filled) or form.text_column or form.header_row:
        return ""
    lines = [row[0] for row in filled]
    title = lines[0]
    is_title = is_headline(title) and (
        END_TITLE.search(title) is not None or (len(HAN.findall(title)) > 4 and bool(find_places(title)))
    )
    sentences = sum(line.endswith(("。", "；", "：", "！", "”")) for line in lines[1:])
    usual = sum(map(len, lines[1:])) / (len(lines) - 1)
    if not (is_title or is_named) or usual > LONGEST or sentences < PROSE * (len(lines) - 1):
        return ""
    return "" if named_row(rows[:HEADER_ROWS], form) is not None else "\n".join(lines)
