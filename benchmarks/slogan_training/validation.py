"""Cross-validation of the slogan finder over source documents, and what follows from it.

The paragraphs of a document are searched by a finder trained without that document. The threshold of sure
runs and the factor by which rates are corrected come from this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed

from analysis.slogans.finder import parallel
from analysis.slogans.finder.model import model_of
from analysis.slogans.finder.search import candidates_of

from . import annotations as data
from .fit import Rows, boundaries_by_fold, run_rows

PRECISION = 0.95
"""Precision that sure runs are to have."""
CAUTION = 0.05
"""Share of resamples in which their precision may fall short of it."""
N_RESAMPLES = 2000
GRID = np.arange(0.4, 0.96, 0.01).round(2)


class Scored:
    """An annotated paragraph with its candidates and their cross-validated scores."""

    def __init__(self, paragraph: data.Paragraph, items: list, scores: np.ndarray) -> None:
        self.paragraph, self.items, self.scores = paragraph, items, scores

    def found(self, threshold: float) -> list[data.Spans]:
        """Return the runs found at a threshold, except those whose limbs are adjacent."""
        if not self.items:
            return []
        spans = (self.items[k].spans for k in parallel.best(self.items, self.scores, threshold))
        return [run for run in spans if data.separated(run)]


def cross_validate(gold: Sequence[data.Paragraph], own: Sequence[data.Paragraph]) -> list[Scored]:
    """Return the paragraphs with scores from finders that have not seen their documents."""
    everything = [*gold, *own]
    by_fold = boundaries_by_fold(everything, data.all_windows(everything))
    return score_folds(gold, run_rows(everything, by_fold), by_fold)


def score_folds(
    gold: Sequence[data.Paragraph], rows: Rows, by_fold: Mapping[int, dict[str, Any]]
) -> list[Scored]:
    """Return the paragraphs with scores from finders trained on the rows of the other folds."""
    parts = Parallel(n_jobs=-1, return_as="generator")(
        delayed(score_fold)(fold, [p for p in gold if p.fold == fold], rows, by_fold[fold])
        for fold in range(data.N_FOLDS)
    )
    results = {}
    for scored in parts:
        results.update({one.paragraph.key: one for one in scored})
        print(f"{len(results)} of {len(gold)} paragraphs searched", flush=True)
    return [results[paragraph.key] for paragraph in gold]


def score_fold(
    fold: int, paragraphs: Sequence[data.Paragraph], rows: Rows, forests: dict[str, Any]
) -> list[Scored]:
    """Return the paragraphs of a fold with scores from a finder trained on the other folds."""
    model = model_of({**forests, **rows.trained(rows.folds != fold), "threshold": 0, "sure_threshold": 1})
    scored = []
    for paragraph in paragraphs:
        found = candidates_of(paragraph.text, model)
        scores = parallel.classified(paragraph.text, found, model) if found else np.empty(0)
        scored.append(Scored(paragraph, found, scores))
    return scored


class Matched(NamedTuple):
    """A run that was found: its document and register, its score, and whether it counts a real slogan."""

    source: str
    register: str
    score: float
    right: bool


def matched_runs(scored: Iterable[Scored], threshold: float | Mapping[int, float]) -> list[Matched]:
    """Return the runs found at a threshold, or at that of each fold.

    A run is right when it shares at least half of the limbs (Jaccard) with an annotated run that no other
    run has been matched with: it then counts one slogan, even if a boundary is a character off.
    """
    found = []
    for one in scored:
        scores = {item.spans: float(score) for item, score in zip(one.items, one.scores, strict=True)}
        least = threshold if isinstance(threshold, float) else threshold[one.paragraph.fold]
        free = sorted(one.paragraph.runs)
        for run in sorted(one.found(least), key=lambda run: (-scores[run], run)):
            match = next((other for other in free if 2 * len({*run} & {*other}) >= len({*run, *other})), None)
            if match:
                free.remove(match)
            found.append(
                Matched(one.paragraph.source, one.paragraph.register, scores[run], match is not None)
            )
    return found


def sure_threshold(found: Sequence[Matched]) -> float:
    """Return the lowest score from which on precision is `PRECISION` with caution, at all higher scores too.

    With caution: documents are resampled, and precision reaches it in all but `CAUTION` of the resamples.
    """
    table = np.array([(run.score, run.right) for run in found])
    sources = np.unique([run.source for run in found], return_inverse=True)[1]
    drawn = resamples(int(sources.max()) + 1)
    lowest = float(GRID[-1])
    for least in GRID[::-1]:
        kept = table[:, 0] >= least
        n_right, n = (
            np.bincount(sources, weights=w, minlength=drawn.shape[1]) for w in (kept * table[:, 1], kept)
        )
        if not np.nanquantile(drawn @ n_right / np.maximum(drawn @ n, 1), CAUTION) >= PRECISION:
            break
        lowest = float(least)
    return lowest


class Quality(NamedTuple):
    """Precision of a tier, with its 95 % interval over documents, its recall and its share of all hits."""

    n: int
    precision: float
    low: float
    high: float
    recall: float
    share: float


def quality_of(found: Sequence[Matched], chosen: Sequence[bool], n_wanted: int) -> Quality:
    """Return the quality of the chosen ones of the runs found, where `n_wanted` are annotated."""
    sources = np.unique([run.source for run in found], return_inverse=True)[1]
    right, kept = np.array([run.right for run in found]), np.array(chosen)
    drawn = resamples(int(sources.max()) + 1)
    n_right, n = (np.bincount(sources, weights=w, minlength=drawn.shape[1]) for w in (kept & right, kept))
    low, high = np.nanquantile(drawn @ n_right / np.maximum(drawn @ n, 1), [0.025, 0.975])
    hits = int((kept & right).sum())
    return Quality(
        int(kept.sum()), hits / kept.sum(), float(low), float(high), hits / n_wanted, float(kept.mean())
    )


def resamples(n_documents: int, seed: int = 0) -> npt.NDArray[np.int64]:
    """Return how often each document is drawn in each resample, shape (N_RESAMPLES, n_documents)."""
    rng = np.random.default_rng(seed)
    return rng.multinomial(n_documents, np.full(n_documents, 1 / n_documents), N_RESAMPLES)


def factor_limits(
    wanted: npt.ArrayLike, found: npt.ArrayLike, drawn: npt.NDArray[np.int64]
) -> tuple[float, float, float]:
    """Return precision over recall with its 95 % bootstrap interval over documents.

    Precision is right / found and recall right / annotated: their ratio is annotated / found, whatever is
    taken for right.
    """
    n_wanted, n_found = (np.asarray(n, dtype=np.float64) for n in (wanted, found))
    low, high = np.quantile((drawn @ n_wanted) / np.maximum(drawn @ n_found, 1), [0.025, 0.975])
    return float(n_wanted.sum() / n_found.sum()), float(low), float(high)
