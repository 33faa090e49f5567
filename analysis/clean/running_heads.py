"""Running heads and feet of pages that stand within a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from ..lexicon import common_pairs
from .pages import breaks_sentence, is_page_number
from .records import PIECES_REMEMBERED, Line, Outcome, is_terminated, removed
from .seams import SHORTEST_OPEN, begins_paragraph, must_join
from .shapes import is_labelled, is_loose
from .signs import has, sign
from .surroundings import NUMBERED, is_prose

FEWEST_RUNNING, FEWEST_NUMBERED, LONGEST_RUNNING = 3, 2, 70
"""How often a line must stand at the edge of a page to be its running head, how often one with a number in
it, and its length (characters)."""

LEAST_RUNNING, FEWEST_OF_TITLE, TITLE_WITHIN = 4, 6, 6
"""Shortest line (characters) that runs without page numbers beside it, the shortest that repeats the title,
and among how many lines at the head of a text its title is."""

MOST_AT_TURN = 6
"""Most lines of heads, feet and numbers on either side of one at the turn of a page."""

SHORTEST_PAGE, LONGEST_PAGE = 120, 4000
"""Fewest and most characters from one head to the next."""

_PUBLICATION = re.compile(
    r"[^。；，]{0,24}(?:公报|政报|学报|月报|年报|简报|通讯|周刊|月刊|季刊|年鉴)[^。；，]{0,6}0年?[^。；，]{0,4}0期[^。；，]{0,10}"
)
"""The name of a periodical with year and issue, digits alike."""

_OF_LABEL = re.compile(r"[\d·•—–|-]*(?:专[栏题]|附[件表录图]|[图表例]|案例|步骤|任务|项目|问题|指标)")
_DIGIT, _DIGITS = sign(r"\d"), re.compile(r"\d+")
_EDGE_NUMBER = re.compile(
    r"^[·•—–-]*\s*(?P<a>\d{1,4})\s*[·•—–|-]*\s+(?=\D)|(?<=\D)\s+[·•—–|-]*\s*(?P<b>\d{1,4})\s*[·•—–-]*$"
)


def between(lines: Sequence[Line], families: Sequence[str | None]) -> list[int]:
    """Return the places of running heads and feet of pages that stand within a text.

    Lines of one shape (digits are alike) that stand, each time, beside a place where furniture or a page
    number was: what a browser prints, or a converter leaves, at every turn of the page.

    Parameters
    ----------
    lines : sequence of Line
        All lines of a text.
    families : sequence of str or None
        The family of furniture that each belongs to, None for lines of the text.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if len(line.text) <= LONGEST_RUNNING:
            places[_shape(line.text)].append(i)
    turns = {-1, len(lines)} | {i for i, family in enumerate(families) if family}
    turns.update(i for i in range(1, len(lines)) if _is_after_hole(lines[i - 1], lines[i]))
    found: set[int] = set()
    repeated = [where for where in places.values() if len(where) >= FEWEST_NUMBERED]
    for _ in range(2):  # the second line of a head stands beside the first
        for where in repeated:
            text = lines[where[0]].text
            fewest = FEWEST_NUMBERED if re.search(r"\d", text) else FEWEST_RUNNING
            if len(where) >= fewest and all(turns & {i - 1, i, i + 1} for i in where) and _may_run(text):
                found.update(where)
        turns |= found
    return [i for i in sorted(found) if families[i] is None]


@lru_cache(maxsize=PIECES_REMEMBERED)
def _shape(text: str) -> str:
    bare = "".join(text.split())
    return _DIGITS.sub("0", bare) if has(text, _DIGIT) else bare


def _is_after_hole(above: Line, below: Line) -> bool:
    """Return whether a line that was removed stood between two others."""
    return below.first - above.last - 1 - below.gap > 0


def _may_run(text: str) -> bool:
    return is_loose(text) and not (NUMBERED.match(text) or is_labelled(text) or text[-1] in ":：！？，、")


