"""The section on coding: shares of codes, how far coders agree, where they differ, the PMC index."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from ...coding import Codebook, confusion
from ...coding.codings import of_round
from ...corpus import SizedTexts
from ...stats import LOWEST_ALPHA
from ..charts.coding import pmc_grid, share_dots
from ..coded import Coded
from ..context import Context
from ..parts import Data, Heading, Link, Note, Part, Section, Table, note, notice

ALL = "all"
PMC = "PMC"
NONE = "-"
"""How a unit without a code is written."""

COEFFICIENTS = ("percent", "cohen_kappa", "fleiss_kappa", "krippendorff_alpha", "gwet_ac1")


def coding_section(context: Context, coded: Coded, corpus: SizedTexts) -> Section:
    """Show the share of each code, how far coders agree on it, where they differ, and the PMC index.

    Parameters
    ----------
    context : Context
        The context of the report.
    coded : Coded
        The tables.
    corpus : Corpus or Counted
        The texts.
    """
    alphas = _alphas(coded.measured)
    weak = _weak(alphas)
    book = note(
        "notes.coding_book", title=coded.codebook.title, n_codes=len(coded.codebook.leaves),
        n_units=coded.codings["unit"].nunique(), coders=tuple(sorted(set(coded.codings["coder"]))),
    )  # fmt: skip
    parts: list[Part] = [book, *_warnings(coded, alphas, weak)]
    parts += _shares(context, coded, alphas, weak)
    if coded.measured is not None:
        parts += [Heading("coding_agreement"), _agreement(context, coded)]
    if len(coded.parted):
        parts += [_confused(context, coded), _disagreements(coded)]
    if coded.pmc is not None:
        parts += _pmc(context, coded.pmc, coded.units, corpus)
    parts.append(Data("codings", coded.codings))
    return Section("coding", context, tuple(parts), {"coding": _places(coded), **_places_of_coders(coded)})


def _alphas(measured: pd.DataFrame | None) -> dict[str, float]:
    if measured is None:
        return {}
    rows = measured[measured["coefficient"] == "krippendorff_alpha"]
    return dict(zip(rows["code"], rows["value"], strict=True))


def _weak(alphas: dict[str, float]) -> list[str]:
    """Return the codes on which coders agree too little, or on which it cannot be said."""
    return [code for code, alpha in alphas.items() if not alpha >= LOWEST_ALPHA and code != ALL]


def _warnings(coded: Coded, alphas: dict[str, float], weak: list[str]) -> list[Note]:
    told = []
    whole = alphas.get(ALL, np.nan)
    if coded.measured is None:
        told.append(Note("notes.coding_alone", {}, "alarm"))
    elif not whole >= LOWEST_ALPHA:
        told.append(Note("notes.coding_apart", {"alpha": _said(whole)}, "alarm"))
    if weak:
        told.append(notice("notes.coding_weak", codes=tuple(weak)))
    if coded.n_lost:
        told.append(notice("notes.coding_lost", n=coded.n_lost))
    if coded.machine is not None and coded.corrected is None:
        told.append(notice("notes.coding_moved"))
    if coded.n_open:
        told.append(notice("notes.coding_open", n=coded.n_open))
    return told


def _said(alpha: float) -> str:
    return "—" if np.isnan(alpha) else f"{alpha:z.2f}".replace("-", "−")


def _shares(context: Context, coded: Coded, alphas: dict[str, float], weak: list[str]) -> list[Part]:
    shares = coded.shares.assign(alpha=coded.shares["code"].map(alphas).astype(float))
    of_groups = shares[shares["group"] != ALL]
    given = set(shares.loc[(shares["group"] == ALL) & (shares["n"] > 0), "code"])
    marks = {code: context.say("notes.coding_marked", {"code": code}) for code in weak}
    parts: list[Part] = []
    drawn = of_groups[of_groups["code"].isin(given)]
    if len(drawn) and len(set(drawn["group"])) > 1:
        order = {code.name: at for at, code in enumerate(coded.codebook.codes)}
        drawn = drawn.sort_values("code", key=lambda codes: codes.map(order), kind="stable")
        parts.append(share_dots(context, drawn, marks))
    whole = _shown(context, shares[shares["group"] == ALL], coded, marks).drop(columns="group")
    parts.append(Table("coding_codes", shares[shares["group"] == ALL], whole, title="coding_codes"))
    if len(of_groups):
        table = _shown(context, of_groups[of_groups["code"].isin(given)], coded, marks)
        parts.append(Table("coding_shares", coded.shares, table, title="coding_shares", fold=True))
    if coded.corrected is not None:
        parts.append(Data("coding_corrected", coded.corrected))
    return parts


def _shown(context: Context, rows: pd.DataFrame, coded: Coded, marks: dict[str, str]) -> pd.DataFrame:
    """Return shares in the order of the codebook, each with its interval, its count open to the sentences."""
    order = {code.name: at for at, code in enumerate(coded.codebook.codes)}
    rows = rows.assign(at=rows["code"].map(order)).sort_values(["group", "at"], kind="stable")
    table = pd.DataFrame({
        "group": rows["group"],
        "code": [_path(coded.codebook, code, marks) for code in rows["code"]],
        "share_units": rows["share"],
        "share_interval": list(zip(rows["low"], rows["high"], strict=True)),
        "n_coded": [_opened(row.code, row.group, row.n) for row in rows.itertuples()],
        "n_units": rows["n_units"],
    })  # fmt: skip
    if coded.measured is not None:
        table["alpha"] = rows["alpha"].to_numpy()
    if coded.corrected is not None:
        keyed = coded.corrected.set_index(["group", "code"]).reindex(
            pd.MultiIndex.from_frame(rows[["group", "code"]])
        )
        table["share_corrected"] = keyed["share"].to_numpy()
        table["corrected_share_interval"] = list(zip(keyed["low"], keyed["high"], strict=True))
    return table.reset_index(drop=True)


def _path(book: Codebook, code: str, marks: dict[str, str]) -> str:
    return " › ".join((*book.path(code)[:-1], marks.get(code, code)))


def _opened(code: str, group: str, n: int) -> object:
    where = {"code": code} if group == ALL else {"code": code, "group": group}
    return Link("coding", tuple(where.items()), f"{n:,}", f"{code} · {n:,}") if n else 0


def _agreement(context: Context, coded: Coded) -> Table:
    """Return a row per code with all coefficients, and the alpha of the machine with people."""
    measured = coded.measured
    assert measured is not None
    wide = measured.pivot(index="code", columns="coefficient", values="value")[list(COEFFICIENTS)]
    alphas = measured[measured["coefficient"] == "krippendorff_alpha"].set_index("code")
    given = set(measured["code"])
    order = [ALL, *(code.name for code in coded.codebook.codes if code.name in given)]
    table = wide.loc[order].rename(columns={"percent": "percent_agreement"})
    table["alpha_interval"] = list(zip(alphas.loc[order, "low"], alphas.loc[order, "high"], strict=True))
    table["n_units"] = alphas.loc[order, "n_units"]
    if coded.machine is not None:
        table["machine_alpha"] = pd.Series(_alphas(coded.machine)).reindex(order)
    numbers = [name for name in table if name != "alpha_interval"]
    table[numbers] = table[numbers].round(3)
    table = table.rename(index={ALL: context.raw("values.all")}).rename_axis(index="code", columns=None)
    return Table("coding_agreement", measured, table.reset_index())


def _confused(context: Context, coded: Coded) -> Table:
    """Return how often a code of one coder meets another code of the next, the most frequent first."""
    coders = sorted(set(coded.codings["coder"]))
    found = [
        (one, other, code, taken_for, int(n))
        for one, other in combinations(coders, 2)
        for (code, taken_for), n in confusion(coded.codings, one, other).stack().items()
        if n
    ]
    frame = pd.DataFrame(found, columns=["coder_one", "coder_other", "code_one", "code_other", "n"])
    rows = frame[frame["code_one"] != frame["code_other"]].sort_values("n", ascending=False, kind="stable")
    colon = "：" if context.lang == "zh" else ": "
    shown = pd.DataFrame({
        "code_one": rows["coder_one"] + colon + rows["code_one"],
        "code_other": rows["coder_other"] + colon + rows["code_other"],
        "n_coded": [
            Link("coding_pair", (("pair", _pair(*codes)),), f"{n:,}", f"{' · '.join(codes[2:])} · {n:,}")
            for *codes, n in rows.itertuples(index=False, name=None)
        ],
    })  # fmt: skip
    return Table("coding_confusion", frame, shown, title="coding_confusion", fold=True)


def _pair(one: str, other: str, code: str, taken_for: str) -> str:
    return f"{one} {code} / {other} {taken_for}"


def _disagreements(coded: Coded) -> Table:
    """Return the units on which coders differ, with what each gave and what was decided; each opens."""
    coders = sorted(set(coded.codings["coder"]))
    rows = coded.parted
    texts = zip(rows["unit"], rows["text"].str.slice(0, 160), strict=True)
    shown = pd.DataFrame({
        "group": rows["group"],
        "text": [Link("coding_unit", (("unit", unit),), text) for unit, text in texts],
        **{coder: [_given(coder, code) for code in rows[coder]] for coder in coders},
        "decision": rows["decision"],
    })  # fmt: skip
    return Table("coding_disagreements", rows, shown, title="coding_disagreements", fold=True)


def _pmc(context: Context, index: pd.DataFrame, units: pd.DataFrame, corpus: SizedTexts) -> list[Part]:
    """Return the index of every text, and its variables by group where coders agree on it."""
    group = dict(zip(units["unit"], units["group"], strict=True))
    table = index.assign(group=index["unit"].map(group))
    alpha = float(table.loc[table["variable"] == PMC, "alpha"].iloc[0])
    parts: list[Part] = [Heading("pmc")]
    if alpha >= LOWEST_ALPHA:
        parts.append(note("notes.pmc_alpha", alpha=_said(alpha)))
        values = table[table["variable"] != PMC].groupby(["group", "variable"], sort=False)["value"].mean()
        parts.append(pmc_grid(context, values.reset_index()))
    else:
        parts.append(Note("notes.pmc_not_drawn", {"alpha": _said(alpha)}, "alarm"))
    variables = list(dict.fromkeys(index["variable"]))
    wide = table.pivot(index=["group", "unit", "coder"], columns="variable", values="value")[variables]
    graded = table[table["variable"] == PMC].set_index(["group", "unit", "coder"])
    wide["grade"] = graded["grade"]
    shown = wide.reset_index().rename_axis(columns=None)
    titles = corpus.documents["title"].where(corpus.documents["title"].notna(), corpus.documents.index)
    document = shown["unit"].map(dict(zip(units["unit"], units["doc_id"], strict=True)))
    shown.insert(1, "title", document.map(titles.to_dict()).fillna(document).astype(str))
    first = ["group", "title", "coder", PMC, "grade"]
    rest = [name for name in variables if name != PMC]
    return [*parts, Table("pmc", index, shown[[*first, *rest]])]


def _given(coder: str, code: str) -> object:
    """Return a code that opens all units to which a coder gave it."""
    if code in ("", NONE):
        return code
    return Link("coding_given", (("coder", coder), ("code", code)), code, f"{coder} · {code}")


def _places_of_coders(coded: Coded) -> dict[str, pd.DataFrame]:
    """Return where units stand: those on which coders differ, by what each coder gave, and by two of them."""
    where = coded.units.drop_duplicates("unit")[["unit", "doc_id", "start", "end"]]
    if coded.codebook.unit == "document":
        where = where.assign(end=where["start"] + 1)
    parted = coded.parted[["unit"]].merge(where, on="unit")
    joined = (
        of_round(coded.codings, 1)
        .groupby(["unit", "coder"])["code"]
        .agg(lambda codes: " + ".join(sorted(filter(None, codes))) or NONE)
    )
    given = joined.reset_index()
    pairs = given.merge(given, on="unit", suffixes=("_one", "_other"))
    pairs = pairs[(pairs["coder_one"] < pairs["coder_other"]) & (pairs["code_one"] != pairs["code_other"])]
    columns = ["coder_one", "coder_other", "code_one", "code_other"]
    named = [_pair(*row) for row in pairs[columns].itertuples(index=False, name=None)]
    pairs = pairs.assign(pair=pd.Series(named, index=pairs.index, dtype=object))
    chosen = {
        "coding_unit": parted, "coding_given": given.merge(where, on="unit"),
        "coding_pair": pairs.merge(where, on="unit"),
    }  # fmt: skip
    own = {"coding_unit": ["unit"], "coding_given": ["coder", "code"], "coding_pair": ["pair"]}
    return {
        kind: frame[["doc_id", "start", "end", *own[kind]]]
        .astype({"start": "int64", "end": "int64", **dict.fromkeys(own[kind], "object")})
        .reset_index(drop=True)
        for kind, frame in chosen.items()
    }


def _places(coded: Coded) -> pd.DataFrame:
    """Return where each code was given, also as the codes above it."""
    given = coded.decided[coded.decided["code"] != ""]
    where = coded.units.drop_duplicates("unit")[["unit", "doc_id", "start", "end"]]
    found = given[["unit", "code"]].merge(where, on="unit")
    found["code"] = [coded.codebook.path(code) for code in found["code"]]
    found = found.explode("code").drop_duplicates(["unit", "code"])
    if coded.codebook.unit == "document":
        found["end"] = found["start"] + 1  # a text opens where it begins
    places = found[["doc_id", "start", "end", "code"]].reset_index(drop=True)
    return places.astype({"start": "int64", "end": "int64", "code": "object"})
