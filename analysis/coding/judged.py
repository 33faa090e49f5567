"""What `code_shares` asks of a machine and of a codebook."""

from __future__ import annotations

import pandas as pd

from ..checks import check_result
from ..errors import InputError, KindError, warn
from ..remedies import article
from .agreement import ALL
from .codebook import Codebook
from .codings import checked_codings, codes_of


def check_codebook(function: str, codebook: object) -> None:
    """Raise `KindError` unless this is a codebook or none."""
    if codebook is not None and not isinstance(codebook, Codebook):
        kind = article(type(codebook).__name__)
        raise KindError(f'{function} takes a Codebook, not {kind}: read_codebook("instruments").')


def tell_unknown(codebook: Codebook | None, *tables: pd.DataFrame | None) -> None:
    """Warn of codes that are not in the codebook: they count for themselves, and for no code above them."""
    known = {code.name for code in codebook.codes} if codebook else set()
    given = {code for table in tables if table is not None for code in codes_of(table)}
    if codebook and (unknown := sorted(given - known)):
        warn(f"code_shares: not in the codebook: {', '.join(unknown[:8])}; counted as codes of their own.")


def as_many(n_judged: int, n_units: float) -> bool:
    """Return whether a machine has judged the units that a sample was drawn from, but for rounded weights."""
    return abs(n_judged - n_units) <= max(1, n_units / 200)


def named(value: object) -> str:
    """Return the name of a group; a year is whole although a column with gaps holds it as 2023.0."""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)


def machine_codings(
    machine: pd.DataFrame, coded: set[str], n_units: float, groups: list[str]
) -> pd.DataFrame:
    """Return the codings of a machine, which has to have judged all units, in the groups of the sample.

    Raises
    ------
    KindError, InputError
        When it lacks a column, or has not judged all that people have coded, or all of the corpus, or has
        other groups than the sample.
    """
    columns = ("unit", "code", "group")
    units = 'units[["unit", "group"]].merge(table, on="unit")'
    check_result("code_shares", machine, columns, "coded_by_terms(units, codebook)", units)
    checked = checked_codings("code_shares", machine.assign(coder="machine"))
    judged = set(checked["unit"])
    if missing := sorted(coded - judged):
        raise InputError(
            f"code_shares: the machine has not judged {missing[0]}, which people have coded; where it found "
            "nothing, its `code` is empty."
        )
    if not as_many(len(judged), n_units):
        raise InputError(
            f"code_shares: the machine has judged {len(judged)} units, and the sample is of {n_units:.0f}: "
            "it has to judge all of coding_units(corpus, codebook.unit)."
        )
    checked = checked.assign(group=machine["group"].map(named, na_action="ignore"))
    if missing := sorted(set(groups) - set(checked["group"].dropna())):
        raise InputError(
            f"code_shares: the machine has no unit in the group {missing[0]}; its `group` has to have the "
            'values of the column `by` of the sheet: coding_units(corpus, codebook.unit, by="year"), say.'
        )
    return checked


def machine_shares(machine: pd.DataFrame, members: set[str]) -> dict[str, float]:
    """Return the machine's share of units with one of some codes, in each group and in all."""
    having = set(machine.loc[machine["code"].isin(members), "unit"])
    units = machine.drop_duplicates("unit")
    has = units["unit"].isin(having)
    return {ALL: float(has.mean()), **has.groupby(units["group"]).mean().astype(float).to_dict()}
