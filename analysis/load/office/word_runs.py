"""What the runs of a Word document show: text, hidden text, characters in a ring, signs of symbol fonts."""

from __future__ import annotations

import re
from typing import Any

from .numbering import WORD

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
PASSED_OVER = frozenset((WORD + "del", WORD + "moveFrom", WORD + "rt", WORD + "instrText", MC + "Fallback"))

_RINGED = re.compile(r"\s*eq\s*\\o(?:\\a[clr])?\s*\((?P<of>.*)\)\s*", re.IGNORECASE | re.DOTALL)
_SWITCH = re.compile(r"\\[a-z]+\s*-?\d*\s*(?=[\\(])|[()\s\"“”]", re.IGNORECASE)
_RINGS = frozenset("○◯〇⭕□△◇")
_SIGNS = {0xF081 + n: chr(0x2460 + n) for n in range(10)} | {0xF08C + n: chr(0x2776 + n) for n in range(10)}
"""Numbers in rings in the font Wingdings."""


def paragraph_text(paragraph: Any) -> str:
    """Return the text of a paragraph element, with insertions and links, without what was struck out.

    Parameters
    ----------
    paragraph : lxml element
        A `w:p`.
    """
    parts: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag in PASSED_OVER or node.tag == WORD + "txbxContent" or is_hidden(node):
            continue
        if node.tag == WORD + "sdt" and is_placeholder(node):
            continue
        if node.tag in (WORD + "t", MATH):
            parts.append(node.text or "")
        elif node.tag == WORD + "noBreakHyphen":
            parts.append("-")
        elif node.tag == WORD + "tab" and node.getparent().tag == WORD + "r":
            parts.append("\t")
        elif node.tag in (WORD + "br", WORD + "cr"):
            parts.append("\n")
        elif node.tag == WORD + "sym":
            parts.append(_SIGNS.get(int(node.get(WORD + "char") or "0", 16), ""))
        else:
            stack.extend(reversed(node))
    return "".join(parts)


def is_placeholder(control: Any) -> bool:
    """Return whether a content control shows a prompt (click here to enter text)."""
    properties = control.find(WORD + "sdtPr")
    return properties is not None and properties.find(WORD + "showingPlcHdr") is not None


def is_hidden(node: Any) -> bool:
    """Return whether an element is a run that is hidden."""
    return bool(node.tag == WORD + "r") and _vanishes(node.find(WORD + "rPr"))


def _vanishes(properties: Any | None) -> bool:
    hidden = None if properties is None else properties.find(WORD + "vanish")
    return hidden is not None and hidden.get(WORD + "val") not in ("0", "false", "off")


def hide_by_style(body: Any, styles: Any | None) -> None:
    """Mark the runs of a body as hidden whose style says it.

    Parameters
    ----------
    body : lxml element
        The body, which is changed.
    styles : lxml element or None
        The part that defines styles.
    """
    every = () if styles is None else styles.iter(WORD + "style")
    hiding = {style.get(WORD + "styleId") for style in every if _vanishes(style.find(WORD + "rPr"))}
    if not hiding:
        return
    for run in body.iter(WORD + "r"):
        properties = run.find(WORD + "rPr")
        style = None if properties is None else properties.find(WORD + "rStyle")
        own = None if properties is None else properties.find(WORD + "vanish")
        if style is not None and own is None and style.get(WORD + "val") in hiding:
            properties.append(properties.makeelement(WORD + "vanish", {}))


def show_ringed(body: Any) -> int:
    """Put characters in rings where a body has the fields that draw them; return how many these are.

    Parameters
    ----------
    body : lxml element
        The body, which is changed.
    """
    count = 0
    for paragraph in body.iter(WORD + "p"):
        told: list[Any] = []
        for node in paragraph.iter(WORD + "instrText", WORD + "fldChar"):
            if node.tag == WORD + "instrText":
                told.append(node)
                continue
            if node.get(WORD + "fldCharType") == "begin":
                told = []
                continue
            sign = ringed("".join(one.text or "" for one in told))
            if sign and told:
                told[-1].tag, told[-1].text = WORD + "t", sign
                count += 1
            told = []
    return count


def ringed(instruction: str) -> str:
    r"""Return the sign that a field draws of a ring and what is in it; nothing for other fields.

    Parameters
    ----------
    instruction : str
        The instruction of a field.

    Examples
    --------
    >>> from analysis.load.office.word_runs import ringed
    >>> ringed(r" eq \o\ac(○,1)"), ringed(r"EQ \o(12,\s\up 2(○))"), ringed("PAGE")
    ('①', '⑫', '')
    """
    found = _RINGED.fullmatch(instruction)
    parts = [] if found is None else _SWITCH.sub("", found["of"]).replace("，", ",").split(",")
    inner = [part for part in parts if part and part not in _RINGS]
    if len(inner) != 1 or len(parts) != 2:
        return ""
    number = int(inner[0]) if inner[0].isascii() and inner[0].isdecimal() else 0
    for first, start, end in ((0x2460, 1, 20), (0x3251, 21, 35), (0x32B1, 36, 50)):
        if start <= number <= end:
            return chr(first + number - start)
    return inner[0]


def hidden_and_struck(body: Any) -> tuple[list[str], int]:
    """Return what is hidden in a body, and in how many places it was changed by deletions that are tracked.

    Parameters
    ----------
    body : lxml element
        The body.
    """
    runs = (run for run in body.iter(WORD + "r") if is_hidden(run))
    told = ("".join(text.text or "" for text in run.iter(WORD + "t")).strip() for run in runs)
    struck = [one for one in body.iter(WORD + "del") if next(one.iter(WORD + "delText"), None) is not None]
    return [text for text in told if text], len(struck)
