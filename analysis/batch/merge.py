"""From what was kept of each batch to the tables of the whole: documents, slogans, and what was left out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from ..load.items import Message
from ..load.messages import joined
from ..slogans import HIT_TYPES
from ..store.parts import KINDS, Part, typed
from ..store.sql import Tables, identifier
from .families import name_families
from .ids import name_documents


def part_tables(folder: Path, parts: list[Part]) -> Tables:
    """Return the tables of a folder of parts, with `parts`, where each batch begins in its table."""
    tables = Tables(folder, ("documents", "counts", "hits", "skipped"))
    columns = dict(zip(Part._fields, zip(*parts, strict=True), strict=True))
    n_rows = pd.Series(columns["n_rows"])
    before = n_rows.groupby(list(columns["source"])).cumsum() - n_rows
    tables.table(
        "parts",
        {"part": columns["number"], "source": columns["source"], "first_line": columns["first_line"],
         "before": before},
    )  # fmt: skip
    return tables


def write_documents(tables: Tables, path: Path, lang: str) -> int:
    """Write the documents of all batches in order, without texts, with the same ids as when read at once.

    Parameters
    ----------
    tables : Tables
        Those of the parts.
    path : Path
        The file to write.
    lang : {"zh", "en"}
        Language of the warnings about a document.

    Returns
    -------
    int
        Their number.
    """
    name_documents(tables)
    _said(tables, "documents", "warnings", lang)
    tables.write(
        "SELECT doc_id, part, position, documents.* EXCLUDE (part, position) "
        "REPLACE (row + before AS row, told AS warnings), CASE WHEN text_hash <> '' "
        "AND row_number() OVER same > 1 THEN first_value(doc_id) OVER same END AS same_as "
        "FROM documents JOIN ids USING (part, position) JOIN parts USING (part) JOIN said ON warnings = code "
        "WINDOW same AS (PARTITION BY text_hash ORDER BY part, position) ORDER BY part, position",
        path,
    )
    ((n,),) = tables.rows("SELECT count(*) FROM ids")
    return int(n)


def write_hits(tables: Tables, documents: str, path: Path, own: Mapping[str, str]) -> None:
    """Write the slogans of some documents as `find_slogans` would return those of all texts at once.

    Parameters
    ----------
    tables : Tables
        Those of the parts.
    documents : str
        The query for the documents: `part, position, doc_id, city, year, further`.
    path : Path
        The file to write.
    own : mapping
        The user's own columns, which follow, each with the SQL that reads it.
    """
    told = "kind, template, given, limbs"
    tables.connection.execute(
        f"CREATE TEMP TABLE distinct_runs AS SELECT row_number() OVER (ORDER BY first) - 1 AS number, * FROM "
        f"(SELECT {told}, count(*) AS n, min({{'part': hits.part, 'position': hits.position}}) AS first "
        f"FROM hits JOIN ({documents}) AS wanted "
        f"ON hits.part = wanted.part AND document = wanted.position GROUP BY {told})"
    )
    name_families(tables, path.with_name(".families.parquet"))
    named = "SELECT * FROM distinct_runs JOIN families USING (number)"
    told_of = {"doc_id", "city", "year"}
    listed = [
        f"wanted.{name}" if name in told_of else "line + before AS line" if name == "line"
        else "family" if name == "family" else f'hits."{name}"'
        for name in HIT_TYPES
    ]  # fmt: skip
    # SQL does not tell `Score` from `score`.
    names = {f"{name}_given" if name.lower() in HIT_TYPES else name: said for name, said in own.items()}
    listed += [f"{said} AS {identifier(name)}" for name, said in names.items()]
    tables.write(
        f"SELECT {', '.join(listed)} FROM hits JOIN ({documents}) AS wanted "
        f"ON hits.part = wanted.part AND document = wanted.position "
        f"JOIN parts ON parts.part = hits.part JOIN ({named}) AS named ON named.kind = hits.kind "
        "AND named.template = hits.template AND named.given = hits.given AND named.limbs = hits.limbs "
        'ORDER BY hits.part, document, hits."start", hits."end", family, hits.position',
        path,
    )


def skipped_rows(tables: Tables, refused: list[tuple[str, Message]], lang: str) -> pd.DataFrame:
    """Return what was not counted: files that are not tables, lines that are not rows, rows without text.

    Parameters
    ----------
    tables : Tables
        Those of the parts.
    refused : list of tuple
        Files that were skipped, with reasons.
    lang : {"zh", "en"}
        Language of the reasons.

    Returns
    -------
    DataFrame
        `source, line, row, reason`; `line` counts from 1 in the file, `row` among its rows.
    """
    types = KINDS["skipped"]
    head = typed([(source, pd.NA, pd.NA, joined([reason], lang)) for source, reason in refused], types)
    _said(tables, "skipped", "reason", lang)
    rows = tables.frame(
        "SELECT coalesce(skipped.source, parts.source) AS source, line + first_line AS line, "
        "row + before AS row, told AS reason "
        "FROM skipped JOIN parts USING (part) JOIN said ON reason = code ORDER BY part, position"
    )
    table = pd.concat([head, rows.astype(types)], ignore_index=True)
    # Lines before rows in each table, whatever batches they were in.
    order = np.lexsort((table["row"].notna(), pd.factorize(table["source"])[0]))
    return table.iloc[order].reset_index(drop=True)


def _said(tables: Tables, kind: str, column: str, lang: str) -> None:
    """Make the table `said` of the messages that were recorded, as they are in a language."""
    (codes,) = tables.arrays(f"SELECT DISTINCT {column} FROM {kind}")
    told = [joined(said_in(code), lang) or None for code in codes]
    tables.table("said", {"code": codes, "told": np.array(told, dtype=object)})


def said_in(text: str) -> list[Message]:
    """Return the messages that `process_batch` recorded."""
    return [Message(code, values) for code, values in json.loads(text)]
