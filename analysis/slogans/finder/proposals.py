"""Proposes parallel runs: three or more pieces in a row of which the inner ones agree in length.

The inner pieces are limbs as they are. The first limb is the end of its piece
(推动|转方式、调结构、增动能), the last one the beginning of its piece (普惠性、基础性、兜底性|民生建设):
see `windows` for the ways to cut them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .segments import (
    ANY_CONJUNCTION,
    CONJUNCTION,
    CONJUNCTION_FIRST,
    DIGIT,
    HEAD_CONJUNCTION,
    NOT_HAN,
    Piece,
    count_han,
    merged,
)

MAX_PIECES = 14
SHORTEST, LONGEST = 2, 12
SHORT = 6


@dataclass(slots=True)
class Proposal:
    """Pieces `first` to `last` of a chain, with the pieces' Han characters and the lengths in between."""

    chain: list[Piece]
    plains: list[str]
    first: int
    last: int
    low: int
    high: int

    @property
    def inner(self) -> list[str]:
        """The limbs between the outer two."""
        return self.plains[self.first + 1 : self.last]


def han_of(text: str) -> str:
    """Return the common Han characters of a text."""
    return NOT_HAN.sub("", text)


def han_of_piece(text: str, piece: Piece) -> str:
    """Return the common Han characters of a piece."""
    letters = text[piece.start : piece.end]
    return letters if len(letters) == piece.n_han else han_of(letters)


def proposals(text: str, chain: list[Piece]) -> Iterator[Proposal]:
    """Yield the proposals of a chain of pieces, also with 、 inside limbs and with pieces split at 和.

    Parameters
    ----------
    text : str
        The text the pieces are offsets into.
    chain : list of Piece
        See `segments.chains`.
    """
    opens = [match.start() for match in ANY_CONJUNCTION.finditer(text, chain[0].start, chain[-1].end)]
    if len(chain) < 3 and not opens:
        return
    base = _without_conjunctions(text, chain) if opens else chain
    plains = [han_of_piece(text, piece) for piece in base]
    yield from _proposals(text, base, plains)
    if wider := merged(text, base):
        for proposal in _proposals(text, wider, [han_of_piece(text, piece) for piece in wider]):
            inner = proposal.chain[proposal.first + 1 : proposal.last]
            if any("、" in text[piece.start : piece.end] for piece in inner):
                yield proposal
    for k in _holding(base, opens):
        for halves in _parted(text, base[k]):
            # One half at least is a limb with a piece on either side.
            before, after = (SHORTEST <= half.n_han <= LONGEST for half in halves)
            if not (before and k) and not (after and k + 1 < len(base)):
                continue
            low, high = max(0, k - MAX_PIECES), k + MAX_PIECES
            around = [*base[low:k], *halves, *base[k + 1 : high]]
            of_halves = [han_of_piece(text, half) for half in halves]
            around_plains = plains[low:k] + of_halves + plains[k + 1 : high]
            yield from _proposals(text, around, around_plains, k - low)


def _holding(chain: Sequence[Piece], places: Sequence[int]) -> Iterator[int]:
    """Yield the numbers of the pieces that hold one of several places, two or more characters from an end."""
    k = 0
    for place in places:
        while chain[k].end <= place + 2:
            k += 1
            if k == len(chain):
                return
        if chain[k].start + 2 <= place:
            yield k
            k += 1
            if k == len(chain):
                return


def _parted(text: str, piece: Piece) -> Iterator[tuple[Piece, Piece]]:
    """Yield a piece split at each of its conjunctions, where at least one half may be a limb."""
    left = 0
    counted = piece.start
    for match in CONJUNCTION.finditer(text, piece.start + 2, piece.end - 2):
        left += count_han(text, counted, match.start())
        counted = match.start()
        right = piece.n_han - left - len(match[0])
        if SHORTEST <= min(left, right) <= LONGEST:
            yield (
                Piece(piece.start, match.start(), left, piece.opened, -1),
                Piece(match.end(), piece.end, right, -1, piece.closed),
            )


def _without_conjunctions(text: str, chain: list[Piece]) -> list[Piece]:
    """Return the chain without the conjunctions that its pieces after the first begin with."""
    pieces = chain[:1]
    for piece in chain[1:]:
        opens = text[piece.start : piece.start + 1] in CONJUNCTION_FIRST
        if opens and (head := HEAD_CONJUNCTION.match(text, piece.start, piece.end)):
            n_han = piece.n_han - (head.end() - piece.start)
            piece = Piece(head.end(), piece.end, n_han, piece.opened, piece.closed)
        pieces.append(piece)
    return pieces


def _proposals(text: str, chain: list[Piece], plains: list[str], parted: int = -1) -> Iterator[Proposal]:
    """Yield the proposals of a chain; with `parted`, only those with the pieces `parted` and `parted + 1`."""
    first, until = 0, len(chain) - 2
    if parted >= 0:
        first, until = parted, min(parted + 1, until)
        while first and SHORTEST <= chain[first].n_han <= LONGEST:
            first -= 1
    for i in range(first, until):
        low, high, n_first = LONGEST + 1, 0, chain[i].n_han
        for j in range(i + 2, min(len(chain), i + MAX_PIECES)):
            piece = chain[j - 1]
            n_han = piece.n_han
            low = n_han if n_han < low else low
            high = n_han if n_han > high else high
            if low < SHORTEST or high > LONGEST or (high - low > 1 and high <= SHORT):
                break
            if n_han < piece.end - piece.start and DIGIT.search(text, piece.start, piece.end):
                break
            if parted >= 0 and j <= parted:
                continue
            shorter = chain[j].n_han
            shorter = n_first if n_first < shorter else shorter
            if shorter < SHORTEST:
                continue
            if shorter < high - (high - 1 <= SHORT) and not _share_two(plains[i + 1], plains[i], plains[j]):
                continue  # No cut of the shorter end would fit, see `fits`.
            if high - low <= (low <= SHORT) or shared_in_order(plains[i + 1 : j]) >= 2:
                yield Proposal(chain, plains, i, j, low, high)


def _share_two(one: str, two: str, three: str) -> bool:
    """Return whether three texts have two characters in common in order."""
    common = [char for char in one if char in two and char in three]
    return len(common) > 1 and shared_in_order([one, two, three]) > 1


def shared_in_order(limbs: list[str]) -> int:
    """Return how many characters all limbs share, in the order of the first limb."""
    common: Sequence[str] = limbs[0]
    for limb in limbs[1:]:
        kept = [char for char in common if char in limb]
        if len(kept) > 1:
            at, common, kept = 0, kept, []
            for char in common:
                place = limb.find(char, at)
                if place >= 0:
                    kept.append(char)
                    at = place + 1
        if not kept:
            return 0
        common = kept
    return len(common)


def fits(limbs: list[str]) -> bool:
    """Return whether the limbs' lengths allow a parallel run.

    Equal lengths do; short limbs may differ by one character; others need two characters in common.
    """
    lengths = [len(limb) for limb in limbs]
    shortest, longest = min(lengths), max(lengths)
    if shortest < SHORTEST or longest > LONGEST:
        return False
    if shortest == longest or (longest - shortest == 1 and shortest <= SHORT):
        return True
    return shared_in_order(limbs) >= 2
