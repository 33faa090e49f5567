"""Cutting text into words as jieba does, mostly with rjieba, its reimplementation in Rust.

One kind of word is parted that jieba makes up: a preposition and the level of an office (`由市/住建局`).
"""

from __future__ import annotations

import contextlib
import logging
import marshal
import re
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..imports import without
from ..lexicon import userdict

with without("pkg_resources"):  # jieba opens its files without it, and takes a tenth of the time to load
    import jieba
    import jieba.finalseg

# Where the platform has no wheel of rjieba, jieba alone gives the same words.
_FAST = find_spec("rjieba") is not None

# jieba segments blocks of these characters. rjieba joins single characters differently where a block
# contains some of the second kind: such blocks need jieba itself.
_BOTH = "\u4e00-\u9fd5a-zA-Z0-9"
_RARE = "\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_APART = rf"+#&._%\-{_RARE}"
_DOUBTFUL = re.compile(rf"(?<![{_BOTH}{_APART}])[{_BOTH}]*+[{_APART}][{_BOTH}{_APART}]*+")
_HAS_RARE = re.compile(f"[{_RARE}]")
_ALNUM = re.compile("[a-zA-Z0-9]+")

REMEMBERED = 20_000
"""Number of such blocks whose words are kept in a cache."""

_BEFORE_OFFICES, _LEVELS = "由经报被将对及到从给请送按在", "省市县区州盟旗镇乡"
"""Prepositions, and levels of government that follow them in `由市住建局负责`."""

_DUMMY = "\ue000"
"""A private-use character: the word that makes up the difference between rjieba's total count and jieba's."""


class _Tokenizer(jieba.Tokenizer):  # type: ignore[misc]
    """jieba's tokenizer, which reads its cached dictionary in one piece, in a quarter of the time."""

    initialized: bool

    def initialize(self, dictionary: str | None = None) -> None:
        """Load the dictionary from the file where jieba caches it, or as jieba does."""
        if not (self.initialized or dictionary or self.dictionary):
            with contextlib.suppress(Exception):  # as jieba, which then makes the file anew
                self.FREQ, self.total = marshal.loads(Path(tempfile.gettempdir(), "jieba.cache").read_bytes())
                self.initialized = True
        super().initialize(dictionary)


class Cutter:
    """Cuts text into words with jieba's dictionary and additional terms.

    It has its own tokenizer, so that no term leaks into or out of other users of jieba.

    Parameters
    ----------
    terms : iterable of str
        Terms never to be split; they get the frequencies that jieba suggests, in the order given.
    fast : bool
        Use rjieba where it is installed. The words are the same without it.
    """

    def __init__(self, terms: Iterable[str] = (), fast: bool = True) -> None:
        jieba.setLogLevel(logging.WARNING)
        self._jieba = _Tokenizer()
        self._jieba.initialize()
        self._rjieba: Any = import_module("rjieba").Jieba() if fast and _FAST else None
        lost = 0
        for term in terms:
            known = self._jieba.FREQ.get(term, 0)
            self._jieba.add_word(term)
            if self._rjieba is not None:
                self._rjieba.add_word(term, self._jieba.FREQ[term], "n")
                lost += known
        if self._rjieba is not None and lost:
            self._rjieba.add_word(_DUMMY, lost, "x")
        made_up = (a + b for a in _BEFORE_OFFICES for b in _LEVELS)
        self._parted = frozenset(word for word in made_up if not self._jieba.FREQ.get(word))
        self._cut_block = lru_cache(maxsize=REMEMBERED)(self._joined)

    @property
    def FREQ(self) -> dict[str, int]:
        """Frequency of each word of the dictionary, 0 for mere prefixes of words."""
        frequencies: dict[str, int] = self._jieba.FREQ
        return frequencies

    def lcut(self, text: str) -> list[str]:
        """Return what `cut` returns, under jieba's name for it."""
        return self.cut(text)

    def cut(self, text: str) -> list[str]:
        """Return the words of a text, including punctuation and blanks; joined, they give the text back."""
        words = list(self._jieba.cut(text)) if self._rjieba is None else self._fast_cut(text)
        if self._parted.isdisjoint(words):
            return words
        return [part for word in words for part in (word if word in self._parted else (word,))]

    def _fast_cut(self, text: str) -> list[str]:
        words: list[str] = []
        at = 0
        for block in _DOUBTFUL.finditer(text):
            if block.start() > at:
                words += self._rjieba.cut(text[at : block.start()], True)
            words += self._cut_block(block[0])
            at = block.end()
        if at < len(text):
            words += self._rjieba.cut(text[at:] if at else text, True)
        return words

    def _joined(self, block: str) -> tuple[str, ...]:
        """Return the words of a block: the dictionary's, and jieba's own for the characters between."""
        if _HAS_RARE.search(block):
            return tuple(self._jieba.cut(block))
        frequency = self._jieba.FREQ
        words: list[str] = []
        single = ""
        for word in (*self._rjieba.cut(block, False), ""):
            letters = _ALNUM.fullmatch(word)
            if letters and len(word) > 1 and frequency.get(word):
                return tuple(self._jieba.cut(block))  # one term, or single letters that happen to spell it?
            if len(word) == 1 or letters:
                single += word
                continue
            if len(single) > 1 and not frequency.get(single):
                words += jieba.finalseg.cut(single)
            else:
                words += single
            single = ""
            if word:
                words.append(word)
        return tuple(words)


def tokenizer(own: tuple[str, ...] = ()) -> Cutter:
    """Return a tokenizer with the project's dictionary and, optionally, a user's.

    Parameters
    ----------
    own : tuple of str
        Additional terms, see `lexicon.given_terms`; added to the project's `userdict.txt`. Not the file that
        holds them: it may be edited between two calls, and tokenizers are kept.
    """
    return _tokenizer(own)


@lru_cache(maxsize=4)
def _tokenizer(own: tuple[str, ...]) -> Cutter:
    # The cache would treat `tokenizer()` and `tokenizer(())` as different and load the dictionary twice.
    return Cutter([*userdict(), *own])


def word_tags(words: Iterable[str]) -> dict[str, str]:
    """Return the part of speech of words in jieba's dictionary; empty for words not in it.

    Parameters
    ----------
    words : iterable of str
        Words, looked up one by one, out of context.

    Returns
    -------
    dict of str to str
        `n` is a noun, `v` a verb, `vn` a verb used as a noun, and so on.
    """
    wanted = {word.encode("utf-8") for word in words}
    tags = {word.decode("utf-8"): "" for word in sorted(wanted)}
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, _, rest = line.partition(b" ")
            if word in wanted:
                tags[word.decode("utf-8")] = rest.split()[-1].decode("utf-8")
    return tags
