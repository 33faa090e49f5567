"""How often the intervals of `adoption_curves` hold the true share: the figures of docs/reuse.md.

Run from the project: `python -m benchmarks.adoption`, three minutes. Each year a tenth of the groups that
have not adopted an item do; groups are observed until a year drawn from the tenth to the twentieth, half of
them or none from a year drawn from the first nine. Printed is how often the interval holds the true share
after 4, 8 and 12 years, of curves that have one there.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from analysis import adoption_curves
from analysis.reuse import FIRST_TYPES

START, HAZARD, N_DRAWS = 2000, 0.1, 1_500
N_GROUPS, LATE, AFTER = (12, 30, 80), (0.0, 0.5), (4, 8, 12)


def first_uses_drawn(rng: np.random.Generator, n_groups: int, late: float) -> pd.DataFrame:
    """Return first uses of one item, as `first_uses` does."""
    adopted = START + rng.geometric(HAZARD, n_groups)
    since = np.where(rng.random(n_groups) < late, rng.integers(START + 1, START + 10, n_groups), START)
    until = rng.integers(START + 10, START + 21, n_groups)
    left, right = adopted <= since, adopted > until
    first = pd.Series(np.where(left, since, adopted), dtype="Int64").mask(right & ~left)
    table = pd.DataFrame({
        "item": "x", "group": [f"g{at}" for at in range(n_groups)], "observed_from": since,
        "observed_to": until, "first": first, "left_censored": left, "right_censored": right & ~left,
        "has_reference": True, "reference_first": START,
    })  # fmt: skip
    for column in FIRST_TYPES:
        if column not in table:
            table[column] = 0
    return table[list(FIRST_TYPES)].astype(FIRST_TYPES)


def coverage(n_groups: int, late: float, seed: int = 1) -> dict[int, tuple[float, int]]:
    """Return by years after the start how many of the intervals hold, and how many there were."""
    rng = np.random.default_rng(seed)
    held: dict[int, list[bool]] = {after: [] for after in AFTER}
    for _ in range(N_DRAWS):
        curve = adoption_curves(first_uses_drawn(rng, n_groups, late))
        for after in AFTER:
            until = curve[(curve["time"] <= after) & curve["low"].notna()]
            if len(until) and until["time"].iloc[-1] == curve.loc[curve["time"] <= after, "time"].iloc[-1]:
                begun = max(int(until["since"].iloc[-1]) - 1, START)
                truth = 1 - (1 - HAZARD) ** (START + after - begun)
                held[after].append(bool(until["low"].iloc[-1] <= truth <= until["high"].iloc[-1]))
    return {after: (float(np.mean(found)), len(found)) for after, found in held.items()}


def main() -> None:
    """Print the table."""
    for n_groups, late in product(N_GROUPS, LATE):
        told = (f"{after} years {share:.3f} of {n}" for after, (share, n) in coverage(n_groups, late).items())
        print(f"{n_groups} groups, {late:.0%} observed late:", "; ".join(told), flush=True)


if __name__ == "__main__":
    main()
