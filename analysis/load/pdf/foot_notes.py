"""Notes at the foot of the pages of a plain text, between the sentences that go on over the page."""

from __future__ import annotations

import re

from .marks import PAGE_NUMBER

RULE = re.compile(r"[ \t　]*[—\-_─━＿﹍…=]{5,}[ \t　]*")
MARK = r"(?:[①-⑳㉑-㉟]|[\[［【〔(（]\s?(?:注\s?)?\d{1,3}\s?[\]］】〕)）]|注\s?\d{1,3}|[¹²³⁴-⁹]{1,2}|\*{1,3})"
NOTE = re.compile(rf"[ \t　]*(?P<mark>{MARK})[ \t　:：.、]*(?=\S)")
TOLD = re.compile("指|：|:|——|即|是|为|根据|来源|参见|见")
"""What a note says that no rule parts from the text."""

ALONE = re.compile(r"[ \t　]*[\[［【〔(（]\s?\d{1,3}\s?[\]］】〕)）][ \t　]*")
"""The number of a page in brackets: a mark without a note."""

INDENTED = re.compile("(?:　　|    )[ \t　]*(?=\\S)")

LONGEST = 12
"""Most lines of notes at the foot of a page."""


def without_foot_notes(text: str) -> tuple[str, list[str]]:
    """Return a text with the notes at the foot of its pages behind it, without their marks, and the notes.

    They stand below a rule, or right above the number of the page; each mark stands in the text above, too.
    What is taken out leaves its lines empty, so that those of the source keep their numbers.

    Parameters
    ----------
    text : str
        A text as read.
    """
    if not re.search(rf"^{NOTE.pattern}", text, re.M):
        return text, []
    lines = text.split("\n")
    notes: list[str] = []
    start = 0
    for at in range(len(lines)):
        block = _block(lines, start, at)
        if not block:
            continue
        first, found = block
        marks = [(mark["mark"], line) for line in found if (mark := NOTE.match(line))]
        places = [_place(lines[start:first], mark) for mark, _ in marks]
        if not marks or None in places:
            continue
        spans = sorted(
            (*place, len(mark)) for (mark, _), place in zip(marks, places, strict=True) if place is not None
        )
        for row, column, length in reversed(spans):  # the last first, so that the others keep their places
            whole = lines[start + row]
            lines[start + row] = whole[:column] + whole[column + length :]
        notes += _whole(found)
        lines[first:at] = [""] * (at - first)
        start = at
    return "\n".join([*lines, *notes]), notes


def _block(lines: list[str], start: int, at: int) -> tuple[int, list[str]] | None:
    """Return where the foot of a page begins that ends above line `at`, and its notes; None if it is none."""
    is_number = bool(PAGE_NUMBER.fullmatch(lines[at].strip() or "x") or ALONE.fullmatch(lines[at]))
    if not (is_number or at + 1 == len(lines) or "\f" in lines[at]):
        return None
    rules = [i for i in range(max(start, at - LONGEST), at) if RULE.fullmatch(lines[i])]
    if (
        rules
        and (found := [line for line in lines[rules[-1] + 1 : at] if line.strip()])
        and NOTE.match(found[0])
        and not any(
            INDENTED.match(line) and not NOTE.match(line) for line in found
        )  # a paragraph of the text
    ):
        return rules[-1], found
    first = at
    while first > start and (NOTE.match(lines[first - 1]) or not lines[first - 1].strip()):
        first -= 1
    found = [line for line in lines[first:at] if line.strip()]
    found = found if all(map(TOLD.search, found)) else []
    return (first, found) if found and is_number else None


def _place(lines: list[str], mark: str) -> tuple[int, int] | None:
    """Return the last place within a line where a mark stands, None if it stands nowhere."""
    exact = re.compile(rf"(?<!\*){re.escape(mark)}(?!\*)")
    for row in reversed(range(len(lines))):
        found = [match.start() for match in exact.finditer(lines[row])]
        if found and lines[row][: found[-1]].strip():
            return row, found[-1]
    return None


def _whole(found: list[str]) -> list[str]:
    """Return notes with the lines that continue them."""
    notes: list[str] = []
    for line in found:
        if notes and not NOTE.match(line):
            notes[-1] += line.strip()
        else:
            notes.append(line.strip())
    return notes
