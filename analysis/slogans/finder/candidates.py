"""Proposes windows: three or more pieces in a row whose lengths fit, with the ways to cut the outer two.

The first limb is the end of its piece (推动|转方式、调结构、增动能), the last one the beginning of its piece
(普惠性、基础性、兜底性|民生建设); the pieces between are limbs as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .segments import ALL_HAN, ANY_JOINT, DIGIT, JOINT, JOINT_FIRST, JOINT_HEAD, Piece, count_han, merged

MAX_PIECES = 14
SHORTEST, LONGEST = 2, 12
SHORT = 6
REACH = 3
ETC = re.compile(r"(?<![平高优中初同相对均])等(?![级待候同于分])")


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


@dataclass(slots=True)
class Window:
    """A proposal with the options for the limbs at both ends."""

    chain: list[Piece]
    plains: list[str]
    first: int
    last: int
    inner: list[str]
    starts: list[Option]
    ends: list[Option]


@dataclass(slots=True)
class Option:
    """A way to cut an outer limb: its offsets and why there (`full`, `quote`, `cut`, `frame`)."""

    start: int
    end: int
    kind: str
    plain: str


def plain(text: str) -> str:
    """Return the common Han characters of a text."""
    return text if ALL_HAN.fullmatch(text) else "".join(c for c in text if "一" <= c <= "鿿")


def letters_of(text: str, piece: Piece) -> str:
    """Return the common Han characters of a piece."""
    letters = text[piece.start : piece.end]
    return letters if len(letters) == piece.n_han else plain(letters)


def proposals(text: str, chain: list[Piece]) -> Iterator[Proposal]:
    """Yield the proposals of a chain of pieces, also with 、 in limbs and parted at joints.

    Parameters
    ----------
    text : str
        The text the pieces are offsets into.
    chain : list of Piece
        See `segments.chains`.
    """
    base = _without_joint_heads(text, chain)
    plains = [letters_of(text, piece) for piece in base]
    yield from _proposals(text, base, plains)
    if wider := merged(text, base):
        for proposal in _proposals(text, wider, [letters_of(text, piece) for piece in wider]):
            inner = proposal.chain[proposal.first + 1 : proposal.last]
            if any("、" in text[piece.start : piece.end] for piece in inner):
                yield proposal
    if len(base) < 2 or not ANY_JOINT.search(text, base[0].start, base[-1].end):
        return
    for k, piece in enumerate(base):
        for joint in JOINT.finditer(text, piece.start + 2, piece.end - 2):
            left = count_han(text, piece.start, joint.start())
            right = count_han(text, joint.end(), piece.end)
            if SHORTEST <= min(left, right) <= LONGEST:
                halves = [
                    Piece(piece.start, joint.start(), left, piece.opened, -1),
                    Piece(joint.end(), piece.end, right, -1, piece.closed),
                ]
                low, high = max(0, k - MAX_PIECES), k + MAX_PIECES
                around = base[low:k] + halves + base[k + 1 : high]
                of_halves = [letters_of(text, half) for half in halves]
                letters = plains[low:k] + of_halves + plains[k + 1 : high]
                yield from _proposals(text, around, letters, k - low)


def _without_joint_heads(text: str, chain: list[Piece]) -> list[Piece]:
    pieces = chain[:1]
    for piece in chain[1:]:
        if text[piece.start] in JOINT_FIRST and (head := JOINT_HEAD.match(text, piece.start, piece.end)):
            n_han = piece.n_han - (head.end() - piece.start)
            piece = Piece(head.end(), piece.end, n_han, piece.opened, piece.closed)
        pieces.append(piece)
    return pieces


def _proposals(text: str, chain: list[Piece], plains: list[str], joint: int = -1) -> Iterator[Proposal]:
    """Yield the proposals of a chain; with `joint`, only those with the pieces `joint` and `joint + 1`."""
    first, until = 0, len(chain) - 2
    if joint >= 0:
        first, until = joint, min(joint + 1, until)
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
            if joint >= 0 and j <= joint:
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
    """Say whether three texts have two characters in common in order."""
    common = [char for char in one if char in two and char in three]
    return len(common) > 1 and shared_in_order([one, two, three]) > 1


def open_window(text: str, proposal: Proposal) -> Window | None:
    """Return the window of a proposal, or nothing when an end cannot be cut to a length that fits."""
    inner, low, high = proposal.inner, proposal.low, proposal.high
    i, j = proposal.first, proposal.last
    starts = _first_options(text, proposal.chain[i], proposal.plains[i], low, high, inner)
    ends = _last_options(text, proposal.chain[j], proposal.plains[j], low, high, inner)
    return Window(proposal.chain, proposal.plains, i, j, inner, starts, ends) if starts and ends else None


def _first_options(
    text: str, piece: Piece, whole: str, low: int, high: int, inner: list[str]
) -> list[Option]:
    """Return the ways to cut the first limb: it ends where the piece ends."""
    options: dict[tuple[int, int], Option] = {}
    start, end = piece.start, piece.end
    if piece.opened > start:
        start = piece.opened
    elif text[end - 1] in "”’" and 0 <= (quote := text.rfind("“", start, end - 1)) != start:
        _add(options, text, quote + 1, end - 1, "quote")
    if start == piece.start and SHORTEST <= piece.n_han <= LONGEST:
        _add(options, text, start, end, "full")
    elif start != piece.start:
        _add(options, text, start, end, "quote")
    shared = inner[0][0] if all(limb[0] == inner[0][0] for limb in inner) else ""
    tail = inner[0][-2:] if all(limb[-2:] == inner[0][-2:] == whole[-2:] for limb in inner) else ""
    n_han = 0
    for at in range(end - 1, start, -1):
        if not "一" <= text[at] <= "鿿":
            continue
        n_han += 1
        if n_han > LONGEST:
            break
        if n_han < SHORTEST:
            continue
        opened = text[at - 1] in "“‘" and at - 1 > start
        if text[at] == shared:
            _add(options, text, at - opened, end, "frame")
        elif (
            tail
            or _near(n_han, low, high)
            or (low > SHORT and high - REACH <= n_han <= low + REACH and _framed(text[at:end], inner))
        ):
            _add(options, text, at - opened, end, "cut")
    return list(options.values())


def _last_options(text: str, piece: Piece, whole: str, low: int, high: int, inner: list[str]) -> list[Option]:
    """Return the ways to cut the last limb: it begins where the piece begins."""
    options: dict[tuple[int, int], Option] = {}
    start, end = piece.start, piece.end
    if piece.closed > start:
        end = piece.closed
    elif text[start] in "“‘" and start < (quote := text.find("”", start, end)) < end - 1:
        _add(options, text, start + 1, quote, "quote")
    if end == piece.end and SHORTEST <= piece.n_han <= LONGEST:
        _add(options, text, start, end, "full")
    elif end != piece.end:
        _add(options, text, start, end, "quote")
    shared = inner[0][-1] if all(limb[-1] == inner[0][-1] for limb in inner) else ""
    if etc := ETC.search(text, start + SHORTEST, end):
        end = etc.start()
        options = {key: option for key, option in options.items() if key[1] <= end}
        _add(options, text, start, end, "cut")
    head = inner[0][:2] if all(limb[:2] == inner[0][:2] == whole[:2] for limb in inner) else ""
    n_han = 0
    for at in range(start, end - 1):
        if not "一" <= text[at] <= "鿿":
            continue
        n_han += 1
        if n_han > LONGEST:
            break
        if n_han < SHORTEST:
            continue
        closed = text[at + 1] in "”’" and at + 2 < end and "“" in text[start:at]
        if text[at] == shared:
            _add(options, text, start, at + 1 + closed, "frame")
        elif (
            head
            or _near(n_han, low, high)
            or (low > SHORT and high - REACH <= n_han <= low + REACH and _framed(text[start : at + 1], inner))
        ):
            _add(options, text, start, at + 1 + closed, "cut")
    return list(options.values())


def _add(options: dict[tuple[int, int], Option], text: str, start: int, end: int, kind: str) -> None:
    letters = plain(text[start:end])
    if SHORTEST <= len(letters) <= LONGEST:
        options.setdefault((start, end), Option(start, end, kind, letters))


def _near(n_han: int, low: int, high: int) -> bool:
    """Say whether a length goes with lengths from `low` to `high`: long limbs are equal, short ones about."""
    return n_han == low if low > SHORT else high - 1 <= n_han <= low + 1


def _framed(part: str, inner: list[str]) -> bool:
    """Say whether a limb shares two characters in order with the others."""
    return shared_in_order([plain(part), *inner]) >= 2


def shared_in_order(limbs: list[str]) -> int:
    """Return how many characters all limbs have in common, in the order of the first limb."""
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
    """Say whether the limbs' lengths allow a parallel run.

    Equal lengths do; short limbs may differ by one character; others need two characters in common.
    """
    lengths = [len(limb) for limb in limbs]
    shortest, longest = min(lengths), max(lengths)
    if shortest < SHORTEST or longest > LONGEST:
        return False
    if shortest == longest or (longest - shortest == 1 and shortest <= SHORT):
        return True
    return shared_in_order(limbs) >= 2
