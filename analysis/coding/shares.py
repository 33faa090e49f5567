"""Shares of codes in groups, from a weighted sample, corrected where a machine has coded everything."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..checks import check_result
from ..errors import InputError, KoujingWarning, warn
from ..remedies import shown
from ..stats import LOWEST_ALPHA
from .agreement import ALL
from .codebook import Codebook
from .codings import checked_codings, codes_of
from .estimates import UNKNOWN, alone, corrected, estimated
from .judged import check_codebook, machine_codings, machine_shares, named, tell_unknown
from .sheet import SHEET_COLUMNS

SHARES_COLUMNS = ("group", "code", "share", "low", "high", "n", "n_units", "alpha")

FloatArray = npt.NDArray[np.float64]


def code_shares(
    codings: pd.DataFrame,
    sheet: pd.DataFrame,
    codebook: Codebook | None = None,
    machine: pd.DataFrame | None = None,
    measured: pd.DataFrame | None = None,
    by: str = "group",
) -> pd.DataFrame:
    """Estimate the share of each group's units that have a code.

    Parameters
    ----------
    codings : DataFrame
        `unit, code`, and `coder` if any: the decided codings of people, of one coder.
    sheet : DataFrame
        The sample, as returned by `coding_sheet`, with its groups and weights. Units not coded are taken for
        missing at random within group and stratum.
    codebook : Codebook, optional
        With it, parents have rows too: the share of units with any code below them.
    machine : DataFrame, optional
        `unit, code, group` of a machine, a set of rules or a language model, for all units of the corpus,
        those in the sample included; an empty `code` is none. The shares are then those of the machine,
        corrected by how it and people differ in the sample: right however bad the machine is, and the
        narrower the better it is. A machine that has learnt from the sample must not judge units it has
        learnt from.
    measured : DataFrame, optional
        The result of `agreement`: with it, codes below an alpha of .667 are named in a warning.
    by : str
        The column of the sheet that has the groups to be told apart, `year` say: by default those that the
        sample was drawn from. Units without a value count only for all groups together. With `machine`, its
        `group` has the same values.

    Returns
    -------
    DataFrame
        `group, code, share, low, high, n, n_units, alpha`, first for all groups together (`all`). `share` is
        of units, from 0 to 1; `low` and `high` are a 95% interval for these very texts: it says what coding a
        sample leaves open, not how other texts would differ, and is NaN below two units in a stratum. With
        a machine of whose errors the sample shows fewer than three it holds more often than that. `n`
        counts coded units with the code, `n_units` coded units; `alpha` is NaN without `measured`.

    Raises
    ------
    KindError, InputError
        When a table lacks a column, or several coders are mixed.

    Warns
    -----
    KoujingWarning
        When coders agreed too little on a code.

    References
    ----------
    Stratified estimates: Cochran, W. (1977). Sampling Techniques, 3rd ed., eq. 5.1 and 5.7; of groups that
    the sample was not drawn from (domains), sections 5A.14 and 2.13. Interval without
    a machine: Wilson's with the effective sample size, Korn, E. and Graubard, B. (1998). Confidence
    intervals for proportions with small expected number of positive counts. Survey Methodology 24, 193-201.
    With a machine: the difference estimator, Särndal, C.-E., Swensson, B. and Wretman, J. (1992). Model
    Assisted Survey Sampling, eq. 6.3.4; the same as prediction-powered inference, Angelopoulos, A. et al.
    (2023). Science 382, 669-674. Its interval is Jeffreys' for what the machine misses and finds wrongly,
    with the effective sample size: `analysis.coding.estimates`.

    Examples
    --------
    Of 40 units without a term and 10 with one, four each were coded:

    >>> import pandas as pd
    >>> from analysis import code_shares
    >>> from analysis.coding.sheet import SHEET_COLUMNS
    >>> sheet = pd.DataFrame({"unit": list("abcdefgh"), "weight": [2.5] * 4 + [10.0] * 4})
    >>> sheet = sheet.assign(group="柳州市", enriched=[True] * 4 + [False] * 4).reindex(columns=SHEET_COLUMNS)
    >>> codings = pd.DataFrame({"unit": list("abcdefgh"), "code": ["x", "x", "", "", "", "", "", "x"]})
    >>> round(float(code_shares(codings, sheet)["share"][0]), 3)
    0.3
    """
    check_result("code_shares", sheet, SHEET_COLUMNS, "coding_sheet(corpus, codebook)")
    check_result("code_shares", codings, ("unit", "code"), "read_codings(folder)")
    check_codebook("code_shares", codebook)
    table = codings if "coder" in codings else codings.assign(coder="people")
    if "round" in table:
        table = table[table["round"] == 1]
    table = checked_codings("code_shares", table)
    if len(names := sorted(set(table["coder"]))) > 1:
        raise InputError(
            f"code_shares takes the decided codings of one coder; these are of {', '.join(names)}."
        )
    units = sheet[sheet["repeats"].isna()].astype({"unit": str, "group": str}).drop_duplicates("unit")
    if not isinstance(by, str) or by not in units:
        raise InputError(f"code_shares: `by` is one column of the sheet, and it has none called {shown(by)}.")
    units["stratum"] = units["group"] + "\n" + units["enriched"].astype(str)
    units["domain"] = units[by].astype("object").map(named, na_action="ignore")
    sizes = units.groupby("stratum")["weight"].sum()
    coded = units[units["unit"].isin(set(table["unit"]))]
    if coded.empty:
        raise InputError("code_shares: none of the units coded is in the sample.")
    groups = [ALL, *sorted(set(units["domain"].dropna()))]
    guesses = None
    if machine is not None:
        guesses = machine_codings(machine, set(coded["unit"]), float(sizes.sum()), groups[1:])
    tell_unknown(codebook, table, guesses)
    under = _under(codebook, [*codes_of(table), *([] if guesses is None else codes_of(guesses))])
    alphas = _alphas(measured)
    strata, size = sizes.index.get_indexer(coded["stratum"]), sizes.to_numpy(dtype=np.float64)
    n = np.bincount(strata, minlength=len(size)).astype(np.float64)
    mine_of = {group: (coded["domain"] == group).to_numpy(dtype=bool) for group in groups[1:]}
    mine_of = {ALL: np.ones(len(coded), dtype=bool), **mine_of}
    # Groups that the sample was drawn from, and all together, are unknown where a stratum was not coded.
    unknown = set() if n.all() else {ALL}
    if by == "group":
        unknown |= {stratum.rsplit("\n", 1)[0] for stratum in sizes.index[n == 0]}
    rows: list[tuple[object, ...]] = []
    for code, members in under.items():
        has = _with(table, members, coded)
        guessed = np.zeros(len(coded)) if guesses is None else _with(guesses, members, coded)
        known = {} if guesses is None else machine_shares(guesses, members)
        signs = np.column_stack([has * (1 - guessed), (1 - has) * guessed, np.ones(len(coded))])
        for group, mine in mine_of.items():
            counts = np.zeros((len(size), 3))
            np.add.at(counts, strata[mine], signs[mine])
            estimate = (
                UNKNOWN if group in unknown else estimated(counts[:, 0], counts[:, 1], counts[:, 2], n, size)
            )
            share = corrected(estimate, known[group]) if known else alone(estimate)
            n_with = int(has[mine].sum())
            rows.append((group, code, *share, n_with, int(mine.sum()), alphas.get(code, np.nan)))
    found = pd.DataFrame(rows, columns=list(SHARES_COLUMNS))
    if weak := sorted({code for code in under if alphas.get(code, 1.0) < LOWEST_ALPHA}):
        warn(
            KoujingWarning(
                f"Coders agree too little (alpha below {LOWEST_ALPHA:.3f}) for the shares of: "
                f"{', '.join(weak)}. Sharpen their definitions, and code again."
            )
        )
    found["at"] = found["group"].map({group: at for at, group in enumerate(groups)})
    return found.sort_values(["at", "code"], ignore_index=True).drop(columns="at")


def _with(table: pd.DataFrame, members: set[str], coded: pd.DataFrame) -> FloatArray:
    """Return for each unit 1 if it has one of some codes, else 0."""
    having = set(table.loc[table["code"].isin(members), "unit"])
    return coded["unit"].isin(having).to_numpy(dtype=np.float64)


def _under(codebook: Codebook | None, codes: list[str]) -> dict[str, set[str]]:
    """Return for each code, and each above it, the codes given that fall under it."""
    names = sorted({*codes, *(code.name for code in codebook.codes)} if codebook else set(codes))
    if codebook is None:
        return {name: {name} for name in names}
    known = {code.name for code in codebook.codes}
    return {
        name: {code for code in names if code == name or (code in known and name in codebook.path(code))}
        for name in names
    }


def _alphas(measured: pd.DataFrame | None) -> dict[str, float]:
    if measured is None:
        return {}
    check_result("code_shares", measured, ("code", "coefficient", "value"), "agreement(codings)")
    alphas = measured[measured["coefficient"] == "krippendorff_alpha"]
    return dict(zip(alphas["code"], alphas["value"], strict=True))
