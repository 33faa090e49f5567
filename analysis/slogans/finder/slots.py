"""Families of slot words (难点 痛点 堵点; 获得感 幸福感 安全感): adjacent, unseparated, loose and spread.

The slot words are a closed list, so these runs need no training: words of one family that follow each other
with only a mark and a short verb between them are the limbs of one run.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from ...lexicon import Family, Match, Scanner, longest_matches
from .runs import OPENING, Limb, Run, limb, main_separator

SENTENCE_END = re.compile(r"[。！？!?\n]")
GAP = re.compile(
    r"(?P<close>[”’」』\"]{0,2})(?P<mark>[、，,；;\s]{0,4})(?P<conjunction>以及|[和与及并])?"
    r"(?P<lead>[一-鿿]{0,6})(?P<open>[“‘「『\"]{0,2})"
)
NOT_A_VERB = set("的是在了这那各其也都就不之有和与及等")
LOOSE_REACH = 40


@lru_cache(maxsize=64)
def _scanner(words: tuple[str, ...]) -> Scanner:
    return Scanner(words)


def _found(text: str, lists: Sequence[tuple[str, ...]]) -> list[list[Match]]:
    """Return all occurrences of each list's words, found in one pass for all lists."""
    scanner = _scanner(tuple(word for words in lists for word in words))
    places: dict[str, list[Match]] = defaultdict(list)
    for match in scanner.all(text):
        places[scanner.words[match.word]].append(match)
    return [[match for word in dict.fromkeys(words) for match in places[word]] for words in lists]


def slot_runs(text: str, families: Iterable[Family]) -> list[Run]:
    """Return the runs of slot words in a text: for each family the longest ones, in text order.

    Parameters
    ----------
    text : str
        A paragraph, or any text; runs do not cross 。！？ or a line break.
    families : iterable of Family
        Those without `words` are skipped.

    Returns
    -------
    list of Run
        With form `adjacent`, `unseparated` or `loose`.
    """
    found: list[Run] = []
    closed = [family for family in families if family.words]
    for family, words in zip(closed, _found(text, [family.words for family in closed]), strict=True):
        for group in _sentences(text, longest_matches(words)):
            found.extend(_family_runs(text, family, group))
    return sorted(found, key=lambda run: (run.start, run.end, run.family))


def _sentences(text: str, words: Sequence[Match]) -> Iterable[list[Match]]:
    """Split the words into those of one sentence."""
    group: list[Match] = []
    for word in words:
        if group and SENTENCE_END.search(text, group[-1].end, word.start):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _family_runs(text: str, family: Family, words: list[Match]) -> Iterable[Run]:
    gaps = [GAP.fullmatch(text, before.end, word.start) for before, word in pairwise(words)]
    left: list[Match] = []
    i = 0
    while i < len(words):
        limbs = _chain(text, family, words, gaps, i)
        if len(limbs) >= 3 and _anchored(family, limbs):
            yield _as_run(text, family, limbs)
            i += len(limbs)
        else:
            left.append(words[i])
            i += 1
    yield from _loose(text, family, left)


def _chain(
    text: str, family: Family, words: list[Match], gaps: list[re.Match[str] | None], first: int
) -> tuple[Limb, ...]:
    """Return the limbs that follow each other from the word `first` on, with leads of about the same length.

    An empty result is returned when there are more limbs than the family has words.
    """
    limbs: list[Limb] = []
    leads: list[int] = []
    reach = first + len(family.words)
    for word, gap in zip(words[first + 1 : reach + 1], gaps[first:reach], strict=True):
        if (
            gap is None
            or len(gap["lead"]) > family.lead
            or (gap["conjunction"] and gap["lead"] in NOT_A_VERB)
        ):
            break
        lead = len(gap["lead"])
        if leads and (abs(lead - leads[0]) > 1 or (lead == 0) != (leads[0] == 0)):
            break
        if len(limbs) + 2 > len(family.words):  # some word occurs twice: not a run, however long
            return ()
        leads.append(lead)
        limbs.append(limb(text, gap.start("lead"), _closed(text, gap["open"], word.end)))
    if not limbs:
        return ()
    return (_first_limb(text, words[first], leads[0]), *limbs)


def _closed(text: str, opened: str, end: int) -> int:
    """Return the end of a limb whose slot word may be in quotation marks."""
    return end + 1 if opened and text[end : end + 1] in tuple('”’」』"') else end


def _first_limb(text: str, word: Match, lead: int) -> Limb:
    """Return the first limb: as many characters before the slot word as the second limb has."""
    opened = text[word.start - 1 : word.start] if word.start and text[word.start - 1] in '“‘「『"' else ""
    start = word.start - (len(opened) if lead else 0)
    taken = 0
    while taken < lead and start and "一" <= text[start - 1] <= "鿿":
        start -= 1
        taken += 1
    return limb(text, start, _closed(text, opened if lead else "", word.end))


def _anchored(family: Family, limbs: Sequence[Limb]) -> bool:
    """Return whether a run belongs to the family: at least two anchors, no slot word twice."""
    words = _scanner(family.words)
    nouns = {words.words[found[0].word] for part in limbs if (found := words.longest(part.plain))}
    return len(nouns) == len(limbs) and len(nouns & set(family.anchors)) >= 2


def _as_run(text: str, family: Family, limbs: tuple[Limb, ...]) -> Run:
    bare = all(part.plain in family.words for part in limbs)
    touching = all(a.end == b.start and a.text[-1] not in '”’」』"' for a, b in pairwise(limbs))
    quoted = any(mark in text[limbs[0].start : limbs[-1].end] for mark in "”’」』")
    return Run(
        start=limbs[0].start,
        end=limbs[-1].end,
        limbs=limbs,
        kind="slot nouns" if bare else "verb-object",
        template=family.name if bare else f"V+{family.name}",
        separator=main_separator(text, limbs),
        form="unseparated" if touching and not quoted else "adjacent",
        reason=f"{len(limbs)} slot words of the family {family.name} follow each other",
        family=family.name,
        tier="sure",  # 48 of 48 measured, see docs/slogan-errors.md
    )


def _loose(text: str, family: Family, words: list[Match]) -> Iterable[Run]:
    """Yield series of three or more different anchors close together with other words in between."""
    group: list[Match] = []
    for word in [*(w for w in words if text[w.start : w.end] in family.anchors), None]:
        if word is not None and (not group or word.start - group[-1].end <= LOOSE_REACH):
            group.append(word)
            continue
        if len({text[w.start : w.end] for w in group}) >= 3:
            yield loose_run(text, family, [limb(text, w.start, w.end) for w in group], "loose")
        group = [word] if word else []


def loose_run(text: str, family: Family, limbs: Sequence[Limb], form: str) -> Run:
    """Return a run whose limbs are slot words with other words, or paragraph breaks, between them."""
    where = "one sentence" if form == "loose" else "consecutive paragraphs"
    return Run(
        start=limbs[0].start,
        end=limbs[-1].end,
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
    for family, words in zip(closed, _found(text, [family.anchors for family in closed]), strict=True):
        announced = {
            number: part
            for number, inside in _by_paragraph(words, paragraphs).items()
            if (part := _announced(text, paragraphs[number][0], longest_matches(inside)))
        }
        for group in _series(announced):
            if len(group) >= 3:
                found.append(loose_run(text, family, group, "spread"))
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
