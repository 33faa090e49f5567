"""Cells of a table as text."""

from __future__ import annotations

from .. import lexicon
from .columns import columns_of


def cell_text(value: object) -> str:
    """Return a cell as text: lists as paragraphs, missing values as nothing, half characters as �."""
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if not isinstance(value, str) and hasattr(value, "tolist"):
        value = value.tolist()  # what numpy and Arrow give for a list
    if isinstance(value, (list, tuple)):
        return "\n".join(part for part in map(cell_text, value) if part)
    if isinstance(value, dict):
        inner = value.get(columns_of(value).get("text", ""))
        return cell_text(inner) if isinstance(inner, (str, list)) else str(value)
    # JSON may name half of an emoji that was cut in two; no file could be written with it.
    text = lexicon.SURROGATE.sub("\ufffd", str(value))
    return "" if text in lexicon.MISSING else text
