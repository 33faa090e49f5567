"""Shares of codes in groups, from a weighted sample, corrected where a machine has coded everything."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import stdtrit

from ..checks import check_result
from ..errors import InputError, KoujingWarning, warn
from ..remedies import shown
from ..stats import LOWEST_ALPHA
from .agreement import ALL
from .codebook import Codebook
from .codings import checked_codings, codes_of
from .judged import check_codebook, machine_codings, machine_shares, tell_unknown
from .sheet import SHEET_COLUMNS

SHARES_COLUMNS = ("group", "code", "share", "low", "high", "n", "n_units", "alpha")

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
Labelled = npt.NDArray[np.object_]


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
        sample leaves open, not how other texts would differ, and is NaN below two units in a stratum. `n`
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
    (2023). Science 382, 669-674. Its interval is put together from Wilson's for what the machine misses and
    what it finds wrongly: Newcombe, R. (1998). Improved confidence intervals for the difference between
    binomial proportions based on paired data. Statistics in Medicine 17, 2635-2650, method 8 (without its
    correlation).

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
    units["domain"] = units[by].astype("object").map(_named, na_action="ignore")
    n_of = units.groupby("stratum")["weight"].sum()
    coded = units[units["unit"].isin(set(table["unit"]))]
    if coded.empty:
        raise InputError("code_shares: none of the units coded is in the sample.")
    guesses = None if machine is None else machine_codings(machine, set(coded["unit"]), float(n_of.sum()))
    tell_unknown(codebook, table, guesses)
    under = _under(codebook, [*codes_of(table), *([] if guesses is None else codes_of(guesses))])
    alphas = _alphas(measured)
    groups = [ALL, *sorted(set(units["domain"].dropna()))]
    rows: list[tuple[object, ...]] = []
    for code, members in under.items():
        judged = coded[["domain", "stratum", "weight"]].assign(has=_with(table, members, coded))
        known: dict[str, float] = {}
        if guesses is not None:
            judged["guessed"] = _with(guesses, members, coded)
            known = machine_shares(guesses, members)
        for group in groups:
            mine = judged if group == ALL else judged[judged["domain"] == group]
            if by == "group":
                sizes = n_of if group == ALL else n_of[n_of.index.str.startswith(group + "\n")]
                estimate = _estimate(mine, sizes, known.get(group))
            else:
                inside = None if group == ALL else (judged["domain"] == group).to_numpy(dtype=bool)
                estimate = _estimate(judged, n_of, known.get(group), inside)
            n_with = int(mine["has"].sum())
            rows.append((group, code, *estimate, n_with, len(mine), alphas.get(code, np.nan)))
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


def _named(value: object) -> str:
    """Return the name of a group; a year is whole although a column with gaps holds it as 2023.0."""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)


def _with(table: pd.DataFrame, members: set[str], coded: pd.DataFrame) -> FloatArray:
    """Return for each unit 1 if it has one of some codes, else 0."""
    having = set(table.loc[table["code"].isin(members), "unit"])
    return coded["unit"].isin(having).to_numpy(dtype=np.float64)


def _estimate(
    judged: pd.DataFrame, sizes: pd.Series[float], known: float | None, inside: BoolArray | None = None
) -> tuple[float, float, float]:
    """Return share and interval of a group, or of the units inside, from the sizes of the strata."""
    has = judged["has"].to_numpy(dtype=np.float64)
    strata = judged["stratum"].to_numpy()

    def share_of(values: FloatArray) -> tuple[float, float, float]:
        return (
            _stratified(values, strata, sizes)
            if inside is None
            else _of_domain(values, inside, strata, sizes)
        )

    if known is None:
        return share_of(has)
    guessed = judged["guessed"].to_numpy(dtype=np.float64)
    missed, wrong = share_of(has * (1 - guessed)), share_of((1 - has) * guessed)
    share = known + missed[0] - wrong[0]
    low = share - float(np.hypot(missed[0] - missed[1], wrong[2] - wrong[0]))
    high = share + float(np.hypot(missed[2] - missed[0], wrong[0] - wrong[1]))
    share, low, high = np.clip([share, low, high], 0, 1).tolist()
    return share, low, high


def _stratified(values: FloatArray, strata: Labelled, sizes: pd.Series[float]) -> tuple[float, float, float]:
    """Return the share of units in all strata that have something, and Wilson's interval of it.

    The sample size is the effective one; where nothing varies in the sample, that of the weights (Kish).
    """
    total, nothing = float(sizes.sum()), float("nan")
    share, variance, kish, freedom = 0.0, 0.0, 0.0, 0
    for stratum, size in sizes.items():
        mine = values[strata == stratum]
        if not len(mine):
            return nothing, nothing, nothing
        part, left_open = size / total, max(1 - len(mine) / size, 0)
        share += part * float(mine.mean())
        kish += part**2 * left_open / len(mine)
        variance += part**2 * left_open * float(mine.var()) / max(len(mine) - 1, 1)
        freedom += len(mine) - 1
    if kish == 0:
        return share, share, share
    if freedom == 0:
        return share, nothing, nothing
    effective = 1 / kish
    if variance > 0:
        effective = min(share * (1 - share) / variance, len(values) / max(1 - len(values) / total, 1e-9))
    return _wilson(share, effective, freedom)


def _of_domain(
    values: FloatArray, inside: BoolArray, strata: Labelled, sizes: pd.Series[float]
) -> tuple[float, float, float]:
    """Return the share of the units inside that have something, and its interval."""
    nothing = float("nan")
    if not inside.any():
        return nothing, nothing, nothing
    n_of = pd.Series(strata).value_counts()
    weight = np.array([sizes[stratum] / n_of[stratum] for stratum in strata]) * inside
    total = float(weight.sum())
    share = float(weight @ values) / total
    parts = weight * (values - share) / total
    variance, kish, freedom = 0.0, 0.0, 0
    for stratum, size in sizes.items():
        mine = strata == stratum
        n, n_inside = int(mine.sum()), int((mine & inside).sum())
        if not n_inside:
            continue
        left_open = max(1 - n / size, 0)
        freedom += n_inside - 1
        kish += left_open * float((weight[mine] ** 2).sum()) / total**2
        variance += left_open * n / max(n - 1, 1) * float(((parts[mine] - parts[mine].mean()) ** 2).sum())
    if kish == 0:
        return share, share, share
    if freedom == 0:
        return share, nothing, nothing
    effective = 1 / kish
    if variance > 0:
        drawn = float(inside.sum())
        effective = min(share * (1 - share) / variance, drawn / max(1 - drawn / total, 1e-9))
    return _wilson(share, effective, freedom)


def _wilson(share: float, effective: float, freedom: int) -> tuple[float, float, float]:
    z2 = float(stdtrit(freedom, 0.975)) ** 2
    middle = (share + z2 / (2 * effective)) / (1 + z2 / effective)
    half = (z2 * (share * (1 - share) / effective + z2 / (4 * effective**2))) ** 0.5 / (1 + z2 / effective)
    return share, max(middle - half, 0.0), min(middle + half, 1.0)


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
