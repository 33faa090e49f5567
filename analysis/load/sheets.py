"""The sheets of a workbook, whatever its format: the texts of those that have a column of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from .form import RECOGNISED, TableForm
from .headers import records_of
from .items import Content, Item, Message, Unreadable, message
from .places import find_places
from .prose_rows import whole_column
from .rows import items_of


def read_sheets(
    sheets: Mapping[str, Sequence[Sequence[Any]]], kind: str, form: TableForm = RECOGNISED
) -> Content:
    """Return the rows of all sheets that have a column of texts, and say which have none.

    Parameters
    ----------
    sheets : mapping
        The cells of each sheet by its name, row by row; from the header on, where `form` states its row.
    kind : str
        The format of the workbook.
    form : TableForm
        How its sheets are laid out.

    Raises
    ------
    Unreadable
        When no sheet has such a column.
    """
    items: list[Item] = []
    warnings: list[Message] = []
    last = Unreadable("empty_table")
    for name, rows in sheets.items():
        if text := whole_column(rows, form, len(sheets) > 1 and bool(find_places(name, True))):
            items.append(Item(text, 1, member="" if len(sheets) == 1 else name))
            warnings.append(message("rows_as_text", count=text.count("\n") + 1))
            continue
        try:
            found, said = items_of(records_of(rows, form), form)
        except Unreadable as fault:
            last = fault
            warnings.append(message("sheet_skipped", sheet=name))
            continue
        items += [item if len(sheets) == 1 else replace(item, member=name) for item in found]
        warnings += said
    if not items:
        raise last
    return Content(tuple(items), kind, "", tuple(warnings))
