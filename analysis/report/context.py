"""The context shared by all parts of a report: its grouping, its language, its groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ..corpus import By, Corpus, group_labels
from ..lexicon import messages
from .words import by_name, join_sentences, join_words

PLACES = frozenset({"city", "district", "province"})


@dataclass(frozen=True, eq=False)
class Context:
    """Grouping, language and groups of a report.

    Attributes
    ----------
    by : str
        The grouping: city, province, year ...
    lang : {"zh", "en"}
        Language of the report.
    groups : tuple of str
        The groups that are compared, sorted.
    labels : Series
        Group of each document, indexed by `doc_id`; missing where it is unknown.
    """

    by: str = "city"
    lang: str = "zh"
    groups: tuple[str, ...] = ()
    labels: pd.Series[Any] = field(default_factory=lambda: pd.Series(dtype=object))

    def say(self, key: str, values: Mapping[str, Any] | None = None) -> str:
        """Return a text of the catalogue.

        Parameters
        ----------
        key : str
            Section and key of `messages.*.toml`: `notes.keyness`.
        values : mapping, optional
            What fills the gaps of the text; a tuple is written as a list of words. `by` is always known.
        """
        given = {
            gap: join_words(value, self.lang) if isinstance(value, tuple) else value
            for gap, value in (values or {}).items()
        }
        return self.raw(key).format(by=by_name(self.by, self.lang), **given)

    def raw(self, key: str) -> str:
        """Return a text of the catalogue with its gaps."""
        section, _, name = key.partition(".")
        return messages(self.lang)[section][name]

    def intro(self, section: str) -> str:
        """Return the words that open a section."""
        told = [self.say(f"intro.{section}")]
        if self.by in PLACES and section in messages(self.lang)["intro_places"]:
            told.append(self.say(f"intro_places.{section}"))
        return join_sentences(told, self.lang)

    def heading(self, key: str) -> str:
        """Return a heading of the catalogue; what it does not know stays as it is."""
        return messages(self.lang)["headings"].get(key, key)

    def column(self, name: str) -> str:
        """Return the heading of a column; what the catalogue does not know stays as it is."""
        if name == "group":
            return by_name(self.by, self.lang).capitalize()
        return messages(self.lang)["columns"].get(name, name)


def provinces(corpus: Corpus, by: By = "city") -> dict[str, str]:
    """Return the province of each city that is compared; empty when something else is compared.

    Parameters
    ----------
    corpus : Corpus
        The corpus that is compared.
    by : str or sequence of str
        The grouping.
    """
    if by != "city":
        return {}
    known = corpus.documents.dropna(subset=["city", "province"])
    return dict(zip(known["city"], known["province"], strict=True))


def context_of(corpus: Corpus, by: By = "city", lang: str = "zh") -> Context:
    """Return the context of a report on a corpus.

    Parameters
    ----------
    corpus : Corpus
        The corpus that is compared.
    by : str or sequence of str
        One or more columns of its documents.
    lang : {"zh", "en"}
        Language of the report.

    Raises
    ------
    ChoiceError, InputError
        When the documents have no such column or no value in it, or there is no such language.
    """
    messages(lang)
    labels = group_labels(corpus.documents, by)
    named = by if isinstance(by, str) else ",".join(by)
    return Context(named, lang, tuple(sorted(labels.dropna().unique())), labels)
