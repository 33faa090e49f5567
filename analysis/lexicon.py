"""Reads and checks the files of `analysis/data/`, and a user's own files that override them.

Every reader names file, line and fault when something is wrong with a file.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from .errors import DataFileError, check_choice

DATA = Path(__file__).parent / "data"


def file_hash(path: Path) -> str:
    """Return the first 12 hexadecimal digits of the SHA-256 of a file, to name it in settings."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def read_lines(path: Path) -> list[tuple[int, str]]:
    """Return the numbered lines of a UTF-8 list, without comments (`#`) and blank lines.

    Raises
    ------
    DataFileError
        When the file is missing or is not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataFileError(f"{path}: no such file.") from None
    except UnicodeDecodeError as fault:
        raise DataFileError(f"{path}: not UTF-8 (byte {fault.start}); save it as UTF-8.") from None
    numbered = ((number, line.split("#", 1)[0].strip()) for number, line in enumerate(text.splitlines(), 1))
    return [(number, line) for number, line in numbered if line]


@cache
def places() -> pd.DataFrame:
    """Return the administrative divisions of China.

    Returns
    -------
    DataFrame
        `code, name, level, city, province`: six-digit code, full name, level (`province`, `city`, `county`),
        and the names of the city and province the place belongs to (missing where there is none).
    """
    path = DATA / "places.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    columns = ["code", "name", "level", "city", "province"]
    if list(table.columns) != columns:
        raise DataFileError(f"{path}: line 1: the columns must be {','.join(columns)}.")
    return table.replace("", pd.NA)


@cache
def nations() -> tuple[str, ...]:
    """Return the nationalities that names of autonomous places carry, longest first."""
    path = DATA / "nations.txt"
    names = {_one_word(path, number, line) for number, line in read_lines(path)}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@cache
def place_traps() -> tuple[str, ...]:
    """Return the words that hold the name of a place and do not name it (孙中山, 中山路), sorted."""
    path = DATA / "place_traps.txt"
    return tuple(sorted({_one_word(path, number, line) for number, line in read_lines(path)}))


@cache
def html_selectors() -> tuple[str, ...]:
    """Return the CSS selectors of main texts in pages, the surest first."""
    return tuple(line for _, line in read_lines(DATA / "html_selectors.txt"))


@cache
def column_names() -> tuple[tuple[str, str], ...]:
    """Return the names tables use for our columns: pairs of (column, name), the preferred names first."""
    path = DATA / "columns.csv"
    rows = [tuple(line.split(",")) for _, line in read_lines(path)]
    for (number, line), row in zip(read_lines(path), rows, strict=True):
        if len(row) != 2 or not all(row):
            raise DataFileError(f"{path}: line {number}: `column,name` is expected, not {line!r}.")
    return tuple((row[0], row[1].lower()) for row in rows[1:])


@cache
def load_messages() -> dict[str, dict[str, str]]:
    """Return the sentences of reading by code and language (`en`, `zh`), with gaps in braces.

    Raises
    ------
    DataFileError
        When a sentence lacks one of the languages.
    """
    path = DATA / "load_messages.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise DataFileError(f"{path}: {fault}.") from None
    for code, sentence in table.items():
        if set(sentence) != {"en", "zh"}:
            given = ", ".join(sorted(sentence))
            raise DataFileError(f"{path}: [{code}]: `en` and `zh` are expected, not {given}.")
    return table


def userdict(path: Path | None = None) -> list[str]:
    """Return the terms of a user dictionary, sorted: the project's, or those of the file given.

    Raises
    ------
    DataFileError
        When a line holds more than one word (jieba's frequencies and tags are not read).
    """
    path = path or DATA / "userdict.txt"
    return sorted({_one_word(path, number, line) for number, line in read_lines(path)})


def stopwords(path: Path | None = None) -> frozenset[str]:
    """Return the stop words of the project, or those of the file given.

    Raises
    ------
    DataFileError
        When a line holds more than one word.
    """
    path = path or DATA / "stopwords.txt"
    return frozenset(_one_word(path, number, line) for number, line in read_lines(path))


GROUP = re.compile(r"#\s*\[(?P<name>[^\]]+)\]")


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


def _one_word(path: Path, number: int, line: str) -> str:
    if len(line.split()) > 1:
        raise DataFileError(f"{path}: line {number}: one word a line is expected, not {line!r}.")
    return line


def themes(path: str | Path | None = None) -> dict[str, tuple[str, ...]]:
    """Return the themes of the project, or of a TOML file like `data/themes.toml`, with their terms.

    Raises
    ------
    DataFileError
        When the file is missing, is not TOML, or a theme is no list of words.
    """
    path = Path(path or DATA / "themes.toml")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise DataFileError(f"{path}: no such file.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise DataFileError(f"{path}: {fault}.") from None
    for name, words in table.items():
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            raise DataFileError(f"{path}: the theme {name!r} must be a list of words.")
    return {name: tuple(dict.fromkeys(words)) for name, words in table.items()}


SUFFIX = re.compile(r"(?:自治州|自治县|自治旗|自治区|特别行政区|地区|林区|[省市州盟县区旗])$")


def short_name(name: str) -> str:
    """Return the name of a place without its rank and its nationalities (恩施土家族苗族自治州: 恩施)."""
    rank = SUFFIX.search(name)
    stem = name[: rank.start()] if rank else name
    if rank is None or not rank.group().startswith("自治"):
        return stem
    forms = [form for nation in nations() for form in (nation, nation.removesuffix("族")) if len(form) > 1]
    while ending := next((form for form in forms if stem.endswith(form) and len(stem) - len(form) > 1), None):
        stem = stem[: -len(ending)]
    return stem


@cache
def own_names(group: str) -> tuple[str, ...]:
    """Return the names by which a city or province calls itself, its province and its counties.

    Parameters
    ----------
    group : str
        A full name such as 柳州市; anything that is no place has no names.

    Returns
    -------
    tuple of str
        Full and short names, of two characters or more, sorted.
    """
    table = places()
    mine = table[(table["name"] == group) | (table["city"] == group) | (table["province"] == group)]
    names = {*mine["name"], *mine["province"].dropna(), *([group] if len(mine) else [])}
    short = {short_name(name) for name in names}
    return tuple(sorted(name for name in names | short if len(name) >= 2))


@dataclass(frozen=True)
class Family:
    """A named family of slogans: closed slot words, or a fixed ending, opening or frame of every limb.

    Attributes
    ----------
    name, gloss : str
        Name as shown, and what it is in English.
    words : tuple of str
        Slot words a limb may end with; empty for a family known by its pattern.
    anchors : tuple of str
        Slot words of which a run must hold at least two, because the others are ordinary words too.
    lead : int
        Most characters of a verb before a slot word.
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
    """Return the slogan families of the project, or those of the file given, in the order of the file.

    Parameters
    ----------
    path : Path, optional
        A TOML file laid out like `data/families.toml`.

    Raises
    ------
    DataFileError
        When the file is missing, is not TOML, or a family in it is incomplete or stands twice.
    """
    path = path or DATA / "families.toml"
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except FileNotFoundError:
        raise DataFileError(f"{path}: no such file.") from None
    except UnicodeDecodeError as fault:
        raise DataFileError(f"{path}: not UTF-8 (byte {fault.start}); save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as fault:
        raise DataFileError(f"{path}: not TOML: {fault}.") from None
    entries = table.get("family")
    if set(table) != {"family"} or not isinstance(entries, list):
        raise DataFileError(f"{path}: line 1: only [[family]] tables are expected, and at least one of them.")
    starts = [i for i, line in enumerate(text.splitlines(), 1) if line.strip() == "[[family]]"]
    read: dict[str, Family] = {}
    for number, entry in enumerate(entries):
        place = f"{path}: line {starts[number]}" if number < len(starts) else f"{path}: family {number + 1}"
        family = _family(place, entry)
        if family.name in read:
            raise DataFileError(f"{place}: the family {family.name!r} stands twice.")
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
    frame = {"ending": f"…{value}", "opening": f"{value}…", "frame": value}[given[0]]
    return Family(name, gloss, lead=lead, pattern=_frame_pattern(frame))


def _frame_pattern(frame: str) -> str:
    return ".+?".join(re.escape(part) for part in frame.split("…"))


def _words(place: str, name: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise DataFileError(f"{place}: in the family {name!r} `{key}` must be a list of words.")
    if len(set(value)) < len(value):
        twice = sorted(word for word in set(value) if value.count(word) > 1)
        raise DataFileError(f"{place}: in the family {name!r} the word {twice[0]!r} stands twice in `{key}`.")
    return tuple(value)


@cache
def messages(lang: str) -> dict[str, dict[str, str]]:
    """Return the words of reports and figures in a language.

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
        When `lang` is neither of its values.
    """
    check_choice("messages", "lang", lang, ["zh", "en"])
    return tomllib.loads((DATA / f"messages.{lang}.toml").read_text(encoding="utf-8"))
