"""The word lists that references are recognised by, from `analysis/data/citations.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ..errors import DataFileError
from ..lexicon import DATA, read_toml

LISTS = ("kinds", "not_kinds", "verbs", "verbs_after", "short", "before_numbers")
LEVELS = ("centre", "ministry", "province", "city", "county")


@dataclass(frozen=True, eq=False)
class CitationWords:
    """Word lists for references.

    Attributes
    ----------
    kinds, not_kinds : tuple of str
        Last words of titles of policy texts, and of other titles.
    verbs, verbs_after : tuple of str
        Verbs before a reference, and phrases after it.
    short : tuple of str
        What introduces a short title.
    before_numbers : tuple of str
        What stands before an issuer's code without belonging to it.
    codes : tuple of (str, str, str)
        Code, issuer and level, longest first.
    issuers : tuple of (str, str)
        Name and level, longest first.
    """

    kinds: tuple[str, ...]
    not_kinds: tuple[str, ...]
    verbs: tuple[str, ...]
    verbs_after: tuple[str, ...]
    short: tuple[str, ...]
    before_numbers: tuple[str, ...]
    codes: tuple[tuple[str, str, str], ...]
    issuers: tuple[tuple[str, str], ...]


@cache
def citation_words() -> CitationWords:
    """Return the word lists.

    Raises
    ------
    DataFileError
        When a list is missing or holds anything but words.
    """
    path = DATA / "citations.toml"
    table = read_toml(path)

    def words(part: Any, name: str) -> tuple[str, ...]:
        listed = part.get(name)
        if not isinstance(listed, list) or not all(isinstance(word, str) and word for word in listed):
            raise DataFileError(f"{path}: `{name}` must be a list of words.")
        return tuple(listed)

    def codes(*within: str) -> dict[str, str]:
        part = table
        for name in within:
            part = part.get(name, {}) if isinstance(part, dict) else {}
        if (
            not isinstance(part, dict)
            or not part
            or not all(isinstance(value, str) for value in part.values())
        ):
            raise DataFileError(f"{path}: [{'.'.join(within)}] must give a name for each code.")
        return part

    named = [(code, of, level) for level in LEVELS[:2] for code, of in codes("codes", level).items()]
    named += [(code, of, "city") for code, of in codes("cities").items()]
    named += [(code, of, "province") for code, of in codes("provinces").items()]
    order = {level: at for at, level in enumerate(("centre", "city", "province", "ministry"))}
    named.sort(key=lambda one: (-len(one[0]), order[one[2]], one[0]))
    issuers = [(word, level) for level in LEVELS for word in words(table.get("issuers", {}), level)]
    lists = {name: words(table, name) for name in LISTS}
    issuers.sort(key=lambda one: -len(one[0]))
    return CitationWords(
        kinds=lists["kinds"], not_kinds=lists["not_kinds"], verbs=lists["verbs"],
        verbs_after=lists["verbs_after"], short=lists["short"], before_numbers=lists["before_numbers"],
        codes=tuple(named), issuers=tuple(issuers),
    )  # fmt: skip
