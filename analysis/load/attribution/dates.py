"""Finds dates: whole cells, names of files, labels of pages, lines of place and date, signatures."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

ZEROS = "〇○◯零ＯOОоΟο0"
"""What stands for nought in a written date: signs, Latin, Cyrillic and Greek letters, the digit."""

DIGITS = dict.fromkeys(ZEROS, "0") | {c: str(i) for i, c in enumerate("一二三四五六七八九", 1)}
PLACED = f"{ZEROS}一二三四五六七八九"
NUMERAL = f"[{PLACED}十]"
YEAR = r"(?:19[4-9]\d|20\d\d)"
_MONTHS = r"\s*\d{1,2}\s*月?\s*[-—–~～至到]\s*\d{1,2}\s*月"
"""Behind a year, several months of it."""

NUMERIC = re.compile(
    rf"(?<!\d)(?P<y>{YEAR})(?:\s*[-/.年](?!{_MONTHS})\s*(?P<m>0?[1-9]|1[0-2])(?!\d)(?:\s*[-/.月]\s*(?P<d>0?[1-9]|[12]\d|3[01])(?!\d)日?|\s*月)?"
    r"|\s*年(?![代度])|(?!\d))"
)
COMPACT = re.compile(
    rf"(?<![\d第号码])(?P<y>{YEAR})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])[0-5]\d[0-5]\d)?(?!\d)"
)
WORDED = re.compile(
    rf"(?P<y>[一二][{PLACED}]{{3}})年(?:(?P<m>{NUMERAL}{{1,2}})月(?:(?P<d>{NUMERAL}{{1,3}})日)?)?"
)
MIXED = re.compile(
    rf"(?<![\d{PLACED}])(?P<y>[12一二][0-9{PLACED}]{{3}})(?=年(?P<month>[一二三四五六七八九十{ZEROS}]{{1,2}}月)?(?P<digit>[1-9])?)"
)
IN_WORDS = str.maketrans("0123456789", "〇一二三四五六七八九")
WIDE = str.maketrans({chr(0xFF10 + digit): str(digit) for digit in range(10)})
_BLANK = r"[ \u3000]*"
SET_WIDE = re.compile(
    rf"(?<![\d.])[12](?:[ \u3000]?\d){{3}}{_BLANK}年"
    rf"(?:{_BLANK}\d[ \u3000]?\d?{_BLANK}月(?:{_BLANK}\d[ \u3000]?\d?{_BLANK}日)?)?"
)
LAST_YEAR = re.compile(rf"(?P<a>\d{{1,2}})[/.-](?P<b>\d{{1,2}})[/.-](?P<y>{YEAR})(?!\d)")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
ENGLISH = re.compile(
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<m>{'|'.join(MONTHS)})[a-z]*\.?\s*(?:(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?,?\s*(?P<y>{YEAR})",
    re.I,
)
YEAR_MONTH = re.compile(rf"({YEAR})(0[1-9]|1[0-2])(?:\.0)?")
OTHER_MARKS = re.compile(
    rf"(?P<y>{YEAR})(?P<mark>[—–－_·、，,\\／ \u3000]+)(?P<m>\d{{1,2}})(?P=mark)(?P<d>\d{{1,2}})"
    r"[日号]?(?:[\sT]+\d{1,2}[:：时]\d\d.*)?"
)
"""A day whose parts stand between marks that are no dashes, strokes or stops."""

WORDED_YEAR = re.compile(f"[一二][{PLACED}]{{3}}")
_MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]*"
NAMED_MONTH = re.compile(
    rf"(?:(?P<d1>\d{{1,2}})[-/ ](?P<m1>{_MONTH})[-/ ](?P<y1>{YEAR})"
    rf"|(?P<y2>{YEAR})[-/ ](?P<m2>{_MONTH})[-/ ](?P<d2>\d{{1,2}}))(?!\d)",
    re.I,
)
MINUTES = re.compile(rf"^({YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:[01]\d|2[0-3])[0-5]\d$")
"""A day with hours and minutes glued to it, in a cell; in a name it may be a number."""

OF_CENTURY = re.compile(r"^(?P<y>[0-2]\d|[5-9]\d)年(?=\d{1,2}月(?:\d{1,2}[日号])?$)")
"""A year of two digits before a month, in a cell."""

NUMBER = re.compile(r"(\d{5}|\d{9,10}|\d{13})(?:\.\d*)?")
WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,，]?\s+", re.I)
JSON_DATE = re.compile(r"/Date\((\d{12,13})(?:[+-]\d{4})?\)/")
FIRST_DAY, LAST_DAY = 18_264, 60_000  # 1950-01-01 and 2064-04-08 as spreadsheets count
EAST = timezone(timedelta(hours=8))
SHORT_YEAR = 50
"""Two digits in a column of years are in this century up to here."""

SHORT = re.compile(r"(?:FY|[’‘'])?\s?(\d\d)(?:\.0)?", re.I)
"""A year of two digits, behind what shows that it is one."""

PARTED_YEAR = re.compile(r"[12]\s*[\dOol]\s*[\dOolI]\s*[\dOolI]\s*年?")
_DIGITS_ALIKE = str.maketrans("OolI", "0011")
"""A year with blanks between its digits, or letters that look like them (`202 1`, `2O19`)."""

TWO_YEARS = re.compile(rf"(?P<y>{YEAR})年?\s*[-—–~～/至到]\s*(?:1[3-9]|[2-4]\d)(?!\d)")
"""A year and the next one in two digits (`2020-21`), which is no month."""

YEAR_TOO_LONG = re.compile(r"(?:19|20)\d{3}(?:\.0)?")
THOUSANDS = re.compile(r"([12]),(\d{3})")
SHORT_MONTH = re.compile(r"(?P<m>[A-Za-z]{3})-(?P<y>\d\d)")
"""Years and months as spreadsheets show them: `2,021`, `Feb-23`."""

DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Found(NamedTuple):
    """A date in a text: ISO form as far as stated, and its position."""

    date: str
    start: int
    end: int


def find_dates(text: str) -> list[Found]:
    """Return the dates in `text` that state a year, in order of occurrence.

    Parameters
    ----------
    text : str
        Any text; digits, `二〇二三年二月一日` and `20230201` are understood.
    """
    text = text.translate(WIDE)
    if "年" not in text and "19" not in text and "20" not in text:
        return []
    if "年" in text:
        text = MIXED.sub(_plain_digits, text)
        text = SET_WIDE.sub(_narrowed, text)
    found: list[Found] = []
    for pattern in (COMPACT, NUMERIC, WORDED):
        for match in pattern.finditer(text):
            date = _iso(match, worded=pattern is WORDED)
            if date:
                found.append(Found(date, match.start(), match.end()))
    return sorted(found, key=lambda one: one.start)


def _plain_digits(match: re.Match[str]) -> str:
    """Return a year written half in digits and half in characters as its month is: in digits or in words."""
    if not match["digit"] and not any(c.isdecimal() for c in match["y"]):
        return match["y"]
    digits = "".join(DIGITS.get(c, c) for c in match["y"])
    return digits.translate(IN_WORDS) if match["month"] else digits


def _narrowed(match: re.Match[str]) -> str:
    """Return a date with spaced-out digits without its spaces, padded to the same length."""
    close = re.sub(r"[ \u3000]", "", match[0])
    return close.rjust(len(match[0]))


def parse_date(cell: str) -> str | None:
    """Return the date a cell states (`2023-02-01`, `2023-02` or `2023`), None when it states none or several.

    Parameters
    ----------
    cell : str
        A cell of a table; a time of day after the date is ignored.
    """
    cell = WEEKDAY.sub("", cell.strip())
    cell = OF_CENTURY.sub(
        lambda match: f"{20 if int(match['y']) < SHORT_YEAR else 19}{match['y']}年", cell.translate(WIDE)
    )
    cell = MINUTES.sub(r"\1", cell)
    number = NUMBER.fullmatch(cell) or JSON_DATE.fullmatch(cell)
    if number:
        return _counted_date(int(number[1]))
    month = YEAR_MONTH.fullmatch(cell)
    if month:
        return f"{month[1]}-{month[2]}"
    foreign = _foreign_date(cell)
    if foreign:
        return foreign
    if marked := OTHER_MARKS.fullmatch(cell):
        return _iso(marked, worded=False) or marked["y"]
    if WORDED_YEAR.fullmatch(cell):
        cell = f"{cell}年"
    found = find_dates(cell)
    return found[0].date if len({one.date for one in found}) == 1 else None


def _foreign_date(cell: str) -> str | None:
    """Return the date in a cell whose year comes last: `Jan 18, 2021`, `18/01/2021` if it fits so only."""
    last = LAST_YEAR.match(cell)
    if last:
        a, b = int(last["a"]), int(last["b"])
        day, month = (a, b) if a > 12 else (b, a)
        return f"{last['y']}-{month:02}-{day:02}" if month <= 12 < day <= DAYS[month - 1] else None
    short = SHORT_MONTH.fullmatch(cell)
    if short and short["m"].lower() in MONTHS:
        century = 2000 if int(short["y"]) < SHORT_YEAR else 1900
        return f"{century + int(short['y'])}-{MONTHS.index(short['m'].lower()) + 1:02}"
    if between := NAMED_MONTH.match(cell):
        told = {name[0]: value for name, value in between.groupdict().items() if value}
        month, day = MONTHS.index(told["m"][:3].lower()) + 1, int(told["d"])
        return f"{told['y']}-{month:02}-{day:02}" if 0 < day <= DAYS[month - 1] else None
    named = ENGLISH.match(cell)
    if not named:
        return None
    month, day = MONTHS.index(named["m"].lower()) + 1, int(named["d1"] or named["d2"] or 0)
    return f"{named['y']}-{month:02}" + (f"-{day:02}" if 0 < day <= DAYS[month - 1] else "")


def _counted_date(number: int) -> str | None:
    """Return the date that a spreadsheet (days since 1899-12-30) or a program (seconds since 1970) counts."""
    if FIRST_DAY <= number <= LAST_DAY:
        return str(datetime(1899, 12, 30) + timedelta(days=number))[:10]
    if number > 10**11:
        number //= 1000
    return str(datetime.fromtimestamp(number, EAST).date()) if 10**8 < number < 4 * 10**9 else None


def parse_year(cell: str) -> int | None:
    """Return the year a cell of years states, or None; `21` and `二〇二一` are 2021 there.

    `20210` is a slip in a year, and no day of 1955 as spreadsheets count.
    """
    cell = cell.translate(WIDE).strip()
    if YEAR_TOO_LONG.fullmatch(cell):
        return None
    if PARTED_YEAR.fullmatch(cell):
        cell = re.sub(r"\s", "", cell).translate(_DIGITS_ALIKE)
    bare = THOUSANDS.sub(r"\1\2", cell).removesuffix("年")
    cell = bare if THOUSANDS.fullmatch(cell) else cell
    if short := SHORT.fullmatch(bare):
        return (2000 if int(short[1]) < SHORT_YEAR else 1900) + int(short[1])
    if TWO_YEARS.match(cell):
        return None
    if re.fullmatch(f"[一二]{NUMERAL}{{3}}", bare) and "十" not in bare:
        cell = f"{bare}年"
    date = parse_date(cell)
    return int(date[:4]) if date else None


def numeral(word: str) -> int:
    """Return the number that Chinese digits write, place by place (二〇二三) or with tens (二十三)."""
    if "十" not in word:
        return int("".join(DIGITS[c] for c in word))
    tens, _, ones = word.partition("十")
    return 10 * (int(DIGITS[tens]) if tens else 1) + (int(DIGITS[ones[:1]]) if ones else 0)


def _iso(match: re.Match[str], worded: bool) -> str | None:
    read = numeral if worded else int
    year, month, day = (read(part) if part else None for part in (match["y"], match["m"], match["d"]))
    if year is None or not 1949 <= year <= 2099:
        return None
    if month is None:
        return f"{year}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{day:02}" if 1 <= day <= DAYS[month - 1] else None
