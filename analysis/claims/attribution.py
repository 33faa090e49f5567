"""Texts that do not name the place they are attributed to, and the one they name instead."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pandas as pd

from ..corpus import count_han
from ..lexicon import Scanner, places, short_name

ENOUGH, LONG = 300, 2_000
"""Minimum Han characters for a text to be checked, and for it to be expected to name its own place; a
shorter one is flagged only when it names another city three times, or twice by its full name."""

OFTEN, RARELY = 10, 1 / 3
"""Mentions of another place, and the share of them that those of the own place stay below, from which a text
belongs to that one. Of 87 city reports attributed to each other's cities this finds 99 %, that no name stands
85 %; correctly attributed ones name their place 27 times or more, another one at most 22 times."""

SURELY = 3
"""Short names of divisions, such as 城中 and 和平, are words too: more rarely, they name no place."""

ABROAD = frozenset({"台湾省", "香港特别行政区", "澳门特别行政区"})
"""Provinces that others have laws about."""


def unnamed(documents: pd.DataFrame) -> list[tuple[str, str, str | None]]:
    """Return the texts that hardly name their place or its divisions, with it and the place they name."""
    found: list[tuple[str, str, str | None]] = []
    table = places()
    for column in ("city", "province"):
        if column not in documents:
            continue
        mine = documents[documents[column].notna()]
        if column == "province":
            mine = mine[mine["city"].isna()]
        for place, part in mine.groupby(column, sort=True):
            inside = table[(table["name"] == place) | (table[column] == place)]
            if inside.empty:
                continue
            names = {place, *inside["name"]}
            short_names = {short for name in names if len(short := short_name(name)) > 1}
            surely = names | ({short_name(str(place))} & short_names)
            scanner = Scanner(names | short_names)
            for doc_id, text in part["text"].items():
                named = [scanner.words[match.word] for match in scanner.longest(text)]
                n, is_long = len(named), count_han(text) >= LONG
                if n < SURELY and not surely & {*named}:
                    n = 0
                other, n_other = _most_named(text, column, str(place))
                elsewhere = n_other >= OFTEN and n < n_other * RARELY
                if elsewhere if is_long else not n and n_other >= SURELY:
                    found.append((str(doc_id), str(place), other))
                elif not n and (is_long or _names_another(text)):
                    found.append((str(doc_id), str(place), None))
    return found


def _names_another(text: str) -> bool:
    """Return whether any city is named twice by its full name."""
    named = [match.word for match in _cities().all(text)]
    return any(named.count(word) > 1 for word in set(named))


def _most_named(text: str, column: str, place: str) -> tuple[str | None, int]:
    """Return the city or province, other than a given one, that a text names most often, and how often."""
    scanner, place_of = _named_by(column)
    n_of = Counter(place_of[scanner.words[match.word]] for match in scanner.longest(text))
    del n_of[place]
    return min(n_of.items(), key=lambda one: (-one[1], one[0]), default=(None, 0))


@cache
def _named_by(column: str) -> tuple[Scanner, dict[str, str]]:
    """Return a scanner of the names and short names of all cities or provinces, and what each stands for."""
    table = places()
    taken = {short_name(name) for name in table["province"].dropna()} if column == "city" else set()
    named: dict[str, str] = {}
    for place in sorted(set(table[column].dropna()) - ABROAD):
        named |= {name: place for name in (place, short_name(place)) if len(name) > 1 and name not in taken}
    return Scanner(named), named


@cache
def _cities() -> Scanner:
    return Scanner(sorted(set(places()["city"].dropna())))
