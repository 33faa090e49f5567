"""Codebooks: the codes of a content analysis, their definitions and examples, read from TOML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real
from pathlib import Path
from typing import Any

import pandas as pd

from ..checks import check_choice, check_path
from ..errors import DataFileError, InputError
from ..lexicon import DATA, read_query, read_text, read_toml
from ..options import CODEBOOKS
from ..remedies import shown
from .codings import spelling

UNITS = ("sentence", "clause", "paragraph", "document")
"""What is coded: a sentence, a part of one between commas, a paragraph, or a whole document."""

_KEYS = {"title", "unit", "exclusive", "sources", "grades", "code"}
_CODE_KEYS = {"name", "parent", "definition", "yes", "no", "terms", "rules"}
_LISTS = ("yes", "no", "terms", "rules")
_HEAD = re.compile(r"\s*\[\[\s*code\s*\]\]\s*(#.*)?")


@dataclass(frozen=True)
class Code:
    """A code.

    Attributes
    ----------
    name : str
        Its name, unique in the codebook.
    parent : str
        The code it is a kind of, or an empty string.
    definition : str
        What falls under it.
    yes, no : tuple of str
        Examples that fall under it, and examples that seem to but do not.
    terms : tuple of str
        Terms that often occur where it applies: for samples enriched with such units, and for
        `coded_by_terms`.
    rules : tuple of str
        Queries by which `coded_by_rules` gives the code, see `lexicon.read_query`.
    """

    name: str
    parent: str = ""
    definition: str = ""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """The codes of a content analysis.

    Attributes
    ----------
    title : str
        Its title.
    unit : {"sentence", "clause", "paragraph", "document"}
        What is coded.
    exclusive : bool
        Whether a unit has one code at most.
    sources : tuple of str
        The works it draws on.
    codes : tuple of Code
        The codes, in file order.
    grades : tuple of (str, float)
        Grades of the PMC index, each with its lower bound, the highest first; none where the codebook has no
        `[grades]`.
    """

    title: str
    unit: str
    exclusive: bool
    sources: tuple[str, ...]
    codes: tuple[Code, ...]
    grades: tuple[tuple[str, float], ...] = ()

    @property
    def leaves(self) -> tuple[Code, ...]:
        """The codes that coders choose from: those that are no other code's parent."""
        parents = {code.parent for code in self.codes}
        return tuple(code for code in self.codes if code.name not in parents)

    def path(self, name: str) -> tuple[str, ...]:
        """Return a code with the codes above it, the topmost first.

        Parameters
        ----------
        name : str
            Name of a code.

        Raises
        ------
        ChoiceError
            When there is no such code.
        """
        parents = {code.name: code.parent for code in self.codes}
        check_choice("Codebook.path", "name", name, parents)
        above = [name]
        while parents[above[0]]:
            above.insert(0, parents[above[0]])
        return tuple(above)

    def table(self) -> pd.DataFrame:
        """Return one row per code: `code, parent, definition, yes, no, terms, rules`.

        Lists are joined by `；`.
        """
        rows = [
            (
                code.name,
                code.parent,
                code.definition,
                *("；".join(part) for part in (code.yes, code.no, code.terms, code.rules)),
            )
            for code in self.codes
        ]
        return pd.DataFrame(rows, columns=["code", "parent", "definition", *_LISTS])


def read_codebook(source: str | Path = "instruments") -> Codebook:
    """Read a codebook.

    Parameters
    ----------
    source : str or Path
        A TOML file, or the name of one that comes with the project: `instruments` (policy instruments of the
        supply, environment and demand side), `pmc` (variables of the PMC index) or `attention` (what a
        passage is about).

    Returns
    -------
    Codebook

    Raises
    ------
    DataFileError
        When the file cannot be read, or an entry in it is wrong; the message names its line.

    Examples
    --------
    >>> from analysis import read_codebook
    >>> book = read_codebook("instruments")
    >>> book.unit, book.path("政府采购")
    ('sentence', ('需求型', '政府采购'))
    """
    check_path("read_codebook", source)
    path = DATA / "codebooks" / f"{source}.toml" if str(source) in CODEBOOKS else Path(source)
    if not path.suffix and not path.exists():
        raise DataFileError(f"{source}: no such file; with the project come {', '.join(CODEBOOKS)}.")
    table, text = read_toml(path), read_text(path)
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines, 1) if _HEAD.fullmatch(line)]
    if unknown := sorted(set(table) - _KEYS):
        raise DataFileError(f"{path}: {_line_of(lines, unknown[0])}unknown key {unknown[0]!r}.")
    entries = table.get("code")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries) or not entries:
        raise DataFileError(f"{path}: it holds no code; each begins with a line [[code]].")
    places = [
        f"{path}: line {starts[number]}" if len(starts) == len(entries) else f"{path}: code {number + 1}"
        for number in range(len(entries))
    ]
    codes: dict[str, Code] = {}
    for place, entry in zip(places, entries, strict=True):
        code = _code(place, entry)
        if code.name in codes:
            raise DataFileError(f"{place}: the code {code.name!r} occurs twice.")
        codes[code.name] = code
    for place, code in zip(places, codes.values(), strict=True):
        _check_parents(place, code, codes)
    _check_apart(places, codes)
    unit = table.get("unit", "sentence")
    if unit not in UNITS:
        raise DataFileError(
            f"{path}: {_line_of(lines, 'unit')}`unit` must be one of {', '.join(UNITS)}; not {unit!r}."
        )
    exclusive = table.get("exclusive", True)
    if not isinstance(exclusive, bool):
        raise DataFileError(f"{path}: {_line_of(lines, 'exclusive')}`exclusive` must be true or false.")
    title = table.get("title", path.stem)
    if not isinstance(title, str):
        raise DataFileError(f"{path}: {_line_of(lines, 'title')}`title` must be a text.")
    sources = _texts(f"{path}: {_line_of(lines, 'sources')}".rstrip(), table, "sources")
    tops = sum(not code.parent for code in codes.values())
    try:
        grades = checked_grades(table["grades"], tops) if "grades" in table else ()
    except InputError as fault:
        raise DataFileError(f"{path}: {_line_of(lines, 'grades')}{fault}") from None
    return Codebook(title, str(unit), exclusive, sources, tuple(codes.values()), grades)


