"""Evaluates the decision trees of `data/slogan_model.json`: plain numbers, readable, no pickled code.

The file holds five forests. `sieve` passes over most proposals; `first` and `last` judge where the outer
limbs are cut; `boosted` and `random` judge whether a run is a slogan.
A forest is five lists, one entry a node: the feature asked for (-1 in a
leaf), the threshold, the node to go to when the feature is not above it (`low`), the node to go to when it is
(`high`), and the value of a leaf.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import DataFileError
from ..lexicon import DATA

CHUNK = 2048
HOPELESS = 0.02
MODEL_FILE = "slogan_model.json"
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Forest:
    """Trees whose leaf values are added up and divided by `divisor`, on top of `base`."""

    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int16]
    threshold: npt.NDArray[np.float32]
    low: npt.NDArray[np.int32]
    high: npt.NDArray[np.int32]
    value: npt.NDArray[np.float32]
    base: float
    divisor: float

    def predict(self, features: npt.NDArray[np.float32]) -> FloatArray:
        """Return the forest's value for each row of `features`."""
        rows = [self._predict(features[a : a + CHUNK]) for a in range(0, len(features), CHUNK)]
        return np.concatenate(rows) if rows else np.empty(0)

    def _predict(self, features: npt.NDArray[np.float32]) -> FloatArray:
        n, n_trees = len(features), len(self.roots)
        node = np.tile(self.roots, n)
        row = np.repeat(np.arange(n, dtype=np.int32), n_trees)
        active = np.arange(n * n_trees)
        while len(active):
            at = node[active]
            asked = self.feature[at]
            inside = asked >= 0
            active, at, asked = active[inside], at[inside], asked[inside]
            goes_low = features[row[active], asked] <= self.threshold[at]
            node[active] = np.where(goes_low, self.low[at], self.high[at])
        total = self.value[node].reshape(n, n_trees).sum(axis=1, dtype=np.float64)
        return np.asarray(self.base + total / self.divisor)


@dataclass(frozen=True)
class SloganModel:
    """The forests, the value a proposal must reach to pass the sieve, and the score a run must reach."""

    sieve: Forest
    first: Forest
    last: Forest
    boosted: Forest
    random: Forest
    passing: float
    threshold: float

    def score(self, features: npt.NDArray[np.float32]) -> FloatArray:
        """Return the probability that each row's run is a slogan: the mean of both forests.

        Where the first forest is all but certain that it is none, the second is not asked and counts as 0.
        """
        boosted = 1 / (1 + np.exp(-self.boosted.predict(features)))
        random = np.zeros(len(features))
        asked = boosted >= HOPELESS
        random[asked] = self.random.predict(features[asked])
        return np.asarray((boosted + random) / 2)


def forest_of(table: Mapping[str, Any]) -> Forest:
    """Return the forest that a JSON table describes."""
    return Forest(
        roots=np.array(table["roots"], dtype=np.int32),
        feature=np.array(table["feature"], dtype=np.int16),
        threshold=np.array(table["threshold"], dtype=np.float32),
        low=np.array(table["low"], dtype=np.int32),
        high=np.array(table["high"], dtype=np.int32),
        value=np.array(table["value"], dtype=np.float32),
        base=float(table["base"]),
        divisor=float(table["divisor"]),
    )


def model_of(table: Mapping[str, Any]) -> SloganModel:
    """Return the model that the JSON file's table describes."""
    return SloganModel(
        sieve=forest_of(table["sieve"]),
        first=forest_of(table["first"]),
        last=forest_of(table["last"]),
        boosted=forest_of(table["boosted"]),
        random=forest_of(table["random"]),
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
