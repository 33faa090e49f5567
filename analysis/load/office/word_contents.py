"""Tables of contents in a Word document, and the line 目录 above them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .numbering import WORD

HEADING = re.compile(r"目录|目次|(?:table of )?contents", re.IGNORECASE)


def is_contents(control: Any) -> bool:
    """Return whether a content control holds a table of contents.

    Parameters
    ----------
    control : lxml element
        A `w:sdt`.
    """
    gallery = next(iter(control.iter(WORD + "docPartGallery")), None)
    return gallery is not None and "contents" in (gallery.get(WORD + "val") or "").lower()


def is_entry(style: str) -> bool:
    """Return whether a style is one of the lines of a table of contents (`toc 1`)."""
    return style.startswith("toc") and style[3:].strip().isdigit()


def heads_contents(paragraph: Any, text: str, style_of: Callable[[Any], str]) -> bool:
    """Return whether a paragraph is the line 目录 and a table of contents is what follows.

    Parameters
    ----------
    paragraph : lxml element
        A `w:p`.
    text : str
        What it says.
    style_of : callable
        Returns the name of the style that the properties of a paragraph state.
    """
    if not HEADING.fullmatch("".join(text.split())):
        return False
    below = paragraph.getnext()
    if below is None:  # the last one of a control, above the contents
        holder = paragraph.getparent()
        below = holder.getparent().getnext() if holder.tag == WORD + "sdtContent" else None
    while below is not None:
        if below.tag == WORD + "sdt":
            return is_contents(below) or any(
                is_entry(style_of(one.find(WORD + "pPr"))) for one in below.iter(WORD + "p")
            )
        if below.tag == WORD + "p" and "".join(below.itertext()).strip():
            return is_entry(style_of(below.find(WORD + "pPr")))
        below = below.getnext()
    return False
