"""The context shared by all parts of a report: its grouping, language and groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from ..corpus import By, SizedTexts, group_labels, row_titles
from ..lexicon import messages, official_order
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
        The groups that are compared: places in their official order, others sorted.
    labels : Series
        Group of each document, indexed by `doc_id`; missing where it is unknown.
    provinces : mapping
        Province of each city, where cities are compared and it is known.
    years : tuple of int
        The years of the documents, where there are two or more.
    titles : mapping
        Titles, by `doc_id`, of documents that are known by little else: the rows of a table.
    """

    by: str = "city"
    lang: str = "zh"
    groups: tuple[str, ...] = ()
    labels: pd.Series[Any] = field(default_factory=lambda: pd.Series(dtype=object))
    provinces: Mapping[str, str] = field(default_factory=dict)
    years: tuple[int, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def alone(self) -> bool:
        """Whether there is one group only, so that nothing can be compared."""
        return len(self.groups) == 1

    def say(self, key: str, values: Mapping[str, Any] | None = None) -> str:
        """Return a message with its placeholders filled in.

        Parameters
        ----------
        key : str
            Section and key in `messages.*.toml`, such as `notes.keyness`.
        values : mapping, optional
            Values of the placeholders; a tuple becomes a list of words. `by` is always available. Where `n`
            is 1, the message with `_one` after its key is taken, if there is one.
        """
        given = {
            gap: join_words(value, self.lang) if isinstance(value, tuple) else value
            for gap, value in (values or {}).items()
        }
        section, _, name = key.partition(".")
        if given.get("n") == 1 and f"{name}_one" in messages(self.lang)[section]:
            key += "_one"
        return self.raw(key).format(by=by_name(self.by, self.lang), **given)

    def raw(self, key: str) -> str:
        """Return a message with its placeholders unfilled."""
        section, _, name = key.partition(".")
        return messages(self.lang)[section][name]

    def in_order(self, frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
        """Return a table that is sorted by group, or by its first column and then by group, in their order.

        Parameters
        ----------
        frame : DataFrame
            The table.
        columns : sequence of str
            The columns that are shown.
        """
        if "group" not in columns[:2] or "group" not in frame or frame["group"].isna().any():
            return frame
        groups = frame["group"].astype(str)
        firsts = pd.Series("", frame.index) if columns[0] == "group" else frame[columns[0]].map(str)
        blocks = firsts.ne(firsts.shift()).cumsum()
        crossed = columns[0] == "group" or len(frame) == blocks.nunique() * groups.nunique()
        if not crossed or not groups.groupby(blocks).is_monotonic_increasing.all():
            return frame
        ranks = groups.map({group: i for i, group in enumerate(self.groups)}).fillna(len(self.groups))
        return frame.iloc[np.lexsort((ranks.to_numpy(), blocks.to_numpy()))]

    def arranged(self, groups: Iterable[str]) -> list[str]:
        """Return groups, each once, in the order of the report."""
        ranks = {group: i for i, group in enumerate(self.groups)}
        return sorted(set(groups), key=lambda group: (ranks.get(group, len(ranks)), group))

    def intro(self, section: str) -> str:
        """Return the introduction of a section."""
        if self.alone and f"{section}_alone" in messages(self.lang)["intro"]:
            return self.say(f"intro.{section}_alone")
        told = [self.say(f"intro.{section}")]
        if self.by in PLACES and section in messages(self.lang)["intro_places"]:
            told.append(self.say(f"intro_places.{section}"))
        return join_sentences(told, self.lang)

    def heading(self, key: str) -> str:
        """Return the wording of a heading; a key without a message is returned unchanged."""
        return messages(self.lang)["headings"].get(key, key)

    def column(self, name: str) -> str:
        """Return the heading of a column; a column without a message keeps its name."""
        if name == "group":
            return by_name(self.by, self.lang).capitalize()
        return messages(self.lang)["columns"].get(name, name)


def provinces(corpus: SizedTexts, by: By = "city", without: Collection[str] = ()) -> dict[str, str]:
    """Return the province of each city compared; empty when the groups are not cities.

    Parameters
    ----------
    corpus : Corpus
        The corpus compared.
    by : str or sequence of str
        The grouping.
    without : collection of str
        Documents whose cities are left out, such as those that `doubted` names.
    """
    if by != "city":
        return {}
    known = corpus.documents.dropna(subset=["city", "province"])
    left_out = set(known.loc[known.index.isin(list(without)), "city"])
    pairs = zip(known["city"], known["province"], strict=True)
    return {city: province for city, province in pairs if city not in left_out}


def context_of(corpus: SizedTexts, by: By = "city", lang: str = "zh") -> Context:
    """Return the context of a report on a corpus.

    Parameters
    ----------
    corpus : Corpus
        The corpus compared.
    by : str or sequence of str
        One or more document variables.
    lang : {"zh", "en"}
        Language of the report.

    Raises
    ------
    ChoiceError, InputError
        If the documents lack this variable or have no values for it, or the language is unknown.
    """
    messages(lang)
    labels = group_labels(corpus.documents, by)
    named = by if isinstance(by, str) else ",".join(by)
    groups = tuple(sorted(labels.dropna().unique()))
    groups = official_order(groups) if named in PLACES else groups
    dated = tuple(sorted({int(year) for year in corpus.documents["year"].dropna()}))
    years = dated if len(dated) > 1 else ()
    return Context(named, lang, groups, labels, provinces(corpus, by), years, row_titles(corpus.documents))
