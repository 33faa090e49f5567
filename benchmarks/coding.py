"""How often the intervals of `code_shares` hold the true share: the tables of docs/coding.md.

Run from the project: `python -m benchmarks.coding`, a quarter of an hour. Texts of 2,000 units in 5 or 40
documents; a fifth of the units hold a term, and have the code three times as often as the others. A machine
misses a share of the units with the code, and gives it to a share of those without; codes and errors cluster
by document. People code 50 to 400 units: of all alike, or as many with as without a term, for one group, for
two groups together, or of that sample those of a year, which has two fifths of the units.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from analysis.coding.estimates import Estimate, alone, corrected, estimated
from analysis.stats import FloatArray

N_UNITS, N_DRAWS, HOLDING, OFTENER, OF_YEAR = 2_000, 2_000, 0.2, 3, 0.4
ALIKE = 0.1
"""Correlation of units of one document."""
RATES = (0.01, 0.05, 0.2)
SHARES, CODED, DOCUMENTS = (0.02, 0.1, 0.5), (50, 100, 400), (5, 40)
DESIGNS = ("of all alike", "by terms", "two groups", "a year")
ERRORS = (0, 0.5, 1, 2, 3, 5, 10, 1000)
COLUMNS = (
    "design",
    "share",
    "missed",
    "wrong",
    "coded",
    "documents",
    "n_errors",
    "held",
    "width",
    "least",
    "people",
)


def clustered(rng: np.random.Generator, share: float, documents: int) -> FloatArray:
    """Return the share of each unit's document, on average the one given."""
    a, b = np.array([share, 1 - share]) * (1 / ALIKE - 1)
    return np.repeat(rng.beta(a, b, documents), N_UNITS // documents)


def drawn(
    rng: np.random.Generator,
    design: str,
    share: float,
    missed: float,
    wrong: float,
    coded: int,
    documents: int,
) -> tuple[Estimate, Estimate, float, float]:
    """Return what a sample tells of errors and of the code, the machine's share, and the true one."""
    holds = rng.random(N_UNITS) < HOLDING
    oftener = min(OFTENER * share, 0.9)
    part = np.where(holds, oftener, (share - HOLDING * oftener) / (1 - HOLDING)) / share
    has = rng.random(N_UNITS) < part * clustered(rng, share, documents)
    guessed = rng.random(N_UNITS) < np.where(
        has, 1 - clustered(rng, missed, documents), clustered(rng, wrong, documents)
    )
    strata = np.zeros(N_UNITS, int) if design == "of all alike" else holds.astype(int)
    if design == "two groups":
        strata = strata + 2 * (np.arange(N_UNITS) % 2)
    sizes = np.bincount(strata).astype(float)
    n = np.full(len(sizes), coded // len(sizes))
    mixed = rng.permutation(N_UNITS)
    chosen = np.concatenate([mixed[strata[mixed] == at][: n[at]] for at in range(len(n))])
    inside = rng.random(N_UNITS) < (OF_YEAR if design == "a year" else 1)
    mine = chosen[inside[chosen]]

    def counted(*flags: np.ndarray) -> list[FloatArray]:
        return [np.bincount(strata[mine], flag[mine], len(n)).astype(float) for flag in flags]

    every, none = np.ones(N_UNITS), np.zeros(N_UNITS)
    errors = estimated(*counted(has & ~guessed, ~has & guessed, every), n, sizes)
    people = estimated(*counted(has, none, every), n, sizes)
    return errors, people, float(guessed[inside].mean()), float(has[inside].mean())


def least(estimates: FloatArray) -> float:
    """Return how near to .95 a rule comes that knows how often each value is estimated.

    Of all ranges of values that hold the most frequent one, it takes that with the probability nearest .95.
    """
    counts = np.unique(np.round(estimates, 6), return_counts=True)[1]
    summed, top = np.append(0, np.cumsum(counts)) / len(estimates), int(counts.argmax())
    chances = (summed[top + 1 :][None, :] - summed[: top + 1][:, None]).ravel()
    return float(chances[np.abs(chances - 0.95).argmin()])


def covered(rng: np.random.Generator, *cell: object) -> tuple[float, float, float, float]:
    """Return how often intervals hold, their width, the nearest possible, and how often people's hold."""
    rows = []
    for _ in range(N_DRAWS):
        errors, people, known, true = drawn(rng, *cell)
        _, low, high = corrected(errors, known)
        _, people_low, people_high = alone(people)
        alone_held = people_low <= true <= people_high
        rows.append((errors.plus - errors.minus, low <= true <= high, high - low, alone_held))
    difference, held, width, alone_hold = np.array(rows, dtype=float).T
    return held.mean(), width.mean(), least(difference), alone_hold.mean()


def main() -> None:
    """Print how many cells hold, by errors that a sample is expected to have."""
    rng, rows = np.random.default_rng(1), []
    for design, share, missed, wrong, coded, documents in product(
        DESIGNS, SHARES, RATES, RATES, CODED, DOCUMENTS
    ):
        of_sample = coded * (OF_YEAR if design == "a year" else 1)
        n_errors = of_sample * (share * missed + (1 - share) * wrong)
        cell = (design, share, missed, wrong, coded, documents)
        rows.append((*cell, n_errors, *covered(rng, *cell)))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    table.to_csv("coding-coverage.csv", index=False)
    table["errors"] = pd.cut(table["n_errors"], ERRORS)
    table["inside"] = table["held"].between(0.93, 0.97)
    grouped = table.groupby("errors", observed=True)
    print(grouped.agg(cells=("held", "size"), lowest=("held", "min"), mean=("held", "mean"),
                      highest=("held", "max"), inside=("inside", "mean"), nearest=("least", "mean"),
                      people=("people", "mean")).round(3).to_string())  # fmt: skip
    worst = table[table["n_errors"] > ERRORS[4]]
    print(worst.groupby(["design", "documents"])["held"].agg(["min", "mean", "max"]).round(3).to_string())


if __name__ == "__main__":
    main()
