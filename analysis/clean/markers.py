"""Page markers: numbers that a converter inserts at page breaks, even in mid-sentence (`金山⏎2、银山`)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import dropwhile, groupby

from .records import Entry, Line, Outcome, asked_again, is_terminated

PAGE_LENGTH = 60
"""Minimum distance (characters) of two markers, and before a single one: pages exceed list items."""

MEAN_PAGE = 200
"""Minimum mean distance (characters) of markers if each could be the number of a list item."""

SKIPPED = 2
"""How many consecutive numbers a sequence may skip: a marker may itself be damaged."""

LONG_ROW = 5
"""Length from which a sequence is so clearly one of page markers that adjacent numbers are markers too."""

TRIES = 200
"""Maximum number of sequences examined, best first, before a text is taken to have none."""

MEAN_OF_LONG_ROW = 150
"""Minimum mean distance (characters) of many markers: even long items without a full stop form a list."""

LOOK_BACK = 40
"""Maximum number of candidates remembered per number, the latest first."""

PASSES = 50
"""Maximum number of searches among the remaining numbers; one or two are usual."""

RUNNING = 400
"""Number of preceding characters that show whether a number is in mid-sentence."""

_MARKER = re.compile(r"(?<![\d.．第至、,，—–~～-])(?<!\d )(\d(?: ?\d){0,2}) ?、 ?(?=[^\d\s])")
_MAY_BE_MARKER = re.compile(r"、(?:(?<=\d、)|(?<=\d 、))")
"""What every marker contains; looked for from one 、 to the next."""

_INNER = "，。,；"


@dataclass(slots=True)
class Place:
    """A number that may be a page marker, with its context.

    `line`, `start` and `end` locate it, `at` is its offset in the whole text, `open` says whether the
    sentence before it is unfinished, `strong` whether that sentence is long running text.
    """

    line: int
    start: int
    end: int
    number: int
    at: int
    open: bool
    strong: bool


@asked_again
def remove_page_markers(lines: Sequence[Line]) -> Outcome:
    """Remove page numbers from the sentences that they interrupt.

    Numbers count as markers if they ascend, a page's length apart, and most of them are in mid-sentence. A
    list, whose items end in a full stop or are short, keeps its numbers. A line that continues the sentence
    of the line above is flagged for `join_wraps` to join.
    """
    free = _places(lines)
    chosen: list[Place] = []
    for _ in range(PASSES):
        taken = _rows(free)
        if not taken:
            break
        chosen += [free[j] for j in taken]
        free = [place for j, place in enumerate(free) if j not in taken]
    if not chosen:
        return Outcome(list(lines), [])
    return _without(lines, sorted(chosen, key=lambda place: (place.line, place.start)))


def _places(lines: Sequence[Line]) -> list[Place]:
    """Return the numbers that may be markers, in text order."""
    found: list[Place] = []
    before = 0
    running = ""
    for i, line in enumerate(lines):
        text = line.text
        if is_terminated(running):
            running = ""
        if _MAY_BE_MARKER.search(text):
            whole = running + text
            marks = [at for mark in _INNER if (at := whole.find(mark)) >= 0]
            first_mark = min(marks, default=len(whole))
            for match in _MARKER.finditer(text):
                number = int(match[1].replace(" ", ""))
                end = len(running) + match.start()
                is_open = end > 0 and not is_terminated(whole[max(0, end - RUNNING) : end])
                strong = is_open and end >= PAGE_LENGTH and first_mark < end
                at = before + match.start()
                found.append(Place(i, match.start(), match.end(), number, at, is_open, strong))
        before += len(text)
        running = (running + text)[-RUNNING:]
    return found


def _rows(places: Sequence[Place]) -> set[int]:
    """Return the candidates in the best ascending sequences, if these are clearly page markers.

    Sequences are taken best first, until one shares candidates with another already examined: without these
    the remaining candidates may form a better sequence.
    """
    score, previous = _scored(places)
    items: set[int] = set()
    looked_at: set[int] = set()
    taken: set[int] = set()
    tries = 0
    for j in sorted(range(len(places)), key=lambda j: -score[j]):
        if score[j] < 0.9 or tries == TRIES:
            break
        if j in taken:
            continue
        tries += 1
        if j in items:
            continue
        path = _traced(previous, j)
        if not taken.isdisjoint(path):
            break
        # A sequence begins in mid-sentence, or with 1.
        row = list(dropwhile(lambda k: not places[k].open and places[k].number != 1, path))
        held = [places[k] for k in row]
        if _is_clear(held) and not _is_list(held):
            row = _first_of(row, places, taken)
            taken.update(row)
            tries -= 1
            if not looked_at.isdisjoint(row):
                break
            continue
        looked_at.update(path)
        if _is_list(held):
            items.update(row)
    return taken


def _scored(places: Sequence[Place]) -> tuple[list[float], list[int]]:
    """Return for each candidate the score of the best sequence ending there, and its predecessor in it."""
    score: list[float] = []
    previous: list[int] = []
    at_number: dict[int, list[int]] = {}
    highest: dict[int, list[float]] = {}
    for j, place in enumerate(places):
        own = 1.0 if place.strong else 0.8 if place.open else -0.2
        best, link = 0.0, -1
        for step in range(1, SKIPPED + 2):
            before = at_number.get(place.number - step, [])
            reached = highest.get(place.number - step, [])
            for k in range(len(before) - 1, max(-1, len(before) - 1 - LOOK_BACK), -1):
                i = before[k]
                distance = place.at - places[i].at
                if distance < PAGE_LENGTH * step:
                    continue
                if reached[k] - 0.3 * (step - 1) - distance / 50_000 <= best:
                    break  # no earlier one can be better
                gain = score[i] - 0.3 * (step - 1) - distance / 50_000
                if gain > best:
                    best, link = gain, i
        score.append(own + best)
        previous.append(link)
        at_number.setdefault(place.number, []).append(j)
        row = highest.setdefault(place.number, [])
        row.append(max(score[j], row[-1]) if row else score[j])
    return score, previous


def _is_list(row: Sequence[Place]) -> bool:
    """Return whether many numbers are so close together that they must number long list items."""
    return len(row) >= LONG_ROW and row[-1].at - row[0].at < MEAN_OF_LONG_ROW * (len(row) - 1)


def _traced(previous: Sequence[int], j: int) -> list[int]:
    path = []
    while j >= 0:
        path.append(j)
        j = previous[j]
    return path[::-1]


def _is_clear(row: Sequence[Place]) -> bool:
    """Return whether a sequence of numbers can only be page markers."""
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


def _first_of(row: list[int], places: Sequence[Place], taken: Collection[int]) -> list[int]:
    """Extend a sequence backwards by numbers outside sentences, such as the 1 above a text.

    In a long sequence other numbers among page furniture may also be closer together than a page's length.
    """
    start, end = places[row[0]], places[row[-1]]
    reach = max(1000, 3 * (end.at - start.at) // max(1, len(row) - 1))
    nearest = 0 if len(row) >= LONG_ROW else PAGE_LENGTH
    for j in range(row[0] - 1, -1, -1):
        first, place = places[row[0]], places[j]
        if first.number == 1 or first.at - place.at > reach:
            break
        if j in taken or place.number != first.number - 1 or place.start:
            continue
        if place.number > 1 or not place.open:
            if first.at - place.at < nearest or (place.number > 1 and len(row) < LONG_ROW):
                break
            row = [j, *row]
    return row


def _without(lines: Sequence[Line], markers: Sequence[Place]) -> Outcome:
    texts = [line.text for line in lines]
    leads = [line.lead for line in lines]
    goes_on = [line.goes_on for line in lines]
    entries: list[Entry] = []
    for i, mine in groupby(reversed(markers), key=lambda place: place.line):
        text, kept_from, parts, after = lines[i].text, len(lines[i].text), [], ""
        for place in mine:
            parts.append(text[place.end : kept_from])
            after = (text[place.end : min(kept_from, place.end + 6)] + after)[:6]
            kept_from = place.start
            before, marker = text[max(0, place.start - 6) : place.start], text[place.start : place.end]
            if not place.start:
                leads[i] += place.end
                if i and (place.open or place.number > 1):
                    goes_on[i] = True
                    before, marker = texts[i - 1][-6:], "⏎" + marker
            entries.append(Entry("page markers", "changed", 1, lines[i].first, f"{before}{marker}{after}"))
        texts[i] = text[:kept_from] + "".join(reversed(parts))
    kept = [
        line._replace(text=text, lead=lead, goes_on=on)
        for line, text, lead, on in zip(lines, texts, leads, goes_on, strict=True)
        if text
    ]
    return Outcome(kept, entries[::-1])
