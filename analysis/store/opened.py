"""Opening a folder of counts."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..checks import check_path
from ..clean.clean import Cleaning
from ..corpus import By, Corpus, DocTermMatrix, usable_grouping
from ..errors import InputError
from ..files import is_counted
from ..lexicon import messages
from ..load.assemble import FILE_COLUMNS
from ..load.folder import Reading
from ..prepare import read_corpus
from .counted import Counted
from .sql import damage_told


def open_counted(folder: str | Path) -> Counted:
    """Open the results of `count_tables`.

    Parameters
    ----------
    folder : path
        The folder of its results.

    Returns
    -------
    Counted
        It takes the place of a corpus and of its counts; see there.

    Raises
    ------
    InputError
        When the folder holds no such results.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from analysis import count_tables, open_counted, tf_idf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = pd.DataFrame({"city": ["青岛市"], "text": ["加快港口扩建。"]})
    ...     table.to_csv(Path(folder, "texts.csv"), index=False)
    ...     place = count_tables(folder, Path(folder, "counts"), slogans=False)
    ...     tf_idf(open_counted(place))["term"].tolist()
    ...
    ['加快', '扩建', '港口']
    """
    check_path("open_counted", folder)
    place = Path(folder)
    if not is_counted(place):
        raise InputError(f"{place}: holds no counts; make them with `koujing count TABLE --out {place}`.")
    with damage_told(place):
        noted = Counted(place).noted
        return Counted(place, noted["copies"], noted["counting"], searched=noted["slogans"])


class Texts(NamedTuple):
    """Texts in memory, or a folder of counts with as many of its texts as fit into memory.

    Attributes
    ----------
    reading : Reading
        What was read: `files`, and `notes` on the texts.
    cleaned : Cleaning
        Cleaned documents, copies included, with their paragraphs; the log of a folder of counts is not known.
    corpus : Corpus
        Their sentences and tokens.
    whole : Corpus or Counted
        All documents: the corpus itself, or the folder of counts.
    """

    reading: Reading
    cleaned: Cleaning
    corpus: Corpus
    whole: Corpus | Counted


def open_texts(
    folder: str | Path,
    copies: str = "one",
    userdict: str | Path | None = None,
    lang: str = "en",
    by: By = "city",
    seed: int = 1,
    n_texts: int | None = None,
    **tables: Any,
) -> Texts:
    """Read a folder of texts, or open a folder of counts: what a report is made from.

    Parameters
    ----------
    folder : path
        The texts, or the results of `count_tables` with their texts.
    copies, userdict, lang, tables
        As for `read_corpus`.
    by, seed, n_texts
        As for `Counted.sample`, with `n_texts` its `n`.

    Returns
    -------
    Texts

    Raises
    ------
    InputError
        When the folder cannot be used, or the texts of a folder of counts were not kept.

    Examples
    --------
    >>> from analysis import SAMPLE, open_texts
    >>> reading, cleaned, corpus, whole = open_texts(SAMPLE)
    >>> whole is corpus
    True
    """
    check_path("open_texts", folder)
    if not is_counted(Path(folder)):
        reading, cleaned, corpus = read_corpus(folder, copies, userdict, lang, **tables)
        return Texts(reading, cleaned, corpus, corpus)
    counted = open_counted(folder)
    corpus = counted.sample(n_texts, usable_grouping(counted.documents, by), seed, userdict)
    every = replace(counted, copies="all")
    ids = set(corpus.documents.index)
    known = every.documents.index.isin(ids) | every.documents["same_as"].isin(ids)
    documents, paragraphs = every.texts_of(np.flatnonzero(known))
    notes = tuple(counted.noted.get("notes", ()))
    if corpus.n_documents < counted.n_documents:
        n = {"n": f"{corpus.n_documents:,}", "n_all": f"{counted.n_documents:,}"}
        told = "sampled" if counted.themes else "sampled_themes"
        notes += (messages(lang)["notes"][told].format(**n),)
    reading = Reading(every.documents, files_of(every, lang), notes)
    return Texts(reading, Cleaning(documents, paragraphs, pd.DataFrame()), corpus, counted)


def read_counts(place: str | Path, min_n: int = 1) -> DocTermMatrix:
    """Read the counts of every document from the results of `count_tables`.

    Parameters
    ----------
    place : path
        The folder of its results.
    min_n : int
        Minimum occurrences of a term in all documents together; dropping rare terms saves memory.

    Returns
    -------
    DocTermMatrix
        As `count_terms` would return it for all texts at once.

    Raises
    ------
    InputError
        When the folder holds no such results.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from analysis import count_tables, read_counts
    >>> texts = ["青岛市加快港口扩建。", "兰州市推进黄河治理。"]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = pd.DataFrame({"city": ["青岛市", "兰州市"], "text": texts})
    ...     table.to_csv(Path(folder, "texts.csv"), index=False)
    ...     place = count_tables(folder, Path(folder, "counts"), slogans=False)
    ...     read_counts(place).units["city"].tolist()
    ...
    ['青岛市', '兰州市']
    """
    check_path("read_counts", place)
    return open_counted(place).matrix(min_n)


def files_of(counted: Counted, lang: str) -> pd.DataFrame:
    """Return the files that were counted or skipped, as `read_folder` lists them."""
    each = partial(_each, "；" if lang == "zh" else "; ")
    rows = counted.documents.groupby("source", sort=False).agg(
        n_documents=("row", "size"), n_characters=("n_characters", "sum"), warnings=("warnings", each),
        **{name: (name, _common) for name in ("city", "date", "year")},
        **{f"{name}_from": (f"{name}_from", _common) for name in ("city", "date", "year")},
    )  # fmt: skip
    read = rows.rename_axis("file").reset_index().assign(status="read")
    skipped = pd.read_csv(counted.folder / "skipped.csv", dtype=str)
    of_rows = skipped["line"].notna() | skipped["row"].notna()
    left_out = skipped[of_rows].groupby("source")["reason"].agg(each)
    told = zip(read["warnings"], read["file"].map(left_out).astype(object).fillna(""), strict=True)
    read["warnings"] = [each(pd.Series(filter(None, both), dtype=object)) for both in told]
    whole = skipped.loc[~of_rows, ["source", "reason"]].set_axis(["file", "reason"], axis=1)
    files = pd.concat([read, whole.assign(status="skipped", n_documents=0, n_characters=0)])
    return files.reindex(columns=list(FILE_COLUMNS)).sort_values("file", kind="stable", ignore_index=True)


def _each(mark: str, told: pd.Series[Any]) -> str:
    """Return different messages, each once with how often it was said."""
    return mark.join(f"{text} ({n})" if n > 1 else text for text, n in told.dropna().value_counts().items())


def _common(values: pd.Series[Any]) -> Any:
    """Return the value that all documents of a file have."""
    first = values.iloc[0]
    return first if pd.notna(first) and (values == first).all() else None
