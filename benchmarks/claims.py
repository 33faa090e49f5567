"""Coverage of the intervals: how often they contain the true value.

    python -m benchmarks.claims FOLDER [--reference FOLDER] [--draws N] [--keep FILE]

The texts of FOLDER serve as the population. Groups of documents are sampled from it with replacement; the
true value is that of the whole. A 95 % interval should contain it in 93 to 97 of a hundred samples. Terms
are those that make findings: no names and no pieces of words.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import stats
from analysis.claims import DocumentCounts, term_counts
from analysis.corpus import DocTermMatrix, TopicModel
from analysis.topics import topic_contrast, topic_prevalence, topic_trend
from analysis.topics.prevalence import Shares
from benchmarks.claims_null import Material, material

from .slogan_training.validation import factor_limits, resamples

N_DOCUMENTS = (2, 3, 5, 12, 40)
RARE, FREQUENT = 0.5, 2.0
"""Mean occurrences per document up to which an item is rare, and from which it is frequent."""

FloatArray = npt.NDArray[np.float64]
Coverage = tuple[str, int, float, float]
"""What the interval is of, documents sampled, share of intervals containing the true value, median width."""


def main() -> None:
    """Print the table of coverage."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", help="cleaned texts, one document each, the more the better")
    parser.add_argument("--reference", help="texts that slogans may be inherited from")
    parser.add_argument("--draws", type=int, default=300, help="groups sampled of each size (default: 300)")
    parser.add_argument("--keep", type=Path, help="file that the counts of the texts are kept in")
    options = parser.parse_args()
    made = material(options.folder, options.reference, options.keep)
    print(f"{len(made.dtm.units)} documents, {options.draws} draws\n")
    table = pd.DataFrame(coverage(made, options.draws), columns=["kind", "n_documents", "coverage", "width"])
    grid = table.pivot(index="kind", columns="n_documents", values="coverage")
    print(grid.loc[table["kind"].unique()].round(3).to_string(na_rep="none"))


def coverage(made: Material, n_draws: int) -> Iterator[Coverage]:
    """Yield the coverage of each kind of interval, for each number of documents."""
    names = {"theme": "theme", "": "slogans and numeric formulas", "formula": "one formula"}
    for kind, name in names.items():
        measured = made.rates[kind]
        yield from rates(name, measured.counts.to_numpy(), measured.exposure.to_numpy(), n_draws)
    spoken = [term for term, mark in made.marks.items() if not mark]
    terms = term_counts(made.dtm, spoken, most=2_000)
    yield from rates("term", terms.counts.to_numpy(), terms.exposure.to_numpy(), n_draws)
    every, characters = made.rates[""].counts["slogan"].to_numpy(), made.rates[""].exposure.to_numpy()
    yield from corrected("slogans, corrected", every, characters, n_draws)
    yield from corrected("slogans, corrected; recall varies by document", every, characters, n_draws, 4.0)
    yield from corrected("slogans, not corrected", every, characters, n_draws, correct=False)
    unlike = dict(recall_of_group=0.72)
    yield from corrected("slogans, corrected; recall of the group .72", every, characters, n_draws, **unlike)
    if "inherited" in made.rates:
        yield from inherited(made.rates["inherited"], n_draws)
    yield from log_ratios(made.dtm, n_draws)
    yield from topics(Shares(made.model), n_draws)


def inherited(measured: DocumentCounts, n_draws: int) -> Iterator[Coverage]:
    """Yield the coverage of the share of slogans that are inherited."""
    measure = measured.counts.columns[0]
    truth = 100 * measured.counts[measure].sum() / measured.exposure.sum()
    for n, drawn in draws(len(measured.exposure), n_draws):
        bounds = []
        for rows in drawn:
            counts, sizes = measured.counts.iloc[rows], measured.exposure.iloc[rows]
            bounds.append(
                DocumentCounts(counts, sizes, measured.per).interval(np.ones(n, dtype=bool), measure)
            )
        yield told("share of inherited slogans", n, np.array(bounds)[:, :, None], truth)


def rates(kind: str, counts: FloatArray, sizes: npt.NDArray[np.int64], n_draws: int) -> Iterator[Coverage]:
    """Yield the coverage of rates, separately for rare and frequent items."""
    truth, mean = counts.sum(axis=0) / sizes.sum(), counts.mean(axis=0)
    classes = {
        f"{kind}, rare": mean <= RARE,
        f"{kind}, between": (mean > RARE) & (mean < FREQUENT),
        f"{kind}, frequent": mean >= FREQUENT,
    }
    for n, drawn in draws(len(sizes), n_draws):
        bounds = np.array([stats.rate_interval(counts[rows], sizes[rows]) for rows in drawn])
        for name, chosen in classes.items():
            if chosen.any():
                yield told(name, n, bounds[:, :, chosen], truth[chosen])


PRECISION, RECALL = 0.88, 0.87
"""Of the finder in the simulation, as measured."""
ANNOTATED, RUNS_EACH = 160, 2.3
"""Annotated documents, and runs in the annotated paragraphs of each."""


