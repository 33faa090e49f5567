"""The folder of results: written from the parts, and read back."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .. import __version__
from ..corpus import DocTermMatrix, IntArray, group_labels
from ..errors import InputError, KoujingWarning
from ..files import write_table, write_whole
from ..lexicon import messages
from ..slogans import RATE_TYPES
from .hits import merge_hits, rates_of
from .merge import DOCUMENT_TYPES, GroupCounts, group_counts, matrix_of, with_further, without_copies
from .parts import Part, read_parquet, write_parquet
from .ranking import ranked_terms

N_WRITTEN = 200
"""Terms of each group in the CSV file of keyness; the Parquet file has all."""

TERM_TYPES = {"term": "str", "n": "int64", "n_documents": "int64"}
GROUP_TERM_TYPES = {"group": "str", **TERM_TYPES}


def write_results(
    draft: Path, folder: Path, parts: list[Part], documents: pd.DataFrame, asked: Mapping[str, Any]
) -> None:
    """Write the tables of the whole.

    Parameters
    ----------
    draft : Path
        The folder to write to.
    folder : Path
        The folder of parts.
    parts : list of Part
        The batches.
    documents : DataFrame
        All documents.
    asked : mapping
        `by, slogans, copies, n_permutations, seed` as for `count_tables`.
    """
    by = asked["by"]
    write_parquet(draft / "documents.parquet", documents, DOCUMENT_TYPES)
    if asked["copies"] == "one":
        documents = without_copies(documents)
    groups, codes = _groups(documents, by)
    counted = group_counts(folder, documents, codes, groups)
    hits = merge_hits(folder, parts, documents, draft / "slogans.parquet")
    ranked = ranked_terms(
        folder, documents, counted, codes, n_permutations=asked["n_permutations"], seed=asked["seed"]
    )
    rates = rates_of(hits, with_further(documents), by) if groups else pd.DataFrame(columns=list(RATE_TYPES))
    write_parquet(draft / "terms.parquet", _terms(counted), TERM_TYPES)
    write_parquet(draft / "group_terms.parquet", _group_terms(counted), GROUP_TERM_TYPES)
    write_parquet(
        draft / "keyness.parquet", ranked, {name: str(kind) for name, kind in ranked.dtypes.items()}
    )
    write_table(draft / "keyness.csv", ranked.groupby("group", sort=False).head(N_WRITTEN))
    write_table(draft / "slogan_rates.csv", rates)
    write_table(draft / "groups.csv", _sizes(documents, groups, codes, hits if asked["slogans"] else None))
    noted = {
        "koujing": __version__,
        **asked,
        "keyness": ranked.attrs["note"],
        "counting": next((part.settings for part in parts if part.settings), {}),
    }
    write_whole(draft / "settings.json", json.dumps(noted, ensure_ascii=False, indent=1) + "\n")


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
    folder = Path(place)
    if not (folder / "counts").is_dir():
        raise InputError(f"{folder}: holds no counts; make them with `koujing count TABLE --out {folder}`.")
    documents = read_parquet(folder / "documents.parquet", DOCUMENT_TYPES)
    table = read_parquet(folder / "terms.parquet", TERM_TYPES)
    terms = table.loc[table["n"] >= min_n, "term"].to_numpy(dtype=object)
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    if settings["copies"] == "one":
        documents = without_copies(documents)
    return matrix_of(folder, documents, terms, settings["counting"])


def summary(place: str | Path, lang: str) -> str:
    """Summarise in a sentence or two what `count_tables` counted and skipped.

    Parameters
    ----------
    place : path
        The folder of its results.
    lang : {"zh", "en"}
        Language of the summary.
    """
    folder, say = Path(place), messages(lang)["count"]
    documents = read_parquet(folder / "documents.parquet", DOCUMENT_TYPES)
    slogans = read_parquet(folder / "slogans.parquet", {"doc_id": "str"})
    skipped = pd.read_csv(folder / "skipped.csv")
    copies = json.loads((folder / "settings.json").read_text(encoding="utf-8"))["copies"]
    n_copies = documents["same_as"].notna().sum()
    if copies == "one":
        documents = without_copies(documents)
    numbers = {
        "n_documents": len(documents),
        "n_characters": documents["n_characters"].sum(),
        "n_words": documents["n_words"].sum(),
        "n_slogans": len(slogans),
    }
    told = say["done"].format(**{name: f"{number:,}" for name, number in numbers.items()})
    if n_copies:
        told += say[f"copies_{copies}"].format(n=f"{n_copies:,}", file=folder / "documents.parquet")
    if len(skipped):
        told += say["skipped"].format(n=f"{len(skipped):,}", file=folder / "skipped.csv")
    return told


def _groups(documents: pd.DataFrame, by: str) -> tuple[tuple[str, ...], IntArray]:
    """Return the groups, and the index of each document's group; -1 for none."""
    try:
        codes, groups = pd.factorize(group_labels(with_further(documents), by), sort=True)
    except InputError as fault:
        warnings.warn(f"{fault} Documents were counted without groups.", KoujingWarning, stacklevel=4)
        return (), np.full(len(documents), -1)
    return tuple(map(str, groups)), codes


def _terms(counted: GroupCounts) -> pd.DataFrame:
    n, n_documents = (np.asarray(part.sum(axis=0)).ravel() for part in (counted.n, counted.n_documents))
    return pd.DataFrame({"term": counted.terms, "n": n, "n_documents": n_documents})


def _group_terms(counted: GroupCounts) -> pd.DataFrame:
    n, n_documents = counted.n[:-1].tocoo(), counted.n_documents[:-1].tocoo()
    names = np.array(counted.groups, dtype=object)
    return pd.DataFrame(
        {"group": names[n.row], "term": counted.terms[n.col], "n": n.data, "n_documents": n_documents.data}
    )


def _sizes(
    documents: pd.DataFrame, groups: tuple[str, ...], codes: IntArray, hits: pd.DataFrame | None
) -> pd.DataFrame:
    """Return the numbers of documents, characters, words and slogans of each group."""
    known = documents[codes >= 0].assign(group=codes[codes >= 0])
    sums = known.groupby("group")[["n_characters", "n_han", "n_words"]].sum()
    table = sums.assign(n_documents=known.groupby("group").size(), n_slogans=pd.NA)
    if hits is not None:
        group_of = pd.Series(codes, index=documents["doc_id"])
        found = hits["doc_id"].map(group_of)
        table["n_slogans"] = found.value_counts().reindex(table.index, fill_value=0)
    table.insert(0, "name", groups)
    table = table.rename(columns={"name": "group"}).reset_index(drop=True)
    return table[["group", "n_documents", "n_characters", "n_han", "n_words", "n_slogans"]]
