"""Families of slot words (难点 痛点 堵点; 获得感 幸福感 安全感) that follow each other in a sentence.

The slot words are a closed list, so these runs need no training: words of one family that follow each other
with only a mark and a short verb between them are the limbs of one run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ...lexicon import Family, Match, longest_matches
from .runs import Limb, Run, limb, main_separator
from .scattered import loose_runs, slot_scanner, slot_words_in

SENTENCE_END = re.compile(r"[。！？!?\n]")
GAP = re.compile(
    r"(?P<close>[”’」』\"]{0,2})(?P<mark>[、，,；;\s]{0,4})(?P<conjunction>以及|[和与及并])?"
    r"(?P<lead>[一-鿿]{0,6})(?P<open>[“‘「『\"]{0,2})"
)
NOT_A_VERB = set("的是在了这那各其也都就不之有和与及等")


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
    for family, words in zip(closed, slot_words_in(text, [family.words for family in closed]), strict=True):
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
    yield from loose_runs(text, family, left)


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
    return (_first_limb(text, words[first], limbs[0], leads[0]), *limbs)


def _closed(text: str, opened: str, end: int) -> int:
    """Return the end of a limb whose slot word may be in quotation marks."""
    return end + 1 if opened and text[end : end + 1] in tuple('”’」』"') else end


def _first_limb(text: str, word: Match, second: Limb, lead: int) -> Limb:
    """Return the first limb: with so many characters before the slot word that it is as long as the second.

    `lead` is the number of characters before the second limb's slot word; without any, the first has none.
    """
    opened = text[word.start - 1 : word.start] if word.start and text[word.start - 1] in '“‘「『"' else ""
    start = word.start - (len(opened) if lead else 0)
    wanted = max(1, len(second.plain) - (word.end - word.start)) if lead else 0
    taken = 0
    while taken < wanted and start and "一" <= text[start - 1] <= "鿿":
        start -= 1
        taken += 1
    return limb(text, start, _closed(text, opened if lead else "", word.end))


def _anchored(family: Family, limbs: Sequence[Limb]) -> bool:
    """Return whether a run belongs to the family: at least two anchors, no slot word twice."""
    words = slot_scanner(family.words)
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
        tier="sure",  # 42 of 42 were right, see docs/slogan-errors.md
    )
