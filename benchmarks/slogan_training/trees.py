"""Turns scikit-learn's trees into the lists of nodes that `analysis.slogans.finder.forest` reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import ExtraTreesRegressor, HistGradientBoostingClassifier


def boosted_table(model: HistGradientBoostingClassifier, features: Sequence[str]) -> dict[str, Any]:
    """Return a boosted model as lists of nodes, with the names of its features."""
    trees = []
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        leaf = nodes["is_leaf"].astype(bool)
        number = np.where(leaf, nodes["value"], nodes["num_threshold"])
        trees.append((np.where(leaf, -1, nodes["feature_idx"]), number, nodes["left"], nodes["right"]))
    return _table(features, trees, base=float(np.ravel(model._baseline_prediction)[0]), divisor=1)


def random_table(model: ExtraTreesRegressor, features: Sequence[str]) -> dict[str, Any]:
    """Return randomised trees as lists of nodes, with the names of their features."""
    trees = []
    for estimator in model.estimators_:
        tree = estimator.tree_
        leaf = tree.children_left < 0
        number = np.where(leaf, tree.value[:, 0, 0], tree.threshold)
        trees.append((np.where(leaf, -1, tree.feature), number, tree.children_left, tree.children_right))
    return _table(features, trees, base=0.0, divisor=len(trees))


def _table(
    features: Sequence[str], trees: Sequence[tuple[np.ndarray, ...]], base: float, divisor: float
) -> dict[str, Any]:
    """Return trees as lists of nodes, each node followed by the one to go to when not above."""
    table: dict[str, Any] = {
        "features": list(features), "base": round(base, 6), "divisor": divisor, "roots": [],
    }  # fmt: skip
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
