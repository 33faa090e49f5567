"""Evaluates the decision trees of `data/slogan_model.json`: plain numbers, readable, no pickled code.

The file holds four forests and a table of weights. `sieve` passes over most proposals; `first` and `last`
judge where the outer limbs are cut; `judge` says how much of a run is a slogan, by its shape, by raw-text
evidence and by what its words say according to `wording`.
A forest is three lists, one entry a node: the feature asked for (-1 in a leaf), the threshold it is held
against (in a leaf, its value), and how many nodes to go ahead when the feature is above it (`jump`); when it
is not, the next node follows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import DataFileError
from ..lexicon import DATA
from .features import Candidate
from .wording import Wording

CHUNK = 2048
FEW_TREES, HOPELESS = 12, 0.08
EARLY = 15
MODEL_FILE = "slogan_model.json"
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Forest:
    """Trees whose leaf values are added up and divided by `divisor`, on top of `base`."""

    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int32]
    number: npt.NDArray[np.float32]
    jump: npt.NDArray[np.int32]
    base: float
    divisor: float

    def predict(self, features: npt.NDArray[np.float32]) -> FloatArray:
        """Return the forest's value for each row of `features`."""
        rows = [self._predict(features[a : a + CHUNK]) for a in range(0, len(features), CHUNK)]
        return np.concatenate(rows) if rows else np.empty(0)

    def first(self, n_trees: int) -> Forest:
        """Return the forest of the first trees alone: a mean stays a mean, a sum is one of fewer trees."""
        is_mean = self.divisor == len(self.roots)
        return replace(self, roots=self.roots[:n_trees], divisor=n_trees if is_mean else self.divisor)

    def _predict(self, features: npt.NDArray[np.float32]) -> FloatArray:
        n, n_trees = len(features), len(self.roots)
        cells = np.ascontiguousarray(features).ravel()
        node = np.tile(self.roots, n)
        base = np.repeat(np.arange(n, dtype=np.int32) * features.shape[1], n_trees)
        active = np.arange(n * n_trees, dtype=np.int32)
        at = node
        while len(active):
            asked = self.feature.take(at)
            inside = np.flatnonzero(asked >= 0)
            if len(inside) < len(asked):
                active, at, asked, base = (values.take(inside) for values in (active, at, asked, base))
            above = cells.take(base + asked) > self.number.take(at)
            at = at + np.where(above, self.jump.take(at), 1)
            node[active] = at
        total = self.number.take(node).reshape(n, n_trees).sum(axis=1, dtype=np.float64)
        return np.asarray(self.base + total / self.divisor)


@dataclass(frozen=True)
class SloganModel:
    """The forests and weights, and what must be reached.

    Attributes
    ----------
    sieve, first, last, judge : Forest
        See above.
    wording : Wording
        What the words of a run say.
    hopeful, passing : float
        The values that a proposal must reach in the sieve's first `EARLY` trees, and in all of them.
    threshold : float
        The score that a run must reach.
    """

    sieve: Forest
    first: Forest
    last: Forest
    judge: Forest
    wording: Wording
    hopeful: float
    passing: float
    threshold: float

    def passes(self, features: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
        """Return the rows of the proposals that pass the sieve."""
        hopeful = np.flatnonzero(self.sieve.first(EARLY).predict(features) >= self.hopeful)
        return hopeful[self.sieve.predict(features[hopeful]) >= self.passing]

    def score(self, features: npt.NDArray[np.float32], text: str, items: Sequence[Candidate]) -> FloatArray:
        """Return how much of each run is a slogan, from 0 to 1.

        Where a few trees all but agree that it is none, the others are not asked.
        """
        words = self.wording.score(text, items).astype(np.float32)
        asked_of = np.column_stack([features, words])
        few = min(FEW_TREES, len(self.judge.roots))
        scores = self.judge.first(few).predict(asked_of)
        asked = np.flatnonzero(scores >= HOPELESS)
        scores[asked] = self.judge.predict(asked_of[asked])
        return scores


def forest_of(table: Mapping[str, Any]) -> Forest:
    """Return the forest that a JSON table describes."""
    return Forest(
        roots=np.array(table["roots"], dtype=np.int32),
        feature=np.array(table["feature"], dtype=np.int32),
        number=np.array(table["number"], dtype=np.float32),
        jump=np.array(table["jump"], dtype=np.int32),
        base=float(table["base"]),
        divisor=float(table["divisor"]),
    )


def model_of(table: Mapping[str, Any]) -> SloganModel:
    """Return the model that the JSON file's table describes."""
    return SloganModel(
        sieve=forest_of(table["sieve"]),
        first=forest_of(table["first"]),
        last=forest_of(table["last"]),
        judge=forest_of(table["judge"]),
        wording=Wording(float(table["base"]), table["wording"]),
        hopeful=float(table["hopeful"]),
        passing=float(table["passing"]),
        threshold=float(table["threshold"]),
    )


@cache
def slogan_model() -> SloganModel:
    """Return the model of `data/slogan_model.json`, read once.

    Raises
    ------
    DataFileError
        When the file is missing or broken.
    """
    path = DATA / MODEL_FILE
    try:
        return model_of(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError) as fault:
        raise DataFileError(
            f"{path}: cannot be read ({fault}); make it with `python -m benchmarks.train_slogans`."
        ) from None
