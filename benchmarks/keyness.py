"""Keyness: whether the test finds nothing where there is nothing to find, and how long it takes.

    python -m benchmarks.keyness [FOLDER ...] [--runs N]

Every folder is read, and its documents are repeatedly split at random: into halves, and unevenly. Whatever a
test then calls a key term is a false positive. The first table gives the share of splits with any such term,
for the permutation test (q < 0.05), for the rank-sum test of `keyness_measures` (q < 0.05) and for the usual
test on tokens (G2 with Benjamini and Hochberg's correction, 0.05), with the 95 % interval of the first share.

How many terms the test on tokens finds depends on which terms are tested, which the second table shows for
halves. Terms in a single document (above all names of places and people) are always on one side, and are
found whenever they are frequent enough; so with a threshold on total frequency alone (5 or more) there are
several hundred false terms, with all terms fewer because more tests are corrected for, and with only the
terms that occur in five documents or more about fifty. None of these filters makes the test valid: in nearly
all splits it finds something.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import binomtest, chi2, false_discovery_control

from analysis import clean_documents, count_terms, read_folder, segment, stats
from analysis.corpus import DocTermMatrix
from analysis.keywords.measures import rank_sum_test
from analysis.keywords.permutation import Compared, Tested, permutation_test
from analysis.lexicon import DATA

ALPHA = 0.05


def tested(dtm: DocTermMatrix, is_target: npt.NDArray[np.bool_], n_permutations: int, seed: int) -> Tested:
    """Return p and q of all terms."""
    every = np.arange(len(dtm.terms))
    group = Compared(np.flatnonzero(is_target), every, every[:0])
    return permutation_test(dtm.counts, dtm.sizes, [group], n_permutations, seed)[0]


def calibration(dtm: DocTermMatrix, n_target: int, runs: int, n_permutations: int) -> dict[str, float]:
    """Return how often random permutations of the documents appear to have key terms."""
    rng = np.random.default_rng(n_target)
    found, ranked, token_found, token_terms, seconds = 0, 0, 0, [], 0.0
    for run in range(runs):
        is_target = rng.permutation(len(dtm.units)) < n_target
        began = time.perf_counter()
        _, q = tested(dtm, is_target, n_permutations, run)
        seconds += time.perf_counter() - began
        found += bool((q < ALPHA).any())
        q_rank_sum = rank_sum_test(dtm.counts, dtm.sizes, is_target, n_permutations, run)["q_rank_sum"]
        ranked += bool((q_rank_sum < ALPHA).any())
        token = int((false_discovery_control(chi2.sf(_g2(dtm, is_target), 1)) < ALPHA).sum())
        token_found += token > 0
        token_terms.append(token)
    return {
        "n_target": n_target,
        "n_reference": len(dtm.units) - n_target,
        "n_terms": len(dtm.terms),
        "runs": runs,
        "share_with_any": found / runs,
        "low": binomtest(found, runs).proportion_ci().low,
        "high": binomtest(found, runs).proportion_ci().high,
        "rank_sum_share_with_any": ranked / runs,
        "token_share_with_any": token_found / runs,
        "token_terms_mean": float(np.mean(token_terms)),
        "seconds_per_run": seconds / runs,
    }


def token_level(dtm: DocTermMatrix, runs: int) -> pd.DataFrame:
    """Return what the test on tokens finds between random halves, by which terms are tested."""
    n_documents, total = dtm.n_documents, np.asarray(dtm.counts.sum(axis=0)).ravel()
    tested = {
        "all": total > 0,
        **{f"count >= {n}": total >= n for n in (5, 20, 50)},
        **{f"documents >= {n}": n_documents >= n for n in (3, 5, 10, 20)},
    }
    found: dict[str, list[int]] = {name: [] for name in tested}
    rng = np.random.default_rng(0)
    for _ in range(runs):
        is_target = rng.permutation(len(dtm.units)) < len(dtm.units) // 2
        p = chi2.sf(_g2(dtm, is_target), 1)
        for name, chosen in tested.items():
            found[name].append(int((false_discovery_control(p[chosen]) < ALPHA).sum()))
    rows = [
        (name, int(tested[name].sum()), np.mean(n), np.median(n), min(n), max(n), np.mean(np.array(n) > 0))
        for name, n in found.items()
    ]
    columns = ["terms_tested", "n_terms", "found_mean", "found_median", "least", "most", "share_with_any"]
    return pd.DataFrame(rows, columns=columns)


def _g2(dtm: DocTermMatrix, is_target: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    sides = [np.flatnonzero(is_target), np.flatnonzero(~is_target)]
    n, other = (np.asarray(dtm.counts[rows].sum(axis=0)).ravel() for rows in sides)
    return stats.g2(n, other, *(float(dtm.sizes[rows].sum()) for rows in sides))


def timing(n_documents: int = 89, n_terms: int = 20_000, n_permutations: int = 999) -> dict[str, float]:
    """Return seconds and peak memory of one test on simulated counts of this size."""
    rng = np.random.default_rng(1)
    counts = rng.poisson(rng.gamma(0.1, 2, size=n_terms), size=(n_documents, n_terms))
    units = pd.DataFrame({"city": ["a", "b"] * (n_documents // 2) + ["a"] * (n_documents % 2)})
    dtm = DocTermMatrix(counts, units, tuple(f"t{i:06d}" for i in range(n_terms)), counts.sum(axis=1))
    is_target = (units["city"] == "a").to_numpy()
    began = time.perf_counter()
    tested(dtm, is_target, n_permutations, 0)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"n_documents": n_documents, "n_terms": n_terms, "seconds": seconds, "peak_mb": peak}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--permutations", type=int, default=199)
    options = parser.parse_args()
    print(pd.DataFrame([timing()]).round(2).to_string(index=False))
    shared = Path(__file__).parents[1].parent / "shared" / "corpora" / "city_reports_2024"
    folders = options.folders or [folder for folder in (shared, DATA / "sample") if folder.is_dir()]
    for folder in folders:
        cleaned = clean_documents(read_folder(folder).documents)
        whole = count_terms(segment(cleaned.documents, cleaned.paragraphs))
        dtm = whole.trim(min_n=5)
        n = len(dtm.units)
        rows = [
            calibration(dtm, k, options.runs, options.permutations)
            for k in sorted({n // 2, n // 8, 5})
            if k >= 5
        ]
        print(f"\n{folder.name}: {n} documents")
        print(pd.DataFrame(rows).round(4).to_string(index=False))
        print("\nG2 of tokens with Benjamini and Hochberg's correction, between halves:")
        print(token_level(whole, options.runs).round(2).to_string(index=False))


if __name__ == "__main__":
    main()
