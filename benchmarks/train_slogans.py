"""Trains the slogan finder: `python -m benchmarks.train_slogans [--evidence]`, deterministic, a few minutes.

With `--evidence` the tables counted from raw texts are made anew first. Both steps need the corpora and the
annotated paragraphs, which are not part of the project.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier

from analysis.lexicon import DATA
from analysis.slogans.detect import candidates_of, features_of
from analysis.slogans.model import MODEL_FILE, SloganModel, forest_of, model_of

from . import slogan_data as data
from .slogan_evidence import build

THRESHOLD = 0.35
LOST = 0.0075


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
    """Return the sieve and the value at which it loses `LOST` of the runs of documents it has not seen."""
    x, y, folds = data.sieve_rows(paragraphs)
    unseen = np.zeros(len(y))
    for fold in sorted(set(folds.tolist())):
        unseen[folds == fold] = (
            _sieve().fit(x[folds != fold], y[folds != fold]).decision_function(x[folds == fold])
        )
    passing = float(np.quantile(unseen[y], LOST))
    return {"sieve": boosted_table(_sieve().fit(x, y)), "passing": round(passing, 4)}


def _sieve() -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=40, max_leaf_nodes=8, learning_rate=0.15, min_samples_leaf=20, l2_regularization=3,
        class_weight="balanced", random_state=0,
    )  # fmt: skip


def train_runs(x: np.ndarray, y: np.ndarray) -> dict[str, Any]:
    """Return the forests that judge a run."""
    boosted = HistGradientBoostingClassifier(
        max_iter=150, max_leaf_nodes=10, learning_rate=0.07, l2_regularization=5, min_samples_leaf=15,
        max_features=0.2, random_state=0,
    )  # fmt: skip
    random = ExtraTreesClassifier(120, min_samples_leaf=2, max_features=0.3, random_state=0)
    return {"boosted": boosted_table(boosted.fit(x, y)), "random": random_table(random.fit(x, y))}


def run_rows(
    paragraphs: Sequence[data.Paragraph], model: SloganModel | Any
) -> tuple[list[list[Any]], list[np.ndarray], list[np.ndarray]]:
    """Return, paragraph by paragraph, the candidates with a label, their features and labels."""
    items, features, labels = [], [], []
    for paragraph in paragraphs:
        found = candidates_of(paragraph.text, model)
        found = [found[k] for k in data.usable(paragraph, found)]
        items.append(found)
        features.append(features_of(paragraph.text, found) if found else None)
        labels.append(np.array([item.spans in paragraph.runs for item in found], dtype=bool))
    return items, features, labels


def with_boundaries(forests: dict[str, Any], sieved: bool) -> Any:
    """Return a stand-in for the model that can only propose and cut.

    To learn from, nothing is sieved: easy cases teach as well.
    """
    passing = forests["passing"] if sieved else float("-inf")
    empty = {"roots": [0], "feature": [-1], "threshold": [0], "low": [0], "high": [0], "value": [0],
             "base": 0, "divisor": 1}  # fmt: skip
    return model_of({**forests, "boosted": empty, "random": empty, "passing": passing, "threshold": 0})


def boosted_table(model: HistGradientBoostingClassifier) -> dict[str, Any]:
    """Return a boosted model as lists of nodes."""
    trees = []
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        leaf = nodes["is_leaf"].astype(bool)
        trees.append(
            (
                np.where(leaf, -1, nodes["feature_idx"]),
                np.where(leaf, 0, nodes["num_threshold"]),
                nodes["left"],
                nodes["right"],
                np.where(leaf, nodes["value"], 0),
            )
        )
    return _table(trees, base=float(np.ravel(model._baseline_prediction)[0]), divisor=1)


def random_table(model: ExtraTreesClassifier) -> dict[str, Any]:
    """Return randomised trees as lists of nodes; a leaf's value is its share of slogans."""
    trees = []
    for estimator in model.estimators_:
        tree = estimator.tree_
        leaf = tree.children_left < 0
        share = tree.value[:, 0, 1] / tree.value[:, 0, :].sum(axis=1)
        trees.append(
            (np.where(leaf, -1, tree.feature), np.where(leaf, 0, tree.threshold), tree.children_left,
             tree.children_right, np.where(leaf, share, 0))
        )  # fmt: skip
    return _table(trees, base=0.0, divisor=len(trees))


def _table(trees: Sequence[tuple[np.ndarray, ...]], base: float, divisor: float) -> dict[str, Any]:
    table: dict[str, Any] = {"base": round(base, 6), "divisor": divisor, "roots": []}
    columns: dict[str, list[Any]] = {name: [] for name in ("feature", "threshold", "low", "high", "value")}
    offset = 0
    for feature, threshold, low, high, value in trees:
        table["roots"].append(offset)
        inside = feature >= 0
        columns["feature"] += feature.tolist()
        columns["threshold"] += [float(f"{x:.5g}") for x in threshold.tolist()]
        columns["low"] += np.where(inside, low.astype(int) + offset, 0).tolist()
        columns["high"] += np.where(inside, high.astype(int) + offset, 0).tolist()
        columns["value"] += [float(f"{x:.4g}") for x in value.tolist()]
        offset += len(feature)
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
    forests = train_boundaries(paragraphs, data.all_windows(paragraphs))
    _, features, labels = run_rows(paragraphs, with_boundaries(forests, sieved=False))
    x, y = np.vstack([rows for rows in features if rows is not None]), np.concatenate(labels)
    table = {**forests, **train_runs(x, y), "threshold": THRESHOLD}
    forest_of(table["random"])
    text = json.dumps(table, separators=(",", ":"))
    (DATA / MODEL_FILE).write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")
    print(f"{len(paragraphs)} paragraphs, {len(y)} candidates, {int(y.sum())} slogans: {DATA / MODEL_FILE}")


if __name__ == "__main__":
    main()
