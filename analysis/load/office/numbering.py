"""The automatic numbers of a Word document (一、 （一） 1．), which are not in its text."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DIGITS = "〇一二三四五六七八九"
LEGAL = dict(zip("〇一二三四五六七八九十百", "零壹贰叁肆伍陆柒捌玖拾佰", strict=True))
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
BULLETS = ("bullet", "none")


class Level(NamedTuple):
    """How the paragraphs of one level of a list are numbered.

    `words` is a pattern with `%1` for the number of the first level; `digits` says that all its numbers are
    Arabic numerals. `restart` is the deepest level (from 1) below which it begins anew, 0 for none; by
    default it does so below any higher one.
    """

    kind: str
    words: str
    start: int
    digits: bool = False
    restart: int | None = None


class Numbering:
    """Counts the numbered paragraphs of a document and formats their numbers.

    Parameters
    ----------
    numbering, styles : lxml element or None
        The parts of the package that define lists and styles.
    """

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._styles = (
            {} if styles is None else {s.get(WORD + "styleId"): s for s in styles.iter(WORD + "style")}
        )
        self._lists: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._shared: dict[str, str] = {}
        if numbering is not None:
            self._define(numbering)

    def label(self, properties: Any | None) -> str:
        """Return the number of the next paragraph with these properties (`w:pPr`), or an empty string."""
        number, depth = self._place(properties)
        levels = self._lists.get(number or "", {})
        if number is None or depth not in levels:
            return ""
        counts = self._counts.setdefault(self._shared[number], {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                del counts[deeper]
        if levels[depth].kind in BULLETS:
            return ""

        def value(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            one = levels.get(level)
            if one is None:
                return ""
            return worded(counts.get(level, one.start), "decimal" if levels[depth].digits else one.kind)

        return re.sub(r"%([1-9])", value, levels[depth].words).strip()

    def style_name(self, properties: Any | None) -> str:
        """Return the name of a paragraph's style in lower case, or an empty string."""
        style = _value(properties, "pStyle")
        found = self._styles.get(style)
        return (_value(found, "name") or style or "").lower()

    def _define(self, numbering: Any) -> None:
        drafts = {
            draft.get(WORD + "abstractNumId"): {
                int(level.get(WORD + "ilvl")): _level(level) for level in draft.iter(WORD + "lvl")
            }
            for draft in numbering.iter(WORD + "abstractNum")
        }
        for number in numbering.iterchildren(WORD + "num"):
            name, draft = number.get(WORD + "numId"), _value(number, "abstractNumId") or ""
            levels = dict(drafts.get(draft, {}))
            own = False
            for change in number.iter(WORD + "lvlOverride"):
                depth = int(change.get(WORD + "ilvl") or 0)
                whole, start = change.find(WORD + "lvl"), _value(change, "startOverride")
                if whole is not None:
                    levels[depth] = _level(whole)
                if start is not None and depth in levels:
                    levels[depth] = levels[depth]._replace(start=int(start))
                    own = True
            self._lists[name] = levels
            self._shared[name] = f"num {name}" if own else f"abstract {draft}"

    def _place(self, properties: Any | None) -> tuple[str | None, int]:
        """Return the list and level of a paragraph, or else those of its style."""
        number = depth = None
        seen: set[str] = set()
        style = _value(properties, "pStyle")
        while True:
            own = None if properties is None else properties.find(WORD + "numPr")
            number = number or _value(own, "numId")
            depth = depth or _value(own, "ilvl")
            if number is not None or style is None or style in seen or style not in self._styles:
                break
            seen.add(style)
            properties = self._styles[style].find(WORD + "pPr")
            style = _value(self._styles[style], "basedOn")
        return (None if number in (None, "0") else number), int(depth or 0)


def _level(level: Any) -> Level:
    restart = _value(level, "lvlRestart")
    return Level(
        _value(level, "numFmt") or "decimal",
        _value(level, "lvlText") or "",
        int(_value(level, "start") or 1),
        level.find(WORD + "isLgl") is not None,
        None if restart is None or not restart.isdecimal() else int(restart),
    )


def _value(parent: Any | None, tag: str) -> str | None:
    found = None if parent is None else parent.find(WORD + tag)
    return None if found is None else found.get(WORD + "val")


def worded(number: int, kind: str) -> str:
    """Return a number in one of Word's list formats (`chineseCounting`, `upperRoman` ...).

    Parameters
    ----------
    number : int
        The number, from 0.
    kind : str
        A value of `w:numFmt`; unknown ones give Arabic numerals.
    """
    if kind in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
                "taiwaneseCountingThousand", "koreanCounting"):  # fmt: skip
        return chinese(number)
    if kind in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return "".join(DIGITS[int(digit)] for digit in str(number))
    if kind in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return "".join(LEGAL.get(character, character) for character in chinese(number))
    if kind in ("ideographTraditional", "ideographZodiac"):
        signs = STEMS if kind == "ideographTraditional" else BRANCHES
        return signs[number - 1] if 1 <= number <= len(signs) else str(number)
    if kind in ("upperLetter", "lowerLetter") and number >= 1:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("upperRoman", "lowerRoman"):
        return _roman(number).upper() if kind == "upperRoman" else _roman(number)
    if kind in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if kind == "decimalZero":
        return f"{number:02}"
    return str(number)


def chinese(number: int) -> str:
    """Return a number from 0 to 9999 in Chinese: 十二, 二十, 一百零三; digits beyond."""
    if not 0 <= number < 10_000:
        return str(number)
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + name
        gap = not digit
    return (words[1:] if words.startswith("一十") else words) or "零"


def _roman(number: int) -> str:
    words = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        words += letters * times
    return words
