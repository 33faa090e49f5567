"""Two codings of the same units crossed: instruments by themes, say."""

from __future__ import annotations

import pandas as pd

from ..errors import InputError
from .codings import NO_CODE, checked_codings, of_round

CROSS = " × "
"""Stands between the codes of a pair."""


def crossed_codings(codings: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of codes that units have by two codebooks, such as an instrument and a theme.

    Parameters
    ----------
    codings, other : DataFrame
        `unit, coder, code`, each of one coder: people's decided codings, or those of terms, rules or a model.

    Returns
    -------
    DataFrame
        `unit, coder, code, doc_id` of the units in both: a row for each pair of codes, written `one × other`,
        and one with an empty `code` where a unit lacks either. Its shares are estimated by `code_shares`, and
        its agreement, where people have coded both, is measured by crossing each coder's.

    Raises
    ------
    KindError, InputError
        When a table lacks a column, contradicts itself or has several coders, or no unit is in both.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import crossed_codings
    >>> columns = ["unit", "coder", "code"]
    >>> tools = pd.DataFrame([("u1", "A", "资金投入"), ("u2", "A", "")], columns=columns)
    >>> rows = [("u1", "A", "民生"), ("u1", "A", "产业"), ("u2", "A", "产业")]
    >>> themes = pd.DataFrame(rows, columns=columns)
    >>> crossed_codings(tools, themes)["code"].tolist()
    ['资金投入 × 产业', '资金投入 × 民生', '']
    """
    one, two = _one_coder(codings), _one_coder(other)
    pairs = one.merge(two[["unit", "code"]], on="unit", suffixes=("", "_other"))
    if pairs.empty:
        raise InputError("crossed_codings: no unit is in both tables.")
    both = (pairs["code"] != NO_CODE) & (pairs["code_other"] != NO_CODE)
    pairs["code"] = (pairs["code"] + CROSS + pairs["code_other"]).where(both, NO_CODE)
    order = {unit: at for at, unit in enumerate(one["unit"].unique())}
    pairs = pairs.drop_duplicates(["unit", "code"]).sort_values(
        ["unit", "code"], key=lambda column: column.map(order) if column.name == "unit" else column
    )
    return pairs[["unit", "coder", "code", "doc_id"]].reset_index(drop=True)


def _one_coder(codings: pd.DataFrame) -> pd.DataFrame:
    table = checked_codings("crossed_codings", of_round(codings, 1))
    if len(names := sorted(set(table["coder"]))) > 1:
        raise InputError(f"crossed_codings takes codings of one coder; these are of {', '.join(names)}.")
    table["doc_id"] = table.get("doc_id")
    return table
