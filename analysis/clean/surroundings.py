"""What stands above an article between lines of page furniture; forms of lines that open or end one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .shapes import is_labelled, is_row_of_labels, of_page

LONGEST_AROUND = 60
"""Most lines above or below the text of an article that belong to its page."""

KNOWN = 1 / 3
"""Share of these lines that are certain furniture or of a page's shape, before the others count too."""

WITHIN = 3
"""Number of lines from where furniture begins below a text, among which its signature may be."""

ABOVE_ANNEX = 4
"""Most lines from the last running text to the heading of its annexes: a telephone between is the text's."""

LABEL, PARTS = 6, 5
"""Above a text: longest label (characters), and from how many labels on a line is a row of them: a headline
may have three or four parts as short."""

DATA = 12
"""Longest line (characters) among the data lines between headline and text that goes with them."""

HEADLINE = 7
"""Shortest other line (characters) above the text that may be its headline, without which labels stay."""

PROSE = 20
"""Shortest line (characters) with a full stop that is running text."""

SPOKEN = 2
"""How many turns one speaker of a conversation has at least."""

NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第.{1,3}[条章节]|附[件录表]")
_DATE = re.compile(r"[〇○零一二三四五六七八九十\d]{2,4}[年./-][一二三四五六七八九十\d]{1,3}[月./-].{0,4}")
_SIGNATURE = re.compile(
    r"(?:政府|委员会|办公[厅室]|[局厅院部署行团]|(?:委员|常|理事|联合|协|学|商|工)会|[市县区省州委]委|小组|公司)$|^(?:抄送|主题词|印发|此件)|^[（(]此[件文]"
)
_OTHERS = re.compile(r"国家|全国|中央|国务院|各|兄弟|上级|省[（(]|其他|相关|友情")
_HEADLINE = re.compile(
    r"(?:报告|通知|意见|方案|办法|规定|条例|决定|公告|通告|公报|纲要|规划|计划|要点|细则|讲话|批复|函|令|纪要)$"
    r"|[省市县区州盟旗]$|[省市县区州]长|主席|书记|^[《“]|各位|同志们"
)
_OFFICIAL = re.compile(
    r"[^。；，：:]{0,30}关于[^。；：:]{4,60}的(?:通知|意见|决定|通告|公告|公报|报告|批复|函|方案|办法|规定|细则|指导意见|实施意见)"
    r"|[^。；，：:]{0,24}政府工作报告|[^。；，：:]{8,40}(?:公告|通告|通知|公示)"
)
"""The title of an official text."""

_DATA_LINE = re.compile(r"(?=.*(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})(?=.*[:：(（]).{12,}")
"""A line of labelled data with the day of posting, which only pages have."""

_CLOSING = re.compile(
    r"(?:特此|以上)[^。，]{1,8}[。.]?|(?:妥否|当否)[^。]{0,10}[。.]?|谢谢[^。，]{0,4}[！!。]?"
)
_TITLED = re.compile(
    r"[一-鿿]{2,6}(?<![构位门辑者源词类目号人网间期别])[:：]\s?[一-鿿“《][^。；，：:\d]{7,40}"
)
"""A headline that opens with its place (`某省某县：修路记`), which is no label with its value."""

_RELEASE = re.compile(r"[（(]?此[件文][^。]{2,12}(?:发布|公开)[^。]{0,4}[)）]?")
_LIAISON = re.compile(r"[（(]联系(?:人|单位|电话|科室|方式)[^。]{2,60}[)）]")
_ANNEXED = re.compile(r"附[件表录]\s?[一二三四五六七八九十\d]{0,3}\s?[:：]\s?\S")
_ANNEX = re.compile(r"附[件表录]\s?[一二三四五六七八九十\d]{0,3}\s?[:：]?")
_LATIN = re.compile(r"[A-Za-z][A-Za-z\s&|/.,'-]{1,40}")
_SPEAKER = re.compile(r"[^\s，。；：:（）()]{1,8}[：:]")
_BREAKS = re.compile(r"[\s\u3000|/·｜]+")
_OPENING = re.compile(
    r"^[—―－-]{1,2}|[:：]$|^[（(]|各位|号$|会议上[）)]?$|^关于|^本报|^中共|^(?:主要|内容)?(?:导语|摘要|内容提要)"
)


