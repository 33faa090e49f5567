"""Which signs the lines of a text have: looked for once, so that rules pass over lines without theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

import numpy as np
import numpy.typing as npt

N_CODES = 0x10000
BEYOND = slice(0xD800, 0xE000)
"""Half a character beyond the first plane: these are seldom, and may be any sign."""

REMEMBERED = 10_000
"""Most lines whose signs are remembered besides those of the text at hand."""

_classes: list[Callable[[], str]] = []
_known: dict[str, int] = {}


def sign(characters: str | Callable[[], str]) -> int:
    """Return a new sign, a bit of its own.

    Parameters
    ----------
    characters : str, or callable that returns one
        A class of a regular expression; lines that have one of these characters have the sign.
    """
    _known.clear()
    _classes.append((lambda: characters) if isinstance(characters, str) else characters)
    return 1 << (len(_classes) - 1)


def look_at(lines: Iterable[str]) -> None:
    """Remember the signs of the lines of a text, and forget those of others."""
    texts = list(filter(None, dict.fromkeys(lines)))
    _known.clear()
    ends = np.cumsum([len(text) for text in texts])
    codes = _codes("".join(texts))
    if texts and len(codes) == ends[-1]:  # otherwise they are looked at one by one
        signs = np.bitwise_or.reduceat(_table()[codes], np.append(0, ends[:-1]))
        _known.update(zip(texts, signs.tolist(), strict=True))


def has(text: str, wanted: int) -> bool:
    """Return whether a line may have a sign, or one of several.

    Parameters
    ----------
    text : str
        A line.
    wanted : int
        A sign, or several joined by `|`.

    Examples
    --------
    >>> from analysis.clean.signs import has, sign
    >>> stars = sign("[★☆]")
    >>> has("★简讯", stars), has("简讯", stars)
    (True, False)
    """
    found = _known.get(text)
    if found is None:
        if len(_known) > REMEMBERED:
            _known.clear()
        found = _known[text] = int(np.bitwise_or.reduce(_table()[_codes(text)]))
    return found & wanted > 0


def _codes(text: str) -> npt.NDArray[np.uint16]:
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)


@cache
def _table_of(n: int) -> npt.NDArray[np.uint32]:
    """Return the signs of each character, for the first so many signs."""
    table = np.zeros(N_CODES, dtype=np.uint32)
    every = "".join(map(chr, range(N_CODES)))
    for bit, characters in enumerate(_classes[:n]):
        for match in re.finditer(characters(), every):
            table[match.start() : match.end()] |= np.uint32(1 << bit)
    table[BEYOND] = 0xFFFFFFFF
    return table


def _table() -> npt.NDArray[np.uint32]:
    return _table_of(len(_classes))
