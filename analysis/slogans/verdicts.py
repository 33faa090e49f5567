"""A reader's verdicts on hits: exported as CSV, read again at the next run."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from ..errors import DataFileError

Verdicts = Mapping[tuple[str, str], str]
COLUMNS = ("verdict", "kind", "variant", "family", "text", "sentence", "source", "line")
CHOICES = {"accept", "reject", ""}


def write_verdicts(hits: pd.DataFrame, path: str | Path) -> None:
    """Write hits as a CSV file with an empty column `verdict` for a reader to fill in.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`; a variant that occurs more than once is written once.
    path : path
        Where to write; UTF-8 with a byte order mark, so that spreadsheets show it rightly.
    """
    once = hits.drop_duplicates(["kind", "variant"]).assign(verdict="")
    once[list(COLUMNS)].to_csv(path, index=False, encoding="utf-8-sig")


def read_verdicts(path: str | Path) -> dict[tuple[str, str], str]:
    """Return the verdicts of a CSV file with the columns `verdict`, `kind` and `variant`.

    Returns
    -------
    dict
        `accept` or `reject` by kind and variant; rows without a verdict are left out.

    Raises
    ------
    DataFileError
        When the file is missing, lacks a column, or holds another word than `accept` or `reject`.
    """
    found: dict[tuple[str, str], str] = {}
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = [name for name in COLUMNS[:3] if name not in (reader.fieldnames or [])]
            if missing:
                raise DataFileError(f"{path}: line 1: the column {missing[0]!r} is missing.")
            for row in reader:
                verdict = (row["verdict"] or "").strip().lower()
                if verdict not in CHOICES:
                    place = f"{path}: line {reader.line_num}"
                    raise DataFileError(f"{place}: the verdict must be accept or reject, not {verdict!r}.")
                if verdict:
                    found[row["kind"], row["variant"]] = verdict
    except FileNotFoundError:
        raise DataFileError(f"{path}: no such file.") from None
    except UnicodeDecodeError as fault:
        raise DataFileError(f"{path}: not UTF-8 (byte {fault.start}); save it as UTF-8.") from None
    return found


def apply_verdicts(hits: pd.DataFrame, verdicts: Verdicts | str | Path | None) -> pd.DataFrame:
    """Return the hits without the rejected ones; accepted ones get the score 1."""
    if verdicts is None:
        return hits
    table = read_verdicts(verdicts) if isinstance(verdicts, str | Path) else verdicts
    said = [table.get(key, "") for key in zip(hits["kind"], hits["variant"], strict=True)]
    judged = hits.assign(score=hits["score"].where([word != "accept" for word in said], 1.0))
    return judged[[word != "reject" for word in said]].reset_index(drop=True)
