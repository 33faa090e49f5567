"""All slogan results that a comparison of groups needs, in one object."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from ..checks import check_kind, check_result
from ..corpus import SizedTexts, group_labels
from .formulas import slogan_formulas, with_formula
from .hits import closed_runs, counted_hits
from .profile import slogan_profile
from .rates import slogan_rates
from .timeline import slogan_timeline
from .variants import slogan_variants

MIN_YEARS = 3
"""Minimum number of years with texts for reporting change over time."""


class Slogans(NamedTuple):
    """The slogans of a corpus by group; each table is as returned by the function named.

    Attributes
    ----------
    hits : DataFrame
        The hits in documents whose group is known, with the column `group`.
    runs : DataFrame
        Those of them that are parallel runs in the strict sense (`closed_runs`), with the column `formula`
        (`with_formula`).
    rates : DataFrame
        `slogan_rates` of the runs and, as a separate layer, of numeric formulas.
    formulas, profile, variants, timeline : DataFrame
        `slogan_formulas`, `slogan_profile` and `slogan_variants` of the runs by group, and `slogan_timeline`
        of all hits.
    yearly : DataFrame or None
        `slogan_rates` by year; None where the texts come from fewer than three years.
    reference : DataFrame or None
        The parallel runs of the reference texts, where there are any.
    """

    hits: pd.DataFrame
    runs: pd.DataFrame
    rates: pd.DataFrame
    formulas: pd.DataFrame
    profile: pd.DataFrame
    variants: pd.DataFrame
    timeline: pd.DataFrame
    yearly: pd.DataFrame | None
    reference: pd.DataFrame | None


def slogan_summary(
    hits: pd.DataFrame,
    corpus: SizedTexts,
    by: str = "city",
    reference: pd.DataFrame | None = None,
) -> Slogans:
    """Return rates, formulas, profile, variants and timeline of slogans in one object.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`.
    corpus : Corpus or Counted
        The corpus the hits were found in.
    by : str
        A column of the documents.
    reference : DataFrame, optional
        The hits of reference texts: formulas found there are marked as inherited.

    Returns
    -------
    Slogans

    Raises
    ------
    ChoiceError, InputError
        When the documents have no such column, or it is empty.

    Examples
    --------
    >>> from analysis import find_slogans, read_texts, segment, slogan_summary
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> found = slogan_summary(hits, corpus)
    >>> found._fields[:3]
    ('hits', 'runs', 'rates')
    """
    check_result(
        "slogan_summary",
        hits,
        ("doc_id", "kind"),
        "find_slogans(corpus)",
        "slogan_summary(find_slogans(corpus), corpus)",
    )
    check_kind("slogan_summary", corpus, "Corpus", "Counted")
    labels = group_labels(corpus.documents, by, "slogan_summary")
    placed = hits.assign(group=hits["doc_id"].map(labels)).dropna(subset=["group"])
    runs = with_formula(closed_runs(placed))
    known = None if reference is None else closed_runs(reference)
    dated = corpus.documents["year"].nunique() >= MIN_YEARS
    return Slogans(
        hits=placed,
        runs=runs,
        rates=slogan_rates(counted_hits(placed), corpus, by=by),
        formulas=slogan_formulas(runs, "group"),
        profile=slogan_profile(runs, "group", known),
        variants=slogan_variants(runs, "group"),
        timeline=slogan_timeline(hits),
        yearly=slogan_rates(counted_hits(hits), corpus, by="year") if dated else None,
        reference=known,
    )
