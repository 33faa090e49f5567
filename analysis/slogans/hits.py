"""From a corpus to the table of slogans, each with its sentence and its place in the source file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from ..corpus import Corpus
from ..lexicon import Family
from ..lexicon import families as read_families
from .runs import Run, variant_key
from .slots import slot_runs, spread_runs

HIT_TYPES = {
    "doc_id": "object", "city": "object", "year": "Int64", "kind": "object", "family": "object",
    "variant": "object", "template": "object", "text": "object", "n_limbs": "int64", "form": "object",
    "separator": "object", "sentence": "object", "start": "int64", "end": "int64", "source": "object",
    "line": "Int64", "n_numeric": "int64", "score": "float64",
}  # fmt: skip
"""Columns of the table of hits, with their types; the same for every option and for no hit at all."""


def find_slogans(corpus: Corpus, families: Sequence[Family] | str | Path | None = None) -> pd.DataFrame:
    """Return every slogan of the corpus, each longest run once.

    Parameters
    ----------
    corpus : Corpus
        Segmented documents; only their characters, paragraphs and sentences are used.
    families : sequence of Family or path, optional
        Families to name; the project's `families.toml` by default.

    Returns
    -------
    DataFrame
        One row per hit, sorted by document and place: `doc_id, city, year, kind, family, variant, template,
        text, n_limbs, form, separator, sentence, start, end, source, line, n_numeric, score`. `start` and
        `end` are offsets into the document's cleaned text, `line` is the line of the source file on which the
        paragraph begins, `n_numeric` the numeric formulas inside the hit, `score` the finder's certainty
        from 0 to 1.
    """
    if isinstance(families, str | Path) or families is None:
        families = read_families(Path(families) if families else None)
    sentences_of = _by_document(corpus.sentences())
    paragraphs_of = _by_document(corpus.paragraphs)
    documents = corpus.documents
    rows: list[dict[str, object]] = []
    for doc_id, text, city, year in zip(
        documents.index.tolist(), documents["text"], documents["city"], documents["year"], strict=True
    ):
        if doc_id not in paragraphs_of:
            continue
        paragraphs = paragraphs_of[doc_id]
        bounds = list(zip(paragraphs["start"].tolist(), paragraphs["end"].tolist(), strict=True))
        if runs := document_runs(text, bounds, families):
            facts = {"doc_id": doc_id, "city": city, "year": year}
            located = _located(runs, text, paragraphs, sentences_of[doc_id])
            rows.extend({**facts, **row} for row in located)
    return as_hits(rows)


def _by_document(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(doc_id): rows for doc_id, rows in table.groupby("doc_id", sort=False)}


def as_hits(rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    """Return rows as a table of hits with the fixed columns and types."""
    table = pd.DataFrame(list(rows), columns=list(HIT_TYPES)).astype(HIT_TYPES)
    return table.sort_values(["doc_id", "start", "end", "family"], ignore_index=True)


def document_runs(text: str, paragraphs: Sequence[tuple[int, int]], families: Sequence[Family]) -> list[Run]:
    """Return the runs of one document, in the order of the text."""
    runs = slot_runs(text, families) + spread_runs(text, paragraphs, families)
    return sorted(runs, key=lambda run: (run.start, run.end, run.family))


def _located(
    runs: Sequence[Run], text: str, paragraphs: pd.DataFrame, sentences: pd.DataFrame
) -> list[dict[str, object]]:
    """Return one row per run with its sentence and the line of its paragraph."""
    starts = np.array([run.start for run in runs])
    paragraph = np.searchsorted(paragraphs["start"].to_numpy(), starts, side="right") - 1
    sentence = np.searchsorted(sentences["start"].to_numpy(), starts, side="right") - 1
    sources, lines = paragraphs["source"].to_numpy(), paragraphs["first_line"].tolist()
    texts = sentences["text"].tolist()
    return [
        {
            "kind": run.kind,
            "family": run.family or run.template,
            "variant": variant_key(run.limbs),
            "template": run.template,
            "text": text[run.start : run.end]
            if run.form != "spread"
            else " … ".join(m.text for m in run.limbs),
            "n_limbs": len(run.limbs),
            "form": run.form,
            "separator": run.separator,
            "sentence": texts[at],
            "start": run.start,
            "end": run.end,
            "source": sources[of],
            "line": lines[of],
            "n_numeric": 0,
            "score": run.score,
        }
        for run, of, at in zip(runs, paragraph, sentence, strict=True)
    ]
