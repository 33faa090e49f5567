"""Whole pages written for this, one file each, whose text is marked: a headline ⟦so⟧, a line of text ⟪so⟫.

Bylines, lines that belong to a headline and bare numbers, which may go or stay, are marked ⟨so⟩.
"""

from __future__ import annotations

import re
from pathlib import Path

from analysis.load.html_text import block_text
from analysis.load.tree import parse_page

HERE = Path(__file__).with_name("pages")
BODY = re.compile("⟪([^⟪⟫]*)⟫")
EITHER = re.compile("⟨([^⟨⟩]*)⟩")
HEADLINE = re.compile("⟦([^⟦⟧]*)⟧")


def marked_pages(kind: str) -> list[tuple[str, str, str, list[str], list[str]]]:
    """Return the pages of a folder: name, source without marks, headline, lines of furniture, lines of text.

    Parameters
    ----------
    kind : str
        `known`, by which rules may be mended, or `held`, of which only figures are looked at.
    """
    found = []
    for path in sorted((HERE / kind).glob("*.html")):
        source = path.read_text(encoding="utf-8")
        body = [re.sub("<[^>]*>", "", line) for line in BODY.findall(source)]
        headlines = HEADLINE.findall(source)
        around = lines_of(HEADLINE.sub("", EITHER.sub("", BODY.sub("\n", source))))
        found.append((path.stem, re.sub("[⟦⟧⟪⟫⟨⟩]", "", source), headlines[0], around, body))
    return found


def lines_of(source: str) -> list[str]:
    """Return the lines of a page, those in the cells of a table each by itself.

    Parameters
    ----------
    source : str
        The page's source.
    """
    tree, _ = parse_page(source)
    text = block_text(tree.body) if tree.body else ""
    return [cell.strip() for cell in re.split(r"[\n\t]", text) if cell.strip()]
