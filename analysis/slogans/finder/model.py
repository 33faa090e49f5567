"""The model of `data/slogan_model.json`: four forests, the lexical weights, and the thresholds.

`prefilter` discards most proposals; `first` and `last` decide where the outer limbs are cut; `classifier`
says how much of a candidate is a slogan, by its shape, by raw-text statistics and by its lexical weights.
Each forest in the file names the features it was trained on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ...errors import DataFileError
from ...lexicon import DATA
from .boundary import FIRST_FEATURES, LAST_FEATURES
from .features import CANDIDATE_FEATURES
from .forest import FloatArray, Forest, forest_of
from .lexical_weights import LexicalWeights
from .prefilter import PREFILTER_FEATURES

FIRST_TREES, REJECTED = 12, 0.08
EARLY = 15
MODEL_FILE = "slogan_model.json"
FEATURES = {
    "prefilter": PREFILTER_FEATURES,
    "first": FIRST_FEATURES,
    "last": LAST_FEATURES,
    "classifier": (*CANDIDATE_FEATURES, "lexical_weights"),
}
"""Names of the features of each forest, in column order."""


@dataclass(frozen=True, eq=False)
class SloganModel:
    """The forests, weights and thresholds.

    Attributes
    ----------
    prefilter, first, last, classifier : Forest
        See above; the prefilter is a sum of its trees, the classifier a mean.
    lexical_weights : LexicalWeights
        The weights of the words of a run.
    early_threshold, passing_threshold : float
        The values that a proposal must reach in the prefilter's first `EARLY` trees, and in all of them.
    threshold, sure_threshold : float
        The scores that a run must reach to be found, and to be of the tier `sure`.
    """

    prefilter: Forest
    first: Forest
    last: Forest
    classifier: Forest
    lexical_weights: LexicalWeights
    early_threshold: float
    passing_threshold: float
    threshold: float
    sure_threshold: float

    def passes(self, features: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
        """Return the rows of the proposals that pass the prefilter."""
        sums = self.prefilter.base + self.prefilter.sums(features, until=EARLY)
        likely = np.flatnonzero(sums >= self.early_threshold)
        sums = sums[likely] + self.prefilter.sums(features[likely], first=EARLY)
        return likely[sums >= self.passing_threshold]

    def score(self, features: npt.NDArray[np.float32]) -> FloatArray:
        """Return how much of each candidate is a slogan, from 0 to 1.

        If the first trees almost agree that it is not, the others are not evaluated.
        """
        first, n_trees = self.classifier.sums(features, until=FIRST_TREES), len(self.classifier.roots)
        scores = first / min(FIRST_TREES, n_trees)
        open_rows = np.flatnonzero(scores >= REJECTED)
        rest = self.classifier.sums(features[open_rows], first=FIRST_TREES)
        scores[open_rows] = (first[open_rows] + rest) / n_trees
        return scores


def model_of(table: Mapping[str, Any]) -> SloganModel:
    """Return the model that the JSON file's table describes.

    Raises
    ------
    KeyError, TypeError, ValueError
        When something is missing, has the wrong type, or was trained on other features.
    """
    forests = {}
    for name, features in FEATURES.items():
        try:
            forests[name] = forest_of(table[name], features)
        except ValueError as fault:
            raise ValueError(f"{name}: {fault}") from None
    return SloganModel(
        **forests,
        lexical_weights=LexicalWeights(float(table["lexical_base"]), table["lexical_weights"]),
        early_threshold=float(table["early_threshold"]),
        passing_threshold=float(table["passing_threshold"]),
        threshold=float(table["threshold"]),
        sure_threshold=float(table["sure_threshold"]),
    )


def read_model(path: Path) -> SloganModel:
    """Return the model of a file.

    Raises
    ------
    DataFileError
        When the file is missing or broken, or was trained on other features than are computed here.
    """
    try:
        return model_of(json.loads(path.read_text(encoding="utf-8")))
    except KeyError as fault:
        said = f"{fault.args[0]!r} is missing"
    except (OSError, AttributeError, OverflowError, TypeError, ValueError) as fault:
        said = str(fault)
    raise DataFileError(
        f"{path}: no model for this version ({said}); `python -m benchmarks.slogan_training.train` makes one."
    )


@cache
def slogan_model() -> SloganModel:
    """Return the model of `data/slogan_model.json`, read once; see `read_model`."""
    return read_model(DATA / MODEL_FILE)
