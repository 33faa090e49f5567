"""Whole pages written for this, one file each, whose text is marked: a headline ⟦so⟧, a line of text ⟪so⟫.

Bylines, histories of laws, lines that belong to a headline and bare numbers, which may go or stay, are marked
⟨so⟩. Some are the source of a page, some what is left of one that was copied as plain text.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from analysis.load.html.text import block_text
from analysis.load.html.tree import parse_page

HERE = Path(__file__).with_name("pages")
BODY = re.compile("⟪([^⟪⟫]*)⟫")
EITHER = re.compile("⟨([^⟨⟩]*)⟩")
HEADLINE = re.compile("⟦([^⟦⟧]*)⟧")


class Marked(NamedTuple):
    """A page: its file, its text without marks, its headline, and its lines of furniture and of text."""

    file: str
    text: str
    headline: str
    furniture: list[str]
    body: list[str]


def marked_pages(kind: str, copied: bool = False) -> list[Marked]:
    """Return the pages of a folder.

    Parameters
    ----------
    kind : str
        `known`, by which rules may be mended, or `held`, of which only figures are looked at.
    copied : bool
        Whether those with their source are given as plain text, as a reader copies them.
    """
    found = []
    for path in sorted((HERE / kind).iterdir()):
        source = path.read_text(encoding="utf-8")
        is_text = path.suffix == ".txt"
        body = [re.sub("<[^>]*>", "", line) for marked in BODY.findall(source) for line in marked.split("\n")]
        rest = HEADLINE.sub("", EITHER.sub("", BODY.sub("\n", source)))
        around = [line.strip() for line in rest.split("\n") if line.strip()] if is_text else lines_of(rest)
        text = re.sub("[⟦⟧⟪⟫⟨⟩]", "", source)
        text = "\n".join(lines_of(text)) if copied and not is_text else text
        file = f"{path.stem}.txt" if copied else path.name
        found.append(Marked(file, text, HEADLINE.findall(source)[0], around, body))
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
