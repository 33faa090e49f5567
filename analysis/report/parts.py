"""The parts of a report, as data: what is to be shown, before anything is drawn, linked or written.

Sections return these; `render` walks them once to write tables, figures and the page. In a notebook a part
shows itself with the template that the page uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from ..errors import ChoiceError
from .context import Context
from .filling import fill


class Part:
    """Something that a report shows."""

    @property
    def inner(self) -> tuple[Any, ...]:
        """The parts and links within this one."""
        return ()

    @property
    def setting(self) -> Context:
        """The context in which the part is shown by itself."""
        return Context()

    def _repr_html_(self) -> str:
        return fill(self, self.setting)

    def __repr__(self) -> str:
        named = getattr(self, "name", "") or getattr(self, "key", "")
        return f"<{type(self).__name__} {named}>".replace(" >", ">")


def walk(part: Any) -> Iterator[Any]:
    """Yield a part and all parts and links within it, in the order of the page."""
    yield part
    for inner in getattr(part, "inner", ()):
        yield from walk(inner)


@dataclass(frozen=True)
class Link:
    """A word or number that opens the sentences it stands for.

    Attributes
    ----------
    kind : str
        Where to look: `terms` of the corpus, or one of the frames of places that a section has.
    where : tuple of (str, str)
        Columns and the values that a place has in them.
    text : str
        What is shown.
    label : str
        What a screen reader says instead, where `text` alone does not tell.
    n : int, optional
        A count shown behind the link.
    """

    kind: str
    where: tuple[tuple[str, str], ...]
    text: str
    label: str = ""
    n: int | None = None

    @property
    def key(self) -> str:
        """Name of the sentences: the same for all links to the same places."""
        return f"{self.kind}:" + "|".join(f"{column}={value}" for column, value in self.where)


def link(kind: str, text: object, /, label: str = "", n: int | None = None, **where: str) -> Link:
    """Return a link to the places that have these values in these columns.

    Examples
    --------
    >>> from analysis.report.parts import link
    >>> link("terms", "港口", term="港口", group="青岛市").key
    'terms:term=港口|group=青岛市'
    """
    return Link(kind, tuple(where.items()), str(text), label, n)


@dataclass(frozen=True, eq=False, repr=False)
class Note(Part):
    """A text of the catalogue, with what fills its gaps.

    Attributes
    ----------
    key : str
        Section and key of the catalogue.
    values : mapping
        Values of the gaps; a tuple becomes a list of words.
    tone : {"intro", "notice", "alarm"}
        A paragraph, a warning that stands out, or one that must not be missed.
    """

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    tone: str = "intro"


def note(key: str, **values: Any) -> Note:
    """Return a paragraph of the catalogue."""
    return Note(key, values)


def notice(key: str, **values: Any) -> Note:
    """Return a warning of the catalogue."""
    return Note(key, values, "notice")


def said(text: str, tone: str = "intro") -> Note:
    """Return a text that has its words already."""
    return Note("page.said", {"text": text}, tone)


@dataclass(frozen=True, eq=False, repr=False)
class Heading(Part):
    """A heading within a section; `key` is one of the catalogue's headings."""

    key: str


@dataclass(frozen=True, eq=False, repr=False)
class Table(Part):
    """A table: the whole result for its data file, and what the page shows of it.

    Attributes
    ----------
    name : str
        Name of the data file.
    frame : DataFrame
        The whole result, written as it is.
    shown : DataFrame, optional
        What the page shows, where that differs: fewer rows, links among the cells. A cell is a value, a
        `Link`, or a tuple: of links, of words, of the two ends of an interval.
    columns : tuple of str, optional
        The columns shown, in order; by default all of them.
    title : str
        Caption: a heading of the catalogue.
    fold : bool
        Whether the reader has to open it.
    labels : mapping
        For columns that go by another name here: a column the catalogue knows, or a `Note`.
    """

    name: str
    frame: pd.DataFrame
    shown: pd.DataFrame | None = None
    columns: tuple[str, ...] | None = None
    title: str = ""
    fold: bool = False
    labels: Mapping[str, str | Note] = field(default_factory=dict)

    @property
    def body(self) -> pd.DataFrame:
        """What the page shows: rows and columns."""
        frame = self.frame if self.shown is None else self.shown
        return frame if self.columns is None else frame[list(self.columns)]

    @property
    def inner(self) -> tuple[Link, ...]:
        """The links among the cells."""
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
    """A data file that the page does not show."""

    name: str
    frame: pd.DataFrame


