"""A folder of counts as one object, with the results of a corpus and of its counts at any size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import sparse

from .. import __version__
from ..checks import check_whole, one_or_several
from ..corpus import By, DocTermMatrix, IntArray, group_columns
from ..corpus.shown import box, number, spread
from ..errors import InputError
from ..keywords.attention import Counts
from ..keywords.groups import no_keyness
from ..keywords.theme_hits import counted as terms_of
from ..lexicon import chosen_stopwords
from ..lexicon.words import Stop
from .documents import CountedDocuments
from .parts import read_parquet
from .sql import damage_told

HELD = 20_000_000
"""Maximum counts of single documents in memory at a time: about 1 GB."""

TOGETHER = 50
"""Batches whose counts are read together."""

COUNTS = "FROM counts ANTI JOIN left_out USING (term) JOIN rows USING (part, document)"


@dataclass(frozen=True, eq=False, repr=False)
class Counted(CountedDocuments):
    """The results of `count_tables` in a folder, read where they are needed. Made by `open_counted`.

    Takes the place of a `DocTermMatrix` in `tf_idf`, `keyness_by`, `term_rates` and `attention`, and of a
    `Corpus` in `slogan_rates`, `slogan_summary` and, with tables of slogans, `panel` and `first_uses`, with
    the same results. Counts stay on disk: DuckDB reads, sums and sorts them.

    Attributes
    ----------
    folder : Path
        The folder.
    copies : {"one", "all"}
        Whether texts that occur more than once were counted once or each time.
    settings : mapping
        How terms were counted.
    left_out : frozenset of str
        Terms that are not counted, see `without`.
    searched : bool
        Whether slogans were looked for.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from analysis import count_tables, keyness_by, open_counted
    >>> texts = ["青岛市加快港口扩建。", "兰州市推进黄河治理。"]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = pd.DataFrame({"city": ["青岛市", "兰州市"], "text": texts})
    ...     table.to_csv(Path(folder, "texts.csv"), index=False)
    ...     counted = open_counted(count_tables(folder, Path(folder, "counts"), slogans=False))
    ...     counted, keyness_by(counted, min_n=1)["term"].head(2).tolist()
    ...
    (<Counted: 2 documents, 8 terms>, ['推进', '治理'])
    """

    @cached_property
    def totals(self) -> pd.DataFrame:
        """Each term with its occurrences and the number of documents it is in: `term, n, n_documents`."""
        terms, n, n_documents = self.tables.arrays(
            f"SELECT term, sum(n)::BIGINT, count(*) {COUNTS} GROUP BY term ORDER BY term"
        )
        self.tables.table("terms", {"term": terms, "place": np.arange(len(terms))})
        return pd.DataFrame({"term": terms.astype(object), "n": n, "n_documents": n_documents})

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The terms, sorted."""
        return tuple(self.totals["term"])

    def __repr__(self) -> str:
        return f"<Counted: {self.n_documents:,} documents, {len(self.totals):,} terms>"

    def _repr_html_(self) -> str:
        n_words = int(self.sizes.sum())
        rows = {**spread(self.documents), "terms": number(len(self.totals)), "words": number(n_words)}
        return box("matrix", rows, self.settings)

    def group(self, by: By) -> DocTermMatrix:
        """Return the counts summed over the documents of each group, as `DocTermMatrix.group` does.

        Examples
        --------
        >>> from analysis.batch.example import example
        >>> example().group("city").counts.toarray().tolist()
        [[1, 2, 1]]
        """
        return self._grouped(by)[0]

    def spread(self, by: By) -> DocTermMatrix:
        """Return in how many documents of each group each term occurs, as `DocTermMatrix.spread` does.

        Examples
        --------
        >>> from analysis.batch.example import example
        >>> example().spread("city").counts.toarray().tolist()
        [[1, 1, 1]]
        """
        return self._grouped(by)[1]

    def select(self, terms: str | Sequence[str]) -> DocTermMatrix:
        """Return the counts of those of `terms` that there are in each document.

        Examples
        --------
        >>> from analysis.batch.example import example
        >>> example().select(["港口", "海洋"]).counts.toarray().tolist()
        [[2]]
        """
        wanted = one_or_several("select", "terms", terms)
        return self._matrix([term for term in self.terms if term in wanted])

    def matrix(self, min_n: int = 1) -> DocTermMatrix:
        """Return the counts of all terms with at least `min_n` occurrences, in memory.

        Examples
        --------
        >>> from analysis.batch.example import example
        >>> example().matrix(min_n=2).terms
        ('港口',)
        """
        check_whole("matrix", "min_n", min_n)
        return self._matrix(self.totals.loc[self.totals["n"] >= min_n, "term"].tolist())

    @cached_property
    def held(self) -> DocTermMatrix:
        """The counts in memory: of all terms, or of the most frequent ones if there are too many counts."""
        by_n = self.totals.groupby("n")["n_documents"].sum().sort_index(ascending=False).cumsum()
        fits = by_n.index[by_n <= HELD]
        return self.matrix(1 if len(fits) == len(by_n) else int(fits.min()))

    def kept_keyness(self, by: By, n_permutations: int, seed: int) -> pd.DataFrame | None:
        """Return what `keyness_by` returned when the folder was counted, if it was asked for the same.

        Examples
        --------
        >>> from analysis.batch.example import example
        >>> kept = [example().kept_keyness("city", n_permutations=999, seed=seed) for seed in (1, 7)]
        >>> [table is not None for table in kept]
        [True, False]
        """
        noted = self.noted
        asked = {"koujing": __version__, "by": by if isinstance(by, str) else list(by), "seed": seed,
                 "n_permutations": n_permutations, "copies": self.copies}  # fmt: skip
        if self.left_out or any(noted.get(name) != value for name, value in asked.items()):
            return None
        types = {name: str(kind) for name, kind in no_keyness().dtypes.items()}
        with damage_told(self.folder):
            table = read_parquet(self.folder / "keyness.parquet", types)
        table.attrs["note"] = noted["keyness"]
        return table

    @property
    def themes(self) -> dict[str, tuple[str, ...]] | None:
        """The themes that were counted in the texts; None if the folder is older."""
        noted = self.noted.get("themes")
        return {name: tuple(terms) for name, terms in noted.items()} if isinstance(noted, dict) else None

    def theme_counts(self) -> Counts:
        """Return the counts of the terms of each of `themes` in each document, and those that do not occur.

        Examples
        --------
        >>> from analysis.batch.example import example
        >>> parts, absent = example().theme_counts()
        >>> len(parts), "对外开放" in absent["改革开放"]
        (8, True)
        """
        row, theme, term, n = self.tables.arrays(
            "SELECT row, theme, term, n::BIGINT FROM themes JOIN rows USING (part, document) WHERE n > 0"
        )
        there = {*self.tables.rows("SELECT DISTINCT theme, term FROM themes")}
        parts, absent = [], {}
        for name, words in (self.themes or {}).items():
            terms, mine = terms_of(words), theme == name
            place = pd.Index(terms).get_indexer(term[mine])
            table = sparse.coo_array((n[mine], (row[mine], place)), shape=(self.n_documents, len(terms)))
            parts.append(sparse.csr_array(table))
            if missing := sorted(one for one in terms if (name, one) not in there):
                absent[name] = missing
        return parts, absent

    def without(self, stopwords: Stop = None) -> Counted:
        """Return the folder without the counts of one's own stop words, as `count_terms` leaves them out.

        Raises
        ------
        InputError
            When they are to replace those that were left out while counting.

        Examples
        --------
        >>> from analysis.batch.example import example
        >>> example().without(["扩建"]).terms
        ('港口', '贸易')
        """
        chosen, project = chosen_stopwords(stopwords), chosen_stopwords()
        if project - chosen:
            raise InputError(f"{self.folder}: stop words were left out while counting; none can be put back.")
        own = chosen - project
        said = {"n_stopwords": len(chosen), "n_own_stopwords": len(own)}
        return replace(self, left_out=own, settings={**self.settings, **said})

    def unit_blocks(self, terms: Sequence[str]) -> Iterator[sparse.csr_array]:
        """Yield the counts of some terms, sorted, in blocks of documents.

        Examples
        --------
        >>> from analysis.batch.example import example
        >>> [block.toarray().tolist() for block in example().unit_blocks(["港口"])]
        [[[2]]]
        """
        self._wanted(terms)
        blocks = self.tables.rows(
            "SELECT min(part), max(part), min(row), count(*) FROM rows "
            f"GROUP BY part // {TOGETHER} ORDER BY 1"
        )
        for first, last, row, n in blocks:
            yield self._counts(np.arange(row, row + n), len(terms), f"WHERE part BETWEEN {first} AND {last}")

    def term_blocks(self, terms: Sequence[str]) -> Iterator[sparse.csr_array]:
        """Yield the counts of some terms, sorted, in blocks of terms, as many as fit in memory.

        Examples
        --------
        >>> from analysis.batch.example import example
        >>> [block.toarray().tolist() for block in example().term_blocks(["港口"])]
        [[[2]]]
        """
        n = self.totals.set_index("term").loc[list(terms), "n_documents"].to_numpy(dtype=np.int64)
        piece = np.cumsum(n) // HELD
        for place in range(int(piece[-1]) + 1 if len(piece) else 0):
            some = np.flatnonzero(piece == place)
            if len(some):
                self._wanted([terms[at] for at in some.tolist()])
                yield self._counts(np.arange(self.n_documents), len(some))

    @cached_property
    def _last_grouped(self) -> dict[tuple[str, ...], tuple[DocTermMatrix, DocTermMatrix]]:
        return {}

    def _grouped(self, by: By) -> tuple[DocTermMatrix, DocTermMatrix]:
        """Return occurrences and numbers of documents: both are asked for, and one query tells both."""
        columns = tuple(group_columns(self.units, by))
        if columns not in self._last_grouped:
            if len(self._last_grouped) > 1:  # two are kept: a page asks for cities and for years in turn
                del self._last_grouped[next(iter(self._last_grouped))]
            self._last_grouped[columns] = self._summed(by)
        return self._last_grouped[columns]

    def _summed(self, by: By) -> tuple[DocTermMatrix, DocTermMatrix]:
        units = self.units
        shape = DocTermMatrix(sparse.csr_array((len(units), 0)), units, (), self.sizes).group(by)
        codes = shape.units.index.get_indexer(pd.Index(self.labels(by)))
        known = np.flatnonzero(codes >= 0)
        self.tables.table("members", {"row": known, "code": codes[known]})
        n_terms = len(self.totals)
        code, place, n, n_documents = self.tables.arrays(
            f"SELECT code, place, sum(n)::BIGINT, count(*) {COUNTS} JOIN members USING (row) "
            "JOIN terms USING (term) GROUP BY code, place"
        )
        further = (shape.units, self.terms, shape.sizes, shape.unit, self.settings)
        tables = (sparse.coo_array((values, (code, place)), shape=(len(shape), n_terms))
                  for values in (n, n_documents))  # fmt: skip
        n_of, n_documents_of = (DocTermMatrix(sparse.csr_array(one), *further) for one in tables)
        return n_of, n_documents_of

    def _matrix(self, terms: Sequence[str]) -> DocTermMatrix:
        self._wanted(terms)
        counts = self._counts(np.arange(self.n_documents), len(terms))
        return DocTermMatrix(counts, self.units, tuple(terms), self.sizes, "document", self.settings)

    def _wanted(self, terms: Sequence[str]) -> None:
        listed = np.array(list(terms), dtype=object)
        self.tables.table("wanted", {"term": listed, "place": np.arange(len(listed))})

    def _counts(self, members: IntArray, n_terms: int, where: str = "") -> sparse.csr_array:
        """Return the counts of the wanted terms in documents that follow each other."""
        row, place, n = self.tables.arrays(
            f"SELECT row, place, n::BIGINT {COUNTS} JOIN wanted USING (term) {where} ORDER BY row, place"
        )
        first = int(members[0]) if len(members) else 0
        ends = np.searchsorted(row, np.append(members, first + len(members)))
        return sparse.csr_array((n, place, ends), shape=(len(members), n_terms))
