"""Lines of the web page around a text: navigation, buttons, metadata lines, footers, contacts, spam."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from ..errors import DataFileError
from ..lexicon import DATA, byline, is_posting, names_source, read_lines
from .article import around
from .families import family_of
from .label_rows import glued_row
from .neighbours import mark_cards, mark_fields, mark_menus, mark_values, spread
from .records import REMEMBERED, Entry, Line, Outcome, asked_again, removed
from .running_heads import between
from .script import has_traditional, simplify
from .signs import has, sign
from .surroundings import above, is_prose, speakers, within

LONGEST = 400
"""Longest line (characters) examined; page furniture is short."""

LONGEST_TAIL = 60
"""Maximum number of lines in a list of links below the text."""

MOST_PIECES, JOINED_PIECES = 14, 3
"""Most pieces of a line made up of furniture, and how many of them may be one (a label and its value)."""

OF_NOTICES = ("contact", "metadata")
"""Families whose lines a notice has too: its telephone, its place and hours."""

OF_READERS = ("surroundings", "comments", "platforms")
"""Families of lines that a text may quote (`网友评论：路修好了。`)."""

WITHIN_TEXT = "captions"
"""The family whose lines stand among those of the text, and say nothing about the lines around them."""

HEADLINE, BESIDE = 7, 2
"""Characters of the shortest headline beside the line of the day; how far from that its source may stand."""

OFFICIAL = 6
"""Among how many lines at the head of a text the parts of an official head stand."""

_NUMBER = re.compile(r"[〔\[（(【﹝［]\s*(?:19|20)\d\d\s*[〕\]）)】﹞］]\s*第?\s*\d+\s*号")
_GRADE = re.compile(
    r"特急|特提|加急|急件|平急|明传电报|[一-鿿]{0,12}(?:[〔\[（(【].{0,12}号)?签发人[:：][一-鿿、]{2,10}"
)
_PIECES = re.compile(r"\s+|(?<=[】\]])|(?=[【\[])|(?<=\|)|(?=\|)")
_JOINED = re.compile(r"[【】\[\]|]")
_SAME = dict(zip("：（）［］｜︱丨＞", ":()[]|||>", strict=True))
_OTHERS = sign(f"[{''.join(_SAME)}]")
_PARTING = sign(r"[\s【】\[\]|［］｜︱丨]")
_PARTS = re.compile(r"[\s|/·、>»›,，+\-—–•●■◆▪]+")
_ANNEX = re.compile(r"(?:相关)?附件(?:下载|列表|清单)?\s*[:：]")
_DAY = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?")
_HOUR = re.compile(rf"{_DAY.pattern}\s*\d{{1,2}}[:：]\d\d\s+[一-鿿][^。；]*$")
_DATED = re.compile(r"[。！？\s][\s　]*[\[(（]?(?:(?:19|20)\d\d[-/.])?\d{1,2}[-/.]\d{1,2}[\])）]?$")
"""The end of a link to a text that was posted on a day."""


@cache
def words(path: Path = DATA / "chrome_words.txt") -> dict[str, str]:
    """Return the labels of menus and buttons, each with its strength (`strong` or `weak`)."""
    strength = ""
    found: dict[str, str] = {}
    for number, line in read_lines(path):
        if line in ("[strong]", "[weak]"):
            strength = line[1:-1]
        elif not strength:
            raise DataFileError(f"{path}: line {number}: a label before the first [strong] or [weak].")
        else:
            found.setdefault(line, strength)
    return found


def plain(text: str) -> str:
    """Return a line with ASCII colons, brackets and bars, as the patterns have them."""
    for mark, ascii_mark in _SAME.items():
        text = text.replace(mark, ascii_mark)
    return text


@lru_cache(maxsize=REMEMBERED)
def judge(text: str) -> tuple[str, str] | None:
    """Return the strength and family of a line of page furniture, or `None` for a line of text."""
    if len(text) > LONGEST:
        return None
    bare = plain(text) if has(text, _OTHERS) else text
    bare = simplify(bare) if has_traditional(text) else bare
    key = "".join(bare.split())
    if found := family_of(key, weak=False):
        return found
    known = words()
    # No label has a stop in it.
    parts = [part for part in _PARTS.split(bare) if part] if "。" not in bare and "；" not in bare else []
    if parts and (all(part in known for part in parts) or key in known):
        strong = any(known.get(part) == "strong" for part in (key, *parts))
        return ("strong" if strong or len(parts) >= 3 else "weak"), "navigation"
    composed = _composed(bare) if has(text, _PARTING) else None
    if found := composed or family_of(key, weak=True):
        return found
    row = glued_row(bare, known)
    return (row, "navigation") if row else None


def _composed(plain: str) -> tuple[str, str] | None:
    """Return the verdict on a line that is a row of pieces, each of them page furniture by itself."""
    pieces = [piece for piece in _PIECES.split(plain) if piece] if _JOINED.search(plain) else plain.split()
    if not 2 <= len(pieces) <= MOST_PIECES:
        return None
    if sum(_DAY.fullmatch(piece) is None for piece in pieces) < 2:
        return None
    ends = [0]  # so many pieces from the beginning are furniture
    first: tuple[str, str] | None = None
    for end in range(1, len(pieces) + 1):
        if end - ends[-1] > JOINED_PIECES:
            return None
        for start in reversed(ends):
            if end - start > JOINED_PIECES:
                break
            found = _strong("".join(pieces[start:end]))
            if found:
                ends.append(end)
                first = first or found
                break
    return first if ends[-1] == len(pieces) else None


def _strong(key: str) -> tuple[str, str] | None:
    if not key.strip("|·-—/,、;:") or _DAY.fullmatch(key):
        return "strong", "controls"
    if words().get(key) == "strong":
        return "strong", "navigation"
    found = family_of(key, weak=False)
    return found if found and found[0] == "strong" else None


@asked_again
def remove_chrome(lines: Sequence[Line]) -> Outcome:
    """Remove lines that belong to the web page rather than to the text.

    Only whole lines are removed. A doubtful line (a label that could be a heading, an address, a bare
    number) is removed only near certain furniture or in a run of at least three such lines; a short line
    that is not a known label, only within a menu. Below a heading such as 相关报道, short lines are removed
    to the end if no running text follows.
    """
    verdicts = [judge(line.text) for line in lines]
    families = spread(verdicts)
    if any(verdicts):
        mark_values(lines, verdicts, families)
        mark_fields([line.text for line in lines], families)
        mark_menus(lines, families)
    texts = [line.text for line in lines]
    mark_cards(texts, families)
    if any(families):
        for i in within(texts, families):
            if families[i] in OF_NOTICES:
                families[i] = None
        for i in _quoted_amid(texts, families):
            families[i] = None
        for i in _of_programmes(texts, families):
            families[i] = None
    for i in between(lines, families):
        families[i] = "running heads"
    for i in (*_posted(texts, families), *_official(texts)):
        families[i] = "metadata"
    of_page = [None if family == WITHIN_TEXT else family for family in families]
    places = {*above(texts, of_page), *around(texts, of_page)}
    spoken = speakers(texts, of_page) if places else ()
    for i in places:
        if not spoken or not texts[i].startswith(spoken):
            families[i] = "surroundings"
    for i, line in enumerate(lines):
        if families[i] is None and _ANNEX.fullmatch(line.text) and _is_left_alone(families, i):
            families[i] = "file names"
    tail = _tail(lines, verdicts)
    kept: list[Line] = []
    entries: list[Entry] = []
    for i, line in enumerate(lines):
        family = families[i]
        if family is None and i > tail and line.text[-1] not in "。！？":
            family = "related links"
        if family is None:
            kept.append(line)
        else:
            entries.append(removed(f"chrome: {family}", line))
    return Outcome(kept, entries)


def _posted(texts: Sequence[str], families: Sequence[str | None]) -> list[int]:
    """Return the places of the line above the text that says when its page was posted, and of its source.

    Several such lines one below the other are a table or a chronicle.
    """
    first = next((i for i, line in enumerate(texts) if families[i] is None and is_prose(line)), 0)
    days = [i for i in range(first) if is_posting(texts[i])]
    if len(days) != 1 or not any(
        len(texts[k]) >= HEADLINE for k in (days[0] - 1, days[0] + 1) if 0 <= k < first
    ):
        return []
    near = range(max(days[0] - BESIDE, 0), min(days[0] + BESIDE + 1, first))
    return [i for i in near if families[i] is None and (i in days or names_source(texts[i]))]


def _official(texts: Sequence[str]) -> list[int]:
    """Return the places of the degree of urgency and of the signer in the head of an official document."""
    head = texts[:OFFICIAL]
    if not any(_NUMBER.search(line) for line in head):
        return []
    return [i for i, line in enumerate(head) if _GRADE.fullmatch("".join(line.split()))]


def _quoted_amid(texts: Sequence[str], families: Sequence[str | None]) -> list[int]:
    """Return the places of whole sentences, one or more, that stand between lines of running text."""

    def is_text(k: int) -> bool:
        return 0 <= k < len(texts) and families[k] is None and (is_prose(texts[k]) or texts[k][-1] in "。；")

    found: list[int] = []
    i = 0
    while i < len(texts):
        j = i
        while j < len(texts) and families[j] in OF_READERS and texts[j][-1] in "。！？":
            j += 1
        if j > i and is_text(i - 1) and is_text(j):
            found += range(i, j)
        i = max(j, i + 1)
    return found


def _of_programmes(texts: Sequence[str], families: Sequence[str | None]) -> list[int]:
    """Return the places of days with hours and words, one below the other amid a text: a programme."""
    first = next((i for i, line in enumerate(texts) if families[i] is None and is_prose(line)), len(texts))
    rows = [i for i in range(first, len(texts)) if _HOUR.search(texts[i]) and not _source_of(texts[i])]
    return [i for i in rows if {i - 1, i + 1} & {*rows} and families[i] == "metadata"]


def _source_of(line: str) -> str | None:
    said = byline(line)
    return said.source if said else None


def _is_left_alone(families: Sequence[str | None], i: int) -> bool:
    """Return whether a heading of annexes is the last line, or the names of files below it go."""
    return i + 1 == len(families) or families[i + 1] == "file names"


def _tail(lines: Sequence[Line], verdicts: Sequence[tuple[str, str] | None]) -> int:
    """Return the index of the heading of a list of links below the text, or the number of lines if none.

    A full stop anywhere below shows that the text continues, even if its lines were broken short.
    """
    if not any(verdict and verdict[0] == "tail" for verdict in verdicts):
        return len(lines)
    last_text = max(
        (
            i
            for i, line in enumerate(lines)
            if verdicts[i] is None
            and ("。" in line.text or "；" in line.text)
            and not _DATED.search(line.text)
        ),
        default=len(lines),
    )
    heads = (i for i, verdict in enumerate(verdicts) if verdict and verdict[0] == "tail" and i > last_text)
    head = next(heads, len(lines))
    return head if len(lines) - head <= LONGEST_TAIL else len(lines)
