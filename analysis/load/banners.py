"""Lines that many files of a folder have above their headlines: the name or motto of a site, no title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from .headlines import END_TITLE, is_headline

FEWEST, DIFFERENT = 4, 0.75
"""Fewest files with the same title that may be a banner, and what share of the lines below it must differ."""

WITHIN = 5
"""Lines at the head of a text among which a banner stands."""

OF_DOCUMENTS = re.compile(r"报告|讲话|致辞|贺词|规划|纲要|条例|公报|计划|总结|要点|章程|宣言|实录|摘要|全文")
"""What documents are called that have one title in many places."""


def shared_banners(rows: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    r"""Return the titles of documents that are banners: those of several files, above headlines that differ.

    Parameters
    ----------
    rows : iterable of mapping
        Documents with `file`, `title`, `title_from` and `text`.

    Examples
    --------
    >>> from analysis.load.banners import shared_banners
    >>> heads = ("甲县修通村道", "乙县点亮路灯", "丙县改好水厕", "丁县清理河塘")
    >>> rows = [
    ...     {"file": head, "title": "彩云之南", "title_from": "page", "text": f"彩云之南\n{head}\n全县…。"}
    ...     for head in heads
    ... ]
    >>> shared_banners(rows)
    frozenset({'彩云之南'})
    """
    below: dict[str, dict[str, str]] = {}
    for row in rows:
        title = row["title"]
        if row["title_from"] != "page" or not title or END_TITLE.search(title) or OF_DOCUMENTS.search(title):
            continue
        lines = [line.strip() for line in row["text"][:2000].split("\n") if line.strip()]
        at = lines.index(title) if title in lines[:WITHIN] else -1
        follows = lines[at + 1] if 0 <= at < len(lines) - 1 else ""
        below.setdefault(title, {})[row["file"]] = follows if follows and is_headline(follows) else ""
    return frozenset(
        title
        for title, lines_below in below.items()
        if len(lines_below) >= FEWEST
        and len({*filter(None, lines_below.values())}) >= DIFFERENT * len(lines_below)
    )
