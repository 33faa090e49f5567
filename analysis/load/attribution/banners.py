"""Lines that many files of a folder have above their headlines: the name or motto of a site, no title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
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
    >>> from analysis.load.attribution.banners import shared_banners
    >>> heads = ("甲县修通村道", "乙县点亮路灯", "丙县改好水厕", "丁县清理河塘")
    >>> rows = [
    ...     {"file": head, "title": "彩云之南", "title_from": "page", "text": f"彩云之南\n{head}\n全县…。"}
    ...     for head in heads
    ... ]
    >>> shared_banners(rows)
    frozenset({'彩云之南'})
    """
    heads: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        title = row["title"]
        if row["title_from"] != "page" or not title or END_TITLE.search(title) or OF_DOCUMENTS.search(title):
            continue
        lines = [line.strip() for line in row["text"][:2000].split("\n") if line.strip()]
        if title in lines[:WITHIN]:
            heads.setdefault(title, {})[row["file"]] = lines[: 2 * WITHIN]
    found: set[str] = set()
    for title, of_files in heads.items():
        if len(of_files) < FEWEST:
            continue
        counts = Counter(line for lines in of_files.values() for line in {*lines[:WITHIN]})
        shared = {line for line, count in counts.items() if count >= DIFFERENT * len(of_files)}
        below = {_first_of_its_own(lines, title, shared) for lines in of_files.values()} - {""}
        if len(below) >= DIFFERENT * len(of_files):
            found |= {title, *(line for line in shared if is_headline(line))}
    return frozenset(found)


def _first_of_its_own(lines: Sequence[str], title: str, shared: Collection[str]) -> str:
    """Return the headline of a text below the lines that others have too, an empty string if it is none."""
    at = next((i for i, line in enumerate(lines) if i > lines.index(title) and line not in shared), 0)
    return lines[at] if at and is_headline(lines[at]) else ""
