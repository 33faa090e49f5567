"""Charts as data: which rows are shown by which marks, how they are written, which sentences a mark opens.

The page draws them with Observable Plot (`templates/js`, `vendor`), and a notebook likewise. Nothing is drawn
here: what a chart shows can be read without a browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from ..checks import check_choice
from ..errors import ChoiceError
from .parts import Link, Note, Part

KINDS = ("ranks", "grid", "points", "lines", "spans", "tiles", "terms", "topics")
"""The kinds of charts: values by name with intervals; coloured cells; points on a plane; lines over years or
another number; the years in which something is used; cities as dots in a tile grid of provinces; terms of two
groups against each other; terms of a topic by relevance."""

FOUND = frozenset({"terms", "topics"})
"""Kinds whose marks are too many to be linked one by one: they open where the page has all sentences."""

CHANNELS = ("x", "y", "low", "high", "color", "size", "text", "panel", "choose", "n")
"""What a column can be shown by: place and interval, colour, size, a text, panels side by side, a list to
choose from, the count behind a value."""


@dataclass(frozen=True, eq=False, repr=False)
class Chart(Part):
    """A chart: its rows, and how they are shown.

    Attributes
    ----------
    name : str
        Its name: the anchor on the page, and the name of saved files.
    kind : str
        One of `KINDS`.
    frame : DataFrame
        Its rows, a mark for each.
    encoding : mapping
        Channel (one of `CHANNELS`) to the column that it shows.
    alt : Note
        The chart in words, for readers who cannot see it.
    read : Note, optional
        How to read it, in a sentence.
    opens : tuple of (str, mapping), optional
        The sentences behind a mark: the kind of places, and the columns that they are found by, each with the
        column of `frame` that has the value.
    also : mapping
        For values of the column to `choose` from: the sentences behind their marks, where these are others.
    tips : tuple of str
        Further columns that a mark tells when it is pointed at.
    labels : mapping
        For columns that go by another name here: a column the catalogue knows, or a `Note`.
    names : mapping
        Column to what its values are called, where that differs.
    settings : mapping
        What the kind needs to know besides: `mark` "bar" or "dot", `zero`, a column `sure` ...
    figure : str
        The function of `figures` that draws the same for a paper.
    options : mapping
        Further arguments of that function.
    result : DataFrame, optional
        The result that it takes, where that is not `frame`.
    """

    is_chart = True
    name: str
    kind: str
    frame: pd.DataFrame
    encoding: Mapping[str, str]
    alt: Note
    read: Note | None = None
    opens: tuple[str, Mapping[str, str]] | None = None
    also: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    tips: tuple[str, ...] = ()
    labels: Mapping[str, str | Note] = field(default_factory=dict)
    names: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    figure: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    result: pd.DataFrame | None = None

    def __post_init__(self) -> None:
        check_choice("Chart", "kind", self.kind, KINDS)
        for channel in self.encoding:
            check_choice("Chart", "encoding", channel, CHANNELS)
        missing = sorted({*self.columns} - set(map(str, self.frame.columns)))
        if missing:
            raise ChoiceError(f"The chart {self.name!r} encodes columns that its data lack: {missing}.")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are shown or told, or by which sentences are found, each once."""
        opened = [column for _, where in self._opened for column in where.values()]
        return tuple(dict.fromkeys((*self.encoding.values(), *self.tips, *opened)))

    @property
    def _opened(self) -> list[tuple[str, Mapping[str, str]]]:
        return [*([self.opens] if self.opens else []), *self.also.values()]

    @cached_property
    def inner(self) -> tuple[Link, ...]:
        """The links that its marks open; for terms none are listed, as the page finds tokens itself."""
        if self.kind in FOUND:
            return ()
        counted = self.encoding.get("n")
        frame = self.frame if counted is None else self.frame[self.frame[counted] > 0]
        if not self.also:
            return tuple(_links(frame, *self.opens)) if self.opens else ()
        found: list[Link] = []
        for value, rows in frame.groupby(self.encoding["choose"], sort=False):
            opens = self.also.get(value, self.opens)
            found += _links(rows, *opens) if opens else []
        return tuple(found)


def _links(rows: pd.DataFrame, kind: str, where: Mapping[str, str]) -> list[Link]:
    values = rows[list(where.values())].astype(str).itertuples(index=False, name=None)
    return [Link(kind, tuple(zip(where, row, strict=True)), "") for row in values]
