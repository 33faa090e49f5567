"""Coverage of the intervals over documents where documents differ in length, on simulated documents.

Usage: python -m benchmarks.lengths [--draws 2000]

Lengths are log-normal. Shares of a document are drawn from a beta distribution, the same for all lengths;
counts are those of events whose rates differ between documents by half of their mean. The truth is known, so
the share of 95 % intervals that hold it is counted, of those samples that have an interval. For the rates
found in real reports see `benchmarks.claims`.
"""

from __future__ import annotations

import argparse

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import stats

N_DOCUMENTS = (3, 5, 12, 40)
SPREADS = (0.0, 0.3, 0.6, 1.0, 1.5)
"""Standard deviations of the logarithm of the length: .2 among city reports, .6 among local regulations."""

SHARES = {"share, a third on average": (4, 8), "share, skewed, a twentieth": (1, 20)}
RATES = {"events, 30 in a document": 30.0, "events, 1 in a document": 1.0}
"""Parameters of the beta distribution; mean counts of a document of mean length."""

Array = npt.NDArray[np.float64]


def share_bounds(shares: Array, sizes: Array) -> tuple[float, float]:
    """Return the interval of the share of the whole."""
    whole = shares @ sizes / sizes.sum()
    low, high = stats.share_interval(
        whole, stats.ratio_variance(shares * sizes, sizes), stats.ratio_df(sizes)
    )
    return float(low), float(high)


def coverage(spread: float, n: int, n_draws: int) -> dict[str, float]:
    """Return the share of intervals that hold the truth, and the share of samples with an interval."""
    rng = np.random.default_rng(n)
    held: dict[str, list[bool]] = {name: [] for name in (*SHARES, *RATES)}
    known = 0
    for _ in range(n_draws):
        sizes = rng.lognormal(-(spread**2) / 2, spread, n)
        known += not np.isnan(stats.ratio_df(sizes))
        for name, (a, b) in SHARES.items():
            low, high = share_bounds(rng.beta(a, b, n), sizes)
            if not np.isnan(low):
                held[name].append(low <= a / (a + b) <= high)
        for name, mean in RATES.items():
            counts = rng.poisson(mean * sizes * rng.gamma(4, 1 / 4, n))
            bounds = stats.rate_interval(counts, sizes)
            if not np.isnan(bounds[0]):
                held[name].append(bool(bounds[0] <= mean <= bounds[1]))
    return {name: float(np.mean(each)) for name, each in held.items()} | {"has one": known / n_draws}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--draws", type=int, default=2000, help="samples of each size (default: 2000)")
    options = parser.parse_args()
    rows = [
        {"spread": spread, "kind": kind, "n": n, "coverage": held}
        for spread in SPREADS
        for n in N_DOCUMENTS
        for kind, held in coverage(spread, n, options.draws).items()
    ]
    table = pd.DataFrame(rows).pivot(index=["kind", "spread"], columns="n", values="coverage")
    print(table.round(3).to_string())


if __name__ == "__main__":
    main()
