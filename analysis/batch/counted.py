"""A folder of counts as one object, with the results of a corpus and of its counts at any size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from ..corpus import (
    DOCUMENT_VARIABLES,
    By,
    Corpus,
    DocTermMatrix,
    IntArray,
    group_labels,
    with_own_variables,
)
from ..corpus.shown import box, number, spread
from ..errors import InputError
from ..segmentation import segment
from ..slogans import HIT_TYPES
from .merge import DOCUMENT_TYPES
from .sql import Tables, numbered
from .stored import counted_documents, has_texts, read_slogans, stored_texts, with_further

HELD = 20_000_000
"""Maximum counts of single documents in memory at a time: about 1 GB."""

TOGETHER = 50
"""Batches whose counts are read together."""

IN_ORDER = "ORDER BY part, position"


@dataclass(frozen=True, eq=False, repr=False)
class Counted:
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

    folder: Path
    copies: str = "one"
    settings: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "settings", MappingProxyType(dict(self.settings)))

    @cached_property
    def tables(self) -> Tables:
        """The SQL tables: `documents` (those counted), `counts` and, where they were kept, `texts`."""
        tables = Tables(self.folder, ["counts", *(["texts"] if has_texts(self.folder) else [])])
        tables.connection.execute(f"CREATE VIEW documents AS {counted_documents(self.folder, self.copies)}")
        part, position, sizes = tables.arrays(f"SELECT part, position, n_words FROM documents {IN_ORDER}")
        rows = {"row": np.arange(len(part)), "part": part, "position": position, "n_words": sizes}
        tables.table("rows", rows)
        return tables

    @cached_property
    def documents(self) -> pd.DataFrame:
        """The documents with their variables, as those of a `Corpus`, but without their texts."""
        listed = ", ".join(name for name in DOCUMENT_TYPES if name not in ("part", "position", "text_hash"))
        types = {name: kind for name, kind in DOCUMENT_TYPES.items() if name in listed.split(", ")}
        found = self.tables.frame(f"SELECT {listed} FROM documents {IN_ORDER}").astype(types)
        found = with_further(found).set_index("doc_id")
        found.index = found.index.astype(object)
        texts = [name for name in DOCUMENT_VARIABLES if name != "year"]
        found[texts] = found[texts].astype(object).where(found[texts].notna(), None)
        return found

    @property
    def units(self) -> pd.DataFrame:
        """The variables of the documents, as in a `DocTermMatrix`."""
        own = [name for name in self.documents if name not in DOCUMENT_TYPES]
        return self.documents[[*DOCUMENT_VARIABLES, *own]]

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

    @cached_property
    def totals(self) -> pd.DataFrame:
        """Each term with its occurrences and the number of documents it is in: `term, n, n_documents`."""
        terms, n, n_documents = self.tables.arrays(
            "SELECT term, sum(n)::BIGINT, count(*) FROM counts JOIN rows "
            "ON counts.part = rows.part AND document = rows.position GROUP BY term ORDER BY term"
        )
        self.tables.table("terms", {"term": terms, "place": np.arange(len(terms))})
        return pd.DataFrame({"term": terms.astype(object), "n": n, "n_documents": n_documents})

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The terms, sorted."""
        return tuple(self.totals["term"])

    @property
    def hits(self) -> pd.DataFrame:
        """The slogans, as `find_slogans` returns them."""
        found = with_own_variables(read_slogans(self.folder, tuple(HIT_TYPES)), self.units)
        found.attrs["faults"] = []
        return found

    def __len__(self) -> int:
        return self.n_documents

    def __repr__(self) -> str:
        return f"<Counted: {self.n_documents:,} documents, {len(self.totals):,} terms>"

    def _repr_html_(self) -> str:
        n_words = int(self.sizes.sum())
        rows = {**spread(self.documents), "terms": number(len(self.totals)), "words": number(n_words)}
        return box("matrix", rows, self.settings)

    def labels(self, by: By) -> pd.Series[Any]:
        """Return the group of each document (see `group_labels`).

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> from analysis import count_tables, open_counted
        >>> text = '{"city": "青岛市", "text": "港口扩建，港口贸易。"}'
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = Path(folder, "a.jsonl").write_text(text, encoding="utf-8")
        ...     counted = open_counted(count_tables(folder, Path(folder, "counts"), slogans=False))
        ...     counted.labels("city").tolist()
        ...
        ['青岛市']
        """
        return group_labels(self.units, by)

    def group(self, by: By) -> DocTermMatrix:
        """Return the counts summed over the documents of each group, as `DocTermMatrix.group` does.

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> from analysis import count_tables, open_counted
        >>> text = '{"city": "青岛市", "text": "港口扩建，港口贸易。"}'
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = Path(folder, "a.jsonl").write_text(text, encoding="utf-8")
        ...     counted = open_counted(count_tables(folder, Path(folder, "counts"), slogans=False))
        ...     counted.group("city").counts.toarray().tolist()
        ...
        [[1, 2, 1]]
        """
        return self._grouped(by, "sum(n)::BIGINT")

    def spread(self, by: By) -> DocTermMatrix:
        """Return in how many documents of each group each term occurs, as `DocTermMatrix.spread` does.

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> from analysis import count_tables, open_counted
        >>> text = '{"city": "青岛市", "text": "港口扩建，港口贸易。"}'
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = Path(folder, "a.jsonl").write_text(text, encoding="utf-8")
        ...     counted = open_counted(count_tables(folder, Path(folder, "counts"), slogans=False))
        ...     counted.spread("city").counts.toarray().tolist()
        ...
        [[1, 1, 1]]
        """
        return self._grouped(by, "count(*)")

    def select(self, terms: str | Sequence[str]) -> DocTermMatrix:
        """Return the counts of those of `terms` that there are in each document.

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> from analysis import count_tables, open_counted
        >>> text = '{"city": "青岛市", "text": "港口扩建，港口贸易。"}'
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = Path(folder, "a.jsonl").write_text(text, encoding="utf-8")
        ...     counted = open_counted(count_tables(folder, Path(folder, "counts"), slogans=False))
        ...     counted.select(["港口", "海洋"]).counts.toarray().tolist()
        ...
        [[2]]
        """
        wanted = {terms} if isinstance(terms, str) else set(terms)
        return self._matrix([term for term in self.terms if term in wanted])

    def matrix(self, min_n: int = 1) -> DocTermMatrix:
        """Return the counts of all terms with at least `min_n` occurrences, in memory.

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> from analysis import count_tables, open_counted
        >>> text = '{"city": "青岛市", "text": "港口扩建，港口贸易。"}'
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = Path(folder, "a.jsonl").write_text(text, encoding="utf-8")
        ...     counted = open_counted(count_tables(folder, Path(folder, "counts"), slogans=False))
        ...     counted.matrix(min_n=2).terms
        ...
        ('港口',)
        """
        return self._matrix(self.totals.loc[self.totals["n"] >= min_n, "term"].tolist())

    def unit_blocks(self, terms: Sequence[str]) -> Iterator[sparse.csr_array]:
        """Yield the counts of some terms, sorted, in blocks of documents.

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> from analysis import count_tables, open_counted
        >>> text = '{"city": "青岛市", "text": "港口扩建，港口贸易。"}'
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = Path(folder, "a.jsonl").write_text(text, encoding="utf-8")
        ...     counted = open_counted(count_tables(folder, Path(folder, "counts"), slogans=False))
        ...     [block.toarray().tolist() for block in counted.unit_blocks(["港口"])]
        ...
        [[[2]]]
        """
        self._wanted(terms)
        (parts,) = self.tables.arrays("SELECT DISTINCT part FROM rows ORDER BY part")
        for at in range(0, len(parts), TOGETHER):
            some = parts[at : at + TOGETHER]
            files = numbered(self.folder / "counts", [f"{part:06d}.parquet" for part in some])
            (members,) = self.tables.arrays(
                f"SELECT row FROM rows WHERE part BETWEEN {some[0]} AND {some[-1]} ORDER BY row"
            )
            yield self._counts(f"({files})", members, len(terms))

    def term_blocks(self, terms: Sequence[str]) -> Iterator[sparse.csr_array]:
        """Yield the counts of some terms, sorted, in blocks of terms, as many as fit in memory.

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> from analysis import count_tables, open_counted
        >>> text = '{"city": "青岛市", "text": "港口扩建，港口贸易。"}'
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = Path(folder, "a.jsonl").write_text(text, encoding="utf-8")
        ...     counted = open_counted(count_tables(folder, Path(folder, "counts"), slogans=False))
        ...     [block.toarray().tolist() for block in counted.term_blocks(["港口"])]
        ...
        [[[2]]]
        """
        n = self.totals.set_index("term").loc[list(terms), "n_documents"].to_numpy(dtype=np.int64)
        piece = np.cumsum(n) // HELD
        for place in range(int(piece[-1]) + 1 if len(piece) else 0):
            some = np.flatnonzero(piece == place)
            if len(some):
                self._wanted([terms[at] for at in some.tolist()])
                yield self._counts("counts", np.arange(self.n_documents), len(some))

    def sample(
        self, n: int = 1000, by: By = "city", seed: int = 0, userdict: str | Path | None = None
    ) -> Corpus:
        """Return some of the documents, drawn at random from each group alike, as a corpus.

        Of groups with fewer documents than the others have in the sample, all are in it.

        Parameters
        ----------
        n : int
            How many documents.
        by : str or sequence of str
            The groups; documents in none are left out.
        seed : int
            Seed of the draw.
        userdict : path, optional
            The dictionary that the texts were counted with.

        Raises
        ------
        InputError
            When the texts were not kept, or were counted with another dictionary.

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> from analysis import count_tables, open_counted
        >>> text = '{"city": "青岛市", "text": "港口扩建，港口贸易。"}'
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = Path(folder, "a.jsonl").write_text(text, encoding="utf-8")
        ...     place = count_tables(folder, Path(folder, "counts"), slogans=False, texts=True)
        ...     open_counted(place).sample(10).documents["text"].tolist()
        ...
        ['港口扩建，港口贸易。']
        """
        if not has_texts(self.folder):
            raise InputError(
                f"{self.folder}: the texts were not kept; count again with texts=True (or --texts)."
            )
        labels = self.labels(by)
        known = np.flatnonzero((labels.notna() & (self.documents["n_words"] > 0)).to_numpy())
        drawn = np.random.default_rng(seed).permutation(known)
        turn = labels.iloc[drawn].groupby(labels.iloc[drawn].to_numpy()).cumcount().to_numpy()
        chosen = np.sort(drawn[np.argsort(turn, kind="stable")[:n]])
        corpus = segment(*stored_texts(self.tables, chosen, self.documents), userdict)
        if any(corpus.settings[name] != self.settings[name] for name in ("userdict", "own_userdict")):
            raise InputError(
                f"{self.folder}: its texts were counted with another dictionary; name it in `userdict`."
            )
        return corpus

    def _grouped(self, by: By, value: str) -> DocTermMatrix:
        units = self.units
        shape = DocTermMatrix(sparse.csr_array((len(units), 0)), units, (), self.sizes).group(by)
        codes = shape.units.index.get_indexer(pd.Index(self.labels(by)))
        known = np.flatnonzero(codes >= 0)
        self.tables.table("members", {"row": known, "code": codes[known]})
        n_terms = len(self.totals)
        code, place, n = self.tables.arrays(
            f"SELECT code, place, {value} FROM counts JOIN rows "
            "ON counts.part = rows.part AND document = rows.position "
            "JOIN members USING (row) JOIN terms USING (term) GROUP BY code, place"
        )
        summed = sparse.coo_array((n, (code, place)), shape=(len(shape), n_terms))
        return DocTermMatrix(
            sparse.csr_array(summed), shape.units, self.terms, shape.sizes, shape.unit, self.settings
        )

    def _matrix(self, terms: Sequence[str]) -> DocTermMatrix:
        self._wanted(terms)
        counts = self._counts("counts", np.arange(self.n_documents), len(terms))
        return DocTermMatrix(counts, self.units, tuple(terms), self.sizes, "document", self.settings)

    def _wanted(self, terms: Sequence[str]) -> None:
        listed = np.array(list(terms), dtype=object)
        self.tables.table("wanted", {"term": listed, "place": np.arange(len(listed))})

    def _counts(self, source: str, members: IntArray, n_terms: int) -> sparse.csr_array:
        """Return the counts of the wanted terms in documents that follow each other."""
        row, place, n = self.tables.arrays(
            f"SELECT row, place, n::BIGINT FROM {source} AS counts JOIN rows "
            "ON counts.part = rows.part AND document = rows.position JOIN wanted USING (term) "
            "ORDER BY row, place"
        )
        first = int(members[0]) if len(members) else 0
        ends = np.searchsorted(row, np.append(members, first + len(members)))
        return sparse.csr_array((n, place, ends), shape=(len(members), n_terms))
