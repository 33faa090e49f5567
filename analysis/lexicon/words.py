"""Lists of words: the dictionary of the segmenter, stop words, themes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from ..errors import DataFileError
from .divisions import places, short_name
from .files import DATA, one_word, read_lines, read_toml

GROUP = re.compile(r"#\s*\[(?P<name>[^\]]+)\]")


def userdict(path: Path | None = None) -> list[str]:
    """Return the terms of a user dictionary, sorted: the project's, or those of the file given.

    Raises
    ------
    DataFileError
        When a line holds more than one word (jieba's frequencies and tags are not read).
    """
    path = path or DATA / "userdict.txt"
    return sorted({one_word(path, number, line) for number, line in read_lines(path)})


def stopwords(path: Path | None = None) -> frozenset[str]:
    """Return the stop words of the project, or those of the file given.

    Raises
    ------
    DataFileError
        When a line holds more than one word.
    """
    path = path or DATA / "stopwords.txt"
    return frozenset(one_word(path, number, line) for number, line in read_lines(path))


def stopword_groups(path: Path | None = None) -> dict[str, frozenset[str]]:
    """Return the stop words by group: `function words`, `report formulas`, `units and ordinals` and so on.

    Parameters
    ----------
    path : Path, optional
        A list of stop words in which lines `# [name] reason` begin groups; by default the project's.

    Returns
    -------
    dict
        Group to words, in the order of the file; words before the first such line are in the group `""`.
        Names of places are the further group `places`: left out only when asked for.
    """
    path = path or DATA / "stopwords.txt"
    stopwords(path)
    groups: dict[str, set[str]] = {"": set()}
    name = ""
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if head := GROUP.match(line.strip()):
            name = head.group("name")
            groups.setdefault(name, set())
        elif word := line.split("#", 1)[0].strip():
            groups[name].add(word)
    named = places()["name"]
    groups["places"] = {form for place in named for form in (place, short_name(place)) if len(form) > 1}
    return {group: frozenset(words) for group, words in groups.items() if words}


def themes(path: str | Path | None = None) -> dict[str, tuple[str, ...]]:
    """Return the themes of the project, or of a TOML file like `data/themes.toml`, with their terms.

    In a word that begins with `-` no term is counted; see `theme_hits`.

    Raises
    ------
    DataFileError
        When the file is missing, is not TOML, or a theme is no list of words.
    """
    path = Path(path or DATA / "themes.toml")
    table = read_toml(path)
    if not table:
        raise DataFileError(f'{path}: there is no theme in it; write one a line: name = ["word", "word"].')
    for name, words in table.items():
        if not is_word_list(words):
            raise DataFileError(f"{path}: the theme {name!r} must be a list of words.")
    return {name: tuple(dict.fromkeys(words)) for name, words in table.items()}


def is_word_list(words: object) -> bool:
    """Say whether these are the words of a theme: texts, none of them empty, in a collection."""
    return (
        isinstance(words, Collection)
        and not isinstance(words, str | bytes | Mapping)
        and all(isinstance(word, str) and word.strip("- \u3000\t\n") for word in words)
    )
