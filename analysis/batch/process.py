"""The work on one batch of rows: a pure function, the same on every engine."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..clean import clean_documents
from ..clean.duplicates import text_hash
from ..corpus import DOCUMENT_VARIABLES, Corpus, count_han
from ..counts import tally
from ..errors import DocumentSkipped, Fault
from ..lexicon import families as read_families
from ..load.assemble import FileRead, Listed, documents_frame, documents_of
from ..load.gate import admit_item
from ..load.items import Content, Message, message
from ..load.manifest import NAME, Manifest
from ..load.rows import row_items, text_column
from ..load.stream.lines import Records
from ..load.stream.source import Table
from ..segmentation import segment
from ..slogans.located import located_runs

FOUND = (
    "city_from",
    "district_from",
    "province_from",
    "year_from",
    "date_from",
    "title_from",
    "publisher_from",
)


class Settings(NamedTuple):
    """What is requested for every batch.

    Attributes
    ----------
    slogans : bool
        Whether to search for slogans.
    userdict : str
        A file of additional terms never to be split, or empty.
    texts : bool
        Whether to keep the cleaned texts.
    """

    slogans: bool = True
    userdict: str = ""
    texts: bool = False


@dataclass(frozen=True)
class BatchResult:
    """What is kept of a batch: no text except that of slogans, unless texts are to be kept.

    Attributes
    ----------
    documents : DataFrame
        One row per document: its variables and how they were found, `row` (its number among the batch's rows,
        from 1), `n_characters` and `n_han` of the cleaned text, `n_words`, `text_hash`, which documents with
        the same text share, `warnings` (JSON), and `further`, what the table has in other columns (JSON).
    counts : DataFrame
        `document` (position in `documents`, from 0), `term`, `n`; by document and term.
    hits : DataFrame
        One row per slogan: `document`, the columns of `find_slogans` that do not depend on other batches,
        `limbs`, and `given`, the family when its words determine it.
    texts : DataFrame
        One row per paragraph of the cleaned texts: `document, text, source, first_line, last_line`, the lines
        relative to the row of the document.
    skipped : DataFrame
        `source, line, row, reason`: the lines that are not rows and the rows without text; of texts in files
        of their own, the `source` and the line where they begin. `reason` is JSON.
    n_rows : int
        Number of rows, including those without text; 0 for files.
    settings : dict
        How it was counted; empty when there was nothing to count.
    """

    documents: pd.DataFrame
    counts: pd.DataFrame
    hits: pd.DataFrame
    texts: pd.DataFrame
    skipped: pd.DataFrame
    n_rows: int
    settings: dict[str, Any]


DOCUMENT_PART = {
    **dict.fromkeys(DOCUMENT_VARIABLES, "str"), "year": "Int64", **dict.fromkeys(FOUND, "str"),
    "row": "int64", "n_characters": "int64", "n_han": "int64", "n_words": "int64",
    "text_hash": "str", "warnings": "str", "further": "str",
}  # fmt: skip
COUNT_PART = {"document": "int32", "term": "str", "n": "int32"}
HIT_PART = {
    "document": "int32", "kind": "str", "variant": "str", "template": "str", "text": "str",
    "n_limbs": "int64", "form": "str", "separator": "str", "sentence": "str", "start": "int64",
    "end": "int64", "source": "str", "line": "Int64", "n_numeric": "int64", "score": "float64",
    "tier": "str", "limbs": "object", "given": "str",
}  # fmt: skip
TEXT_PART = {"document": "int32", "text": "str", "source": "str", "first_line": "Int64", "last_line": "Int64"}
SKIPPED_PART = {"source": "str", "line": "Int64", "row": "Int64", "reason": "str"}


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
    judged = [admit_item(item, "jsonl") for item in row_items(records.rows, table.columns)]
    items = [item for item, verdict in judged if not verdict.refused]
    flags = [
        [*_other_column(records.rows[item.line - 1], table), *verdict.flags]
        for item, verdict in judged
        if not verdict.refused
    ]
    listed = Listed(Path(NAME), Manifest({table.source: table.stated}))
    rows = documents_of(FileRead(table.source, Content(tuple(items), "table")), listed)
    result, found = _processed(rows, flags, settings)
    reasons = {line: reason for (_, line), reason in found.items()}
    reasons |= {item.line: verdict.refused for item, verdict in judged if verdict.refused}
    skipped = _skipped(records, {item.line for item, _ in judged}, reasons)
    return replace(result, skipped=skipped, n_rows=len(records.rows))


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
        for number, row in enumerate(documents_of(file, Listed(Path(NAME), listed)))
    ]  # fmt: skip
    order = sorted(range(len(rows)), key=lambda at: (rows[at]["source"], at))
    result, reasons = _processed([rows[at] for at in order], [[]] * len(rows), settings)
    told = [(file.source, file.reason) for file in files if file.reason and file.reason.code != "notes"]
    skipped = pd.DataFrame(
        [(source, None, None, _json([reason])) for source, reason in told]
        + [(source, line, None, _json([reason])) for (source, line), reason in reasons.items()],
        columns=list(SKIPPED_PART),
    )
    return replace(result, skipped=_typed(skipped, SKIPPED_PART))


def _processed(
    rows: list[dict[str, Any]], flags: list[list[Message]], settings: Settings
) -> tuple[BatchResult, dict[tuple[str, int], Message]]:
    """Return what is kept of documents, and what was left out of them: by row, and by file and line.

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
    counts, hits = _empty(COUNT_PART), _empty(HIT_PART)
    counted: dict[str, Any] = {}
    if texts.str.strip().any():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DocumentSkipped)
            corpus = segment(cleaned.documents, cleaned.paragraphs, settings.userdict or None)
            found, failing = _hits(corpus) if settings.slogans else (hits, [])
        faults += [*corpus.faults, *failing]
        hits = _typed(found, HIT_PART)
        dtm = tally(corpus)
        documents["n_words"] = dtm.sizes
        counted = dict(dtm.settings)
        coo = dtm.counts.tocoo()
        terms = np.array(dtm.terms, dtype=object)[coo.col]
        counts = _typed({"document": coo.row, "term": terms, "n": coo.data}, COUNT_PART)
    places = [(row["source"], row["source_line"]) for row in rows]
    reasons = {place: message("nothing_left") for place, text in zip(places, texts, strict=True) if not text}
    place_of = dict(zip(documents.index, places, strict=True))
    for fault in faults:
        reasons[place_of[fault.doc_id]] = message("left_out", step=fault.step, fault=fault.reason)
    result = BatchResult(
        _typed(documents.reset_index(drop=True), DOCUMENT_PART),
        counts,
        hits,
        _texts(documents, texts, cleaned.paragraphs) if settings.texts else _empty(TEXT_PART),
        _empty(SKIPPED_PART),
        0,
        counted,
    )
    return result, reasons


