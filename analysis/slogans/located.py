"""The runs of each document, with their sentences and the lines of their paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from ..cache import cached
from ..corpus import Corpus, IntArray
from ..engines import uncollected
from ..errors import Fault, skipped
from ..lexicon import Family
from .finder.ahead import Ahead
from .finder.document import document_runs
from .finder.runs import Limb, Run, variant_key

LONGEST_SENTENCE = 2000
"""Characters shown of a longer sentence, so that a text without full stops is not repeated in each hit."""


def located_runs(
    corpus: Corpus, families: Sequence[Family], couplets: bool = False
) -> tuple[list[tuple[int, list[Run], list[dict[str, Any]]]], list[Fault]]:
    """Search all documents.

    Parameters
    ----------
    corpus : Corpus
        The documents.
    families : sequence of Family
        The families to look for.
    couplets : bool
        Whether to look for pairs of limbs too.

    Returns
    -------
    found : list of tuple
        For each document with text its number, its runs, and a row for each of these.
    faults : list of Fault
        The documents in which the search failed.
    """
    paragraphs, sentences = _Columns(corpus.paragraphs), _Columns(corpus.sentences())
    found: list[tuple[int, list[Run], list[dict[str, Any]]]] = []
    faults: list[Fault] = []
    places: list[IntArray] = []
    ahead = Ahead(corpus.documents["text"].tolist())
    with uncollected():
        for number, (doc_id, text) in enumerate(corpus.documents["text"].items()):
            if doc_id not in paragraphs.rows_of:
                continue
            try:
                call = partial(document_runs, text, paragraphs.bounds(doc_id), families, couplets)
                runs = cached(call, kinds=(Run, Limb), beside={"ahead": (ahead, number)})
                starts = np.array([run.start for run in runs], dtype=np.int64)
                place, rows = (
                    paragraphs.at(doc_id, starts),
                    _rows(runs, text, sentences.bounds(doc_id, starts)),
                )
                found.append((number, runs, rows))
                places.append(place)
            except Exception as error:  # one bad document must not stop the search of the others
                faults.append(skipped(doc_id, "slogans", error))
    all_rows = (row for _, _, rows in found for row in rows)
    for row, source, line in zip(all_rows, *paragraphs.told(places), strict=True):
        row |= {"source": source, "line": line}
    return found, faults


class _Columns:
    """Columns of paragraphs or sentences, and which of their rows are about each document.

    Frames are not cut up: for a document with few runs that takes longer than to find them.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self.rows_of: dict[Any, IntArray] = table.groupby("doc_id", sort=False).indices
        self.starts, self.ends = (table[name].to_numpy() for name in ("start", "end"))
        self.columns = {name: table[name].array for name in ("source", "first_line") if name in table}

    def bounds(self, doc_id: Any, places: IntArray | None = None) -> list[tuple[int, int]]:
        """Return start and end of each row about a document, or of those in which places of it lie."""
        rows = self.rows_of[doc_id] if places is None else self.at(doc_id, places)
        return list(zip(self.starts[rows].tolist(), self.ends[rows].tolist(), strict=True))

    def at(self, doc_id: Any, starts: IntArray) -> IntArray:
        """Return the rows in which places of a document lie."""
        rows = self.rows_of[doc_id]
        return np.asarray(rows[np.searchsorted(self.starts[rows], starts, side="right") - 1])

    def told(self, rows: Sequence[IntArray]) -> tuple[list[Any], list[Any]]:
        """Return source and first line of rows of all documents: to ask for those of each takes long."""
        at = np.concatenate([np.empty(0, dtype=np.int64), *rows])
        sources, lines = (list(self.columns[name][at]) for name in ("source", "first_line"))
        return sources, lines


def _rows(runs: Sequence[Run], text: str, sentences: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
    """Return one row per run of a document, given the bounds of its sentence; source and line are open."""
    return [
        {
            "kind": run.kind,
            "family": run.family,
            "variant": run.template if run.kind == "numeric" else variant_key(run.limbs),
            "template": run.template,
            "text": text[run.start : run.end]
            if run.form != "spread"
            else " … ".join(m.text for m in run.limbs),
            "n_limbs": len(run.limbs),
            "form": run.form,
            "separator": run.separator,
            "sentence": _around(text[begin:end], run.start - begin, run.end - begin),
            "start": run.start,
            "end": run.end,
            "source": None,
            "line": None,
            "n_numeric": run.n_numeric,
            "score": run.score,
            "tier": run.tier,
        }
        for run, (begin, end) in zip(runs, sentences, strict=True)
    ]


def _around(sentence: str, start: int, end: int) -> str:
    """Return the sentence, or the part around the hit if the sentence is very long."""
    if len(sentence) <= LONGEST_SENTENCE:
        return sentence
    spare = max(LONGEST_SENTENCE - (end - start), 0) // 2
    return sentence[max(start - spare, 0) : end + spare]
