"""The topic model: topics as distributions over terms, units as distributions over topics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Self

import numpy as np
import pandas as pd

from .documents import IntArray, frozen
from .making import check_made
from .shown import box, number, spread
from .subset import rebuilt

_PARTS = ("topic_terms", "unit_topics", "units", "sizes")
"""What it cannot be made without."""


@dataclass(frozen=True, eq=False, repr=False)
class TopicModel:
    """A fitted topic model. Made by `fit_topics`.

    Attributes
    ----------
    topic_terms : DataFrame, shape (n_topics, n_terms)
        Probability of each term in each topic; rows, labelled 1 … n_topics, sum to 1.
    unit_topics : DataFrame, shape (n_units, n_topics)
        Share of each topic in each unit; rows, labelled like `units`, sum to 1.
    units : DataFrame
        The units the model was fitted on, with their document variables.
    sizes : ndarray of int64, shape (n_units,)
        Counted tokens of each unit: the weights when shares are averaged.
    settings : mapping
        Engine and its version, number of topics, seed, passes.
    stability : Series, shape (n_topics,)
        How much of each topic recurred in fits to resampled documents, 0 to 1; missing when fitted only
        once, or to a single document.
    refits : tuple of DataFrame, each of shape (n_units, n_topics)
        `unit_topics` of the other fits, with their topics in the order of this model's.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, fit_topics
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> model = fit_topics(dtm, n_topics=2, max_share=0.6)
    >>> model.topic_terms.shape, model.unit_topics.shape
    ((2, 6), (240, 2))
    """

    topic_terms: pd.DataFrame
    unit_topics: pd.DataFrame
    units: pd.DataFrame
    sizes: IntArray
    settings: Mapping[str, Any] = field(default_factory=dict)
    stability: pd.Series[float] | None = None
    refits: tuple[pd.DataFrame, ...] = ()

    def __new__(cls, *given: Any, **named: Any) -> Self:
        """Answer a call with something that it is not made of."""
        check_made("TopicModel", _PARTS, given, named)
        return super().__new__(cls)

    def __post_init__(self) -> None:
        put = object.__setattr__
        for name in ("topic_terms", "unit_topics", "units"):
            put(self, name, getattr(self, name).copy())
        put(self, "sizes", frozen(self.sizes, np.int64))
        put(self, "settings", MappingProxyType(dict(self.settings)))
        missing = pd.Series(np.nan, index=self.topic_terms.index, name="stability")
        put(self, "stability", missing if self.stability is None else self.stability.copy())
        put(self, "refits", tuple(refit.copy() for refit in self.refits))

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return rebuilt(self)

    def pyldavis(self) -> dict[str, Any]:
        """Return the arguments of `pyLDAvis.prepare`: `pyLDAvis.prepare(**model.pyldavis())`.

        Returns
        -------
        dict
            `topic_term_dists, doc_topic_dists, doc_lengths, vocab, term_frequency`. The frequencies are those
            that the model expects: the counts themselves are not kept in it.

        References
        ----------
        Sievert, C. and Shirley, K. (2014). LDAvis: a method for visualizing and interpreting topics. Proc.
        Workshop on Interactive Language Learning, Visualization, and Interfaces, 63-70.

        Examples
        --------
        >>> import numpy as np
        >>> import pandas as pd
        >>> from analysis import DocTermMatrix, fit_topics
        >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
        >>> documents = [f"d{i:02}" for i in range(24)]
        >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
        >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
        >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
        >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
        >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
        >>> model = fit_topics(dtm, n_topics=2, max_share=0.6)
        >>> sorted(model.pyldavis())[:2]
        ['doc_lengths', 'doc_topic_dists']
        """
        topics, units = self.topic_terms.to_numpy(dtype=float), self.unit_topics.to_numpy(dtype=float)
        return {
            "topic_term_dists": topics / topics.sum(axis=1, keepdims=True),
            "doc_topic_dists": units / units.sum(axis=1, keepdims=True),
            "doc_lengths": self.sizes.tolist(),
            "vocab": [str(term) for term in self.topic_terms.columns],
            "term_frequency": (units * self.sizes[:, None]).sum(axis=0) @ topics,
        }

    def __repr__(self) -> str:
        n_topics, n_terms = self.topic_terms.shape
        return f"<TopicModel: {n_topics} topics, {n_terms} terms, {len(self.units)} units>"

    def _repr_html_(self) -> str:
        n_topics, n_terms = self.topic_terms.shape
        steady = self.stability.dropna() if self.stability is not None else pd.Series(dtype=float)
        rows = {
            "topics": number(n_topics),
            "terms": number(n_terms),
            "units": number(len(self.units)),
            **spread(self.units),
            "counted": number(int(self.sizes.sum())),
            "stability": f"{steady.min():.2f}–{steady.max():.2f}" if len(steady) else "",
        }
        return box("model", rows, self.settings)