def formal_end(lines: Sequence[str], last: int) -> int:
    """Return the place below the formal end of a text, 0 if none.

    It is a signature and date, `此件公开发布` or `（联系人：…）`.
    """
    ends = [
        i + 1
        for i in range(last + 1, len(lines))
        if _RELEASE.fullmatch(lines[i])
        or _LIAISON.fullmatch(lines[i])
        or (i > last + 1 and _DATE.fullmatch(lines[i]) and _signs(lines[i - 1], lines[last + 1 : i - 1]))
    ]
    return max(ends, default=0)


def is_office(line: str) -> bool:
    """Return whether a line ends with the name of an office, as signatures do."""
    return _SIGNATURE.search(line) is not None


def is_official(line: str) -> bool:
    """Return whether a line is the title of an official text."""
    return _OFFICIAL.fullmatch(line) is not None


def is_annex(line: str) -> bool:
    """Return whether a line heads a table below a text or the list of its annexes, whose names follow."""
    return line.startswith(("附表", "附录")) or _ANNEX.fullmatch(line) is not None


def _annexed(lines: Sequence[str], i: int) -> bool:
    """Return whether a line heads the annexes of a text: its files on the page are no annexes."""
    return bool(_ANNEXED.match(lines[i])) and "." not in lines[i][-5:]


def _signs(line: str, above: Sequence[str]) -> bool:
    """Return whether a line above a date is a signature: an office, or any name below `特此公告。`."""
    return bool(_SIGNATURE.search(line)) or (
        bool(above)
        and bool(_CLOSING.fullmatch(above[-1]))
        and re.fullmatch(r"[一-鿿]{3,24}", line) is not None
    )


def within(lines: Sequence[str], families: Sequence[str | None]) -> range:
    """Return the places between the first running text and the formal end of a text: no page is there.

    Parameters
    ----------
    lines : sequence of str
        All lines of a text.
    families : sequence of str or None
        The family of furniture that each belongs to, None for lines of the text.
    """
    running = [i for i, line in enumerate(lines) if families[i] is None and is_prose(line)]
    if not running:
        return range(0)
    last = running[-1]
    annexed = next((i for i in range(last + 1, min(last + ABOVE_ANNEX, len(lines))) if _annexed(lines, i)), 0)
    return range(running[0], max(annexed, formal_end(lines, last)))


def above(lines: Sequence[str], families: Sequence[str | None]) -> list[int]:
    """Return the places of lines that belong to the page above the first running text.

    Above the headline, which stands above the last line of data, everything but what opens official texts
    goes; below it, lines of a page's shape; short labels anywhere above certain furniture, and short lines
    above the trail to the page (`首页 > 要闻`).

    Parameters
    ----------
    lines : sequence of str
        All lines of a text.
    families : sequence of str or None
        The family of furniture that each belongs to, None for lines of the text.
    """
    first = next((i for i, line in enumerate(lines) if families[i] is None and is_prose(line)), len(lines))
    known = [bool(family) or of_page(line) for family, line in zip(families[:first], lines, strict=False)]
    last = max((i for i in range(min(first, LONGEST_AROUND)) if known[i]), default=-1)
    official = next((i for i in range(first) if not known[i] and _OFFICIAL.fullmatch(lines[i])), None)
    dated = any(known[i] and _DATA_LINE.fullmatch(lines[i]) for i in range(1, last + 1))
    if first == len(lines) or sum(known[: last + 1]) < (1 if official is not None or dated else 2):
        return []
    found: set[int] = set()
    headline = next(
        (
            i
            for i in range(last, -1, -1)
            if not known[i] and _is_headline(lines[i]) and any(known[i + 1 : last + 1])
        ),
        None,
    )
    if official is not None and (headline is None or headline < official):
        headline = official
    if headline is not None:
        over = [
            i
            for i in range(headline)
            if families[i] is None
            and not _is_sentence(lines[i])
            and (not opens_text(lines[i]) or _names_site(lines, known, i, headline))
        ]
        if sum(known[:headline]) >= 2 or (
            known[:headline]
            and sum(known[:headline]) + sum(map(_is_labels, lines[:headline])) >= 2 / 3 * headline
        ):
            found.update(i for i in over if known[i] or _is_labels(lines[i]) or len(lines[i]) <= DATA)
        found.update(
            i
            for i in range(headline + 1, last + 1)
            if families[i] is None
            and not opens_text(lines[i])
            and not _is_sentence(lines[i])
            and (known[i] or is_labelled(lines[i]) or len(lines[i]) <= DATA)
        )
    trail = max((i for i in range(last + 1) if families[i] == "breadcrumbs"), default=0)
    over = [
        i
        for i in range(trail)
        if families[i] is None
        and len(lines[i]) <= DATA
        and not (opens_text(lines[i]) or _is_sentence(lines[i]))
    ]
    found.update(over if len(over) > 1 or any(known[:trail]) else ())
    if _enough(known[: last + 1]):
        labels = [i for i in range(last) if families[i] is None and _is_labels(lines[i])]
        if any(
            families[i] is None and i not in labels and i not in found and len(lines[i]) >= HEADLINE
            for i in range(first)
        ):
            found.update(labels)
    return sorted(found)


