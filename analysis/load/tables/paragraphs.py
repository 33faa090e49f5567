"""Tables whose rows are paragraphs: which of them make one document, and in what order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from ...lexicon import common_pairs
from ..attribution.dates import numeral
from ..items import Item, Message, message
from .cells import ENDS, cell_text
from .columns import columns_of, plain_name
from .numbered import numbered_by_look

NUMBER = re.compile(r"\d{1,9}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]")

LINK = re.compile(r"https?://\S+")

OF_PARTS = frozenset(
    ("句子", "句", "分句", "段落", "段", "自然段", "sentence", "sent", "paragraph", "para", "line")
)
"""What a column of texts is called that holds the parts of documents."""

OF_TEXTS = ("city", "district", "province", "year", "date")
"""What rows state together of one text."""

LONGEST_SENTENCE = 80
"""Longest sentence (characters, the middle one of all)."""

TELLING = ("title", "file", "document")
"""Columns that tell one text from another, by our names."""

OF_PAGES = re.compile("page|页", re.IGNORECASE)
LONG_LINE = 15
"""Fewest characters of the last line of a page that goes on over it; shorter ones may be headings."""

HEADED = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十\d]{1,4}[章节条部])"
)

FEWEST_PARTS = 3
"""How many rows each title must have, on average, to be told as one that perhaps has several."""


def joined_rows(
    items: list[Item],
    rows: Sequence[Mapping[str, Any]],
    names: Mapping[str, str],
    keys: Sequence[str],
) -> tuple[list[Item], tuple[Message, ...]]:
    """Return the items with those joined that are the paragraphs of one document, and what is said of it.

    A table says that its rows are paragraphs when a column numbers them; where nothing else tells documents
    apart, the numbers begin anew in each, else they give the order. The user says it by naming the columns
    (`keys`) that paragraphs of one document share.

    Parameters
    ----------
    items : list of Item
        The rows that have a text.
    rows : sequence of mapping
        All rows, cells by column name.
    names : mapping
        The columns by our names.
    keys : sequence of str
        Columns that the user has named.
    """
    number = columns_of([name for name in rows[0] if name != names["text"]]).get("paragraph")
    kept = [rows[item.line - 1] for item in items]
    runs: list[int] = []
    if number is None and not keys:
        telling = [name for ours, name in names.items() if ours in TELLING]
        look = numbered_by_look(kept, names["text"], telling)
        if look and not look.is_sure:
            return items, (
                message("numbers_anew", rows=len(items), count=max(look.runs) + 1, name=look.name),
            )
        number, runs = (look.name, look.runs) if look else (None, [])
    if number is None and not keys:
        shared, count, is_all = parts_of_one(items, rows, names)
        if not shared:
            return items, ()
        if not is_all or plain_name(names["text"]) not in OF_PARTS:
            return items, (message("rows_of_one", rows=len(items), count=count, name=",".join(shared)),)
        keys = shared
    owners: list[tuple[Any, ...]]
    key = columns_of([name for name in rows[0]]).get("document")
    key = key or next((name for name in rows[0] if plain_name(name) == "doc" and name != names["text"]), None)
    told = keys or ([key] if key else [])
    file = names.get("file", "")
    is_in_files = len({cell_text(row.get(file)) for row in kept}) > 1
    if runs:
        owners = [(run,) for run in runs]
    elif number and set(told) <= {number} and not (is_in_files or any(item.stated for item in items)):
        documents, document, before = [], 0, -1
        for row in rows:
            is_new, before = begins_anew(cell_text(row.get(number)), before)
            document += is_new
            documents.append(document)
        owners = [(documents[item.line - 1],) for item in items]
    elif told:
        owners = [tuple(cell_text(row.get(name)).strip() for name in told) for row in kept]
    else:
        owners = [
            (cell_text(row.get(file)), *sorted(item.stated.items()))
            for row, item in zip(kept, items, strict=True)
        ]
    groups: dict[tuple[Any, ...], list[Item]] = {}
    for item, own in zip(items, owners, strict=True):
        groups.setdefault(own, []).append(item)
    if number and len(groups) < len(items):
        groups = {own: _in_order(group, rows, number) for own, group in groups.items()}
    numbers = {own: len(group) for own, group in groups.items()}
    if max(numbers.values()) == 1:
        return items, ()
    are_pages = number is not None and OF_PAGES.search(number) is not None
    joined = [
        replace(group[0], text=_over_pages([item.text for item in group], are_pages))
        for group in groups.values()
    ]
    counts = {"rows": len(items), "count": len(joined)}
    if keys:
        return joined, (message("rows_joined_by", **counts, name=", ".join(keys)),)
    return joined, (message("rows_joined", **counts, name=number),)


def parts_of_one(
    items: Sequence[Item], rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]
) -> tuple[list[str], int, bool]:
    """Return the columns that rows share which only their texts tell apart, how often they differ, if all do.

    The rows have a title or a link, or are sentences with a place and a year, whatever else is said of each.
    They may be parts of one document, or documents of one name: the user knows.

    Parameters
    ----------
    items : sequence of Item
        The rows that have a text.
    rows : sequence of mapping
        All rows, cells by column name.
    names : mapping
        The columns by our names.
    """
    kept = [rows[item.line - 1] for item in items]
    values = {
        str(name): [cell_text(row.get(name)).strip() for row in kept]
        for name in rows[0]
        if name != names["text"]
    }
    telling = {names[ours] for ours in OF_TEXTS if ours in names}
    values = {
        name: told for name, told in values.items() if name in telling or len({*told}) < len(told)
    }  # but for row numbers
    n_groups = len({*zip(*values.values(), strict=True)}) if values else 0
    n_texts = len({item.text for item in items})
    filled = {name: told for name, told in values.items() if all(told)}
    own = (names.get("title"), *(name for name, told in filled.items() if all(map(LINK.match, told))))
    for name in own if n_groups and len(items) >= FEWEST_PARTS * n_groups and n_texts > n_groups else ():
        if name in filled and len({*filled[name]}) == n_groups:
            return [name], n_groups, True
    stating = [names[ours] for ours in OF_TEXTS if names.get(ours) in filled]
    count = len({*zip(*(filled[name] for name in stating), strict=True)})
    is_shared = len(stating) > 1 and len(items) >= FEWEST_PARTS * count and n_texts > count
    is_all = count == n_groups and not _vary(kept, values, names["text"])
    if is_shared and (plain_name(names["text"]) in OF_PARTS or (is_all and _are_sentences(items))):
        return stating, count, is_all
    return [], 0, False


def _vary(rows: Sequence[Mapping[str, Any]], shared: Mapping[str, Sequence[str]], text: str) -> bool:
    """Return whether rows have something else of their own than a number, an address and their text."""
    others = (name for name in map(str, rows[0]) if name not in shared and name != text)
    return any(
        not (cell.isdecimal() or LINK.match(cell))
        for name in others
        if name
        for cell in [cell_text(row.get(name)).strip() for row in rows]
    )


def _are_sentences(items: Sequence[Item]) -> bool:
    """Return whether the texts of rows are single sentences, most of them."""
    ends = sum(item.text[-1:] in ENDS for item in items)
    lengths = [len(item.text) for item in items if "\n" not in item.text]
    return len(lengths) == len(items) and median(lengths) <= LONGEST_SENTENCE and 2 * ends > len(items)


def _over_pages(parts: Sequence[str], are_pages: bool) -> str:
    """Return parts one below the other; of pages, one that ends within a sentence goes on in the next."""
    text = parts[0]
    for part in parts[1:]:
        last = text.rsplit("\n", 1)[-1]
        is_word = last[-1:] + part[:1] in common_pairs()
        is_open = are_pages and last[-1:] not in ENDS and not HEADED.match(part)
        is_open = is_open and (is_word or len(last) >= LONG_LINE)
        text += part if is_open else "\n" + part
    return text


def _in_order(group: list[Item], rows: Sequence[Mapping[str, Any]], number: str) -> list[Item]:
    """Return the paragraphs of a document in the order of their numbers, if each has another number."""
    told = [_number(cell_text(rows[item.line - 1].get(number)), -1) for item in group]
    if len(set(told)) < len(told) or -1 in told:
        return group
    return [item for _, item in sorted(zip(told, group, strict=True), key=lambda pair: pair[0])]


def _number(told: str, otherwise: int) -> int:
    found = NUMBER.search(told)
    return otherwise if found is None else int(found[0]) if found[0].isdecimal() else numeral(found[0])


def begins_anew(told: str, before: int) -> tuple[bool, int]:
    """Return whether a paragraph, by its number, begins a document, and that number.

    Parameters
    ----------
    told : str
        The number as written; one that cannot be read continues the document.
    before : int
        That of the paragraph before it.

    Examples
    --------
    >>> from analysis.load.tables.paragraphs import begins_anew
    >>> begins_anew("第3段", 2), begins_anew("1", 3), begins_anew("1", 1)
    ((False, 3), (True, 1), (True, 1))
    """
    number = _number(told, before)
    return NUMBER.search(told) is not None and (number < before or number == before <= 1), number
