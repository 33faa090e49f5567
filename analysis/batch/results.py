"""The folder of results, written from the parts."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .. import __version__
from ..errors import InputError, warn
from ..files import staged, write_table, write_whole
from ..keywords import keyness_by
from ..keywords.groups import no_keyness, written_terms
from ..keywords.tested import note_by
from ..load.items import Message
from ..slogans import RATE_TYPES, slogan_rates
from ..store.counted import Counted
from ..store.documents import USERDICT
from ..store.parts import Part, write_parquet
from ..store.sql import Tables
from ..store.stored import counted_documents, further_columns, read_slogans
from .merge import part_tables, skipped_rows, write_documents, write_hits

TERM_TYPES = {"term": "str", "n": "int64", "n_documents": "int64"}
GROUP_TERM_TYPES = {"group": "str", **TERM_TYPES}


def put_together(
    source: Path,
    target: Path,
    folder: Path,
    parts: list[Part],
    refused: list[tuple[str, Message]],
    asked: Mapping[str, Any],
    kinds: Sequence[str],
    userdict: str | Path | None = None,
    lang: str = "en",
    jobs: int = 1,
) -> None:
    """Write the results of the whole from what was kept of each batch.

    Parameters
    ----------
    source, target : Path
        What was counted, and the folder for the results.
    folder : Path
        The folder of parts.
    parts : list of Part
        The batches, in order.
    refused : list of tuple
        Files that were skipped, with reasons.
    asked : mapping
        See `write_results`.
    kinds : sequence of str
        Which of `counts`, `themes` and `texts` are results too.
    userdict, lang, jobs
        As for `count_tables`.

    Raises
    ------
    InputError
        When nothing was a text.
    """
    merged = part_tables(folder, parts)
    with staged(target) as draft:
        if userdict:
            shutil.copyfile(userdict, draft / USERDICT)
        skipped = skipped_rows(merged, refused, lang)
        if not write_documents(merged, draft / "documents.parquet", lang):
            reasons = skipped_rows(merged, refused, "en")["reason"]
            told = "; ".join(reasons.drop_duplicates().head(3))
            raise InputError(f"{source}: nothing in it is a text ({told}).")
        kept_files = {kind: _linked(folder / kind, draft / kind) for kind in kinds}
        counting = next((part.settings for part in parts if part.settings), {})
        write_results(draft, merged, counting, asked, max(jobs, 1))
        write_table(draft / "skipped.csv", skipped)
    for kind in ("counts", "themes", "texts"):
        for file in (target / kind).glob("*.parquet"):
            if file.name not in kept_files.get(kind, ()):  # of an earlier run, of more batches
                file.unlink()


def _linked(folder: Path, place: Path) -> set[str]:
    """Add files of the batches to the results, but leave them with the parts in case something fails.

    What a process was writing when it was killed stays with the parts.
    """
    place.mkdir()
    names = set()
    for file in sorted(folder.glob("[!.]*.parquet")):
        names.add(file.name)
        try:
            os.link(file, place / file.name)
        except OSError:  # not every file system supports links
            shutil.copyfile(file, place / file.name)
    return names


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
