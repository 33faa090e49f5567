"""The documents of a folder of counts: their variables, sizes and slogans, and a sample of their texts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from ..checks import check_whole
from ..corpus import (
    DOCUMENT_VARIABLES,
    By,
    Corpus,
    IntArray,
    drawn_rows,
    group_labels,
    with_own_variables,
)
from ..errors import InputError
from ..segmentation import segment
from ..slogans import HIT_TYPES
from .parts import DOCUMENT_TYPES
from .sql import Tables, damage_told
from .stored import counted_documents, further_columns, holds, plain_texts, read_slogans, stored_texts

IN_ORDER = "ORDER BY part, position"
UNLISTED = ("part", "position", "text_hash")
TEXTS = frozenset(DOCUMENT_VARIABLES) - {"year"}

USERDICT = "userdict.txt"
"""The user's own dictionary, if there was one."""

FITS = 10_000_000
"""Characters of the texts that are held in memory at a time: some 300 MB with their tokens."""

SAMPLED = 3_000_000
"""Characters of a sample, where not all texts fit: topics of so many are as stable as those of more."""


@dataclass(frozen=True, eq=False, repr=False)
class CountedDocuments:
    """The documents, read where they are needed; see `Counted`."""

    folder: Path
    copies: str = "one"
    settings: Mapping[str, Any] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    searched: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "settings", MappingProxyType(dict(self.settings)))

    @cached_property
    def tables(self) -> Tables:
        """The SQL tables: `documents` (those counted), `counts`, `themes`, `texts` where kept, and `rows`.

        The last says which of all documents each `document` of a `part` is.
        """
        kinds = [kind for kind in ("counts", "themes", "texts") if holds(self.folder, kind)]
        tables = Tables(self.folder, kinds)
        with damage_told(self.folder):
            tables.connection.execute(
                f"CREATE VIEW documents AS {counted_documents(self.folder, self.copies)}"
            )
        tables.table("left_out", {"term": np.array(sorted(self.left_out), dtype=object)})
        tables.connection.execute(
            f"CREATE TEMP TABLE rows AS SELECT row_number() OVER ({IN_ORDER}) - 1 AS row, part, "
            "position AS document FROM documents"
        )
        return tables

    @cached_property
    def noted(self) -> dict[str, Any]:
        """What was noted when the folder was counted: the options, and how terms were counted."""
        path = self.folder / "settings.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}

    @cached_property
    def documents(self) -> pd.DataFrame:
        """The documents with their variables, as those of a `Corpus`, but without their texts."""
        types = {name: kind for name, kind in DOCUMENT_TYPES.items() if name not in UNLISTED}
        read = [*types, *(f"{said} AS own_{at}" for at, said in enumerate(self._own.values()))]
        found = self.tables.frame(f"SELECT {', '.join(read)} FROM documents {IN_ORDER}").astype(types)
        found.columns = pd.Index([*types, *(_beside(name) for name in self._own)])
        found = found.set_index("doc_id")
        found.index = found.index.astype(object)
        texts = [name for name in found if name not in DOCUMENT_TYPES or name in TEXTS]
        found[texts] = found[texts].astype(object).where(found[texts].notna(), None)
        return found

    @cached_property
    def _own(self) -> dict[str, str]:
        return further_columns(self.tables, self.folder)

    @property
    def units(self) -> pd.DataFrame:
        """The variables of the documents, as in a `DocTermMatrix`."""
        own = {_beside(name): name for name in self._own}
        return self.documents[[*DOCUMENT_VARIABLES, *own]].rename(columns=own)

    @property
    def unit(self) -> str:
        """`document`."""
        return "document"

    @property
    def n_documents(self) -> int:
        """Number of documents."""
        return len(self.documents)

    @property
    def n_han(self) -> pd.Series[int]:
        """Han characters of each document, indexed by `doc_id`."""
        return self.documents["n_han"]

    @property
    def n_words(self) -> pd.Series[int]:
        """Word tokens of each document, indexed by `doc_id`."""
        return self.documents["n_words"]

    @property
    def sizes(self) -> IntArray:
        """Word tokens of each document, shape (n_documents,)."""
        return self.documents["n_words"].to_numpy()

    @property
    def hits(self) -> pd.DataFrame:
        """The slogans, as `find_slogans` returns them.

        Raises
        ------
        InputError
            When none were looked for.
        """
        if not self.searched:
            raise InputError(f"{self.folder}: slogans were not looked for; count again without --no-slogans.")
        found = with_own_variables(read_slogans(self.folder, tuple(HIT_TYPES)), self.units)
        found.attrs["faults"] = []
        return found

    @property
    def has_texts(self) -> bool:
        """Whether the texts were kept."""
        return holds(self.folder, "texts")

    def __len__(self) -> int:
        return self.n_documents

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield the id and the cleaned text of each document, a few at a time in memory."""
        self.check_texts()
        for rows in self._blocks():
            yield from zip(self.documents.index[rows], plain_texts(self.tables, rows), strict=True)

    def some_texts(self, ids: Collection[str]) -> dict[str, str]:
        """Return the cleaned texts of some documents by id."""
        self.check_texts()
        rows = np.flatnonzero(self.documents.index.isin(list(ids)))
        return dict(zip(self.documents.index[rows], plain_texts(self.tables, rows), strict=True))

    def corpora(self) -> Iterator[Corpus]:
        """Yield the documents in runs that fit into memory, each as a corpus.

        Examples
        --------
        >>> from analysis.batch.example import example
        >>> [corpus.n_documents for corpus in example().corpora()]
        [1]
        """
        for rows in self._blocks():
            yield self._segmented(rows)

    def _blocks(self) -> Iterator[IntArray]:
        block = self.documents["n_characters"].cumsum().to_numpy() // FITS
        for number in np.unique(block):
            yield np.flatnonzero(block == number)

    def _segmented(self, rows: IntArray, userdict: str | Path | None = None) -> Corpus:
        """Return some documents as a corpus, cut as they were when they were counted."""
        kept = self.folder / USERDICT
        corpus = segment(*self.texts_of(rows), userdict or (kept if kept.is_file() else None))
        if corpus.settings["userdict"] != self.settings["userdict"]:
            raise InputError(
                f"{self.folder}: its texts were counted with the dictionary of another version of Koujing; "
                "count them again."
            )
        if corpus.settings["own_userdict"] != self.settings["own_userdict"]:
            raise InputError(
                f"{self.folder}: its texts were counted with another dictionary; name it in `userdict`."
            )
        return corpus

    def texts_of(self, rows: IntArray) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return some documents with their texts, and their paragraphs, as `clean_documents` does.

        Raises
        ------
        InputError
            When the texts were not kept.
        """
        self.check_texts()
        documents, paragraphs = stored_texts(self.tables, rows, self.documents)
        return documents.rename(columns={_beside(name): name for name in self._own}), paragraphs

    def check_texts(self) -> None:
        """Raise an InputError when the texts were not kept."""
        if not self.has_texts:
            raise InputError(
                f"{self.folder}: the texts were not kept; count again without --no-texts (texts=False)."
            )

    def labels(self, by: By) -> pd.Series[Any]:
        """Return the group of each document (see `group_labels`).

        Examples
        --------
        >>> from analysis.batch.example import example
        >>> example().labels("city").tolist()
        ['青岛市']
        """
        return group_labels(self.units, by)

    def sample(
        self, n: int | None = 1000, by: By = "city", seed: int = 1, userdict: str | Path | None = None
    ) -> Corpus:
        """Return some of the documents, drawn at random from each group alike, as a corpus.

        Of groups with fewer documents than the others have in the sample, all are in it.

        Parameters
        ----------
        n : int, optional
            How many documents; without a number all, also those in no group, if they fit into memory (10
            million characters), else 3 million characters of them.
        by : str or sequence of str
            The groups; documents in none are left out.
        seed : int
            Seed of the draw.
        userdict : path, optional
            The dictionary that the texts were counted with; by default what was kept of it.

        Raises
        ------
        InputError
            When the texts were not kept, or were counted with another dictionary.

        Examples
        --------
        >>> from analysis.batch.example import example
        >>> example().sample(10).documents["text"].tolist()
        ['港口扩建，港口贸易。']
        """
        if n is not None:
            check_whole("sample", "n", n, 1)
        check_whole("sample", "seed", seed)
        return self._segmented(self._drawn(n, by, seed), userdict)

    def _drawn(self, n: int | None, by: By, seed: int) -> IntArray:
        """Return the places of the documents of a sample."""
        labels, sizes = self.labels(by), self.documents["n_characters"].to_numpy()
        if n is None and sizes.sum() <= FITS:
            return np.arange(self.n_documents)
        # Documents without words can stand for no group.
        return drawn_rows(labels, sizes * (self.documents["n_words"] > 0).to_numpy(), seed, n, SAMPLED)


def _beside(name: str) -> str:
    """Return a column of the user's under a name that no column of the store has."""
    return f"{name}_given" if name in DOCUMENT_TYPES else name
