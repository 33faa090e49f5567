"""Samples to be coded: which units, with what weights, and which are shown twice."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..checks import check_kind, check_share, check_whole, check_wholes
from ..corpus import By, SizedTexts, group_columns
from ..errors import KindError
from ..remedies import article
from .codebook import Codebook
from .units import UNIT_COLUMNS, coding_units

SHEET_COLUMNS = ("number", *UNIT_COLUMNS, "group", "enriched", "weight", "repeats")

ENRICHED = 0.5
"""Share of a group's units drawn from those that hold a term of the codebook."""

REPEATED = 0.1
"""Share of the units shown twice."""

APART = 10
"""A unit is shown again at least this many units later, where the sheet is long enough."""


def coding_sheet(
    corpus: SizedTexts,
    codebook: Codebook,
    n: int = 200,
    by: By = "city",
    seed: int = 1,
    enriched: float = ENRICHED,
    repeated: float = REPEATED,
) -> pd.DataFrame:
    """Draw units to be coded: as many from each group, part of them from those that hold the codes' terms.

    Parameters
    ----------
    corpus : Corpus or Counted
        The texts.
    codebook : Codebook
        Its unit decides what is drawn, and its terms which units are enriched.
    n : int
        Number of different units, over all groups.
    by : str or sequence of str
        The groups; documents in none are left out. Groups with fewer units than their part give all they
        have, and the others make up for it.
    seed : int
        Seed of the drawing and of the order.
    enriched : float
        Share drawn from units that hold a term of the codebook, 0 to 1; where a group has too few of either
        kind, the other makes up for it.
    repeated : float
        Share of units shown a second time, unmarked, for each coder's agreement with himself or herself.

    Returns
    -------
    DataFrame
        `number, unit, doc_id, city, year, source, line, start, end, before, text, after, group, enriched,
        weight, repeats`, in the order in which they are to be coded. `enriched` tells whether the unit holds
        a term, `weight` how many units of the corpus it stands for: the number of units in its group, with
        or without terms, over the number drawn from them (over all units, the weights sum to their number).
        `repeats` is the number of the earlier row with the same unit, or missing.

    Raises
    ------
    KindError, ChoiceError, InputError
        When these are no texts, a number is out of its range, or no document has a group.

    References
    ----------
    Weights: Horvitz, D. and Thompson, D. (1952). A generalization of sampling without replacement from a
    finite universe. Journal of the American Statistical Association 47, 663-685.

    Examples
    --------
    >>> from analysis import coding_sheet, read_codebook, read_texts, segment
    >>> texts = ["安排补助。天晴了。风大。", "发放贷款。下雨了。雪停。"]
    >>> texts = read_texts(texts, city=["青岛市", "兰州市"])
    >>> sheet = coding_sheet(segment(texts), read_codebook("instruments"), n=4, repeated=0)
    >>> sheet["weight"].sum(), sorted(sheet.loc[sheet["enriched"], "text"])
    (np.float64(6.0), ['发放贷款。', '安排补助。'])
    """
    check_kind("coding_sheet", corpus, "Corpus", "Counted")
    check_whole("coding_sheet", "n", n, 1)
    check_wholes("coding_sheet", seed=seed)
    for name, share in (("enriched", enriched), ("repeated", repeated)):
        check_share("coding_sheet", name, share)
    if not isinstance(codebook, Codebook):
        raise KindError(
            f"coding_sheet takes a Codebook, not {article(type(codebook).__name__)}: "
            'coding_sheet(corpus, read_codebook("instruments")).'
        )
    group_columns(corpus.documents, by, "coding_sheet")
    units = coding_units(corpus, codebook.unit, by)
    terms = sorted({term for code in codebook.codes for term in code.terms})
    units["enriched"] = [any(term in text for term in terms) for text in units["text"]]
    rng = np.random.default_rng(seed)
    parts = _parts(units.groupby("group").size(), n)
    drawn = [
        _drawn(of_group, parts[group], enriched, rng) for group, of_group in units.groupby("group", sort=True)
    ]
    sheet = pd.concat(drawn, ignore_index=True)
    sheet = sheet.iloc[rng.permutation(len(sheet))].reset_index(drop=True)
    return _with_repeats(sheet, round(repeated * len(sheet)), rng)[list(SHEET_COLUMNS)]


def _parts(sizes: pd.Series[Any], n: int) -> dict[Any, int]:
    """Return how many units each group gives: equal parts, as far as its size allows."""
    parts = dict.fromkeys(sizes.index, 0)
    left = min(n, int(sizes.sum()))
    while left:
        open_groups = [group for group in sizes.index if parts[group] < sizes[group]]
        each, more = divmod(left, len(open_groups))
        for rank, group in enumerate(open_groups):
            given = min(each + (rank < more), int(sizes[group]) - parts[group])
            parts[group] += given
            left -= given
    return parts


def _drawn(units: pd.DataFrame, n: int, enriched: float, rng: np.random.Generator) -> pd.DataFrame:
    """Return the units drawn from a group, with their weights."""
    holding, others = (units[units["enriched"] == kind] for kind in (True, False))
    # A kind from which nothing is drawn would be represented by nothing.
    if enriched == 0 or n < 2 or not len(holding) or not len(others):
        return _weighted(units, n, rng)
    n_holding = min(max(round(enriched * n), n - len(others), 1), len(holding), n - 1)
    return pd.concat([_weighted(holding, n_holding, rng), _weighted(others, n - n_holding, rng)])


def _weighted(units: pd.DataFrame, n: int, rng: np.random.Generator) -> pd.DataFrame:
    rows: npt.NDArray[np.int64] = (
        np.sort(rng.choice(len(units), n, replace=False)) if n else np.array([], dtype=int)
    )
    return units.iloc[rows].assign(weight=len(units) / n if n else 0.0)


def _with_repeats(sheet: pd.DataFrame, n: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return the rows numbered, some of them a second time."""
    first = np.arange(len(sheet), dtype=float)
    again = rng.choice(len(sheet), n, replace=False)
    room = np.maximum(len(sheet) - first[again], 0)
    places = first[again] + np.minimum(APART + rng.random(n) * room, len(sheet)) + 0.5
    order = np.argsort(np.concatenate([first, places]), kind="stable")
    rows = np.concatenate([np.arange(len(sheet)), again])[order]
    is_again = np.concatenate([np.zeros(len(sheet), bool), np.ones(n, bool)])[order]
    number = np.arange(1, len(rows) + 1)
    first_number = dict(zip(rows[~is_again], number[~is_again], strict=True))
    repeats = [first_number[row] if twice else pd.NA for row, twice in zip(rows, is_again, strict=True)]
    return (
        sheet.iloc[rows]
        .reset_index(drop=True)
        .assign(number=number, repeats=pd.array(repeats, dtype="Int64"))
    )
