"""The document-term matrix: counts of terms in units."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Self

import numpy as np
import pandas as pd
from scipy import sparse

from ..checks import check_share, check_wholes, one_or_several
from ..errors import InputError
from .documents import By, IntArray, frozen, group_columns, group_labels
from .given_counts import parts_of_counts
from .making import check_made
from .selecting import is_named, rows_where, wanted_rows
from .shown import MOST_NAMED, box, clipped, named, number, spread, word
from .subset import rebuilt

_PARTS = ("counts", "units", "terms", "sizes")
"""What it cannot be made without."""


@dataclass(frozen=True, eq=False, repr=False)
class DocTermMatrix:
    """Counts of terms in units, with labels and sizes. Made by `count_terms`.

    Attributes
    ----------
    counts : csr_array of int64, shape (n_units, n_terms)
        How often each term occurs in each unit.
    units : DataFrame
        One row per unit, labelled and in the order of the rows of `counts`, with the document variables; for
        paragraphs also `doc_id` and `paragraph`; for groups `n_documents`.
    terms : tuple of str
        The terms, sorted.
    sizes : ndarray of int64, shape (n_units,)
        Word tokens of each unit before stop words and trimming: the denominator of every rate.
    unit : str
        `document`, `paragraph`, or the name of the grouping.
    settings : mapping
        How it was counted.

    Examples
    --------
    >>> from analysis import count_terms, read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> dtm = count_terms(segment(texts))
    >>> dtm
    <DocTermMatrix: 2 units (document) x 7 terms>
    >>> dtm.counts.toarray().sum(axis=1).tolist(), dtm.sizes.tolist()
    ([6, 4], [6, 4])
    """

    counts: sparse.csr_array
    units: pd.DataFrame
    terms: tuple[str, ...]
    sizes: IntArray
    unit: str = "document"
    settings: Mapping[str, Any] = field(default_factory=dict)

    def __new__(cls, *given: Any, **named: Any) -> Self:
        """Answer a call with something that it is not made of."""
        check_made("DocTermMatrix", _PARTS, given, named)
        return super().__new__(cls)

    def __post_init__(self) -> None:
        put = object.__setattr__
        counts = sparse.csr_array(self.counts, dtype=np.int64, copy=True)
        counts.sort_indices()
        put(self, "counts", counts)
        put(self, "units", self.units.copy())
        put(self, "terms", tuple(self.terms))
        put(self, "sizes", frozen(self.sizes, np.int64))
        put(self, "settings", MappingProxyType(dict(self.settings)))
        if counts.shape != (len(self.units), len(self.terms)) or len(self.sizes) != len(self.units):
            raise InputError(
                f"DocTermMatrix: counts {counts.shape}, units ({len(self.units)}), terms "
                f"({len(self.terms)}) and sizes ({len(self.sizes)}) do not match."
            )

    @classmethod
    def from_counts(
        cls, counts: Any, terms: Any = None, units: pd.DataFrame | None = None, sizes: Any = None
    ) -> DocTermMatrix:
        """Return a matrix from counts made elsewhere: scipy, scikit-learn, gensim, pandas.

        Parameters
        ----------
        counts : sparse array, ndarray, DataFrame, or list of lists of (int, int)
            Units by terms: the output of `CountVectorizer.fit_transform`, a DataFrame with terms as columns,
            or gensim's bags of words.
        terms : sequence of str, mapping of int to str or of str to int, or vectorizer, optional
            The terms, in the order of the columns (`vectorizer.get_feature_names_out()`); the vectorizer
            itself or its `vocabulary_`; or gensim's dictionary. A DataFrame has its own.
        units : DataFrame, optional
            One row per unit, in the order of `counts`, with the columns to group by.
        sizes : sequence of int, optional
            Word tokens of each unit, the denominator of rates; by default the row sums of the matrix.

        Raises
        ------
        InputError
            When there are no terms, one is repeated, or counts and terms do not match.

        Examples
        --------
        >>> import pandas as pd
        >>> from analysis import DocTermMatrix
        >>> DocTermMatrix.from_counts(pd.DataFrame({"港口": [2, 0], "黄河": [0, 1]}, index=["a", "b"]))
        <DocTermMatrix: 2 units (document) x 2 terms>
        """
        return cls(**parts_of_counts(counts, terms, units, sizes))

    def to_frame(self) -> pd.DataFrame:
        """Return the counts as a DataFrame of units by terms, whose columns are sparse.

        Examples
        --------
        >>> from analysis import count_terms, read_texts, segment
        >>> texts = read_texts(
        ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
        ...     city=["青岛市", "兰州市"], year=[2022, 2023],
        ... )
        >>> dtm = count_terms(segment(texts))
        >>> dtm.to_frame().loc[:, ["港口", "黄河"]].shape
        (2, 2)
        """
        return pd.DataFrame.sparse.from_spmatrix(
            sparse.csr_matrix(self.counts), index=self.units.index, columns=list(self.terms)
        )

    def to_gensim(self) -> tuple[list[list[tuple[int, int]]], dict[int, str]]:
        """Return gensim's bags of words and the term of each number, `corpus` and `id2word` of its models.

        Examples
        --------
        >>> from analysis import count_terms, read_texts, segment
        >>> texts = read_texts(
        ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
        ...     city=["青岛市", "兰州市"], year=[2022, 2023],
        ... )
        >>> dtm = count_terms(segment(texts))
        >>> bags, id2word = dtm.to_gensim()
        >>> [(id2word[number], n) for number, n in bags[0]][-2:]
        [('港口', 2), ('贸易', 1)]
        """
        ends = self.counts.indptr
        bags = [
            list(zip(self.counts.indices[a:b].tolist(), self.counts.data[a:b].tolist(), strict=True))
            for a, b in pairwise(ends)
        ]
        return bags, dict(enumerate(self.terms))

    @property
    def shape(self) -> tuple[int, int]:
        """Numbers of units and of terms."""
        return len(self.units), len(self.terms)

    def __len__(self) -> int:
        return len(self.units)

    def __iter__(self) -> Iterator[tuple[Any, dict[str, int]]]:
        """Yield the label of each unit and the counts of the terms that occur in it."""
        ends, at, n = self.counts.indptr, self.counts.indices, self.counts.data
        for label, (a, b) in zip(self.units.index, pairwise(ends), strict=True):
            pairs = zip(at[a:b].tolist(), n[a:b].tolist(), strict=True)
            yield label, {self.terms[column]: count for column, count in pairs if count}

    def __contains__(self, term: object) -> bool:
        """Return whether a term is counted."""
        at = bisect_left(self.terms, term) if isinstance(term, str) else len(self.terms)
        return at < len(self.terms) and self.terms[at] == term

    def __getitem__(self, wanted: Any) -> DocTermMatrix:
        """Return the matrix of some units, chosen as documents are in `corpus[...]`; for terms see `select`.

        Raises
        ------
        KindError, InputError
            When a label is unknown or repeated, a condition does not fit, or no unit is left.

        Examples
        --------
        >>> from analysis import count_terms, read_texts, segment
        >>> texts = read_texts(["港口扩建。", "黄河治理。"], city=["青岛市", "兰州市"], year=[2022, 2023])
        >>> dtm = count_terms(segment(texts))
        >>> dict(dtm["青岛市"])
        {'text1': {'扩建': 1, '港口': 1}}
        >>> dtm.group("city")[["兰州市"]].shape, "黄河" in dtm
        ((1, 4), True)
        """
        if isinstance(wanted, str) and wanted in self and not is_named(self.units, wanted):
            raise InputError(f'dtm[...] chooses units, and {wanted} is a term: dtm.select("{wanted}").')
        rows = wanted_rows(self.units, wanted, "dtm")
        return DocTermMatrix(
            self.counts[rows], self.units.iloc[rows], self.terms, self.sizes[rows], self.unit, self.settings
        )

    def where(self, condition: Any = None, /, **values: Any) -> DocTermMatrix:
        """Return the matrix of units that have these values, as `corpus.where` does of documents.

        Raises
        ------
        ChoiceError, InputError
            When there is no such column, no unit has one of the values, or none has all together.

        Examples
        --------
        >>> from analysis import count_terms, read_texts, segment
        >>> texts = read_texts(["港口扩建。", "黄河治理。"], city=["青岛市", "兰州市"], year=[2022, 2023])
        >>> count_terms(segment(texts)).where(year=2023)
        <DocTermMatrix: 1 units (document) x 4 terms>
        """
        return self[rows_where(self.units, condition, values, "dtm")]

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return rebuilt(self)

    def __repr__(self) -> str:
        return f"<DocTermMatrix: {len(self.units)} units ({self.unit}) x {len(self.terms)} terms>"

    def _repr_html_(self) -> str:
        totals = pd.Series(self.counts.sum(axis=0), index=list(self.terms))
        common = totals.sort_values(ascending=False, kind="stable").head(MOST_NAMED)
        grouped = self.unit not in ("document", "paragraph")
        rows = {
            "unit": clipped(self.unit) if grouped else word(self.unit),
            "units": named(self.units.index.map(str)) if grouped else number(len(self.units)),
            **({} if grouped else spread(self.units)),
            "terms": number(len(self.terms)),
            "counted": number(int(totals.sum())),
            "words": number(int(self.sizes.sum())),
            "common": "、".join(f"{clipped(str(term))} {number(int(n))}" for term, n in common.items()),
        }
        return box("matrix", rows, self.settings)

    @property
    def n_documents(self) -> IntArray:
        """Number of units each term occurs in, shape (n_terms,)."""
        return np.bincount(self.counts.indices, minlength=len(self.terms))

    def group(self, by: By) -> DocTermMatrix:
        """Return the counts summed over the units of each group.

        Parameters
        ----------
        by : str or sequence of str
            One or more columns of `units`; units that lack one are left out.

        Returns
        -------
        DocTermMatrix
            One row per group, sorted; `units` has the column `n_documents`, the number of documents in the
            group, and, where groups are defined by several columns, those columns.

        Examples
        --------
        >>> from analysis import count_terms, read_texts, segment
        >>> texts = read_texts(
        ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
        ...     city=["青岛市", "兰州市"], year=[2022, 2023],
        ... )
        >>> dtm = count_terms(segment(texts))
        >>> dtm.group("year").units.index.tolist()
        ['2022', '2023']
        """
        labels = group_labels(self.units, by, "group")
        known = labels.notna().to_numpy()
        codes, groups = pd.factorize(labels[known], sort=True)
        rows = np.flatnonzero(known)
        sum_rows = sparse.csr_array(
            (np.ones(len(rows), dtype=np.int64), (codes, rows)), shape=(len(groups), len(self.units))
        )
        doc_ids = self.units["doc_id"] if "doc_id" in self.units else self.units.index.to_series()
        n_documents = doc_ids[known].groupby(codes).nunique().reindex(range(len(groups)), fill_value=0)
        columns = group_columns(self.units, by)
        name = ",".join(columns)
        units = pd.DataFrame({"n_documents": n_documents.to_numpy()}, index=pd.Index(groups, name=name))
        if len(columns) > 1:
            first = self.units.iloc[rows[np.unique(codes, return_index=True)[1]]]
            units = units.assign(**{column: first[column].array for column in columns})
        return DocTermMatrix(
            sum_rows @ self.counts, units, self.terms, sum_rows @ self.sizes, name, self.settings
        )

    def spread(self, by: By) -> DocTermMatrix:
        """Return in how many units of each group each term occurs, as `group` does how often.

        Examples
        --------
        >>> from analysis import count_terms, read_texts, segment
        >>> texts = read_texts(["港口扩建，港口贸易。", "港口。"], city=["青岛市", "青岛市"])
        >>> count_terms(segment(texts)).spread("city").select("港口").counts.toarray().tolist()
        [[2]]
        """
        return DocTermMatrix(self.counts > 0, self.units, self.terms, self.sizes, self.unit).group(by)

    def kept_keyness(self, by: By, n_permutations: int, seed: int) -> None:
        """Return nothing: no result is kept with a matrix.

        Examples
        --------
        >>> from analysis import count_terms, read_texts, segment
        >>> dtm = count_terms(segment(read_texts(["港口扩建，港口贸易。", "港口。"])))
        >>> dtm.kept_keyness("city", n_permutations=999, seed=1) is None
        True
        """

    @property
    def held(self) -> DocTermMatrix:
        """The counts in memory: the matrix itself."""
        return self

    def unit_blocks(self, terms: Sequence[str]) -> Iterator[sparse.csr_array]:
        """Yield the counts of some terms, sorted, in blocks of units: here all units at once.

        Examples
        --------
        >>> from analysis import count_terms, read_texts, segment
        >>> dtm = count_terms(segment(read_texts(["港口扩建，港口贸易。", "港口。"])))
        >>> [block.toarray().tolist() for block in dtm.unit_blocks(["港口"])]
        [[[2], [1]]]
        """
        yield self.select(terms).counts

    def term_blocks(self, terms: Sequence[str]) -> Iterator[sparse.csr_array]:
        """Yield the counts of some terms, sorted, in blocks of terms: here all terms at once.

        Examples
        --------
        >>> from analysis import count_terms, read_texts, segment
        >>> dtm = count_terms(segment(read_texts(["港口扩建，港口贸易。", "港口。"])))
        >>> [block.toarray().tolist() for block in dtm.term_blocks(["港口"])]
        [[[2], [1]]]
        """
        yield self.select(terms).counts

    def labels(self, by: By) -> pd.Series[Any]:
        """Return the group of each unit (see `group_labels`).

        Examples
        --------
        >>> from analysis import count_terms, read_texts, segment
        >>> texts = read_texts(
        ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
        ...     city=["青岛市", "兰州市"], year=[2022, 2023],
        ... )
        >>> dtm = count_terms(segment(texts))
        >>> dtm.labels(["city", "year"]).tolist()
        ['青岛市 · 2022', '兰州市 · 2023']
        """
        return group_labels(self.units, by, "labels")

    def select(self, terms: str | Sequence[str]) -> DocTermMatrix:
        """Return the matrix with only those of `terms` (one, or several) that it has, sorted.

        Examples
        --------
        >>> from analysis import count_terms, read_texts, segment
        >>> texts = read_texts(
        ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
        ...     city=["青岛市", "兰州市"], year=[2022, 2023],
        ... )
        >>> dtm = count_terms(segment(texts))
        >>> dtm.select(["港口", "黄河"]).terms
        ('港口', '黄河')
        """
        wanted = one_or_several("select", "terms", terms)
        columns = [i for i, term in enumerate(self.terms) if term in wanted]
        chosen = tuple(self.terms[i] for i in columns)
        return DocTermMatrix(
            self.counts[:, columns], self.units, chosen, self.sizes, self.unit, self.settings
        )

    def trim(self, min_n: int = 1, min_documents: int = 1, max_share: float = 1.0) -> DocTermMatrix:
        """Return the matrix without terms that are too rare or too common; sizes are unchanged.

        Parameters
        ----------
        min_n : int
            Minimum occurrences in all units together.
        min_documents : int
            Minimum units a term must occur in.
        max_share : float
            Largest share of units (0 to 1) a term may occur in.

        Examples
        --------
        >>> from analysis import count_terms, read_texts, segment
        >>> texts = read_texts(
        ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
        ...     city=["青岛市", "兰州市"], year=[2022, 2023],
        ... )
        >>> dtm = count_terms(segment(texts))
        >>> dtm.trim(min_documents=2).terms
        ('创新', '改革')
        """
        check_wholes("trim", min_n=min_n, min_documents=min_documents)
        check_share("trim", "max_share", max_share)
        total = np.asarray(self.counts.sum(axis=0)).ravel()
        spread = self.n_documents
        keep = (total >= min_n) & (spread >= min_documents) & (spread <= max_share * len(self.units))
        return self.select([self.terms[i] for i in np.flatnonzero(keep)])
