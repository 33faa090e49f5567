"""Catalogues: the texts of reports and of reading, and the names that files use."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from ..checks import check_choice
from ..errors import DataFileError
from .files import DATA, read_lines, read_toml


@cache
def html_selectors() -> tuple[str, ...]:
    """Return the CSS selectors of the main text of web pages, most reliable first."""
    return tuple(line for _, line in read_lines(DATA / "html_selectors.txt"))


@cache
def html_asides() -> str:
    """Return the CSS selector of the parts of web pages that are never their text."""
    return ", ".join(line for _, line in read_lines(DATA / "html_asides.txt"))


@cache
def surnames() -> str:
    """Return the common surnames of one character, one after the other."""
    return "".join(line for _, line in read_lines(DATA / "surnames.txt"))


@cache
def error_phrases() -> re.Pattern[str]:
    """Return the pattern of phrases found only on error, firewall and log-in pages.

    Raises
    ------
    DataFileError
        When a line is not a regular expression.
    """
    return _any_line("error_pages.txt")


@cache
def litter() -> re.Pattern[str]:
    """Return the pattern of what sites put into a text against copying.

    Raises
    ------
    DataFileError
        When a line is not a regular expression.
    """
    return _any_line("litter.txt")


def _any_line(name: str) -> re.Pattern[str]:
    """Return the pattern that any line of a data file fits, without regard to case."""
    path = DATA / name
    phrases = []
    for number, line in read_lines(path):
        try:
            re.compile(line)
        except re.error as fault:
            raise DataFileError(f"{path}: line {number}: {fault}.") from None
        phrases.append(f"(?:{line})")
    return re.compile("|".join(phrases), re.IGNORECASE)


PAGE_WORDS = ("address", "thing", "state", "action", "site", "farewell")


@cache
def page_words() -> tuple[re.Pattern[str], ...]:
    """Return patterns of the words of error and log-in pages, one of each kind in `PAGE_WORDS`.

    Raises
    ------
    DataFileError
        When a kind is missing or is not a regular expression.
    """
    path = DATA / "page_words.toml"
    table: dict[str, str] = read_toml(path)
    if tuple(table) != PAGE_WORDS:
        raise DataFileError(f"{path}: {', '.join(PAGE_WORDS)} are required, not {', '.join(table)}.")
    try:
        return tuple(re.compile("".join(words.split()), re.IGNORECASE) for words in table.values())
    except re.error as fault:
        raise DataFileError(f"{path}: {fault}.") from None


RECORD_LABELS = ("title", "publisher", "date", "year", "text", "whole", "of_papers", "other")


@cache
def record_labels() -> dict[str, list[str]]:
    """Return the labels of records of papers by what they mean.

    Raises
    ------
    DataFileError
        When a meaning is missing.
    """
    path = DATA / "record_labels.toml"
    table: dict[str, list[str]] = read_toml(path)
    if tuple(table) != RECORD_LABELS:
        raise DataFileError(f"{path}: {', '.join(RECORD_LABELS)} are required, not {', '.join(table)}.")
    return table


@cache
def column_names() -> tuple[tuple[str, str], ...]:
    """Return the names that tables use for our columns, as pairs (column, name), preferred names first."""
    path = DATA / "columns.csv"
    rows = [tuple(line.split(",")) for _, line in read_lines(path)]
    for (number, line), row in zip(read_lines(path), rows, strict=True):
        if len(row) != 2 or not all(row):
            raise DataFileError(f"{path}: line {number}: `column,name` is required, not {line!r}.")
    return tuple((row[0], row[1].lower()) for row in rows[1:])


def grouping_name(by: str, lang: str) -> str:
    """Return the name of a grouping as written in a sentence; of several columns the names joined.

    Examples
    --------
    >>> from analysis.lexicon import grouping_name
    >>> grouping_name("city,year", "zh"), grouping_name("city,tier", "en")
    ('城市—年份', 'city and tier')
    """
    known = messages(lang)["by"]
    return str(known["and"]).join(str(known.get(name.strip(), name.strip())) for name in by.split(","))


JOINT = " · "
"""Separates the values of several columns in the name of a group: 柳州市 · 2023."""


def group_name(group: object, by: str, lang: str) -> str:
    """Return the name of a group as written in a sentence: of a year and of several columns it differs.

    Examples
    --------
    >>> from analysis.lexicon.catalogues import group_name
    >>> group_name("2021", "year", "zh"), group_name("柳州市 · 2021", "city,year", "zh")
    ('2021 年', '柳州市 2021 年')
    """
    known, columns = messages(lang)["group_names"], [name.strip() for name in by.split(",")]
    parts = str(group).split(JOINT)
    if len(parts) != len(columns):
        return str(group)
    named = [known.get(name, "{group}").format(group=part) for name, part in zip(columns, parts, strict=True)]
    return (" " if "year" in columns else JOINT).join(named)


@cache
def load_messages() -> dict[str, dict[str, str]]:
    """Return the messages about reading by code and language (`en`, `zh`), with placeholders in braces.

    Raises
    ------
    DataFileError
        When a message lacks one of the languages.
    """
    path = DATA / "load_messages.toml"
    table: dict[str, dict[str, str]] = read_toml(path)
    for code, sentence in table.items():
        if set(sentence) != {"en", "zh"}:
            given = ", ".join(sorted(sentence))
            raise DataFileError(f"{path}: [{code}]: `en` and `zh` are required, not {given}.")
    return table


def load_pattern(code: str, lang: str) -> str:
    """Return a regular expression that a message about reading fits, whatever stands in its placeholders.

    Examples
    --------
    >>> import re
    >>> from analysis.lexicon import load_pattern
    >>> bool(re.fullmatch(load_pattern("system", "zh"), "系统无法读取（I/O error）"))
    True
    """
    return ".*".join(map(re.escape, re.split(r"\{\w+\}", load_messages()[code][lang])))


@cache
def messages(lang: str) -> dict[str, dict[str, str]]:
    """Return the texts of reports and figures in one language.

    Parameters
    ----------
    lang : {"zh", "en"}
        Chinese or English.

    Returns
    -------
    dict
        Section to key to text; both languages have the same keys.

    Raises
    ------
    ChoiceError
        When `lang` is not one of its values.
    """
    check_choice("messages", "lang", lang, ["zh", "en"])
    return tomllib.loads((DATA / f"messages.{lang}.toml").read_text(encoding="utf-8"))
