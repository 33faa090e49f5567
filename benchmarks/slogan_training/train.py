"""Trains the slogan finder: `python -m benchmarks.slogan_training.train [--evidence]`, a few minutes.

Deterministic. With `--evidence` the tables counted from raw texts are made anew first. Both steps need the
corpora and the annotated paragraphs, which are not part of the project.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.ensemble import ExtraTreesRegressor, HistGradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import Ridge

from analysis.lexicon import DATA
from analysis.slogans.finder.features import Candidate
from analysis.slogans.finder.lexical_weights import parts
from analysis.slogans.finder.model import EARLY, MODEL_FILE, SloganModel, model_of
from analysis.slogans.finder.parallel import candidates_of, features_of

from . import annotations as data
from .characters import build

THRESHOLD = 0.4
LOST = 0.015
N_SPLITS = 4
N_TREES, LEAF = 60, 4
PENALTY, RARE, NEGLIGIBLE = 2.0, 3, 0.01


def train_boundaries(paragraphs: Sequence[data.Paragraph], windows: dict[str, list[Any]]) -> dict[str, Any]:
    """Return the sieve and the forests that cut the outer limbs."""
    forests = train_sieve(paragraphs)
    for name, (x, y) in zip(("first", "last"), data.boundary_rows(paragraphs, windows), strict=True):
        model = HistGradientBoostingClassifier(
            max_iter=60, max_leaf_nodes=8, learning_rate=0.12, l2_regularization=1, min_samples_leaf=6,
            random_state=0,
        )  # fmt: skip
        forests[name] = boosted_table(model.fit(x, y))
    return forests


def train_sieve(paragraphs: Sequence[data.Paragraph]) -> dict[str, Any]:
    """Return the sieve and the values at which it loses `LOST` of the runs of documents it has not seen.

    Its first trees alone may lose a quarter of that.
    """
    x, y, folds = data.sieve_rows(paragraphs)
    early, unseen = np.zeros(len(y)), np.zeros(len(y))
    parts = np.unique(folds, return_inverse=True)[1] % N_SPLITS
    for part in range(N_SPLITS):
        held = parts == part
        stages = list(_sieve().fit(x[~held], y[~held]).staged_decision_function(x[held]))
        early[held], unseen[held] = stages[EARLY - 1].ravel(), stages[-1].ravel()
    return {
        "sieve": boosted_table(_sieve().fit(x, y)),
        "hopeful": round(float(np.quantile(early[y], LOST / 4)), 4),
        "passing": round(float(np.quantile(unseen[y], LOST)), 4),
    }


def _sieve() -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=80, max_leaf_nodes=14, learning_rate=0.1, min_samples_leaf=20, l2_regularization=3,
        max_features=0.3, random_state=0,
    )  # fmt: skip


def train_judge(x: np.ndarray, credit: np.ndarray) -> dict[str, Any]:
    """Return the forest that judges a run, from features and the share of each run that is right."""
    trees = ExtraTreesRegressor(
        N_TREES, min_samples_leaf=LEAF, max_features=0.3, min_impurity_decrease=2e-6, random_state=0
    )
    return random_table(trees.fit(x, credit))


class Words(NamedTuple):
    """The parts of runs' words: how much each counts, one row a run, and their names, one a column."""

    shares: sparse.csr_matrix
    names: npt.NDArray[np.object_]

    def weights(self, credit: np.ndarray, seen: np.ndarray) -> tuple[float, np.ndarray]:
        """Return the base and the parts' weights that ridge regression learns from the rows seen.

        Rare parts and small weights are 0.
        """
        shares = self.shares[seen]
        common = np.flatnonzero(np.bincount(shares.indices, minlength=shares.shape[1]) >= RARE)
        model = Ridge(alpha=PENALTY).fit(shares[:, common], credit[seen])
        weights = np.zeros(len(self.names))
        weights[common] = np.where(np.abs(model.coef_) < NEGLIGIBLE, 0, model.coef_.round(3))
        return round(float(model.intercept_), 4), weights


def words_of(rows: Sequence[dict[str, float]]) -> Words:
    """Return the parts of runs, each given as by `parts`, as a table."""
    vectorizer = DictVectorizer(dtype=np.float32)
    shares = vectorizer.fit_transform(rows)
    return Words(sparse.csr_matrix(shares), vectorizer.get_feature_names_out())


def credit_of(item: Candidate, runs: set[data.Spans]) -> float:
    """Return how much of a candidate is right: the squared share of limbs in common with a run, 0 to 1."""
    limbs = set(item.spans)
    return max((len(limbs & set(run)) / len(limbs | set(run)) for run in runs), default=0.0) ** 2


class Rows(NamedTuple):
    """Candidates with a label: features, words, credit and folds, one row or entry each."""

    features: np.ndarray
    words: Words
    credit: np.ndarray
    folds: np.ndarray

    def judges(self, seen: np.ndarray) -> dict[str, Any]:
        """Return what is learnt from the rows where `seen` is true.

        The trees learn from what weights that have not seen a row's document say about its words.
        """
        unseen = np.zeros(len(self.credit), dtype=np.float32)
        for fold in np.unique(self.folds[seen]).tolist():
            base, weights = self.words.weights(self.credit, seen & (self.folds != fold))
            of_fold = seen & (self.folds == fold)
            unseen[of_fold] = base + self.words.shares[of_fold] @ weights
        features = np.column_stack([self.features, unseen])[seen]
        base, weights = self.words.weights(self.credit, seen)
        kept = np.flatnonzero(weights)
        return {
            "judge": train_judge(features, self.credit[seen]),
            "base": base,
            "wording": dict(zip(self.words.names[kept].tolist(), weights[kept].tolist(), strict=True)),
        }


