"""The section on what was compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from IPython.display import HTML

from ...clean import reasons
from ...corpus import DocTermMatrix
from ...errors import Fault
from ...tables import translate
from ..page import Page, join


def corpus_section(
    page: Page, files: pd.DataFrame, log: pd.DataFrame, duplicates: pd.DataFrame, dtm: DocTermMatrix
) -> HTML:
    """Tell what was compared: size of each group, every file, what was cleaned, what stands twice.

    Parameters
    ----------
    page : Page
        The page.
    files : DataFrame
        `files` of `read_folder`.
    log : DataFrame
        `log` of `clean_documents`.
    duplicates : DataFrame
        The result of `duplicate_groups`.
    dtm : DocTermMatrix
        Counts in documents.
    """
    sizes = group_sizes(page, dtm)
    told = [column for column in sizes if not (column == "years" and page.by == "year")]
    parts = [page.table("corpus", sizes, title="numbers", columns=told)]
    columns = [
        "file", "status", "format", "encoding", "n_documents", "n_characters", "city", "city_from", "date",
        "date_from", "reason", "warnings",
    ]  # fmt: skip
    shown = files.reindex(columns=columns)
    for column in ("status", "city_from", "date_from"):
        shown[column] = translate(shown[column], page.lang)
    filled = [column for column in columns if shown[column].notna().any() and (shown[column] != "").any()]
    parts.append(page.table("files", files, shown, title="files", fold=True, columns=filled))
    log = _with_faults(log, page.corpus.faults)
    cleaned = log.groupby(["rule", "action"], sort=True).agg(
        n_documents=("doc_id", "nunique"), n_places=("n", "sum")
    )
    cleaned = cleaned.reset_index()
    shown = cleaned.assign(
        action=translate(cleaned["action"], page.lang), rule=rule_labels(cleaned["rule"], page.lang)
    )
    parts.append(page.table("cleaning", log, shown, title="cleaning", fold=True))
    if len(duplicates):
        counted = duplicates["doc_id"].isin(page.corpus.documents.index)
        marked = duplicates.assign(counted=counted.map({True: "yes", False: "no"}))
        shown = marked.assign(
            kind=translate(marked["kind"], page.lang), counted=translate(marked["counted"], page.lang)
        )
        parts.append(
            page.table(
                "duplicates",
                marked,
                shown,
                title="duplicates",
                columns=["group", "doc_id", "kind", "overlap", "counted"],
                labels={"group": page.say["columns"]["set"]},
            )
        )
    return join(parts)


def group_sizes(page: Page, dtm: DocTermMatrix) -> pd.DataFrame:
    """Return `group, n_documents, years, n_han, n_words` of each group of the page."""
    documents = page.corpus.documents
    frame = pd.DataFrame(
        {
            "group": page.labels,
            "year": documents["year"],
            "n_han": page.corpus.n_han,
            "n_words": dtm.sizes,
        }
    )
    sizes = frame.groupby("group", sort=True).agg(
        n_documents=("n_han", "size"),
        years=("year", _span),
        n_han=("n_han", "sum"),
        n_words=("n_words", "sum"),
    )
    return sizes.reset_index()


def _with_faults(log: pd.DataFrame, faults: Sequence[Fault]) -> pd.DataFrame:
    """Return the cleaning log with the documents that could not be segmented."""
    rows = [(fault.doc_id, "segmentation", "skipped", 1, pd.NA, fault.reason) for fault in faults]
    if not rows:
        return log
    return pd.concat([log, pd.DataFrame(rows, columns=log.columns).astype(log.dtypes)], ignore_index=True)


def rule_labels(rules: pd.Series[Any], lang: str) -> list[str]:
    """Return the reason of each cleaning rule, which tells more than its name."""
    known = reasons().set_index("rule")[f"reason_{lang}"].to_dict()
    return [known.get(rule, rule) for rule in rules]


def _span(years: pd.Series[Any]) -> str:
    known = sorted(set(years.dropna().astype(int)))
    if not known:
        return ""
    return str(known[0]) if len(known) == 1 else f"{known[0]}–{known[-1]}"