def corrected(
    kind: str,
    true: npt.NDArray[np.int64],
    sizes: npt.NDArray[np.int64],
    n_draws: int,
    concentration: float = np.inf,
    recall_of_group: float = RECALL,
    correct: bool = True,
) -> Iterator[Coverage]:
    """Yield the coverage of corrected rates where the truth is known.

    The counts of the documents are taken for the truth. A finder loses some of them and adds false ones; the
    factor is estimated from a sample of annotated documents with the same errors, anew for each draw.
    `concentration` is that of the beta distribution of recall over documents.
    """
    truth, rng = true.sum() / sizes.sum(), np.random.default_rng(1)
    false_rate = truth * RECALL * (1 - PRECISION) / PRECISION
    drawn_again = resamples(ANNOTATED)

    def kept(n: npt.NDArray[np.int64], recall: float) -> npt.NDArray[np.int64]:
        spread = concentration * np.array([recall, 1 - recall])
        return rng.binomial(n, recall if np.isinf(concentration) else rng.beta(*spread, n.shape))

    for n, drawn in draws(len(sizes), n_draws):
        bounds = []
        for rows in drawn:
            found = kept(true[rows], recall_of_group) + rng.poisson(false_rate * sizes[rows])
            low, high = stats.rate_interval(found, sizes[rows])
            if correct:
                gold = rng.integers(0, len(true), ANNOTATED)
                wanted = rng.binomial(true[gold], min(RUNS_EACH / true.mean(), 1))
                false = rng.poisson(RUNS_EACH * RECALL * (1 - PRECISION) / PRECISION, ANNOTATED)
                factor, *limits = factor_limits(wanted, kept(wanted, RECALL) + false, drawn_again)
                rate = found.sum() / sizes[rows].sum()
                low, high = stats.product_interval(rate, (low, high), factor, (limits[0], limits[1]))
            bounds.append((low, high))
        yield told(kind, n, np.array(bounds)[:, :, None], truth)


def log_ratios(dtm: DocTermMatrix, n_draws: int) -> Iterator[Coverage]:
    """Yield the coverage of log ratios of two groups from one population: the true value is 0."""
    counts = dtm.counts.toarray().astype(float)
    counts = counts[:, counts.mean(axis=0) >= FREQUENT]
    for n, drawn in draws(len(dtm.sizes), n_draws):
        bounds = [
            stats.rate_ratio_interval(counts[one], dtm.sizes[one], counts[other], dtm.sizes[other])
            for one, other in zip(drawn, drawn[::-1], strict=True)
        ]
        yield told("log ratio of a frequent term", n, np.array(bounds), 0.0)


def topics(shares: Shares, n_draws: int) -> Iterator[Coverage]:
    """Yield the coverage of shares, of differences between two groups, and of trends where none exists."""
    tokens, sizes = shares.tokens[0], shares.sizes
    truth = tokens.sum(axis=0) / sizes.sum()
    for n, drawn in draws(len(sizes), n_draws):
        model = model_of(shares, drawn)
        found = topic_prevalence(model, "draw").pivot(index="group", columns="topic", values=["low", "high"])
        bounds = np.stack([found["low"].to_numpy(), found["high"].to_numpy()], axis=1)
        yield told("share of a topic", n, bounds, truth)
        both = []
        for i in range(0, n_draws - 1, 2):
            pair = model_of(shares, drawn[i : i + 2])
            both.append(topic_contrast(pair, "0000", "0001", "draw")[["low", "high"]].T)
        yield told("difference of two shares", n, np.array(both), 0.0)
        slopes = topic_trend(model, "draw").pivot(index="group", columns="topic", values=["low", "high"])
        bounds = np.stack([slopes["low"].to_numpy(), slopes["high"].to_numpy()], axis=1)
        yield told("trend of a share", n, bounds, 0.0)


def model_of(shares: Shares, drawn: npt.NDArray[np.int64]) -> TopicModel:
    """Return a model of sampled documents, each sample a group, with a random year for each document."""
    rows = drawn.ravel()
    years = np.random.default_rng(0).integers(2001, 2011, len(rows))
    units = pd.DataFrame(
        {
            "doc_id": [f"d{i:06d}" for i in range(len(rows))],
            "draw": np.repeat([f"{i:04d}" for i in range(len(drawn))], drawn.shape[1]),
            "year": pd.array(years, dtype="Int64"),
        }
    )
    per_document = shares.tokens[0][rows] / shares.sizes[rows][:, None]
    frame = pd.DataFrame(per_document, columns=shares.topics)
    terms = pd.DataFrame(np.ones((len(shares.topics), 1)), index=shares.topics)
    return TopicModel(terms, frame, units, shares.sizes[rows])


def draws(n_documents: int, n_draws: int) -> Iterator[tuple[int, npt.NDArray[np.int64]]]:
    """Yield each number of documents with the documents sampled, shape (n_draws, n)."""
    for n in N_DOCUMENTS:
        yield n, np.random.default_rng(n).integers(0, n_documents, (n_draws, n))


def told(kind: str, n: int, bounds: FloatArray, truth: npt.ArrayLike) -> Coverage:
    """Return the coverage of bounds, shape (n_draws, 2, n_kinds); missing where there are none."""
    low, high = bounds[:, 0], bounds[:, 1]
    given = ~np.isnan(low)
    holds = (low <= truth) & (truth <= high)
    if not given.any():
        return kind, n, float("nan"), float("nan")
    return kind, n, float(holds[given].mean()), float(np.median((high - low)[given]))


if __name__ == "__main__":
    main()