def _names_site(lines: Sequence[str], known: Sequence[bool], i: int, headline: int) -> bool:
    """Return whether an office above a headline is that of the site: its menu follows."""
    below = range(i + 1, min(i + 3, headline))
    is_menu = len(below) == 2 and all(known[k] or _is_labels(lines[k]) for k in below)
    return is_menu and bool(_SIGNATURE.search(lines[i])) and not NUMBERED.match(lines[i])


def _is_sentence(line: str) -> bool:
    return line[-1] == "。"


def _is_headline(line: str) -> bool:
    return (
        len(line) >= HEADLINE
        and line[-1] not in "。；"
        and not (opens_text(line) or NUMBERED.match(line))
        and (not is_labelled(line) or _TITLED.fullmatch(line) is not None)
    )


def opens_text(line: str) -> bool:
    """Return whether a line may open an official text: its number, its subtitle, whom it addresses."""
    return not is_row_of_labels(line) and bool(
        NUMBERED.match(line)
        or _HEADLINE.search(line)
        or _DATE.fullmatch(line)
        or _OPENING.search(line)
        or _SIGNATURE.search(line)
    )


def speakers(lines: Sequence[str], families: Sequence[str | None]) -> tuple[str, ...]:
    """Return with what the turns of a conversation begin (`主持人：`), two at least of sentences.

    Parameters
    ----------
    lines : sequence of str
        All lines of a text.
    families : sequence of str or None
        The family of furniture that each belongs to, None for lines of the text.
    """
    found = Counter(
        said[0]
        for line, family in zip(lines, families, strict=True)
        if family is None and line[-1] in "。？！?!" and (said := _SPEAKER.match(line))
    )
    return tuple(sorted(label for label, count in found.items() if count >= SPOKEN))


def is_prose(line: str) -> bool:
    """Return whether a line is running text.

    Parameters
    ----------
    line : str
        A line.
    """
    return len(line) >= PROSE and ("。" in line or "；" in line)


def _enough(known: Sequence[object]) -> bool:
    return sum(map(bool, known)) >= KNOWN * len(known)


def may_be_text(line: str, next_lines: Sequence[str] = (), below: int = 0) -> bool:
    """Return whether a line among furniture may be the text's.

    Names of offices are signatures where furniture begins (so many lines above at most) or above a date, and
    links elsewhere; those of the state are links.
    """
    if line[-1] in "。；;" or NUMBERED.match(line) or _DATE.fullmatch(line):
        return True
    signed = _SIGNATURE.search(line) and not _OTHERS.match(line)
    return bool(signed) and (below < WITHIN or any(_DATE.fullmatch(following) for following in next_lines))


def _is_labels(line: str) -> bool:
    if NUMBERED.match(line) or _HEADLINE.search(line) or _DATE.fullmatch(line):
        return False
    if _LATIN.fullmatch(line):
        return True
    parts = [part for part in _BREAKS.split(line) if part]
    short = all(len(part) <= LABEL for part in parts)
    return (
        short
        and (len(parts) == 1 or len(parts) >= PARTS)
        and not any(mark in line for mark in "，。、；：！？“”《》")
    )
