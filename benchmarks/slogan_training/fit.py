"""Fits the parts of the slogan finder: prefilter, boundary forests, lexical weights and classifier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.ensemble import ExtraTreesRegressor, HistGradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import Ridge

from analysis.slogans.finder.candidates import Candidate
from analysis.slogans.finder.lexical_weights import lexical_terms
from analysis.slogans.finder.model import EARLY, FEATURES, SloganModel, model_of
from analysis.slogans.finder.parallel import features_of
from analysis.slogans.finder.search import candidates_of

from . import annotations as data
from .trees import boosted_table, random_table

LOST = 0.015
N_SPLITS = 4
N_TREES, LEAF = 60, 4
PENALTY, RARE, NEGLIGIBLE = 2.0, 3, 0.01


def train_boundaries(paragraphs: Sequence[data.Paragraph], windows: dict[str, list[Any]]) -> dict[str, Any]:
    """Return the prefilter and the boundary forests for the outer limbs."""
    forests = train_prefilter(paragraphs)
    for name, (x, y) in zip(("first", "last"), data.boundary_rows(paragraphs, windows), strict=True):
        model = HistGradientBoostingClassifier(
            max_iter=60, max_leaf_nodes=8, learning_rate=0.12, l2_regularization=1, min_samples_leaf=6,
            random_state=0,
        )  # fmt: skip
        forests[name] = boosted_table(model.fit(x, y), FEATURES[name])
    return forests


def train_prefilter(paragraphs: Sequence[data.Paragraph]) -> dict[str, Any]:
    """Return the prefilter and the thresholds at which it loses `LOST` of the runs in unseen documents.

    Its early trees alone may lose a quarter of that.
    """
    x, y, folds = data.prefilter_rows(paragraphs)
    early, unseen = np.zeros(len(y)), np.zeros(len(y))
    parts = np.unique(folds, return_inverse=True)[1] % N_SPLITS
    for part in range(N_SPLITS):
        held = parts == part
        stages = list(_prefilter().fit(x[~held], y[~held]).staged_decision_function(x[held]))
        early[held], unseen[held] = stages[EARLY - 1].ravel(), stages[-1].ravel()
    return {
        "prefilter": boosted_table(_prefilter().fit(x, y), FEATURES["prefilter"]),
        "early_threshold": round(float(np.quantile(early[y], LOST / 4)), 4),
        "passing_threshold": round(float(np.quantile(unseen[y], LOST)), 4),
    }


def _prefilter() -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=80, max_leaf_nodes=14, learning_rate=0.1, min_samples_leaf=20, l2_regularization=3,
        max_features=0.3, random_state=0,
    )  # fmt: skip


def train_classifier(x: np.ndarray, credit: np.ndarray) -> dict[str, Any]:
    """Return the forest that scores candidates, trained on features and the share of each that is correct."""
    trees = ExtraTreesRegressor(
        N_TREES, min_samples_leaf=LEAF, max_features=0.3, min_impurity_decrease=2e-6, random_state=0
    )
    return random_table(trees.fit(x, credit), FEATURES["classifier"])


class Terms(NamedTuple):
    """The lexical terms of candidates: how much each counts, one row per candidate, and their names."""

    shares: sparse.csr_matrix
    names: npt.NDArray[np.object_]

    def weights(self, credit: np.ndarray, seen: np.ndarray) -> tuple[float, np.ndarray]:
        """Return the intercept and the terms' weights by ridge regression on the rows seen.

        Rare terms and small weights are 0.
        """
        shares = self.shares[seen]
        common = np.flatnonzero(np.bincount(shares.indices, minlength=shares.shape[1]) >= RARE)
        model = Ridge(alpha=PENALTY).fit(shares[:, common], credit[seen])
        weights = np.zeros(len(self.names))
        weights[common] = np.where(np.abs(model.coef_) < NEGLIGIBLE, 0, model.coef_.round(3))
        return round(float(model.intercept_), 4), weights


def table_of_terms(rows: Sequence[dict[str, float]]) -> Terms:
    """Return the terms of candidates, each as given by `lexical_terms`, as a table."""
    vectorizer = DictVectorizer(dtype=np.float32)
    shares = vectorizer.fit_transform(rows)
    return Terms(sparse.csr_matrix(shares), vectorizer.get_feature_names_out())


def credit_of(item: Candidate, runs: set[data.Spans]) -> float:
    """Return how much of a candidate is correct: the squared share of limbs in common with a run, 0 to 1."""
    limbs = set(item.spans)
    return max((len(limbs & set(run)) / len(limbs | set(run)) for run in runs), default=0.0) ** 2


class Rows(NamedTuple):
    """Candidates with a label: features, lexical terms, credit and folds, one row or entry each."""

    features: np.ndarray
    terms: Terms
    credit: np.ndarray
    folds: np.ndarray

    def trained(self, seen: np.ndarray) -> dict[str, Any]:
        """Return the classifier and the lexical weights trained on the rows where `seen` is true.

        The trees get lexical scores from weights trained without the row's document.
        """
        unseen = np.zeros(len(self.credit), dtype=np.float32)
        for fold in np.unique(self.folds[seen]).tolist():
            base, weights = self.terms.weights(self.credit, seen & (self.folds != fold))
            of_fold = seen & (self.folds == fold)
            unseen[of_fold] = base + self.terms.shares[of_fold] @ weights
        features = np.column_stack([self.features, unseen])[seen]
        base, weights = self.terms.weights(self.credit, seen)
        kept = np.flatnonzero(weights)
        return {
            "classifier": train_classifier(features, self.credit[seen]),
            "lexical_base": base,
            "lexical_weights": dict(
                zip(self.terms.names[kept].tolist(), weights[kept].tolist(), strict=True)
            ),
        }


def run_rows(paragraphs: Sequence[data.Paragraph], by_fold: Mapping[int, dict[str, Any]]) -> Rows:
    """Return the candidates with a label.

    Parameters
    ----------
    paragraphs : sequence of Paragraph
        Paragraphs to learn from.
    by_fold : mapping of int to dict
        Prefilter and cutting forests for the paragraphs of each fold, trained without it, so that the
        classifier learns from cuts as good as those it will meet. Nothing is filtered: easy cases help too.
    """
    rows, terms, credit, folds = [], [], [], []
    models = {fold: with_boundaries(forests, filtered=False) for fold, forests in by_fold.items()}
    for paragraph in paragraphs:
        found = candidates_of(paragraph.text, models[paragraph.fold])
        found = [found[k] for k in data.usable(paragraph, found)]
        if found:
            rows.append(features_of(paragraph.text, found))
            terms += [lexical_terms(paragraph.text, item) for item in found]
            credit += [credit_of(item, paragraph.runs) for item in found]
            folds += [paragraph.fold] * len(found)
    return Rows(np.vstack(rows), table_of_terms(terms), np.array(credit), np.array(folds))


def boundaries_by_fold(
    paragraphs: Sequence[data.Paragraph], windows: dict[str, list[Any]]
) -> dict[int, dict[str, Any]]:
    """Return for each fold the prefilter and the cutting forests trained without it (and one other fold)."""
    parts = [
        train_boundaries([p for p in paragraphs if p.fold % N_SPLITS != part], windows)
        for part in range(N_SPLITS)
    ]
    return {fold: parts[fold % N_SPLITS] for fold in range(data.N_FOLDS)}


def with_boundaries(forests: dict[str, Any], filtered: bool) -> SloganModel:
    """Return a stand-in model that can only propose and cut."""
    passing = {} if filtered else {"early_threshold": float("-inf"), "passing_threshold": float("-inf")}
    empty = {
        "features": FEATURES["classifier"], "roots": [0], "feature": [-1], "number": [0], "jump": [0],
        "base": 0, "divisor": 1,
    }  # fmt: skip
    rest = {
        "classifier": empty,
        "lexical_base": 0,
        "lexical_weights": {},
        "threshold": 0,
        "sure_threshold": 1,
    }
    return model_of({**forests, **rest, **passing})
