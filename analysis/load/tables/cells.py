"""Cells of a table as text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ... import lexicon
from .columns import columns_of

FEWEST_WORDS, LONGEST_WORD = 6, 3
"""Fewest words that are a segmented text, and their largest length on average."""

NAMING = ("name", "label", "title", "displayName", "value", "名称", "#text", "$date", "$oid")
"""Keys under which a record in a cell (`"city": {"id": 7, "name": …}`) says what it is."""

DEEPEST = 12
"""How deep within a record its name is looked for."""

_QUOTED = re.compile(r"\A(?:'(?=[㐀-鿿“（《\d])([^']*)|=\"([^\"]*)\")\Z")
"""A cell with the mark by which Excel knows a text."""

ENDS = frozenset("。！？；：”’）」.!?")

MARKS = frozenset("，。、；：")


def are_words(parts: Sequence[str]) -> bool:
    """Return whether the parts of a list are the words of a segmented text: short, marks among them.

    Parameters
    ----------
    parts : sequence of str
        What a list holds.
    """
    short = len(parts) >= FEWEST_WORDS and sum(map(len, parts)) <= LONGEST_WORD * len(parts)
    return short and any(part in MARKS for part in parts)


def whole_text(parts: Sequence[object]) -> str:
    r"""Return a text that is divided among cells; one that ends within a sentence is continued by the next.

    Parameters
    ----------
    parts : sequence
        The cells, in order; equal ones count once.

    Examples
    --------
    >>> from analysis.load.tables.cells import whole_text
    >>> whole_text(["修路。", "点", "灯。", None])
    '修路。\n点灯。'
    """
    text = ""
    for part in filter(None, dict.fromkeys(map(cell_text, parts))):
        text += "\n" + part if text and text.rstrip()[-1:] in ENDS else part
    return text


def _name_in(value: object, depth: int = 0) -> str:
    """Return what a record or a list in a cell says that it is, however deep; nothing if several."""
    if depth > DEEPEST:
        return ""
    if isinstance(value, dict):
        named = (value[name] for name in NAMING if isinstance(value.get(name), str) and value[name])
        found = next(named, "")
        return found or _name_in([one for one in value.values() if isinstance(one, (dict, list))], depth + 1)
    if isinstance(value, list):
        names = {name for one in value if (name := _name_in(one, depth + 1))}
        return names.pop() if len(names) == 1 else ""
    return ""


def cell_text(value: object) -> str:
    """Return a cell as text: lists as paragraphs, missing values as nothing, half characters as �."""
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if not isinstance(value, str) and hasattr(value, "tolist"):
        value = value.tolist()  # what numpy and Arrow give for a list
    if isinstance(value, (list, tuple)):
        parts = [part for part in map(cell_text, value) if part]
        return "".join(parts) if are_words(parts) else "\n".join(parts)
    if isinstance(value, dict):
        inner = value.get(columns_of(value).get("text", ""))
        return cell_text(inner) if isinstance(inner, (str, list)) else _name_in(value) or str(value)
    # JSON may name half of an emoji that was cut in two; no file could be written with it.
    text = lexicon.SURROGATE.sub("\ufffd", str(value))
    text = _QUOTED.sub(lambda quoted: quoted[1] or quoted[2] or "", text) if text[:1] in "'=" else text
    return "" if text in lexicon.MISSING else text
