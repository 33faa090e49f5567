"""The marks of wikis in a text that was copied from the editor: links, templates, headings."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..attribution.dates import parse_date, parse_year
from ..attribution.headlines import OFFICE

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

_HEADER = re.compile(
    r"\A\s*\{\{\s*(?:[Hh]eader\d?|标头|標頭|页首|頁首|[Tt]extinfo|作品信息)\s*(?P<fields>\|[^{}]{0,2000})\}\}"
)
_FIELD = re.compile(r"\|\s*(?P<name>[A-Za-z_一-鿿]{1,12})\s*=(?P<value>[^|\[]*(?:\[\[[^\]]*\]\][^|\[]*)*)")
_NAMES = {
    "title": "title", "标题": "title", "標題": "title", "题名": "title", "year": "year", "年": "year",
    "年份": "year", "month": "month",
    "月": "month", "day": "day", "日": "day", "date": "date", "日期": "date",
    "author": "author", "作者": "author",
}  # fmt: skip
"""What the template at the head of a page of Wikisource states, by our names."""

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
    >>> from analysis.load.gate.wikitext import without_wikitext
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


def header_of(text: str) -> dict[str, str]:
    """Return what the template at the head of a page of Wikisource states: title, office, year or day.

    Parameters
    ----------
    text : str
        The source of the page.

    Examples
    --------
    >>> from analysis.load.gate.wikitext import header_of
    >>> header_of("{{header2|title=修路的报告|author=某县人民政府|year=2008|month=1|day=9}}修路。")
    {'title': '修路的报告', 'publisher': '某县人民政府', 'date': '2008-01-09'}
    """
    header = _HEADER.match(text)
    told = {
        _NAMES[one["name"].lower()]: _LINK.sub(r"\1", one["value"]).strip()
        for one in (_FIELD.finditer(header["fields"]) if header else ())
        if one["name"].lower() in _NAMES
    }
    year = parse_year(told.get("year", "")) or ""
    parts = [told.get(name, "") for name in ("year", "month", "day")]
    day = parse_date("-".join(parts)) if all(parts) else ""
    author = told.get("author", "")
    stated = {
        "title": told.get("title", ""),
        "publisher": author if OFFICE.match(author) else "",
        "date": parse_date(told.get("date", "")) or day or "",
        "year": str(year),
    }
    return {name: value for name, value in stated.items() if value and (name != "year" or not stated["date"])}


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