def run_rows(paragraphs: Sequence[data.Paragraph], by_fold: Mapping[int, dict[str, Any]]) -> Rows:
    """Return the candidates with a label.

    Parameters
    ----------
    paragraphs : sequence of Paragraph
        To learn from.
    by_fold : mapping of int to dict
        The sieve and cutting forests for the paragraphs of each fold, trained without it, so that the judges
        learn from cuts as good as those they will meet. Nothing is sieved: easy cases teach as well.
    """
    rows, words, credit, folds = [], [], [], []
    models = {fold: with_boundaries(forests, sieved=False) for fold, forests in by_fold.items()}
    for paragraph in paragraphs:
        found = candidates_of(paragraph.text, models[paragraph.fold])
        found = [found[k] for k in data.usable(paragraph, found)]
        if found:
            rows.append(features_of(paragraph.text, found))
            words += [parts(paragraph.text, item) for item in found]
            credit += [credit_of(item, paragraph.runs) for item in found]
            folds += [paragraph.fold] * len(found)
    return Rows(np.vstack(rows), words_of(words), np.array(credit), np.array(folds))


def boundaries_by_fold(
    paragraphs: Sequence[data.Paragraph], windows: dict[str, list[Any]]
) -> dict[int, dict[str, Any]]:
    """Return for each fold the sieve and the cutting forests trained without it (and one other fold)."""
    parts = [
        train_boundaries([p for p in paragraphs if p.fold % N_SPLITS != part], windows)
        for part in range(N_SPLITS)
    ]
    return {fold: parts[fold % N_SPLITS] for fold in range(data.N_FOLDS)}


def with_boundaries(forests: dict[str, Any], sieved: bool) -> SloganModel:
    """Return a stand-in for the model that can only propose and cut."""
    passing = {} if sieved else {"hopeful": float("-inf"), "passing": float("-inf")}
    empty = {"roots": [0], "feature": [-1], "number": [0], "jump": [0], "base": 0, "divisor": 1}
    return model_of({**forests, "judge": empty, "base": 0, "wording": {}, "threshold": 0, **passing})


def boosted_table(model: HistGradientBoostingClassifier) -> dict[str, Any]:
    """Return a boosted model as lists of nodes."""
    trees = []
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        leaf = nodes["is_leaf"].astype(bool)
        number = np.where(leaf, nodes["value"], nodes["num_threshold"])
        trees.append((np.where(leaf, -1, nodes["feature_idx"]), number, nodes["left"], nodes["right"]))
    return _table(trees, base=float(np.ravel(model._baseline_prediction)[0]), divisor=1)


def random_table(model: ExtraTreesRegressor) -> dict[str, Any]:
    """Return randomised trees as lists of nodes."""
    trees = []
    for estimator in model.estimators_:
        tree = estimator.tree_
        leaf = tree.children_left < 0
        number = np.where(leaf, tree.value[:, 0, 0], tree.threshold)
        trees.append((np.where(leaf, -1, tree.feature), number, tree.children_left, tree.children_right))
    return _table(trees, base=0.0, divisor=len(trees))


def _table(trees: Sequence[tuple[np.ndarray, ...]], base: float, divisor: float) -> dict[str, Any]:
    """Return trees as lists of nodes, each node followed by the one to go to when not above."""
    table: dict[str, Any] = {"base": round(base, 6), "divisor": divisor, "roots": []}
    columns: dict[str, list[Any]] = {name: [] for name in ("feature", "number", "jump")}
    for feature, number, low, high in trees:
        table["roots"].append(len(columns["feature"]))
        order: list[int] = []
        waiting = [0]
        while waiting:
            node = waiting.pop()
            order.append(node)
            if feature[node] >= 0:
                waiting += [int(high[node]), int(low[node])]
        place = {node: k for k, node in enumerate(order)}
        for k, node in enumerate(order):
            inside = feature[node] >= 0
            columns["feature"].append(int(feature[node]))
            columns["number"].append(float(f"{number[node]:.{5 if inside else 3}g}"))
            columns["jump"].append(place[int(high[node])] - k if inside else 0)
    return {**table, **columns}


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on everything annotated and write `analysis/data/slogan_model.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=data.SHARED / "corpora")
    parser.add_argument("--gold", type=Path, default=data.SHARED / "gold" / "slogans.jsonl")
    parser.add_argument("--evidence", action="store_true", help="count the evidence anew first")
    chosen = parser.parse_args(arguments)
    if chosen.evidence:
        build(*data.raw_texts(chosen.corpora), DATA)
    paragraphs = data.gold_paragraphs(chosen.gold) + data.own_paragraphs(chosen.corpora)
    windows = data.all_windows(paragraphs)
    rows = run_rows(paragraphs, boundaries_by_fold(paragraphs, windows))
    everything = np.full(len(rows.credit), True)
    table = {
        **train_boundaries(paragraphs, windows), **rows.judges(everything), "threshold": THRESHOLD,
    }  # fmt: skip
    text = json.dumps(table, separators=(",", ":"), ensure_ascii=False)
    (DATA / MODEL_FILE).write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")
    n_right = int((rows.credit == 1).sum())
    print(
        f"{len(paragraphs)} paragraphs, {len(rows.credit)} candidates, {n_right} slogans: {DATA / MODEL_FILE}"
    )


if __name__ == "__main__":
    main()
