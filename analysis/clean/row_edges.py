"""What nearly all rows of a table have at the edges of their texts: the name of a site, a motto, a call."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from .chrome import judge
from .learnt import DEEPEST, LONGEST, NEARLY_ALL, may_be_page, shape_of
from .shapes import of_page
from .surroundings import PROSE

FEWEST_ROWS, SHARED = 3, 0.3
"""How many rows must open or close with a piece before it goes, and how many of its pairs of characters their
texts may have: a heading is of the words of its text, the name of a site is not."""

NAME = 4
"""At the beginning of a piece that is of a site, the characters of its name."""

SHORTEST_PIECE = 4
"""Shortest piece (characters) at the beginning of a cell that only a blank parts from the text."""

_STOPS = "。！？…"
_ENDS = _STOPS + "”’」』）)】"
_FIRST = re.compile(
    rf"\s*([^\n。！？…]{{2,40}}(?=\s*\n)|[^\s。！？…]{{2,}}(?:[。！？…][{_ENDS}]*)?)(\s*)(?=\S)"
)
_LAST = re.compile(rf"(?:\n|[。！？…][{_ENDS}]*)\s*([^\n。！？…]{{2,}}[{_ENDS}]*)\s*$")
_OPEN, _CLOSE = re.compile(r"[（(《“‘「『【\[〔]"), re.compile(r"[）)》”’」』】\]〕]")
_CALL = re.compile(r"关注|更多|欢迎|扫码|下载|点击|[请您]")
_SITE = re.compile(
    r"(?:政府|政务|新闻|信息|资讯|门户)网|客户端|公众号|视频号|频道|融媒|电视台|小编|采写|扫码|二维码|点赞|爆料|码住"
    r"|^.{2,6}(?:在线|传媒|头条|发布|播报|视窗|之声|[日晚晨早时]报|都市报|商报|编辑部|工作室|出品)(?:第0期)?$"
)
"""What a site, an account or a paper is called, and how it calls to its readers."""

_PAIR = re.compile(r"(?=([一-鿿]{2}))")


def without_shared(
    rows: Sequence[dict[str, Any]], places: Sequence[int]
) -> tuple[list[dict[str, Any]], defaultdict[int, list[str]]]:
    """Return rows without what nearly all of a table, or of one publisher in it, have at their edges.

    Parameters
    ----------
    rows : sequence of dict
        With `text`, `source`, and perhaps `publisher` and `city`.
    places : sequence of int
        Which of them are rows of tables.

    Returns
    -------
    tuple
        All rows, and the pieces taken from each, by its place.
    """
    kept = list(rows)
    gone: defaultdict[int, list[str]] = defaultdict(list)
    for keys in (("source",), ("source", "publisher", "city")):
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i in places:
            if isinstance(kept[i]["text"], str):
                groups[tuple(str(kept[i].get(key)) for key in keys)].append(i)
        for group in groups.values():
            for i, (start, end) in zip(group, shared_edges([kept[i]["text"] for i in group]), strict=True):
                text = kept[i]["text"]
                if end - start < len(text):
                    taken = (*text[:start].split("\n"), *text[end:].split("\n"))
                    gone[i] += [piece.strip() for piece in taken if piece.strip()]
                    kept[i] = {**kept[i], "text": text[start:end]}
    return kept, gone


def shared_edges(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return from where to where each text is its own: nearly all open or close with the same pieces.

    A piece is a line, or part of one that a full stop, or at the beginning a blank, parts from the text. It
    goes where it, or one between it and the text, is of a site: slogans and clauses of many texts are theirs.

    Parameters
    ----------
    texts : sequence of str
        The raw texts of a table, or of one publisher in it.

    Examples
    --------
    >>> from analysis.clean.row_edges import shared_edges
    >>> words = ("港口", "公路", "茶园")
    >>> shared_edges([f"林都新闻频道 今年以来，全市{word}建设提速，完成投资十亿元。" for word in words])
    [(7, 29), (7, 29), (7, 29)]
    """
    whole = [(0, len(text)) for text in texts]
    least = max(FEWEST_ROWS, NEARLY_ALL * len(texts))
    if len(set(texts)) < least:
        return whole
    bounds, common = whole, [[""], [""]]
    for edge, shapes in zip((_first, _last), common, strict=True):
        while len(shapes) <= DEEPEST:
            found = [edge(text[a:b]) for text, (a, b) in zip(texts, bounds, strict=True)]
            shape, count = Counter(shape for shape, *_ in found).most_common(1)[0]
            if count < least or not (judge(shape) or (may_be_page(shape) and shape[-1] not in _STOPS)):
                break
            shapes.append(shape)
            bounds = _moved(bounds, found, shape)
    own = [text[a:b] for text, (a, b) in zip(texts, bounds, strict=True)]
    if min(map(len, own)) < PROSE:
        return whole
    sites = _of_site([*common[0][1:], *common[1][1:]], own)
    bounds = whole
    for edge, shapes in zip((_first, _last), common, strict=True):
        last = max((k for k, shape in enumerate(shapes) if shape in sites), default=0)
        for shape in shapes[1 : last + 1]:
            found = [edge(text[a:b]) for text, (a, b) in zip(texts, bounds, strict=True)]
            bounds = _moved(bounds, found, shape)
    return bounds


def _of_site(shapes: Sequence[str], texts: Sequence[str]) -> set[str]:
    """Return the pieces that are of a site by their form, or have the words of one that is and of no text."""
    unlike = [shape for shape in shapes if _share_told(shape, texts) <= SHARED]
    sure = {one for one in unlike if _SITE.search(one) or of_page(one) or judge(one)}
    names = {
        pair
        for shape in sure
        if not _CALL.search(shape)
        for pair in _PAIR.findall(shape[:NAME])
        if not any(pair in text for text in texts)
    }
    return sure | {one for one in unlike if names & set(_PAIR.findall(one))}


def _moved(
    bounds: Sequence[tuple[int, int]], found: Sequence[tuple[str, int, int]], shape: str
) -> list[tuple[int, int]]:
    """Return from where to where texts are their own without a piece of this shape at the edge."""
    return [
        (a + start, a + end) if one == shape else (a, b)
        for (one, start, end), (a, b) in zip(found, bounds, strict=True)
    ]


def _first(text: str) -> tuple[str, int, int]:
    """Return the shape of the piece at the beginning, empty if none, and from where to where the rest is."""
    found = _FIRST.match(text)
    if not found or not _is_whole(found[1]):
        return "", 0, len(text)
    is_apart = found[1][-1] in _ENDS or "\n" in found[2] or (found[2] and len(found[1]) >= SHORTEST_PIECE)
    return shape_of(found[1]) if is_apart else "", found.end(), len(text)


def _last(text: str) -> tuple[str, int, int]:
    """Return the same of the piece at the end."""
    begin = max(len(text) - 2 * LONGEST, 0)
    found = _LAST.search(text, begin)
    return (shape_of(found[1]), 0, found.start(1)) if found and _is_whole(found[1]) else ("", 0, len(text))


def _is_whole(piece: str) -> bool:
    """Return whether no bracket is cut, and a piece is no tag of a post, heading in brackets or label."""
    balanced = len(_OPEN.findall(piece)) == len(_CLOSE.findall(piece))
    return balanced and piece[0] not in "#【" and "：" not in piece and ":" not in piece


def _share_told(shape: str, texts: Sequence[str]) -> float:
    """Return the mean share of the pairs of characters of a piece that each text has."""
    pairs = set(_PAIR.findall(shape))
    return sum(pair in text for text in texts for pair in pairs) / max(len(pairs) * len(texts), 1)
