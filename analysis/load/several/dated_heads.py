"""Titles with a day below them that stand several times in one file: it may hold several texts."""

from __future__ import annotations

import re

from ..attribution.headlines import OFFICE, is_headline
from ..attribution.posted import posted_date
from ..items import Message, message

_HAN = re.compile(r"[一-鿿]")
_LABEL = r"(?:(?:发布|发文|成文|印发)?(?:日期|时间)\s*[:：]\s*)?"
_DAY = r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?"
_DAY_LINE = re.compile(
    rf"[（(\[【]?{_LABEL}{_DAY}[）)\]】]?(?:[\s　]+(?:来源|稿源|发布机构|作者)\s*[:：].{{0,40}})?"
)
_ENDED = re.compile(r"[。！？”）)…]$|^[-=*_~—]{3,}$|^https?://|^(?:19|20)\d\d年\d{1,2}月\d{1,2}日$")
_AROUND = re.compile(
    r"^(?:[【《\[]|\d{1,2}[.．、]|第[一二三四五六七八九十]{1,3}[篇份][\s　:：]*|#+\s*)|[】》\]]$"
)
_OF_OFFICE = re.compile(r"(?:政府|委员会|办公[厅室]|[局厅委院办部处会]|公司|中心|学校)$")
SHORTEST_TITLE = 7


def dated_heads(text: str) -> tuple[Message, ...]:
    """Return what is said of a text in which different titles, each with a day below it, follow ended texts.

    Parameters
    ----------
    text : str
        A file, with line feeds as line breaks.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    titles = {
        title
        for above, line, below in zip(["。", *lines], lines, lines[1:], strict=False)
        if _is_day(below) and _ENDED.search(above) and (title := _title(line))
    }
    if len(titles) < 2:
        return ()
    return (message("perhaps_several", count=len(titles), shown=sorted(titles)[0][:30]),)


def _is_day(line: str) -> bool:
    return len(line) < 80 and bool(_DAY_LINE.fullmatch(line) or posted_date([line]))


def _title(line: str) -> str:
    bare = _AROUND.sub("", _AROUND.sub("", line))
    fits = len(_HAN.findall(bare)) >= SHORTEST_TITLE and is_headline(bare)
    return bare if fits and not OFFICE.match(bare) and not _OF_OFFICE.search(bare) else ""
