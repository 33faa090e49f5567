"""What `koujing count` says at its end."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ..lexicon import messages
from ..store import open_counted
from ..store.sql import reading


def summary(place: str | Path, lang: str) -> str:
    """Summarise in a sentence or two what `count_tables` counted and skipped.

    Parameters
    ----------
    place : path
        The folder of its results.
    lang : {"zh", "en"}
        Language of the summary.
    """
    counted, say = open_counted(place), messages(lang)["count"]
    tables, folder = counted.tables, counted.folder
    (sums,) = tables.rows("SELECT count(*), sum(n_characters), sum(n_words) FROM documents")
    ((n_slogans,),) = tables.rows(f"SELECT count(*) FROM {reading(folder / 'slogans.parquet')}")
    ((n_copies,),) = tables.rows(f"SELECT count(same_as) FROM {reading(folder / 'documents.parquet')}")
    numbers = dict(zip(("n_documents", "n_characters", "n_words"), sums, strict=True), n_slogans=n_slogans)
    done = "done" if counted.searched else "done_no_slogans"
    told = say[done].format(**{name: f"{number:,}" for name, number in numbers.items()})
    if n_copies:
        told += say[f"copies_{counted.copies}"].format(n=f"{n_copies:,}", file=folder / "documents.parquet")
    if n_skipped := len(pd.read_csv(folder / "skipped.csv")):
        told += say["skipped"].format(n=f"{n_skipped:,}", file=folder / "skipped.csv")
    return told
