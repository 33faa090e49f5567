"""The folder of results, written from the parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .. import __version__
from ..errors import InputError, warn
from ..files import write_table, write_whole
from ..keywords import keyness_by
from ..keywords.groups import no_keyness, written_terms
from ..keywords.tested import note_by
from ..slogans import RATE_TYPES, slogan_rates
from ..store.counted import Counted
from ..store.parts import write_parquet
from ..store.sql import Tables
from ..store.stored import counted_documents, further_columns, read_slogans
from .merge import write_hits

TERM_TYPES = {"term": "str", "n": "int64", "n_documents": "int64"}
GROUP_TERM_TYPES = {"group": "str", **TERM_TYPES}


def write_results(
    draft: Path, tables: Tables, counting: Mapping[str, Any], asked: Mapping[str, Any], n_jobs: int
) -> None:
    """Write the tables of the whole.

    Parameters
    ----------
    draft : Path
        The folder to write to, in which the counts and the table of documents are.
    tables : Tables
        Those of the parts.
    counting : mapping
        How terms were counted.
    asked : mapping
        `by, slogans, copies, n_permutations, seed` as for `count_tables`, and `themes`, the terms of each.
    n_jobs : int
        Threads for p and q, on which no table depends.
    """
    counted = Counted(draft, asked["copies"], counting)
    by = _by(counted, asked["by"])
    wanted = counted_documents(draft, asked["copies"], "part, position, doc_id, city, year, further")
    own = further_columns(tables, draft)
    write_hits(tables, wanted, draft / "slogans.parquet", own)
    write_parquet(draft / "terms.parquet", counted.totals, TERM_TYPES)
    ranked = _ranked(counted, by, asked["n_permutations"], asked["seed"], n_jobs)
    kinds = {name: str(kind) for name, kind in ranked.dtypes.items()}
    write_parquet(draft / "keyness.parquet", ranked, kinds)
    write_table(draft / "keyness.csv", written_terms(ranked))
    write_parquet(draft / "group_terms.parquet", _group_terms(counted, by), GROUP_TERM_TYPES)
    hits = read_slogans(draft, ("doc_id", "kind", "family", "variant", "tier"))
    rates = slogan_rates(hits, counted, by) if by else pd.DataFrame(columns=list(RATE_TYPES))
    write_table(draft / "slogan_rates.csv", rates)
    write_table(draft / "groups.csv", _sizes(counted, by, hits if asked["slogans"] else None))
    noted = {"koujing": __version__, **asked, "keyness": ranked.attrs["note"], "counting": counting}
    write_whole(draft / "settings.json", json.dumps(noted, ensure_ascii=False, indent=1) + "\n")


def _by(counted: Counted, by: str) -> str | None:
    """Return the grouping, or none when no document is in a group."""
    try:
        counted.labels(by)
    except InputError as fault:
        warn(f"{fault} Documents were counted without groups.")
        return None
    return by


def _ranked(counted: Counted, by: str | None, n_permutations: int, seed: int, n_jobs: int) -> pd.DataFrame:
    if by:
        return keyness_by(counted, by, n_permutations=n_permutations, seed=seed, n_jobs=n_jobs)
    ranked = no_keyness()
    ranked.attrs["note"] = note_by((), (), counted.sizes, n_permutations, seed)
    return ranked


def _group_terms(counted: Counted, by: str | None) -> pd.DataFrame:
    if not by:
        return pd.DataFrame(columns=list(GROUP_TERM_TYPES))
    grouped, spread = counted.group(by), counted.spread(by)
    terms = np.array(counted.terms, dtype=object)
    n, n_documents = grouped.counts.tocoo(), spread.counts.tocoo()
    names = grouped.units.index.to_numpy(dtype=object)
    return pd.DataFrame(
        {"group": names[n.row], "term": terms[n.col], "n": n.data, "n_documents": n_documents.data}
    )


def _sizes(counted: Counted, by: str | None, hits: pd.DataFrame | None) -> pd.DataFrame:
    """Return the numbers of documents, characters, words and slogans of each group."""
    sizes = ["n_characters", "n_han", "n_words"]
    documents = counted.documents[sizes].assign(group=counted.labels(by) if by else None)
    groups = documents.groupby("group")
    table = groups[sizes].sum()
    table.insert(0, "n_documents", groups.size())
    table["n_slogans"] = pd.NA
    if hits is not None:
        found = hits["doc_id"].map(documents["group"])
        table["n_slogans"] = found.value_counts().reindex(table.index, fill_value=0)
    return table.reset_index()
