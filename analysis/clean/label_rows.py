"""Lines of labels glued together, as a menu leaves them when it is copied without its markup."""

from __future__ import annotations

import re
from collections.abc import Collection

SHORTEST, LONGEST = 8, 90
"""Length of such a line (characters)."""

FEWEST, COVERED, SURE, LONGEST_GAP = 3, 0.5, 0.7, 6
"""Fewest labels in it that are known, what share of it they make up, and where it is certain, and the longest
unknown run between."""

OPENS, LONG_MENU = ("首页", "网站首页", "主页"), 12
"""Labels with which nothing but a menu begins, from this length on (characters)."""

_LONGEST_LABEL = 10
_OFFICE = re.compile(
    r"(?:[一-鿿]{2,4}[省市区县州盟旗镇乡])?(?:人民政府|政府门户网站|政府网站?|政府|部门)|[一-鿿]{2,4}(?:人民政府|政府网|部门)|[一-鿿]{2,3}政府"
)
_OF_TEXT = re.compile(
    r"^(?:推进|推动|加强|加快|深化|完善|做好|抓好|开展|关于|建立|健全|优化|提升|强化|落实|规范|实施|构建|打造|坚持|提高|促进|扩大)"
    r"|(?:建设|工作|通知|意见|办法|方案|规定|改革|管理|条例|制度|体系|机制|要求|报告)$"
)
"""How headings of texts begin and end."""

_MARK = re.compile(r"[\s。，、；：！？“”（）()《》:;,]")


def _best(text: str, known: Collection[str]) -> tuple[int, int]:
    """Return how many characters of a text known labels cover at most, and how many labels these are."""
    best: list[tuple[int, int]] = [(0, 0)]
    gaps = [0]
    for end in range(1, len(text) + 1):
        found, gap = best[end - 1], gaps[end - 1] + 1
        for start in range(max(0, end - _LONGEST_LABEL), end - 1):
            word = text[start:end]
            if (word in known or _OFFICE.fullmatch(word)) and gaps[start] <= LONGEST_GAP:
                covered, n = best[start]
                if (covered + len(word), -(n + 1)) > (found[0], -found[1]):
                    found, gap = (covered + len(word), n + 1), 0
        best.append(found)
        gaps.append(gap)
    return best[-1] if gaps[-1] <= LONGEST_GAP else (0, 0)


def glued_row(text: str, known: Collection[str]) -> str:
    """Return whether a line is a row of labels without anything between them: `strong`, `weak` or not at all.

    Parameters
    ----------
    text : str
        A line.
    known : collection of str
        The labels of menus and buttons.

    Examples
    --------
    >>> from analysis.clean.chrome import words
    >>> from analysis.clean.label_rows import glued_row
    >>> [glued_row(line, words()) for line in ("首页走进本县信息公开互动交流", "推进政务服务和信息公开")]
    ['strong', '']
    """
    if not SHORTEST <= len(text) <= LONGEST or _MARK.search(text) or _OF_TEXT.search(text):
        return ""
    if text.startswith(OPENS) and len(text) >= LONG_MENU:
        return "strong"
    covered, n = _best(text, known)
    if n < FEWEST or covered < COVERED * len(text):
        return ""
    return "strong" if covered >= SURE * len(text) else "weak"
