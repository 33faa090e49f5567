"""The head of the page, and the section on the texts compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ...clean import reasons
from ...corpus import SizedTexts
from ...lexicon import messages
from ..context import Context
from ..parts import Header, Note, Part, Section, Table, note, said

MANY = 30
"""A table of more groups is collapsed."""

FILE_COLUMNS = (
    "file", "status", "format", "encoding", "n_documents", "n_characters", "city", "city_from", "date",
    "date_from", "reason", "warnings",
)  # fmt: skip


def header(
    context: Context, corpus: SizedTexts, title: str = "", notes: Sequence[str] = (), date: str = ""
) -> Header:
    """Return the head of the page: title, what is compared, and notes such as “written for demonstration”.

    Parameters
    ----------
    context : Context
        The context of the report.
    corpus : Corpus
        The corpus compared.
    title : str
        A title replacing the default.
    notes : sequence of str
        Notices shown below the title.
    date : str
        The date of the report as `YYYY-MM-DD`; empty for none.
    """
    placed = context.labels.notna().to_numpy()
    years = corpus.documents.loc[placed, "year"].dropna()
    span = ""
    if len(years):
        first, last = int(years.min()), int(years.max())
        span = context.say("page.years" if first != last else "page.year", {"first": first, "last": last})
    n_han = f"{int(corpus.n_han[placed].sum()):,}"
    usual = note("page.title" if context.by == "city" else "page.title_other")
    plurals = messages(context.lang)["by_plural"]
    named = {"n": len(context.groups), "groups_by": plurals.get(context.by, "")}
    groups = context.say("page.groups" if context.by in plurals else "page.groups_other", named)
    lead = {"n": int(placed.sum()), "groups": groups, "n_han": n_han, "years": span}
    notices = tuple(said(text, "notice") for text in notes)
    return Header(
        context,
        said(title) if title else usual,
        Note("page.lead_alone" if context.alone else "page.lead", lead),
        date,
        notices,
    )


def corpus_section(
    context: Context, sizes: pd.DataFrame, files: pd.DataFrame, log: pd.DataFrame, duplicates: pd.DataFrame
) -> Section:
    """Describe the texts compared: the size of each group, every file, what cleaning changed, duplicates.

    Parameters
    ----------
    context : Context
        The context of the report.
    sizes : DataFrame
        The result of `group_sizes`.
    files : DataFrame
        `files` of `read_folder`.
    log : DataFrame
        `log` of `clean_documents`; without columns where it is not known.
    duplicates : DataFrame
        The result of `duplicate_groups`.
    """
    told = tuple(column for column in sizes if not (column == "years" and context.by == "year"))
    shown = files.reindex(columns=list(FILE_COLUMNS))
    filled = tuple(name for name in FILE_COLUMNS if shown[name].notna().any() and (shown[name] != "").any())
    parts: list[Part] = [
        Table("corpus", sizes, columns=told, title="sizes", fold=len(sizes) > MANY),
        Table("files", files, shown, filled, "files", fold=True),
    ]
    if "rule" in log:  # which a folder of counts does not keep
        parts.append(Table("cleaning", log, _by_rule(log, context.lang), title="cleaning", fold=True))
    if len(duplicates):
        counted = duplicates["doc_id"].isin(context.labels.index).map({True: "yes", False: "no"})
        columns = ("group", "doc_id", "kind", "overlap", "counted")
        parts.append(
            Table("duplicates", duplicates.assign(counted=counted), columns=columns, title="duplicates",
                  fold=True, labels={"group": "set"})
        )  # fmt: skip
    return Section("corpus", context, tuple(parts))


def _by_rule(log: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return how often each cleaning rule applied, by its reason, which is clearer than its name."""
    gone = log["action"].isin(["removed", "moved", "kept apart"])  # whose `n` is characters, not places
    counted = log.assign(n_places=log["n"].mask(gone, 1), n_characters=log["n"].where(gone))
    table = counted.groupby(["rule", "action"], sort=True).agg(
        n_documents=("doc_id", "nunique"),
        n_places=("n_places", "sum"),
        n_characters=("n_characters", lambda n: n.sum(min_count=1)),  # empty where no text went
    )
    known: dict[str, Any] = reasons().set_index("rule")[f"reason_{lang}"].to_dict()
    table = table.reset_index()
    return table.assign(rule=[known.get(rule, rule) for rule in table["rule"]])
