"""Titles of pages: the headline, where what was taken for it is furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from .records import Entry, Line
from .shapes import is_labelled
from .surroundings import is_prose

LONGEST = 80
"""Longest headline (characters)."""

FIRST = 3
"""Number of lines at the beginning of a page among which its headline is."""

_OPENS = re.compile(r"^[（(—―－]|^[\d〇○零一二三四五六七八九十]{4}年")


def headline_of_page(title: Any, source: Any, lines: Sequence[Line], entries: Sequence[Entry]) -> Any:
    """Return the title of a text: the headline below the furniture of its page where none is stated.

    A title that was a line of the page's furniture is none; one that the source of a page states is.

    Parameters
    ----------
    title, source : object
        Of the document; missing values are passed on.
    lines : sequence of Line
        The cleaned text.
    entries : sequence of Entry
        The log of its cleaning.
    """
    gone = [entry for entry in entries if entry.rule.startswith("chrome: ")]
    if isinstance(title, str):
        bare = "".join(title.split())
        is_source = isinstance(source, str) and "htm" in PurePosixPath(source.lower()).suffix
        if is_source or not any("".join(entry.text.split()) == bare for entry in gone):
            return title
    if not lines or not any(entry.first_line < lines[0].first for entry in gone):
        return title
    able = [line.text for line in lines[:FIRST] if is_headline(line.text)]
    return next((text for text in able if not is_labelled(text)), able[0] if able else None)


def not_gone(name: Any, gone: Sequence[Entry], lines: Sequence[Line]) -> Any:
    """Return a title, or the headline below it where it was furniture learnt from the folder.

    Parameters
    ----------
    name : object
        A title or publisher; missing values are passed on.
    gone : sequence of Entry
        What was learnt to be furniture.
    lines : sequence of Line
        The cleaned text.
    """
    if not isinstance(name, str) or not lines or not any(name.startswith(entry.text) for entry in gone):
        return name
    return lines[0].text if is_headline(lines[0].text) else None


def is_headline(text: str) -> bool:
    """Return whether a line may be the headline of a text.

    Parameters
    ----------
    text : str
        A line.
    """
    return 6 <= len(text) <= LONGEST and not (
        is_prose(text) or _OPENS.search(text) or text[-1] in "。；：:，,"
    )
