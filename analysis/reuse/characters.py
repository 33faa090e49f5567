"""Texts as one array of characters, without blanks and punctuation, each with its place in its text."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from ..corpus import IntArray

FULL_WIDTH = 0xFEE0
BASE = np.uint64(0x9E3779B97F4A7C15)

UNSEEN = np.uint32(0xFFFFFFFF)

BLOCK = 1 << 17
"""Characters that are worked on at a time."""

MOST_IN_MEMORY = 200_000_000
"""Characters of which arrays are held in memory."""

SPOOLED = 1 << 25
"""Bytes of characters, as they are read, that are held in memory."""

STEP = 8
"""Every so many characters the hash of all before them is kept: those between are added when asked for."""

NEAR = 64
"""Every so many characters the number of the text is kept."""

HashArray = npt.NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Characters:
    """Letters and digits of several texts, one after the other.

    Attributes
    ----------
    codes : ndarray of uint16 or uint32, shape (n_characters,)
        Code points; full-width letters and digits are those of ASCII, and capitals are small.
    ptr : ndarray of int64, shape (n_texts + 1,)
        Where each text begins.
    letters : ndarray of uint8
        Bits that tell which signs of the texts as they are written are these, each text in bytes of its own.
    letters_ptr : ndarray of int64, shape (n_texts + 1,)
        In which byte each text begins.
    """

    codes: npt.NDArray[Any]
    ptr: IntArray
    letters: npt.NDArray[np.uint8]
    letters_ptr: IntArray

    @cached_property
    def _near(self) -> IntArray:
        """The text of each `NEAR`th character."""
        places = np.arange(0, len(self.codes) + 1, NEAR)
        return (np.searchsorted(self.ptr, places, side="right") - 1).astype(np.int32)

    def texts_of(self, places: IntArray) -> IntArray:
        """Return the number of the text of some characters."""
        text = self._near[places // NEAR]
        behind = np.flatnonzero(self.ptr[text + 1] <= places)
        text[behind] = np.searchsorted(self.ptr, places[behind], side="right") - 1
        return text

    def offsets_of(self, places: IntArray) -> IntArray:
        """Return the place of some characters in their own text, as it is written."""
        order = np.argsort(places, kind="stable")
        places = places[order]
        texts, found = self.texts_of(places), np.empty(len(places), dtype=np.int64)
        for first, last in _runs(self.ptr):
            mine = slice(*np.searchsorted(places, self.ptr[[first, last]]))
            if mine.start == mine.stop:
                continue
            bits = np.unpackbits(self.letters[self.letters_ptr[first] : self.letters_ptr[last]])
            at = np.flatnonzero(bits)[places[mine] - self.ptr[first]]
            found[order[mine]] = at - 8 * (self.letters_ptr[texts[mine]] - self.letters_ptr[first])
        return found

    @cached_property
    def prefix_hashes(self) -> tuple[HashArray, HashArray]:
        """Hashes of the first characters, a multiple of `STEP`, and the powers of the base.

        The hash of n + k characters is that of n, times the base to the power of k, plus the sum of each
        further code times its power; powers of the inverse make that a running sum (modulo 2**64).
        """
        longest = int(np.diff(self.ptr).max(initial=0))
        powers = _powers(BASE, max(longest, STEP))
        base = powers[STEP]
        n_steps, many = len(self.codes) // STEP, max(BLOCK // STEP, 1)
        growing, inverse = _powers(base, many), _powers(np.uint64(pow(int(base), -1, 1 << 64)), many)
        sums = room(n_steps + 1, np.uint64)
        sums[0] = 0
        for at in range(0, n_steps, many):
            codes = self.codes[at * STEP : min(at + many, n_steps) * STEP].reshape(-1, STEP)
            each = codes.astype(np.uint64) @ powers[STEP - 1 :: -1]
            n = np.arange(1, len(each) + 1)
            sums[at + 1 : at + 1 + len(each)] = growing[n] * (sums[at] + np.cumsum(each * inverse[n]))
        return sums, powers

    def apart(self, a: IntArray, b: IntArray) -> HashArray:
        """Return the hashes of all characters before some places, less those of all before others.

        Stretches of n characters that begin at two places are equal if this, times the base to the power of
        n, is the same as where they end.
        """
        return self._before(a) - self._before(b)

    def _before(self, places: IntArray) -> HashArray:
        """Return the hashes of all characters before some."""
        step = places // STEP
        found = self.prefix_hashes[0][step]
        for further in range(STEP - 1):
            begin = step * STEP + further
            at = np.flatnonzero(begin < places)
            found[at] = found[at] * BASE + self.codes[begin[at]]
        return found

    def blocks(self, n: int) -> Iterator[tuple[int, int]]:
        """Yield the bounds of some places at a time, of all where stretches of `n` characters may begin."""
        last = len(self.codes) - n + 1
        return ((at, min(at + BLOCK, last)) for at in range(0, last, BLOCK))

    def gram_hashes(self, bounds: tuple[int, int], n: int) -> tuple[IntArray, HashArray]:
        """Return where stretches of `n` characters of a text begin between two places, and their hashes."""
        at, end = bounds
        hashes = self.codes[at:end].astype(np.uint64)
        for further in range(1, n):
            hashes *= BASE
            hashes += self.codes[at + further : end + further]
        hashes *= BASE  # the last character, too, counts in the first bits
        inside, ends = np.ones(end - at, dtype=bool), self.ptr[1:]
        near = ends[np.searchsorted(ends, at) : np.searchsorted(ends, end + n)]
        for before in range(1, n):
            cut = near - before - at
            inside[cut[(cut >= 0) & (cut < end - at)]] = False
        begins = np.flatnonzero(inside)
        return begins + at, hashes[begins]

    def strings(self, begins: IntArray, ends: IntArray) -> list[str]:
        """Return the characters of some stretches."""
        lengths = ends - begins
        cuts = np.concatenate([[0], np.cumsum(lengths)])
        codes = self.codes[np.arange(cuts[-1]) + np.repeat(begins - cuts[:-1], lengths)]
        text = codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
        return [text[begin:end] for begin, end in pairwise(cuts.tolist())]


def characters_of(texts: Iterable[str], place: IntArray | None = None) -> Characters:
    """Return the letters and digits of texts as one array.

    Parameters
    ----------
    texts : iterable of str
        Cleaned texts.
    place : ndarray of int, shape (n_texts,), optional
        Where each text stands among the others; by default in their order.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reuse.characters import characters_of
    >>> pool = characters_of(["优化 服务。", "Ｇ20"])
    >>> pool.strings(pool.ptr[:-1], pool.ptr[1:]), pool.offsets_of(np.arange(7)).tolist()
    (['优化服务', 'g20'], [0, 1, 3, 4, 0, 1, 2])
    """
    sizes, letters, most = [], [], 0
    with tempfile.SpooledTemporaryFile(SPOOLED) as file:
        for text in texts:
            every = compared(text)
            kept = every != 0
            codes = every[kept]
            file.write(codes.tobytes())
            sizes.append(len(codes))
            letters.append(np.packbits(kept))
            most = max(most, int(codes.max(initial=0)))
        place = np.arange(len(sizes)) if place is None else place
        ptr, letters_ptr = _laid_out(place, sizes), _laid_out(place, [len(bits) for bits in letters])
        found = room(int(ptr[-1]), np.uint16 if most <= 0xFFFF else np.uint32)
        bits = room(int(letters_ptr[-1]), np.uint8)
        file.seek(0)
        for at, size, mine in zip(place.tolist(), sizes, letters, strict=True):
            found[ptr[at] : ptr[at + 1]] = np.frombuffer(file.read(4 * size), dtype=np.uint32)
            bits[letters_ptr[at] : letters_ptr[at + 1]] = mine
    return Characters(found, ptr, bits, letters_ptr)


def _laid_out(place: IntArray, sizes: list[int]) -> IntArray:
    """Return where each text begins, when they are put in their places."""
    in_place = np.zeros(len(sizes) + 1, dtype=np.int64)
    in_place[1:][place] = sizes
    return np.cumsum(in_place)


def _runs(ptr: IntArray) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of some texts that follow each other, with about `BLOCK` characters."""
    first = 0
    while first < len(ptr) - 1:
        last = max(int(np.searchsorted(ptr, ptr[first] + BLOCK)), first + 1)
        yield first, min(last, len(ptr) - 1)
        first = last


