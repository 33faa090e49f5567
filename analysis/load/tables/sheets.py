"""The sheets of a workbook, whatever its format: the texts of those that have a column of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..attribution.places import find_places
from ..form import RECOGNISED, TableForm
from ..items import Content, Item, Message, Unreadable, message
from .headers import records_of
from .prose_rows import texts_in_column
from .rows import items_of


def read_sheets(
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    kind: str,
    form: TableForm = RECOGNISED,
    hidden: Collection[str] = (),
) -> Content:
    """Return the rows of all sheets that have a column of texts, and say which have none.

    Hidden sheets are read only where no other has texts, else told.

    Parameters
    ----------
    sheets : mapping
        The cells of each sheet by its name, row by row; from the header on, where `form` states its row.
    kind : str
        The format of the workbook.
    form : TableForm
        How its sheets are laid out.
    hidden : collection of str
        The names of those that are hidden.

    Raises
    ------
    Unreadable
        When no sheet has such a column.
    """
    items: list[Item] = []
    warnings: list[Message] = []
    last = Unreadable("empty_table")
    shown = [name for name in sheets if name not in hidden]
    of_shown = False
    for name in [*shown, *(name for name in sheets if name in hidden)]:
        rows = sheets[name]
        if name in hidden and (of_shown or not rows):
            warnings += [message("sheet_hidden", sheet=name)] if rows else []
            continue
        texts, said = texts_in_column(rows, form, len(sheets) > 1 and bool(find_places(name, True)))
        try:
            found, said = (texts, said) if texts else items_of(records_of(rows, form), form)
        except Unreadable as fault:
            last = fault
            warnings.append(message("sheet_skipped", sheet=name))
            continue
        of_shown = of_shown or name in shown
        items += [item if len(sheets) == 1 else replace(item, member=name) for item in found]
        warnings += said
    if not items:
        raise last
    return Content(tuple(items), kind, "", tuple(warnings))
