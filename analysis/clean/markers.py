"""Page markers: numbers a converter puts where a page begins, in mid-sentence (`金山⏎2、银山`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from .records import Entry, Line, Outcome, is_terminated

PAGE_LENGTH = 60
"""Fewest characters between two markers, and before a single one: a page is longer than an item of a list."""

MEAN_PAGE = 200
"""Fewest characters between markers, in the mean, where each by itself could be the number of an item."""

SKIPPED = 2
"""How many numbers a row of markers may miss: a marker may itself be damaged."""

LONG_ROW = 5
"""From how many numbers on a row is so clearly one of markers that numbers next to it are markers too."""

TRIES = 200
"""How many rows are looked at, the best first, before a text is taken to have none."""

MEAN_OF_LONG_ROW = 150
"""Fewest characters between many markers, in the mean: long items without a stop make a list all the same."""

LOOK_BACK = 40
"""How many places with one number are remembered, the latest first."""

_MARKER = re.compile(r"(?<![\d.．第至、,，—–~～-])(?<!\d )(\d(?: ?\d){0,2}) ?、 ?(?=[^\d\s])")
_INNER = "，。,；"


@dataclass(slots=True)
class Place:
    """A number that may be a marker: where it stands, and whether it stands in mid-sentence.

    `line`, `start` and `end` are its place, `at` its offset in the whole text, `open` whether the sentence
    before it is not at its end, `strong` whether that sentence is long and running.
    """

    line: int
    start: int
    end: int
    number: int
    at: int
    open: bool
    strong: bool


def remove_page_markers(lines: Sequence[Line]) -> Outcome:
    """Remove the numbers of pages from the sentences they stand in.

    Numbers are taken for markers when they count up, a page's length apart, and most of them stand in
    mid-sentence. A list, whose items end with a stop or are short, keeps its numbers. A line that goes on
    the sentence of the one above is marked so, for `join_wraps` to join.
    """
    places = _places(lines)
    chosen: list[Place] = []
    free = places
    while row := _row(free):
        row = _first_of(row, free)
        chosen.extend(row)
        taken = {(place.line, place.start) for place in row}
        free = [place for place in free if (place.line, place.start) not in taken]
    if not chosen:
        return Outcome(list(lines), [])
    return _without(lines, sorted(chosen, key=lambda place: (place.line, place.start)))


def _places(lines: Sequence[Line]) -> list[Place]:
    """Return the numbers that may be markers, in the order of the text."""
    found: list[Place] = []
    before = 0
    running = ""
    for i, line in enumerate(lines):
        text = line.text
        if is_terminated(running):
            running = ""
        if "、" in text:
            for match in _MARKER.finditer(text):
                number = int(match[1].replace(" ", ""))
                lead = running + text[: match.start()]
                found.append(_place(i, match.start(), match.end(), number, before, lead))
        before += len(text)
        running = (running + text)[-400:]
    return found


def _place(i: int, start: int, end: int, number: int, before: int, lead: str) -> Place:
    """Return a place; `lead` is the running text before it."""
    is_open = bool(lead) and not is_terminated(lead)
    strong = is_open and len(lead) >= PAGE_LENGTH and any(mark in lead for mark in _INNER)
    return Place(i, start, end, number, before + start, is_open, strong)


def _row(places: Sequence[Place]) -> list[Place]:
    """Return the best row of numbers that count up, or nothing when none is clearly one of markers."""
    score: list[float] = []
    previous: list[int] = []
    at_number: dict[int, list[int]] = {}
    for j, place in enumerate(places):
        own = 1.0 if place.strong else 0.8 if place.open else -0.2
        best, link = 0.0, -1
        for step in range(1, SKIPPED + 2):
            for i in reversed(at_number.get(place.number - step, [])[-LOOK_BACK:]):
                distance = place.at - places[i].at
                if distance < PAGE_LENGTH * step:
                    continue
                gain = score[i] - 0.3 * (step - 1) - distance / 50_000
                if gain > best:
                    best, link = gain, i
        score.append(own + best)
        previous.append(link)
        at_number.setdefault(place.number, []).append(j)
    items: set[tuple[int, int]] = set()
    for j in sorted(range(len(places)), key=lambda j: -score[j])[:TRIES]:
        if score[j] < 0.9:
            return []
        if (places[j].line, places[j].start) in items:
            continue
        row = _traced(places, previous, j)
        if _is_list(row):
            items.update((place.line, place.start) for place in row)
        elif _is_clear(row):
            return row
    return []


def _is_list(row: Sequence[Place]) -> bool:
    """Return whether many numbers stand so close that they can only be those of long items."""
    return len(row) >= LONG_ROW and row[-1].at - row[0].at < MEAN_OF_LONG_ROW * (len(row) - 1)


def _traced(places: Sequence[Place], previous: Sequence[int], j: int) -> list[Place]:
    row = []
    while j >= 0:
        row.append(places[j])
        j = previous[j]
    row.reverse()
    while row and not row[0].open and row[0].number != 1:
        row.pop(0)
    return row


def _is_clear(row: Sequence[Place]) -> bool:
    """Return whether a row of numbers can only be one of markers."""
    strong = sum(place.strong for place in row)
    n_open = sum(place.open for place in row)
    after_first = [place for place in row if place.number > 1]
    if not after_first or n_open * 5 < len(after_first) * 3:
        return False
    if len(row) == 1:
        return row[0].strong and row[0].number == 2 and row[0].start == 0
    mean = (row[-1].at - row[0].at) / (len(row) - 1)
    at_lines = sum(place.start == 0 for place in row)
    if at_lines * 2 >= len(row) and strong >= 2 and strong * 10 >= len(after_first) * 7:
        return True
    return n_open >= 3 and mean >= MEAN_PAGE


def _first_of(row: list[Place], places: Sequence[Place]) -> list[Place]:
    """Return a row with the numbers before its first that stand in no sentence: the 1 above a text.

    In a long row others too may stand nearer to each other than a page is long, among page furniture.
    """
    reach = max(1000, 3 * (row[-1].at - row[0].at) // max(1, len(row) - 1))
    nearest = 0 if len(row) >= LONG_ROW else PAGE_LENGTH
    k = bisect_left([place.at for place in places], row[0].at)
    for place in reversed(places[:k]):
        first = row[0]
        if first.number == 1 or first.at - place.at > reach:
            break
        if place.number == first.number - 1 and place.start == 0 and (place.number > 1 or not place.open):
            if first.at - place.at < nearest or (place.number > 1 and len(row) < LONG_ROW):
                break
            row = [place, *row]
    return row


def _without(lines: Sequence[Line], markers: Sequence[Place]) -> Outcome:
    texts = [line.text for line in lines]
    leads = [line.lead for line in lines]
    goes_on = [line.goes_on for line in lines]
    entries: list[Entry] = []
    for place in reversed(markers):
        i, text = place.line, texts[place.line]
        before, marker, after = text[: place.start], text[place.start : place.end], text[place.end :]
        texts[i] = before + after
        if not before:
            leads[i] += place.end
            if i and (place.open or place.number > 1):
                goes_on[i] = True
                before, marker = texts[i - 1], "⏎" + marker
        entries.append(
            Entry("page markers", "changed", 1, lines[i].first, f"{before[-6:]}{marker}{after[:6]}")
        )
    kept = [
        line._replace(text=text, lead=lead, goes_on=on)
        for line, text, lead, on in zip(lines, texts, leads, goes_on, strict=True)
        if text
    ]
    return Outcome(kept, entries[::-1])
