"""Names of groups, groupings and slogan families in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from ..lexicon import grouping_name, messages

GENERIC = re.compile(r"(.+?) (\d+(?:-\d+)?)")
"""A family identified only by kind and limb length in characters: `verb-object 3`."""


def join_words(words: Iterable[str], lang: str) -> str:
    """Join words into a list in the given language: 甲、乙、丙 or a, b, c."""
    return ("、" if lang == "zh" else ", ").join(words)


def join_parts(parts: Iterable[str], lang: str) -> str:
    """Join parts of a sentence that hold lists themselves: 甲、乙；丙 or a, b; c."""
    return ("；" if lang == "zh" else "; ").join(parts)


def join_sentences(sentences: Iterable[str], lang: str) -> str:
    """Join sentences, without spaces in Chinese."""
    return ("" if lang == "zh" else " ").join(sentences)


YEAR = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d{4} 年)")


def spaced(text: str) -> str:
    """Put a space between a Chinese character and a year: 甲在 2021 年."""
    return YEAR.sub(" ", text)


def family_label(family: str, lang: str) -> str:
    """Return the name of a family or kind of slogans: `verb-object 3` is 动宾式（3 字）."""
    known = messages(lang)["values"]
    generic = GENERIC.fullmatch(family)
    if generic and generic.group(1) in known:
        return known["kind_length"].format(kind=known[generic.group(1)], n=generic.group(2))
    return known.get(family, family)


def by_name(by: str, lang: str) -> str:
    """Return the name of a grouping as written in a sentence."""
    return grouping_name(by, lang)


def translated(value: str, lang: str) -> str:
    """Return the translation of a value such as `read` or `poisson`; others are returned unchanged."""
    return messages(lang)["values"].get(value, value)


def theme_names(hits: pd.DataFrame, lang: str) -> dict[str, str]:
    """Return the display names of the themes in `hits`: built-in themes have a name in each language.

    Parameters
    ----------
    hits : DataFrame
        The result of `theme_hits`.
    lang : {"zh", "en"}
        The language.
    """
    return {theme: translated(theme, lang) for theme in hits["theme"].unique()}
