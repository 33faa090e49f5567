"""The PMC index: how much of what a policy might hold each text holds, and how far coders agree on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ..checks import check_result
from ..errors import InputError, KoujingWarning, warn
from ..stats import LOWEST_ALPHA
from .codebook import Codebook, checked_grades
from .codings import checked_codings, of_round
from .judged import check_codebook

PMC_COLUMNS = ("unit", "doc_id", "coder", "variable", "value", "n", "n_sub", "grade", "alpha")

PMC = "PMC"
"""The `variable` of the rows with the index itself."""

GRADES = (("perfect", 1), ("excellent", 3), ("acceptable", 5))
"""Grades, each with the most that the index may lie below its maximum; one convention among several."""

GRADED = (9, 10)
"""Numbers of main variables for which these grades are in use, and surfaces."""

SIDE = 3


def pmc_index(
    codings: pd.DataFrame, codebook: Codebook, grades: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """Compute the PMC index of every text from codings of its sub-variables.

    Each main variable is the mean of its sub-variables, which are 1 where the code was given and else 0; the
    index is their sum.

    Parameters
    ----------
    codings : DataFrame
        `unit, coder, code` as read from sheets, the units texts; only the first round counts.
    codebook : Codebook
        Its topmost codes are the main variables, those below them the sub-variables: `read_codebook("pmc")`.
        A main variable with nothing below it is coded itself.
    grades : mapping, optional
        Grade to lower bound, for any number of main variables: `{"good": 7, "fair": 5, "low": 0}`. The lowest
        begins at 0. By default those of the codebook (its `[grades]`), else the usual ones, see below.

    Returns
    -------
    DataFrame
        `unit, doc_id, coder, variable, value, n, n_sub, grade, alpha`: for each text and coder a row per main
        variable, in the order of the codebook, and one for the index (`variable` is `PMC`). `n` of `n_sub`
        sub-variables were given. `grade` is of the index, empty for main variables. Where no bounds are given
        it is, of ten main variables, `perfect` from 9, `excellent` from 7, `acceptable` from 5, else `low`;
        of nine from 8, 6 and 4; of another number empty. `alpha` is Krippendorff's for intervals, of the
        coders' values of this variable over texts: NaN with one coder, or where all values are the same.
        `doc_id` is missing where the codings have none.

    Raises
    ------
    KindError, InputError
        When the table lacks a column, contradicts itself, or has a code that is not in the codebook or has
        others below it; when grades have no bounds, bounds beyond the index, or none at 0.

    Warns
    -----
    KoujingWarning
        When coders agree too little on the index (alpha below .667).

    References
    ----------
    Ruiz Estrada, M. (2011). Policy modeling: Definition, classification and evaluation. Journal of Policy
    Modeling 33, 523-536, for the index and its surface. The bounds of the grades are one convention among
    several: there are studies with five grades of ten main variables (Yang et al. 2022, Frontiers in Public
    Health 10, 1041528: perfect, superb, excellent, good, acceptable), with five of nine (Yang Ciran et al.
    2022, Chinese Journal of Health Policy 15(4), 36-44: 完美、优秀、良好、合格、不良), and
    one that calls a mean of 7.243 of ten acceptable (Zhao et al. 2021, China Pharmacy 32(13)). State yours.
    Alpha for intervals: Krippendorff, K. (2019). Content Analysis, 4th ed., ch. 12, by the library
    `krippendorff`.

    Examples
    --------
    >>> from analysis import coded_by_terms, coding_units, pmc_index, read_codebook, read_texts, segment
    >>> units = coding_units(segment(read_texts({"a": "今年鼓励企业创新，给予奖励。"})), "document")
    >>> book = read_codebook("pmc")
    >>> found = pmc_index(coded_by_terms(units, book), book).set_index("variable")
    >>> found.loc["政策时效", ["n", "n_sub", "value"]].tolist(), round(float(found.loc["PMC", "value"]), 2)
    ([1.0, 4.0, 0.25], 1.05)
    """
    check_codebook("pmc_index", codebook)
    table = checked_codings("pmc_index", of_round(codings, 1))
    subs = _subvariables(codebook)
    bounds = _bounds(grades, codebook, len(subs))
    _check_codes(table, codebook, subs)
    by_code = {code: main for main, codes in subs.items() for code in codes}
    given = table[table["code"].isin(by_code)]
    counts = given.groupby(["unit", "coder", given["code"].map(by_code)]).size()
    judged = table.drop_duplicates(["unit", "coder"])
    judged = judged.assign(doc_id=judged.get("doc_id"))
    rows: list[tuple[object, ...]] = []
    for unit, doc_id, coder in judged[["unit", "doc_id", "coder"]].itertuples(index=False, name=None):
        n = {main: int(counts.get((unit, coder, main), 0)) for main in subs}
        values = {main: n[main] / len(codes) for main, codes in subs.items()}
        rows += [
            (unit, doc_id, coder, main, values[main], n[main], len(codes), "") for main, codes in subs.items()
        ]
        index = sum(values.values())
        rows.append((unit, doc_id, coder, PMC, index, sum(n.values()), len(by_code), _grade(index, bounds)))
    found = pd.DataFrame(rows, columns=list(PMC_COLUMNS[:-1]))
    alphas = {str(name): _alpha(mine) for name, mine in found.groupby("variable", sort=False)}
    if alphas.get(PMC, 1.0) < LOWEST_ALPHA:
        warn(
            KoujingWarning(
                f"Coders agree too little on the PMC index (alpha {alphas[PMC]:.3f}, below "
                f"{LOWEST_ALPHA:.3f}). Sharpen the definitions of its sub-variables, and code again."
            )
        )
    return found.assign(alpha=found["variable"].map(alphas).astype(float))


def pmc_surface(index: pd.DataFrame, unit: str, coder: str | None = None) -> pd.DataFrame:
    """Return the surface of a text: its first nine main variables, three in a row.

    Parameters
    ----------
    index : DataFrame
        The result of `pmc_index`.
    unit : str
        The text.
    coder : str, optional
        Whose values; needed where there are several coders.

    Returns
    -------
    DataFrame
        Three rows and columns, both labelled 1 to 3: the first row holds the first three variables. A tenth,
        usually whether the policy is public, is left out, as is usual. `attrs` has `unit`, `coder`, the names
        as `variables`, and the `alpha` of the index; without it nothing should be drawn.

    Raises
    ------
    KindError, InputError
        When this is no result of `pmc_index`, there is no such text or coder, or it has not nine or ten main
        variables.

    Examples
    --------
    >>> from analysis import coded_by_terms, coding_units, pmc_index, pmc_surface, read_codebook, read_texts
    >>> from analysis import segment
    >>> units = coding_units(segment(read_texts({"a": "今年鼓励企业创新，给予奖励。"})), "document")
    >>> book = read_codebook("pmc")
    >>> pmc_surface(pmc_index(coded_by_terms(units, book), book), "a:0").round(2).to_numpy().tolist()
    [[0.2, 0.25, 0.0], [0.2, 0.2, 0.0], [0.2, 0.0, 0.0]]
    """
    check_result("pmc_surface", index, PMC_COLUMNS, "pmc_index(codings, codebook)")
    mine = index[index["unit"] == unit]
    if mine.empty:
        raise InputError(f"pmc_surface: there is no text {unit!r}; see the column `unit`.")
    coders = sorted(set(mine["coder"]))
    if coder is None and len(coders) > 1:
        raise InputError(f"pmc_surface: name one of the coders {', '.join(coders)}.")
    if coder is not None and coder not in coders:
        raise InputError(f"pmc_surface: {unit!r} has no coder {coder!r}, but {', '.join(coders)}.")
    mine = mine[mine["coder"] == (coder or coders[0])]
    mains = mine[mine["variable"] != PMC]
    if len(mains) not in GRADED:
        raise InputError(f"pmc_surface: a surface has nine or ten main variables, not {len(mains)}.")
    values = mains["value"].to_numpy(dtype=np.float64)[: SIDE**2].reshape(SIDE, SIDE)
    numbers = range(1, SIDE + 1)
    surface = pd.DataFrame(values, index=pd.Index(numbers), columns=pd.Index(numbers))
    surface.attrs = {
        "unit": unit,
        "coder": coder or coders[0],
        "variables": tuple(mains["variable"][: SIDE**2]),
        "alpha": float(mine.loc[mine["variable"] == PMC, "alpha"].iloc[0]),
    }
    return surface


def _subvariables(codebook: Codebook) -> dict[str, list[str]]:
    """Return for each topmost code those that coders choose below it, or itself."""
    subs: dict[str, list[str]] = {code.name: [] for code in codebook.codes if not code.parent}
    for code in codebook.leaves:
        subs[codebook.path(code.name)[0]].append(code.name)
    if PMC in subs:
        raise InputError(f"pmc_index: a main variable may not be called {PMC!r}, which is the index.")
    return subs


def _check_codes(table: pd.DataFrame, codebook: Codebook, subs: dict[str, list[str]]) -> None:
    leaves = {code for codes in subs.values() for code in codes} | {""}
    known = {code.name for code in codebook.codes}
    for code in sorted(set(table["code"]) - leaves):
        said = "has others below it, which are to be given" if code in known else "is not in the codebook"
        unit = table.loc[table["code"] == code, "unit"].iloc[0]
        raise InputError(f"pmc_index: the code {code!r} of {unit!r} {said}.")


def _bounds(grades: object, codebook: Codebook, n_mains: int) -> tuple[tuple[str, float], ...]:
    if grades is not None:
        try:
            return checked_grades(grades, n_mains)
        except InputError as fault:
            raise InputError(f"pmc_index: {fault}") from None
    if codebook.grades or n_mains not in GRADED:
        return codebook.grades
    return *((grade, n_mains - below) for grade, below in GRADES), ("low", 0)


def _grade(index: float, bounds: Sequence[tuple[str, float]]) -> str:
    # Sums of thirds and fifths may miss a bound by rounding.
    return next((grade for grade, bound in bounds if round(index - bound, 9) >= 0), "")


def _alpha(values: pd.DataFrame) -> float:
    """Return Krippendorff's alpha of a variable's values, for intervals."""
    import krippendorff

    wide = values.pivot(index="coder", columns="unit", values="value").to_numpy(dtype=np.float64)
    paired = wide[:, (~np.isnan(wide)).sum(axis=0) > 1]
    if len(np.unique(paired[~np.isnan(paired)])) < 2:
        return float("nan")
    return float(krippendorff.alpha(reliability_data=paired, level_of_measurement="interval"))