@dataclass(frozen=True, eq=False, repr=False)
class Chart(Part):
    """A chart: the data it draws, and how.

    Attributes
    ----------
    name : str
        Name of the image files.
    kind : str
        The function of `figures` that draws it.
    frame : DataFrame
        Its data.
    encoding : mapping
        Channel (`x`, `y`, `low`, `high`, `color`, `size`, `text`, `facet`) to the column that it shows.
    alt : Note
        The chart in words, for readers who cannot see it.
    options : mapping
        Further arguments of the function: labels, an order.
    """

    name: str
    kind: str
    frame: pd.DataFrame
    encoding: Mapping[str, str]
    alt: Note
    options: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        missing = sorted(set(self.encoding.values()) - set(map(str, self.frame.columns)))
        if missing:
            raise ChoiceError(f"The chart {self.name!r} encodes columns that its data lack: {missing}.")


@dataclass(frozen=True, eq=False, repr=False)
class Header(Part):
    """The head of the page: title, what is compared, the day of the report, warnings."""

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
    """A sentence of the findings.

    Attributes
    ----------
    sentence : str
        The sentence.
    section : str
        The section with the numbers it rests on.
    opens : Link, optional
        Opens the very sentences it rests on.
    example : str
        One of them, with its source.
    """

    sentence: str
    section: str
    opens: Link | None = None
    example: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Findings(Part):
    """What is said first."""

    sentences: tuple[Told, ...]

    @property
    def inner(self) -> tuple[Link, ...]:
        """The links to sentences."""
        return tuple(one.opens for one in self.sentences if one.opens is not None)


@dataclass(frozen=True, eq=False, repr=False)
class Bullets(Part):
    """A list of texts of the catalogue."""

    notes: tuple[Note, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Copyable(Part):
    """A text with a button that copies it."""

    name: str
    text: str


@dataclass(frozen=True, eq=False, repr=False)
class Quote(Part):
    """A sentence of a document with its place; `marked` are the terms that stand out in it."""

    text: str
    marked: tuple[str, ...]
    title: str
    source: str
    line: int | None

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The sentence in pieces, and whether each is marked; where two terms overlap, the longer one."""
        at, found = 0, []
        ordered = sorted(filter(None, self.marked), key=lambda term: (-len(term), term))
        while at < len(self.text):
            term = next((term for term in ordered if self.text.startswith(term, at)), "")
            found.append((term or self.text[at], bool(term)))
            at += max(1, len(term))
        return tuple(found)


@dataclass(frozen=True, eq=False, repr=False)
class Card(Part):
    """One group by itself: facts on a line, then rows of a name and what belongs to it.

    Attributes
    ----------
    group : str
        The group.
    facts : tuple of Note
        Its size and years.
    rows : tuple of (str, tuple)
        Key of the catalogue's `cities` to links, notes or quotes.
    """

    group: str
    facts: tuple[Note, ...]
    rows: tuple[tuple[str, tuple[Any, ...]], ...]

    @property
    def inner(self) -> tuple[Any, ...]:
        """What the rows hold."""
        return tuple(item for _, items in self.rows for item in items)


@dataclass(frozen=True, eq=False, repr=False)
class Cards(Part):
    """A card for each group."""

    cards: tuple[Card, ...]

    @property
    def inner(self) -> tuple[Card, ...]:
        """The cards."""
        return self.cards


@dataclass(frozen=True, eq=False, repr=False)
class Section(Part):
    """A section of the page.

    Attributes
    ----------
    name : str
        Its name in the catalogue, and its anchor in every language.
    context : Context
        The context of the report.
    parts : tuple of Part
        What it shows.
    places : mapping
        Kind of link to the frame of places that such links open: `doc_id, start, end` (offsets into the
        cleaned text) and the columns that links name.
    """

    name: str
    context: Context
    parts: tuple[Part, ...]
    places: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def inner(self) -> tuple[Part, ...]:
        """The parts of the section."""
        return self.parts

    @property
    def setting(self) -> Context:
        """The context of the report."""
        return self.context
