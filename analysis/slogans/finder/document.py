"""All slogans of one document: parallel runs, slot words, couplets and numeric formulas combined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from ...lexicon import Family
from .ahead import Ahead
from .couplets import couplets as find_couplets
from .numeric import numeric_formulas
from .parallel import parallel_runs
from .runs import Run
from .scattered import spread_runs
from .separators import with_commas
from .slots import slot_runs
from .unseparated import unseparated_runs

CELL = 64
"""Length in characters of the stretches used as an index of overlapping runs."""


class _Placed:
    """Runs indexed by position, so that overlapping runs are found without a search of all runs."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self._runs: dict[int, Run] = {}
        self._in_cell: dict[int, list[int]] = defaultdict(list)
        self._n_added = 0
        for run in runs:
            self.add(run)

    def add(self, run: Run) -> None:
        """Append a run."""
        self._runs[self._n_added] = run
        for cell in _cells(run):
            self._in_cell[cell].append(self._n_added)
        self._n_added += 1

    def overlapping(self, run: Run) -> dict[int, Run]:
        """Return the numbers of the runs that overlap a given run."""
        near = {number for cell in _cells(run) for number in self._in_cell.get(cell, ())}
        found = ((number, self._runs[number]) for number in sorted(near) if number in self._runs)
        return {number: other for number, other in found if run.start < other.end and run.end > other.start}

    def remove(self, numbers: Iterable[int]) -> None:
        """Remove the runs with these numbers."""
        for number in numbers:
            del self._runs[number]

    def runs(self) -> list[Run]:
        """Return the runs in the order in which they were added."""
        return list(self._runs.values())


def _cells(run: Run) -> range:
    return range(run.start // CELL, (run.end - 1) // CELL + 1)


def gives_way(parallel: Run, loose: Run) -> bool:
    """Return whether a parallel run is dropped for loose slot words that overlap it and go beyond it."""
    inside = parallel.start <= loose.limbs[0].start and loose.limbs[-1].end <= parallel.end
    return parallel.tier == "likely" and len(parallel.limbs) <= len(loose.limbs) and not inside


def _with_given_mark(run: Run, read: str, given: str) -> Run:
    """Return a run with the mark between its limbs that was read as 、; a line break counts as a space."""
    marks = (a for a, b in zip(given[run.start : run.end], read[run.start : run.end], strict=True) if a != b)
    mark = next(marks, "")
    return replace(run, separator=mark.replace("\n", " ")) if mark else run


def document_runs(
    text: str,
    paragraphs: Sequence[tuple[int, int]],
    families: Sequence[Family],
    couplets: bool = False,
    ahead: tuple[Ahead, int] | None = None,
) -> list[Run]:
    """Return the slogans of one document.

    Where a parallel run overlaps slot words of a family that follow each other, the one with more limbs is
    kept, or the family's if they have equally many. Scattered slot words give way to a parallel run, unless
    that is merely likely, has no more limbs, and does not contain them all.

    Parameters
    ----------
    text : str
        The document; running time grows with its length.
    paragraphs : sequence of (int, int)
        Start and end of its paragraphs.
    families : sequence of Family
        Families whose slot words are looked for.
    couplets : bool
        Whether to look for couplets (two limbs) as well.
    ahead : tuple of (Ahead, int), optional
        Texts that are searched, this one among them, and its number: many short texts are searched faster
        together. The result is the same.

    Returns
    -------
    list of Run
        In the order of the text. Numeric formulas are a layer of their own: one inside a run is
        listed too, and counted there in `n_numeric`. Within a layer no character counts twice.
    """
    given = text
    if ahead:
        text, parallel = ahead[0].of(ahead[1])
    else:
        text = with_commas(text)
        parallel = parallel_runs(text)
    slots = slot_runs(text, families)
    placed = _Placed(run for run in slots if run.form != "loose")
    for run in (*parallel, *unseparated_runs(text)):
        rivals = placed.overlapping(run)
        if all(len(run.limbs) > len(other.limbs) for other in rivals.values()):
            placed.remove(rivals)
            placed.add(run)
    if couplets:
        for run in find_couplets(text, placed.runs()):
            placed.add(run)
    for run in (run for run in slots if run.form == "loose"):
        rivals = placed.overlapping(run)
        if all(other.family == "" and gives_way(other, run) for other in rivals.values()):
            placed.remove(rivals)
            placed.add(run)
    formulas = numeric_formulas(given)
    starts = np.array([formula.start for formula in formulas], dtype=np.int64)
    runs = [_with_given_mark(run, text, given) for run in placed.runs()]
    runs += spread_runs(given, paragraphs, families)
    before_start, before_end = (
        np.searchsorted(starts, [getattr(run, edge) for run in runs]) for edge in ("start", "end")
    )
    counted = [
        replace(run, n_numeric=n) for run, n in zip(runs, (before_end - before_start).tolist(), strict=True)
    ]
    return sorted([*counted, *formulas], key=lambda run: (run.start, run.end, run.family))