def checked_grades(grades: Any, n_mains: int) -> tuple[tuple[str, float], ...]:
    """Return grades with their lower bounds, the highest first.

    Parameters
    ----------
    grades : mapping
        Name to lower bound.
    n_mains : int
        Number of main variables, the maximum of the index.

    Raises
    ------
    InputError
        When it is no such mapping, a bound is not from 0 to `n_mains`, two are the same, or none is 0.
    """
    example = '{"excellent": 7, "acceptable": 5, "low": 0}'
    try:
        told = dict(grades)  # also of a Series, or of pairs
    except (TypeError, ValueError):
        told = {}
    if not told:
        given = " ".join(repr(grades).split())
        raise InputError(f"`grades` must give each grade its lower bound, {example}; not {given:.60}.")
    for name, bound in told.items():
        if not isinstance(name, str) or not name.strip():
            raise InputError(f"`grades`: the name of a grade must be a text; not {shown(name)}.")
        if isinstance(bound, bool) or not isinstance(bound, Real) or not 0 <= float(bound) <= n_mains:
            raise InputError(
                f"`grades`: the lower bound of {name!r} must be a number from 0 to {n_mains}, the number of "
                f"main variables; not {shown(bound)}."
            )
    if len(set(told.values())) < len(told):
        raise InputError(f"`grades`: two grades have the same lower bound; {example}.")
    if 0 not in told.values():
        raise InputError(
            f"`grades`: the lowest grade must begin at 0, so that every text has one; {example}."
        )
    return tuple(sorted(((name, float(bound)) for name, bound in told.items()), key=lambda one: -one[1]))


def _code(place: str, entry: Mapping[str, Any]) -> Code:
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise DataFileError(f"{place}: the code has no `name`.")
    if "+" in name or name.strip() == "-" or "\n" in name:
        raise DataFileError(f"{place}: a code's name may not hold `+`, be `-` or run over a line: {name!r}.")
    if unknown := sorted(set(entry) - _CODE_KEYS):
        raise DataFileError(f"{place}: the code {name!r} has the unknown key {unknown[0]!r}.")
    for key in ("parent", "definition"):
        if not isinstance(entry.get(key, ""), str):
            raise DataFileError(f"{place}: in the code {name!r} `{key}` must be a text.")
    lists = {key: _texts(f"{place}: in the code {name!r}", entry, key) for key in _LISTS}
    for rule in lists["rules"]:
        try:
            read_query(rule)
        except InputError as fault:
            raise DataFileError(f"{place}: in the code {name!r}: {fault}") from None
    return Code(name.strip(), entry.get("parent", "").strip(), entry.get("definition", "").strip(), **lists)


def _texts(place: str, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise DataFileError(f"{place} `{key}` must be a list of texts.")
    return tuple(value)


def _check_parents(place: str, code: Code, codes: Mapping[str, Code]) -> None:
    seen = {code.name}
    above = code.parent
    while above:
        if above not in codes:
            raise DataFileError(
                f"{place}: the code {code.name!r} has the parent {above!r}, which is no code."
            )
        if above in seen:
            raise DataFileError(f"{place}: the code {code.name!r} is its own ancestor.")
        seen.add(above)
        above = codes[above].parent


def _check_apart(places: list[str], codes: Mapping[str, Code]) -> None:
    """Raise an error when two codes that coders choose from are one as soon as they are typed."""
    parents = {code.parent for code in codes.values()}
    typed: dict[str, str] = {}
    for place, name in zip(places, codes, strict=True):
        if name not in parents and (other := typed.setdefault(spelling(name), name)) != name:
            raise DataFileError(
                f"{place}: the codes {other!r} and {name!r} are the same but for width, capitals or blanks, "
                "which coders type as it comes."
            )


def _line_of(lines: list[str], key: str) -> str:
    """Return where a key of the top of the file stands, `line N: `, or nothing."""
    for number, line in enumerate(lines, 1):
        if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*(=|\.|\])", line.replace("[", "")):
            return f"line {number}: "
    return ""
