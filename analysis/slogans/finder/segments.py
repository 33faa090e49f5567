"""Splits a text into the pieces between punctuation marks: the raw material of parallel runs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

_MARKS = r"。！？!?：:\n\r（）()《》〈〉【】\[\]—…、，,；;\s"
PIECE = re.compile(rf"([一-鿿]++)(?![^{_MARKS}])|[^{_MARKS}]+")
"""A piece; its group is filled if there are only common Han characters in it."""

END = "\x1e"
"""Stands twice between texts that are searched together; the pieces beside it are the first and the last."""

BREAKS = frozenset(f"。！？!?：:\n\r（）()《》〈〉【】[]—…{END}")
BREAK = re.compile(f"[{re.escape(''.join(sorted(BREAKS)))}]")
NUMBERED = re.compile(r"[0-9０-９]{1,4}[.．](?=[一-鿿])")
QUOTE_PAIR = re.compile(r"(?<=[”’])(?=[“‘])")
ALL_HAN = re.compile(r"[一-鿿]*")
NOT_HAN = re.compile(r"[^一-鿿]+")
QUOTE = re.compile("[“”‘’]")
OPEN_MARKS, CLOSE_MARKS = '“‘"', '”’"'
# Next to the excluded characters they are not conjunctions but parts of words (和谐, 参与, 及时).
_CONJUNCTION = (
    r"以及|并且|和(?![谐平睦顺美解缓煦])|(?<![参给授赋])与(?![时众会])|(?<![以普涉])及(?![时早格])|"
    r"并(?![购联进举网轨存行重])"
)
CONJUNCTION = re.compile(_CONJUNCTION)
HEAD_CONJUNCTION = re.compile(rf"(?:{_CONJUNCTION})(?=[一-鿿]{{2}})")
CONJUNCTION_FIRST = frozenset("以并和与及")
ANY_CONJUNCTION = re.compile("[以并和与及]")
DIGIT = re.compile(r"[0-9０-９A-Za-z%％]")


class Piece(NamedTuple):
    """A stretch of text between two marks, without the quotation marks that enclose it.

    Attributes
    ----------
    start, end : int
        Offsets into the text.
    n_han : int
        Han characters in it.
    opened, closed : int
        Offset just after an opening quotation mark that the piece does not close, and of a closing one that
        it does not open; -1 where there is none. A limb may begin, or end, there.
    """

    start: int
    end: int
    n_han: int
    opened: int
    closed: int


def chains(text: str) -> Iterator[list[Piece]]:
    """Yield the chains of a text: pieces that follow each other with only separators and spaces between them.

    Parameters
    ----------
    text : str
        A paragraph or a whole document.

    Yields
    ------
    list of Piece
        Two or more pieces of one sentence.
    """
    chain: list[Piece] = []
    end = 0
    for match in PIECE.finditer(text):
        start, here = end, match.start()
        end = match.end()
        if chain and (text[start] in BREAKS if here == start + 1 else BREAK.search(text, start, here)):
            if len(chain) > 1:
                yield chain
            chain = []
        if match.lastindex:
            chain.append(Piece(here, end, end - here, -1, -1))
            continue
        if numbered := NUMBERED.match(text, here, end):
            here = numbered.end()
        if not QUOTE.search(text, here, end):
            chain.append(Piece(here, end, count_han(text, here, end), -1, -1))
            continue
        cuts = [here, *(m.start() for m in QUOTE_PAIR.finditer(text, here, end)), end]
        for a, b in itertools.pairwise(cuts):
            chain.append(_piece(text, a, b))
    if len(chain) > 1:
        yield chain


def merged(text: str, chain: list[Piece]) -> list[Piece]:
    """Return the chain split at commas and semicolons only, or an empty result if that makes no difference.

    Parameters
    ----------
    text : str
        The text the pieces are offsets into.
    chain : list of Piece
        As `chains` yields it.

    Returns
    -------
    list of Piece
        Pieces separated by 、 become one, so that limbs may contain that mark.
    """
    if len(chain) < 4 or text.find("、", chain[0].start, chain[-1].end) < 0:
        return []
    groups: list[list[Piece]] = []
    before: Piece | None = None
    for piece in chain:
        if before is not None and text[before.end : piece.start].strip("“”‘’") == "、":
            groups[-1].append(piece)
        else:
            groups.append([piece])
        before = piece
    if len(groups) < 3 or len(groups) == len(chain):
        return []
    return [group[0] if len(group) == 1 else _joined(text, group) for group in groups]


def _joined(text: str, group: list[Piece]) -> Piece:
    start, end = group[0].start, group[-1].end
    n_han = sum(piece.n_han for piece in group)
    return Piece(start, end, n_han, group[0].opened, group[-1].closed)


def count_han(text: str, start: int, end: int) -> int:
    """Return the number of common Han characters between two offsets."""
    return len(NOT_HAN.sub("", text[start:end]))


def _piece(text: str, start: int, end: int) -> Piece:
    """Return the piece without its enclosing quotation marks, and the positions of unpaired ones."""
    if not QUOTE.search(text, start, end):
        return Piece(start, end, count_han(text, start, end), -1, -1)
    opened, closed, depth, first_close = -1, -1, [], -1
    for at in range(start, end):
        char = text[at]
        if char in "“‘":
            depth.append(at)
        elif char in "”’":
            if depth:
                depth.pop()
            elif first_close < 0:
                first_close = at
    if depth:
        opened = depth[-1] + 1
    if first_close >= 0:
        closed = first_close
    if opened == start + 1:
        start, opened = start + 1, -1
    if closed == end - 1:
        end, closed = end - 1, -1
    if (
        end - start > 2
        and text[start] in "“‘"
        and text[end - 1] in "”’"
        and not _inner_close(text, start + 1, end - 1)
    ):
        start, end = start + 1, end - 1
    return Piece(start, end, count_han(text, start, end), opened, closed)


def _inner_close(text: str, start: int, end: int) -> bool:
    return any(text[at] in "”’" for at in range(start, end))
