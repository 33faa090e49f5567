"""Texts as one array of characters, without blanks and punctuation, each with its place in its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ..corpus import IntArray

FULL_WIDTH = 0xFEE0
BASE = np.uint64(0x9E3779B97F4A7C15)

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
        return np.repeat(np.arange(len(self.ptr) - 1), np.diff(self.ptr))

    @cached_property
    def prefix_hashes(self) -> tuple[HashArray, HashArray]:
        """Hashes of the first n characters, and the powers of the base, for `hashes_of`."""
        from itertools import accumulate

        base, mask = int(BASE), (1 << 64) - 1
        sums = accumulate(self.codes.tolist(), lambda h, code: (h * base + code) & mask, initial=0)
        powers = accumulate(range(len(self.codes)), lambda p, _: (p * base) & mask, initial=1)
        n = len(self.codes) + 1
        return np.fromiter(sums, np.uint64, n), np.fromiter(powers, np.uint64, n)

    def hashes_of(self, starts: IntArray, lengths: IntArray) -> HashArray:
        """Return the hash of each stretch; equal stretches have equal hashes."""
        sums, powers = self.prefix_hashes
        return sums[starts + lengths] - sums[starts] * powers[lengths]

    def string(self, text: int) -> str:
        """Return the characters of one text."""
        return self.codes[self.ptr[text] : self.ptr[text + 1]].astype("<u4").tobytes().decode(
            "utf-32-le", "surrogatepass")  # fmt: skip


def characters_of(texts: Sequence[str]) -> Characters:
    """Return the letters and digits of texts as one array.

    Parameters
    ----------
    texts : sequence of str
        Cleaned texts.

    Examples
    --------
    >>> from analysis.reuse.characters import characters_of
    >>> pool = characters_of(["优化 服务。", "Ｇ20"])
    >>> pool.string(0), pool.string(1), pool.offsets.tolist()
    ('优化服务', 'g20', [0, 1, 3, 4, 0, 1, 2])
    """
    coded = [np.frombuffer(t.encode("utf-32-le", "surrogatepass"), dtype="<u4") for t in texts]
    lengths = np.array([len(codes) for codes in coded], dtype=np.int64)
    codes = np.concatenate([*coded, np.zeros(0, dtype="<u4")]).astype(np.uint32)
    offsets = np.arange(len(codes)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    found, back = np.unique(codes, return_inverse=True)
    kept = np.array([_plain(int(code)) for code in found], dtype=np.uint32)[back]
    rows = np.repeat(np.arange(len(texts)), lengths)[kept > 0]
    sizes = np.bincount(rows, minlength=len(texts))
    return Characters(
        kept[kept > 0], offsets[kept > 0].astype(np.int32), np.concatenate([[0], np.cumsum(sizes)])
    )


def _plain(code: int) -> int:
    """Return the code point that a character is compared by, or 0 for blanks and punctuation."""
    if 0xFF01 <= code <= 0xFF5E:
        code -= FULL_WIDTH
    sign = chr(code)
    small = sign.lower()
    return 0 if not sign.isalnum() else ord(small) if len(small) == 1 else code
