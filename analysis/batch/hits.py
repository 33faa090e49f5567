"""The slogans of all batches: their families depend on how often limbs stand in all of them together."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
import pandas as pd

from ..corpus import Corpus
from ..lexicon import families as read_families
from ..slogans import HIT_TYPES, Limb, Run, slogan_rates
from ..slogans.families import with_families
from .merge import rows_before
from .parts import Part, each


def merge_hits(folder: Path, parts: list[Part], documents: pd.DataFrame) -> pd.DataFrame:
    """Return the slogans of all batches as `find_slogans` would of all documents at once.

    Parameters
    ----------
    folder : Path
        The folder of parts.
    parts : list of Part
        The batches.
    documents : DataFrame
        All documents.
    """
    before = rows_before(parts)
    places = documents.groupby("part").indices
    frames = []
    known: dict[tuple[Any, ...], Run] = {}
    runs: list[Run] = []
    for part, frame in each(folder, "hits", parts):
        if frame.empty:
            continue
        told = zip(frame["kind"], frame["template"], frame["given"], map(tuple, frame["limbs"]), strict=True)
        runs += [known.setdefault(key, _run(*key)) for key in told]
        rows = places[part.number][frame["document"].to_numpy()]
        frames.append(frame.drop(columns=["limbs", "given"]).assign(
            document=rows, line=frame["line"] + before[part.number]
        ))  # fmt: skip
    if not frames:
        return pd.DataFrame(columns=list(HIT_TYPES)).astype(HIT_TYPES)
    hits = pd.concat(frames, ignore_index=True)
    hits["family"] = [run.family for run in with_families(runs, read_families())]
    owners = documents.iloc[hits["document"].to_numpy()]
    for name in ("doc_id", "city", "year"):
        hits[name] = owners[name].array
    hits["city"] = hits["city"].astype(object).where(hits["city"].notna(), None)
    hits = hits[list(HIT_TYPES)].astype(HIT_TYPES)
    return hits.sort_values(["doc_id", "start", "end", "family"], ignore_index=True)


def _run(kind: str, template: str, family: str, limbs: tuple[str, ...]) -> Run:
    """Return a run as far as its family depends on it."""
    return Run(0, 0, tuple(Limb(0, 0, text) for text in limbs), kind, template, family=family)


class _Sized(NamedTuple):
    """What `slogan_rates` asks of a corpus: documents and their Han characters."""

    documents: pd.DataFrame
    n_han: pd.Series[int]


def rates_of(hits: pd.DataFrame, documents: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the rates of slogans in each group of documents, see `slogan_rates`."""
    labelled = documents.set_index("doc_id")
    sized = _Sized(labelled, labelled["n_han"].astype(np.int64))
    return slogan_rates(hits, cast(Corpus, sized), by)
