"""Word lists that help to distinguish slogans from lists, read from `data/slogan_words.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from ...lexicon import DATA


@dataclass(frozen=True)
class SlotWords:
    """Characters and words by what they indicate about a run; see the comments in the file."""

    slots: frozenset[str]
    categories: frozenset[str]
    devices: frozenset[str]
    abstract: frozenset[str]
    kinds: frozenset[str]
    governors: frozenset[str]
    introducers: frozenset[str]
    verbs: frozenset[str]
    states: frozenset[str]
    titles: frozenset[str]

    def slot(self, char: str) -> float:
        """Return 1 for an abstract slot, -1 for a plain category, 0 for other characters."""
        return 1.0 if char in self.slots else -1.0 if char in self.categories else 0.0


@cache
def slot_words() -> SlotWords:
    """Return the word lists, read once."""
    table = tomllib.loads((DATA / "slogan_words.toml").read_text(encoding="utf-8"))
    return SlotWords(**{name: frozenset(value) for name, value in table.items()})
