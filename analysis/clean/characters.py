"""Look-alikes of ordinary characters (radicals, compatibility forms), and lines of doubled characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from .records import Line, Outcome, rewrite

# Unicode maps all Kangxi radicals to characters, but only two of the supplement.
_SUPPLEMENT = dict(
    zip(
        "⺁⺄⺇⺈⺋⺌⺍⺎⺏⺓⺕⺗⺙⺛⺝⺟⺠⺢⺣⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺳⺶⺷⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙几勹卩小小兀尣幺彐心攴无月母民水火爪爿牛犬王疋目示礻竹糸纟罒罓羊羋耂肀聿月臼艹艹艹虎衣西西见角角讠贝车辶辶辶邑钅長镸长门阜阝雨青韦页风飞食飠飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
_LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_PAIRS = re.compile(r"(?:(\S)\1){5,}")
_WHOLE = re.compile(r"(?:(\S)\1|\s)+")
FEWEST_PAIRS = 3
"""Minimum number of pairs in a wholly doubled line, once another line is certainly doubled."""


def unify_characters(lines: Sequence[Line]) -> Outcome:
    """Turn radicals (⾼) and compatibility forms (U+F967) into the ordinary characters they look like.

    Variation selectors, which only select a glyph of the same character, are removed.
    """

    def change(text: str) -> tuple[str, list[str]]:
        found: list[str] = []

        def replace(match: re.Match[str]) -> str:
            new = _SUPPLEMENT.get(match[0]) or unicodedata.normalize("NFKC", match[0])
            if new != match[0]:
                found.append(f"{match[0]}→{new} ")
            return new

        def drop(match: re.Match[str]) -> str:
            found.extend(f"U+{ord(character):04X} " for character in match[0])
            return ""

        return _SELECTOR.sub(drop, _LOOKALIKE.sub(replace, text)), found

    return rewrite("characters", lines, change)


def undouble(lines: Sequence[Line]) -> Outcome:
    """Undouble lines in which every character occurs twice (政政府府工工作作), as in bold PDF text.

    Five pairs in a row are certain. Where they occur, lines that consist of at least three pairs count as
    doubled too.
    """
    sure = any(_is_doubled(match[0]) for line in lines for match in _PAIRS.finditer(line.text))
    if not sure:
        return Outcome(list(lines), [])

    def change(text: str) -> tuple[str, list[str]]:
        if _WHOLE.fullmatch(text) and len(text.replace(" ", "")) >= 2 * FEWEST_PAIRS:
            return _half(text), [f"{text}→{_half(text)} "]
        found: list[str] = []

        def halve(match: re.Match[str]) -> str:
            if not _is_doubled(match[0]):
                return match[0]
            found.append(f"{match[0]}→{_half(match[0])} ")
            return _half(match[0])

        return _PAIRS.sub(halve, text), found

    return rewrite("doubled", lines, change)


def _is_doubled(run: str) -> bool:
    """Return whether a run of pairs has at least four different Han characters; dots and zeros do not."""
    return len({character for character in run if "㐀" <= character <= "鿿"}) >= 4


def _half(text: str) -> str:
    return re.sub(r"(\S)\1", r"\1", text)
