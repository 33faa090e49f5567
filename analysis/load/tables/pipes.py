"""Tables drawn with bars, as Markdown and terminals have them, where their cells are texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..attribution.dates import parse_year
from .columns import FEWEST_HAN, HAN, columns_of
from .feet import FOOTER
from .shapes import says

LONGEST_BESIDE = 60
"""Longest line (characters) above, between or below such tables: a title, a note."""

LONGEST_RULE = 500
PLACES = frozenset(("city", "district", "province"))
FEWEST_HAN_ALONE = 100
"""Chinese characters on average of texts in a table that states no places."""

_RULE = re.compile(r"[\s|+:=\-─━┼│┌┐└┘├┤┬┴]*[-=─━]{3,}[\s|+:=\-─━┼│┌┐└┘├┤┬┴]*")
_BAR = re.compile(r"(?<!\\)[|│]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6}\s+|\s#{1,6}$")


def piped_rows(text: str) -> list[list[str]]:
    r"""Return the rows of a file that is such a table, or several of one header; none for other files.

    A line below the header is a rule, the header has a column of texts and one of places, years, days or
    titles, its cells are texts, and all other lines are short and no sentences; these are rows of one cell,
    above the header only where they state a place or year. A text with a table in it is none.

    Parameters
    ----------
    text : str
        The file.

    Examples
    --------
    >>> from analysis.load.tables.pipes import piped_rows
    >>> body = "港口扩建，村道修通，路灯点亮。" * 3
    >>> piped_rows(f"| 城市 | 正文 |\n|---|---|\n| 柳州市 | {body} |")[1][0]
    '柳州市'
    """
    if "---" not in text and "──" not in text and "===" not in text and "━━" not in text:
        return []
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    rules = {i for i, line in enumerate(lines) if len(line) <= LONGEST_RULE and _RULE.fullmatch(line)}
    barred = [i for i, line in enumerate(lines) if i not in rules and _BAR.search(line)]
    if len(barred) < 2 or barred[0] + 1 not in rules:
        return []
    rows = {i: _cells(lines[i]) for i in barred}
    header = rows[barred[0]]
    if not are_texts(
        [*rows.values()], [line for i, line in enumerate(lines) if i not in rules and i not in rows]
    ):
        return []
    told = {i: _HEADING.sub("", line) for i, line in enumerate(lines) if i not in rules and i not in rows}
    above = [[line] for i, line in told.items() if i < barred[0] and says(line)]
    return [
        header,
        *above,
        *(rows.get(i) or [told[i]] for i in range(barred[0] + 1, len(lines)) if i not in rules),
    ]


def are_texts(rows: Sequence[Sequence[str]], beside: Sequence[str]) -> bool:
    """Return whether the rows of a table in a document are texts, and there is no other text beside them.

    Parameters
    ----------
    rows : sequence of sequence
        Its cells, the header first.
    beside : sequence of str
        The lines above, between and below.

    Examples
    --------
    >>> from analysis.load.tables.pipes import are_texts
    >>> rows = [["城市", "正文"], ["柳州市", "港口扩建，村道修通，路灯点亮。" * 3]]
    >>> are_texts(rows, ["各市报告"]), are_texts(rows, ["各市都要修路。"])
    (True, False)
    """
    header = [*rows[0]] if rows else []
    known = columns_of(filter(None, header))
    if "text" not in known or len(header) < 2:
        return False
    at = header.index(known["text"])
    cells = [row[at] for row in rows if [*row] != header and len(row) > at]
    if not cells or sum(len(HAN.findall(cell)) for cell in cells) < FEWEST_HAN * len(cells):
        return False
    if any(len(line) > LONGEST_BESIDE or ("。" in line and not FOOTER.match(line)) for line in beside):
        return False
    if "title" in known and len(beside) < 2:
        return True
    if PLACES & {*known} or any(PLACES & {*says(line.lstrip("# "))} for line in beside):
        return True
    # What a chronicle says of its days is short, and they state no year.
    times = [
        header.index(known[ours])
        for ours in ("year", *(["date"] if "title" in known else ()))
        if ours in known
    ]
    told = [row[i] for i in times for row in rows if [*row] != header and len(row) > i and row[i]]
    long = sum(len(HAN.findall(cell)) for cell in cells) >= FEWEST_HAN_ALONE * len(cells)
    return long and bool(told) and all(map(parse_year, told))


def _cells(line: str) -> list[str]:
    """Return the cells of a line, without the bars around it."""
    parts = _BAR.split(line)
    if not parts[0].strip() and len(parts) > 1:
        parts = parts[1:]
    if not parts[-1].strip() and len(parts) > 1:
        parts = parts[:-1]
    return [_BREAK.sub("\n", part).replace("\\|", "|").strip() for part in parts]
