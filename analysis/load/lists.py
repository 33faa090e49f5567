"""Files that are lists and no texts: titles of a column or a search of a site, telephone numbers, forms."""

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
_FOUND = re.compile(
    r"(?:找到|检索到|搜索到|搜到|共有?|约)\D{0,8}\d[\d,]*\s?[条个篇项]\s?(?:相关)?的?(?:结果|记录|信息|文档|网页|内容)"
)
_CUT = re.compile(r"^(?:\.{3}|…)|(?:\.{3}|…)$")
"""What a search says that it found, and the pieces of texts that it shows."""

HEAD = 10
"""Among how many lines that stands."""

_UNFILLED = re.compile(
    r"[_＿]{3,}|[:：](?:\s{0,20}[（(].{0,6}[)）])?\s{2,60}[^\s:：]{1,12}[:：]|(?:^|\D)\s\s年\s{1,20}月\s{1,20}日|[□☐].*[□☐]|^[□☐]$"
)
"""A line of a form with a place to be filled in."""

FEWEST_UNFILLED = 3
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
        When the file is a list of titles with days, what a search found, a list of telephone numbers, or a
        form that nobody filled in.
    """
    if len(content.items) != 1 or content.items[0].asked:
        return content
    lines = [one.strip() for one in content.items[0].text.split("\n") if one.strip()]
    cut = [one for one in lines if _CUT.search(one)]
    is_text = any(_SENTENCE.search(one) and one not in cut for one in lines)
    if not is_text and any(_FOUND.search(one) for one in lines[:HEAD]):
        of_results = [one for one in lines if one in cut or _ROW.fullmatch(one) or "://" in one]
        if len(of_results) >= FEWEST_ROWS and len(of_results) >= SHARE * len(lines):
            raise Unreadable("list_of_titles", count=len(of_results), shown=of_results[0][:30])
    if is_text or any(_SENTENCE.search(one) for one in cut):
        return content
    blank = [_UNFILLED.search(one) is not None for one in lines]
    labels = [one.endswith((":", "：")) for one in lines]
    for i in reversed(range(len(lines))):  # a label with words below it is filled in
        blank[i] |= labels[i] and (i + 1 == len(lines) or labels[i + 1] or blank[i + 1])
    unfilled = [one for one, is_blank in zip(lines, blank, strict=True) if is_blank]
    if len(unfilled) >= FEWEST_UNFILLED and 2 * len(unfilled) >= len(lines):
        raise Unreadable("blank_form", shown=lines[0][:20])
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
