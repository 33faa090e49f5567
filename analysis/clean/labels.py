"""Field labels that a program inserted before the parts of a text: 标题：, 正文：, 导读：."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .records import Entry, Line, Outcome, removed

TOP = 12
"""Number of lines at the beginning that are searched for such labels."""

_ALONE = re.compile(
    r"[【\[（(]?(?:标题|题名|正文|全文|内容|正文内容|文章内容)[】\])）]?\s*[:：]?|[=*\-_~#+—]{4,}"
)
_BEFORE = re.compile(
    r"(?:[【\[]?(?:文章|新闻|文件|公文|政策)?(?:标题|题名|题目)[】\]]?|[【\[]?(?:正文|正文内容|内容|全文|核心提示|内容提要|内容摘要|导读|导语|摘要)[】\]]?)\s*[:：]\s*(?=\S{4})"
    r"|[【\[](?:标题|题名|题目|正文|内容|全文|核心提示|内容提要|导读|摘要)[】\]]\s*(?=\S{4})"
)
_EDIT = (
    r"(?:[\[［【](?:编辑|編輯|edit|编辑(?:源代码|章节|本段)|编辑\s?[|｜]\s?编辑源代码)[\]］】]|播报\s?编辑)"
)
_EDITED = re.compile(rf"(?<=\S)\s*{_EDIT}$")
_BARE = re.compile(r"(?<=[一-鿿])(?<![总任字片行班目级术副聘])\s*编辑(?:本段)?$")

MOST_HEADING, FEWEST_EDITED = 24, 2
"""Longest heading (characters) that an encyclopedia lets one edit, and how many must end in a bare 编辑."""


def _edit_buttons(lines: Sequence[Line]) -> re.Pattern[str]:
    """Return what edit buttons behind headings look like: in brackets, or bare where there are many."""
    bare = [
        line.text
        for line, below in pairwise(lines)
        if len(line.text) <= MOST_HEADING and line.text.endswith(("编辑", "编辑本段")) and "。" in below.text
    ]
    return _BARE if len({*bare}) >= FEWEST_EDITED else _EDITED


def remove_labels(lines: Sequence[Line]) -> Outcome:
    """Remove field labels near the beginning of a text, lines of dashes, buttons behind headings."""
    kept: list[Line] = []
    entries: list[Entry] = []
    button = _edit_buttons(lines)
    for i, line in enumerate(lines):
        edit = button.search(line.text) if len(line.text) <= MOST_HEADING else None
        if edit:
            entries.append(Entry("labels", "changed", 1, line.first, edit[0]))
            line = line._replace(text=line.text[: edit.start()])
        label = _ALONE.fullmatch(line.text)
        if label and (i < TOP or not any("一" <= c <= "鿿" for c in line.text)):
            entries.append(removed("labels", line))
            continue
        before = _BEFORE.match(line.text) if i < TOP else None
        if before and sum(other.text.startswith(before[0]) for other in lines) == 1:  # more are a script's
            entries.append(Entry("labels", "changed", 1, line.first, before[0]))
            line = line._replace(text=line.text[before.end() :])
        kept.append(line)
    return Outcome(kept, entries)
