"""All slogans of one document: parallel runs, slot words, couplets and numeric formulas put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ...lexicon import Family
from .couplets import couplets as find_couplets
from .numeric import numeric_formulas
from .parallel import parallel_runs
from .runs import Run
from .slots import slot_runs, spread_runs
from .unseparated import unseparated_runs


def document_runs(
    text: str, paragraphs: Sequence[tuple[int, int]], families: Sequence[Family], couplets: bool = False
) -> list[Run]:
    """Return the runs of one document in the order of the text, and the numeric formulas outside of them."""
    slots = slot_runs(text, families)
    kept = [run for run in slots if run.form != "loose"]
    for run in (*parallel_runs(text), *unseparated_runs(text)):
        rivals = [other for other in kept if run.start < other.end and run.end > other.start]
        if all(len(run.limbs) > len(other.limbs) for other in rivals):
            kept = [other for other in kept if other not in rivals] + [run]
    if couplets:
        kept += find_couplets(text, kept)
    loose = [run for run in slots if run.form == "loose" and not _overlaps(run, kept)]
    formulas = numeric_formulas(text)
    starts = np.array([formula.start for formula in formulas])
    runs = kept + loose + spread_runs(text, paragraphs, families)
    counted = [
        replace(run, n_numeric=int(((starts >= run.start) & (starts < run.end)).sum())) for run in runs
    ]
    alone = [formula for formula in formulas if not _overlaps(formula, kept)]
    return sorted([*counted, *alone], key=lambda run: (run.start, run.end, run.family))


def _overlaps(run: Run, others: Sequence[Run]) -> bool:
    return any(run.start < other.end and run.end > other.start for other in others)
