"""The marks of wikis in a text that was copied from the editor: links, templates, headings."""

from __future__ import annotations

import re
from collections.abc import Callable

_SIGNS = re.compile(r"\[\[[^\[\]\n]{1,200}\]\]|\{\{[^{}]{1,2000}\}\}|'''|^==+[^=\n]{1,60}==+[ \t]*$", re.M)
FEWEST = 2
"""Fewest marks that show that a text is one of a wiki."""

_CATEGORY = re.compile(
    r"\[\[(?:Category|分类|分類|File|Image|文件|檔案|图像|[a-z]{2,3})\s*:"
    r"(?:[^\[\]\n]|\[\[[^\[\]\n]{0,200}\]\]){0,300}\]\]\n?",
    re.I,
)
_LINK = re.compile(r"\[\[(?:[^\[\]\n|]{0,200}\|)?([^\[\]\n|]{1,200})\]\]")
_TEMPLATE = re.compile(r"\{\{[^{}]{0,2000}\}\}\n?")
_NOTE = re.compile(r"<ref\b[^<>]{0,200}/>|<ref\b[^<>]{0,200}>(?:[^<]|<(?!/?ref\b)){0,2000}</ref>", re.I)
_HEADING = re.compile(r"^(==+)[ \t]*([^=\n]{1,60}?)[ \t]*\1[ \t]*$", re.M)
_STRONG = re.compile(r"'{2,5}([^'\n]{1,400}?)'{2,5}")
_OUTER = re.compile(r"\[https?://\S{1,300} ([^\]\n]{1,200})\]")

_COMMENT = re.compile(r"<!--.*?-->|__[A-Z]{3,20}__\n?", re.S)
_CONVERTED = re.compile(r"-\{(?:[A-Za-z]\|)?(?:[^{}|]*?zh-(?:hans|cn):)?([^{}|;]{0,200})[^{}|]{0,400}\}-")
_TAG = re.compile(
    r"</?(?:poem|noinclude|onlyinclude|includeonly|section|references|nowiki|gallery)\b[^<>]{0,200}>", re.I
)
_ROW = re.compile(r"^(?:\{\||\|[-}]).*\n?", re.M)
_CELLS = re.compile(
    r"^(?:\|\+|[|!])[ \t]*(?:[^|\n\[{]{0,100}=[^|\n\[{]{0,100}\|(?!\|)[ \t]*)?|[ \t]*(?:\|\||!!)[ \t]*", re.M
)
_LEAD = re.compile(r"^[*#:;]+[ \t]*", re.M)
"""The signs of a list, or of a line set in."""

DEEPEST = 4
"""How deep templates may stand within each other."""


def without_wikitext(text: str, found: list[str], is_wiki: bool = False) -> str:
    """Return a text without the marks of a wiki, or as it is where it has none.

    Parameters
    ----------
    text : str
        A text as read.
    found : list of str
        What is taken out is added to it.
    is_wiki : bool
        Whether it is known to be the source of a page, however few marks it has.

    Examples
    --------
    >>> from analysis.load.wikitext import without_wikitext
    >>> without_wikitext("'''修路'''由[[交通局|交通部门]]负责。{{注}}", [])
    '修路由交通部门负责。'
    """
    if is_wiki:
        text = _taken(_COMMENT, text, found, lambda match: "\n" * match[0].count("\n"))
        text = _taken(_TAG, text, found, lambda match: "")
        text = _taken(_CONVERTED, text, found, lambda match: match[1])
    elif ("[[" not in text and "{{" not in text) or len(_SIGNS.findall(text)) < FEWEST:
        return text
    text = _taken(_NOTE, text, found, lambda match: "")
    for _ in range(DEEPEST):
        text = _taken(_TEMPLATE, text, found, lambda match: "\n" * match[0].count("\n"))
    text = _taken(_CATEGORY, text, found, lambda match: "\n" * match[0].count("\n"))
    text = _taken(_LINK, text, found, lambda match: match[1])
    text = _taken(_OUTER, text, found, lambda match: match[1])
    text = _taken(_HEADING, text, found, lambda match: match[2])
    text = _taken(_STRONG, text, found, lambda match: match[1])
    if is_wiki:
        text = _taken(_ROW, text, found, lambda match: "")
        text = _taken(_CELLS, text, found, lambda match: "\t" if match.start() and _is_within(match) else "")
        text = _taken(_LEAD, text, found, lambda match: "")
    return text


def _is_within(match: re.Match[str]) -> bool:
    """Return whether a mark of cells stands within a line of them."""
    return match.string[match.start() - 1] != "\n"


def _taken(
    pattern: re.Pattern[str], text: str, found: list[str], kept: Callable[[re.Match[str]], str]
) -> str:
    def change(match: re.Match[str]) -> str:
        found.append(match[0][:60])
        return kept(match)

    return pattern.sub(change, text)