def room(n: int, kind: type) -> npt.NDArray[Any]:
    """Return an array to be filled: in memory, or in a file that is gone with it where it is large."""
    if n <= MOST_IN_MEMORY:
        return np.empty(n, dtype=kind)
    with tempfile.TemporaryFile() as file:
        return np.memmap(file, dtype=kind, mode="w+", shape=(n,))


def _powers(base: np.uint64, n: int) -> HashArray:
    return np.cumprod(np.concatenate([np.ones(1, np.uint64), np.full(n, base)]), dtype=np.uint64)


def compared(text: str) -> npt.NDArray[np.uint32]:
    """Return the code points that characters are compared by, 0 for those that are not."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    table = _table()
    found = table[codes]
    unseen = found == UNSEEN
    if unseen.any():
        for code in np.unique(codes[unseen]).tolist():
            table[code] = _plain(code)
        found = table[codes]
    return found


@cache
def _table() -> npt.NDArray[np.uint32]:
    return np.full(sys.maxunicode + 1, UNSEEN, dtype=np.uint32)


def _plain(code: int) -> int:
    """Return the code point that a character is compared by, or 0 for blanks and punctuation."""
    if 0xFF01 <= code <= 0xFF5E:
        code -= FULL_WIDTH
    sign = chr(code)
    small = sign.lower()
    return 0 if not sign.isalnum() else ord(small) if len(small) == 1 else code
