"""The slogans of all batches: families depend on the frequency of limbs in all batches together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..corpus import Corpus, IntArray
from ..lexicon import families as read_families
from ..slogans import HIT_TYPES, Limb, Run, slogan_rates
from ..slogans.families import family_names
from ..slogans.hits import in_order
from .merge import rows_before
from .parts import Part, each, places_in, write_frames

WRITTEN = {name: "str" if kind == "object" else kind for name, kind in HIT_TYPES.items()}


class _Kinds:
    """The distinct slogans of all batches, with what their families depend on.

    Attributes
    ----------
    kinds, variants : list of str
        Kind and variant of each.
    """

    def __init__(self) -> None:
        self.number_of: dict[tuple[Any, ...], int] = {}
        self.kinds: list[str] = []
        self.variants: list[str] = []
        self._runs: list[Run] = []

    def numbers(self, frame: pd.DataFrame) -> IntArray:
        """Return the number of each slogan of a batch."""
        found = []
        told = zip(frame["kind"], frame["template"], frame["given"], map(tuple, frame["limbs"]), strict=True)
        for key, variant in zip(told, frame["variant"], strict=True):
            number = self.number_of.setdefault(key, len(self._runs))
            if number == len(self._runs):
                kind, template, given, limbs = key
                parts = tuple(Limb(0, 0, text) for text in limbs)
                self._runs.append(Run(0, 0, parts, kind, template, family=given))
                self.kinds.append(kind)
                self.variants.append(variant)
            found.append(number)
        return np.array(found, dtype=np.int64)

    def families(self, counts: IntArray) -> list[str]:
        """Return the family of each, from its frequency in the corpus."""
        return family_names(self._runs, read_families(), counts.tolist())


def merge_hits(folder: Path, parts: list[Part], documents: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Write the slogans of all batches as `find_slogans` would return those of all documents at once.

    The batches are read twice, one at a time: first for the families, then for writing.

    Parameters
    ----------
    folder : Path
        The folder of parts.
    parts : list of Part
        The batches.
    documents : DataFrame
        All documents.
    path : Path
        The file to write.

    Returns
    -------
    DataFrame
        `doc_id, kind, family, variant, tier` of each slogan.
    """
    kinds = _Kinds()
    numbers: list[IntArray] = [np.zeros(0, dtype=np.int64)]
    owners: list[IntArray] = [np.zeros(0, dtype=np.int64)]
    tiers: list[npt.NDArray[np.object_]] = [np.zeros(0, dtype=object)]
    for _, frame, rows in _each_known(folder, parts, documents):
        numbers.append(kinds.numbers(frame))
        owners.append(rows)
        tiers.append(frame["tier"].to_numpy(dtype=object))
    number, owner = np.concatenate(numbers), np.concatenate(owners)
    family_of = np.array(kinds.families(np.bincount(number, minlength=len(kinds.kinds))), dtype=object)

    def named() -> Iterator[pd.DataFrame]:
        before, at = rows_before(parts), 0
        for part, frame, rows in _each_known(folder, parts, documents):
            some = slice(at, at := at + len(frame))
            known = documents.iloc[rows]
            frame = frame.assign(
                doc_id=known["doc_id"].array,
                city=known["city"].astype(object).where(known["city"].notna(), None).array,
                year=known["year"].array,
                family=family_of[number[some]],
                line=frame["line"] + before[part.number],
            )
            yield in_order(frame[list(HIT_TYPES)].astype(HIT_TYPES))

    write_frames(path, named(), WRITTEN)
    columns = {
        "doc_id": documents["doc_id"].to_numpy(dtype=object)[owner],
        "kind": np.array(kinds.kinds, dtype=object)[number],
        "family": family_of[number],
        "variant": np.array(kinds.variants, dtype=object)[number],
        "tier": np.concatenate(tiers),
    }
    return pd.DataFrame(columns, dtype=object)


def _each_known(
    folder: Path, parts: list[Part], documents: pd.DataFrame
) -> Iterator[tuple[Part, pd.DataFrame, IntArray]]:
    """Yield the slogans of each batch that are in these documents, with the rows of the documents."""
    rows_of, positions = documents.groupby("part").indices, documents["position"].to_numpy()
    for part, frame in each(folder, "hits", parts):
        mine = rows_of.get(part.number, np.zeros(0, dtype=np.int64))
        places = places_in(positions[mine], frame["document"].to_numpy())
        yield part, frame[places >= 0], mine[places[places >= 0]]


class _Sized(NamedTuple):
    """The parts of a corpus that `slogan_rates` needs: documents and their Han characters."""

    documents: pd.DataFrame
    n_han: pd.Series[int]


def rates_of(hits: pd.DataFrame, documents: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the rates of slogans in each group of documents, see `slogan_rates`."""
    labelled = documents.set_index("doc_id")
    sized = _Sized(labelled, labelled["n_han"].astype(np.int64))
    return slogan_rates(hits, cast(Corpus, sized), by)
