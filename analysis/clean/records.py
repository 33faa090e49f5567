"""The frozen records that the rules exchange: lines with their places in the source, and log entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from .signs import has

TERMINAL = "。！？!?；;：:…"
"""Punctuation that ends a sentence, or a clause at the end of a paragraph."""

CLOSING = "”’』」》〉）)】〕]\"'"
"""Quotation marks and brackets that may follow the final punctuation of a sentence."""

LONGEST_CELL = 60
"""Longest cell (characters) of the row of a table in which there is a full stop."""

REMEMBERED = 256
"""Number of lines whose results are memoised: several rules examine each line twice."""

LINES_REMEMBERED = 1024
"""The same where it is asked more often."""

PIECES_REMEMBERED = 4096
"""The same of short lines and pieces of lines: `第一条` opens a line of every law."""

_BREAK = re.compile(r"\r\n|\n|\r")
_INNER_BREAK = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
_ROW = re.compile(r"\S{2}[ \u3000]*\t[ \u3000]*\S{2}")
_STREWN = re.compile(
    r"[㐀-鿿]{2}[，、；][\s\u3000]*\t|\t[\s\u3000]*[，。、；：！？]"
    r"|\t[^\t。！？]*[。！？](?![”’）」』\s])[^\t]*[^\t。！？；”’）」』\s][ \u3000\u00a0]*(?:\t|$)"
)
"""A tab within a sentence: beside a mark, or before a piece that ends one and begins another."""
INDENT = re.compile(r"^(?:\u3000{2}|[ \u00a0\u2002\u2003]{2,}|\t)")


class Line(NamedTuple):
    """A line or paragraph on its way through the rules.

    `first` and `last` are lines of the source file (from 1), `gap` is the number of empty lines before it in
    the source, `indented` whether it was indented there, `width` its length there including spaces at either
    end (characters). `lead` is the number of characters removed from its beginning because they were not
    part of the text; `goes_on` says that it continues the sentence of the line above, regardless of other
    evidence; `is_row` says that it is the row of a table, whose cells tabs part.
    """

    text: str
    first: int
    last: int
    gap: int = 0
    indented: bool = False
    width: int = 0
    lead: int = 0
    goes_on: bool = False
    is_row: bool = False


class Entry(NamedTuple):
    """A row of the cleaning log, without its document.

    `action` is `removed`, `moved`, `changed`, `kept apart` or `flagged`. For `changed` and `flagged`, `n` is
    the number of places; for the others, the number of characters of `text`.
    """

    rule: str
    action: str
    n: int
    first_line: int
    text: str


class Outcome(NamedTuple):
    """The result of a rule: the remaining lines and the log entries."""

    lines: list[Line]
    entries: list[Entry]


Step = Callable[[Sequence[Line]], Outcome]


def asked_again(step: Step) -> Step:
    """Return a rule that remembers its last result: when it is asked again, most texts have not changed."""
    last = lru_cache(maxsize=1)(step)

    @wraps(step)
    def apply(lines: Sequence[Line]) -> Outcome:
        done = last(tuple(lines))
        return Outcome(list(done.lines), list(done.entries))

    return apply


def read_lines(text: str, first_line: int = 1, fixed: bool = False) -> list[Line]:
    """Return the non-empty lines of a raw text, trimmed, with their places in the source.

    Parameters
    ----------
    text : str
        Raw text of a document.
    first_line : int
        Line of the source file on which `text` begins.
    fixed : bool
        Whether all lines get the number `first_line`, as in a table, where it is the row number.
    """
    lines: list[Line] = []
    gap = 0
    has_inner = _INNER_BREAK.search(text) is not None
    for offset, raw in enumerate(_BREAK.split(text)):
        number = first_line if fixed else first_line + offset
        for part in _INNER_BREAK.split(raw) if has_inner else (raw,):
            stripped = part.strip().strip("\ufeff\u200b").strip()
            if not stripped:
                gap += 1
                continue
            indented = INDENT.match(part) is not None
            lines.append(Line(stripped, number, number, gap, indented, len(part), is_row=_is_row(stripped)))
            gap = 0
    return lines


def removed(rule: str, line: Line, action: str = "removed") -> Entry:
    """Return the log entry for the removal of a whole line."""
    return Entry(rule, action, len(line.text), line.first, line.text)


def _is_row(text: str) -> bool:
    """Return whether a line is the row of a table; a tab in running text is a blank.

    A line that ends in a comma goes on: without its tab it would be joined when the text is cleaned again.
    """
    if "\t" not in text or text.endswith(("，", "、", ",")) or not _ROW.search(text):
        return False
    if "。" not in text:
        return True
    return max(map(len, text.split("\t"))) <= LONGEST_CELL and not _STREWN.search(text)


def rewrite(
    rule: str, lines: Sequence[Line], change: Callable[[str], tuple[str, list[str]]], signs: int = 0
) -> Outcome:
    """Apply a change within each line, with one log entry per changed line.

    Parameters
    ----------
    rule : str
        Name of the rule, for the log.
    lines : sequence of Line
        The lines to change.
    change : callable
        Takes a text and returns the new text and a description of each place changed.
    signs : int, optional
        Lines that have none of these signs are passed over, see `signs.has`.
    """
    kept: list[Line] = []
    entries: list[Entry] = []
    for line in lines:
        if signs and not has(line.text, signs):
            kept.append(line)
            continue
        text, changes = change(line.text)
        if changes:
            entries.append(Entry(rule, "changed", len(changes), line.first, "".join(changes)))
        if text:
            kept.append(line if text == line.text else line._replace(text=text))
    return Outcome(kept, entries)


def rewrite_cells(
    rule: str, lines: Sequence[Line], change: Callable[[str], tuple[str, list[str]]], signs: int = 0
) -> Outcome:
    """Apply a change as `rewrite` does, but to each cell of the row of a table; one space parts them then."""

    def change_cells(text: str) -> tuple[str, list[str]]:
        if "\t" not in text:
            return text, []
        cells = [change(cell) for cell in text.split("\t")]
        return " ".join(cell for cell, _ in cells if cell), [place for _, places in cells for place in places]

    done = Outcome([], [])
    for is_row, some in groupby(lines, key=attrgetter("is_row")):
        kept, entries = rewrite(rule, list(some), change_cells if is_row else change, signs)
        done.lines.extend(kept)
        done.entries.extend(entries)
    return done


@lru_cache(maxsize=LINES_REMEMBERED)
def is_terminated(text: str) -> bool:
    """Return whether a text ends like a complete sentence."""
    core = text.rstrip(CLOSING + " ")
    if not core:
        return True
    return core[-1] in TERMINAL or (core != text and text[-1] in "）)】〕]")
