"""The title that a PDF states in its metadata, where it can be believed."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, NamedTuple

from ..attribution.headlines import HAN
from ..html.head import SITE, SPLIT_TITLE

FEWEST, HEAD = 8, 6_000
"""Chinese characters of the shortest title believed, and characters of the text in whose lines it stands."""

BROWSER = re.compile("Mozilla/|Chromium|Chrome|Firefox|Skia/PDF")

SAID = 0.7
"""Share of its pairs of characters that are in a text of which the title of a page is no line: what a site
calls all pages of a column has fewer."""

LINES = 4
"""Most lines over which a title is set."""


class Stated(NamedTuple):
    """A title in the metadata, without the name of a site behind it, and whether a browser wrote it there."""

    title: str
    by_browser: bool


def metadata_title(document: Any) -> Stated:
    """Return the title in the metadata of an open PDF."""
    title = SPLIT_TITLE.split(str(document.get_metadata_value("Title") or "").strip(), 1)[0]
    program = f"{document.get_metadata_value('Creator')} {document.get_metadata_value('Producer')}"
    return Stated(" ".join(title.split()), bool(BROWSER.search(program)))


def title_in(stated: Stated, text: str) -> str:
    r"""Return a title of the metadata if it is one, else the empty string.

    A browser writes the title of the page there, which may be that of a whole column. A word processor writes
    the name of a file, or the title of whatever document was the first to be saved under it: it must stand on
    lines of its own in the text.

    Parameters
    ----------
    stated : Stated
        The result of `metadata_title`.
    text : str
        The text of the file.

    Examples
    --------
    >>> from analysis.load.pdf.title import Stated, title_in
    >>> title_in(Stated("关于加快港口扩建的意见", False), "文件\n关于加快\n港口扩建的意见\n各区政府：")
    '关于加快港口扩建的意见'
    >>> title_in(Stated("Microsoft Word - 关于港口的几点设想", False), "关于加快港口扩建的意见")
    ''
    """
    wanted = _bare(stated.title)
    if len(HAN.findall(wanted)) < FEWEST or SITE.search(stated.title):
        return ""
    lines = [line for line in map(_bare, text[:HEAD].split("\n")) if line]
    for at, line in enumerate(lines):
        if wanted.startswith(line) and any(
            "".join(lines[at : at + n]) == wanted for n in range(1, LINES + 1)
        ):
            return stated.title
    pairs = {a + b for a, b in pairwise(wanted)}
    said = sum(pair in "".join(lines) for pair in pairs) >= SAID * len(pairs)
    return stated.title if stated.by_browser and said else ""


def _bare(line: str) -> str:
    """Return the letters, signs and digits of a line."""
    return "".join(filter(str.isalnum, line))
