"""Several texts put into one file, each below a line that names it (`【第2篇】柳州市 2020`)."""

from __future__ import annotations

import re

from ..attribution.evidence import is_label, place_in_name
from ..attribution.named_days import name_date
from ..items import Item, trim_lines
from .labelled import RULE

_LABEL = re.compile(
    r"(?:[【\[（(]?\s*第\s*[\d一二三四五六七八九十百]{1,4}\s*[篇份]\s*[】\]）)]?"
    r"|[【\[]?(?:文件名称?|文件|源文件|原文件|(?i:file(?:name)?))[】\]]?\s*[:：]"
    r"|[=\-*#—]{3,}(?=.*[=\-*#—]{3,}$))"
    r"[\s:：、.]*(?P<name>[^\s=*#].{0,60}?)[\s=\-*#—]*"
)
_FILE = re.compile(r".+\.(?:txt|docx?|pdf|html?|wps|rtf|md)", re.I)
_LONGEST = 80
_HAN = re.compile(r"[一-鿿]")
FEWEST_HAN = 30
"""Fewest Chinese characters of each text."""


def parted_texts(text: str, line: int = 1) -> list[Item]:
    r"""Return the texts of a file of several with lines above them that name them; none for other files.

    Such a line opens the file, and each names a file of its own, or a place and time that no other names: the
    parts of a plan (`第一篇 发展环境`) do not.

    Parameters
    ----------
    text : str
        A file, with line feeds as line breaks.
    line : int
        Line of the source on which it begins.

    Examples
    --------
    >>> from analysis.load.several.parted import parted_texts
    >>> body = "港口扩建，村道修通。" * 5
    >>> whole = f"【第1篇】柳州市 2020\n{body}\n【第2篇】柳州市 2021\n{body}"
    >>> [item.named for item in parted_texts(whole)]
    ['柳州市 2020', '柳州市 2021']
    """
    lines = text.split("\n")
    names = {
        i: found["name"]
        for i, one in enumerate(lines)
        if len(one) <= _LONGEST and (found := _LABEL.fullmatch(one.strip())) and _HAN.search(found["name"])
    }
    if len(names) < 2 or not _are_apart([*names.values()]):
        return []
    starts = [*names]
    if any(one.strip() and not RULE.fullmatch(one.strip()) for one in lines[: starts[0]]):
        return []
    items = []
    for at, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        body = ["" if RULE.fullmatch(one.strip()) else one for one in lines[at + 1 : end]]
        words, first = trim_lines("\n".join(body), line + at + 1)
        if len(_HAN.findall(words)) < FEWEST_HAN:
            return []
        items.append(Item(words, first, named=names[at]))
    return items


def _are_apart(names: list[str]) -> bool:
    """Return whether names are those of different files, or of different places or times."""
    if all(map(_FILE.fullmatch, names)):
        return len({*names}) == len(names)
    told = [(place_in_name(name), name_date(name)) for name in names]
    known = all(
        (who.city or who.district or who.province) and is_label(name)
        for (who, _), name in zip(told, names, strict=True)
    )
    return known and len({*told}) == len(told)
