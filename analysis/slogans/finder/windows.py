"""The possible cuts of the outer limbs of a proposal from their pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .proposals import LONGEST, SHORT, SHORTEST, Proposal, han_of, shared_in_order
from .segments import Piece

REACH = 3
ETC = re.compile(r"(?<![平高优中初同相对均])等(?![级待候同于分])")


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
    """A cut of an outer limb: its offsets and the reason (`full`, `quote`, `cut`, `frame`)."""

    start: int
    end: int
    kind: str
    plain: str


def window_of(text: str, proposal: Proposal) -> Window | None:
    """Return the window of a proposal, or None when an end cannot be cut to a length that fits."""
    inner, low, high = proposal.inner, proposal.low, proposal.high
    i, j = proposal.first, proposal.last
    starts = _first_options(text, proposal.chain[i], proposal.plains[i], low, high, inner)
    ends = _last_options(text, proposal.chain[j], proposal.plains[j], low, high, inner)
    return Window(proposal.chain, proposal.plains, i, j, inner, starts, ends) if starts and ends else None


def _first_options(
    text: str, piece: Piece, whole: str, low: int, high: int, inner: list[str]
) -> list[Option]:
    """Return the cuts of the first limb: it ends where the piece ends."""
    if piece.n_han == piece.end - piece.start:
        shared = inner[0][0] if all(limb[0] == inner[0][0] for limb in inner) else ""
        alike = all(limb[-2:] == inner[0][-2:] == whole[-2:] for limb in inner)
        parts = ((n, whole[-n], whole[-n:]) for n in _lengths(piece.n_han, low, high, shared, alike))
        cuts = _cuts(whole, parts, low, high, shared, alike, inner)
        return [Option(piece.end - len(limb), piece.end, kind, limb) for kind, limb in cuts]
    options: dict[tuple[int, int], Option] = {}
    start, end = piece.start, piece.end
    if piece.opened > start:
        start = piece.opened
    elif text[end - 1] in "”’" and 0 <= (quote := text.rfind("“", start, end - 1)) != start:
        _add(options, text, piece, quote + 1, end - 1, "quote")
    if start == piece.start and SHORTEST <= piece.n_han <= LONGEST:
        _add(options, text, piece, start, end, "full")
    elif start != piece.start:
        _add(options, text, piece, start, end, "quote")
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
            _add(options, text, piece, at - opened, end, "frame")
        elif (
            tail
            or _near(n_han, low, high)
            or (low > SHORT and high - REACH <= n_han <= low + REACH and _framed(text[at:end], inner))
        ):
            _add(options, text, piece, at - opened, end, "cut")
    return list(options.values())


def _last_options(text: str, piece: Piece, whole: str, low: int, high: int, inner: list[str]) -> list[Option]:
    """Return the cuts of the last limb: it begins where the piece begins."""
    if piece.n_han == piece.end - piece.start and "等" not in whole:
        shared = inner[0][-1] if all(limb[-1] == inner[0][-1] for limb in inner) else ""
        alike = all(limb[:2] == inner[0][:2] == whole[:2] for limb in inner)
        parts = ((n, whole[n - 1], whole[:n]) for n in _lengths(piece.n_han, low, high, shared, alike))
        cuts = _cuts(whole, parts, low, high, shared, alike, inner)
        return [Option(piece.start, piece.start + len(limb), kind, limb) for kind, limb in cuts]
    options: dict[tuple[int, int], Option] = {}
    start, end = piece.start, piece.end
    if piece.closed > start:
        end = piece.closed
    elif text[start] in "“‘" and start < (quote := text.find("”", start, end)) < end - 1:
        _add(options, text, piece, start + 1, quote, "quote")
    if end == piece.end and SHORTEST <= piece.n_han <= LONGEST:
        _add(options, text, piece, start, end, "full")
    elif end != piece.end:
        _add(options, text, piece, start, end, "quote")
    shared = inner[0][-1] if all(limb[-1] == inner[0][-1] for limb in inner) else ""
    if etc := ETC.search(text, start + SHORTEST, end):
        end = etc.start()
        options = {key: option for key, option in options.items() if key[1] <= end}
        _add(options, text, piece, start, end, "cut")
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
            _add(options, text, piece, start, at + 1 + closed, "frame")
        elif (
            head
            or _near(n_han, low, high)
            or (low > SHORT and high - REACH <= n_han <= low + REACH and _framed(text[start : at + 1], inner))
        ):
            _add(options, text, piece, start, at + 1 + closed, "cut")
    return list(options.values())


def _lengths(n_han: int, low: int, high: int, shared: str, alike: bool) -> range:
    """Return the lengths at which a piece of Han characters may be cut, see `_cuts`."""
    if shared or alike:
        return range(SHORTEST, min(LONGEST, n_han - 1) + 1)
    least, most = (high - REACH, low + REACH) if low > SHORT else (high - 1, low + 1)
    return range(max(least, SHORTEST), min(most, LONGEST, n_han - 1) + 1)


def _cuts(
    whole: str,
    parts: Iterable[tuple[int, str, str]],
    low: int,
    high: int,
    shared: str,
    alike: bool,
    inner: list[str],
) -> Iterator[tuple[str, str]]:
    """Yield the limbs that a piece of Han characters may be cut to, each with the reason.

    Parameters
    ----------
    whole : str
        The piece.
    parts : iterable of (int, str, str)
        Parts of it in order of length: the length, the character at the cut, the part.
    low, high : int
        The least and the greatest length of the inner limbs.
    shared : str
        The character that all inner limbs have where the piece is cut, if any.
    alike : bool
        Whether all limbs share two characters at the end that is not cut.
    inner : list of str
        The inner limbs.
    """
    if SHORTEST <= len(whole) <= LONGEST:
        yield "full", whole
    for n_han, at_cut, part in parts:
        if at_cut == shared:
            yield "frame", part
        elif (
            alike
            or _near(n_han, low, high)
            or (low > SHORT and high - REACH <= n_han <= low + REACH and shared_in_order([part, *inner]) >= 2)
        ):
            yield "cut", part


def _add(
    options: dict[tuple[int, int], Option], text: str, piece: Piece, start: int, end: int, kind: str
) -> None:
    if (start, end) in options:
        return
    letters = text[start:end]
    if piece.n_han < piece.end - piece.start:
        letters = han_of(letters)
    if SHORTEST <= len(letters) <= LONGEST:
        options[start, end] = Option(start, end, kind, letters)


def _near(n_han: int, low: int, high: int) -> bool:
    """Return whether a length fits lengths from `low` to `high`: long limbs equal, short ones roughly."""
    return n_han == low if low > SHORT else high - 1 <= n_han <= low + 1


def _framed(part: str, inner: list[str]) -> bool:
    """Return whether a limb shares two characters in order with the others."""
    return shared_in_order([han_of(part), *inner]) >= 2
