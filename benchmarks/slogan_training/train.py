"""Trains the slogan finder: `python -m benchmarks.slogan_training.train [--statistics]`, takes a few minutes.

Deterministic. With `--statistics`, the tables counted from raw texts are rebuilt first. Both steps need the
corpora and the annotated paragraphs, which are not part of the project. The threshold of sure runs is chosen
on scores from finders that have not seen the documents, see `validation.sure_threshold`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from analysis.lexicon import DATA
from analysis.slogans.finder.model import MODEL_FILE

from . import annotations as data
from .character_statistics import build
from .fit import boundaries_by_fold, run_rows, train_boundaries
from .validation import matched_runs, score_folds, sure_threshold

THRESHOLD = 0.4


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on all annotations and write `analysis/data/slogan_model.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=data.SHARED / "corpora")
    parser.add_argument("--gold", type=Path, default=data.SHARED / "gold" / "slogans.jsonl")
    parser.add_argument(
        "--statistics", action="store_true", help="rebuild the tables counted from raw text first"
    )
    chosen = parser.parse_args(arguments)
    if chosen.statistics:
        build(*data.raw_texts(chosen.corpora), DATA)
    gold = data.gold_paragraphs(chosen.gold)
    paragraphs = gold + data.partial_paragraphs(chosen.corpora)
    windows = data.all_windows(paragraphs)
    by_fold = boundaries_by_fold(paragraphs, windows)
    rows = run_rows(paragraphs, by_fold)
    sure = sure_threshold(matched_runs(score_folds(gold, rows, by_fold), THRESHOLD))
    table = {
        **train_boundaries(paragraphs, windows), **rows.trained(np.full(len(rows.credit), True)),
        "threshold": THRESHOLD, "sure_threshold": sure,
    }  # fmt: skip
    text = json.dumps(table, separators=(",", ":"), ensure_ascii=False)
    (DATA / MODEL_FILE).write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")
    n_right = int((rows.credit == 1).sum())
    print(
        f"{len(paragraphs)} paragraphs, {len(rows.credit)} candidates, {n_right} slogans, "
        f"sure from {sure}: {DATA / MODEL_FILE}"
    )


if __name__ == "__main__":
    main()
