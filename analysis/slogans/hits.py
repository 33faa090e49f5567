"""From a corpus to the table of slogans, each with its sentence and its location in the source file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from ..checks import check_kind, check_result
from ..corpus import Corpus, with_own_variables
from ..errors import InputError
from ..lexicon import Family
from ..lexicon import families as read_families
from .families import family_names
from .finder.runs import Run
from .located import located_runs
from .verdicts import Verdicts, apply_verdicts

HIT_TYPES = {
    "doc_id": "object", "city": "object", "year": "Int64", "kind": "object", "family": "object",
    "variant": "object", "template": "object", "text": "object", "n_limbs": "int64", "form": "object",
    "separator": "object", "sentence": "object", "start": "int64", "end": "int64", "source": "object",
    "line": "Int64", "n_numeric": "int64", "score": "float64",
    "tier": "object",
}  # fmt: skip
"""Columns of the table of hits, with their types; the same for all options, and when there are no hits."""


def find_slogans(
    corpus: Corpus,
    families: Sequence[Family] | str | Path | None = None,
    couplets: bool = False,
    verdicts: Verdicts | str | Path | None = None,
) -> pd.DataFrame:
    """Return every slogan in the corpus, each run once and at its greatest length.

    These are parallel runs, runs without separators, slot words scattered over a sentence or spread over
    paragraphs; and, as a separate layer, numeric formulas: one inside a parallel run has a
    row too (两个维护 in a list of such formulas), so the layers are counted separately, see `slogan_rates`.

    Parameters
    ----------
    corpus : Corpus or Counted
        Segmented documents; only their text, paragraphs and sentences are used. Of a folder of counts, the
        slogans that were found while counting are returned.
    families : sequence of Family or path, optional
        Slogan families to name; the project's `families.toml` by default. Other runs get families that grow
        from shared limbs, or are named by construction or kind.
    couplets : bool
        Whether to look for couplets (two limbs) as well.
    verdicts : Verdicts or path, optional
        A file of verdicts on hits, see `read_verdicts`: rejected hits are left out.

    Returns
    -------
    DataFrame
        One row per hit, in the order of the documents and of the text: `doc_id, city, year, kind, family,
        variant, template, text, n_limbs, form, separator, sentence, start, end, source, line, n_numeric,
        score, tier`. `sentence` is cut to the part around the hit when it has more than 2,000 characters.
        `start` and `end` are offsets into the document's cleaned text, `line` is the line of the source file
        on which the paragraph begins, `n_numeric` the numeric formulas inside the hit, `score` the
        classifier's score from 0 to 1. `tier` is `sure` where such hits have a measured precision of at least
        0.95 (see `docs/slogan-errors.md`), `likely` elsewhere. Then come the documents' further columns, if
        there are any. `attrs["faults"]` lists the documents that could not be searched, as `Fault` (`doc_id,
        step, reason`); they have no hits.

    Warns
    -----
    DocumentSkipped
        When a text causes an error; the other documents are searched without it.

    Examples
    --------
    >>> from analysis import find_slogans, read_texts, segment
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> find_slogans(corpus)[["city", "text"]].to_numpy().tolist()
    [['青岛市', '质量变革、效率变革、动力变革'], ['兰州市', '质量变革、效率变革、动力变革']]
    """
    check_kind("find_slogans", corpus, "Corpus", "Counted")
    if not isinstance(corpus, Corpus):
        if families is not None or couplets:
            raise InputError("find_slogans: a folder of counts holds what was found while counting; search a "
                             "sample for others: find_slogans(counted.sample(1000), ...).")  # fmt: skip
        return apply_verdicts(corpus.hits, verdicts)
    if isinstance(families, str | Path) or families is None:
        families = read_families(Path(families) if families else None)
    found, faults = located_runs(corpus, families, couplets)
    documents = list(corpus.documents[["city", "year"]].itertuples(name=None))
    runs: list[Run] = []
    rows: list[dict[str, object]] = []
    for number, mine, located in found:
        doc_id, city, year = documents[number]
        runs += mine
        rows += ({"doc_id": doc_id, "city": city, "year": year, **row} for row in located)
    for row, family in zip(rows, family_names(runs, families), strict=True):
        row["family"] = family
    hits = apply_verdicts(with_own_variables(as_hits(rows), corpus.documents), verdicts)
    hits.attrs["faults"] = faults
    return hits


def closed_runs(hits: pd.DataFrame) -> pd.DataFrame:
    """Return the hits that are parallel runs in the strict sense: contiguous limbs, no numeric formulas.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`.

    Returns
    -------
    DataFrame
        Those of form `adjacent` or `unseparated`, with the columns and the index of `hits`.

    Examples
    --------
    >>> from analysis import closed_runs, find_slogans, read_texts, segment
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> len(closed_runs(hits))
    2
    """
    check_result("closed_runs", hits, ("doc_id", "kind"), "find_slogans(corpus)")
    return hits[(hits["kind"] != "numeric") & hits["form"].isin(["adjacent", "unseparated"])]


def counted_hits(hits: pd.DataFrame) -> pd.DataFrame:
    """Return the hits that rates are based on: parallel runs in the strict sense, and numeric formulas.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`.

    Returns
    -------
    DataFrame
        Those of form `adjacent` or `unseparated` and those of kind `numeric`, with the columns and the index
        of `hits`.

    Examples
    --------
    >>> from analysis import counted_hits, find_slogans, read_texts, segment
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> len(counted_hits(hits))
    2
    """
    check_result("counted_hits", hits, ("doc_id", "kind"), "find_slogans(corpus)")
    return hits[(hits["kind"] == "numeric") | hits["form"].isin(["adjacent", "unseparated"])]


def as_hits(rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    """Return rows as a table of hits with the fixed columns and types, in document order."""
    # Objects from the start, so that a sentence repeated in many rows is stored once.
    table = pd.DataFrame(list(rows), columns=list(HIT_TYPES), dtype=object)
    return in_order(table.astype(HIT_TYPES))


def in_order(hits: pd.DataFrame) -> pd.DataFrame:
    """Return hits sorted by document, in order of first appearance, and by position in the text."""
    order = hits.assign(document=pd.factorize(hits["doc_id"])[0])
    order = order.sort_values(["document", "start", "end", "family"], ignore_index=True)
    return order.drop(columns="document")
