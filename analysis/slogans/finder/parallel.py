"""Finds parallel runs: propose windows, cut their ends, judge, and keep the best that do not overlap."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

from .boundary import Case, obvious, option_features, ranked, sensible
from .candidates import Option, Proposal, Window, fits, open_window, proposals
from .characters import evidence
from .features import Candidate, candidate, run_features
from .kinds import common_closing, common_opening, describe, kind_of, template_of
from .limbs import limb_table
from .model import Forest, SloganModel, slogan_model
from .prefilter import SHARED, sieve_features
from .runs import Run, limb, main_separator
from .segments import chains
from .words import slot_words

MAX_CHAIN = 200
COUNTED = 0.95
HOPELESS_WORDS = 0.0
"""No annotated run that is found has words that say less to weights that have not seen its document."""
NUMBERS = "零一二三四五六七八九十"
LABEL = re.compile(r"等?[”’]?的?[“‘](?P<number>[两三四五六七八九十])[个大]?(?P<word>[一-鿿]{1,3})[”’]")


def parallel_runs(text: str, threshold: float | None = None) -> list[Run]:
    """Return the parallel runs of a text: three or more adjacent limbs of one construction.

    Parameters
    ----------
    text : str
        A paragraph or a document; its time grows with its length.
    threshold : float, optional
        The score from 0 to 1 that a run must reach; by default the one at which precision and recall were
        balanced in training.

    Returns
    -------
    list of Run
        In the order of the text, not overlapping, each with its score and the reason it was taken.

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
    model = slogan_model()
    limb_table().forget()
    with _no_collection():
        items = candidates_of(text, model)
        if not items:
            return []
        scores = judged(text, items, model)
        least = model.threshold if threshold is None else threshold
        return [as_run(text, items[k], float(scores[k])) for k in best(items, scores, least)]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Put off looking for cyclic garbage: there is none here, and many small objects to look through."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def proposals_of(text: str) -> list[Proposal]:
    """Return the proposals of all sentences; one of hundreds of pieces is a table and is passed over."""
    return [found for chain in chains(text) if len(chain) <= MAX_CHAIN for found in proposals(text, chain)]


def windows_of(text: str, model: SloganModel) -> list[Window]:
    """Return the windows of the proposals that pass the sieve or share a frame."""
    found = proposals_of(text)
    if not found:
        return []
    features = sieve_features(limb_table(), text, found)
    passed = np.union1d(model.passes(features), np.flatnonzero(features[:, SHARED] >= 2))
    opened = (open_window(text, found[k]) for k in passed.tolist())
    return [window for window in opened if window is not None]


def candidates_of(text: str, model: SloganModel) -> list[Candidate]:
    """Return the windows with their ends decided and lengths that fit, each series of limbs once.

    Where two ways to cut are close to each other, both are kept for the next step to judge.
    """
    proposed = windows_of(text, model)
    firsts = _decided(text, proposed, [w.starts for w in proposed], 0, model.first)
    lasts = _decided(text, proposed, [w.ends for w in proposed], 1, model.last)
    found: dict[tuple[tuple[int, int], ...], Candidate] = {}
    for window, starts, ends in zip(proposed, firsts, lasts, strict=True):
        for first, first_sure in starts:
            for last, last_sure in ends:
                if first.end < last.start and fits([first.plain, *window.inner, last.plain]):
                    item = candidate(window, first, last, (first_sure, last_sure))
                    found.setdefault(item.spans, item)
    return list(found.values())


def _decided(
    text: str,
    proposed: Sequence[Window],
    ends: Sequence[list[Option]],
    side: int,
    forest: Forest,
) -> list[list[tuple[Option, float]]]:
    """Return for each window the one or two likely ways to cut one end, and how sure each is (0 to 1)."""
    decided: list[list[tuple[Option, float]]] = []
    places: list[int] = []
    cases: list[Case] = []
    for at, (window, options) in enumerate(zip(proposed, ends, strict=True)):
        likely = sensible(text, window, options)
        plain = obvious(window, likely)
        decided.append([(plain, 1.0)] if plain else [])
        if plain is None and likely:
            places.append(at)
            cases.append((window, likely))
    if cases:
        rows = option_features(limb_table(), evidence(), text, cases, side)
        scores = 1 / (1 + np.exp(-forest.predict(rows)))
        used = 0
        for at, (_, likely) in zip(places, cases, strict=True):
            decided[at] = ranked(likely, scores[used : used + len(likely)].tolist())
            used += len(likely)
    return decided


def features_of(text: str, items: Sequence[Candidate]) -> npt.NDArray[np.float32]:
    """Return the features of the candidates, shape (n_candidates, n_features)."""
    return run_features(limb_table(), evidence(), slot_words(), text, items)


def judged(text: str, items: Sequence[Candidate], model: SloganModel) -> npt.NDArray[np.float64]:
    """Return the candidates' scores: the model's, or nearly 1 where the text itself counts the limbs."""
    words = model.wording.score(text, items)
    scores = np.zeros(len(items))
    asked = np.flatnonzero(words >= HOPELESS_WORDS)
    if len(asked):
        features = features_of(text, [items[k] for k in asked.tolist()])
        scores[asked] = model.score(np.column_stack([features, words[asked].astype(np.float32)]))
    counted = [is_counted(text, item) for item in items]
    return np.where(counted, np.maximum(scores, COUNTED), scores)


def is_counted(text: str, item: Candidate) -> bool:
    """Say whether a numeric label right after the run counts its limbs by what they share (五净)."""
    end = item.spans[-1][1]
    label = LABEL.match(text, end)
    if label is None or NUMBERS.find(label["number"].replace("两", "二")) != len(item.spans):
        return False
    return label["word"] in {common_closing(item.limbs), common_opening(item.limbs)}


def best(items: Sequence[Candidate], scores: npt.NDArray[np.float64], threshold: float) -> list[int]:
    """Return the candidates to keep: most limbs and surest first, none overlapping another."""
    worthy = np.flatnonzero(scores >= threshold).tolist()
    gain = {k: (scores[k] - threshold) * len(items[k].spans) for k in worthy}
    taken: set[int] = set()
    kept = []
    for k in sorted(gain, key=lambda k: (-gain[k], items[k].spans)):
        covered = range(items[k].spans[0][0], items[k].spans[-1][1])
        if taken.isdisjoint(covered):
            taken.update(covered)
            kept.append(k)
    return sorted(kept, key=lambda k: items[k].spans)


def as_run(text: str, item: Candidate, score: float) -> Run:
    """Return a candidate as a run."""
    limbs = tuple(limb(text, start, end) for start, end in item.spans)
    kind = kind_of(item.limbs)
    return Run(
        start=limbs[0].start,
        end=limbs[-1].end,
        limbs=limbs,
        kind=kind,
        template=template_of(item.limbs, kind),
        separator=main_separator(text, limbs),
        score=round(score, 4),
        reason=describe(item.limbs, kind, score),
    )
