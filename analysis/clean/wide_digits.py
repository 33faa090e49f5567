"""Numbers whose digits are spaced out: `3 0 0 0亿元`, `2 0 2 3 年`."""

from __future__ import annotations

import re

_HAN = "㐀-䶿一-鿿"
# The digit and the space come first, where these patterns are looked for from one to the next.
_WIDE = r"\d(?<![\d.] \d)(?<![\d.]\d)(?:(?: \d)+(?: ?[.．] ?\d(?: \d)*)?| ?[.．] \d(?: \d)*| [.．]\d(?: \d)*)"
_UNITS = "[余多亿万千百十个家人元项户名公平立吨件次倍天处场条位所座套辆台亩米岁种类批期份届]"
_WIDE_DIGITS = re.compile(rf"{_WIDE}(?= ?[年月日%％]|{_UNITS})")
_ALL_WIDE = re.compile(rf"{_WIDE}(?= ?[{_HAN}%％，。、；：）)])")
"""Digits that are closed where a text spaces its digits out: a space may stand before the unit too."""

_SURELY_WIDE = re.compile(
    r"(?<![\d.] )(?<![\d.])(?:\d(?: \d){2,}|\d(?: \d)+ ?[.．] ?\d(?: \d)*)"
    rf"(?= ?(?:[年%％‰]|{_UNITS}))"
    rf"|(?<=[{_HAN}])\d{{1,3}}(?: [.．] ?|[.．] )\d{{1,2}}(?= ?[%％万亿])"
    r"|(?<![\d.] )(?<![\d.])[12](?: \d){3}(?= ?[-–—―－~～至])"
)
"""A year, a count or a share whose digits are spaced out: sure even where there is only one in a text."""

_ANY_WIDE = re.compile(r" (?:(?<=\d )[\d.．]|(?<=[.．] )\d)")
"""What all spaced-out numbers have in them: quick to look for, and most texts have none."""

WIDE_YEAR = re.compile(r"(?<![〇○零一二三四五六七八九十])[一二](?: ?[〇○零一二三四五六七八九]){3} ?(?=年)")
"""A year in Chinese digits, perhaps spaced out: sure even where there is only one in a text."""

_WIDE_RANGE = re.compile(
    r"(?<=\d) ?(?:[—–－~～]+|-) ?(?=\d)|(?<=\d) (?=[年月日]|[A-Z](?![A-Za-z]))|(?<=[年月]) (?=\d\d? ?[月日])"
)
"""What stands between the numbers of a range, and before their units."""

_WIDE_LETTERS = re.compile(r"(?<![A-Za-z])(?<![A-Za-z] )[A-Z](?: [A-Z]){1,5}(?! ?[A-Za-z])")

_ORDINAL = re.compile(r"第(?: \d{1,4} ?|\d{1,4} )(?=[届次条章节期批轮名位号])")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?: , ?|, )\d{3}(?= ?[亿万元])")
_SPACED_THOUSANDS = re.compile(
    r"(?<![\d.,])(?<![\d.,] )\d(?: \d){0,2}(?: ?, ?\d \d \d)+(?: ?[.．] ?\d(?: \d)*)?"
    rf"(?= ?(?:[%％‰]|{_UNITS}))"
)
"""Numbers with blanks beside them that are sure wherever they stand: an ordinal, marks of thousands."""

_WIDE_PERCENT = re.compile(r"(?<=\d) ?％")

FEWEST_WIDE = 3
"""Minimum number of spaced-out numbers (3 0 0 0亿元) showing that a text spaces its digits out."""


def spaces_digits(text: str) -> bool:
    """Return whether a text spaces its digits out.

    Parameters
    ----------
    text : str
        A text whose blanks are single spaces.
    """
    if not _ANY_WIDE.search(text):
        return False
    n_wide = len(_WIDE_DIGITS.findall(text))
    return n_wide + len(_SURELY_WIDE.findall(text)) // 2 >= FEWEST_WIDE


def has_wide_digits(text: str) -> bool:
    """Return whether there is a number in a line that is surely spaced out.

    Parameters
    ----------
    text : str
        A line.
    """
    if _ORDINAL.search(text) or (" ," in text and _THOUSANDS.search(text)) or _SPACED_THOUSANDS.search(text):
        return True
    return _ANY_WIDE.search(text) is not None and _SURELY_WIDE.search(text) is not None


def close_digits(text: str, closed: list[str], sure: bool = False) -> str:
    """Return a line with spaced-out numbers closed up.

    Parameters
    ----------
    text : str
        A line.
    closed : list of str
        To which the places are added.
    sure : bool
        Whether the text spaces its digits out, letters too.

    Examples
    --------
    >>> from analysis.clean.wide_digits import close_digits
    >>> close_digits("投资3 0 0 0亿元", [])
    '投资3000亿元'
    """

    def close(match: re.Match[str]) -> str:
        closed.append(match[0] + "｜")
        return match[0].replace(" ", "").replace("．", ".")

    n_before = len(closed)
    text = _SPACED_THOUSANDS.sub(close, text)
    text = _SURELY_WIDE.sub(close, (_ALL_WIDE if sure else _WIDE_DIGITS).sub(close, text))
    text = _THOUSANDS.sub(close, _ORDINAL.sub(close, text))
    text = _WIDE_RANGE.sub(close, _WIDE_LETTERS.sub(close, text)) if sure else text
    return text if len(closed) == n_before else _WIDE_PERCENT.sub("%", text)
