"""Finds parallel runs: scores the candidates and keeps the best that do not overlap."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ...checks import check_text
from ...engines import uncollected
from .candidates import Candidate
from .features import candidate_features
from .kinds import common_closing, common_opening, describe, kind_of, template_of
from .limbs import limb_table
from .model import SloganModel, slogan_model
from .runs import Run, limb, main_separator
from .search import candidates_of
from .segments import END
from .words import slot_words

BETWEEN = 2 * END
COUNTED = 0.95
MIN_LEXICAL = 0.0
"""Every annotated run that is found scores at least this by lexical weights fitted without its document."""
NUMBERS = "零一二三四五六七八九十"
LABEL = re.compile(r"等?[”’]?的?[“‘](?P<number>[两三四五六七八九十])[个大]?(?P<word>[一-鿿]{1,3})[”’]")


def parallel_runs(text: str, threshold: float | None = None) -> list[Run]:
    """Return the parallel runs of a text: three or more adjacent limbs of one construction.

    Parameters
    ----------
    text : str
        A paragraph or a document; running time grows with its length.
    threshold : float, optional
        The score from 0 to 1 that a run must reach; by default the one at which precision and recall were
        balanced in training.

    Returns
    -------
    list of Run
        In the order of the text, not overlapping, each with its score and the reason for including it.

    Examples
    --------
    >>> from analysis import parallel_runs
    >>> text = "全市上下转方式、调结构、增动能，努力实现水清、岸绿、景美。"
    >>> runs = parallel_runs(text)
    >>> [text[run.start : run.end] for run in runs]
    ['转方式、调结构、增动能', '水清、岸绿、景美']
    >>> [limb.text for limb in runs[0].limbs]
    ['转方式', '调结构', '增动能']
    >>> runs[0].kind
    'verb-object'
    """
    check_text("parallel_runs", text)
    return parallel_runs_of([text], threshold)[0]


def parallel_runs_of(texts: Sequence[str], threshold: float | None = None) -> list[list[Run]]:
    """Return the parallel runs of each of several texts, found in one search.

    The runs are the same as those of `parallel_runs`. Most steps look up everything at once, so that many
    short texts take little longer than a long one.
    """
    limb_table().shed()
    found: list[list[Run]] = [[] for _ in texts]
    starts = list(accumulate((len(text) + len(BETWEEN) for text in texts[:-1]), initial=0))
    with uncollected():
        for spans, limbs, score, tier, clause_score in _chosen(BETWEEN.join(texts), threshold):
            of = bisect_right(starts, spans[0][0]) - 1
            spans = [(start - starts[of], end - starts[of]) for start, end in spans]
            found[of].append(as_run(texts[of], spans, limbs, score, tier, clause_score))
    return found


class _Chosen(NamedTuple):
    """What of a candidate makes a run."""

    spans: Sequence[tuple[int, int]]
    limbs: list[str]
    score: float
    tier: str
    clause_score: float


def _chosen(text: str, threshold: float | None) -> list[_Chosen]:
    """Return the runs of a text without the many candidates among which they were chosen."""
    model = slogan_model()
    items = candidates_of(text, model)
    if not items:
        return []
    scores = classified(text, items, model)
    chosen = best(items, scores, model.threshold if threshold is None else threshold)
    clauses = mean_clause_scores([items[k].limbs for k in chosen])
    return [
        _Chosen(
            items[k].spans,
            items[k].limbs,
            score := float(scores[k]),
            "sure" if score >= model.sure_threshold else "likely",
            clause_score,
        )
        for k, clause_score in zip(chosen, clauses, strict=True)
    ]


def features_of(text: str, items: Sequence[Candidate]) -> npt.NDArray[np.float32]:
    """Return the features of the candidates, shape (n_candidates, n_features)."""
    return candidate_features(limb_table(), slot_words(), text, items)


def classified(text: str, items: Sequence[Candidate], model: SloganModel) -> npt.NDArray[np.float64]:
    """Return the candidates' scores: the classifier's, or nearly 1 where the text counts the limbs."""
    lexical = model.lexical_weights.score(text, items)
    scores = np.zeros(len(items))
    asked = np.flatnonzero(lexical >= MIN_LEXICAL)
    if len(asked):
        features = features_of(text, [items[k] for k in asked.tolist()])
        scores[asked] = model.score(np.column_stack([features, lexical[asked].astype(np.float32)]))
    counted = [is_counted(text, item) for item in items]
    return np.where(counted, np.maximum(scores, COUNTED), scores)


def is_counted(text: str, item: Candidate) -> bool:
    """Return whether a numeric label just after the run counts its limbs by what they share (五净)."""
    end = item.spans[-1][1]
    label = LABEL.match(text, end)
    if label is None or NUMBERS.find(label["number"].replace("两", "二")) != len(item.spans):
        return False
    return label["word"] in {common_closing(item.limbs), common_opening(item.limbs)}


def best(items: Sequence[Candidate], scores: npt.NDArray[np.float64], threshold: float) -> list[int]:
    """Return the candidates to keep, none overlapping another: most limbs and highest scores first."""
    eligible = np.flatnonzero(scores >= threshold).tolist()
    gain = {k: (scores[k] - threshold) * len(items[k].spans) for k in eligible}
    taken: set[int] = set()
    kept = []
    for k in sorted(gain, key=lambda k: (-gain[k], items[k].spans)):
        covered = range(items[k].spans[0][0], items[k].spans[-1][1])
        if taken.isdisjoint(covered):
            taken.update(covered)
            kept.append(k)
    return sorted(kept, key=lambda k: items[k].spans)


def mean_clause_scores(runs: Sequence[Sequence[str]]) -> list[float]:
    """Return the mean clause score of the limbs of each run; all are looked up at once."""
    scores = limb_table().clause_scores([limb for limbs in runs for limb in limbs])
    ends = np.cumsum([len(limbs) for limbs in runs]).tolist()
    return [float(scores[end - len(limbs) : end].mean()) for limbs, end in zip(runs, ends, strict=True)]


def as_run(
    text: str,
    spans: Sequence[tuple[int, int]],
    plain: list[str],
    score: float,
    tier: str,
    clause_score: float,
) -> Run:
    """Return a series of limbs, given by their offsets and their Han characters, as a run."""
    limbs = tuple(limb(text, start, end) for start, end in spans)
    kind = kind_of(plain)
    return Run(
        start=limbs[0].start,
        end=limbs[-1].end,
        limbs=limbs,
        kind=kind,
        template=template_of(plain, kind),
        separator=main_separator(text, limbs),
        score=round(score, 4),
        reason=describe(plain, kind, score, clause_score),
        tier=tier,
    )
