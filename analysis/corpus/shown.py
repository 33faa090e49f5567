"""How nouns display in a notebook: a few lines of HTML, in both languages, as notebooks are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd

from ..lexicon import messages

MOST_NAMED = 8
"""Maximum groups and terms named; the total is always given."""

LONGEST = 40
"""Maximum characters shown of a name or value."""


def number(value: int) -> str:
    """Return a whole number with thousands separators."""
    return f"{value:,}"


def named(names: Iterable[str]) -> str:
    """Return the number of names, and the first of them, sorted."""
    ordered = sorted(set(names))
    shown = "、".join(map(clipped, ordered[:MOST_NAMED]))
    return f"{number(len(ordered))}（{shown}{'……' if len(ordered) > MOST_NAMED else ''}）" if ordered else "0"


def spread(units: pd.DataFrame) -> dict[str, str]:
    """Return the cities and years of documents or units, where known."""
    rows = {}
    if "city" in units:
        rows["cities"] = named(units["city"].dropna().map(str))
    years = units["year"].dropna().astype(int) if "year" in units else pd.Series(dtype=int)
    if len(years):
        rows["years"] = str(years.min()) if years.min() == years.max() else f"{years.min()}–{years.max()}"
    return rows


def word(key: str) -> str:
    """Return a word of the notebook catalogue in Chinese and in English."""
    return " ".join(messages(lang)["objects"][key] for lang in ("zh", "en"))


def clipped(text: str) -> str:
    """Return a name or value, truncated where it is too long to show."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def box(kind: str, rows: Mapping[str, str], settings: Mapping[str, Any]) -> str:
    """Return a noun as HTML.

    Parameters
    ----------
    kind : str
        Its name in the catalogue.
    rows : mapping
        What to show, by name in the catalogue; empty values are left out.
    settings : mapping
        How it was made; shown collapsed.
    """
    cell = "text-align:left;padding:0 1em 0 0;vertical-align:top"
    lines = "".join(
        f'<tr><th scope="row" style="{cell};font-weight:normal">{escape(word(key))}</th>'
        f'<td style="{cell}">{escape(value)}</td></tr>'
        for key, value in rows.items()
        if value
    )
    told = "".join(
        f"<div><code>{escape(str(key))}</code> {escape(clipped(str(value)))}</div>"
        for key, value in settings.items()
        if value not in (None, "")
    )
    more = f"<details><summary>{escape(word('settings'))}</summary>{told}</details>" if told else ""
    return f"<div><strong>{escape(word(kind))}</strong><table><tbody>{lines}</tbody></table>{more}</div>"
