"""Texts as one array of characters, without blanks and punctuation, each with its place in its text."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
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

BLOCK = 1 << 20
"""Characters that are worked on at a time."""

MOST_IN_MEMORY = 30_000_000
"""Characters of which arrays are held in memory."""

HashArray = npt.NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Characters:
    """Letters and digits of several texts, one after the other.

    Attributes
    ----------
    codes : ndarray of uint32, shape (n_characters,)
        Code points; full-width letters and digits are those of ASCII, and capitals are small.
    offsets : ndarray of int32, shape (n_characters,)
        Place of each in its own text.
    ptr : ndarray of int64, shape (n_texts + 1,)
        Where each text begins.
    """

    codes: npt.NDArray[np.uint32]
    offsets: IntArray
    ptr: IntArray

    @cached_property
    def texts(self) -> IntArray:
        """Number of the text of each character, shape (n_characters,)."""
        found = room(len(self.codes), np.int32)
        for text, (begin, end) in enumerate(pairwise(self.ptr.tolist())):
            found[begin:end] = text
        return found

    @cached_property
    def prefix_hashes(self) -> tuple[HashArray, HashArray]:
        """Hashes of the first n characters, and the powers of the base, for `hashes_of`.

        The hash of n + k characters is that of n, times the base to the power of k, plus the sum of each
        further code times its power; powers of the inverse make that a running sum (modulo 2**64).
        """
        longest = int(np.diff(self.ptr).max(initial=0))
        steps = min(BLOCK, len(self.codes))
        powers = _powers(BASE, max(longest, steps))
        inverse = _powers(np.uint64(pow(int(BASE), -1, 1 << 64)), steps)
        sums = room(len(self.codes) + 1, np.uint64)
        sums[0] = 0
        for at in range(0, len(self.codes), BLOCK):
            codes = self.codes[at : at + BLOCK].astype(np.uint64)
            n = np.arange(1, len(codes) + 1)
            sums[at + 1 : at + 1 + len(codes)] = powers[n] * (sums[at] + np.cumsum(codes * inverse[n]))
        return sums, powers

    def hashes_of(self, starts: IntArray, lengths: IntArray) -> HashArray:
        """Return the hash of each stretch; equal stretches have equal hashes."""
        sums, powers = self.prefix_hashes
        return sums[starts + lengths] - sums[starts] * powers[lengths]

    def hashes_between(self, begin: int, end: int, n: int) -> HashArray:
        """Return the hashes of the stretches of `n` characters that begin from `begin` up to `end`."""
        sums, powers = self.prefix_hashes
        return np.asarray(sums[begin + n : end + n] - sums[begin:end] * powers[n])

    def string(self, text: int) -> str:
        """Return the characters of one text."""
        return self.codes[self.ptr[text] : self.ptr[text + 1]].astype("<u4").tobytes().decode(
            "utf-32-le", "surrogatepass")  # fmt: skip


def characters_of(texts: Iterable[str], place: IntArray | None = None) -> Characters:
    """Return the letters and digits of texts as one array, in files where they are many.

    Parameters
    ----------
    texts : iterable of str
        Cleaned texts; they are read twice.
    place : ndarray of int, shape (n_texts,), optional
        Where each text stands among the others; by default in their order.

    Examples
    --------
    >>> from analysis.reuse.characters import characters_of
    >>> pool = characters_of(["优化 服务。", "Ｇ20"])
    >>> pool.string(0), pool.string(1), pool.offsets.tolist()
    ('优化服务', 'g20', [0, 1, 3, 4, 0, 1, 2])
    """
    sizes = np.array([np.count_nonzero(compared(text)) for text in texts], dtype=np.int64)
    place = np.arange(len(sizes)) if place is None else place
    in_place = np.zeros(len(sizes) + 1, dtype=np.int64)
    in_place[1:][place] = sizes
    ptr = np.cumsum(in_place)
    codes, offsets = room(int(ptr[-1]), np.uint32), room(int(ptr[-1]), np.int32)
    for at, text in zip(place.tolist(), texts, strict=True):
        every = compared(text)
        kept = np.flatnonzero(every)
        codes[ptr[at] : ptr[at + 1]], offsets[ptr[at] : ptr[at + 1]] = every[kept], kept
    return Characters(codes, offsets, ptr)


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
    for code in np.unique(codes[table[codes] == UNSEEN]).tolist():
        table[code] = _plain(code)
    return table[codes]


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
