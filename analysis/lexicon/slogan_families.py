"""Families of slogans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ..errors import DataFileError
from .files import DATA, read_text, read_toml
from .spelling import as_in_text


@dataclass(frozen=True)
class Family:
    """A named family of slogans: closed slot words, or a fixed ending, opening or frame of every limb.

    Attributes
    ----------
    name, gloss : str
        Name as shown, and its English gloss.
    words : tuple of str
        Slot words a limb may end with; empty for a family defined by a pattern.
    anchors : tuple of str
        Slot words of which a run must contain at least two, because the others are also ordinary words.
    lead : int
        Maximum characters of a verb before a slot word.
    pattern : str
        Regular expression a whole limb must match; empty for a family of slot words.
    """

    name: str
    gloss: str = ""
    words: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    lead: int = 3
    pattern: str = ""


FAMILY_KEYS = ("words", "ending", "opening", "frame", "frames")


def families(path: Path | None = None) -> tuple[Family, ...]:
    """Return the slogan families of the project, or those in the file given, in file order.

    Parameters
    ----------
    path : Path, optional
        A TOML file laid out like `data/families.toml`.

    Raises
    ------
    DataFileError
        When the file is missing or not TOML, or a family in it is incomplete or duplicated.
    """
    path = path or DATA / "families.toml"
    table = read_toml(path)
    text = read_text(path)
    entries = table.get("family")
    if set(table) != {"family"} or not isinstance(entries, list):
        raise DataFileError(f"{path}: line 1: only [[family]] tables are expected, and at least one of them.")
    starts = [i for i, line in enumerate(text.splitlines(), 1) if line.strip() == "[[family]]"]
    read: dict[str, Family] = {}
    for number, entry in enumerate(entries):
        place = f"{path}: line {starts[number]}" if number < len(starts) else f"{path}: family {number + 1}"
        family = _family(place, entry)
        if family.name in read:
            raise DataFileError(f"{place}: the family {family.name!r} occurs twice.")
        read[family.name] = family
    return tuple(read.values())


def _family(place: str, entry: dict[str, object]) -> Family:
    name = entry.get("name")
    if not isinstance(name, str) or not name:
        raise DataFileError(f"{place}: the family has no `name`.")
    unknown = sorted(set(entry) - {"name", "gloss", "anchors", "lead", *FAMILY_KEYS})
    if unknown:
        raise DataFileError(f"{place}: the family {name!r} has the unknown key {unknown[0]!r}.")
    given = [key for key in FAMILY_KEYS if entry.get(key)]
    if len(given) != 1:
        raise DataFileError(f"{place}: the family {name!r} must have one of {', '.join(FAMILY_KEYS)}.")
    gloss, lead = entry.get("gloss", ""), entry.get("lead", 3)
    if not isinstance(gloss, str) or not isinstance(lead, int):
        raise DataFileError(f"{place}: in the family {name!r} `gloss` is a text and `lead` a whole number.")
    if given == ["words"]:
        words = _words(place, name, "words", entry["words"])
        anchors = _words(place, name, "anchors", entry.get("anchors", list(words)))
        if stray := sorted(set(anchors) - set(words)):
            raise DataFileError(f"{place}: family {name!r}: the anchor {stray[0]!r} is not among its words.")
        return Family(name, gloss, words, anchors, lead)
    if given == ["frames"]:
        frames = _words(place, name, "frames", entry["frames"])
        return Family(name, gloss, lead=lead, pattern="|".join(map(_frame_pattern, frames)))
    value = entry[given[0]]
    if not isinstance(value, str) or not value.strip("…"):
        raise DataFileError(f"{place}: family {name!r}: `{given[0]}` must be a text that is not empty.")
    value = as_in_text(value)
    frame = {"ending": f"…{value}", "opening": f"{value}…", "frame": value}[given[0]]
    return Family(name, gloss, lead=lead, pattern=_frame_pattern(frame))


def _frame_pattern(frame: str) -> str:
    return ".+?".join(re.escape(part) for part in frame.split("…"))


def _words(place: str, name: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise DataFileError(f"{place}: in the family {name!r} `{key}` must be a list of words.")
    value = [as_in_text(word) for word in value]
    if len(set(value)) < len(value):
        twice = sorted(word for word in set(value) if value.count(word) > 1)
        raise DataFileError(f"{place}: in the family {name!r} the word {twice[0]!r} occurs twice in `{key}`.")
    return tuple(value)
