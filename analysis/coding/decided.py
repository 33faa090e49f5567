"""One decided set of codings from those of several coders."""

from __future__ import annotations

import pandas as pd

from ..checks import check_result
from ..errors import InputError, warn
from .codings import NO_CODE, checked_codings, is_nothing, of_round

DECIDED_COLUMNS = ("unit", "coder", "code", "doc_id")

DECIDED = "decided"
"""The coder of decided codings."""


def decided_codings(codings: pd.DataFrame, decisions: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return one coding of each unit: what all coders gave it, or what was decided where they differ.

    Parameters
    ----------
    codings : DataFrame
        As for `agreement`.
    decisions : DataFrame, optional
        `unit, decision`, as `disagreements` returns it, with the column `decision` filled in: codes joined by
        ` + `, or `-` for none.

    Returns
    -------
    DataFrame
        `unit, coder, code, doc_id`: `coder` is `decided`. Units on which coders differ and nothing is decided
        are left out, with a warning. `doc_id` is missing where the codings have none.

    Raises
    ------
    KindError, InputError
        When a table lacks a column or contradicts itself, or a decision is of a code that nobody gave
        anywhere.

    Warns
    -----
    KoujingWarning
        When units are left out: they are those that are hard to judge, so shares of the others are off.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import decided_codings, disagreements
    >>> codings = pd.DataFrame(
    ...     [("u1", "A", "x"), ("u1", "B", "x"), ("u2", "A", "x"), ("u2", "B", "")],
    ...     columns=["unit", "coder", "code"],
    ... )
    >>> decisions = disagreements(codings).assign(decision="-")
    >>> decided_codings(codings, decisions)[["unit", "code"]].to_numpy().tolist()
    [['u1', 'x'], ['u2', '']]
    """
    table = checked_codings("decided_codings", of_round(codings, 1))
    table["doc_id"] = table.get("doc_id")
    given = table.groupby(["unit", "coder"], sort=False)["code"].agg(frozenset)
    documents = table.drop_duplicates("unit").set_index("unit")["doc_id"]
    made = _decisions(decisions, set(table["code"]))
    rows = []
    undecided = []
    for unit, sets in given.groupby("unit", sort=False):
        codes = sets.iloc[0] if len(set(sets)) == 1 else made.get(str(unit))
        if codes is None:
            undecided.append(str(unit))
        rows += [(unit, DECIDED, code, documents[unit]) for code in sorted(codes or ())]
    if undecided:
        named = ", ".join(undecided[:3]) + " ..." * (len(undecided) > 3)
        warn(
            f"decided_codings: {len(undecided)} of {len(documents)} units on which coders differ are left "
            f"out ({named}), and with them what is hard to judge; fill in `decision` of "
            "disagreements(codings), and give that as `decisions`."
        )
    return pd.DataFrame(rows, columns=list(DECIDED_COLUMNS))


def _decisions(decisions: pd.DataFrame | None, known: set[str]) -> dict[str, frozenset[str]]:
    if decisions is None:
        return {}
    check_result("decided_codings", decisions, ("unit", "decision"), "disagreements(codings)")
    made = {}
    for unit, decision in decisions[["unit", "decision"]].itertuples(index=False, name=None):
        if pd.isna(decision) or not str(decision).strip():
            continue
        parts = (part.strip() for part in str(decision).split(" + "))
        codes = frozenset(NO_CODE if part not in known and is_nothing(part) else part for part in parts)
        if unknown := sorted(codes - known - {NO_CODE}):
            raise InputError(f"decided_codings: nobody gave {unknown[0]!r}, which was decided for {unit!r}.")
        made[str(unit)] = codes
    return made
