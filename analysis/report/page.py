"""The page: takes results, shows them as HTML in the notebook, and keeps what the finished report needs."""

from __future__ import annotations

import base64
import platform
import re
from collections.abc import Mapping, Sequence
from datetime import date as Date
from functools import partial
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import HTML

from .. import __version__
from ..corpus import By, Corpus, group_labels
from ..figures import LARGE_SVG, images
from ..files import write_table, write_whole
from ..lexicon import messages
from ..tables import Html, html_table
from .evidence import MANY_GROUPS, Evidence

LIBRARIES = ("jieba", "scikit-learn", "gensim", "numpy", "pandas", "scipy", "opencc", "matplotlib")

WIDTH, WIDE = re.compile(rb'<svg[^>]* width="([\d.]+)pt"'), 13
"""Where an SVG says how wide it is, and inches from which on a drawing is wide."""

YEAR = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d{4} 年)")
"""Between a Chinese character and a year stands a space."""

PLACES = frozenset({"city", "district", "province"})

LARGE, LARGE_OF_MANY = 3 * LARGE_SVG, LARGE_SVG
"""Bytes from which on a drawing is put into the page as pixels, when these take less room; the second where
there are many groups, whose page has to be spared."""


class Page:
    """One report in the making.

    Parameters
    ----------
    corpus : Corpus
        The corpus that is compared.
    by : str or sequence of str
        The grouping.
    lang : {"zh", "en"}
        Language of the page.
    out : path, optional
        Folder for tables and figures; nothing is written without it.
    """

    def __init__(
        self, corpus: Corpus, by: By = "city", lang: str = "zh", out: str | Path | None = None
    ) -> None:
        self.say = messages(lang)
        self.corpus, self.lang = corpus, lang
        self.by = by if isinstance(by, str) else ",".join(by)
        self.evidence = Evidence(corpus, self.by)
        self.labels = group_labels(corpus.documents, self.by)
        self.groups = sorted(self.labels.dropna().unique())
        self._out = Path(out) if out else None
        self._section = ""
        self._regions: dict[str, int] = {}

    def word(self, section: str, key: str, **values: Any) -> str:
        """Return a text of the catalogue, with `by` and other values filled in."""
        text = self.say[section][key]
        return text.format(by=self.say["by"].get(self.by, self.by), **values)

    def section(self, name: str) -> HTML:
        """Begin a section: its heading, with the same anchor in every language, and a few words."""
        self._section = self.say["sections"][name]
        intro = self.word("intro", name)
        if self.by in PLACES and name in self.say["intro_places"]:
            intro += ("" if self.lang == "zh" else " ") + self.word("intro_places", name)
        paragraph = f"<p class='intro'>{escape(intro)}</p>" if intro else ""
        return HTML(f'<h2 id="{name}">{escape(self.say["sections"][name])}</h2>{paragraph}')

    def header(self, title: str = "", notes: Sequence[str] = (), date: str = "") -> HTML:
        """Open the page: title, what is compared, and notes such as “written for demonstration”.

        Parameters
        ----------
        title : str
            Title, in place of the usual one.
        notes : sequence of str
            Each is shown as a notice.
        date : str
            The day of the report as `YYYY-MM-DD`; none is shown without it.
        """
        documents = self.corpus.documents
        placed = documents[self.labels.notna()]
        years = placed["year"].dropna()
        span = ""
        if len(years):
            first, last = int(years.min()), int(years.max())
            span = (
                self.word("page", "years", first=first, last=last)
                if first != last
                else self.word("page", "year", first=first)
            )
        n_han = int(self.corpus.n_han[placed.index].sum())
        lead = self.word(
            "page", "lead", n_groups=len(self.groups), n_documents=len(placed), n_han=f"{n_han:,}", years=span
        )
        shown = "".join(self.notice(note).data for note in notes)
        named = self.word("page", "title" if self.by == "city" else "title_other")
        return HTML(
            f"<header class='title'><p class='brand'>{escape(self.say['page']['brand'])}</p>"
            f"<h1>{escape(title or named)}</h1><p class='lead'>{escape(lead)}</p>{self._dated(date)}{shown}"
            f"<p class='hint'>{escape(self.say['page']['evidence_hint'])}</p></header>"
        )

    def _dated(self, date: str) -> str:
        if not date:
            return ""
        say, day = self.say["page"], Date.fromisoformat(date)
        month = say["months"].split()[day.month - 1]
        shown = say["date"].format(year=day.year, month_name=month, day=day.day)
        return f"<p class='date'><time datetime='{day.isoformat()}'>{escape(shown)}</time></p>"

    def notice(self, text: str) -> HTML:
        """Show a warning in plain words."""
        return HTML(
            f"<p class='notice'><strong>{escape(self.say['page']['notice'])}</strong> {escape(text)}</p>"
        )

    def findings(self, found: Mapping[str, Sequence[str]]) -> HTML:
        """List the findings, one sentence an item, each with a link to the section it rests on.

        Parameters
        ----------
        found : mapping
            Name of a section to sentences.
        """
        items = "".join(
            f"<li>{escape(YEAR.sub(' ', sentence))} <a class='basis' href='#{escape(section)}'>"
            f"{escape(self.say['page']['basis'])}</a></li>"
            for section, sentences in found.items()
            for sentence in sentences
        )
        return HTML(f"<ul class='findings'>{items}</ul>")

    def figure(self, name: str, drawing: partial[Any], **values: Any) -> HTML:
        """Show a figure with a text for those who cannot see it, and write it as SVG and PNG.

        Parameters
        ----------
        name : str
            Name of the files, and of the alternative text in the catalogue (`<name>_alt`).
        drawing : partial
            A function of `figures` with its arguments; it is called unless its images are in the cache.
        **values
            Values for the alternative text.
        """
        vector, pixels, smaller = images(drawing)
        if self._out:
            write_whole(self._out / "figures" / f"{name}.svg", vector)
            write_whole(self._out / "figures" / f"{name}.png", pixels)
        alt = escape(self.word("figures", f"{name}_alt", **values))
        large = LARGE if len(self.groups) <= MANY_GROUPS else LARGE_OF_MANY
        kind, shown = ("webp", smaller) if len(vector) >= max(large, len(pixels)) else ("svg+xml", vector)
        data = base64.b64encode(shown).decode("ascii")
        # A wide figure keeps its size, to be scrolled: shrunk to the page its letters could not be read.
        inches = float(WIDTH.search(vector)[1]) / 72  # type: ignore[index]
        size = f' class="wide" width="{inches * 96:.0f}"' if inches > WIDE else ""
        shown_image = f'<img{size} alt="{alt}" src="data:image/{kind};base64,{data}">'
        return HTML(f'<figure id="fig-{name}" tabindex="0">{shown_image}</figure>')

    def table(
        self,
        name: str,
        frame: pd.DataFrame,
        shown: pd.DataFrame | None = None,
        title: str = "",
        fold: bool = False,
        **options: Any,
    ) -> HTML:
        """Show a table and write the frame behind it as CSV.

        Parameters
        ----------
        name : str
            Name of the data file.
        frame : DataFrame
            The whole result, written as it is.
        shown : DataFrame, optional
            What the page shows of it, when that differs: fewer rows, links to evidence.
        title : str
            Key of the caption in the catalogue's headings.
        fold : bool
            Show it folded, to be opened by the reader.
        **options
            `columns`, `labels` of `tables.html_table`.
        """
        if self._out:
            write_table(self._out / "tables" / f"{name}.csv", frame, typed=True)
        caption = self.say["headings"].get(title, title)
        group_label = {"group": self.say["by"].get(self.by, self.by).capitalize()}
        labels = {**group_label, **options.pop("labels", {})}
        body = html_table(
            frame if shown is None else shown,
            lang=self.lang,
            labels=labels,
            caption=caption,
            name=name,
            region=self._region(caption or name),
            **options,
        )
        rows = len(frame if shown is None else shown)
        if fold:
            body = Html(
                f"<details><summary>{escape(caption)} <span class='count'>{rows}</span></summary>"
                f"{body}</details>"
            )
        return HTML(body)

    def _region(self, caption: str) -> str:
        """Return a name for a table that no other one of the page has, for those who hear the page."""
        named = f"{self._section}: {caption}" if self._section else caption
        self._regions[named] = self._regions.get(named, 0) + 1
        return named if self._regions[named] == 1 else f"{named} ({self._regions[named]})"

    def data(self, name: str, frame: pd.DataFrame) -> None:
        """Write a frame as a data file without showing it."""
        if self._out:
            write_table(self._out / "tables" / f"{name}.csv", frame, typed=True)

    def method(self, *parts: Mapping[str, Any]) -> HTML:
        """Close the page: definitions, and every setting and version that the numbers depend on.

        Parameters
        ----------
        *parts : mapping
            The `settings` of the results.
        """
        settings = {key: value for part in parts for key, value in part.items()}
        n_stopwords = settings.get("n_stopwords", "")
        definitions = "".join(
            f"<li>{escape(text.format(n=n_stopwords))}</li>" for text in self.say["definitions"].values()
        )
        rows = {"by": self.by, **settings, "python": platform.python_version(), "koujing": __version__}
        rows |= {library: version(library) for library in LIBRARIES}
        frame = pd.DataFrame({"setting": list(rows), "value": [str(value) for value in rows.values()]})
        table = self.table("settings", frame, title="settings", fold=True)
        heading = escape(self.say["headings"]["definitions"])
        return HTML(f"<h3>{heading}</h3><ul class='definitions'>{definitions}</ul>{table.data}")

    def close(self) -> HTML:
        """Put the evidence into the page."""
        return HTML(f'<script type="application/json" id="evidence">{self.evidence.to_json()}</script>')


def join(parts: Sequence[HTML]) -> HTML:
    """Return pieces of a page as one."""
    return HTML("\n".join(part.data for part in parts))
