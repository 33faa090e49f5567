"""Word lists: the segmenter's dictionary, stop words, themes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from ..checks import check_path, check_words
from ..errors import DataFileError, InputError, KindError, warn
from .divisions import places, short_name
from .files import DATA, LONGEST_WORD, read_lines, read_text, read_toml
from .queries import is_query, read_query
from .spelling import as_in_text

FREQUENCY_OR_TAG = re.compile(r"\d+|[a-zA-Z]{1,5}")
"""What may follow a word in a jieba dictionary."""

BLOCK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffffa-zA-Z0-9+#&._%-]+")
"""Characters the segmenter can join into a word: it splits text at all others."""

HAN = re.compile("[\u3400-\u9fff]")

SHORT_LATIN = re.compile("[a-z]{1,4}")

GROUP = re.compile(r"#\s*\[(?P<name>[^\]]+)\]")


class StopWords(NamedTuple):
    """The user's own stop words, when they are not simply to be added to the project's.

    Attributes
    ----------
    words : path or iterable of str
        A file of them, one per line, or the words themselves.
    replace : bool
        Whether they replace the project's stop words instead of adding to them.

    Examples
    --------
    >>> from analysis import StopWords, count_terms, read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> count_terms(corpus, stopwords=StopWords(["改革"], replace=True)).terms[:3]
    ('创新', '扩建', '治理')
    """

    words: str | Path | Iterable[str] = ()
    replace: bool = False


Stop = StopWords | str | Path | Iterable[str] | None
"""Ways to give stop words: a file, words to be added, or `StopWords`."""


def userdict(path: Path | None = None) -> list[str]:
    """Return the terms of a user dictionary, sorted: the project's, or those in the file given.

    A line is a term, or in jieba's format `word frequency tag`, of which only the word is used. Terms in a
    file are taken as cleaned texts spell them, see `as_in_text`.

    Raises
    ------
    DataFileError
        When the file does not exist or its encoding is not known.

    Warns
    -----
    KoujingWarning
        When a line is not a term, and is skipped; when a term can never be a word, or is short and Latin, so
        that it would be split out of longer words.
    """
    words = _words(path or DATA / "userdict.txt")
    return sorted(words) if path is None else list(_told_terms(words, str(path)))


def given_terms(given: str | Path | Iterable[str] | None, function: str = "segment") -> tuple[str, ...]:
    """Return the terms of a user's dictionary, a file or a list, sorted, as `userdict` takes those of a file.

    Parameters
    ----------
    given : path or iterable of str, optional
        What the user gave; nothing gives no terms.
    function : str
        The calling function, for the messages.

    Raises and warns as `userdict` does, and of what is no word.

    Examples
    --------
    >>> from analysis.lexicon.words import given_terms
    >>> given_terms(["黃河治理 5 n", "ＡＩ产业"])
    ('AI产业', '黄河治理')
    """
    if given is None or isinstance(given, str | Path):
        return tuple(userdict(_file_of(given, "userdict"))) if given else ()
    if not isinstance(given, Iterable):
        raise KindError(f"{function}: `userdict` is a file or a list of words; not {given!r}.")
    listed = list(given)
    check_words(function, "userdict", listed)
    return _told_terms((one.split()[0] if _is_line(one) else one for one in listed if one.strip()), function)


def _told_terms(words: Iterable[str], whose: str) -> tuple[str, ...]:
    """Return terms sorted, as cleaned texts spell them; those that cannot work are told."""
    terms = sorted({as_in_text(word) for word in words})
    _warn_of_signs(whose, terms)
    if short := [term for term in terms if SHORT_LATIN.fullmatch(term)]:
        warn(f"{whose}: these are cut out of longer words too (ens of license): {_some(short)}.")
    return tuple(terms)


def stopwords(path: Path | None = None) -> frozenset[str]:
    """Return the stop words of the project, or those in the file given.

    Raises
    ------
    DataFileError
        When the file does not exist or its encoding is not known.

    Warns
    -----
    KoujingWarning
        When a line does not hold a single word, and is skipped.
    """
    return frozenset(_words(path or DATA / "stopwords.txt"))


def chosen_stopwords(given: Stop = None) -> frozenset[str]:
    """Return the stop words to leave out of counting.

    Parameters
    ----------
    given : path, iterable of str or StopWords, optional
        A file of words, one per line, or the words themselves: they are added to the project's; with
        `StopWords(words, replace=True)` they replace them. They apply as given and as cleaned texts spell
        them, see `as_in_text`.

    Raises
    ------
    KindError, DataFileError
        When these are no words, or the file cannot be read.

    Warns
    -----
    KoujingWarning
        When several words stand on a line, parted by signs: together they are none.

    Examples
    --------
    >>> from analysis.lexicon import StopWords, chosen_stopwords
    >>> len(chosen_stopwords(["大数据"])) - len(chosen_stopwords())
    1
    >>> sorted(chosen_stopwords(StopWords(["大数据"], replace=True)))
    ['大数据']
    """
    own = given if isinstance(given, StopWords) else StopWords(() if given is None else given)
    words = own.words
    if not isinstance(words, str | Path):
        if not isinstance(words, Iterable):
            raise KindError(
                f'count_terms: `stopwords` is a file, a list of words or StopWords(["的"]); not {words!r}.'
            )
        words = list(words)
        check_words("count_terms", "stopwords", words)
    given_words = (
        stopwords(_file_of(words, "stopwords")) if isinstance(words, str | Path) else frozenset(words)
    )
    _warn_of_signs(
        str(words) if isinstance(words, str | Path) else "count_terms",
        {word for word in map(as_in_text, given_words) if HAN.search(word)},
    )
    named = given_words | {as_in_text(word) for word in given_words}
    return named if own.replace else named | stopwords()


def _file_of(given: str | Path, parameter: str) -> Path:
    """Return the file of words that is given; of a word in its place it is told how to give that."""
    path = Path(given)
    if isinstance(given, str) and path.name == given and not path.suffix and not path.exists():
        raise DataFileError(f"{given}: no such file; if it is a word, give a list: {parameter}=[{given!r}].")
    return path


def _words(path: Path) -> set[str]:
    """Return the words in a list; lines without one are reported and skipped."""
    words, faults = set(), []
    for number, line in read_lines(path):
        if _is_line(line) and len(line.split()[0]) <= LONGEST_WORD:
            words.add(line.split()[0])
        else:
            faults.append(f"line {number}: {line!r:.40}")
    if faults:
        warn(
            f"{path}: one word of at most {LONGEST_WORD} characters a line is expected (or jieba's "
            f"`word frequency tag`); passed over: {_some(faults)}."
        )
    return words


def _is_line(line: str) -> bool:
    """Return whether a line holds one word, perhaps with jieba's frequency and tag."""
    parts = line.split()
    return 1 <= len(parts) <= 3 and all(FREQUENCY_OR_TAG.fullmatch(part) for part in parts[1:])


