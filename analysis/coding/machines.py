"""Machines as coders: terms, and a linear model that learns from people. Neither is believed unmeasured."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd

from ..checks import check_result, check_whole, check_wholes
from ..errors import InputError
from .codebook import Codebook
from .codings import NO_CODE, checked_codings, codes_of
from .judged import check_codebook

MACHINE_COLUMNS = ("unit", "coder", "code", "doc_id", "group")

LEAST = 10
"""Units with a code, and from as many documents as there are folds, below which no model is fitted for it."""


def coded_by_terms(units: pd.DataFrame, codebook: Codebook, coder: str = "terms") -> pd.DataFrame:
    """Code every unit by the terms of a codebook.

    Parameters
    ----------
    units : DataFrame
        As returned by `coding_units`, with `by` if shares are wanted.
    codebook : Codebook
        A unit gets each code of which it holds a term; where codes exclude each other, the one of which it
        holds most, and of equals the first in the codebook.
    coder : str
        The name under which it enters `agreement`.

    Returns
    -------
    DataFrame
        `unit, coder, code, doc_id, group`: one row per code, and one with an empty `code` for a unit without;
        `group` is missing where `units` have none.

    Raises
    ------
    KindError
        When these are no units.

    Examples
    --------
    >>> from analysis import coded_by_terms, coding_units, read_codebook, read_texts, segment
    >>> units = coding_units(segment(read_texts(["发放贷款。天晴了。"])))
    >>> coded_by_terms(units, read_codebook("instruments"))["code"].tolist()
    ['金融支持', '']
    """
    check_result("coded_by_terms", units, ("unit", "doc_id", "text"), "coding_units(corpus)")
    check_codebook("coded_by_terms", codebook)
    held = {
        code.name: np.array(
            [sum(text.count(term) for term in code.terms) for text in units["text"]], dtype=np.int64
        )
        for code in codebook.leaves
        if code.terms
    }
    return codings_of(units, held, codebook.exclusive, coder)


def coded_by_model(
    units: pd.DataFrame,
    codings: pd.DataFrame,
    codebook: Codebook,
    coder: str = "model",
    n_folds: int = 5,
    seed: int = 1,
) -> pd.DataFrame:
    """Code every unit by linear models of what people have coded, one per code.

    Units that people have coded are judged by models that have seen none of their document, so that the
    result can be compared with people's, and can be corrected by `code_shares`.

    Parameters
    ----------
    units : DataFrame
        As returned by `coding_units`, with `by` if shares are wanted.
    codings : DataFrame
        `unit, code`: the decided codings of people, of one coder.
    codebook : Codebook
        Whether codes exclude each other.
    coder : str
        The name under which it enters `agreement`.
    n_folds : int
        Parts into which the documents are divided.
    seed : int
        Seed of the division.

    Returns
    -------
    DataFrame
        As of `coded_by_terms`. Codes that people gave to fewer than ten units, or in fewer documents than
        there are folds, are never given.

    Raises
    ------
    KindError, InputError
        When a table lacks a column, or nothing coded is among the units.

    References
    ----------
    Logistic regression on TF-IDF of characters and pairs of characters, by scikit-learn, each code as often
    as it occurs (`class_weight` none: probabilities stay those of the sample).
    """
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold

    check_result("coded_by_model", units, ("unit", "doc_id", "text"), "coding_units(corpus)")
    check_result("coded_by_model", codings, ("unit", "code"), "read_codings(folder)")
    check_codebook("coded_by_model", codebook)
    check_whole("coded_by_model", "n_folds", n_folds, 2)
    check_wholes("coded_by_model", seed=seed)
    table = codings[codings["round"] == 1] if "round" in codings else codings
    table = checked_codings("coded_by_model", table if "coder" in table else table.assign(coder="people"))
    units = units.drop_duplicates("unit").reset_index(drop=True)
    coded = np.flatnonzero(units["unit"].isin(set(table["unit"])))
    if not len(coded):
        raise InputError("coded_by_model: none of the units coded is among these units.")
    features = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    x = features.fit_transform(units["text"])
    documents = units["doc_id"].to_numpy()[coded]
    n_folds = min(n_folds, len(set(documents)))
    chances: dict[str, np.ndarray] = {}
    for code in codes_of(table):
        y = units["unit"].iloc[coded].isin(set(table.loc[table["code"] == code, "unit"])).to_numpy()
        if y.sum() < LEAST or len(set(documents[y])) < max(n_folds, 2) or y.all():
            continue
        chance = np.zeros(len(units))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            chance[:] = LogisticRegression(C=10.0, max_iter=1000).fit(x[coded], y).predict_proba(x)[:, 1]
            for learnt, held in GroupKFold(n_folds, shuffle=True, random_state=seed).split(
                x[coded], y, documents
            ):
                model = LogisticRegression(C=10.0, max_iter=1000).fit(x[coded[learnt]], y[learnt])
                chance[coded[held]] = model.predict_proba(x[coded[held]])[:, 1]
        chances[code] = np.where(chance > 0.5, chance, 0.0)
    return codings_of(units, chances, codebook.exclusive, coder)


def codings_of(
    units: pd.DataFrame, scores: dict[str, np.ndarray], exclusive: bool, coder: str
) -> pd.DataFrame:
    """Return as codings the codes with a score above 0; of exclusive ones the highest."""
    names = list(scores)
    score = np.column_stack([scores[name] for name in names]) if names else np.zeros((len(units), 0))
    chosen = score > 0
    if exclusive and names:
        best = np.zeros_like(chosen)
        best[np.arange(len(units)), score.argmax(axis=1)] = True
        chosen &= best
    rows = [
        (unit, coder, code, doc_id, group)
        for unit, doc_id, group, row in zip(
            units["unit"],
            units["doc_id"],
            units.get("group", pd.Series([None] * len(units))),
            chosen,
            strict=True,
        )
        for code in ([names[at] for at in np.flatnonzero(row)] or [NO_CODE])
    ]
    return pd.DataFrame(rows, columns=list(MACHINE_COLUMNS))
