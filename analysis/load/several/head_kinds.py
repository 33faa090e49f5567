"""Heads with which texts of a file may begin, each of a kind: a title and a day, a marker, a decree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..attribution.dates import parse_date
from ..attribution.headlines import NUMBER, OFFICE, is_headline

FEWEST_FIELDS, SHORTEST_TITLE, LONGEST_TITLE, LONGEST_WITH_COMMA = 2, 7, 60, 24
"""Fewest labels below a title, Chinese characters of a title, and most characters of one, and of one
with a comma."""

GAP = 2
"""Fewest blank lines that perhaps part texts."""

_HAN = re.compile(r"[一-鿿]")
_DAY = r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?"
_DAY_LINE = re.compile(
    rf"[（(\[【]?(?P<label>(?:发布|发文|成文|印发|公布)?(?:日期|时间)\s*[:：]\s*)?(?P<day>{_DAY})(?:\s*\d{{1,2}}:\d\d(?::\d\d)?)?"
    r"[）)\]】]?(?P<behind>[\s　|｜]*(?:来源|稿源|发布机构|作者|信息来源)\s*[:：].{0,40})?"
)
_NO = r"[\d一二三四五六七八九十]{1,3}"
_ALONE = re.compile(
    rf"[【\[（(]\s?第?\s?{_NO}\s?[篇份]?\s?[】\])）]|第\s?{_NO}\s?[篇份]|(?:文件|文章|篇目|政策)\s?{_NO}"
)
_BESIDE = re.compile(
    rf"(?:(?P<part>第\s?{_NO}\s?[篇份]|文件\s?{_NO})[\s　:：、.]+|(?P<no>\d{{1,2}})\s?[.．、]\s?)"
    r"(?P<title>\S.*)"
)
BRACKETS = re.compile(r"【(?P<title>[^【】]{7,60})】")
HASH = re.compile(r"#(?!#)\s*(?P<title>\S.*)")
URL = re.compile(r"(?:(?:网址|链接|原文链接|URL|来源)\s*[:：]\s*)?https?://\S+", re.I)
RULE = re.compile(r"([=\-*_~#+—─━])(?:\s*\1){4,}")
_DECREE_NUMBER = re.compile(
    r"[（(]?第\s?\d{1,4}\s?号[)）]?|[（(]?[〔\[【（(]?(?:19|20)\d\d[〕\]】）)]?第?\s?\d{1,4}\s?号[)）]?"
)
_DECREE = re.compile(rf"[一-鿿（）()\s]{{2,30}}(?:令|公告)\s*(?P<number>{_DECREE_NUMBER.pattern})?")
_NAMED = re.compile(r"《([^《》]{4,60})》")
_SECTION = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}[章节条]|[（(]?[一二三四五六七八九十]{1,3}[)）、.．])"
)
_KEEP_OUT = re.compile(r"(?:附[件录表图]|目\s*录|专栏|图|表)\s?\d*\s*[:：]?")
_ANNEX = re.compile(r"附\s?(?:[件录表]\s?[\d一二三四五六七八九十]{0,3})?\s?(?:[:：].{0,40})?")
_OF_OFFICE = re.compile(r"(?:政府|[委协学商]会|委员会|办公[厅室]|[局厅委院办部处]|公司|中心|学校)$")
_PASSED = re.compile(
    rf"[（(].{{0,40}}?(?P<day>{_DAY}).{{0,80}}(?:通过|公布|发布|批准|修[订正]|施行|令|印发).{{0,12}}[)）]"
)
_FIELDS = re.compile(
    r"(?:(?:^|\s)[【\[]?(?P<name>[一-鿿]{2,6})[】\]]?\s?[:：]|[【\[](?P<bare>[一-鿿]{2,6})[】\]])\s?(?P<value>[^\s【\[]+)"
)
_OF_DOCUMENTS = frozenset(
    (
        "发文字号", "文号", "发布部门", "制定机关", "发文机关", "发布机关", "发布机构", "公布日期",
        "发布日期", "印发日期", "成文日期", "发布时间", "实施日期", "施行日期", "时效性", "效力级别",
        "法宝引证码", "来源", "作者",
    )
)  # fmt: skip
_LABEL = re.compile(r"^(?:标题|题目|篇名|名称)\s*[:：]\s*")


class Head(NamedTuple):
    """Where a text begins: its line, the kind of its head, its title, its day, and the line of its title."""

    at: int
    kind: str
    title: str
    day: str
    begins: int


def heads_at(lines: Sequence[str], filled: Sequence[int], k: int) -> list[Head]:
    """Return the heads that perhaps begin at a line; the kind of one not sure ends in a question mark.

    Parameters
    ----------
    lines : sequence of str
        The lines of a file, trimmed.
    filled : sequence of int
        Those that are not empty.
    k : int
        Which of these.
    """
    at = filled[k]
    one = lines[at]
    if k and _ANNEX.fullmatch(lines[filled[k - 1]]):
        return []
    below = [(i, lines[i]) for i in filled[k + 1 : k + 6]]
    if not below or len(one) > LONGEST_TITLE + 20:
        return []
    found = (
        _decree(one, at, below),
        _marked(one, at, below),
        _parted(lines, at, one, below),
        _titled(one, at, below),
    )
    return [head for head in found if head]


def _decree(one: str, at: int, below: Sequence[tuple[int, str]]) -> Head | None:
    """Return the head of a decree or announcement: its name, its number, and what it is about."""
    found = _DECREE.fullmatch(one)
    if not (found and (found["number"] or _DECREE_NUMBER.fullmatch(below[0][1]))):
        return None
    named = next((found[1] for _, line in below if (found := _NAMED.search(line))), "")
    day = next((_day(line) for _, line in below if _day(line)), "")
    return Head(at, "decree", named, day, at) if named else None


def _marked(one: str, at: int, below: Sequence[tuple[int, str]]) -> Head | None:
    """Return a head that is a marker on a line of its own above a title."""
    is_url = URL.fullmatch(one) is not None
    if not (is_url or _ALONE.fullmatch(one)):
        return None
    (begins, title), *rest = below
    title = _title(title)
    if not title:
        return None
    day = next((day for _, line in rest[:2] if (day := _day(line))), "")
    sure = is_url or bool(day) or one[0] in "【[" or (bool(rest) and bool(NUMBER.fullmatch(rest[0][1])))
    return Head(at, "address" if is_url else "marker" if sure else "marker?", title, day, begins)


def _parted(lines: Sequence[str], at: int, one: str, below: Sequence[tuple[int, str]]) -> Head | None:
    """Return the head below a ruler, or at the beginning of a file with rulers."""
    above = at - 1
    while above >= 0 and not lines[above]:
        above -= 1
    is_ruled = above >= 0 and RULE.fullmatch(lines[above]) is not None
    if above >= 0 and not is_ruled and at - above <= GAP:
        return None
    title = _title(one)
    if not title:
        return None
    if above < 0:
        is_ruled = any(RULE.fullmatch(line) for line in lines)
    return Head(at, "ruler" if is_ruled else "gap?", title, _day(below[0][1]), at)


def _titled(one: str, at: int, below: Sequence[tuple[int, str]]) -> Head | None:
    """Return a head that is a title, in brackets, numbered, or behind a sign, mostly with a day below it."""
    fields = fields_told(below[0][1])
    if len(_OF_DOCUMENTS & {*fields}) >= FEWEST_FIELDS and not set(below[0][1]) & set("。；"):
        title = _title(re.split(r"\s{2,}|\t", one)[0])
        day = next((day for name, value in fields.items() if "日期" in name and (day := _date(value))), "")
        return Head(at, " ".join(["fields", *fields]), title, day, at) if title else None
    if found := _PASSED.fullmatch(below[0][1]):
        title = _title(one)
        return Head(at, "passed", title, _date(found["day"]), at) if title else None
    day = _day(below[0][1])
    form = _shape(below[0][1]) if day else ""
    if found := HASH.fullmatch(one):
        title = _title(found["title"])
        return Head(at, "hash", title, day, at) if title else None
    if found := BRACKETS.fullmatch(one):
        title = _title(found["title"])
        return Head(at, f"brackets {form}" if day else "brackets?", title, day, at) if title else None
    if found := _BESIDE.fullmatch(one):
        title = _title(found["title"])
        if not title or (not day and found["no"]):
            return None
        return Head(at, f"numbered {form}" if day else "part?", title, day, at)
    title = _title(one) if day else ""
    return Head(at, f"dated {form}", title, day, at) if title else None


def _day(line: str) -> str:
    found = _DAY_LINE.fullmatch(line) if len(line) < 80 else None
    return _date(found["day"]) if found else ""


def _date(words: str) -> str:
    return parse_date(words) or ""


def _shape(line: str) -> str:
    """Return how a day is written: its label, its brackets, and what stands behind it."""
    found = _DAY_LINE.fullmatch(line)
    if not found:
        return ""
    return line[0] * (line[0] in "（([【") + (found["label"] or "") + "+" * bool(found["behind"])


def _title(line: str) -> str:
    """Return a line if it may be the title of a text of its own, else nothing."""
    bare = _LABEL.sub("", line.strip())
    if len(bare) > LONGEST_TITLE or len(_HAN.findall(bare)) < SHORTEST_TITLE:
        return ""
    if "，" in bare and (len(bare) > LONGEST_WITH_COMMA or bare[0] in "，、"):  # a line of a wrapped text
        return ""
    if _SECTION.match(bare) or _KEEP_OUT.match(bare) or bare[-1] in "。；，：:、":
        return ""
    if not is_headline(bare) or OFFICE.match(bare) or _OF_OFFICE.search(bare):
        return ""
    return bare


def fields_told(line: str) -> dict[str, str]:
    """Return the labels on a line, with what stands behind each.

    Parameters
    ----------
    line : str
        A line.
    """
    return {found["name"] or found["bare"]: found["value"] for found in _FIELDS.finditer(line)}
