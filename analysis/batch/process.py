"""The work on one batch of rows: a pure function, the same on every engine."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..clean import clean_documents
from ..clean.duplicates import text_hash
from ..corpus import Corpus, count_han
from ..counts import tally
from ..errors import DocumentSkipped, Fault
from ..keywords.theme_hits import counted, find_terms
from ..lexicon import families as read_families
from ..load.assemble import NOTES, FileRead, Listed, documents_frame, documents_of
from ..load.gate.judge import admit_item
from ..load.items import Content, Message, message
from ..load.manifest import Manifest
from ..load.stream.lines import Records
from ..load.stream.source import Table
from ..load.tables.feet import STATING, is_note
from ..load.tables.rows import row_items, text_column
from ..load.walk import LIST
from ..segmentation import segment
from ..slogans.located import located_runs
from ..store.parts import KINDS, typed

Skipped = list[tuple[str | None, int | None, int | None, Message]]


class Settings(NamedTuple):
    """What is requested for every batch.

    Attributes
    ----------
    slogans : bool
        Whether to search for slogans.
    userdict : Path, optional
        A file of additional terms never to be split.
    texts : bool
        Whether to keep the cleaned texts.
    themes : mapping, optional
        Themes to count, with their terms as cleaned texts spell them.
    """

    slogans: bool = True
    userdict: Path | None = None
    texts: bool = False
    themes: Mapping[str, Sequence[str]] | None = None


class BatchResult(NamedTuple):
    """What is kept of a batch: no text except that of slogans, unless texts are to be kept.

    Attributes
    ----------
    tables : dict of str to DataFrame
        By kind, as in `KINDS`. `documents`: one row per document: its variables and how they were found,
        `row` (its number among the batch's rows, from 1), `n_characters` and `n_han` of the cleaned text,
        `n_words`, `text_hash`, which documents with the same text share, `warnings` (JSON), and `further`,
        what the table has in other columns (JSON). `counts`: `n` by `document` (its position in `documents`,
        from 0) and `term`. `themes`: `n` by `document`, `theme` and `term` of the themes, and a row
        with 0 for each term that occurs in the batch, be it only within longer ones. `hits`: one row per
        slogan, with the columns of `find_slogans` that do not depend on other batches, `limbs`, and `given`,
        the family when its words determine it. `texts`: one row per paragraph of the cleaned texts, its lines
        relative to the row of the document. `skipped`: the lines that are not rows, the rows without text,
        and of texts in files of their own the `source` and the line where they begin; `reason` is JSON.
    n_rows : int
        Number of rows, including those without text; 0 for files.
    settings : dict
        How it was counted; empty when there was nothing to count.
    """

    tables: dict[str, pd.DataFrame]
    n_rows: int
    settings: dict[str, Any]


def process_batch(records: Records, table: Table, settings: Settings) -> BatchResult:
    """Attribute, clean, segment and count the texts of some rows, and find their slogans.

    Parameters
    ----------
    records : Records
        Rows of one table.
    table : Table
        The table: its `source`, `columns`, and the values `stated` for it.
    settings : Settings
        What is requested.

    Returns
    -------
    BatchResult
        Identical for the same arguments, wherever it is computed.
    """
    with_text = row_items(records.rows, table.columns)
    notes = [item for item in with_text if STATING & {*table.columns} and is_note(item)]
    judged = [admit_item(item, "jsonl") for item in with_text if item not in notes]
    kept = [(item, verdict.flags) for item, verdict in judged if not verdict.refused]
    flags = [[*_other_column(records.rows[item.line - 1], table), *said] for item, said in kept]
    listed = Listed(Path(LIST), Manifest({table.source: table.stated}))
    items = tuple(item for item, _ in kept)
    rows = documents_of(FileRead(table.source, Content(items, "table")), listed)
    tables, counting, found = _processed(rows, flags, settings)
    reasons: dict[int, Message | None]
    reasons = dict.fromkeys(range(1, len(records.rows) + 1), message("row_without_text"))
    reasons |= {item.line: message("footers", count=1, shown=item.text[:20]) for item in notes}
    for item, verdict in judged:
        reasons[item.line] = verdict.refused or found.get((table.source, item.line))
    skipped: Skipped = [(None, line, None, reason) for line, reason in records.faults]
    skipped += [(None, None, row, reason) for row, reason in reasons.items() if reason]
    return BatchResult({**tables, "skipped": _skipped(skipped)}, len(records.rows), counting)


def _other_column(row: Mapping[str, Any], table: Table) -> tuple[Message, ...]:
    """Return what is said of a row whose text stands in another column than those of its table."""
    usual, name = table.columns["text"], text_column(row, table.columns)
    return (message("other_text_column", count=1, name=name, usual=usual),) if name != usual else ()


def process_files(files: Sequence[FileRead], listed: Manifest, settings: Settings) -> BatchResult:
    """Do the same with texts that are files of their own, and their articles.

    Parameters
    ----------
    files : sequence of FileRead
        What each of them holds, sorted by source.
    listed : Manifest
        What the list of texts states of them.
    settings : Settings
        What is requested.
    """
    rows = [
        {**row, "warnings": [*(file.content.warnings if number == 0 else ()), *row["warnings"]]}
        for file in files if file.content
        for number, row in enumerate(documents_of(file, Listed(Path(LIST), listed)))
    ]  # fmt: skip
    rows.sort(key=lambda row: row["source"])
    tables, counting, found = _processed(rows, [[]] * len(rows), settings)
    skipped: Skipped = [
        (file.source, None, None, file.reason)
        for file in files
        if file.reason and file.reason.code not in NOTES
    ]
    skipped += [(source, line, None, reason) for (source, line), reason in found.items()]
    return BatchResult({**tables, "skipped": _skipped(skipped)}, 0, counting)


def _processed(
    rows: list[dict[str, Any]], flags: list[list[Message]], settings: Settings
) -> tuple[dict[str, pd.DataFrame], dict[str, Any], dict[tuple[str, int], Message]]:
    """Return the tables of documents, how they were counted, and by file and line what was left out of them.

    Parameters
    ----------
    rows : list of dict
        From `documents_of`, sorted by source.
    flags : list of list of Message
        What is to be said of each besides.
    settings : Settings
        What is requested.
    """
    read = documents_frame(rows)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DocumentSkipped)  # `skipped` names them
        cleaned = clean_documents(read)
    failed = cleaned.log[cleaned.log["rule"] == "fault"]
    faults = [
        Fault(doc_id, "clean", why) for doc_id, why in zip(failed["doc_id"], failed["text"], strict=True)
    ]
    texts = cleaned.documents["text"]
    documents = cleaned.documents.drop(columns="text").assign(
        row=read["source_line"],
        n_characters=texts.str.len(),
        n_han=texts.map(count_han),
        n_words=0,
        text_hash=texts.map(text_hash),
        warnings=[_json([*own, *row["warnings"]]) for own, row in zip(flags, rows, strict=True)],
        further=[json.dumps(row["further"], ensure_ascii=False) if row["further"] else None for row in rows],
    )
    tables: dict[str, Any] = dict.fromkeys(("counts", "themes", "hits", "texts"), ())
    counting: dict[str, Any] = {}
    if texts.str.strip().any():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DocumentSkipped)
            corpus = segment(cleaned.documents, cleaned.paragraphs, settings.userdict)
            tables["hits"], failing = _hits(corpus) if settings.slogans else ((), [])
        faults += [*corpus.faults, *failing]
        tables["themes"] = _themes(corpus, settings.themes or {})
        dtm = tally(corpus)
        documents["n_words"] = dtm.sizes
        counting = dict(dtm.settings)
        coo = dtm.counts.tocoo()
        terms = np.array(dtm.terms, dtype=object)[coo.col]
        tables["counts"] = {"document": coo.row, "term": terms, "n": coo.data}
    if settings.texts:
        tables["texts"] = _texts(documents, texts, cleaned.paragraphs)
    places = [(row["source"], row["source_line"]) for row in rows]
    reasons = {place: message("nothing_left") for place, text in zip(places, texts, strict=True) if not text}
    place_of = dict(zip(documents.index, places, strict=True))
    for fault in faults:
        reasons[place_of[fault.doc_id]] = message("left_out", step=fault.step, fault=fault.reason)
    tables["documents"] = documents.reset_index(drop=True)
    return {kind: typed(table, KINDS[kind]) for kind, table in tables.items()}, counting, reasons


def _themes(corpus: Corpus, themes: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return how often the terms of themes occur in each document, and which occur at all."""
    found, absent = find_terms(corpus, themes)
    rows = found.groupby(["document", "theme", "term"]).size().rename("n").reset_index()
    there = [
        (0, theme, term, 0)
        for theme, words in themes.items()
        for term in counted(words)
        if term not in absent.get(theme, ())
    ]
    return pd.concat([rows, pd.DataFrame(there, columns=list(rows))], ignore_index=True)


def _hits(corpus: Corpus) -> tuple[list[dict[str, Any]], list[Fault]]:
    """Return the slogans of a batch; families that depend on several batches are added later."""
    found, faults = located_runs(corpus, read_families())
    rows = [
        {**row, "document": at, "limbs": [limb.text for limb in run.limbs], "given": run.family}
        for at, runs, located in found
        for run, row in zip(runs, located, strict=True)
    ]
    return rows, faults


def _texts(documents: pd.DataFrame, texts: pd.Series[str], paragraphs: pd.DataFrame) -> dict[str, Any]:
    """Return the paragraphs of the cleaned texts."""
    at = documents.index.get_indexer(paragraphs["doc_id"])
    whole, row = texts.to_numpy()[at], documents["row"].to_numpy()[at]
    bounds = zip(whole, paragraphs["start"], paragraphs["end"], strict=True)
    lines = {name: paragraphs[name].astype("Int64") - row for name in ("first_line", "last_line")}
    told = [text[start:end] for text, start, end in bounds]
    return {"document": at, "text": told, "source": paragraphs["source"], **lines}


def _skipped(rows: Skipped) -> pd.DataFrame:
    return typed([(*place, _json([reason])) for *place, reason in rows], KINDS["skipped"])


def _json(messages: Iterable[Message]) -> str:
    """Return messages as JSON, not yet in any language."""
    return json.dumps([[said.code, dict(said.values)] for said in messages], ensure_ascii=False)
