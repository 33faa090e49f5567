"""How often the intervals of `code_shares` hold the true share: the table of docs/coding.md.

Run from the project: `python -m benchmarks.coding`. Two groups of 2,000 units, of which a fifth hold a term;
in each, as many units with as without a term are coded. A machine finds a share of the units with the code,
and gives it wrongly to a share of those without.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import code_shares
from analysis.coding.sheet import SHEET_COLUMNS

N_UNITS, N_DRAWS, HOLDING = 2_000, 120, 0.2
CODES = [
    (0.3, 0.05, 100), (0.3, 0.05, 40), (0.1, 0.01, 100), (0.8, 0.3, 60), (0.3, 0.05, 200), (0.3, 0.05, 400)
]  # fmt: skip
MACHINES = [None, (0.9, 0.02), (0.6, 0.2)]


def covered(
    with_term: float, without: float, n: int, machine: tuple[float, float] | None, seed: int
) -> float:
    """Return the share of intervals, of each group and of both together, that hold the true share."""
    rng = np.random.default_rng(seed)
    held = []
    for _ in range(N_DRAWS):
        holds = rng.random(2 * N_UNITS) < HOLDING
        has = rng.random(2 * N_UNITS) < np.where(holds, with_term, without)
        units = pd.DataFrame({"group": np.repeat(["a", "b"], N_UNITS), "enriched": holds, "has": has})
        units["unit"] = units.index.astype(str)
        parts = [
            part.sample(n // 2, random_state=int(rng.integers(1 << 31))).assign(weight=len(part) / (n // 2))
            for _, part in units.groupby(["group", "enriched"])
        ]
        sample = pd.concat(parts)
        codings = sample[["unit"]].assign(code=np.where(sample["has"], "x", ""))
        guesses = None
        if machine is not None:
            guessed = rng.random(len(units)) < np.where(has, *machine)
            guesses = units[["unit", "group"]].assign(code=np.where(guessed, "x", ""))
        found = code_shares(codings, sample.reindex(columns=SHEET_COLUMNS), machine=guesses)
        true = {"all": has.mean(), **units.groupby("group")["has"].mean().to_dict()}
        for row in found[found["code"] == "x"].itertuples():
            held.append(row.low <= true[row.group] <= row.high)
    return float(np.mean(held))


if __name__ == "__main__":
    for seed, code in enumerate(CODES):
        print(*code, *(f"{machine}: {covered(*code, machine, seed):.3f}" for machine in MACHINES), sep="  ")
