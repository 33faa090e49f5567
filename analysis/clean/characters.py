"""Look-alikes of ordinary characters (radicals, compatibility forms), and lines of doubled characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..lexicon import SUPPLEMENT
from .records import Line, Outcome, rewrite
from .signs import sign

_LOOKALIKE = re.compile(
    "[\u2e80-\u2fdf\uf900-\ufaff\U0001d400-\U0001d7ff\U0002f800-\U0002fa1f｡｢｣､･︐-︖︙︱︵-﹄﹐-﹒﹔-﹗﹙-﹞⒈-⒛丶]"
)
_MARKS = str.maketrans(
    "丶｡｢｣､･︐︑︒︓︔︕︖︙︱︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹐﹑﹒﹔﹕﹖﹗﹙﹚﹛﹜﹝﹞",
    "、。「」、・，、。：；！？…—（）｛｝〔〕【】《》〈〉「」『』，、．；：？！（）｛｝〔〕",
)
"""Half-width marks, those of vertical lines, and small ones."""

_OTHERS = "АВСЕНІЈКМОРЅТХаеосрхіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
_LATIN = str.maketrans(_OTHERS, "ABCEHIJKMOPSTXaeocpxijsABEZHIKMNOPTYX")
_OTHER_LETTER = re.compile(
    f"(?<=[A-Za-z0-9])[{_OTHERS}]{{1,3}}(?![\u0370-\u04ff])|(?<![\u0370-\u04ff])[{_OTHERS}]{{1,3}}(?=[A-Za-z0-9])"
)
"""Letters of Cyrillic and Greek that look like Latin ones, beside these."""

_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_ANY = sign(f"{_LOOKALIKE.pattern}|[{_OTHERS}]|{_SELECTOR.pattern}")
"""What none of them is without: most lines."""

_LEAST = {4: 4, 3: 4, 2: 5}
"""Fewest characters of a run that is certain: two each also make words (高高兴兴快快乐乐)."""

_RUNS = {
    n: re.compile(rf"(\S)\1{{{n - 1}}}(?:[ \u3000]*(\S)\2{{{n - 1}}}){{{least - 1},}}")
    for n, least in _LEAST.items()
}
_WHOLE = {n: re.compile(rf"(?:(\S)\1{{{n - 1}}}|\s)+") for n in (4, 3, 2)}
FEWEST_PAIRS = 3
"""Minimum number of pairs in a wholly doubled line, once another line is certainly doubled."""


def unify_characters(lines: Sequence[Line]) -> Outcome:
    """Turn radicals (⾼), compatibility forms (U+F967) and odd marks (｡﹁) into ordinary characters.

    Variation selectors, which only select a glyph of the same character, are removed.
    """

    def change(text: str) -> tuple[str, list[str]]:
        found: list[str] = []

        def replace(match: re.Match[str]) -> str:
            new = SUPPLEMENT.get(match[0]) or match[0].translate(_MARKS)
            new = new if new != match[0] else unicodedata.normalize("NFKC", match[0])
            if new != match[0]:
                found.append(f"{match[0]}→{new} ")
            return new

        def drop(match: re.Match[str]) -> str:
            found.extend(f"U+{ord(character):04X} " for character in match[0])
            return ""

        def latin(match: re.Match[str]) -> str:
            found.append(f"{match[0]}→{match[0].translate(_LATIN)} ")
            return match[0].translate(_LATIN)

        return _OTHER_LETTER.sub(latin, _SELECTOR.sub(drop, _LOOKALIKE.sub(replace, text))), found

    return rewrite("characters", lines, change, _ANY)


def undouble(lines: Sequence[Line]) -> Outcome:
    """Undouble lines in which every character occurs twice (政政府府工工作作) or more, as in bold PDF text.

    Five such characters in a row are certain, or four that occur three times or more; blanks may part them
    unless all between are words (高高兴兴 快快乐乐). Where they occur, lines that consist of at least three
    count as repeated too.
    """
    kept, entries = list(lines), []
    for times in _RUNS:
        same = _as_before(kept)
        if np.count_nonzero(same) < 5:  # as in most texts
            break
        if _may_be_repeated(same, times):
            kept, done = _undoubled(kept, times)
            entries += done
    return Outcome(kept, entries)


def _as_before(lines: Sequence[Line]) -> npt.NDArray[np.bool_]:
    """Return which characters of a text, without its blanks, are the same as the one before."""
    text = "\n".join(line.text for line in lines).replace(" ", "").replace("\u3000", "")
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.asarray(codes[1:] == codes[:-1])


def _may_be_repeated(same: npt.NDArray[np.bool_], times: int) -> bool:
    """Return whether enough characters in a row may occur `times` times each; the pattern is slow."""
    least = _LEAST[times]
    n = len(same) - (least - 1) * times
    return n > 0 and bool(
        np.logical_and.reduce([same[k * times : k * times + n] for k in range(least)]).any()
    )


def _undoubled(lines: list[Line], times: int) -> Outcome:
    runs, whole = _RUNS[times], _WHOLE[times]
    sure = any(_is_doubled(match[0], times) for line in lines for match in runs.finditer(line.text))
    if not sure:
        return Outcome(lines, [])

    def change(text: str) -> tuple[str, list[str]]:
        if whole.fullmatch(text) and len(text.replace(" ", "")) >= times * FEWEST_PAIRS:
            return _once(text, times), [f"{text}→{_once(text, times)} "]
        found: list[str] = []

        def thin(match: re.Match[str]) -> str:
            if not _is_doubled(match[0], times):
                return match[0]
            found.append(f"{match[0]}→{_once(match[0], times)} ")
            return _once(match[0], times)

        return runs.sub(thin, text), found

    return rewrite("doubled", lines, change)


def _is_doubled(run: str, times: int) -> bool:
    """Return whether a run has four different Han characters (dots and zeros do not) and is no words."""
    n_han = len({character for character in run if "㐀" <= character <= "鿿"})
    return n_han >= 4 and (times > 2 or max(map(len, run.split())) > len("高高兴兴"))


def _once(text: str, times: int) -> str:
    return re.sub(rf"(\S)\1{{{times - 1}}}", r"\1", text)
