"""The parts of a report as data: what is shown, before anything is drawn, linked or written.

Sections return these; `render` walks them once to write tables, figures and the page. In a notebook a part is
displayed with the same template as on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from .context import Context
from .filling import alone


class Part:
    """A part of a report."""

    is_chart = False
    is_shown = True
    """Whether it is a chart, and whether the page shows anything of it."""

    @property
    def inner(self) -> tuple[Any, ...]:
        """The parts and links it contains."""
        return ()

    @property
    def setting(self) -> Context:
        """The context used when the part is displayed on its own."""
        return Context()

    def _repr_html_(self) -> str:
        return alone(self, self.setting)

    def __repr__(self) -> str:
        named = getattr(self, "name", "") or getattr(self, "key", "")
        return f"<{type(self).__name__} {named}>".replace(" >", ">")


def walk(part: Any) -> Iterator[Any]:
    """Yield a part and all parts and links within it, in page order."""
    yield part
    for inner in getattr(part, "inner", ()):
        yield from walk(inner)


@dataclass(frozen=True)
class Link:
    """A word or number that opens the sentences behind it.

    Attributes
    ----------
    kind : str
        Where to look the sentences up: `terms` of the corpus, or a key of a section's `places`.
    where : tuple of (str, str)
        Columns, and the values that select the hits.
    text : str
        The text displayed.
    label : str
        What a screen reader says instead, if `text` alone is unclear.
    n : int, optional
        A count displayed after the link.
    """

    kind: str
    where: tuple[tuple[str, str], ...]
    text: str
    label: str = ""
    n: int | None = None

    @property
    def key(self) -> str:
        """Identifier of the hits: equal for all links to the same hits."""
        return f"{self.kind}:" + "|".join(f"{column}={value}" for column, value in self.where)


def link(kind: str, text: object, /, label: str = "", n: int | None = None, **where: str) -> Link:
    """Return a link to the hits with these values in these columns.

    Examples
    --------
    >>> from analysis.report.parts import link
    >>> link("terms", "港口", term="港口", group="青岛市").key
    'terms:term=港口|group=青岛市'
    """
    return Link(kind, tuple(where.items()), str(text), label, n)


@dataclass(frozen=True, eq=False, repr=False)
class Note(Part):
    """A message and the values of its placeholders.

    Attributes
    ----------
    key : str
        Section and key in `messages.*.toml`.
    values : mapping
        Values of the placeholders; a tuple becomes a list of words.
    tone : {"intro", "notice", "alarm"}
        A paragraph, a warning, or a warning that must not be missed.
    """

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    tone: str = "intro"


def note(key: str, **values: Any) -> Note:
    """Return a message as a paragraph."""
    return Note(key, values)


def notice(key: str, **values: Any) -> Note:
    """Return a message as a warning."""
    return Note(key, values, "notice")


def said(text: str, tone: str = "intro") -> Note:
    """Return a ready-made text, which is not in `messages.*.toml`."""
    return Note("page.said", {"text": text}, tone)


@dataclass(frozen=True, eq=False, repr=False)
class Heading(Part):
    """A heading within a section; `key` is one of the headings in `messages.*.toml`."""

    key: str


@dataclass(frozen=True, eq=False, repr=False)
class Table(Part):
    """A table: the complete result for its data file, and what the page shows of it.

    Attributes
    ----------
    name : str
        Name of the data file.
    frame : DataFrame
        The complete result, written unchanged.
    shown : DataFrame, optional
        What the page shows, if that differs: fewer rows, or links in cells. A cell is a value, a `Link`, or a
        tuple of links, of words, or of the bounds of an interval.
    columns : tuple of str, optional
        The columns shown, in order; all by default.
    title : str
        Caption: the key of a heading.
    fold : bool
        Whether the table is collapsed at first.
    labels : mapping
        Other headings for columns: the name of a column with a message, or a `Note`.
    """

    name: str
    frame: pd.DataFrame
    shown: pd.DataFrame | None = None
    columns: tuple[str, ...] | None = None
    title: str = ""
    fold: bool = False
    labels: Mapping[str, str | Note] = field(default_factory=dict)

    @cached_property
    def body(self) -> pd.DataFrame:
        """The rows and columns that the page shows."""
        frame = self.frame if self.shown is None else self.shown
        return frame if self.columns is None else frame[list(self.columns)]

    @cached_property
    def inner(self) -> tuple[Link, ...]:
        """The links in the cells."""
        body = self.body
        mixed = body[[name for name in body.columns if body[name].dtype == object]]
        return tuple(one for row in mixed.itertuples(index=False) for cell in row for one in links_of(cell))


def links_of(cell: Any) -> tuple[Link, ...]:
    """Return the links of a cell."""
    if isinstance(cell, Link):
        return (cell,)
    return tuple(one for one in cell if isinstance(one, Link)) if isinstance(cell, tuple) else ()


@dataclass(frozen=True, eq=False, repr=False)
class Data(Part):
    """A data file without a table on the page."""

    is_shown = False
    name: str
    frame: pd.DataFrame


@dataclass(frozen=True, eq=False, repr=False)
class Header(Part):
    """The head of the page: title, what is compared, date of the report, warnings."""

    context: Context
    title: Note
    lead: Note
    date: str = ""
    notices: tuple[Note, ...] = ()

    @property
    def setting(self) -> Context:
        """The context of the report."""
        return self.context


class Told(NamedTuple):
    """One of the findings.

    Attributes
    ----------
    sentence : str
        The finding in words.
    section : str
        The section with the numbers behind it.
    opens : Link, optional
        Opens the sentences behind it.
    example : str
        One of these sentences, with its source.
    """

    sentence: str
    section: str
    opens: Link | None = None
    example: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Findings(Part):
    """The findings."""

    sentences: tuple[Told, ...]

    @property
    def inner(self) -> tuple[Link, ...]:
        """The links to the sentences behind them."""
        return tuple(one.opens for one in self.sentences if one.opens is not None)


@dataclass(frozen=True, eq=False, repr=False)
class Bullets(Part):
    """A bulleted list of messages."""

    notes: tuple[Note, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Copyable(Part):
    """A text with a button to copy it."""

    name: str
    text: str


@dataclass(frozen=True, eq=False, repr=False)
class Quote(Part):
    """A sentence with its source; the terms in `marked` are highlighted."""

    text: str
    marked: tuple[str, ...]
    title: str
    source: str
    line: int | None

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """Pieces of the sentence, and whether each is highlighted; of overlapping terms the longer is."""
        at, found = 0, []
        ordered = sorted(filter(None, self.marked), key=lambda term: (-len(term), term))
        while at < len(self.text):
            term = next((term for term in ordered if self.text.startswith(term, at)), "")
            found.append((term or self.text[at], bool(term)))
            at += max(1, len(term))
        return tuple(found)


@dataclass(frozen=True, eq=False, repr=False)
class Card(Part):
    """The profile of one group: a line of facts, then labelled rows.

    Attributes
    ----------
    group : str
        The group.
    facts : tuple of Note
        Its size and years.
    rows : tuple of (str, tuple)
        A key of `cities` in `messages.*.toml`, and the links, notes or quotes of the row.
    """

    group: str
    facts: tuple[Note, ...]
    rows: tuple[tuple[str, tuple[Any, ...]], ...]

    @property
    def inner(self) -> tuple[Any, ...]:
        """The contents of the rows."""
        return tuple(item for _, items in self.rows for item in items)


@dataclass(frozen=True, eq=False, repr=False)
class Cards(Part):
    """The profiles of all groups."""

    cards: tuple[Card, ...]

    @property
    def inner(self) -> tuple[Card, ...]:
        """The profiles."""
        return self.cards


@dataclass(frozen=True, eq=False, repr=False)
class Section(Part):
    """A section of the page.

    Attributes
    ----------
    name : str
        Its key in `messages.*.toml`, and its anchor whatever the language.
    context : Context
        The context of the report.
    parts : tuple of Part
        Its contents.
    places : mapping
        Maps each kind of link to a frame of hits: `doc_id, start, end` (offsets into the cleaned text) and
        the columns that links name.
    fold : bool
        Whether all but the opening has to be opened.
    """

    name: str
    context: Context
    parts: tuple[Part, ...]
    places: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    fold: bool = True

    @property
    def inner(self) -> tuple[Part, ...]:
        """The parts of the section."""
        return self.parts

    @property
    def opening(self) -> tuple[Part, ...]:
        """What the page shows at once: cards, the first chart and what is said before it, or first tables."""
        if not self.fold:
            return self.parts
        found: list[Part] = []
        tables: list[Part] = []
        for part in self.parts:
            if isinstance(part, Heading):
                break
            (tables if isinstance(part, Table) else found).append(part)
            if part.is_chart:
                return (*found, *(part for part in self.parts if isinstance(part, Cards)))
        return tuple(part for part in self.parts if part in found or part in tables)

    @property
    def folded(self) -> tuple[tuple[Heading | None, tuple[Part, ...]], ...]:
        """What the reader has to open: the rest, each heading with what follows it."""
        shown = {id(part) for part in self.opening}
        found: list[tuple[Heading | None, list[Part]]] = [(None, [])]
        for part in self.parts:
            if isinstance(part, Heading) and id(part) not in shown:
                found.append((part, []))
            elif id(part) not in shown:
                found[-1][1].append(part)
        return tuple(
            (heading, tuple(parts))
            for heading, parts in found
            if heading is not None or any(part.is_shown for part in parts)
        )

    @property
    def setting(self) -> Context:
        """The context of the report."""
        return self.context
