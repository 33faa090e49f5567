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
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from ...errors import DataFileError
from ...lexicon import DATA
from .lexical_weights import Wording

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
        return self.base + self.sums(features) / self.divisor

    def sums(self, features: npt.NDArray[np.float32], first: int = 0, until: int | None = None) -> FloatArray:
        """Return the sum of the values of the trees from `first` to before `until`, for each row."""
        roots = self.roots[first:until]
        rows = [self._sums(features[a : a + CHUNK], roots) for a in range(0, len(features), CHUNK)]
        return np.concatenate(rows) if rows else np.empty(0)

    def _sums(self, features: npt.NDArray[np.float32], roots: npt.NDArray[np.int32]) -> FloatArray:
        n, n_trees = len(features), len(roots)
        cells = np.ascontiguousarray(features).ravel()
        node = np.tile(roots, n)
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
        return np.asarray(self.number.take(node).reshape(n, n_trees).sum(axis=1, dtype=np.float64))


@dataclass(frozen=True)
class SloganModel:
    """The forests and weights, and what must be reached.

    Attributes
    ----------
    sieve, first, last, judge : Forest
        See above; the sieve is a sum of its trees, the judge a mean.
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
        sums = self.sieve.base + self.sieve.sums(features, until=EARLY)
        hopeful = np.flatnonzero(sums >= self.hopeful)
        sums = sums[hopeful] + self.sieve.sums(features[hopeful], first=EARLY)
        return hopeful[sums >= self.passing]

    def score(self, features: npt.NDArray[np.float32]) -> FloatArray:
        """Return how much of each run is a slogan, from 0 to 1; the last feature is what its words say.

        Where a few trees all but agree that it is none, the others are not asked.
        """
        few, n_trees = self.judge.sums(features, until=FEW_TREES), len(self.judge.roots)
        scores = few / min(FEW_TREES, n_trees)
        asked = np.flatnonzero(scores >= HOPELESS)
        scores[asked] = (few[asked] + self.judge.sums(features[asked], first=FEW_TREES)) / n_trees
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
            f"{path}: cannot be read ({fault}); make it with `python -m benchmarks.slogan_training.train`."
        ) from None