def remove_running_heads(lines: Sequence[Line]) -> Outcome:
    """Remove heads and feet of pages that stand between paragraphs or cut a sentence in two.

    A line that recurs (digits are alike) is one if it cuts sentences, if a number at its edge counts up, or
    if it repeats the title at distances of a page. A refrain and a heading that recurs cut no sentence. The
    first of them stays where the text begins with it, as its title.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if LEAST_RUNNING <= len(line.text) <= LONGEST_RUNNING and not line.is_row:
            places[_shape(line.text)].append(i)
    often = {
        shape: where
        for shape, where in places.items()
        if len(where) >= FEWEST_NUMBERED or _PUBLICATION.fullmatch(shape)
    }
    if not often:
        return Outcome(list(lines), [])
    offsets = [0, *accumulate(len(line.text) for line in lines)]
    passed = {i for where in often.values() for i in where}
    passed |= {i for i, line in enumerate(lines) if is_page_number(line.text)}
    cuts = {i: pair for i in passed if (pair := _cut(lines, i, passed))}
    heads = [
        line.text
        for i, line in enumerate(lines[:TITLE_WITHIN])
        if i not in cuts and len(line.text) <= LONGEST_RUNNING
    ]
    title = _shape(max(filter(is_loose, heads), key=len, default=""))
    gone = {
        i
        for shape, where in often.items()
        if _may_run(lines[where[0]].text) and _runs(lines, where, offsets, cuts, shape, title)
        for i in where
        if i in cuts or i > where[0] or i >= TITLE_WITHIN or "0" in shape
    }
    kept: list[Line] = []
    was_cut = False
    for i, line in enumerate(lines):
        if i in gone:
            was_cut = was_cut or i in cuts or bool(_cut(lines, i, passed, sure=True))
            continue
        if was_cut and i not in passed:
            line = line._replace(goes_on=True)
        was_cut &= i in passed
        kept.append(line)
    return Outcome(kept, [removed("chrome: running heads", lines[i]) for i in sorted(gone)])


def _runs(
    lines: Sequence[Line], where: Sequence[int], offsets: Sequence[int], cuts: Mapping[int, str],
    shape: str, title: str,
) -> bool:  # fmt: skip
    """Return whether the lines of one shape are heads of pages."""
    if _PUBLICATION.fullmatch(shape):
        return True
    n_cuts = sum(i in cuts for i in where)
    if _counts_up([lines[i].text for i in where]) and (n_cuts or _is_name(shape, len(where))):
        return True
    pages = [offsets[b] - offsets[a] for a, b in pairwise(where)]
    is_title = len(shape) >= FEWEST_OF_TITLE and (shape in title or (bool(title) and title in shape))
    if min(pages) < SHORTEST_PAGE:
        return False
    # A word that goes on behind the line: the words of a link on a line of their own go on in it.
    is_cut = is_title or any(cuts.get(i) in common_pairs() for i in where)
    if is_cut and (n_cuts == len(where) or (n_cuts * 3 >= len(where) >= FEWEST_RUNNING)):
        return True
    return (
        is_title
        and len(where) >= FEWEST_RUNNING
        and max(pages) <= LONGEST_PAGE
        and all(is_prose(lines[k].text) for i in where[1:] for k in (i - 1, min(i + 1, len(lines) - 1)))
    )


def _is_name(shape: str, n: int) -> bool:
    """Return whether a line that cuts no sentence, but counts up so often, is no label of boxes or tables."""
    return n >= FEWEST_RUNNING and len(shape) >= FEWEST_OF_TITLE and not _OF_LABEL.match(shape)


def _cut(lines: Sequence[Line], i: int, passed: set[int], sure: bool = False) -> str:
    """Return the characters on either side of a line within a sentence, other heads aside; else nothing.

    Of a line that is surely a head (`sure`), a word that goes on below it shows that it is within one too.
    """
    a, b = i - 1, i + 1
    while a in passed and i - a < MOST_AT_TURN:
        a -= 1
    while b in passed and b - i < MOST_AT_TURN:
        b += 1
    if a < 0 or b >= len(lines) or {a, b} & passed or lines[a].is_row or lines[b].is_row:
        return ""
    above = (lines[a - 1].text if a and len(lines[a].text) < SHORTEST_OPEN else "") + lines[a].text
    pair = above[-1] + lines[b].text[0]
    if above[-1] in "《“（‘〔【(" and lines[b].text[0] in "》”）’〕】)":
        return ""
    if breaks_sentence(above, lines[b]):
        return pair
    if not sure or is_terminated(above) or lines[b].indented or begins_paragraph(lines[b]):
        return ""
    return pair if must_join(above, lines[b].text) or pair in common_pairs() else ""


def _counts_up(texts: Sequence[str]) -> bool:
    """Return whether a number set apart at the edge of the lines counts up with them by one or by two."""
    found = [_EDGE_NUMBER.search(text) for text in texts]
    numbers = [int(match["a"] or match["b"]) for match in found if match]
    steps = {b - a for a, b in pairwise(numbers)}
    return len(numbers) == len(texts) and steps <= {1, 2} and bool(steps)
