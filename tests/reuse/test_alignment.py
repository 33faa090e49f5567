"""Stretches of two strings that are alike: the best one, and those beside it, of many pairs at once."""

import numpy as np
from rapidfuzz.distance import Levenshtein

from analysis.reuse.alignment import alike


def best_run(scores):
    """Try all runs: the highest sum, and of these the one that ends first, and then the shortest."""
    runs = [(low, high) for high in range(1, len(scores) + 1) for low in range(high)]
    return max(runs, key=lambda run: (sum(scores[run[0] : run[1]]), -run[1], run[0]), default=None)


def one_by_one(a, b, min_length):
    """Return what `alike` does of one pair: the best run of edits, then what is before and after it."""
    blocks = Levenshtein.opcodes(a, b).as_list()
    value = {
        "equal": lambda n, m: n, "replace": lambda n, m: -n,
        "insert": lambda n, m: -min(m, 12) / 2, "delete": lambda n, m: -min(n, 12) / 2,
    }  # fmt: skip
    found, waiting = [], [blocks]
    while waiting:
        part = waiting.pop()
        scores = [value[kind](i_end - i, j_end - j) for kind, i, i_end, j, j_end in part]
        run = best_run(scores)
        if run is None or sum(scores[run[0] : run[1]]) <= 0:
            continue
        (_, i, _, j, _), (_, _, i_end, _, j_end) = part[run[0]], part[run[1] - 1]
        same = sum(k_end - k for kind, k, k_end, _, _ in part[run[0] : run[1]] if kind == "equal")
        long = min(i_end - i, j_end - j) >= min_length
        if long and 2 * same >= 0.5 * (i_end - i + j_end - j):
            found.append([i, i_end, j, j_end, same])
        waiting += [part[: run[0]], part[run[1] :]]
    return sorted(found)


def test_the_best_stretch_and_those_beside_it():
    one, other = "春种夏长秋收冬藏年年有余", "风调雨顺国泰民安户户安康"
    a, b = one + "东南西北中发白万" * 3 + other, one + "赤橙黄绿青蓝紫灰" * 3 + other
    found = alike([(a, b)], 8)
    assert sorted(found.tolist()) == [[0, 0, 12, 0, 12, 12], [0, 36, 48, 36, 48, 12]]
    assert alike([(a, b)], 13).tolist() == []
    assert alike([], 8).shape == (0, 6)


def test_many_pairs_at_once_are_as_each_alone():
    rng = np.random.default_rng(1)
    pairs = []
    for _ in range(300):
        a = rng.choice(list("甲乙丙丁戊己"), rng.integers(0, 60)).tolist()
        b = [letter for letter in a if rng.random() > 0.15]
        b = [letter if rng.random() > 0.25 else "庚" for letter in b]
        b[5:5] = rng.choice(list("辛壬癸"), rng.integers(0, 20)).tolist()
        pairs.append(("".join(a), "".join(b)))
    found = alike(pairs, 6)
    expected = [one_by_one(a, b, 6) for a, b in pairs]
    assert [sorted(found[found[:, 0] == i, 1:].tolist()) for i in range(300)] == expected
    assert sum(map(len, expected)) > 200
