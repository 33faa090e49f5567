"""Texts that are nearly, or share much with, another one: of their own group, of another, or of none."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from .kinds import form_of
from .overlaps import overlapping

Fault = tuple[str, str | None, str | None, int, str | None]
"""A row of the result of `gate`."""


def copied_within(texts: pd.Series[str], labels: pd.Series, duplicates: pd.DataFrame | None) -> list[Fault]:
    """Return the texts of which an earlier one of the same group is a near duplicate."""
    rows: list[Fault] = []
    if duplicates is None or duplicates.empty:
        return rows
    named = duplicates.assign(
        label=duplicates["doc_id"].map(labels),
        text=duplicates["doc_id"].map(texts).str.replace(r"\s+", "", regex=True),
    ).drop_duplicates(["group", "text"])
    for (_, label), part in named.groupby(["group", "label"], sort=True):
        first, *others = part["doc_id"]
        overlaps = part["overlap"].iloc[1:]
        rows += [
            ("again", doc_id, str(label), round(100 * overlap), first)
            for doc_id, overlap in zip(others, overlaps, strict=True)
        ]
    return rows


def shared_between(
    texts: pd.Series[str], labels: pd.Series, duplicates: pd.DataFrame | None, known: Collection[str | None]
) -> list[Fault]:
    """Return the texts that are nearly, or share much with, a text of another group or of none."""

    def known_group(one: str, other: str) -> bool:
        return pd.notna(labels.get(one)) and pd.notna(labels.get(other))

    def kind_of(kind: str, one: str, other: str) -> str:
        return kind if known_group(one, other) else "twin"

    laws = {str(doc_id) for doc_id, text in texts.items() if form_of(text) == "law"}
    copies: dict[str, tuple[str, int]] = {}
    if duplicates is not None and len(duplicates):
        for _, part in duplicates.groupby("group", sort=True):
            ids = part["doc_id"].tolist()
            for doc_id, overlap in zip(ids[1:], part["overlap"].iloc[1:], strict=True):
                if not known_group(doc_id, ids[0]) or labels.get(doc_id) != labels.get(ids[0]):
                    copies[doc_id] = ids[0], round(100 * overlap)
    rows = [
        (
            kind_of("overlap" if doc_id in laws else "copy", doc_id, other),
            doc_id,
            labels.get(doc_id),
            n,
            other,
        )
        for doc_id, (other, n) in copies.items()
    ]
    told = {*known, *laws, *copies, *(other for other, _ in copies.values())}
    others = texts[~texts.index.isin(list(told))]
    found = overlapping(others, labels)
    return rows + [
        (kind_of("overlap", one, other), one, labels.get(one), round(100 * share), other)
        for one, share, other in found
    ]
