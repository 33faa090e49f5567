"""Identifies the columns of a table: by name, or the texts by their appearance where no name does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .. import lexicon

HAN = re.compile(r"[㐀-鿿]")
FEWEST_HAN, LEAD = 30, 3
"""Fewest Chinese characters, on average, in a column taken for the texts by appearance, and how many times as
many as the next column must have."""

LOOKED_AT = 200
"""Number of rows examined for this."""


def plain_name(name: object) -> str:
    """Return a column name normalised for comparison: lower case, no spaces, brackets or full-width forms."""
    plain = unicodedata.normalize("NFKC", str(name)).strip().lower().strip("\ufeff\"'“”[]【】*#: ")
    plain = re.sub(r"[(（【\[].{0,12}[)）】\]]$", "", plain)
    return re.sub(r"[\s\-]+", "_", plain) if plain.isascii() else re.sub(r"[\s_\-]+", "", plain)


def columns_of(names: Iterable[str]) -> dict[str, str]:
    """Return the columns of a table: our name mapped to the table's, by `data/columns.csv`."""
    present: dict[str, str] = {}
    for name in reversed(list(dict.fromkeys(names))):
        present[plain_name(name)] = str(name)
        present[str(name).strip().lower()] = str(name)
    chosen: dict[str, str] = {}
    for column, name in lexicon.column_names():
        if column not in chosen and name in present:
            chosen[column] = present[name]
    return chosen


def known_names(column: str) -> list[str]:
    """Return the names under which `column` is known, in order of preference."""
    return [name for known, name in lexicon.column_names() if known == column]


def text_by_look(rows: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the column whose cells are far longer Chinese texts than those of all others, if there is one.

    Parameters
    ----------
    rows : sequence of mapping
        Cells by column name.
    """
    sums: dict[str, list[int]] = {}
    for row in rows[:LOOKED_AT]:
        for name, cell in row.items():
            if isinstance(cell, str) and name:
                sums.setdefault(str(name), []).append(len(HAN.findall(cell)))
    means = sorted(((sum(n) / len(n), name) for name, n in sums.items()), reverse=True)
    if not means or means[0][0] < FEWEST_HAN:
        return None
    return means[0][1] if len(means) == 1 or means[0][0] >= LEAD * means[1][0] else None
