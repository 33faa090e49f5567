"""Reads the pages of a wiki from its export in XML (`mediawiki`)."""

from __future__ import annotations

import re
from typing import Any

from ..gate.wikitext import header_of, without_wikitext
from ..items import Content, Item, Message, Unreadable, message, trim_lines

ROOT = "mediawiki"
ARTICLES = ("", "0")
"""The number of the namespace of articles; talk, users, templates and categories have others."""

REDIRECT = re.compile(r"\s*[#＃](?:redirect|重定向)", re.IGNORECASE)
_SHOWN = 60


def read_wiki_pages(tree: Any) -> Content:
    """Return the articles of an export, each in the last version that it holds.

    Redirects, and pages that are no articles, are left out and told. The time of a version says nothing of
    the text's own date.

    Parameters
    ----------
    tree : lxml element
        The root of the export.

    Raises
    ------
    Unreadable
        If it has no article.
    """
    items: list[Item] = []
    found: list[str] = []
    left = 0
    for number, page in enumerate(tree.iterfind("{*}page"), 1):
        source = [one.text or "" for one in page.iterfind("{*}revision/{*}text")][-1:]
        is_article = (page.findtext("{*}ns") or "").strip() in ARTICLES and page.find("{*}redirect") is None
        if not is_article or not source or REDIRECT.match(source[0]):
            left += 1
            continue
        text, _ = trim_lines(without_wikitext(source[0], found, is_wiki=True))
        title = (page.findtext("{*}title") or "").strip()
        if text:
            stated = {**header_of(source[0]), **({"title": title} if title else {})}
            items.append(Item(text, number, stated, ("title",), "table"))
        else:
            left += 1
    if not items:
        raise Unreadable("no_articles", count=left)
    said: tuple[Message, ...] = ()
    said += (message("wiki_pages_left", count=left),) if left else ()
    said += (message("markup_removed", count=len(found), shown=found[0][:_SHOWN]),) if found else ()
    return Content(tuple(items), "wiki", "", said)
