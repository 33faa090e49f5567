"""The kinds of values that options take: how each is read, checked and described."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as Date
from os import PathLike
from typing import Any

from .remedies import article, shown


@dataclass(frozen=True)
class Kind:
    """The values an option takes.

    Attributes
    ----------
    wanted : str
        The value required in a configuration file, in words.
    types : tuple of type
        The types allowed there.
    read : callable
        Parses the value from text; raises a ValueError that says what is wrong.
    metavar : str
        Placeholder for the value in the help.
    choices : tuple of str
        All allowed values, where there are only a few.
    """

    wanted: str
    types: tuple[type, ...] = (str,)
    read: Callable[[str], Any] = str
    metavar: str | None = None
    choices: tuple[str, ...] = ()

    @property
    def is_path(self) -> bool:
        """Whether the value is a file or folder: in a configuration file, relative to that file's folder."""
        return self.metavar in ("FOLDER", "DIR", "FILE")

    def value(self, given: Any) -> Any:
        """Return the value of an option given in Python, in TOML or on the command line.

        Raises
        ------
        ValueError
            When the option does not take it.
        """
        if self.types == (bool,):
            if not isinstance(given, bool):
                raise ValueError(f"must be {self.wanted}, not {shown(given)}")
            return given
        if self.is_path and not isinstance(given, str | PathLike):
            raise ValueError(f"must be a path, not {article(type(given).__name__)}")
        listed = isinstance(given, list | tuple | set | frozenset)
        made = self.read(",".join(map(str, given)) if listed else str(given))
        if self.choices and made not in self.choices and not isinstance(made, tuple):
            raise ValueError(f"must be one of {', '.join(map(repr, self.choices))}; not {shown(given)}")
        return made


def whole(least: int) -> Kind:
    """Return the kind of whole numbers of at least `least`."""

    def read(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise ValueError(f"{text!r} is not a whole number") from None
        if value < least:
            raise ValueError(f"must be at least {least}, not {value}")
        return value

    return Kind("a whole number", (int,), read, "N")


def whole_or_auto(least: int) -> Kind:
    """Return the kind of whole numbers of at least `least`, or `auto`."""
    number = whole(least).read

    def read(text: str) -> int | str:
        return text if text == "auto" else number(text)

    return Kind('a whole number or "auto"', (int, str), read, "K")


def one_of(choices: tuple[str, ...]) -> Kind:
    """Return the kind of a name out of several."""
    return Kind("a text in quotes", choices=choices)


def some_of(choices: tuple[str, ...], what: str, none: bool = False) -> Kind:
    """Return the kind of a list of names, in the order of `choices`; `what` they name; `none` allows none."""

    def read(text: str) -> tuple[str, ...]:
        asked = [name for part in text.split(",") if (name := part.strip())]
        for name in asked:
            if name not in choices:
                raise ValueError(f"unknown {what} {name!r}: choose from {', '.join(choices)}")
        if not asked and not none:
            raise ValueError(f"name at least one of {', '.join(choices)}")
        return tuple(name for name in choices if name in asked)

    return Kind("a list of texts", (str, list), read, "LIST", choices)


def _day(text: str) -> str:
    try:
        return text and Date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"{text!r} is not a date in the form YYYY-MM-DD") from None


def _mark(text: str) -> str:
    if len(text) > LONGEST_DELIMITER and text.lower() not in DELIMITERS:
        raise ValueError(f"{text!r} is neither a few characters nor one of {', '.join(DELIMITERS)}")
    return text


def _pages(text: str) -> str:
    for part in filter(None, text.replace("，", ",").split(",")):
        first, dash, last = (side.strip() for side in part.partition("-"))
        sides = [side for side in (first, last) if side]
        if not sides or not all(side.isdecimal() and int(side) for side in sides) or (not dash and not first):
            raise ValueError(f"{text!r} is no list of pages such as 1-3,5")
        if len(sides) == 2 and int(first) > int(last):
            raise ValueError(f"{part!r} ends before it begins")
    return text


LONGEST_DELIMITER = 4
DELIMITERS = ("tab", "comma", "semicolon", "bar", "space")
"""Names of delimiters of tables."""

TEXT = Kind("a text in quotes")
MARK = Kind("a text in quotes", read=_mark, metavar="MARK")
PAGES = Kind("a text in quotes", read=_pages, metavar="PAGES")
COLUMN = Kind("a text in quotes", metavar="COLUMN")
FILE, FOLDER, DIR = (Kind("a text in quotes", metavar=metavar) for metavar in ("FILE", "FOLDER", "DIR"))
DAY = Kind("a text in quotes", (str, Date), _day, "YYYY-MM-DD")
SWITCH = Kind("true or false", (bool,))
