"""The document-term matrix: counts of terms in units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from .documents import By, IntArray, frozen, group_columns, group_labels
from .shown import MOST_NAMED, box, clipped, named, number, spread, word


@dataclass(frozen=True, eq=False, repr=False)
class DocTermMatrix:
    """Counts of terms in units, with labels and sizes. Made by `count_terms`.

    Attributes
    ----------
    counts : csr_array of int64, shape (n_units, n_terms)
        How often each term stands in each unit.
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
    """

    counts: sparse.csr_array
    units: pd.DataFrame
    terms: tuple[str, ...]
    sizes: IntArray
    unit: str = "document"
    settings: Mapping[str, Any] = field(default_factory=dict)

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
            raise ValueError(
                f"counts {counts.shape}, units ({len(self.units)}), terms ({len(self.terms)}) and "
                f"sizes ({len(self.sizes)}) do not fit each other"
            )

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
        """Number of units each term stands in, shape (n_terms,)."""
        return np.bincount(self.counts.indices, minlength=len(self.terms))

    def group(self, by: By) -> DocTermMatrix:
        """Return the counts summed over the units of each group.

        Parameters
        ----------
        by : str or sequence of str
            A column of `units`, or several; units where one is missing are left out.

        Returns
        -------
        DocTermMatrix
            One row per group, sorted; `units` has the column `n_documents`, the documents in the group, and,
            where groups are made of several columns, these.
        """
        labels = self.labels(by)
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

    def labels(self, by: By) -> pd.Series[Any]:
        """Return the group of each unit (see `group_labels`)."""
        return group_labels(self.units, by)

    def select(self, terms: Sequence[str]) -> DocTermMatrix:
        """Return the matrix with only `terms` (those it has), in sorted order."""
        wanted = set(terms)
        columns = [i for i, term in enumerate(self.terms) if term in wanted]
        chosen = tuple(self.terms[i] for i in columns)
        return DocTermMatrix(
            self.counts[:, columns], self.units, chosen, self.sizes, self.unit, self.settings
        )

    def trim(self, min_n: int = 1, min_documents: int = 1, max_share: float = 1.0) -> DocTermMatrix:
        """Return the matrix without rare and all-too-common terms; sizes stay.

        Parameters
        ----------
        min_n : int
            Fewest occurrences in all units together.
        min_documents : int
            Fewest units a term must stand in.
        max_share : float
            Largest share of units (0 to 1) a term may stand in.
        """
        total = np.asarray(self.counts.sum(axis=0)).ravel()
        spread = self.n_documents
        keep = (total >= min_n) & (spread >= min_documents) & (spread <= max_share * len(self.units))
        return self.select([self.terms[i] for i in np.flatnonzero(keep)])
