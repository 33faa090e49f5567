"""A reader's verdicts on hits: written as CSV, read back on the next run."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from ..checks import check_path, check_result
from ..errors import DataFileError, KindError
from ..lexicon import read_text
from ..remedies import article, shown

Verdicts = Mapping[tuple[str, str], str]
COLUMNS = (
    "verdict", "kind", "variant", "family", "text", "sentence", "source", "line", "n", "score",
    "tier",
)  # fmt: skip
CHOICES = {"accept", "reject", ""}


def verdict_table(hits: pd.DataFrame, verdicts: Verdicts | str | Path | None = None) -> pd.DataFrame:
    """Return the variants for a reader to judge, each once, lowest score first.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`.
    verdicts : Verdicts or path, optional
        Earlier verdicts: they are filled in, and rejected variants keep a row, so that the table
        can replace the file they came from.

    Returns
    -------
    DataFrame
        `verdict, kind, variant, family, text, sentence, source, line, n, score, tier`: `verdict` is empty
        where none was given, `n` counts the hits; sentence, score and tier are those of the first hit.

    Examples
    --------
    >>> from analysis import find_slogans, read_texts, segment, verdict_table
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> verdict_table(hits)[["verdict", "kind", "text", "n"]].to_numpy().tolist()
    [['', 'slot nouns', '质量变革、效率变革、动力变革', 2]]
    """
    check_result("verdict_table", hits, ("doc_id", "kind"), "find_slogans(corpus)")
    if not (verdicts is None or isinstance(verdicts, str | Path | Mapping)):
        raise KindError(
            "verdict_table takes verdicts as a file or as read from one, not "
            f'{article(type(verdicts).__name__)}: verdict_table(hits, "verdicts.csv").'
        )
    given = _given(verdicts)
    said = [given.get(key, "") for key in _keys(hits)]
    table = hits.assign(verdict=said, n=hits.groupby(["kind", "variant"])["text"].transform("size"))
    table = table.drop_duplicates(["kind", "variant"])[list(COLUMNS)]
    table = table.sort_values(["score", "kind", "variant"], ignore_index=True)
    known = set(_keys(table))
    gone = [key for key, word in sorted(given.items()) if word == "reject" and key not in known]
    rows = [{"verdict": "reject", "kind": kind, "variant": variant} for kind, variant in gone]
    rejected = pd.DataFrame(rows, columns=list(COLUMNS)).astype(table.dtypes.to_dict() | {"n": "Int64"})
    return pd.concat([table.astype({"n": "Int64"}), rejected], ignore_index=True)


def write_verdicts(
    hits: pd.DataFrame, path: str | Path, verdicts: Verdicts | str | Path | None = None
) -> None:
    """Write the variants found as a CSV file with a column `verdict` for a reader to fill in.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`.
    path : path
        Where to write; UTF-8 with a byte order mark, so that spreadsheets display it correctly.
    verdicts : Verdicts or path, optional
        Earlier verdicts, to be filled in.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from analysis import find_slogans, read_texts, read_verdicts, segment, write_verdicts
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_verdicts(hits, Path(folder, "verdicts.csv"))
    ...     read_verdicts(Path(folder, "verdicts.csv"))
    ...
    {}
    """
    check_result("write_verdicts", hits, ("doc_id", "kind"), "find_slogans(corpus)")
    check_path("write_verdicts", path)
    verdict_table(hits, verdicts).to_csv(path, index=False, encoding="utf-8-sig")


def read_verdicts(path: str | Path) -> dict[tuple[str, str], str]:
    r"""Return the verdicts of a CSV file with the columns `verdict`, `kind` and `variant`.

    Returns
    -------
    dict
        `accept` or `reject` by kind and variant; rows without a verdict are left out.

    Raises
    ------
    DataFileError
        When the file cannot be read, lacks a column, or contains a verdict other than `accept` or `reject`.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from analysis import read_verdicts
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     place = Path(folder, "verdicts.csv")
    ...     _ = place.write_text("verdict,kind,variant\naccept,ending,甲乙/丙丁\n", encoding="utf-8")
    ...     read_verdicts(place)
    ...
    {('ending', '甲乙/丙丁'): 'accept'}
    """
    check_path("read_verdicts", path)
    found: dict[tuple[str, str], str] = {}
    reader = csv.DictReader(io.StringIO(read_text(Path(path)), newline=""))
    try:
        missing = [name for name in COLUMNS[:3] if name not in (reader.fieldnames or [])]
        if missing:
            raise DataFileError(f"{path}: line 1: the column {missing[0]!r} is missing.")
        for row in reader:
            verdict = (row["verdict"] or "").strip().lower()
            if verdict not in CHOICES:
                place = f"{path}: line {reader.line_num}"
                raise DataFileError(f"{place}: the verdict must be accept or reject, not {verdict[:40]!r}.")
            if verdict:
                found[row["kind"], row["variant"]] = verdict
    except csv.Error as fault:
        place = f"{path}: line {reader.line_num}"
        raise DataFileError(f"{place}: no table of comma-separated values ({fault}).") from None
    return found


def apply_verdicts(hits: pd.DataFrame, verdicts: Verdicts | str | Path | None) -> pd.DataFrame:
    """Return the hits without the rejected ones; accepted ones are sure.

    Accepted hits get the score 1 and the tier `sure`. A verdict applies to runs with the same limbs in any
    order, whatever their kind, and otherwise to a numeric formula with the same name.
    """
    if verdicts is None:
        return hits
    given = {_plain(key): word for key, word in _given(verdicts).items()}
    said = [given.get(_plain(key), "") for key in _keys(hits)]
    open_to_doubt = [word != "accept" for word in said]
    judged = hits.assign(
        score=hits["score"].where(open_to_doubt, 1.0), tier=hits["tier"].where(open_to_doubt, "sure")
    )
    return judged[[word != "reject" for word in said]].reset_index(drop=True)


def _given(verdicts: Verdicts | str | Path | None) -> Verdicts:
    given = read_verdicts(verdicts) if isinstance(verdicts, str | Path) else verdicts or {}
    wrong = [key for key in given if not (isinstance(key, tuple) and len(key) == 2)]
    if wrong:
        raise KindError(
            f"find_slogans: `verdicts` are by kind and variant, and {shown(wrong[0])} is no such pair: "
            'read_verdicts("slogan_verdicts.csv").'
        )
    return given


def _keys(hits: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(hits["kind"], hits["variant"], strict=True))


def _plain(key: tuple[str, str]) -> tuple[bool, str]:
    return key[0] == "numeric", key[1]
