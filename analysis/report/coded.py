"""From a folder of coded sheets, or a table of codings, to the tables of the section on coding."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from ..coding import (
    Codebook,
    agreement,
    code_shares,
    coded_by_rules,
    coding_units,
    decided_codings,
    disagreements,
    pmc_index,
    read_codebook,
    read_codings,
    read_decisions,
    read_sheet,
)
from ..coding.judged import as_many
from ..coding.sheet import SHEET_COLUMNS
from ..corpus import SizedTexts
from ..errors import InputError, KoujingWarning
from ..lexicon import DATA
from ..options import CODEBOOKS

CODEBOOK_FILE = "codebook.toml"
"""The codebook, where it lies in the folder of the codings."""


class Coded(NamedTuple):
    """The tables of the section.

    Attributes
    ----------
    codebook : Codebook
        The codes.
    units : DataFrame
        The units of the sample that are in the texts, with group and weight.
    codings : DataFrame
        What people coded of them.
    decided : DataFrame
        The result of `decided_codings`.
    measured : DataFrame, optional
        The result of `agreement`, with rows of the codes above others too; none with one coder.
    shares : DataFrame
        The result of `code_shares`.
    machine, corrected : DataFrame, optional
        Agreement of a machine with what people decided, and the shares of its codings corrected by theirs.
    parted : DataFrame
        The result of `disagreements`, with what was decided.
    pmc : DataFrame, optional
        The result of `pmc_index`, where the codebook has such variables.
    n_lost, n_open : int
        Units that are not in the texts, or not any more, and those on which coders differ and nothing was
        decided.
    """

    codebook: Codebook
    units: pd.DataFrame
    codings: pd.DataFrame
    decided: pd.DataFrame
    measured: pd.DataFrame | None
    shares: pd.DataFrame
    machine: pd.DataFrame | None
    corrected: pd.DataFrame | None
    parted: pd.DataFrame
    pmc: pd.DataFrame | None
    n_lost: int
    n_open: int


def codebook_path(codings: str | Path, codebook: str | Path | None = None) -> Path:
    """Return the file of the codebook given by path or name, or of the one beside the codings.

    Raises
    ------
    InputError
        When there is none.
    """
    if codebook is None:
        beside = Path(codings) / CODEBOOK_FILE
        if not os.path.exists(codings):
            raise InputError(f"{codings}: no such folder; check the path.")
        if not beside.is_file():
            raise InputError(
                f"{codings}: which codebook? Name its file by --codebook, or put it there as {CODEBOOK_FILE}."
            )
        return beside
    given = Path(codebook)
    return (
        DATA / "codebooks" / f"{given.name}.toml"
        if str(codebook) in CODEBOOKS and not given.exists()
        else given
    )


def coded_texts(
    corpus: SizedTexts,
    codings: str | Path,
    codebook: str | Path | None = None,
    by: str = "city",
    seed: int = 1,
    n_resamples: int = 1000,
) -> Coded:
    """Return all tables of the section on coding.

    Parameters
    ----------
    corpus : Corpus or Counted
        The texts that were coded.
    codings : path
        A folder of `write_sheets` with what coders filled in, and with `decisions.csv` what was decided; or
        a CSV file with `unit, coder, code`. In such a file a coder of every unit of the texts, where others
        coded some, is taken for a machine.
    codebook : path or name, optional
        The codebook; by default `codebook.toml` in the folder.
    by : str
        The groups.
    seed, n_resamples : int
        Of the intervals of agreement.

    Raises
    ------
    KoujingError
        When a file cannot be used, a code is not in the codebook, or nothing coded is in the texts.
    """
    book = read_codebook(codebook_path(codings, codebook))
    everything = coding_units(corpus, book.unit, by).astype({"unit": str})
    table = read_codings(codings)
    _check_codes(codings, table, book)
    machine, table = _machine_of(table, everything)
    given = read_sheet(codings).reset_index() if Path(codings).is_dir() else _as_drawn(everything, table)
    sheet, n_lost = _in_texts(given.astype({"unit": str}), everything)
    if sheet.empty or not set(sheet["unit"]) & set(table["unit"]):
        raise InputError(f"{codings}: nothing that was coded is in the texts; are these the texts coded?")
    sheet["compared"] = sheet["unit"].map(everything.set_index("unit")["group"])
    # Those that the sample was drawn from are estimated more narrowly than others.
    grouping = "group" if (sheet["group"].astype(str) == sheet["compared"].astype(str)).all() else "compared"
    people = table[table["unit"].isin(set(sheet["unit"]))]
    decisions = read_decisions(codings) if Path(codings).is_dir() else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", KoujingWarning)  # the section says how many are left out
        decided = decided_codings(people, decisions)
    if machine is None and any(code.rules or code.terms for code in book.leaves):
        machine = coded_by_rules(everything, book)
    measured = _agreement(people, book, n_resamples, seed)
    with warnings.catch_warnings():
        # The section says it beside every number.
        warnings.simplefilter("ignore", KoujingWarning)
        shares = code_shares(decided, sheet, book, measured=measured, by=grouping)
        # Of texts that were changed, or came later, the sample cannot tell how the machine errs.
        n_units = float(sheet.loc[sheet["repeats"].isna(), "weight"].sum())
        is_theirs = machine is not None and as_many(machine["unit"].nunique(), n_units)
        corrected = code_shares(decided, sheet, book, machine, by=grouping) if is_theirs else None
        index = pmc_index(people, book) if book.unit == "document" and not book.exclusive else None
    known = set(people["unit"])
    parted = _parted(people, decided, sheet)
    return Coded(
        book, sheet.assign(group=sheet["compared"]), people, decided, measured,
        shares,
        None if machine is None else _against(machine, decided, book), corrected, parted, index,
        n_lost, len(known) - decided["unit"].nunique(),
    )  # fmt: skip


def _check_codes(place: object, table: pd.DataFrame, book: Codebook) -> None:
    known = {code.name for code in book.codes} | {""}
    if unknown := sorted(set(table["code"]) - known):
        row = table[table["code"] == unknown[0]].iloc[0]
        raise InputError(
            f"{place}: {row['coder']!r} gave {row['unit']!r} the code {unknown[0]!r}, which is not in the "
            "codebook; name the one that was used by --codebook."
        )


def _machine_of(table: pd.DataFrame, units: pd.DataFrame) -> tuple[pd.DataFrame | None, pd.DataFrame]:
    """Return the codings of the one coder of every unit, if there is one, and those of the others."""
    every = set(units["unit"])
    whole = [coder for coder, own in table.groupby("coder") if every <= set(own["unit"])]
    if len(whole) != 1 or len(set(table["coder"])) == 1:
        return None, table
    is_machine = table["coder"] == whole[0]
    mine = table[is_machine & table["unit"].isin(every)]
    return mine.merge(units[["unit", "group"]], on="unit"), table[~is_machine]


def _as_drawn(units: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return the units coded as a sample drawn at random from each group, where no sheet says how it was."""
    coded = units[units["unit"].isin(set(table["unit"]))]
    n_units, n_coded = units.groupby("group").size(), coded.groupby("group").size()
    sheet = coded.assign(
        number=range(1, len(coded) + 1),
        enriched=False,
        repeats=pd.NA,
        weight=coded["group"].map(n_units / n_coded),
    )
    return sheet[list(SHEET_COLUMNS)]


