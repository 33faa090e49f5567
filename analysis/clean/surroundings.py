"""What stands around an article between lines of page furniture: above its text and below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST_AROUND = 60
"""Most lines above or below the text of an article that belong to its page."""

KNOWN = 1 / 3
"""Share of these lines that are certain furniture, before the others count as furniture too."""

WITHIN = 3
"""Number of lines, two of them certain furniture, with which what is below a text begins."""

LABEL, PARTS = 6, 5
"""Above a text: longest label (characters), and from how many labels on a line is a row of them: a headline
may have three or four parts as short."""

HEADLINE = 7
"""Shortest other line (characters) above the text that may be its headline, without which labels stay."""

PROSE = 20
"""Shortest line (characters) with a full stop that is running text."""

LONGEST_LINK = 60
"""Longest line (characters) below a text that is a link or a notice of the page."""

_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第.{1,3}[条章节]|附[件录表]")
_DATE = re.compile(r"[〇○零一二三四五六七八九十\d]{2,4}[年./-][一二三四五六七八九十\d]{1,3}[月./-].{0,4}")
_SIGNATURE = re.compile(
    r"(?:政府|委员会|办公[厅室]|[局厅院部署行团]|(?:委员|常|理事|联合|协|学|商|工)会|[市县区省州委]委|小组|公司)$|^(?:抄送|主题词|印发|此件)"
)
_OTHERS = re.compile(r"国家|全国|中央|国务院|各|兄弟|上级|省[（(]|其他|相关|友情")
_HEADLINE = re.compile(
    r"(?:报告|通知|意见|方案|办法|规定|条例|决定|公告|通告|公报|纲要|规划|计划|要点|细则|讲话|批复|函|令|纪要)$"
    r"|[省市县区州盟旗]$|[省市县区州]长|主席|书记|^[《“]|各位|同志们"
)
_BREAKS = re.compile(r"[\s\u3000|/·｜]+")


def below(lines: Sequence[str], families: Sequence[str | None]) -> list[int]:
    """Return the places of lines that belong to the page below the last running text.

    They begin where two of three lines are certain furniture. Signatures, dates, numbered lines and lists of
    annexes, which may stand among them, are not the page's.

    Parameters
    ----------
    lines : sequence of str
        All lines of a text.
    families : sequence of str or None
        The family of furniture that each belongs to, None for lines of the text.
    """
    last = max((i for i, line in enumerate(lines) if families[i] is None and _is_prose(line)), default=None)
    if last is None:
        return []
    first = next(
        (
            i
            for i in range(last + 1, len(lines))
            if families[i] and sum(bool(family) for family in families[i : i + WITHIN]) >= 2
        ),
        len(lines),
    )
    if not 0 < len(lines) - first <= LONGEST_AROUND or not _enough(families[first:]):
        return []
    return [
        i
        for i in range(first, len(lines))
        if families[i] is None and len(lines[i]) <= LONGEST_LINK and not _may_be_text(lines[i])
    ]


def above(lines: Sequence[str], families: Sequence[str | None]) -> list[int]:
    """Return the places of lines that belong to the page above the first running text.

    Only short labels and rows of them above certain furniture count, and only beside a longer line, which
    may be the headline.

    Parameters
    ----------
    lines : sequence of str
        All lines of a text.
    families : sequence of str or None
        The family of furniture that each belongs to, None for lines of the text.
    """
    first = next((i for i, line in enumerate(lines) if families[i] is None and _is_prose(line)), len(lines))
    last = max((i for i in range(min(first, LONGEST_AROUND)) if families[i]), default=-1)
    head = families[: last + 1]
    if first == len(lines) or sum(bool(family) for family in head) < 2 or not _enough(head):
        return []
    found = [i for i in range(last) if families[i] is None and _is_labels(lines[i])]
    has_headline = any(
        families[i] is None and i not in found and len(lines[i]) >= HEADLINE for i in range(first)
    )
    return found if has_headline else []


def _is_prose(line: str) -> bool:
    return len(line) >= PROSE and any(stop in line for stop in "。；")


def _enough(families: Sequence[str | None]) -> bool:
    return sum(bool(family) for family in families) >= KNOWN * len(families)


def _may_be_text(line: str) -> bool:
    """Return whether a line among furniture may be the text's; those of the state are links."""
    if line[-1] in "。；;":
        return True
    signed = _SIGNATURE.search(line) and not _OTHERS.match(line)
    return bool(_NUMBERED.match(line) or _DATE.fullmatch(line) or signed)


def _is_labels(line: str) -> bool:
    if _NUMBERED.match(line) or _HEADLINE.search(line) or _DATE.fullmatch(line):
        return False
    parts = [part for part in _BREAKS.split(line) if part]
    short = all(len(part) <= LABEL for part in parts)
    return (
        short
        and (len(parts) == 1 or len(parts) >= PARTS)
        and not any(mark in line for mark in "，。、；：！？“”《》")
    )
