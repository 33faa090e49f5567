"""Identifies the columns of a table: by name, or the texts by their appearance where no name does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from ... import lexicon
from ..attribution.dates import parse_date

HAN = re.compile(r"[㐀-鿿]")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a word begins in a name such as `articleContent`."""

FEWEST_HAN, LEAD = 30, 3
"""Fewest Chinese characters, on average, in a column taken for the texts by appearance, and how many times as
many as the next column must have."""

PART = re.compile(
    r"(.+?)_?(?:(?:续|接上|part_?|cont(?:inued)?_?)?(?:[1-9]|[一二三四五六七八九])|续|cont(?:inued)?|more|[上中下])"
)
"""Name of a column that holds a part of a text: `正文1`, `text_2`, `全文上`, `正文（续一）`."""

BRACKETS = re.compile(r"[（()）\[\]【】]")

NAMED = 24
"""How many of the known names an error lists."""

OF_PARTS = ("para", "paragraph", "段落", "自然段")
"""What a column of paragraphs is called where another one numbers them."""

FEWEST_SECTIONS = 3
SECTION = re.compile(
    r"工作|任务|目标|要求|回顾|保障|措施|总结|建设|发展|部分|安排|思路|总则|附则|背景|成效|问题|打算|[一二三四五六七八九十]、|^第.{1,2}[章节]"
)
"""What the columns of the sections of a text are called."""

BESIDES = re.compile(r"摘要|概要|评价|理由|备注|注释|编码|关键词|解读|链接|说明|译文|英文|标注|分析|点评")
"""What columns are called that hold something about a text."""

GENERIC = re.compile(r"(?:字段|列|文本|field|column|col|unnamed:?)[ _]?\d*", re.IGNORECASE)
FULL_DATE = len("2021-03-05")
LOOKED_AT = 200
"""Number of rows examined for this."""


def plain_name(name: object) -> str:
    """Return a column name normalised for comparison: lower case, no spaces, brackets or full-width forms."""
    plain = (
        _HUMP.sub("_", unicodedata.normalize("NFKC", str(name)).strip())
        .lower()
        .strip("\ufeff\"'“”[]【】*#: ")
    )
    plain = re.sub(r"[(（【\[].{0,12}[)）】\]]$", "", plain)
    return re.sub(r"[\s\-]+", "_", plain) if plain.isascii() else re.sub(r"[\s_\-]+", "", plain)


def columns_of(names: Iterable[str], loosely: bool = False) -> dict[str, str]:
    """Return the columns of a table: our name mapped to the table's, by `data/columns.csv`.

    Parameters
    ----------
    names : iterable of str
        Names of columns.
    loosely : bool
        Whether names of which only the beginning or end is known (`*全文`) count too, where a table has
        several columns and none with a known name.
    """
    present: dict[str, str] = {}
    for name in reversed(list(dict.fromkeys(names))):
        present[plain_name(name)] = str(name)
        present[str(name).strip().lower()] = str(name)
    chosen: dict[str, str] = {}
    for column, name in lexicon.column_names():
        if column not in chosen and name in present:
            chosen[column] = present[name]
    numbering = {name for ours, name in lexicon.column_names() if ours == "paragraph"}
    known = {column for name, column in present.items() if name in numbering}
    parts = [present[name] for name in OF_PARTS if present.get(name) in known]
    if len(known) > len(parts) == 1 and chosen.get("text") in (None, present.get("doc")):  # `para_no, para`
        chosen["text"] = parts[0]
        chosen["paragraph"] = next(name for name in present.values() if name in known and name != parts[0])
    if loosely and len({*present.values()}) > 1:
        for column, pattern in lexicon.column_names():
            if "*" in pattern and column not in chosen:
                taken = {*chosen.values()}
                fitting = (
                    name for name in present if fnmatchcase(name, pattern) and present[name] not in taken
                )
                found = next(fitting, None)
                if found:
                    chosen[column] = present[found]
    return chosen


def text_parts(names: Iterable[str]) -> list[str]:
    """Return the columns among which a text is divided (`正文1`, `正文2`), in order; usually none.

    Parameters
    ----------
    names : iterable of str
        Names of columns.
    """
    texts = known_names("text")
    plain = {name: plain_name(BRACKETS.sub("", name)) for name in map(str, names)}
    parts = {name: PART.fullmatch(one) for name, one in plain.items()}
    stems = [match[1].rstrip("_") for match in parts.values() if match and match[1].rstrip("_") in texts]
    if not stems:
        return []
    first = [name for name, one in plain.items() if one == stems[0]]
    found = [name for name, match in parts.items() if match and match[1].rstrip("_") == stems[0]]
    return [*first, *found] if len(first) + len(found) > 1 else []


def known_names(column: str) -> list[str]:
    """Return the names under which `column` is known, in order of preference."""
    return [name for known, name in lexicon.column_names() if known == column and "*" not in name]


def sections_by_look(rows: Sequence[Mapping[str, Any]], taken: Collection[str]) -> list[str]:
    """Return the columns that hold the sections of texts (工作回顾, 重点任务), in order; usually none.

    Parameters
    ----------
    rows : sequence of mapping
        Cells by column name.
    taken : collection of str
        The columns that are known.
    """
    names = [str(name) for name in rows[0] if str(name) not in taken]
    long = [
        name
        for name in names
        if sum(len(HAN.findall(str(row.get(name, "")))) for row in rows[:LOOKED_AT])
        >= FEWEST_HAN * len(rows[:LOOKED_AT])
    ]
    named = sum(SECTION.search(name) is not None for name in long)
    is_whole = len(long) >= FEWEST_SECTIONS and not any(map(BESIDES.search, long))
    return long if is_whole and 2 * named > len(long) else []


def stated_by_look(rows: Sequence[Mapping[str, Any]], taken: Collection[str]) -> dict[str, str]:
    """Return the columns of a scraper that numbers them (`字段1`) whose cells are all headlines, or all days.

    Parameters
    ----------
    rows : sequence of mapping
        Cells by column name.
    taken : collection of str
        The columns that are known.
    """
    names = [name for name in map(str, rows[0]) if GENERIC.fullmatch(name) and name not in taken]
    found: dict[str, str] = {}
    for name in names:
        cells = [str(row.get(name, "")).strip() for row in rows[:LOOKED_AT]]
        if all(len(parse_date(cell) or "") == FULL_DATE for cell in cells):
            found.setdefault("date", name)
        elif len({*cells}) == len(cells) > 1 and all(4 <= len(HAN.findall(cell)) <= 60 for cell in cells):
            found.setdefault("title", name)
    return found


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
