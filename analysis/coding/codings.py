"""Codings: which coder gave which code to which unit, as a long table, and as labels for the coefficients."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..checks import check_result
from ..errors import InputError, warn

LabelArray = npt.NDArray[np.int64]

NO_CODE = ""
"""The code of a unit that a coder has looked at without giving it any: a decision, unlike a missing row."""

MISSING = -1
"""The label of a unit that a coder has not coded."""


class Labels(NamedTuple):
    """Codings as labels.

    Attributes
    ----------
    given : ndarray of int, shape (n_units, n_coders)
        For each unit and coder the number of a category, or `MISSING`.
    n_categories : int
        Number of categories.
    clusters : ndarray of int, shape (n_units,)
        Number of the document that each unit belongs to.
    """

    given: LabelArray
    n_categories: int
    clusters: LabelArray


def checked_codings(function: str, codings: pd.DataFrame) -> pd.DataFrame:
    """Return codings with text in `unit, coder, code`, and `doc_id` where there is one.

    Raises
    ------
    KindError
        When it is not a table with these columns.
    InputError
        When a unit or coder has no name, a coder has given a code twice to a unit, or has given it codes and
        also none; when the table has a column a coder.

    Warns
    -----
    KoujingWarning
        When codes differ in spelling only, as `a` and `A` do: they count as different ones.
    """
    _check_long(function, codings)
    check_result(function, codings, ("unit", "coder", "code"), "read_codings(folder)")
    table = codings[["unit", "coder", "code"]].astype("object").where(codings.notna(), NO_CODE).astype(str)
    table = table.apply(lambda column: column.str.strip())
    _tell_alike(function, codes_of(table))
    if "doc_id" in codings.columns:
        table["doc_id"] = codings["doc_id"].astype(str)
    for column in ("unit", "coder"):
        if (unnamed := table[column] == "").any():
            row = table.index[unnamed][0]
            raise InputError(f"{function}: row {row!r} has no `{column}`.")
    repeated = table.duplicated(["unit", "coder", "code"])
    if repeated.any():
        unit, coder, code = table.loc[repeated, ["unit", "coder", "code"]].iloc[0]
        raise InputError(
            f"{function}: {coder!r} has coded {unit!r} as {code!r} twice; for a second round, name the "
            "coder anew."
        )
    n_codes = table.groupby(["unit", "coder"])["code"].transform("size")
    contradicted = (table["code"] == NO_CODE) & (n_codes > 1)
    if contradicted.any():
        unit, coder = table.loc[contradicted, ["unit", "coder"]].iloc[0]
        raise InputError(f"{function}: {coder!r} has given {unit!r} a code, and also none.")
    return table


def _check_long(function: str, codings: object) -> None:
    """Raise an error when each coder has a column of codes, with the call that makes rows of them."""
    if not isinstance(codings, pd.DataFrame) or {"coder", "code"} <= set(codings.columns):
        return
    reset = ".reset_index()" if codings.index.name == "unit" else ""
    others = set(codings.columns) - {"unit", "doc_id"}
    if (reset or "unit" in codings) and len(others) > 1 and not {"coder", "code"} & others:
        raise InputError(
            f"{function}: codings have a row for each unit, coder and code; with a column a coder: "
            f'codings{reset}.melt("unit", var_name="coder", value_name="code").'
        )


def _tell_alike(function: str, codes: list[str]) -> None:
    spelled: dict[str, str] = {}
    for code in codes:
        other = spelled.setdefault(spelling(code), code)
        if other != code:
            warn(f"{function}: {other!r} and {code!r} are two codes; if they are one, spell them alike.")


def spelling(code: str) -> str:
    """Return what codes have in common that differ in width, capitals or blanks only.

    Examples
    --------
    >>> from analysis.coding.codings import spelling
    >>> spelling("Ａ 1") == spelling("a1")
    True
    """
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", code)).casefold()


def is_nothing(cell: str) -> bool:
    """Return whether a cell says that there is no code: a dash of any width, 无, none."""
    return spelling(cell) in DASHES or spelling(cell) in ("无", "没有", "none")


def of_round(codings: pd.DataFrame, number: int) -> pd.DataFrame:
    """Return the codings of a round, or all where no rounds are told apart."""
    return codings[codings["round"] == number] if "round" in getattr(codings, "columns", ()) else codings


def labels_of(table: pd.DataFrame, code: str | None = None) -> Labels:
    """Return the labels of checked codings.

    Parameters
    ----------
    table : DataFrame
        As returned by `checked_codings`.
    code : str, optional
        With a code, the categories are 0, without it, and 1, with it. By default each set of codes that a
        coder gave to a unit is a category: two sets agree when they are equal.
    """
    units = pd.Index(table["unit"].unique())
    coders = pd.Index(table["coder"].unique())
    row, column = units.get_indexer(table["unit"]), coders.get_indexer(table["coder"])
    values = np.full((len(units), len(coders)), MISSING, dtype=np.int64)
    if code is None:
        sets = table.groupby([row, column])["code"].agg(lambda codes: tuple(sorted(codes)))
        numbers, categories = pd.factorize(sets, sort=True)
        values[sets.index.get_level_values(0), sets.index.get_level_values(1)] = numbers
        n_categories = len(categories)
    else:
        values[row, column] = 0
        given = (table["code"] == code).to_numpy()
        values[row[given], column[given]] = 1
        n_categories = 2
    if "doc_id" in table.columns:
        document = table.drop_duplicates("unit")["doc_id"]
        clusters = pd.factorize(document)[0].astype(np.int64)
    else:
        clusters = np.arange(len(units), dtype=np.int64)
    return Labels(values, n_categories, clusters)


def codes_of(table: pd.DataFrame) -> list[str]:
    """Return the codes that occur, sorted."""
    return sorted(set(table["code"]) - {NO_CODE})


DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u4e00\u30fc") | {"--", "\u2014\u2014"}

GIVEN, NOTHING = "x", "-"
"""What a coder writes into the column of a code, and for no code at all."""