def _hits(corpus: Corpus) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the slogans of a batch; families that depend on several batches are added later."""
    found, faults = located_runs(corpus, read_families())
    rows = [
        {**row, "document": at, "limbs": [limb.text for limb in run.limbs], "given": run.family}
        for at, runs, located in found
        for run, row in zip(runs, located, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(HIT_PART)), faults


def _texts(documents: pd.DataFrame, texts: pd.Series[str], paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Return the paragraphs of the cleaned texts."""
    at = documents.index.get_indexer(paragraphs["doc_id"])
    whole, row = texts.to_numpy()[at], documents["row"].to_numpy()[at]
    bounds = zip(whole, paragraphs["start"], paragraphs["end"], strict=True)
    lines = {name: paragraphs[name].astype("Int64") - row for name in ("first_line", "last_line")}
    told = [text[start:end] for text, start, end in bounds]
    return _typed({"document": at, "text": told, "source": paragraphs["source"], **lines}, TEXT_PART)


def _skipped(records: Records, with_text: set[int], reasons: dict[int, Message]) -> pd.DataFrame:
    rows: list[tuple[None, int | None, int | None, str]] = [
        (None, line, None, _json([reason])) for line, reason in records.faults
    ]
    for number in range(1, len(records.rows) + 1):
        if number not in with_text:
            rows.append((None, None, number, _json([message("row_without_text")])))
        elif number in reasons:
            rows.append((None, None, number, _json([reasons[number]])))
    return _typed(pd.DataFrame(rows, columns=list(SKIPPED_PART)), SKIPPED_PART)


def _json(messages: list[Message]) -> str:
    """Return messages as JSON, not yet in any language."""
    return json.dumps([[said.code, dict(said.values)] for said in messages], ensure_ascii=False)


def _empty(types: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(types)).astype(types)


def _typed(columns: Any, types: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(columns)[list(types)].astype(types)


def process_settings(slogans: bool, userdict: str | Path | None, texts: bool = False) -> Settings:
    """Return settings that can be sent to another process."""
    return Settings(slogans, str(Path(userdict).resolve()) if userdict else "", texts)