def _warn_of_signs(whose: str, words: Iterable[str]) -> None:
    """Warn of words that no token can be."""
    if never := sorted(word for word in words if not BLOCK.fullmatch(word)):
        warn(f"{whose}: these can never be a word, for the segmenter parts them at signs: {_some(never)}.")


def _some(names: list[str]) -> str:
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def stopword_groups(path: Path | None = None) -> dict[str, frozenset[str]]:
    """Return the stop words by group: `function words`, `report formulas`, `units and ordinals` etc.

    Parameters
    ----------
    path : Path, optional
        A list of stop words in which lines `# [name] reason` start groups; by default the project's.

    Returns
    -------
    dict
        Group to words, in file order; words before the first such line are in the group `""`. Place names are
        the extra group `places`: left out only on request.
    """
    path = path or DATA / "stopwords.txt"
    stopwords(path)
    groups: dict[str, set[str]] = {"": set()}
    name = ""
    for line in read_text(path, legacy=True).splitlines():
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

    No term is counted inside a word that begins with `-`, and a term may be a rule; see `theme_hits`.

    Raises
    ------
    DataFileError
        When the file is missing or not TOML, a theme is not a list of words, or a rule in it lacks something.

    Examples
    --------
    >>> from analysis import themes
    >>> sorted(themes())[:3]
    ['乡村振兴', '产业', '安全']
    >>> "营商环境" in themes()["营商环境"]
    True
    """
    if path is not None:
        check_path("themes", path)
    path = DATA / "themes.toml" if path is None else Path(path)
    table = read_toml(path)
    if not table:
        raise DataFileError(f'{path}: it holds no theme; write one per line: name = ["word", "word"].')
    for name, words in table.items():
        if not words or not is_word_list(words):
            raise DataFileError(f"{path}: the theme {name!r} must be a list of words.")
        for rule in filter(is_query, words):
            try:
                read_query(rule)
            except InputError as fault:
                lines = [
                    number for number, line in enumerate(read_text(path).splitlines(), 1) if rule in line
                ]
                line = f"line {lines[0]}: " if lines else ""
                raise DataFileError(f"{path}: {line}the theme {name!r}: {fault}") from None
    return {name: tuple(dict.fromkeys(words)) for name, words in table.items()}


def is_word_list(words: object) -> bool:
    """Return whether this is a list of words for a theme: a collection of non-empty strings."""
    return (
        isinstance(words, Collection)
        and not isinstance(words, str | bytes | Mapping)
        and all(isinstance(word, str) and word.strip("- \u3000\t\n") for word in words)
    )
