"""Files that are lists and no texts: the titles of a column of a site with their days, telephone numbers."""

from __future__ import annotations

import re

from .items import Content, Unreadable

_TIME = r"(?:\s+\d{1,2}:\d\d(?::\d\d)?)?"
_DAY = rf"[\[(（【]?(?:(?:19|20)\d\d\s?[-/.]\s?)?\d{{1,2}}\s?[-/.]\s?\d{{1,2}}{_TIME}[\])）】]?"
_OF_SITE = re.compile(
    r"首页.{0,40}(?:尾页|末页|下一页)|上一页|下一页|共\s?\d+\s?[条页]|当前位置|您的位置|所在位置|跳转到|更多[>＞»]"
)
"""What the page of a column has beside the titles; a chronicle or a list of rules has none of it."""

_ROW = re.compile(rf"(?:\S.{{4,80}}?[\s|·]*{_DAY}|{_DAY}[\s|·]*\S.{{4,80}})")
_DAY_ALONE = re.compile(_DAY)
_PHONE = re.compile(r"[^。；]{0,40}?[\s:：（(]*(?:(?:0\d{2,3}[-\s]?)?\d{7,8}|1\d{10})(?:[-转]\d{1,4})?[）)]?")
_SENTENCE = re.compile(r"[。；！？]")
FEWEST_ROWS, FEWEST_PHONES = 5, 4
"""Fewest rows of a list."""

SHARE, SHARE_PHONES = 0.4, 0.7
"""Least share of rows among the filled lines; the others are those of the page."""


def check_list(content: Content) -> Content:
    """Return the content of a file that is a text, and of a table.

    Parameters
    ----------
    content : Content
        What a reader found.

    Raises
    ------
    Unreadable
        When the file is a list of titles with days, or of telephone numbers.
    """
    if len(content.items) != 1 or content.items[0].asked:
        return content
    lines = [one.strip() for one in content.items[0].text.split("\n") if one.strip()]
    if any(_SENTENCE.search(one) for one in lines):
        return content
    is_of_site = any(_OF_SITE.search(one) for one in lines)
    rows = [one for one in lines if _ROW.fullmatch(one)]
    days = [one for one in lines if _DAY_ALONE.fullmatch(one)]
    n = len(rows) + 2 * min(len(days), len(lines) // 2)
    if is_of_site and len(rows) + len(days) >= FEWEST_ROWS and n >= SHARE * len(lines):
        shown = next((one for one in (*rows, *lines) if one not in days), "")[:30]
        raise Unreadable("list_of_titles", count=len(rows) + len(days), shown=shown)
    phones = sum(_PHONE.fullmatch(one) is not None for one in lines)
    if phones >= FEWEST_PHONES and phones >= SHARE_PHONES * len(lines):
        raise Unreadable("list_of_phones", count=phones)
    return content