def _in_texts(sheet: pd.DataFrame, units: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Return the units whose text is still where it was, and how many others there are."""
    there = dict(zip(units["unit"], units["text"], strict=True))
    same = [there.get(unit) == text for unit, text in zip(sheet["unit"], sheet["text"], strict=True)]
    lost = sheet.loc[[not one for one in same], "unit"].nunique()
    return sheet[same].reset_index(drop=True), lost


def _agreement(people: pd.DataFrame, book: Codebook, n_resamples: int, seed: int) -> pd.DataFrame | None:
    """Return agreement on each code, on all together, and on the codes above others."""
    if people["coder"].nunique() < 2:
        return None
    found = agreement(people, n_resamples, seed)
    above = _by_parent(people, book)
    if above["code"].equals(people["code"]):
        return found
    tops = agreement(above, n_resamples, seed)
    return pd.concat([found, tops[~tops["code"].isin(set(found["code"]))]], ignore_index=True)


def _by_parent(table: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """Return codings with the topmost code in the place of each."""
    tops = {code.name: book.path(code.name)[0] for code in book.codes}
    raised = table.assign(code=table["code"].map(tops).fillna(""))
    return raised.drop_duplicates([name for name in ("unit", "coder", "code", "round") if name in raised])


def _against(machine: pd.DataFrame, decided: pd.DataFrame, book: Codebook) -> pd.DataFrame | None:
    """Return how far a machine agrees with what people decided."""
    both = set(decided["unit"]) & set(machine["unit"])
    if not both:
        return None
    mine = machine[machine["unit"].isin(both)].assign(coder="machine")
    columns = ["unit", "coder", "code", "doc_id"]
    pair = pd.concat([mine[columns], decided[decided["unit"].isin(both)][columns]], ignore_index=True)
    return _agreement(pair, book, 0, 0)


def _parted(people: pd.DataFrame, decided: pd.DataFrame, sheet: pd.DataFrame) -> pd.DataFrame:
    if people["coder"].nunique() < 2:
        return pd.DataFrame(columns=["unit", "decision"])
    found = disagreements(people, sheet.drop_duplicates("unit").drop(columns=["before", "after"]))
    made = decided.groupby("unit")["code"].agg(lambda codes: " + ".join(filter(None, codes)) or "-")
    return found.assign(decision=found["unit"].map(made).fillna(""))
