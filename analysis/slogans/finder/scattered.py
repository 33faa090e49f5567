"""Slot words of a family that are scattered over a sentence (loose) or over paragraphs (spread)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from ...lexicon import Family, Match, Scanner, longest_matches
from .runs import CLOSING, OPENING, Limb, Run, limb

LOOSE_REACH = 40
FEWEST_SPREAD = 3
MARGIN = 1
"""Characters that an outer clause of a loose run may have beyond the longest of the others."""
CLAUSE_END = re.compile(r"[，,、；;：:。！？!?—\n]")


@lru_cache(maxsize=64)
def slot_scanner(words: tuple[str, ...]) -> Scanner:
    """Return a scanner of these slot words."""
    return Scanner(words)


def slot_words_in(text: str, lists: Sequence[tuple[str, ...]]) -> list[list[Match]]:
    """Return all occurrences of each list's words, found in one pass for all lists."""
    scanner = slot_scanner(tuple(word for words in lists for word in words))
    matches = scanner.all(text)
    if not matches:
        return [[] for _ in lists]
    places: dict[str, list[Match]] = defaultdict(list)
    for match in matches:
        places[scanner.words[match.word]].append(match)
    return [[match for word in dict.fromkeys(words) for match in places[word]] for words in lists]


def loose_runs(text: str, family: Family, words: list[Match]) -> Iterable[Run]:
    """Yield series of three or more different anchors close together with other words in between.

    The run takes in what the first and the last clause have in common with those between them: words before
    the anchor, or after it.
    """
    group: list[Match] = []
    for word in [*(w for w in words if text[w.start : w.end] in family.anchors), None]:
        if word is not None and (not group or word.start - group[-1].end <= LOOSE_REACH):
            group.append(word)
            continue
        if len({text[w.start : w.end] for w in group}) >= 3:
            limbs = [limb(text, w.start, w.end) for w in group]
            yield _run(family, limbs, "loose", _extent(text, limbs))
        group = [word] if word else []


def _extent(text: str, limbs: Sequence[Limb]) -> tuple[int, int]:
    """Return where a loose run begins and ends.

    It begins with the clause of the first anchor if a later one has words before its anchor too, and ends
    with that of the last one if an earlier one has words after it; quotation marks of an anchor belong to it.
    """
    clauses = [_clause(text, part) for part in limbs]
    before = max(part.start - start for part, (start, _) in zip(limbs[1:], clauses[1:], strict=True))
    after = max(end - part.end for part, (_, end) in zip(limbs[:-1], clauses[:-1], strict=True))
    first, last = limbs[0], limbs[-1]
    start, end = clauses[0][0], clauses[-1][1]
    if first.start - start > before + MARGIN:
        start = first.start - (text[first.start - 1] in OPENING)
    if end - last.end > after + MARGIN:
        end = last.end + (text[last.end : last.end + 1] in tuple(CLOSING))
    return start, end


def _clause(text: str, part: Limb) -> tuple[int, int]:
    """Return the start and end of the clause around an anchor."""
    end = CLAUSE_END.search(text, part.end)
    starts = [mark.end() for mark in CLAUSE_END.finditer(text, max(0, part.start - LOOSE_REACH), part.start)]
    return starts[-1] if starts else max(0, part.start - LOOSE_REACH), end.start() if end else len(text)


def _run(family: Family, limbs: Sequence[Limb], form: str, extent: tuple[int, int]) -> Run:
    """Return a run whose limbs are slot words with other words, or paragraph breaks, between them."""
    where = "one sentence" if form == "loose" else "consecutive paragraphs"
    return Run(
        start=extent[0],
        end=extent[1],
        limbs=tuple(limbs),
        kind="slot nouns",
        template=family.name,
        form=form,
        reason=f"{len(limbs)} slot words of the family {family.name} in {where}",
        family=family.name,
    )


def spread_runs(text: str, paragraphs: Sequence[tuple[int, int]], families: Iterable[Family]) -> list[Run]:
    """Return the runs of slot words that are spread over three or more consecutive paragraphs.

    Each paragraph announces its slot word, by an opening dash or by quotation marks, and each has a slot word
    that those before it do not have.

    Parameters
    ----------
    text : str
        A document.
    paragraphs : sequence of (int, int)
        Start and end of its paragraphs.
    families : iterable of Family
        Those without `words` are skipped.

    Returns
    -------
    list of Run
        With form `spread`, one limb per paragraph.
    """
    found: list[Run] = []
    closed = [family for family in families if family.anchors]
    for family, words in zip(closed, slot_words_in(text, [family.anchors for family in closed]), strict=True):
        if len(words) < FEWEST_SPREAD:
            continue
        announced = {
            number: part
            for number, inside in _by_paragraph(words, paragraphs).items()
            if (part := _announced(text, paragraphs[number][0], longest_matches(inside)))
        }
        for group in _series(announced):
            if len(group) >= FEWEST_SPREAD:
                found.append(_run(family, group, "spread", (group[0].start, group[-1].end)))
    return sorted(found, key=lambda run: (run.start, run.end, run.family))


def _by_paragraph(words: Iterable[Match], paragraphs: Sequence[tuple[int, int]]) -> dict[int, list[Match]]:
    """Return the words that occur in each paragraph that has any, in the order of the paragraphs."""
    starts = [start for start, _ in paragraphs]
    inside: dict[int, list[Match]] = defaultdict(list)
    for word in sorted(words):
        number = bisect_right(starts, word.start) - 1
        if number >= 0 and word.end <= paragraphs[number][1]:
            inside[number].append(word)
    return inside


def _announced(text: str, start: int, words: Sequence[Match]) -> Limb | None:
    """Return the one anchor that a paragraph announces, by a dash at its head or by quotation marks."""
    dashed = text[start : start + 2].strip()[:1] in {"—", "－", "–", "-", "●", "■"}
    quoted = [word for word in words if text[max(word.start - 1, 0)] in OPENING]
    usable = quoted or (words if dashed else [])
    one = len({word.word for word in usable}) == 1
    return limb(text, usable[0].start, usable[0].end) if one else None


def _series(announced: Mapping[int, Limb]) -> Iterator[list[Limb]]:
    """Yield the anchors of consecutive paragraphs, up to one that has occurred before."""
    group: list[Limb] = []
    for number, part in announced.items():
        if number - 1 not in announced or part.text in {member.text for member in group}:
            yield group
            group = []
        group.append(part)
    yield group
